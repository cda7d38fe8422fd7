"""
From counts and ratios to risks per person, their difference, and the number needed to treat.

Formulas:

- risk ratio with its interval on the log scale: Katz et al., Biometrics 1978;34:469-474, as scipy
  computes it; without one where a count is nought;
- difference of two independent shares: Newcombe, Stat Med 1998;17:873-890, method 10, from the two
  Wilson intervals;
- corresponding risk from an assumed risk and a ratio: Cochrane Handbook 5.1, 12.5.4.2 and 12.5.4.3;
- number needed to treat: the reciprocal of the difference, rounded up (the same, 12.5.4.1), its bounds
  the reciprocals of the difference's bounds; where these lie on both sides of nought, the interval
  runs through infinity: Altman, BMJ 1998;317:1309-1312.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.stats import binomtest
from scipy.stats.contingency import relative_risk


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with the bounds of its 95% interval, if there is one."""

    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """People with the outcome in two independent arms."""

    events: int
    n: int
    comparator_events: int
    comparator_n: int

    @property
    def risk(self) -> float:
        """Share of the treated arm."""
        return self.events / self.n

    @property
    def comparator_risk(self) -> float:
        """Share of the comparator arm."""
        return self.comparator_events / self.comparator_n


def risk_ratio(counts: Counts) -> Estimate | None:
    """
    Return the risk ratio with its interval; None where an arm has no event.

    >>> found = risk_ratio(Counts(189, 11034, 104, 11037))
    >>> round(found.value, 2), round(found.low, 2), round(found.high, 2)
    (1.82, 1.43, 2.31)
    """
    if counts.events == 0 or counts.comparator_events == 0:
        return None
    found = relative_risk(counts.events, counts.n, counts.comparator_events, counts.comparator_n)
    interval = found.confidence_interval(0.95)
    return Estimate(float(found.relative_risk), float(interval.low), float(interval.high))


def risk_difference(counts: Counts) -> Estimate:
    """
    Return the difference of the shares, treated less comparator, with its interval.

    >>> found = risk_difference(Counts(56, 70, 48, 80))
    >>> round(found.value, 4), round(found.low, 4), round(found.high, 4)
    (0.2, 0.0524, 0.3339)
    """
    p, q = counts.risk, counts.comparator_risk
    p_low, p_high = _wilson(counts.events, counts.n)
    q_low, q_high = _wilson(counts.comparator_events, counts.comparator_n)
    low = p - q - math.hypot(p - p_low, q_high - q)
    return Estimate(p - q, low, p - q + math.hypot(p_high - p, q - q_low))


def risk_by_odds_ratio(assumed: float, odds_ratio: float) -> float:
    """
    Return the risk that an odds ratio makes of an assumed risk.

    >>> round(1000 * (risk_by_odds_ratio(0.3, 0.73) - 0.3))
    -62
    """
    return odds_ratio * assumed / (1 - assumed + odds_ratio * assumed)


def risk_by_risk_ratio(assumed: float, ratio: float) -> float:
    """
    Return the risk that a risk ratio makes of an assumed risk, at most 1.

    >>> round(risk_by_risk_ratio(0.8, 0.75), 3)
    0.6
    """
    return min(1.0, ratio * assumed)


def number_needed(difference: Estimate, wanted: bool) -> str:
    """
    Return the number needed to treat in words, with its interval.

    ``NNTB`` is the number for one more person to benefit, ``NNTH`` for one more to be harmed.

    :param wanted: whether the outcome is one that patients wish for.

    >>> number_needed(Estimate(0.10, -0.05, 0.25), wanted=True)
    'NNTB 10 (NNTH 20 to ∞ to NNTB 4)'
    >>> number_needed(Estimate(-0.12), wanted=False)
    'NNTB 9'
    """
    point = _needed(difference.value, wanted)
    if difference.low is None or difference.high is None:
        return point
    ends = [difference.low, difference.high] if wanted else [-difference.high, -difference.low]
    worst, best = _needed(ends[0], True), _needed(ends[1], True)
    if ends[0] > 0:
        return f"{point} ({_bare(best)} to {_bare(worst)})"
    if ends[1] < 0:
        return f"{point} ({_bare(worst)} to {_bare(best)})"
    if ends[0] == 0 or ends[1] == 0:
        return f"{point} ({best if ends[0] == 0 else worst} to ∞)"
    return f"{point} ({worst} to ∞ to {best})"


def _needed(difference: float, wanted: bool) -> str:
    benefit = difference if wanted else -difference
    if benefit == 0:
        return "∞"
    people = math.ceil(1 / abs(benefit) - 1e-9)
    return f"{'NNTB' if benefit > 0 else 'NNTH'} {people:,}"


def _bare(text: str) -> str:
    return text.rpartition(" ")[2]


def _wilson(events: int, n: int) -> tuple[float, float]:
    bounds = binomtest(events, n).proportion_ci(confidence_level=0.95, method="wilson")
    return float(bounds.low), float(bounds.high)
