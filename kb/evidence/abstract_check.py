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
    arm_labels,
    arms_of_pair,
    in_time,
    is_at_time,
    is_of_outcome,
    outcome_pattern,
)
from kb.evidence.quantities import Form, Printed, normalise, numbers_in
from kb.evidence.sentences import sentences_of
from kb.evidence.units import METRIC_UNITS
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
        if section.category in _NOT_OWN or section.label.upper().startswith(_NOT_OWN):
            continue
        for sentence in sentences_of(section.text):
            score = _Sentence(sentence, finding).score()
            if score and (best is None or score > best[0]):
                best = score, FigureCheck("verified", section.label or None, sentence)
    return best[1] if best else FigureCheck("not found")


#: Sections that report what others found, or what was to be found.
_NOT_OWN = ("BACKGROUND", "OBJECTIVE", "INTRODUCTION", "AIM", "PURPOSE", "CONTEXT")

_LABELS: dict[Metric, str] = {
    Metric.ODDS_RATIO: r"(?:\ba?OR\b|odds ratios?)",
    Metric.RISK_RATIO: r"(?:\bR(?:isk )?R(?:atio)?s?\b|risk ratios?|relative risks?)",
    Metric.HAZARD_RATIO: r"(?:\ba?HR\b|hazard ratios?)",
    Metric.CORRELATION: r"(?:\br\b|ρ|correlation)",
    Metric.SMD: r"(?:\bd\b|\bg\b|\bES\b|\bSMDs?\b|effect sizes?|standardi[sz]ed mean differences?)",
    Metric.NNT: r"(?:\bNNTs?\b|numbers? needed to treat)",
    Metric.MEDIAN: r"\bmedian\b",
    Metric.MEDIAN_TIME: r"\bmedian\b",
    Metric.MEAN_TIME: r"(?:\bmean\b|\baverage\b|±)",
}
#: What may stand between a label and its number: words and brackets, no other number.
_TO_NUMBER = r"(?:[^\d;]|\([^()]*\)){0,70}"
_BRACKETED_BEHIND = re.compile(r"[\s\w-]{0,40}[(\[;,=\s]+")
_BRACKETING = re.compile(r"%?\s*[(\[][\s\w]{0,12}")
#: After a time: it is the length of a trial or an infusion and dates no result.
_ADJECTIVE = re.compile(r"[^\d]{0,3}-(?:day|week|month|year|hour|min)|-")
_OUTCOME_METRICS = frozenset(
    {
        Metric.PROPORTION, Metric.MEAN, Metric.MEAN_CHANGE, Metric.MEAN_DIFFERENCE, Metric.PERCENT_CHANGE,
        Metric.EARLIEST_TIME, Metric.LATEST_TIME, Metric.MEDIAN_TIME, Metric.MEAN_TIME,
    }
)  # fmt: skip
_BEFORE = {
    Metric.LENGTH: r"\b(?:over|for|during|lasting|lasted|of|duration|length)\W+(?:a |an |about |the )?$",
    Metric.EARLIEST_TIME: r"\b(?:within|as early as|from|after|by|at|first|onset|starting|beginning)\W+(?:about )?$",
    Metric.LATEST_TIME: r"\b(?:up to|through|throughout|until|lasting|lasted|for|to|at|sustained|persisted)\W+"
    r"(?:about |at least )?$",
}
_AFTER_LENGTH = re.compile(r"^[\s-]*\w*\s+(?:\w+ ){0,3}(?:infusions?|course|treatment|period|follow-?up|study|trial)\b")
_DOWN = re.compile(
    r"\b(?:decreas|reduc|lower|fell|fall|declin|drop|improvement of|less\b|smaller|diminish)\w*", re.I
)
_UP = re.compile(r"\b(?:increas|rise|rose|gain|higher)\w*", re.I)
_SIGNLESS = frozenset({Metric.CORRELATION, Metric.SMD})
_SIGNED_CHANGE = frozenset({Metric.MEAN_CHANGE, Metric.PERCENT_CHANGE})


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
        if finding.value is not None and finding.metric not in _OUTCOME_METRICS:
            return True
        own = outcome_pattern(finding)
        return own is None or bool(own.search(self.text))

    def _is_figure(self, number: Printed) -> bool:
        finding = self.finding
        if finding.value is None or number.form not in (Form.VALUE, Form.RANGE):
            return False
        if (number.form is Form.RANGE) != (finding.high is not None) or number.high != finding.high:
            return False
        if abs(number.value) != abs(finding.value) or number.comparator != "=":
            return False
        if number.ordinal and finding.metric not in (Metric.EARLIEST_TIME, Metric.LATEST_TIME):
            return False
        return self._fits_unit(number) and self._fits_sign(number) and self._fits_metric(number)

    def _fits_unit(self, number: Printed) -> bool:
        wanted = self.finding.unit
        if wanted not in METRIC_UNITS.get(self.finding.metric, (wanted,)):
            return False
        if wanted in (Unit.RATIO, Unit.SD) or self.finding.metric is Metric.NNT:
            return number.unit is None
        if wanted is Unit.POINTS:
            return number.unit in (None, Unit.POINTS.code)
        if self.finding.metric is Metric.RISK_DIFFERENCE:
            return number.unit in (wanted.code, "percentage points")
        return number.unit == wanted.code

    def _fits_sign(self, number: Printed) -> bool:
        finding = self.finding
        if finding.value is None or finding.value == 0:
            return True
        negative = finding.value < 0
        if number.signed and number.value < 0:
            return negative or bool(_DOWN.search(finding.definition or "") and finding.metric not in _SIGNED_CHANGE)
        down = self._falls(number)
        if negative:
            return down and finding.metric not in _SIGNLESS and not number.signed
        return not (down and finding.metric in _SIGNED_CHANGE)

    def _falls(self, number: Printed) -> bool:
        clause = re.split(r"[;:]|\bwhereas\b|\bwhile\b", self.text[: number.start])[-1]
        after = re.split(r"[;.,)]|\bthan\b", self.text[number.end : number.end + 40])[0]
        down, up = [*_DOWN.finditer(clause)], [*_UP.finditer(clause)]
        if not down:
            return bool(re.search(r"\b(?:lower|less|fewer|decrease|reduction|fall|drop|decline)\b", after))
        return not up or down[-1].start() > up[-1].start()

    def _fits_metric(self, number: Printed) -> bool:
        metric, before = self.finding.metric, self.text[: number.start]
        after = self.text[number.end :]
        if metric in _LABELS:
            labels = list(re.finditer(_LABELS[metric], before))
            return bool(labels) and bool(re.fullmatch(_TO_NUMBER, before[labels[-1].end() :]))
        if metric is Metric.LENGTH:
            return bool(re.search(_BEFORE[metric], before) or _AFTER_LENGTH.search(after))
        if metric in _BEFORE:
            return number.ordinal or bool(re.search(_BEFORE[metric], before))
        if metric is Metric.DOSE:
            return "ketamine" in self.text.lower() or self.finding.arm is None
        return True

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
        wanted = [span for n in numbers_in(normalise(self.finding.time or "")) if (span := in_time(n)) is not None]
        if len(wanted) != 1 or not self.times:
            return 0
        return 1 if is_at_time(number, peers, self._time_points(), wanted[0], self.text) else None

    def _time_points(self) -> list[Printed]:
        """Times that date a result; the length of a trial or of an infusion dates none."""
        return [time for time in self.times if not _ADJECTIVE.match(self.text[time.end :])]

    def _arms(self, number: Printed, peers: Sequence[Printed]) -> int | None:
        finding = self.finding
        if finding.metric in (Metric.LENGTH, Metric.COUNT) or number in self.times:
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
        if self.finding.metric not in (Metric.PROPORTION, Metric.MEAN, Metric.MEAN_CHANGE, Metric.PERCENT_CHANGE):
            return 0
        keys = {label.key for label in labels}
        if Arm.OTHER not in keys:
            return 0
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
        same = {abs(printed.value), abs(printed.high or Decimal(0))} == {abs(ours.low), abs(ours.high)}
        spans_zero = ours.low < 0 < ours.high
        if spans_zero and printed.value >= 0:
            return None
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
            if share.form is Form.SHARE and 0 <= number.start - share.end <= 30:
                return 1 if share.value == finding.events and share.high == finding.n else None
        return 0

    def _p_alone(self) -> Iterator[int]:
        ours = _p_value(self.finding.p)
        peers = [number for number in self.numbers if number.form is Form.P]
        for number in peers:
            if (number.comparator, number.value) != ours:
                continue
            time = self._time(number, peers)
            if time is not None and self._names_scale_near(number):
                yield 1 + time

    def _names_scale_near(self, number: Printed) -> bool:
        """A p value is nobody's unless the finding's scale or outcome stands in front of it."""
        own = outcome_pattern(self.finding)
        return own is None or bool(own.search(self.text[: number.start]))


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
