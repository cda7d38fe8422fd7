"""The arithmetic of pooling, against what others published from the same study data."""

from __future__ import annotations

import csv
import math
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy import stats

from kb.evidence.pooling import SCALES, Between, Effect, WorkingScale, effect_of, pool, share_effect
from kb.models import Finding, Interval
from kb.vocabulary import Comparison, Improvement, Metric, Outcome, Population, Source, Unit, Window

DATA = Path(__file__).parent / "meta"


def table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def numbers(row: dict[str, str], *names: str) -> list[float]:
    return [float(row[name]) for name in names]


def log_odds_ratios(name: str) -> list[Effect]:
    found = []
    for row in table(name):
        a, n1, c, n2 = numbers(row, "events", "n", "control_events", "control_n")
        found.append(
            Effect(math.log(a * (n2 - c) / ((n1 - a) * c)), 1 / a + 1 / (n1 - a) + 1 / c + 1 / (n2 - c))
        )
    return found


def test_log_risk_ratios_of_the_bcg_trials() -> None:
    """Colditz 1994 (JAMA 271:698), 13 trials, DerSimonian and Laird: RR 0.49 (0.34 to 0.70)."""
    effects = []
    for row in table("colditz1994.csv"):
        a, n1, c, n2 = numbers(row, "events", "n", "control_events", "control_n")
        effects.append(Effect(math.log((a / n1) / (c / n2)), 1 / a - 1 / n1 + 1 / c - 1 / n2))
    pooled = pool(effects, Between.DERSIMONIAN_LAIRD)
    back = [round(WorkingScale.LOG.back(x), 2) for x in (pooled.estimate, pooled.low, pooled.high)]
    assert pooled.k == 13
    assert back == [0.49, 0.34, 0.70]


@pytest.mark.parametrize(
    ("between", "tau", "estimate", "se"),
    [
        (Between.PAULE_MANDEL, 0.3681, -0.3811, 0.2060),
        (Between.DERSIMONIAN_LAIRD, 0.2323, -0.3240, 0.1540),
    ],
)
def test_log_odds_ratios_of_the_clasp_example(
    between: Between, tau: float, estimate: float, se: float
) -> None:
    """DerSimonian and Kacker 2007 (Contemp Clin Trials 28:105), tables 3 and 4, all four decimals."""
    pooled = pool(log_odds_ratios("dersimonian2007.csv"), between)
    assert round(math.sqrt(pooled.tau2), 4) == tau
    assert round(pooled.estimate, 4) == estimate
    assert round(pooled.se, 4) == pytest.approx(se, abs=1e-9)


def test_mean_differences_of_stroke_units() -> None:
    """Normand 1999 (Stat Med 18:321), table IX, DerSimonian and Laird: -14.10 (-24.45 to -3.75), tau² 218.72."""
    effects = []
    for row in table("normand1999.csv"):
        n1, m1, s1, n2, m2, s2 = numbers(row, "n", "mean", "sd", "control_n", "control_mean", "control_sd")
        variance = ((n1 - 1) * s1**2 + (n2 - 1) * s2**2) / (n1 + n2 - 2)
        effects.append(Effect(m1 - m2, variance * (1 / n1 + 1 / n2)))
    pooled = pool(effects, Between.DERSIMONIAN_LAIRD)
    assert [round(x, 2) for x in (pooled.estimate, pooled.low, pooled.high)] == [-14.10, -24.45, -3.75]
    assert round(pooled.tau2, 2) == 218.72


def test_logits_of_infections_by_catheters() -> None:
    """
    Stijnen 2010 (Stat Med 29:3046), table II, normal approximation, standard catheters: logit -3.30
    (SE 0.24), tau² 0.663, share 3.5% (2.3 to 5.6), by restricted maximum likelihood.

    Paule and Mandel's variance differs from theirs; with theirs put in, the logits and their
    variances, half an event added only where there was none, give the published numbers.
    """
    effects = [share_effect(int(row["events"]), int(row["n"])) for row in table("nielweise2007.csv")]
    weights = [1 / (effect.variance + 0.663) for effect in effects]
    mean = sum(w * e.value for w, e in zip(weights, effects, strict=True)) / sum(weights)
    se = 1 / math.sqrt(sum(weights))
    assert (round(mean, 2), round(se, 2)) == (-3.30, 0.24)
    ours = pool(effects)
    assert ours.estimate == pytest.approx(mean, abs=0.05)
    shares = [WorkingScale.LOGIT.back(x) for x in (ours.estimate, mean - 1.96 * se, mean + 1.96 * se)]
    assert shares == pytest.approx([3.5, 2.3, 5.6], abs=0.11)


def test_the_prediction_interval_is_that_of_higgins_thompson_and_spiegelhalter() -> None:
    pooled = pool(log_odds_ratios("dersimonian2007.csv"))
    reach = stats.t.isf(0.025, 4) * math.sqrt(pooled.tau2 + pooled.se**2)
    assert pooled.prediction == pytest.approx((pooled.estimate - reach, pooled.estimate + reach))


def test_alike_studies_have_no_variance_between_them_and_no_too_narrow_interval() -> None:
    pooled = pool([Effect(0.5, 0.04)] * 4)
    assert (pooled.tau2, pooled.i2) == (0, 0)
    assert pooled.se == pytest.approx(0.1)
    assert pooled.high - pooled.estimate == pytest.approx(0.1 * stats.t.isf(0.025, 3))


def test_a_negative_variance_between_studies_is_none() -> None:
    effects = [Effect(0.50, 0.04), Effect(0.51, 0.04), Effect(0.49, 0.09)]
    one, other = pool(effects, Between.DERSIMONIAN_LAIRD), pool(effects)
    assert one.tau2 == other.tau2 == 0
    assert one.estimate == pytest.approx(other.estimate)


def test_one_study_is_not_pooled() -> None:
    with pytest.raises(ValueError, match="one study"):
        pool([Effect(0.1, 0.1)])


effects_strategy = st.lists(st.builds(Effect, st.floats(-5, 5), st.floats(0.001, 4)), min_size=3, max_size=12)


@settings(deadline=None)
@given(effects_strategy)
def test_the_estimate_lies_among_the_studies_and_in_its_intervals(effects: list[Effect]) -> None:
    pooled = pool(effects)
    values = [effect.value for effect in effects]
    assert min(values) - 1e-6 <= pooled.estimate <= max(values) + 1e-6
    assert pooled.low <= pooled.estimate <= pooled.high
    assert pooled.prediction is not None
    assert pooled.prediction[0] <= pooled.low and pooled.high <= pooled.prediction[1]
    assert pooled.tau2 >= 0 and 0 <= pooled.i2 <= 100


@settings(deadline=None)
@given(effects_strategy, st.floats(-3, 3))
@example([Effect(0.0, 1.0), Effect(0.0, 1.0), Effect(2e-160, 1.0)], 0.0)
def test_moving_all_studies_moves_the_estimate(effects: list[Effect], by: float) -> None:
    moved = pool([Effect(effect.value + by, effect.variance) for effect in effects])
    assert moved.estimate == pytest.approx(pool(effects).estimate + by, abs=1e-3)


def finding(metric: Metric, value: str, **fields: Any) -> Finding:
    settings: dict[str, Any] = {
        "id": "a.b", "citekey": "a", "outcome": Outcome.RESPONSE, "unit": Unit.PERCENT, "source": Source.ARTICLE,
        "population": Population.TRD, "window": Window.DAY_1,
    } | fields  # fmt: skip
    return Finding(metric=metric, value=Decimal(value), **settings)


def between(low: str, high: str, level: int = 95) -> Interval:
    return Interval(low=Decimal(low), high=Decimal(high), level=level)


def test_the_effect_of_a_share_comes_from_its_events() -> None:
    effect = effect_of(finding(Metric.PROPORTION, "70.8", events=17, n=24))
    assert effect is not None
    assert effect.value == pytest.approx(math.log(17 / 7))
    assert effect.variance == pytest.approx(1 / 17 + 1 / 7)


@pytest.mark.parametrize(("events", "logit"), [(0, math.log(0.5 / 10.5)), (10, math.log(10.5 / 0.5))])
def test_nobody_and_everybody_get_half_an_event(events: int, logit: float) -> None:
    assert share_effect(events, 10).value == pytest.approx(logit)


def test_the_effect_of_a_ratio_comes_from_its_interval() -> None:
    effect = effect_of(finding(Metric.ODDS_RATIO, "3.7", unit=Unit.RATIO, interval=between("1.9", "7.3")))
    assert effect is not None
    assert effect.variance == pytest.approx((math.log(7.3 / 1.9) / (2 * 1.959964)) ** 2, rel=1e-6)


def test_a_difference_is_turned_so_that_negative_is_better() -> None:
    given_as = {"unit": Unit.POINTS, "interval": between("3.2", "12.71")}
    turned = effect_of(finding(Metric.MEAN_DIFFERENCE, "7.95", improvement=Improvement.POSITIVE, **given_as))
    assert turned is not None and turned.value == pytest.approx(-7.95)
    assert effect_of(finding(Metric.MEAN_DIFFERENCE, "7.95", **given_as)) is None, (
        "the better sign is unknown"
    )


@pytest.mark.parametrize(
    "unusable",
    [
        finding(Metric.PROPORTION, "59"),
        finding(Metric.PROPORTION, "59", n=10),
        finding(Metric.PROPORTION, "20", events=2, n=10, comparison=Comparison.AT_LEAST),
        finding(Metric.PROPORTION, "20", high=Decimal(30), events=2, n=10),
        finding(Metric.ODDS_RATIO, "2.1", unit=Unit.RATIO),
        finding(Metric.ODDS_RATIO, "2.1", unit=Unit.RATIO, interval=between("0", "9")),
        finding(Metric.ODDS_RATIO, "2.1", unit=Unit.RATIO, interval=between("2.1", "2.1")),
        finding(Metric.MEAN_CHANGE, "-16", unit=Unit.POINTS, improvement=Improvement.NEGATIVE, n=10),
        finding(Metric.EARLIEST_TIME, "40", unit=Unit.MINUTES, n=10),
    ],
)
def test_without_a_variance_there_is_no_effect(unusable: Finding) -> None:
    assert effect_of(unusable) is None


def test_a_change_within_an_arm_has_its_variance_from_the_standard_deviation() -> None:
    change = finding(
        Metric.MEAN_CHANGE, "-16", unit=Unit.POINTS, improvement=Improvement.NEGATIVE, n=25, sd=Decimal(10)
    )
    assert effect_of(change) == Effect(-16.0, 4.0)


def test_every_metric_that_is_pooled_is_a_metric_of_effects() -> None:
    assert Metric.EARLIEST_TIME not in SCALES and Metric.DOSE not in SCALES
