"""Check on compounded ketamine that is called the same as, or a generic of, the approved spray (KL012)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.late_pattern import late
from kb.vetting.answers import question_before, says_no, says_yes
from kb.vetting.asking import facts_today, known_claim
from kb.vetting.check_input import Check, CheckInput
from kb.vetting.raising import raise_folded, sentence_of
from kb.vetting.records import Alert
from kb.vetting.sense import sense_of
from kb.vocabulary import Drug, FactStatus

#: The approved product by its name or as "the brand".
_BRAND = (
    r"(?:the |your )?(?:brand(?:ed|-name)? )?(?:expensive |pricey |costly )?"
    r"(?:spravato|esketamine|brand(?:ed|-name)? spray)"
)
_NAME = r"(?:spravato|esketamine)"
_LIKE = (
    r"(?:(?:the )?same (?:\w+ )?(?:as|drug as|medication as|thing as|active \w+ as|"
    r"(?:\w+ )?you get (?:from|in|"
    r"with))|"
    r"generics?(?: version| form| equivalent)?(?: of| for)?|(?:bio-?)?equivalent (?:to|of)|identical "
    r"(?:in \w+ )?to|equal (?:in \w+ )?to|replaces?|just like|as (?:good|effective) as|"
    r"interchangeable with|(?:our|your) (?:own )?version of|"
    r"compounded(?: version of)?|(?:cheaper|affordable|low(?:er)?[- ]cost|less expensive|generic|compounded|"
    r"budget) "
    r"(?:version|form|copy|twin|sibling|answer) (?:of|to)|substitute for|no different "
    r"(?:from|than|to)|similar to|alternative to|answer to|off-?brand|own-brand|home-?made|knock-?off|budget|"
    r"discount(?:ed)?|"
    r"cut-price|twin of|cousin of|copy of|carbon copy of|does (?:exactly |precisely )?(?:what|"
    r"the same (?:job |thing )?as)|"
    r"(?:every bit|just|exactly) as (?:good|strong|potent|powerful|effective|well) as|a match for|"
    r"in all but name|on (?:a )?par with|poor man's|works? (?:just |exactly |the same )?(?:like|as)|"
    r"replacement for|stand-in for|same (?:results?|relief|effects?|benefits?|outcomes?) as|"
    r"think of (?:it|this|them|these|our (?:[\w'-]+ ){1,6}?)\s?as (?:a |an )?(?:\w+ )?)"
)
_SAME = late(
    rf"\b{_LIKE}\s+{_BRAND}"
    rf"|\b{_NAME}(?:'s)?[ -](?:equivalent|generic|clone|dupe|twin|cheaper (?:cousin|twin|"
    r"sister|brother)|style|strength|quality|level|like|grade|"
    r"in all but|without the (?:price|brand|bill|cost|paperwork|hassle|markup|label|copay)|at (?:half|"
    r"a fraction|a third)|"
    r"in (?:an? |another )?(?:\w+ )?(?:lozenge|troche|tablet|pill|capsule|disguise|form\b|generic|bottle))"
    rf"|\b{_NAME}'s (?:results?|relief|effects?|benefits?|power)\b[^.;]{{0,20}}\b(?:without|minus|for less|"
    r"at (?:half|a fraction))\b"
    rf"|\b(?:{_NAME}|brand(?:ed|-name)? spray)\b[^.;]{{0,60}}\b(?:(?:very |exact |"
    rf"exactly the )?same (?:thing|"
    r"drug|stuff|"
    r"medicine|medication|effect|result|molecule|job|relief|benefit|outcome)s?|identical|"
    r"interchangeabl[ey]|every bit as good|no different|just as good)\b"
    r"|\bsame (?:molecule|ingredient|active(?: ingredient)?|medicine|drug|stuff|thing|compound|"
    r"chemistry|medication)\b[^.;]{0,30}\b"
    rf"(?:brand(?:ed|-name)? (?:spray|version|product|name)|{_NAME}|big[- ](?:name|brand) spray|"
    rf"the spray your)"
    rf"|\bno (?:real |meaningful |clinical |medical )?difference between\b[^.;]{{0,60}}\b{_NAME}\b"
    rf"|\bonly difference\b[^.;]{{0,60}}\b{_NAME}\b[^.;]{{0,30}}\b(?:price|label|name|packag\w+|box|"
    rf"brand|cost|"
    r"bill)\b"
    rf"|\bcheaper {_NAME},? [^.;]{{0,40}}\b(?:made|mixed|our own|compounded|prepared)\b"
    rf"|\b(?:results?|relief|benefits?|effects?|power) of {_NAME}\b[^.;]{{0,20}}\b(?:for (?:less|half|"
    rf"a (?:third|fraction|"
    rf"quarter))|without|minus|at (?:half|a fraction))\b"
    rf"|\bthink (?:of )?{_NAME},? (?:only|but|just|minus|without)\b"
    rf"|\b(?:make|mix|compound|prepare|brew|formulate)s? our own (?:\w+ )?{_NAME}\b"
    rf"|\beverything (?:that )?{_NAME} (?:does|offers|can|gives)\b"
    rf"|\b(?:swap|switch|trade|replac)(?:e|es|ing|ping)? (?:out )?(?:your |"
    rf"the )?(?:\w+ )?{_NAME} (?:for|with|to) "
    r"(?:our|a compounded|compounded|generic)\b"
)
#: Ours said to be the brand outright; needs another subject than esketamine.
_IS_IT = late(
    r"\b(?:is|it's|are|they're|as) (?:basically|essentially|effectively|really|simply|"
    r"practically|virtually|just|in effect|more or less|a generic|your own|our own|homemade) spravato\b"
)
#: The brand's gains without the brand, of a copy of ours.
_BRAND_GAINS = late(
    r"\bbrand(?:'s|-name)? (?:benefits?|results?|effects?|relief|quality|power|"
    r"strength)\b[^.;]{0,30}\b(?:without|minus|"
    r"for less|at (?:half|a fraction))\b|\b(?:our|compounded|custom(?:-made)?|in-house) (?:[\w-]+ ){0,3}?"
    r"(?:esketamine|ketamine) [^.;]{0,50}\bwithout the brand\b"
)
_NOT_THE_SAME = late(r"\b(?:not|n't|never|neither|nor)\b|n't\b")
_CONTRAST = late(
    r"\b(?:unlike|opposed to|different(?!\?)|differs?|contrast|not|no|never|isn't|aren't|nor)\b(?! only)"
)
_ASKED_SAME = late(
    rf"\b(?:same|equal|equivalent|identical|generic|interchangeable|as (?:good|effective|strong) as|like|"
    rf"work as well)\b[^?]{{0,60}}\b{_NAME}\b|\b{_NAME}\b[^?]{{0,60}}\b(?:the same|identical|"
    rf"interchangeable)\b"
)
_ASKED_DIFFERENCE = late(
    rf"\bdiffer(?:s|ent|ence)?\b[^?]{{0,60}}\b{_NAME}\b|\b{_NAME}\b[^?]{{0,60}}\bdiffer(?:s|ent|ence)?\b"
)
_OURS = late(r"\b(?:your|our|compounded|generic|ketamine|nasal|troches?|lozenges?)\b")
_QUALIFIED = late(r"\b(?:but|however|although|though|except|differ\w*|not (?:fda|approved|reviewed))\b")


def _answered(given: CheckInput, lower: str) -> bool:
    """Whether the sentence answers a question so that ours is the same as the brand."""
    question = question_before(given.copy, given.sentence_index)
    if not question or not _OURS.search(question) or _QUALIFIED.search(lower):
        return False
    if _ASKED_DIFFERENCE.search(question):
        return says_no(lower)
    return says_yes(lower) and _ASKED_SAME.search(question) is not None


def _stated(lower: str) -> Iterator[re.Match[str]]:
    yield from _SAME.finditer(lower)
    for match in _IS_IT.finditer(lower):
        if "esketamine" not in lower[: match.start()]:
            yield match
    yield from _BRAND_GAINS.finditer(lower)


def compounded_as_branded(given: CheckInput) -> Iterator[Alert]:
    """Flag a compounded product that is called the same as, or a generic of, the approved spray (KL012)."""
    sense = sense_of(sentence_of(given).text)
    lower = sense.lower
    if _answered(given, lower):
        yield _alert(given, 0, len(lower))
        return
    if "spravato" not in lower and "esketamine" not in lower and "brand" not in lower:
        return
    last = 0
    for match in _stated(lower):
        before = sense.clause_before(match.start())
        similar = "similar" in match[0] or "alternative" in match[0] or "as effective" in match[0]
        if (
            match.start() < last
            or _CONTRAST.search(before)
            or _NOT_THE_SAME.search(match[0])
            or sense.denied_at(match.start(), match.end())
            or (similar and sense.hedged)
        ):
            continue
        last = match.end()
        yield _alert(given, match.start(), match.end())


def _alert(given: CheckInput, start: int, end: int) -> Alert:
    facts = [
        f for f in facts_today(given, Drug.KETAMINE, FactStatus.NOT_APPROVED) if "compounded" in f.product
    ]
    return raise_folded(
        given,
        start,
        end,
        "a compounded product is neither the approved esketamine spray nor a generic of it; "
        "no FDA review covers it",
        claim=known_claim(given, "compounded-spray-is-racemic"),
        evidence=[f.id for f in facts],
    )


CHECKS: dict[str, Check] = {"compounded_as_branded": compounded_as_branded}
