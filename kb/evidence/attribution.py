"""
Whose number is it: the arm, the outcome and the time that a printed number belongs to.

A sentence often prints two arms, two outcomes and two time points. Reading the wrong
one would verify a figure that nobody found, so every function here may answer that it
cannot tell, and the caller then does not verify.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from kb.evidence.comparable import in_hours
from kb.evidence.quantities import Form, Printed
from kb.evidence.units import TIMES
from kb.late_pattern import late
from kb.models import Finding
from kb.vocabulary import Drug, Outcome


class Arm(Enum):
    """The arm a finding is about, or the one it is compared with."""

    OWN = "own"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Label:
    """A word in a sentence that says whose the numbers near it are."""

    start: int
    end: int
    key: object


_INERT = frozenset({"placebo", "saline", "midazolam", "sham", "control", "controls", "comparator"})
_EMPTY = frozenset(
    "a an and or of on in with the to for one two three six up same under top usual new people who dose doses mg kg"
    " infusion infusions nasal oral drug drugs care weekly twice over therapy treatment spray days weeks"
    " standard single repeated group arm s".split()
)
_SEPARATOR = late(r"\b(?:vs|versus|compared|than|and|while|whereas|against|but)\b|[,;]")

OUTCOMES: dict[Outcome, str] = {
    Outcome.RESPONSE: r"\brespon(?:se|ses|ded|der|ders|d|ding)\b",
    Outcome.REMISSION: r"\bremi(?:ssion|ssions|tted|tter|tters|tting)\b",
    Outcome.RELAPSE: r"\brelaps\w*",
    Outcome.DEPRESSION_SEVERITY: r"\bdepress\w+|\bMADRS|\bHA?M?D|\bHDRS|\bQIDS|\bBDI|\bPHQ",
    Outcome.ANHEDONIA: r"\banhedoni\w*|\bSHAPS|\bpleasure",
    Outcome.SUICIDAL_IDEATION: r"\bsuicid\w*|\bSI\b|\bSSI\b|\bBSI\b",
    Outcome.SUICIDE: r"\bsuicid\w*",
    Outcome.ANXIETY_SEVERITY: r"\banxi\w*|\bLSAS|\bGAD",
    Outcome.PTSD_SEVERITY: r"\bPTSD|\bIES|\bCAPS|\bpost-?traumatic",
    Outcome.OCD_SEVERITY: r"\bOCD|\bobsessi\w*|\bY-?BOCS",
    Outcome.ABSTINENCE: r"\babstinen\w*|\bsober|\bheavy drinking|\bdrinking",
    Outcome.PAIN: r"\bpain\w*|\bNRS|\bVAS|\banalges\w*|\bheadache",
    Outcome.FUNCTION: r"\bfunction\w*|\bdisabilit\w*",
    Outcome.DISSOCIATION: r"\bdissociat\w*|\bCADSS",
    Outcome.BLOOD_PRESSURE: r"\bblood pressure|\bhypertens\w*|\bheart rate|\bsystolic|\bdiastolic",
    Outcome.RESPIRATION: r"\brespirat\w*|\bapn\w+|\boxygen",
    Outcome.COGNITION: r"\bcogniti\w*|\bmemory|\bneurocognit\w*",
    Outcome.DEPENDENCE: r"\bdependen\w*|\bcraving|\bmisuse|\babuse|\bwithdraw\w*|\baddict\w*",
    Outcome.MORTALITY: r"\bdeaths?\b|\bdied\b|\bmortalit\w*|\bfatal\w*",
    Outcome.NEURAL_STRUCTURE: r"\bsynap\w*|\bspines?\b|\bspinogenesis|\bneuron\w*|\bdendrit\w*",
    Outcome.NEURAL_ACTIVITY: r"\bBDNF|\breceptor\w*|\bglutamate|\bconnectivity|\bactivity",
    Outcome.PHARMACOKINETICS: r"\bbioavailab\w*|\bhalf-li\w+|\bplasma|\babsor\w+|\bclearance",
    Outcome.PREVALENCE: r"\bprevalen\w*|\bepisode\w*|\badults\b|\bmillion",
    Outcome.COST: r"\bcosts?\b|\bburden|\$",
}
#: Outcomes that are shares of people and are printed side by side.
RATES = (Outcome.RESPONSE, Outcome.REMISSION, Outcome.RELAPSE)


def outcome_pattern(finding: Finding) -> re.Pattern[str] | None:
    """Return what names the finding's outcome in a sentence, or None where its vocabulary names nothing."""
    words = [OUTCOMES[finding.outcome]] if finding.outcome in OUTCOMES else []
    if finding.scale:
        words += [re.escape(word) for word in re.findall(r"[A-Z][A-Za-z-]*[A-Z]+\w*", finding.scale)]
    if not words and finding.definition:
        words = [rf"\b{re.escape(word[:7])}" for word in re.findall(r"[a-z]{6,}", finding.definition.lower())]
    return re.compile("|".join(words), re.I) if words else None


def is_of_outcome(number: Printed, peers: Sequence[Printed], finding: Finding, text: str) -> bool:
    """Say whether a share printed near several rates is the one of the finding's outcome."""
    labels = [
        Label(match.start(), match.end(), outcome)
        for outcome in RATES
        for match in re.finditer(OUTCOMES[outcome], text, re.I)
    ]
    if len({label.key for label in labels}) < 2:
        own = outcome_pattern(finding)
        return own is None or bool(own.search(text))
    return _owner(number, peers, sorted(labels, key=lambda label: label.start), text) is finding.outcome


def is_at_time(
    number: Printed, peers: Sequence[Printed], times: Sequence[Printed], hours: float, text: str
) -> bool:
    """Say whether a number stands at the time wanted; True where the sentence names no time."""
    labels = [Label(time.start, time.end, span) for time in times if (span := in_time(time)) is not None]
    if not labels:
        return True
    if len({label.key for label in labels}) == 1:
        return labels[0].key == hours
    return _owner(number, peers, labels, text) == hours


def in_time(number: Printed) -> float | None:
    """Return a printed time in hours, or None if it is no time."""
    if number.form is not Form.VALUE or number.unit is None or number.unit not in _TIME_UNITS:
        return None
    span = in_hours(number.value, _TIME_UNITS[number.unit])
    return None if span is None else float(span)


_TIME_UNITS = {unit.code: unit for unit in TIMES}


def arm_labels(finding: Finding, text: str) -> list[Label]:
    """Return where a sentence names the finding's own arm and the other one."""
    own, other = _words(finding.arm), _words(finding.comparator)
    own, other = own - other, other - own
    if not finding.comparator or other & _INERT:
        other |= _INERT - own
    if (
        other
        and "ketamine" not in other
        and finding.drug in (Drug.KETAMINE, Drug.ESKETAMINE, Drug.ANY_KETAMINE)
    ):
        own |= {"ketamine", "esketamine", "active"} - other
    if "electroconvulsive" in other:
        other |= {"ect"}
    labels = []
    for match in re.finditer(r"[A-Za-z]+", text):
        word = match[0].lower()
        if word in own or word in other:
            labels.append(Label(match.start(), match.end(), Arm.OWN if word in own else Arm.OTHER))
    return labels


def arms_of_pair(
    first: Printed, second: Printed, labels: Sequence[Label], text: str
) -> tuple[Arm, Arm] | None:
    """
    Return the arms of two numbers that are set against each other, or None if that cannot be told.

    Either each number follows its arm (``ketamine 2.7, placebo 5.5``), or is followed
    by it (``47% with ketamine, 33% with placebo``), or the arms are named once and the numbers keep their order.
    """
    before = [label.key for label in labels if label.end <= first.start]
    between = [label for label in labels if label.start >= first.end and label.end <= second.start]
    after = [label.key for label in labels if label.start >= second.end]
    if not between:
        return _in_order(before) or _in_order(after) or _subject_first(before)
    middle = between[0].key
    if any(label.key is not middle for label in between):
        return _pair(between[0].key) if between[0].key is not between[-1].key else None
    preceding = bool(before) and before[-1] is not middle
    following = bool(after) and after[0] is not middle
    if preceding and not following:
        return _pair(_opposite(middle))
    if following and not preceding:
        return _pair(middle)
    gap = text[first.end : second.start]
    separators = [match.start() for match in _SEPARATOR.finditer(gap)]
    if not separators:
        return None
    follows = between[-1].start - first.end < separators[0]
    precedes = between[0].start - first.end > separators[-1]
    if follows == precedes:
        return None
    return _pair(middle if follows else _opposite(middle))


def arm_beside(number: Printed, labels: Sequence[Label], text: str) -> Arm | None:
    """Return the arm that stands right behind a number, else right before it, else None."""
    for label in labels:
        if label.start >= number.end and _BEHIND.fullmatch(text[number.end : label.start]):
            return Arm.OWN if label.key is Arm.OWN else Arm.OTHER
    for label in reversed(labels):
        if label.end <= number.start and _AHEAD.fullmatch(text[label.end : number.start]):
            return Arm.OWN if label.key is Arm.OWN else Arm.OTHER
    return None


_BEHIND = late(
    r"\s*%?\)?\s*(?:(?:±|SD|SE)?\s*[\d.]+\s*)?(?:points?\s*)?[(\[]?\s*(?:of|with|for|in|on|after|among|given|taking|under)?"
    r"\s*(?:the |those |patients |people |on |given )*"
)
_AHEAD = late(r"\s*(?:groups?|arms?|patients|people)?\s*(?:was|were|had|of|by|:|,|=|\(|\[)?\s*[(\[]?")


def _in_order(keys: Sequence[object]) -> tuple[Arm, Arm] | None:
    """The arms as named: only where exactly two names stand, the one and then the other."""
    named = [key for key, following in pairwise([*keys, None]) if key is not following]
    return _pair(named[-2]) if len(named) >= 2 else None


def _subject_first(keys: Sequence[object]) -> tuple[Arm, Arm] | None:
    return _pair(keys[-1]) if keys else None


def _pair(first: object) -> tuple[Arm, Arm]:
    return (Arm.OWN, Arm.OTHER) if first is Arm.OWN else (Arm.OTHER, Arm.OWN)


def _opposite(arm: object) -> Arm:
    return Arm.OTHER if arm is Arm.OWN else Arm.OWN


def _words(text: str | None) -> set[str]:
    return {word for word in re.findall(r"[a-z]+", (text or "").lower()) if word not in _EMPTY}


def _owner(number: Printed, peers: Sequence[Printed], labels: Sequence[Label], text: str) -> object:
    """The key of the label a number belongs to: by place in two lists of equal length, else the nearest."""
    groups = _lists(labels, text)
    group = _nearest(number, groups, text)
    if group is None:
        return None
    keys = list(dict.fromkeys(label.key for label in group))
    if len(keys) == 1:
        return keys[0]
    following = [peer for peer in peers if peer.start >= group[-1].end]
    if number not in following or len(following) < len(keys):
        return None
    place = following.index(number)
    joined = text[following[0].end : following[len(keys) - 1].start]
    if place >= len(keys) or len(joined) > 40 * (len(keys) - 1):
        return None
    return keys[place]


#: Between a number and the label that it leans on, as in ``44% at 7 days``.
_DIRECTLY = late(
    r"\W*(?:(?:at|on|by|after|within|in|of|were|had|achieved|showed|met|for|the|patients|participants|subjects|people|"
    r"minutes?|min|hours?|h|days?|weeks?|months?|years?)\W+)*",
    re.I,
)
#: Between a label and a number that begins something new, as in ``at 24 hours and 44%``.
_JOINT = late(r"(?:\W*[a-z]*)?\W*\b(?:and|while|whereas|but|or)\W*", re.I)


def _nearest(number: Printed, groups: Sequence[list[Label]], text: str) -> list[Label] | None:
    before = [group for group in groups if group[-1].end <= number.start]
    after = [group for group in groups if group[0].start >= number.end]
    if after and _DIRECTLY.fullmatch(text[number.end : after[0][0].start]):
        return after[0]
    if before and not _JOINT.fullmatch(text[before[-1][-1].end : number.start]):
        return before[-1]
    return after[0] if after and not before else None


def _lists(labels: Sequence[Label], text: str) -> list[list[Label]]:
    groups: list[list[Label]] = []
    for label in labels:
        gap = text[groups[-1][-1].end : label.start] if groups else ""
        if groups and re.fullmatch(r"\W*(?:(?:and|or|rates?|at|on|by|min|hours?|days?)\W*)*", gap):
            groups[-1].append(label)
        else:
            groups.append([label])
    return groups
