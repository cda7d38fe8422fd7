"""The check on how fast an effect is said to begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kb.evidence.comparable import in_hours
from kb.late_pattern import late
from kb.vetting.asking import known_claim
from kb.vetting.bars import stated_words
from kb.vetting.check_input import Check, CheckInput
from kb.vetting.folding import folded_at
from kb.vetting.knowledge import KnownFinding
from kb.vetting.raising import raise_folded, raise_on, sentence_of
from kb.vetting.records import Alert, StatedQuantity, Voice
from kb.vetting.sense import Sense, sense_of
from kb.vocabulary import Drug, Metric, Outcome, Population, Role, Severity

_BENEFIT = (
    r"(?:relie[fv]\w*|work(?:s|ed|ing)?\b|feel(?:ing|s)? (?:much |so |significantly "
    r")?better|felt (?:much )?better|improve\w*|results?|effects?|effective|benefits?|"
    r"respon[ds]\w*|reduc\w+|lift\w*|eas(?:es|ed|ing)\b|alleviat\w+|antidepressant|heal\w*|recover\w*|"
    r"symptoms? (?:ease|fade|disappear|vanish|lift)\w*|suicidal (?:thoughts|ideation)|depressi(?:on|ve)\b|mood)"
)
_AT_ONCE = late(
    r"\b(?:almost immediate(?:ly)?|near[- ]?(?:ly )?(?:immediate|instant)\w*|"
    r"immediate(?:ly)?|instant(?:ly|aneous(?:ly)?|aneous)?|right away|"
    r"(?:tak(?:e|es|ing) away|lift(?:s|ing)?|eas(?:es|ing)|reliev(?:es|ing)|end(?:s|ing)?) at once|at once\b(?! "
    r"(?:the|"
    r"both|a|an)\b)|within (?:just |only |a few |a matter of |mere )?minutes|in (?:just |"
    r"only |a few |a matter of |mere )?minutes|"
    r"(?:a )?matter of minutes|overnight success|on the spot|"
    r"(?:with)?in (?:just |only |a few |a matter of |mere )?seconds|(?:a )?matter of seconds|"
    r"(?:from )?the (?:moment|second|"
    r"minute) (?:the|your|you) (?:\w+ )?(?:drip|infusion|needle|session|treatment|iv|dose|medicine|start|"
    r"sit)\w*|(?:as soon as|"
    r"before) (?:the|your) (?:drip|infusion|needle|session|treatment|iv)\b(?: \w+)? (?:starts?|begins?|"
    r"ends?|is over|"
    r"finishe[sd]|runs?)|while the (?:drip|infusion|pump|bag|machine) (?:is )?(?:still )?(?:run\w*|hum\w*|"
    r"drip\w*|go\w*|empt\w*|on\b)|before you (?:even )?leave)\b"
)
#: As early as the first ratings of trials, and told of everyone.
_SAME_DAY = late(
    r"\b(?:within (?:just |only |a few |a matter of |mere )*hours|in (?:just |only |"
    r"a matter of )?(?:a few )?hours(?! of)|"
    r"(?:a )?matter of hours|(?:the |that )(?:very )?same day|same[- ]day (?:relief|results|end|improvement|"
    r"lift|freedom|change))\b"
)
_NOT_ONSET = late(
    r"\b(?:side effects?|immediate(?:ly)? (?:appointment|call|contact|seek|help|medical|"
    r"care|attention|release|family|after|following|before|access|availability|need|"
    r"danger|concern|future|support)|call|contact|seek|tell|notify|stop|go to|emergency|"
    r"911|988|wear\w* off|drive|schedul\w*|appointment|infusions? (?:takes?|lasts?)|"
    r"availab\w+|memory|feel(?:ing)? relaxed|dissociat\w+|floating|gratification|pharmacy|"
    r"reply|booking|book|bdnf|synap\w+|neuro\w+|absorb\w*|blood|reach(?:es)? the brain|"
    r"immediate[- ]release|minutes (?:from (?!the (?:start|end|first))|away|after leaving|"
    r"walk)|insurance|quote|onset of (?:anesth|anaesth)\w*|pain (?:relief )?in the (?:er|"
    r"emergency))\b"
)
_HARMFUL = late(r"\b(?:side effects?|nausea|dizziness|dissociation|sedation|grogginess|blood pressure)\b")
_NO_EFFECT = late(
    r"\b(?:no (?:\w+ ){0,2}(?:effects?|relief|benefit|change)|uneventful|side effects?|"
    r"most effects|acute effects)\b"
)
_SCOPED = late(
    r"\b(?:some|sometimes|occasionally|a few|in (?:a|one) (?:\w+ ){0,2}(?:study|trial)|bipolar|anhedonia|"
    r"pleasure|first (?:rating|measur\w+|time point)|pooled|meta-?analys\w+|may|can vary|"
    r"not everyone|for some)\b"
)
_QUALIFIED = late(
    rf"{_SCOPED.pattern}|\b(?:can(?! (?:feel|see|notice|enjoy|expect))|could|might|often|many|most|trials?|"
    rf"study|studies|fade\w*|subside\w*|"
    rf"pass(?:es)?|go(?:ing)? home|"
    r"return\w*|normal|home the same|appointments?|forms?|clear\w*)\b"
)
_RELIEVES = late(rf"\b{_BENEFIT}")
#: Within hours, of illnesses in which no trial followed the first hours as it was done in depression.
_HOURS = late(
    r"\b(?:with)?in (?:just |only |as little as |as few as |a few |a matter of |mere )*(?:hours|minutes)\b|"
    r"\b(?:a )?(?:matter|few) (?:of )?hours\b(?= (?:after|of|following))"
)
_ELSEWHERE = frozenset(
    {Population.ANXIETY, Population.OCD, Population.PTSD, Population.SUBSTANCE_USE, Population.FIBROMYALGIA}
)
_REPORTED = late(
    r"\b(?:trials?|study|studies|researchers?|some (?:people|patients|clients|individuals)|not everyone|"
    r"for some|pass(?:es)?|fade\w*|subside\w*|settle\w*|go home|appointments?|during (?:the|your|an?) (?:\w+ )?"
    r"(?:infusion|session|treatment)|about (?:the|your) (?:infusion|needle)|unlike ketamine)\b"
)


def onset_beyond_evidence(given: CheckInput) -> Iterator[Alert]:
    """Flag an onset earlier, or in more people, than the library's trials found (KL017)."""
    sentence = sentence_of(given)
    if sentence.voice is Voice.ABSTRACT:
        return
    sense = sense_of(sentence.text)
    if (
        sense.asks
        or sense.in_animals
        or (
            Drug.ANTIDEPRESSANT in sense.drugs
            and not sense.drugs & {Drug.KETAMINE, Drug.ESKETAMINE}
            and not given.quantities
        )
    ):
        return
    told = False
    for quantity in given.quantities:
        if (
            quantity.role is Role.ONSET
            and not _is_comparator(quantity, sense, sentence.text)
            and (alert := _early(given, quantity, sense))
        ):
            told = True
            yield alert
    for match in () if told else (*_AT_ONCE.finditer(sense.lower), *_SAME_DAY.finditer(sense.lower)):
        near = sense.lower[max(0, match.start() - 45) : match.end() + 40]
        if match.re.pattern == _SAME_DAY.pattern and (
            _QUALIFIED.search(sense.lower) or not _RELIEVES.search(near)
        ):
            continue
        if _HARMFUL.search(sense.clause_before(match.start())):
            continue
        if (
            _NOT_ONSET.search(near)
            or not _RELIEVES.search(sense.lower)
            or sense.denied_at(match.start(), match.end())
        ):
            continue
        if re.search(
            r"\b(?:infusion|session|treatment) (?:is (?:over|given|complete|about)|lasts|takes)\b", near
        ):
            continue
        yield _at_once(given, sense, match)
        return
    if not told:
        yield from _elsewhere(given, sense)


def _elsewhere(given: CheckInput, sense: Sense) -> Iterator[Alert]:
    """Yield an alert on relief within hours of an illness other than depression, told without a study."""
    others = sense.populations & _ELSEWHERE
    if not others or _REPORTED.search(sense.lower) or {"source", "n"} & sense.qualifiers:
        return
    for match in _HOURS.finditer(sense.lower):
        before = sense.lower[max(0, match.start() - 90) : match.start()]
        if not _RELIEVES.search(before) or _HARMFUL.search(before) or _NO_EFFECT.search(sense.lower):
            continue
        if _NOT_ONSET.search(sense.lower) or sense.denied_at(match.start(), match.end()):
            continue
        if sense.softened_at(match.start(), match.end()):
            continue
        names = ", ".join(sorted(group.code.replace("-", " ") for group in others))
        yield raise_folded(
            given,
            match.start(),
            match.end(),
            f'"{match[0]}" of {names}: the trials that rated people in the first hours were of depression',
            severity=Severity.WARNING,
            claim=known_claim(given, "onset-within-24-hours"),
        )
        return


def _at_once(given: CheckInput, sense: Sense, match: re.Match[str]) -> Alert:
    first = _earliest(given, (Outcome.DEPRESSION_SEVERITY,))
    found = (
        (
            f"the first rating that showed a difference in pooled trials was at {first.value:f} "
            f"{first.unit.code}"
        )
        if first
        else "no trial in the library shows it"
    )
    scoped = _SCOPED.search(sense.lower) is not None
    return raise_folded(
        given,
        match.start(),
        match.end(),
        f'"{match[0]}": {found}, and the gain was largest after about a day',
        severity=Severity.WARNING
        if scoped or not re.search("second|minute|moment|instant|spot|soon|before|while", match[0])
        else None,
        claim=known_claim(given, "onset-within-minutes"),
        evidence=[first.publication.citekey] if first else [],
    )


def _early(given: CheckInput, quantity: StatedQuantity, sense: Sense) -> Alert | None:
    if quantity.unit is None or _is_no_onset(given, quantity, sense):
        return None
    far_end = quantity.high if quantity.high is not None else quantity.value
    hours = in_hours(far_end, quantity.unit)
    if hours is None or hours > 4:
        return None
    anhedonia = re.search(r"\banhedoni\w+|loss of (?:pleasure|interest)|pleasure", sense.lower)
    scope = anhedonia is not None and Population.BIPOLAR_DEPRESSION in sense.populations
    first = _earliest(
        given,
        (Outcome.ANHEDONIA,)
        if anhedonia
        else (Outcome.DEPRESSION_SEVERITY, Outcome.SUICIDAL_IDEATION)
        if Population.SUICIDAL_IDEATION in sense.populations
        else (Outcome.DEPRESSION_SEVERITY,),
    )
    first_hours = in_hours(first.value, first.unit) if first else None
    claim = known_claim(given, "onset-40-minutes-anhedonia" if anhedonia else "onset-within-minutes")
    if first is not None and first_hours is not None and hours >= first_hours * Decimal("0.9"):
        scoped = scope or {"source", "n", "design"} & sense.qualifiers
        severity = Severity.NOTE if scoped else Severity.WARNING
        if hours >= 2 and severity is Severity.WARNING and sense.hedged:
            return None
        people = f" of {first.publication.n} people" if first.publication.n else ""
        message = (
            f"{stated_words(quantity)}: that early a difference was seen in "
            f"{first.publication.label}{people} ({_whom(first)}); most of the gain came within a "
            "day"
        )
        return raise_on(
            given, quantity, message, severity=severity, claim=claim, evidence=[first.publication.citekey]
        )
    when = (
        f"the earliest in the library is {first.value:f} {first.unit.code}"
        if first
        else "the library holds no such onset"
    )
    return raise_on(
        given,
        quantity,
        f"{stated_words(quantity)}: {when}",
        claim=claim,
        evidence=[first.publication.citekey] if first else [],
    )


#: What passes in that time, or how long somebody is watched.
_STAYS = late(
    r"\b(?:fad(?:e|es|ing)|subsid(?:e|es)|resolv(?:e|es)|pass(?:es)?|wears? off|dissipat\w+|diminish\w*|"
    r"go(?:es)? away|"
    r"return(?:s|ing)? to|clears?) (?:[\w-]+ ){0,2}?(?:within|in|after|by) (?:~|about |around |the )?$|"
    r"\b(?:monitor|observ|watch|supervis)\w* [^.;]{0,40}\bfor (?:~|about |around |approximately |up to |at least )?$"
)


def _is_no_onset(given: CheckInput, quantity: StatedQuantity, sense: Sense) -> bool:
    text = sentence_of(given).text
    start, end = folded_at(text, quantity.start), folded_at(text, quantity.end)
    if _STAYS.search(sense.lower, max(0, start - 60), start):
        return True
    return sense.denied_at(start, end) or _NO_EFFECT.search(sense.lower) is not None


def _whom(finding: KnownFinding) -> str:
    return finding.population.code.replace("-", " ")


def _is_comparator(quantity: StatedQuantity, sense: Sense, text: str) -> bool:
    before = sense.clause_before(folded_at(text, quantity.start))
    return (
        re.search(r"\b(?:antidepressants?|ssris?|medications?|pills?|tablets?|ect)\b", before) is not None
        and "ketamine" not in before
    )


def _earliest(given: CheckInput, outcomes: tuple[Outcome, ...]) -> KnownFinding | None:
    found = [
        f
        for f in given.knowledge.findings
        if f.metric is Metric.EARLIEST_TIME
        and f.outcome in outcomes
        and f.publication.counts
        and f.population is not Population.ANIMALS
    ]
    return min(found, key=lambda f: in_hours(f.value, f.unit) or Decimal(10**6)) if found else None


CHECKS: dict[str, Check] = {
    "onset_beyond_evidence": onset_beyond_evidence,
}
