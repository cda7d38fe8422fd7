"""
Random-effects pooling of findings: the arithmetic, done by statsmodels.

Each metric is pooled on the scale on which its error is about normal, and written back:

- ratios (odds, risk, hazard) as logarithms, the standard error from the width of the interval;
- shares of people as logits, ``log(e / (n - e))`` with variance ``1/e + 1/(n - e)``, half an event
  added to both only where nobody or everybody had the outcome. Not Freeman and Tukey's double
  arcsine: its way back needs one sample size for all studies and can mislead grossly (Schwarzer
  2019, Res Synth Methods 10:476); not raw shares: their interval leaves 0 to 100 (Stijnen 2010,
  Stat Med 29:3046, does with logits what is done here, and warns of few events);
- means and differences as they stand, turned so that all are negative where people got better.

The variance between studies is Paule and Mandel's (statsmodels' "pm"), which Veroniki 2016 (Res Synth
Methods 7:55) recommends over DerSimonian and Laird's. The interval is Hartung and Knapp's with
Student's t of k - 1, never narrower than without their factor (Röver 2015, BMC Med Res Methodol
15:99). The prediction interval, within which the next study's true effect would lie, is
``estimate ± t(k - 2) · sqrt(tau² + se²)``: Higgins, Thompson, Spiegelhalter 2009 (J R Stat Soc A
172:137), as IntHout 2016 (BMJ Open 6:e010247) asks to be shown. I² is ``(Q - (k - 1)) / Q``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

import numpy as np
from scipy import special, stats
from statsmodels.stats.meta_analysis import combine_effects

from kb.models import Finding
from kb.vocabulary import Comparison, Improvement, Metric

LEVEL: Final = 95
#: How the estimates are made, for the page and the table.
METHOD: Final = (
    "random effects: Paule-Mandel variance between studies, Hartung-Knapp interval, "
    "prediction interval of Higgins, Thompson and Spiegelhalter"
)


class WorkingScale(Enum):
    """The scale on which numbers of a metric are averaged."""

    LOGIT = "logit"
    LOG = "log"
    RAW = "raw"

    def back(self, value: float) -> float:
        """Return a number of this scale as it is printed: a percentage, a ratio, the number itself."""
        if self is WorkingScale.LOGIT:
            return 100 * float(special.expit(value))
        return float(np.exp(value)) if self is WorkingScale.LOG else value


#: Metrics whose numbers can be averaged, with the scale on which that is done.
SCALES: Final[dict[Metric, WorkingScale]] = {
    Metric.PROPORTION: WorkingScale.LOGIT,
    Metric.ODDS_RATIO: WorkingScale.LOG,
    Metric.RISK_RATIO: WorkingScale.LOG,
    Metric.HAZARD_RATIO: WorkingScale.LOG,
    Metric.MEAN_DIFFERENCE: WorkingScale.RAW,
    Metric.RISK_DIFFERENCE: WorkingScale.RAW,
    Metric.SMD: WorkingScale.RAW,
    Metric.MEAN_CHANGE: WorkingScale.RAW,
    Metric.PERCENT_CHANGE: WorkingScale.RAW,
}


class Between(Enum):
    """Estimators of the variance between studies that statsmodels has; the first is ours."""

    PAULE_MANDEL = "pm"
    #: For comparing with older meta-analyses only; with normal quantiles, as they used.
    DERSIMONIAN_LAIRD = "dl"


@dataclass(frozen=True, slots=True)
class Effect:
    """One study's number on the working scale, with its variance."""

    value: float
    variance: float


@dataclass(frozen=True, slots=True)
class Pooled:
    """What comes out, on the working scale; ``i2`` in percent, no prediction interval below three studies."""

    k: int
    estimate: float
    se: float
    low: float
    high: float
    prediction: tuple[float, float] | None
    tau2: float
    i2: float
    q: float


def effect_of(finding: Finding) -> Effect | None:
    """Return a finding's effect, or None where it has no variance that could be worked out."""
    if finding.value is None or finding.high is not None or finding.comparison is not Comparison.EXACTLY:
        return None
    scale = SCALES.get(finding.metric)
    if scale is WorkingScale.LOGIT:
        return share_effect(finding.events, finding.n) if finding.events is not None and finding.n else None
    if scale is WorkingScale.LOG:
        return _ratio_effect(finding)
    if scale is WorkingScale.RAW and finding.improvement is not None:
        effect = _plain_effect(finding)
        turned = finding.improvement is Improvement.POSITIVE
        return Effect(-effect.value, effect.variance) if effect and turned else effect
    return None


def share_effect(events: int, n: int) -> Effect:
    """Return the logit of a share, with half an event added on both sides where one has none."""
    add = 0.5 if events in (0, n) else 0.0
    with_it, without = events + add, n - events + add
    return Effect(math.log(with_it / without), 1 / with_it + 1 / without)


def pool(effects: Sequence[Effect], between: Between = Between.PAULE_MANDEL) -> Pooled:
    """
    Return the random-effects estimate.

    :raises ValueError: for fewer than two effects.
    """
    k = len(effects)
    if k < 2:
        raise ValueError("one study cannot be pooled")
    values = np.array([effect.value for effect in effects])
    variances = np.array([effect.variance for effect in effects])
    # Of studies that agree, or nearly, statsmodels 0.15 divides by Q, which is then 0 or next to it.
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        result = combine_effects(values, variances, method_re=between.value)
    tau2 = max(0.0, float(result.tau2))
    # statsmodels 0.15 lets DerSimonian and Laird's variance fall below zero: then it is none.
    random = tau2 > 0
    estimate = float(result.mean_effect_re if random else result.mean_effect_fe)
    se = float(result.sd_eff_w_re if random else result.sd_eff_w_fe)
    quantile = float(stats.norm.isf(_TAIL))
    if between is Between.PAULE_MANDEL:
        factor = float(result.scale_hksj_re if random else result.scale_hksj_fe)
        se *= math.sqrt(max(1.0, factor))
        quantile = float(stats.t.isf(_TAIL, k - 1))
    q = float(result.q)
    reach = float(stats.t.isf(_TAIL, k - 2)) * math.sqrt(tau2 + se**2) if k > 2 else None
    return Pooled(
        k=k,
        estimate=estimate,
        se=se,
        low=estimate - quantile * se,
        high=estimate + quantile * se,
        prediction=None if reach is None else (estimate - reach, estimate + reach),
        tau2=tau2,
        i2=100 * max(0.0, (q - (k - 1)) / q) if q > 0 else 0.0,
        q=q,
    )


_TAIL: Final = (1 - LEVEL / 100) / 2


def _ratio_effect(finding: Finding) -> Effect | None:
    interval = finding.interval
    if interval is None or finding.value is None or min(finding.value, interval.low) <= 0:
        return None
    width = math.log(interval.high) - math.log(interval.low)
    return _with_width(math.log(finding.value), width, interval.level)


def _plain_effect(finding: Finding) -> Effect | None:
    if finding.value is None:
        return None
    if finding.interval is not None:
        width = float(finding.interval.high - finding.interval.low)
        return _with_width(float(finding.value), width, finding.interval.level)
    within_one_arm = finding.metric in (Metric.MEAN_CHANGE, Metric.PERCENT_CHANGE)
    if within_one_arm and finding.sd and finding.n:
        return Effect(float(finding.value), float(finding.sd) ** 2 / finding.n)
    return None


def _with_width(value: float, width: float, level: int) -> Effect | None:
    se = width / (2 * float(stats.norm.isf((1 - level / 100) / 2)))
    return Effect(value, se**2) if se > 0 else None
