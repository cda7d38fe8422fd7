"""
Is the figure we state in the abstract: verified, not found, or unchecked.

The number must stand there with its sign, decimals, comparator and unit, in a part
that fits the finding: a length after ``over``, a share of the same outcome, the same
arm, the same time point. Where the sentence says more (interval, p value, other arm)
and it differs from ours, the figure is not found. Where a sentence leaves it open
whose number it is, the figure is not found either: a wrong `verified` hides an error,
a wrong `not found` only asks a person to look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from typing import Literal

from kb.evidence.attribution import (
    Arm,
    Label,
    arm_beside,
    arm_labels,
    arms_of_pair,
    in_time,
    is_at_time,
    is_of_outcome,
    outcome_pattern,
)
from kb.evidence.figure_fit import OUTCOME_METRICS, fits
from kb.evidence.quantities import Form, Printed, normalise, numbers_in
from kb.evidence.sentences import sentences_of
from kb.late_pattern import late
from kb.models import Finding
from kb.pubmed_record import AbstractSection
from kb.vocabulary import Metric, Origin, Outcome, Unit

State = Literal["verified", "not found", "unchecked"]


@dataclass(frozen=True, slots=True)
class FigureCheck:
    """What an abstract says of a figure: the state, and the section and sentence that show it."""

    state: State
    label: str | None = None
    sentence: str | None = None


def check_figure(finding: Finding, sections: Sequence[AbstractSection]) -> FigureCheck:
    """Look for the finding's figure in the abstract; the sentence that shows most of it is returned."""
    if not any(section.text.strip() for section in sections):
        return FigureCheck("unchecked")
    if finding.value is None and finding.p is None and (finding.events is None or finding.n is None):
        return FigureCheck("unchecked")
    best: tuple[int, FigureCheck] | None = None
    for section in sections:
        if not _is_read(section, finding):
            continue
        for sentence in sentences_of(section.text[:LONGEST_SECTION]):
            score = _Sentence(sentence, finding).score() if len(sentence) <= LONGEST_SENTENCE else 0
            if score and (best is None or score > best[0]):
                best = score, FigureCheck("verified", section.label or None, sentence)
    return best[1] if best else FigureCheck("not found")


#: Characters of a section that are read; the longest abstracts have a tenth of this.
LONGEST_SECTION = 50_000
LONGEST_SENTENCE = 4_000
#: Sections that say what was to be measured, and when.
_METHODS = (
    "METHOD",
    "MATERIAL",
    "DESIGN",
    "MAIN OUTCOME",
    "SETTING",
    "PARTICIPANT",
    "INTERVENTION",
    "MEASURE",
)
#: Sections that report what others found, or what was to be found.
_NOT_OWN = ("BACKGROUND", "OBJECTIVE", "INTRODUCTION", "AIM", "PURPOSE", "CONTEXT")

_BRACKETED_BEHIND = late(r"[\s\w-]{0,40}[(\[;,=\s]+")
_BRACKETING = late(r"%?\s*[(\[][\s\w]{0,12}")
#: After a time: it is the length of a trial or an infusion and dates no result.
_ADJECTIVE = late(r"[^\d]{0,3}-(?:day|week|month|year|hour|min)|-")


def _is_read(section: AbstractSection, finding: Finding) -> bool:
    """Whether a section can report the finding: results anywhere but in aims and methods."""
    heading = section.label.upper() or section.category
    if "RESULT" in heading or "FINDING" in heading:
        return True
    return not heading.startswith(
        _NOT_OWN if finding.metric not in OUTCOME_METRICS else (*_NOT_OWN, *_METHODS)
    )


class _Sentence:
    """One sentence as it bears on one finding."""

    def __init__(self, sentence: str, finding: Finding) -> None:
        self.finding = finding
        self.text = normalise(sentence)
        self.numbers = numbers_in(self.text)
        self.times = [number for number in self.numbers if in_time(number) is not None]

    def score(self) -> int:
        """How much of the figure stands here; 0 if the figure does not."""
        return max((score for score in self._candidates()), default=0)

    def _candidates(self) -> Iterator[int]:
        if not self._names_outcome():
            return
        if self.finding.value is None and self.finding.events is None:
            yield from self._p_alone()
            return
        for number in self.numbers:
            parts = None
            if self._is_figure(number):
                parts = self._parts(number)
            elif self._is_share(number):
                parts = self._share_parts(number)
            if parts is not None:
                yield 1 + parts

    def _names_outcome(self) -> bool:
        finding = self.finding
        if finding.value is not None and finding.metric not in OUTCOME_METRICS:
            return True
        own = outcome_pattern(finding)
        return own is None or bool(own.search(self.text))

    def _is_figure(self, number: Printed) -> bool:
        finding = self.finding
        if finding.value is None or number.form not in (Form.VALUE, Form.RANGE):
            return False
        if (number.form is Form.RANGE) != (finding.high is not None) or number.high != finding.high:
            return False
        return abs(number.value) == abs(finding.value) and fits(number, finding, self.text)

    def _is_share(self, number: Printed) -> bool:
        finding = self.finding
        if finding.metric is not Metric.PROPORTION or finding.unit is not Unit.PERCENT:
            return False
        if finding.events is None or not finding.n:
            return False
        if number.form is not Form.SHARE or number.value != finding.events or number.high != finding.n:
            return False
        return finding.value is None or is_rounded_share(finding.events, finding.n, finding.value)

    def _share_parts(self, number: Printed) -> int | None:
        """Parts beside the share itself; a percent printed beside a share must be ours."""
        finding = self.finding
        for share, ours in ((number, finding.value), (self._other_share(), finding.comparator_value)):
            percent = self._percent_beside(share) if share else None
            if percent is not None and ours is not None and percent != ours:
                return None
        parts = self._parts(number)
        return None if parts is None else parts + 1

    def _other_share(self) -> Printed | None:
        events, n = self.finding.comparator_events, self.finding.comparator_n
        return self._share(events, n) if events is not None and n else None

    def _share(self, events: int, n: int) -> Printed | None:
        shares = (number for number in self.numbers if number.form is Form.SHARE)
        return next((share for share in shares if share.value == events and share.high == n), None)

    def _percent_beside(self, share: Printed) -> Decimal | None:
        """The percent bracketed behind a share, as in ``8 of 18 patients (44%)``, or bracketing it."""
        for number in self.numbers:
            behind = self.text[share.end : number.start] if number.start >= share.end else ""
            ahead = self.text[number.end : share.start] if number.end <= share.start else ""
            if number.unit != Unit.PERCENT.code or number.form is not Form.VALUE:
                continue
            if _BRACKETED_BEHIND.fullmatch(behind) or _BRACKETING.fullmatch(ahead):
                return number.value
        return None

    def _parts(self, number: Printed) -> int | None:
        """Count what else of the figure stands here; None where what stands here speaks against it."""
        peers = [n for n in self.numbers if n.form is number.form and n.unit == number.unit and not n.ordinal]
        checks = (
            self._outcome(number, peers),
            self._time(number, peers),
            self._arms(number, peers),
            self._interval(number, peers),
            self._p(number, peers),
            self._events(number),
        )
        return None if None in checks else sum(part for part in checks if part)

    def _outcome(self, number: Printed, peers: Sequence[Printed]) -> int | None:
        if self.finding.outcome not in (Outcome.RESPONSE, Outcome.REMISSION, Outcome.RELAPSE):
            return 0
        if self.finding.metric is not Metric.PROPORTION:
            return 0
        return 1 if is_of_outcome(number, peers, self.finding, self.text) else None

    def _time(self, number: Printed, peers: Sequence[Printed]) -> int | None:
        if number in self.times or self.finding.metric in (Metric.DOSE, Metric.LENGTH, Metric.COUNT):
            return 0
        wanted = [
            span for n in numbers_in(normalise(self.finding.time or "")) if (span := in_time(n)) is not None
        ]
        if len(wanted) != 1 or not self.times:
            return 0
        return 1 if is_at_time(number, peers, self._time_points(), wanted[0], self.text) else None

    def _time_points(self) -> list[Printed]:
        """Times that date a result; the length of a trial or of an infusion dates none."""
        return [time for time in self.times if not _ADJECTIVE.match(self.text[time.end :])]

    def _arms(self, number: Printed, peers: Sequence[Printed]) -> int | None:
        finding = self.finding
        counted = finding.metric is Metric.COUNT and finding.comparator_value is None
        if finding.metric is Metric.LENGTH or counted or number in self.times:
            return 0
        labels = arm_labels(finding, self.text)
        if finding.metric is Metric.DOSE:
            before = [label.key for label in labels if label.end <= number.start]
            after = [label.key for label in labels if label.start >= number.end]
            nearest = before[-1] if before else after[0] if after else Arm.OWN
            return 0 if nearest is Arm.OWN or not finding.comparator else None
        other = _value_of_other(finding, number)
        if other is None:
            return self._one_arm(number, peers, labels)
        for peer in peers:
            if peer is number or (abs(peer.value), peer.high) != other:
                continue
            first, second = sorted((number, peer), key=lambda n: n.start)
            if any(first.end <= n.start < second.start for n in peers if n not in (first, second)):
                continue
            arms = arms_of_pair(first, second, labels, self.text)
            if arms and arms[0 if first is number else 1] is Arm.OWN:
                return 2
        return None

    def _one_arm(self, number: Printed, peers: Sequence[Printed], labels: Sequence[Label]) -> int | None:
        if self.finding.metric not in (
            Metric.PROPORTION,
            Metric.MEAN,
            Metric.MEAN_CHANGE,
            Metric.PERCENT_CHANGE,
        ):
            return 0
        keys = {label.key for label in labels}
        if Arm.OTHER not in keys:
            return 0
        beside = arm_beside(number, labels, self.text)
        if beside is not None:
            return 0 if beside is Arm.OWN else None
        place = list(peers).index(number) if number in peers else 0
        for other in (*peers[place + 1 : place + 2], *peers[max(0, place - 1) : place]):
            first, second = sorted((number, other), key=lambda n: n.start)
            pair = arms_of_pair(first, second, labels, self.text)
            if pair:
                return 0 if pair[0 if first is number else 1] is Arm.OWN else None
        before = [label.key for label in labels if label.end <= number.start]
        nearest = before[-1] if before else labels[0].key
        return 0 if nearest is Arm.OWN else None

    def _interval(self, number: Printed, peers: Sequence[Printed]) -> int | None:
        printed = self._belonging(number, peers, Form.INTERVAL)
        ours = self.finding.interval
        if printed is None or ours is None or ours.origin is Origin.COMPUTED:
            return 0
        ends = sorted((printed.value, printed.high or Decimal(0)))
        turned = [-ends[1], -ends[0]]
        same = [ours.low, ours.high] in (ends, turned)
        return 1 if same and printed.level in (None, ours.level) else None

    def _p(self, number: Printed, peers: Sequence[Printed]) -> int | None:
        ours = _p_value(self.finding.p)
        printed = [n for n in self.numbers if n.form is Form.P]
        if ours is None or not printed:
            return 0
        own = self._belonging(number, peers, Form.P)
        candidates = [own] if own else printed
        return 1 if any((n.comparator, n.value) == ours for n in candidates) else None

    def _belonging(self, number: Printed, peers: Sequence[Printed], form: Form) -> Printed | None:
        """The interval or p value after a number; between two numbers compared it belongs to both."""
        for candidate in self.numbers:
            if candidate.form is not form or candidate.start < number.end:
                continue
            between = [n for n in peers if number.end <= n.start < candidate.start]
            other = _value_of_other(self.finding, number)
            strangers = [n for n in between if (abs(n.value), n.high) != other]
            others = [n for n in self.numbers if n.form is form and number.end <= n.start < candidate.start]
            apart = form is Form.P and between and ";" in self.text[number.end : candidate.start]
            if strangers or others or apart:
                return None
            return candidate
        return None

    def _events(self, number: Printed) -> int | None:
        finding = self.finding
        if finding.events is None or not finding.n or number.form is Form.SHARE:
            return 0
        for share in self.numbers:
            behind, ahead = number.start - share.end, share.start - number.end
            bracketed = 0 <= ahead <= 6 and "(" in self.text[number.end : share.start]
            if share.form is Form.SHARE and (0 <= behind <= 30 or bracketed):
                return 1 if share.value == finding.events and share.high == finding.n else None
        return 0

    def _p_alone(self) -> Iterator[int]:
        ours = _p_value(self.finding.p)
        peers = [number for number in self.numbers if number.form is Form.P]
        for number in peers:
            if (number.comparator, number.value) != ours:
                continue
            time = self._time(number, peers)
            if time is not None and self._is_p_of_outcome(number, peers):
                yield 1 + time

    def _is_p_of_outcome(self, number: Printed, peers: Sequence[Printed]) -> bool:
        """
        A p value is nobody's unless the arms are named, and its outcome since the p value before it.

        A time point in place of the outcome will do: ``at 24 h (p = 0.3); however, at 48 h (p = 0.04)``.
        """
        if not arm_labels(self.finding, self.text) and not re.search(r"\b(?:groups?|arms?)\b", self.text):
            return False
        own = outcome_pattern(self.finding)
        begin = max((peer.end for peer in peers if peer.end <= number.start), default=0)
        if own is None or own.search(self.text[begin : number.start]):
            return True
        timed = any(begin <= time.start < number.start for time in self._time_points())
        return timed and bool(own.search(self.text[:begin]))


def is_rounded_share(events: int, n: int, percent: Decimal) -> bool:
    """
    Say whether ``events`` of ``n`` is ``percent`` as rounded there, half up or half to even.

    >>> is_rounded_share(17, 24, Decimal("70.8")), is_rounded_share(17, 24, Decimal("70"))
    (True, False)
    """
    share = Decimal(100) * events / n
    step = Decimal(1).scaleb(min(0, int(percent.as_tuple().exponent)))
    return percent in (share.quantize(step, ROUND_HALF_UP), share.quantize(step, ROUND_HALF_EVEN))


def _p_value(text: str | None) -> tuple[str, Decimal] | None:
    match = re.fullmatch(r"\s*(<=|>=|<|>|=)?\s*(\d*\.?\d+)\s*", text or "")
    return (match[1] or "=", Decimal(match[2])) if match else None


def _value_of_other(finding: Finding, number: Printed) -> tuple[Decimal, Decimal | None] | None:
    """The number of the other arm, in the form of ``number``; None where the finding has none."""
    if number.form is Form.SHARE:
        if finding.comparator_events is None or not finding.comparator_n:
            return None
        return Decimal(finding.comparator_events), Decimal(finding.comparator_n)
    return None if finding.comparator_value is None else (abs(finding.comparator_value), None)
