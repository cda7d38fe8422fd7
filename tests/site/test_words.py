"""Labels and citations."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from kb.database import create_database
from kb.site.publication_page import read_publication
from kb.site.words import DESIGN_LABELS, definition, number, sentence
from kb.vocabulary import Design, Verdict
from tests.site.rows import every_table


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
