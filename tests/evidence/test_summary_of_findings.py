"""Bodies of evidence and their rows: what is compared with what, what is computed, and what is said of the rest."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from kb.evidence.bodies import Comparison, comparator_class, comparisons, shown_first
from kb.evidence.plain_words import plain_words
from kb.evidence.summary_of_findings import Row, summary_row, wanted
from kb.library import Library
from kb.models import Finding, Interval
from kb.project import Project
from kb.rows.summary_of_findings import summary_rows
from kb.vocabulary import Certainty, Design, Metric, Outcome, Population, Source, Unit, Window
from tests.conftest import ROOT
from tests.kb.test_verdict import publication


def finding(name: str, **fields: Any) -> Finding:
    settings: dict[str, Any] = {
        "id": f"A2001.{name}",
        "citekey": "A2001",
        "outcome": Outcome.RESPONSE,
        "metric": Metric.PROPORTION,
        "unit": Unit.PERCENT,
        "population": Population.MDD,
        "window": Window.DAY_1,
        "arm": "ketamine",
        "comparator": "midazolam",
        "source": Source.ARTICLE,
    } | fields
    return Finding(**settings)


def share(
    name: str = "share", counts: tuple[int, int, int, int] | None = (30, 47, 7, 25), **fields: Any
) -> Finding:
    events, n, other, other_n = counts or (None, None, None, None)
    return finding(
        name, value=fields.pop("value", Decimal(64)), comparator_value=Decimal(28), events=events, n=n,
        comparator_events=other, comparator_n=other_n, **fields,
    )  # fmt: skip


def odds(value: str, low: str | None = None, high: str | None = None, **fields: Any) -> Finding:
    interval = Interval(low=Decimal(low), high=Decimal(high)) if low and high else None
    return finding(
        "odds", metric=Metric.ODDS_RATIO, unit=Unit.RATIO, value=Decimal(value), interval=interval, **fields
    )


def only(*findings: Finding, design: Design = Design.RCT, citekey: str = "A2001") -> Comparison:
    (comparison,) = comparisons(publication(citekey, design, year=2001), findings)
    return comparison


def row(comparison: Comparison, *library: Comparison) -> Row:
    return summary_row(comparison, library)


def test_the_shares_of_two_arms_give_risks_their_difference_and_the_number_needed() -> None:
    result = row(only(share()))
    assert result.relative is not None and result.relative_computed
    assert result.relative.value == pytest.approx((30 / 47) / (7 / 25))
    assert result.difference is not None and result.difference.low is not None
    assert (result.assumed, result.corresponding) == pytest.approx((0.28, 30 / 47))
    assert (result.difference.value, result.difference.low) == pytest.approx((0.3583, 0.1159), abs=1e-4)
    assert (result.needed, result.needed_computed, result.reasons) == ("NNTB 3 (2 to 9)", True, ())


def test_a_printed_ratio_comes_first_and_the_counts_stand_beside_it() -> None:
    result = row(only(share(), odds("2.18")))
    assert result.relative is not None and result.relative.value == 2.18 and not result.relative_computed
    assert result.by_counts is not None and result.relative_metric is Metric.ODDS_RATIO


def test_shares_without_counts_have_a_difference_and_say_why_nothing_more() -> None:
    result = row(only(share(counts=None)))
    assert result.difference is not None and result.difference.low is None
    assert result.difference.value == pytest.approx(0.36)
    assert result.needed is None
    assert all("counts of both arms are not held" in reason for reason in result.reasons)
    assert len(result.reasons) == 3


def test_a_crossover_gives_no_interval_unless_cut_to_its_first_phase() -> None:
    whole = row(only(share(), design=Design.CROSSOVER_RCT))
    first = row(only(share(analysis="first phase of the crossover only"), design=Design.CROSSOVER_RCT))
    assert whole.needed is None and "same people" in whole.reasons[0]
    assert first.needed == "NNTB 3 (2 to 9)"


def test_a_printed_difference_keeps_its_interval() -> None:
    printed = finding(
        "difference", metric=Metric.RISK_DIFFERENCE, value=Decimal("14.2"), definition="in points",
        interval=Interval(low=Decimal("3.9"), high=Decimal("24.2")),
    )  # fmt: skip
    result = row(only(share(), printed))
    assert result.difference is not None and result.difference_by == "printed"
    assert (result.difference.low, result.difference.high) == pytest.approx((0.039, 0.242))


def test_an_unwanted_outcome_counts_harm_and_an_unknown_one_no_number() -> None:
    harm = row(only(share(outcome=Outcome.ADVERSE_EVENT, definition="nausea")))
    unknown = row(only(share(outcome=Outcome.OTHER, definition="guessed the arm")))
    assert harm.needed == "NNTH 3 (2 to 9)"
    assert unknown.needed is None and "wished for" in unknown.reasons[-1]


@pytest.mark.parametrize(
    ("lender", "expected"),
    [
        ({}, (0.28, 0.4909)),
        ({"population": Population.TRD}, (0.28, 0.4909)),
        ({"counts": (30, 47, 5, 19)}, None),
        ({"window": Window.WEEK_1}, None),
        ({"comparator": "saline"}, None),
        ({"population": Population.PTSD}, None),
        ({"outcome": Outcome.REMISSION}, None),
        ({"analysis": "subgroup: men"}, None),
    ],
)
def test_a_pooled_ratio_borrows_its_risk_only_from_a_comparable_trial(
    lender: dict[str, Any], expected: tuple[float, float] | None
) -> None:
    pooled = only(odds("2.48"), design=Design.SYSTEMATIC_REVIEW)
    trial = only(share("lends", **lender), citekey="B2002")
    result = row(pooled, pooled, trial)
    if expected is None:
        assert result.assumed is None and "no risks per 1,000" in result.reasons[-1]
    else:
        assert (result.assumed, result.corresponding) == pytest.approx(expected, abs=1e-4)
        assert result.borrowed is not None and result.borrowed.id == "A2001.lends"


def test_a_crossover_or_open_trial_lends_no_risk() -> None:
    pooled = only(odds("2.48", "1.2", "5"), design=Design.SYSTEMATIC_REVIEW)
    assert row(pooled, only(share(), design=Design.CROSSOVER_RCT)).assumed is None
    borrowed = row(pooled, only(share()))
    assert borrowed.difference is not None and borrowed.difference.low is not None
    assert borrowed.difference_by == "ratio"


def test_the_newest_pooled_estimate_stands_for_the_body_else_every_trial() -> None:
    def at(citekey: str, year: int, design: Design) -> Comparison:
        (made,) = comparisons(publication(citekey, design, year=year), [odds("2")])
        return made

    old, new = at("R1", 2015, Design.SYSTEMATIC_REVIEW), at("R2", 2021, Design.SYSTEMATIC_REVIEW)
    trials = [at("T1", 2013, Design.RCT), at("T2", 2025, Design.RCT)]
    shown, named = shown_first([old, *trials, new])
    assert shown == [new] and {c.publication.citekey for c in named} == {"R1", "T1", "T2"}
    assert shown_first(trials) == ([trials[1], trials[0]], [])


def test_two_arms_told_from_either_side_are_one_comparison() -> None:
    there = share("one", (10, 34, 7, 29), arm="esketamine", comparator="ketamine")
    back = share("two", (7, 29, 10, 34), arm="ketamine", comparator="esketamine")
    assert len(comparisons(publication("A2001", Design.RCT), [there, back])) == 1


def test_subgroups_and_other_times_are_comparisons_of_their_own() -> None:
    found = comparisons(
        publication("A2001", Design.RCT),
        [odds("3.7"), odds("14", analysis="subgroup: bipolar disorder"), odds("2", window=Window.WEEK_1)],
    )
    assert len(found) == 3


def test_plain_words_are_as_firm_as_the_certainty() -> None:
    result = row(only(share()))
    assert plain_words(result, Certainty.HIGH).startswith(
        "of 1,000 people, 280 respond on midazolam and 638 on"
    )
    assert plain_words(result, Certainty.LOW).startswith("Possibly: ")
    assert plain_words(result, Certainty.VERY_LOW).startswith("Very uncertain: ")
    undecided = row(only(share(counts=(15, 32, 10, 30))))
    assert plain_words(undecided, None).endswith("The interval includes no difference.")


COMPARATORS = {
    "electroconvulsive therapy": "electroconvulsive therapy",
    "electroconvulsive therapy three times weekly": "electroconvulsive therapy",
    "midazolam": "midazolam",
    "midazolam 0.02 mg/kg": "midazolam",
    "midazolam 0.025 mg/kg": "midazolam",
    "midazolam 0.025 to 0.045 mg/kg": "midazolam",
    "midazolam 0.045 mg/kg": "midazolam",
    "midazolam 0.045 mg/kg, six infusions": "midazolam",
    "nasal saline": "placebo",
    "placebo": "placebo",
    "placebo spray": "placebo",
    "saline": "placebo",
    "saline on the same schedule": "placebo",
    "placebo or midazolam": "placebo or midazolam",
    "saline or midazolam": "placebo or midazolam",
}


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load(Project(ROOT))


def test_the_kind_of_every_shipped_comparator(library: Library) -> None:
    shipped = {f.comparator for f in library.findings.values() if f.comparator}
    for comparator in shipped:
        assert comparator_class(comparator) == COMPARATORS.get(comparator, comparator)


def test_the_shipped_summary_holds_what_was_printed_and_computed(library: Library) -> None:
    rows = {(r["topic"], r["citekey"], r["outcome"]): r for r in summary_rows(library)}
    karma = rows["response-rate", "Jelovac2025", "response"]
    assert (karma["assumed_per_1000"], karma["corresponding_per_1000"]) == (333, 469)
    assert karma["difference"] == "135 more (105 fewer to 354 more)"
    assert karma["number_needed"] == "NNTB 8 (NNTH 10 to ∞ to NNTB 3)"
    assert rows["response-rate", "Anand2023", "response"]["difference_by"] == "printed"
    ideation = [r for r in summary_rows(library) if r["citekey"] == "Grunebaum2018" and r["relative"]]
    assert {r["number_needed"] for r in ideation} == {"NNTB 4 (3 to 30)"}  # the article prints 4
    assert all(r["certainty_from"] for r in rows.values())


def test_no_retracted_or_superseded_publication_has_a_row(library: Library) -> None:
    cited = {r["citekey"] for r in summary_rows(library)}
    assert not cited & {"Parsaik2015", "Mills2025", "Larkin2011", "Caddy2015"}


def test_a_review_that_graded_the_outcome_is_believed_over_the_claims(library: Library) -> None:
    graded = [r for r in summary_rows(library) if r["certainty_from"] == "the review"]
    assert {(r["citekey"], r["comparator"], r["certainty"]) for r in graded} >= {
        ("Dean2021", "placebo", "very-low"), ("Dean2021", "midazolam", "low"), ("McCloud2015", "placebo", "very-low"),
    }  # fmt: skip


def test_whether_an_outcome_is_wished_for_is_told_only_where_it_is_known() -> None:
    assert wanted(share()) is True
    ideation = {"outcome": Outcome.SUICIDAL_IDEATION}
    assert wanted(share(definition="full remission of suicidal thoughts", **ideation)) is True
    assert wanted(share(definition="suicidal thoughts got worse", **ideation)) is None
