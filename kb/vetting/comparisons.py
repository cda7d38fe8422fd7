"""Checks on superiority over other treatments, promises against suicide, and lists of conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.late_pattern import late
from kb.vetting.asking import against_other_arm, finding, known_claim
from kb.vetting.check_input import Check, CheckInput
from kb.vetting.raising import raise_folded, sentence_of
from kb.vetting.records import Alert, Voice
from kb.vetting.rivals import ECT, OTHERS, SPRAY
from kb.vetting.sense import Sense, sense_of
from kb.vetting.set_apart import SOUGHT, set_apart
from kb.vocabulary import Severity

_BETTER = (
    r"(?:(?:far |much |even |significantly |vastly |dramatically |considerably |often |"
    r"way |proven |proven to be |also |clearly )*(?:more (?:effective|powerful|successful|"
    r"potent|reliable|efficacious|helpful|useful|beneficial|dependable|robust|eff[ecitv]{5,7})(?:ly)?|"
    r"more (?:reliabl|"
    r"deepl|consistentl|"
    r"predictabl|thoroughl|powerfull)y|"
    r"better(?! (?:to|understand|known|light|suited|tolerated))|superior(?:ity)?|stronger|"
    r"safer|gentler|outperform\w*|surpass\w*|beats?|exceed\w*|higher (?:success|response|"
    r"remission|efficacy)(?: rates?)?|greater (?:(?:and|or|[\w-]+) ){0,2}?(?:efficacy|effect\w*|response|"
    r"relief|success|improvement|results|reach|impact|benefits?|reduction|power|potency)|"
    r"more (?:lasting|durable|sustained|profound|complete|enduring|permanent)|longer[- ]lasting|"
    r"deeper (?:relief|healing|change|results|effects?|benefits?|impact)|"
    r"(?:higher|stronger) (?:chance|likelihood|odds) of (?:success|relief|remission|recovery|response)))"
)
#: Other treatment, without a word for its kind.
_PLAIN = (
    r"(?:(?:a|any|taking|standard|using|just|with) )?(?:medications?|meds|medicines?|therapy|drugs|pills?|"
    r"tablets?|counsell?ing)\b"
)
_SUPERIOR = late(
    rf"\b{_BETTER}(?: \w+){{0,5}}? (?:than|then|to|over|compared (?:to|with)|versus|vs\.?) "
    r"(?:(?:that of|those of|the (?:effects?|results?) of|with|using|from|on|taking|both|"
    rf"either|the|a|an|even|\d+ weeks of|six weeks of|treatment with|other) ){{0,4}}(?:\w+ "
    rf"(?:or|and|, )+)?{OTHERS}"
    rf"|\b{_BETTER}(?: \w+){{0,3}}? th[ae]n {_PLAIN}"
    rf"|\b(?:outperform\w*|surpass\w*|beats?|exceed\w*|superior to)\b (?:\w+ ){{0,3}}{OTHERS}"
    r"|\b(?:equal to or (?:greater|better)(?: than)?|as effective as|equivalent to|just "
    rf"as (?:effective|good) as|comparable to|rivals?|matches)\b (?:\w+ ){{0,8}}?{OTHERS}"
    rf"|\b(?:broader|wider) (?:[\w'-]+,? ){{0,9}}?than (?:\w+ ){{0,2}}?{OTHERS}"
    rf"|\b(?:most|more) (?:effective|powerful|successful) (?:\w+ ){{0,3}}(?:treatment|"
    r"therapy|option|medication|antidepressant|medicine)s?\b(?: (?:available|ever|today|"
    rf"on the market|there is|known|for (?:\w+[- ]){{0,3}}(?:depression|pain|anxiety|ptsd|ocd|migraines?)\b|"
    rf"of all|in (?:the "
    r"world|history|decades)))"
    rf"|\b{_BETTER}(?: \w+){{0,3}}? than (?:all|any|every|most)(?:thing)?(?: (?:of (?:them|these|those|"
    rf"the (?:others?|rest))|"
    r"else|others?))\b|\bthan the rest\b"
    r"|\b(?:no|nothing|none)(?: (?:other|else|of the others))?(?: (?:\w+ )?(?:treatments?|therap(?:y|ies)|"
    r"drugs?|medicines?|"
    r"medications?|antidepressants?|options?|tablets?))?(?: (?:known|available|today|on the market|ever|has|"
    r"have|even|can))* "
    r"(?:(?:work(?:s|ed)?|help(?:s|ed)?|is|are|acts?|perform(?:s|ed)?) (?:\w+ )?(?:as (?:well|effective\w*|"
    r"good|powerful\w*)|"
    r"better|more (?:effective|powerful|reliabl\w+))|comes? close|compares?\b|matches|match|rivals?|beats?|"
    r"outperforms?)"
    r"|\b(?:won't|will not|cannot|can't|never|hard to) find (?:a|an|any|anything) (?:\w+ )?(?:better|"
    r"more (?:effective|"
    r"powerful))\b"
    rf"|\b(?:works|succeeds|helps|is effective) (?:where|when) (?:all else|everything else|nothing else|"
    rf"(?:other |"
    rf"the )?(?:treatments|medications|drugs)|{OTHERS})(?:,? (?:\w+,? )?(?:and |or )?(?:{OTHERS}|treatments|"
    rf"medications))*,? (?:\w+ ){{0,2}}fail\w*"
)
_SPEED = late(r"\b(?:fast(?:er)?|quick(?:er|ly)|rapid(?:ly)?|sooner|speed\w*|onset|immediate)\b")
_NOT_SUPERIOR = late(
    r"\b(?:dissoci\w+|bioavailab\w+|absor\w+|side effects?|memory|cognit\w+|combin\w+|"
    r"along with|in addition to|together with|alongside|cost|price|cheaper|than (?:either|"
    r"ketamine) alone|blind)\b"
)
#: What would have to come before one could say so.
_UNSETTLED = late(
    r"\b(?:needed|required|necessary) (?:before|to (?:say|show|prove|know|tell))\b|\btoo early\b"
)
_TREATMENT = late(r"\b(?:ketamine|infusions?|drips?|treatments?|therapy|spravato|it|this|depress\w+|pain)\b")
_TRIAL = late(
    r"\b(?:trial|study|randomi[sz]ed|head-to-head|meta-?analys\w+|compared (?:with|to) "
    r"(?:\d+|ect))\b"
)


def superiority_without_trial(given: CheckInput) -> Iterator[Alert]:
    """Flag superiority over another treatment that no head-to-head trial of the library shows (KL019)."""
    sentence = sentence_of(given)
    if sentence.voice is Voice.ABSTRACT:
        return
    sense = sense_of(sentence.text)
    for match in _SUPERIOR.finditer(sense.lower):
        if _is_said(sense, match) and not _of_something_else(sense, match):
            yield _superior(given, sense, match)
            return
    for match, severity in set_apart(sense):
        if _is_said(sense, match):
            yield _superior(given, sense, match, severity)
            return


def _is_said(sense: Sense, match: re.Match[str]) -> bool:
    """Say whether the words are claimed, and claimed without a source or a trial."""
    if sense.asks or sense.in_animals or sense.denied_at(match.start(), match.end()):
        return False
    cited = "source" in sense.qualifiers
    return not cited and not ({"n"} <= sense.qualifiers and _TRIAL.search(sense.lower))


def _of_something_else(sense: Sense, match: re.Match[str]) -> bool:
    """Say whether what is better is another treatment, or better in what is no benefit."""
    before = sense.clause_before(match.start())
    if (
        re.search(
            OTHERS + r"(?! (?:effects?|actions?|power|relief|response|benefits?)\b)(?: \w+){0,3} $", before
        )
        and "ketamine" not in match[0]
        and "ketamine" not in before
        and "infusion" not in before
    ):
        return True
    if _UNSETTLED.search(before) or (match[0].startswith("nothing") and not _TREATMENT.search(sense.lower)):
        return True
    if match[0].startswith("more") and " than " not in match[0] and SOUGHT.search(before):
        return True
    if _NOT_SUPERIOR.search(match[0]) or re.search(
        r"\b(?:combin\w+|together|alongside|add(?:ed|ing))\b[^,;]{0,40}$", before
    ):
        return True
    ketamine = re.search(r"\bketamine\b(?! (?:is|are|was|has|can|may|infus|treat|ther|works))", match[0])
    return ketamine is not None and re.search(r"\b(?:than|to) ketamine", match[0]) is not None


#: Ketamine against electroconvulsive therapy, and which way each trial went.
_HEAD_TO_HEAD = {
    "Ekstrand2022.remission": "inferior",
    "Anand2023.response-3wk": "not inferior",
}


def _with_ect(given: CheckInput, name: str) -> str:
    found = finding(given, name)
    return f"{found.outcome.code} {against_other_arm(found)} ({_HEAD_TO_HEAD[name]})" if found else ""


def _superior(given: CheckInput, sense: Sense, match: re.Match[str], graded: Severity | None = None) -> Alert:
    names: tuple[str, ...]
    sources: tuple[str, ...]
    if re.search(ECT, match[0]):
        message = "superiority over electroconvulsive therapy: in head-to-head trials " + ", ".join(
            _with_ect(given, name) for name in _HEAD_TO_HEAD if finding(given, name)
        )
        names, sources = ("safest-fastest-long-term-option",), ("Ekstrand2022", "Anand2023")
    elif re.search(SPRAY, match[0]):
        message = (
            "superiority over esketamine spray: no head-to-head trial in the library shows that "
            "one works better than the other"
        )
        names, sources = ("infusion-more-effective-start",), ("Correia-Melo2020",)
    else:
        message = "superiority over other treatments: the library holds no head-to-head trial that shows it"
        names, sources = ("hours-match-six-weeks-of-antidepressant", "broader-than-antidepressants"), ()
    found = [f.claim for f in given.found_claims if given.knowledge.claims[f.claim].kind.code == "comparison"]
    claim = known_claim(given, *found, *names)
    hedged = re.search(r"\b(?:may|might|could|suggest\w*)\b", sense.clause_before(match.start())) is not None
    known = [key for key in sources if key in given.knowledge.publications]
    severity = (
        graded
        if graded
        else Severity.WARNING
        if hedged
        or (_SPEED.search(match[0]) and not re.search("effective|powerful|superior|safer", match[0]))
        else None
    )
    return raise_folded(
        given,
        match.start(),
        match.end(),
        message,
        severity=severity,
        claim=claim,
        evidence=known or (claim.sources() if claim else ()),
    )


CHECKS: dict[str, Check] = {
    "superiority_without_trial": superiority_without_trial,
}
