"""When findings may be pooled, and what is said where they may not."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from kb.evidence.poolable import Study, poolable
from kb.models import Finding, Interval, Publication
from kb.vocabulary import (
    Confidence,
    Design,
    Improvement,
    Indexing,
    Metric,
    Outcome,
    Population,
    Route,
    Source,
    Unit,
    Window,
)


def publication(citekey: str, **fields: Any) -> Publication:
    return Publication(
        citekey=citekey, title=citekey, design=Design.RCT, indexing=Indexing.INDEXED, identity_source=Source.PUBMED,
        figure_source=Source.PUBMED, confidence=Confidence.HIGH, **fields,
    )  # fmt: skip


def study(
    citekey: str, design: Design = Design.RCT, links: dict[str, Any] | None = None, **fields: Any
) -> Study:
    settings: dict[str, Any] = {
        "id": f"{citekey}.response", "outcome": Outcome.RESPONSE, "metric": Metric.PROPORTION, "value": Decimal(50),
        "unit": Unit.PERCENT, "events": 10, "n": 20, "population": Population.TRD, "window": Window.DAY_1,
        "source": Source.ARTICLE,
    } | fields  # fmt: skip
    return Study(Finding(citekey=citekey, **settings), publication(citekey, **links or {}), design)


def ask(*studies: Study) -> tuple[list[list[str]], str | None]:
    answer = poolable(studies, {s.publication.citekey: s.publication for s in studies})
    return [[s.publication.citekey for s in group] for group in answer.sets], answer.reason


def test_three_studies_of_one_question_are_pooled() -> None:
    assert ask(study("a"), study("b"), study("c")) == ([["a", "b", "c"]], None)


def test_definitions_of_response_are_one_in_whatever_words() -> None:
    worded = [None, "at least half off the score at entry", "at least 50% lower MADRS than at baseline"]
    sets, _ = ask(*(study(key, definition=text) for key, text in zip("abc", worded, strict=True)))
    assert sets == [["a", "b", "c"]]


@pytest.mark.parametrize(
    ("fields", "likeness"),
    [
        ({"window": Window.WEEK_1}, "at the same time"),
        ({"population": Population.MDD}, "in the same people"),
        ({"route": Route.INTRANASAL}, "by the same route"),
        ({"design": Design.COHORT}, "in designs of one kind"),
        ({"definition": "score at least 30% lower"}, "by the same definition"),
    ],
)
def test_what_differs_is_named(fields: dict[str, Any], likeness: str) -> None:
    sets, reason = ask(study("a"), study("b"), study("c", **fields))
    assert sets == []
    assert (
        reason is not None and reason.startswith("the three studies") and reason.endswith(("scale", likeness))
    )
    assert likeness in reason


def test_a_set_that_agrees_is_pooled_beside_one_that_does_not() -> None:
    other = [study("x", population=Population.MDD), study("y", population=Population.MDD)]
    assert ask(study("a"), study("b"), study("c"), *other) == ([["a", "b", "c"]], None)


def test_those_that_share_patients_count_once_and_the_largest_is_taken() -> None:
    larger = study("d", links={"includes": ("a",)}, events=30, n=60)
    sets, _ = ask(study("a"), study("b"), study("c"), larger)
    assert sets == [["d", "b", "c"]] or sorted(sets[0]) == ["b", "c", "d"]
    _, reason = ask(study("a"), study("b"), larger)
    assert reason == "the figures come from two independent studies, and pooling takes three"


@pytest.mark.parametrize(
    "other",
    [
        study("c", design=Design.SYSTEMATIC_REVIEW),
        study("c", analysis="pooled trials"),
        study("c", analysis="subgroup: bipolar disorder"),
    ],
)
def test_what_is_pooled_already_or_a_subgroup_is_left_out(other: Study) -> None:
    sets, reason = ask(study("a"), study("b"), other)
    assert (sets, reason) == ([], "the figures come from two independent studies, and pooling takes three")


def test_without_a_variance_there_is_no_pooling() -> None:
    _, reason = ask(study("a"), study("b", events=None), study("c", n=None, events=None))
    assert reason == (
        "only one of the three independent studies gives what a variance is worked out from, and pooling takes three"
    )


@pytest.mark.parametrize("window", [Window.UNSTATED, Window.MONTHS, Window.YEARS])
def test_a_span_is_no_time(window: Window) -> None:
    sets, reason = ask(*(study(key, window=window) for key in "abc"))
    assert sets == []
    assert reason == "of the three studies with a variance no three name one time of measurement"


def test_times_and_doses_are_not_averaged() -> None:
    times = [study(key, metric=Metric.EARLIEST_TIME, unit=Unit.HOURS) for key in "abc"]
    assert ask(*times) == ([], "these are times at which studies looked, without a variance")
    doses = [study(key, metric=Metric.DOSE, unit=Unit.MG) for key in "abc"]
    assert ask(*doses) == ([], "numbers of this kind are not averaged")


def test_differences_are_pooled_against_one_kind_of_comparator_and_on_one_scale() -> None:
    def trial(key: str, comparator: str, scale: str = "MADRS") -> Study:
        return study(
            key, metric=Metric.MEAN_DIFFERENCE, unit=Unit.POINTS, outcome=Outcome.DEPRESSION_SEVERITY, scale=scale,
            comparator=comparator, improvement=Improvement.NEGATIVE, events=None,
            interval=Interval(low=Decimal(40), high=Decimal(60)),
        )  # fmt: skip

    alike = [trial("a", "saline"), trial("b", "placebo spray"), trial("c", "nasal saline")]
    assert ask(*alike)[0] == [["a", "b", "c"]]
    _, reason = ask(*alike[:2], trial("c", "midazolam 0.045 mg/kg"))
    assert reason is not None and reason.endswith("against the same kind of comparator")
    _, reason = ask(*alike[:2], trial("c", "saline", scale="HDRS"))
    assert reason is not None and reason.endswith("by the same definition and scale")


def test_the_primary_analysis_of_a_publication_is_taken() -> None:
    second = Study(study("a", events=1, analysis="secondary").finding, publication("a"), Design.RCT)
    first = Study(study("a", id="a.z", events=9, analysis="primary").finding, second.publication, Design.RCT)
    answer = poolable([second, first, study("b"), study("c")], {key: publication(key) for key in "abc"})
    assert [s.finding.events for s in answer.sets[0] if s.publication.citekey == "a"] == [9]
