"""The rows of pooled estimates: an estimate where findings may be pooled, else the reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kb.library import Library
from kb.project import Project
from kb.rows.pooled import pooled_rows
from kb.vocabulary import Design, Population, Route, Standing, Window
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def library() -> Library:
    """The shipped library."""
    return Library.load(Project(ROOT))


def test_the_shipped_findings_of_the_seventy_percent_claim_are_not_pooled(library: Library) -> None:
    claim = library.claims["response-70-percent"]
    rows = list(pooled_rows(library, claim, library.weighed(claim)))
    shares = [row for row in rows if (row["outcome"], row["metric"]) == ("response", "proportion")]
    assert [row["reason"] for row in shares] == [
        "no three of the five studies with a variance measure at the same time and in the same people"
    ]
    assert [row["position"] for row in rows] == list(range(1, len(rows) + 1))


def test_were_they_of_one_question_they_would_be(library: Library) -> None:
    claim = library.claims["response-70-percent"]
    alike = {
        "population": Population.TRD,
        "window": Window.END_OF_SERIES,
        "route": Route.IV,
        "definition": None,
    }
    weighed = [
        replace(w, design=Design.RCT, findings=tuple(replace(f, **alike) for f in w.findings))  # type: ignore[arg-type]
        for w in library.weighed(claim)
    ]
    rows = [row for row in pooled_rows(library, claim, weighed) if row.get("estimate") is not None]
    (row,) = [row for row in rows if row["metric"] == "proportion" and row["outcome"] == "response"]
    assert row["k"] == 5 and row["n"] == 24 + 537 + 32 + 195 + 47
    assert "aanhetRot2010" not in row["findings"], "its ten patients are among Murrough's 24"
    assert row["prediction_low"] < row["interval_low"] < row["estimate"] < row["interval_high"]
    assert 45 < row["estimate"] < 70 and row["averaged_on"] == "logit"

    fallen = [replace(w, standing=Standing.RETRACTED) for w in weighed]
    assert list(pooled_rows(library, claim, fallen)) == []
