"""
The shares of people who responded or remitted, each with its time and its arm.

A point is one arm of one finding: the arm that got the drug, and the comparator's where its share
is held. Its interval is the printed one, or a Wilson interval where both counts are held. What
cannot be set beside the others on one time axis is kept with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kb.evidence.comparable import same_people
from kb.evidence.intervals import interval_of, wilson_interval
from kb.evidence.standing import COUNTED
from kb.evidence.strength import POOLED
from kb.evidence.time_points import NoTimePoint, TimePoint, time_point
from kb.models import Finding, Interval, Publication
from kb.vocabulary import Design, Drug, Metric, Outcome, Population, Standing, Unit

_OUTCOMES = (Outcome.RESPONSE, Outcome.REMISSION)
_DRUGS = (Drug.KETAMINE, Drug.ESKETAMINE, Drug.ANY_KETAMINE)
_TRIALS = (Design.RCT, Design.CROSSOVER_RCT, Design.NON_RANDOMISED)
_SELECTED = ("people who responded", "people who remitted")


@dataclass(frozen=True, slots=True)
class Point:
    """
    One arm's share.

    :ivar kind: ``with a control arm``, ``comparator``, ``no control arm``, ``pooled`` or ``of responders``.
    """

    finding: Finding
    kind: str
    arm: str
    value: Decimal
    events: int | None
    n: int | None
    interval: Interval | None
    when: TimePoint | NoTimePoint


def response_points(
    publication: Publication, findings: Sequence[Finding], standing: Standing
) -> Iterator[Point]:
    """Return the points of one publication, in the order of its findings."""
    for finding in findings:
        if not _is_share(finding) or finding.value is None:
            continue
        when = _when(finding, findings, standing)
        kind = _kind(finding, publication)
        yield Point(
            finding, kind, finding.arm or "", finding.value, finding.events, finding.n, interval_of(finding), when
        )  # fmt: skip
        if finding.comparator_value is not None and not _has_its_own(finding, findings):
            yield Point(
                finding, "comparator", finding.comparator or "", finding.comparator_value,
                finding.comparator_events, finding.comparator_n, _comparator_interval(finding), when,
            )  # fmt: skip


def _is_share(finding: Finding) -> bool:
    return (
        finding.outcome in _OUTCOMES and finding.metric is Metric.PROPORTION and finding.unit is Unit.PERCENT
    )


def _when(finding: Finding, findings: Sequence[Finding], standing: Standing) -> TimePoint | NoTimePoint:
    if standing not in COUNTED:
        return NoTimePoint(f"the publication no longer stands: {standing.words}")
    if finding.drug not in _DRUGS:
        return NoTimePoint(f"not ketamine: {finding.drug.words}")
    if not same_people(finding.population, Population.DEPRESSION):
        return NoTimePoint(f"not people with depression: {finding.population.words}")
    return time_point(finding, findings)


def _kind(finding: Finding, publication: Publication) -> str:
    if publication.design in POOLED:
        return "pooled"
    if (finding.arm or "").startswith(_SELECTED):
        return "of responders"
    alone = "no control arm" in (finding.analysis or "")
    return "with a control arm" if publication.design in _TRIALS and not alone else "no control arm"


def _has_its_own(finding: Finding, findings: Sequence[Finding]) -> bool:
    """Whether the comparator is itself a drug arm that another finding reports."""
    return bool(finding.comparator) and any(
        other is not finding
        and other.outcome is finding.outcome
        and other.window is finding.window
        and (other.arm or "").startswith(finding.comparator or "")
        for other in findings
    )


def _comparator_interval(finding: Finding) -> Interval | None:
    events, n = finding.comparator_events, finding.comparator_n
    return wilson_interval(events, n) if events is not None and n and 0 <= events <= n else None
