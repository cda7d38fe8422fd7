"""Rows of pooled estimates: computed here, or the reason why not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.database import Row
from kb.evidence.poolable import Study, poolable
from kb.evidence.pooling import LEVEL, METHOD, SCALES, effect_of, pool
from kb.evidence.standing import COUNTED
from kb.evidence.units import TIMES
from kb.evidence.verdict import Weighed
from kb.library import Library
from kb.models import Claim
from kb.vocabulary import Metric, Outcome, Unit

_TIME_METRICS = frozenset({Metric.EARLIEST_TIME, Metric.LATEST_TIME, Metric.MEDIAN_TIME, Metric.MEAN_TIME})
#: Decimals kept, so that the last bits of another machine's arithmetic do not change the file.
_DECIMALS = 6


def pooled_rows(library: Library, claim: Claim, weighed: Sequence[Weighed]) -> Iterator[Row]:
    """Return a row for each pooled set of a claim's findings, or one with the reason for each outcome and metric."""
    position = 0
    for (outcome, metric, unit), studies in _by_kind(weighed).items():
        answer = poolable(studies, library.publications)
        base = {"claim_id": claim.id, "outcome": outcome.code, "metric": metric.code, "unit": unit.code}
        if answer.reason:
            position += 1
            yield {**base, "position": position, "reason": answer.reason}
        for group in answer.sets:
            position += 1
            yield {**base, "position": position, **_estimate(group)}


def _by_kind(weighed: Sequence[Weighed]) -> dict[tuple[Outcome, Metric, Unit], list[Study]]:
    """Return what could be compared: at least two findings of one outcome, metric and unit."""
    kinds: dict[tuple[Outcome, Metric, Unit], dict[str, Study]] = {}
    for w in weighed:
        if w.publication is None or w.standing not in COUNTED:
            continue
        for f in w.findings:
            if f.value is not None and f.metric in SCALES.keys() | _TIME_METRICS:
                unit = Unit.HOURS if f.unit in TIMES else f.unit
                kinds.setdefault((f.outcome, f.metric, unit), {})[f.id] = Study(f, w.publication, w.design)
    return {kind: list(found.values()) for kind, found in kinds.items() if len(found) > 1}


def _estimate(group: Sequence[Study]) -> Row:
    first = group[0].finding
    scale = SCALES[first.metric]
    pooled = pool([effect for s in group if (effect := effect_of(s.finding))])
    sizes = [s.finding.n for s in group]

    def back(value: float) -> float:
        return round(scale.back(value), _DECIMALS)

    return {
        "population": first.population.code,
        "drug": first.drug.code,
        "route": first.route.code,
        "window": first.window.code,
        "k": pooled.k,
        "n": sum(n for n in sizes if n) if all(sizes) else None,
        "estimate": back(pooled.estimate),
        "interval_low": back(pooled.low),
        "interval_high": back(pooled.high),
        "interval_level": LEVEL,
        "prediction_low": back(pooled.prediction[0]) if pooled.prediction else None,
        "prediction_high": back(pooled.prediction[1]) if pooled.prediction else None,
        "tau2": round(pooled.tau2, _DECIMALS),
        "i2": round(pooled.i2, _DECIMALS),
        "q": round(pooled.q, _DECIMALS),
        "averaged_on": scale.value,
        "method": METHOD,
        "findings": ", ".join(s.finding.id for s in group),
    }
