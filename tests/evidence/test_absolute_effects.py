"""Risks, differences and numbers needed to treat against published worked examples."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.evidence.absolute_effects import (
    Counts,
    Estimate,
    number_needed,
    risk_by_odds_ratio,
    risk_by_risk_ratio,
    risk_difference,
    risk_ratio,
)

counts = st.tuples(st.integers(1, 300), st.integers(1, 300)).flatmap(
    lambda n: st.builds(Counts, st.integers(0, n[0]), st.just(n[0]), st.integers(0, n[1]), st.just(n[1]))
)


@pytest.mark.parametrize(
    ("arms", "expected"),
    [
        (Counts(56, 70, 48, 80), (0.2, 0.0524, 0.3339)),
        (Counts(9, 10, 3, 10), (0.6, 0.1705, 0.8090)),
        (Counts(6, 7, 2, 7), (0.5714, 0.0582, 0.8062)),
        (Counts(5, 56, 0, 29), (0.0893, -0.0381, 0.1926)),
        (Counts(0, 10, 0, 20), (0.0, -0.1611, 0.2775)),
        (Counts(0, 10, 0, 10), (0.0, -0.2775, 0.2775)),
        (Counts(10, 10, 0, 20), (1.0, 0.6791, 1.0)),
        (Counts(10, 10, 0, 10), (1.0, 0.6075, 1.0)),
    ],
)
def test_the_difference_of_shares_is_newcombes(arms: Counts, expected: tuple[float, ...]) -> None:
    """Newcombe, Stat Med 1998;17:873-890, table II, method 10: the contrasts a to h."""
    found = risk_difference(arms)
    assert (found.value, found.low, found.high) == pytest.approx(expected, abs=5e-5)


def test_the_risk_ratio_of_the_physicians_health_study() -> None:
    """Agresti, Categorical Data Analysis: 189 of 11,034 on placebo, 104 of 11,037 on aspirin; 1.82 (1.43 to 2.30)."""
    found = risk_ratio(Counts(189, 11034, 104, 11037))
    assert found is not None and found.low is not None and found.high is not None
    assert (found.value, found.low, found.high) == pytest.approx((1.82, 1.43, 2.30), abs=0.01)


def test_an_arm_without_events_has_no_risk_ratio() -> None:
    assert risk_ratio(Counts(4, 8, 0, 7)) is None


def test_a_risk_from_a_ratio_as_in_the_cochrane_handbook() -> None:
    """Handbook 5.1, 12.5.4.3: odds ratio 0.73, risk 0.3, 62 fewer of 1,000, NNT 17; 11.5.5: 0.75 of 80% and 20%."""
    risk = risk_by_odds_ratio(0.3, 0.73)
    assert round(1000 * (risk - 0.3)) == -62
    assert number_needed(Estimate(risk - 0.3), wanted=False) == "NNTB 17"
    assert (risk_by_risk_ratio(0.8, 0.75), risk_by_risk_ratio(0.2, 0.75)) == pytest.approx((0.6, 0.15))


@pytest.mark.parametrize(
    ("difference", "wanted", "words"),
    [
        # Altman, BMJ 1998;317:1309-1312: 10% (-5% to 25%)
        (Estimate(0.10, -0.05, 0.25), True, "NNTB 10 (NNTH 20 to ∞ to NNTB 4)"),
        (Estimate(-0.10, -0.25, 0.05), False, "NNTB 10 (NNTH 20 to ∞ to NNTB 4)"),
        # Cochrane Handbook 5.1, 12.5.4.1: -0.12 gives 9 and -0.22 gives 5, rounded up
        (Estimate(-0.12), False, "NNTB 9"),
        (Estimate(-0.22), False, "NNTB 5"),
        (Estimate(0.25, 0.2, 0.5), True, "NNTB 4 (2 to 5)"),
        (Estimate(0.25, 0.2, 0.5), False, "NNTH 4 (2 to 5)"),
        (Estimate(-0.25, -0.5, -0.2), True, "NNTH 4 (2 to 5)"),
        (Estimate(0.0, -0.5, 0.5), True, "∞ (NNTH 2 to ∞ to NNTB 2)"),
        (Estimate(0.5, 0.0, 0.8), True, "NNTB 2 (NNTB 2 to ∞)"),
        (Estimate(-0.5, -0.8, 0.0), True, "NNTH 2 (NNTH 2 to ∞)"),
    ],
)
def test_the_number_needed_to_treat_and_its_interval(difference: Estimate, wanted: bool, words: str) -> None:
    assert number_needed(difference, wanted) == words


@given(counts)
@settings(deadline=None)
def test_the_difference_lies_in_its_interval_and_turns_with_the_arms(arms: Counts) -> None:
    found = risk_difference(arms)
    assert found.low is not None and found.high is not None
    assert -1 - 1e-9 <= found.low <= found.value + 1e-9 and found.value - 1e-9 <= found.high <= 1 + 1e-9
    turned = risk_difference(Counts(arms.comparator_events, arms.comparator_n, arms.events, arms.n))
    assert (turned.value, turned.low, turned.high) == pytest.approx((-found.value, -found.high, -found.low))
    assert ("∞" in number_needed(found, wanted=True)) == (found.low <= 0 <= found.high)


@given(st.floats(0.01, 0.99), st.floats(0.05, 20))
@settings(deadline=None)
def test_a_risk_from_an_odds_ratio_is_a_risk_and_has_that_odds_ratio(
    assumed: float, odds_ratio: float
) -> None:
    risk = risk_by_odds_ratio(assumed, odds_ratio)
    assert 0 < risk < 1
    assert (risk / (1 - risk)) / (assumed / (1 - assumed)) == pytest.approx(odds_ratio, rel=1e-6)
