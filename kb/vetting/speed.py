"""
The check on speed compared with that of other treatments.

That ketamine acts sooner than antidepressants in depression is a claim that the library
supports, and passes. Of other illnesses, and against treatments that nobody measured it
with, it gets a warning, and to be the fastest of all is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.late_pattern import late
from kb.vetting.asking import known_claim
from kb.vetting.check_input import Check, CheckInput
from kb.vetting.raising import raise_folded, sentence_of
from kb.vetting.records import Alert, Voice
from kb.vetting.rivals import ANTIDEPRESSANTS, OTHERS
from kb.vetting.sense import Sense, sense_of
from kb.vocabulary import Population, Severity

_WORDS = r"(?:[\w'-]+,? )"
_SOONER = (
    r"(?:faster|quicker|sooner|swifter|speedier|more (?:rapid|quick|immediate|swift)(?:ly)?)(?:-acting)?"
)
_TAKE = r"(?:takes?|taking|requires?|needs?)"
_FASTER = late(
    rf"\b{_SOONER}(?: [\w'-]+){{0,5}}? (?:than|compared (?:to|with)|over|versus|vs\.?) {_WORDS}{{0,7}}?{OTHERS}"
    rf"|\b(?:unlike|while|whereas|where|although|compared (?:to|with)) {_WORDS}{{0,3}}?{OTHERS}[^.;?!]{{0,60}}?"
    rf"\b{_TAKE}\b[^.;?!]{{0,25}}?\b(?:weeks|months)\b"
    rf"|\bcompared (?:to|with) (?:the )?{_WORDS}{{0,3}}?(?:weeks|months) {_WORDS}{{0,4}}?{OTHERS}"
    rf"|\b{OTHERS} [^.;?!]{{0,25}}?\b{_TAKE}\b [^.;?!]{{0,15}}?\b(?:weeks|months)\b[^.?!]{{0,40}}?\bketamine "
    r"(?:can |often |usually |typically |may )?(?:\w+ )?(?:acts?|works?|eases?|relieves?|lifts?|brings?|provides?|"
    r"offers?|reduces?|begins?|starts?|kicks? in)\b"
)
#: No other is faster: a superlative, and no matter of weeks.
_FASTEST = late(
    r"\b(?:no|none of the) (?:other )?(?:[\w-]+ ){0,4}?(?:works?|acts?|helps?|relieves?|is|are) (?:\w+ )?"
    rf"{_SOONER}\b"
    r"|\b(?:fastest|quickest)[- ](?:acting |working |known )?(?:[\w-]+ ){0,2}?(?:antidepressant|treatment|therapy|"
    r"medication|medicine|relief|option|way (?:to|out))\b(?! (?:for your appointment))"
)
_SOON = late(
    r"\b(?:hours?|days?|minutes|rapid\w*|quick\w*|fast\w*|immediate\w*|sooner|instant\w*|swift\w*|right away|"
    r"at once)\b"
)
_ELSEWHERE = late(
    r"\b(?:metaboli[sz]\w*|wears? off|absor\w*|bloodstream|recover\w* room|appointments?|reply|anesthe\w*|"
    r"anaesthe\w*|side effects?|slower)\b"
)
_AGAINST_ANTIDEPRESSANTS = late(rf"\b{ANTIDEPRESSANTS}\b")
_KNOWN = frozenset(
    {Population.DEPRESSION, Population.MDD, Population.TRD, Population.BIPOLAR_DEPRESSION, Population.ANIMALS}
)


def speed_without_trial(given: CheckInput) -> Iterator[Alert]:
    """Flag speed set against that of other treatments without a trial of both (KL019)."""
    sentence = sentence_of(given)
    if sentence.voice is Voice.ABSTRACT:
        return
    sense = sense_of(sentence.text)
    if sense.asks or sense.in_animals or "source" in sense.qualifiers or {"n", "design"} <= sense.qualifiers:
        return
    for match in _FASTEST.finditer(sense.lower):
        if not _ELSEWHERE.search(sense.lower) and not _is_denied(sense, match):
            yield _told(
                given, match, Severity.ERROR, "no trial in the library measured it against all others"
            )
            return
    for match in _FASTER.finditer(sense.lower):
        if not _SOON.search(sense.lower) or _ELSEWHERE.search(sense.lower) or _is_denied(sense, match):
            continue
        if sense.populations - _KNOWN or not _AGAINST_ANTIDEPRESSANTS.search(match[0]):
            said = "the library knows of speed against antidepressants in depression only"
            yield _told(given, match, Severity.WARNING, said)
        return


def _is_denied(sense: Sense, match: re.Match[str]) -> bool:
    """Say whether the words are denied; a negator that is part of them ("no drug is faster") is none."""
    return sense.denied_at(match.start(), match.end())


def _told(given: CheckInput, match: re.Match[str], severity: Severity, said: str) -> Alert:
    claim = known_claim(given, "faster-than-ssris")
    return raise_folded(
        given,
        match.start(),
        match.end(),
        f"speed set against that of other treatments: {said}",
        severity=severity,
        claim=claim,
        evidence=claim.sources() if claim else (),
    )


CHECKS: dict[str, Check] = {"speed_without_trial": speed_without_trial}
