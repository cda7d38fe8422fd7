"""
Which findings can be set beside the number a claim states, and which is the bar.

A finding is comparable when it measures what the quantity's role names, in the same
people (or in a narrower or wider group of them) and at the same time point. The bar
is the most favourable pooled finding; where none is pooled, the most favourable
controlled one. A single trial's best arm is no bar while a pooled figure exists.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kb.evidence.strength import CONTROLLED, POOLED
from kb.models import Finding, Publication, Quantity
from kb.vocabulary import BROADER, Metric, Outcome, Population, Role, Unit, Window

_SYMPTOMS = frozenset(
    {
        Outcome.RESPONSE,
        Outcome.REMISSION,
        Outcome.DEPRESSION_SEVERITY,
        Outcome.ANHEDONIA,
        Outcome.SUICIDAL_IDEATION,
        Outcome.ANXIETY_SEVERITY,
        Outcome.PTSD_SEVERITY,
        Outcome.OCD_SEVERITY,
        Outcome.PAIN,
    }
)
_HARMS = frozenset({Outcome.ADVERSE_EVENT, Outcome.DISSOCIATION, Outcome.BLOOD_PRESSURE, Outcome.RESPIRATION})


@dataclass(frozen=True, slots=True)
class Measure:
    """What a role is measured by, and whether more of it is better."""

    outcomes: frozenset[Outcome]
    metrics: frozenset[Metric]
    more_is_better: bool
    #: Whether the time point must agree; a role that is itself a time has none.
    at_one_time: bool = True


#: Roles whose number makes a treatment look better the further it goes one way.
MEASURES: dict[Role, Measure] = {
    Role.RESPONSE_RATE: Measure(frozenset({Outcome.RESPONSE}), frozenset({Metric.PROPORTION}), True),
    Role.REMISSION_RATE: Measure(frozenset({Outcome.REMISSION}), frozenset({Metric.PROPORTION}), True),
    Role.RELAPSE_RATE: Measure(frozenset({Outcome.RELAPSE}), frozenset({Metric.PROPORTION}), False),
    Role.IMPROVEMENT: Measure(_SYMPTOMS, frozenset({Metric.PERCENT_CHANGE}), True),
    Role.ADVERSE_EVENT_RATE: Measure(_HARMS, frozenset({Metric.PROPORTION}), False),
    Role.ONSET: Measure(
        _SYMPTOMS, frozenset({Metric.EARLIEST_TIME, Metric.MEDIAN_TIME, Metric.MEAN_TIME}), False, False
    ),
    Role.EFFECT_DURATION: Measure(
        _SYMPTOMS | {Outcome.RELAPSE},
        frozenset({Metric.LATEST_TIME, Metric.MEDIAN_TIME, Metric.MEAN_TIME}),
        True,
        False,
    ),
}

_HOURS = {
    Unit.MINUTES: Decimal(1) / 60,
    Unit.HOURS: Decimal(1),
    Unit.DAYS: Decimal(24),
    Unit.WEEKS: Decimal(168),
    Unit.MONTHS: Decimal("730.5"),
    Unit.YEARS: Decimal(8766),
}


def in_hours(value: Decimal, unit: Unit) -> Decimal | None:
    """Return a time in hours (a month is a twelfth of 365.25 days), or None if ``unit`` is no time."""
    return value * _HOURS[unit] if unit in _HOURS else None


def same_people(a: Population, b: Population) -> bool:
    """Say whether one group is the other, or is part of it."""
    return a in _lineage(b) or b in _lineage(a)


def is_comparable(quantity: Quantity, finding: Finding, population: Population, window: Window) -> bool:
    """Say whether the finding can be set beside the quantity of a claim about ``population`` at ``window``."""
    measure = MEASURES.get(quantity.role)
    if measure is None or finding.value is None:
        return False
    fits = finding.outcome in measure.outcomes and finding.metric in measure.metrics
    units = quantity.unit is finding.unit or (quantity.unit in _HOURS and finding.unit in _HOURS)
    timely = (
        not measure.at_one_time or Window.UNSTATED in (window, finding.window) or window is finding.window
    )
    return fits and units and timely and same_people(finding.population, population)


def bar_of(
    quantity: Quantity, findings: Iterable[tuple[Finding, Publication]]
) -> tuple[Finding, Publication] | None:
    """Return the comparable finding that the quantity is measured against, or None if there is none."""
    pairs = [pair for pair in findings if pair[0].value is not None]
    pooled = [pair for pair in pairs if pair[1].design in POOLED]
    controlled = [pair for pair in pairs if pair[1].design in CONTROLLED and pair[0].comparator]
    candidates = pooled or controlled
    if not candidates:
        return None
    better = max if MEASURES[quantity.role].more_is_better else min
    return better(candidates, key=lambda pair: _size(pair[0]))


def goes_beyond(quantity: Quantity, finding: Finding) -> bool:
    """
    Say whether the claim's number is better than the finding by more than rounding.

    Three points are allowed for shares, a tenth of the finding for times; of a range
    the less daring end counts. Lying inside the finding's interval is no excuse.
    """
    more_is_better = MEASURES[quantity.role].more_is_better
    ends = [quantity.value] if quantity.high is None else [quantity.value, quantity.high]
    claimed_end = min(ends) if more_is_better else max(ends)
    claimed = in_hours(claimed_end, quantity.unit)
    found = _size(finding)
    if claimed is None:
        claimed, allowance = claimed_end, Decimal(3)
    else:
        allowance = found / 10
    return claimed > found + allowance if more_is_better else claimed < found - allowance


def _size(finding: Finding) -> Decimal:
    if finding.value is None:
        raise ValueError(f"finding {finding.id} has no value")
    hours = in_hours(finding.value, finding.unit)
    return finding.value if hours is None else hours


def _lineage(population: Population) -> set[Population]:
    line = {population}
    while population in BROADER:
        population = BROADER[population]
        line.add(population)
    return line
