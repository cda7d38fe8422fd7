"""Labels, citations and the strip of figures."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from kb.citation_text import citation_text
from kb.database import create_database
from kb.site.publication_page import read_publication
from kb.site.strip import strips
from kb.site.words import DESIGN_LABELS, definition, number, sentence
from kb.vocabulary import Design, Verdict
from tests.site.rows import every_table


def rows(*values: dict[str, Any]) -> list[sqlite3.Row]:
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    found = []
    for value in values:
        columns = ", ".join(f":{name} AS {name}" for name in value)
        found.append(connection.execute(f"SELECT {columns}", value).fetchone())
    connection.close()
    return found


def quantity(value: float, unit: str = "percent", role: str = "response-rate") -> dict[str, Any]:
    return {"figure": f"{value}", "value": value, "high": None, "unit": unit, "role": role}


def finding(
    value: float, unit: str = "percent", direction: str = "contradicts", low: float | None = None
) -> dict[str, Any]:
    high = None if low is None else value + (value - low)
    return {
        "figure": f"{value}", "value": value, "high": None, "unit": unit, "direction": direction, "citekey": str(value),
        "interval_low": low, "interval_high": high,
    }  # fmt: skip


def test_every_design_has_a_label() -> None:
    assert set(DESIGN_LABELS) == set(Design)


def test_definitions_come_from_the_vocabulary() -> None:
    assert definition("verdict", "mixed") == Verdict.MIXED.definition
    assert definition("verdict", "<b>") == definition("no such", "mixed") == ""


@pytest.mark.parametrize(
    ("text", "expected"), [("why", "Why."), ("Why.", "Why."), (" a b ", "A b."), ("so?", "So?")]
)
def test_a_sentence_ends_once(text: str, expected: str) -> None:
    assert sentence(text) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(50.0, "50"), (0.045, "0.045"), (2665, "2,665"), (-3.1, "−3.1"), ("-x", "-x")]
)
def test_numbers_as_people_print_them(value: object, expected: str) -> None:
    assert number(value) == expected


def test_a_citation_of_a_work_with_little_known() -> None:
    blank = dict.fromkeys(
        ("journal_abbreviation", "journal", "volume", "issue", "pages", "doi", "pmid", "year", "standing")
    )
    assert citation_text({**blank, "authors": "", "title": "Is it?"}) == "Is it?"


def test_the_citation_of_a_retracted_work_says_so() -> None:
    blank = dict.fromkeys(
        ("journal_abbreviation", "journal", "volume", "issue", "pages", "doi", "pmid", "year")
    )
    row = {**blank, "authors": "Roe A", "title": "Six cured", "standing": "retracted"}
    assert citation_text(row) == "Roe A. Six cured [Retracted]."


def test_the_sentence_that_holds_a_figure_is_marked(tmp_path: Path) -> None:
    written = every_table(4, "word")
    written["abstract_sections"][1].update(
        text="First. 17 of 24 <b> responded. Last.", html="<i>First.</i> And so on."
    )
    for row in written["findings"]:
        row["abstract_sentence"] = "17 of 24 <b> responded."
    create_database(tmp_path / "kb.db", written)
    connection = sqlite3.connect(tmp_path / "kb.db")
    connection.row_factory = sqlite3.Row
    pages = [read_publication(connection, f"wordp00{i}") for i in (1, 3)]
    connection.close()
    marked, plain = [page.abstract[0][1] for page in pages if page]
    assert str(marked) == "First. <mark>17 of 24 &lt;b&gt; responded.</mark> Last."
    assert "<mark>" not in str(plain)


def test_the_stated_number_comes_first_on_a_scale_to_one_hundred() -> None:
    (strip,) = strips(rows(quantity(70)), rows(finding(45, low=35), finding(46.9)))
    assert [bar.stated for bar in strip.bars] == [True, False, False]
    assert strip.top == "100%"
    assert (strip.bars[0].left, strip.bars[1].left, strip.bars[1].low, strip.bars[1].high) == (70, 45, 35, 55)


def test_times_share_a_scale_whatever_their_unit() -> None:
    (strip,) = strips(rows(quantity(2, "hours", "onset")), rows(finding(60, "minutes"), finding(1, "hours")))
    assert [bar.left for bar in strip.bars] == [100, 50, 50]


def test_a_scale_that_would_hide_the_small_is_not_drawn() -> None:
    (strip,) = strips(rows(quantity(40, "minutes", "onset")), rows(finding(14, "days")))
    assert strip.top == ""


def test_other_units_are_listed_apart() -> None:
    drawn, listed = strips(rows(quantity(70)), rows(finding(45), finding(-17.7, "points")))
    assert len(drawn.bars) == 2
    assert listed.top == "" and [bar.figure for bar in listed.bars] == ["-17.7"]


def test_the_half_in_a_definition_is_no_claimed_rate() -> None:
    (strip,) = strips(rows(quantity(70), quantity(50, role="definition-threshold")), rows(finding(45)))
    assert [bar.figure for bar in strip.bars] == ["70", "45"]


def test_the_best_of_each_side_stays_unfolded() -> None:
    many = [finding(40 + i) for i in range(6)] + [finding(60 + i, direction="supports") for i in range(6)]
    (strip,) = strips(rows(quantity(70)), rows(*many))
    assert [bar.figure for bar in strip.bars] == ["70", "40", "41", "42", "60", "61", "62"]
    assert len(strip.more) == 6
