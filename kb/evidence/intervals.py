"""Intervals that we compute ourselves, always marked as computed."""

from __future__ import annotations

import functools
from decimal import ROUND_HALF_UP, Decimal

from scipy.stats import binomtest

from kb.models import Finding, Interval
from kb.vocabulary import Metric, Origin, Unit


@functools.lru_cache(maxsize=10_000)
def wilson_interval(events: int, n: int, *, level: int = 95) -> Interval:
    """
    Return the Wilson score interval of ``events`` of ``n``, in percent to one decimal.

    Formula: Wilson, J Am Stat Assoc 1927;22:209-212, without continuity correction,
    as scipy computes it.

    >>> interval = wilson_interval(17, 24)
    >>> str(interval.low), str(interval.high)
    ('50.8', '85.1')

    :raises ValueError: unless 0 <= events <= n and n > 0.
    """
    bounds = binomtest(events, n).proportion_ci(confidence_level=level / 100, method="wilson")
    return Interval(low=_percent(bounds.low), high=_percent(bounds.high), level=level, origin=Origin.COMPUTED)


def interval_of(finding: Finding) -> Interval | None:
    """Return the printed interval of a finding, else the computed one of a proportion, else None."""
    if finding.interval:
        return finding.interval
    is_share = finding.metric is Metric.PROPORTION and finding.unit is Unit.PERCENT
    if is_share and finding.events is not None and finding.n and 0 <= finding.events <= finding.n:
        return wilson_interval(finding.events, finding.n)
    return None


def _percent(share: float) -> Decimal:
    return (Decimal(repr(float(share))) * 100).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
