"""Search: any text gives an answer, and the right claim comes first."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.search import fts_query, search, words_of


@pytest.fixture(scope="module")
def conn(shipped: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(shipped)
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("70% respond", "response-70-percent"),
        ("about 70% of patients respond", "response-70-percent"),
        ("seventy percent... 70% response rate!", "response-70-percent"),
        ("response rate of 85%", "response-85-percent"),
    ],
)
def test_the_claim_meant_comes_first(conn: sqlite3.Connection, text: str, claim: str) -> None:
    assert search(conn, text).claims[0]["claim_id"] == claim


@pytest.mark.parametrize(
    "text",
    [
        "22840761",
        "PMID: 22840761",
        "10.1016/j.biopsych.2012.06.022",
        "Murrough2013bp",
        "PMC3725185",
        "https://doi.org/10.1016/J.BIOPSYCH.2012.06.022",
        "https://pubmed.ncbi.nlm.nih.gov/22840761/",
    ],
)
def test_an_identifier_finds_its_publication(conn: sqlite3.Connection, text: str) -> None:
    answers = search(conn, text)
    assert [row["citekey"] for row in answers.publications] == ["Murrough2013bp"]
    assert answers.claims == []


def test_a_sentence_as_a_page_puts_it_finds_its_claim(conn: sqlite3.Connection, shared: Path) -> None:
    claim_of = dict(conn.execute("SELECT id, claim_id FROM mentions").fetchall())
    with (shared / "evidence" / "claims.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["claim_id"] in claim_of]
    ranks = []
    for row in rows:
        found = [claim["claim_id"] for claim in search(conn, row["verbatim"]).claims]
        wanted = claim_of[row["claim_id"]]
        ranks.append(found.index(wanted) if wanted in found else len(found) + 99)
    assert len(ranks) > 150
    assert sum(rank == 0 for rank in ranks) >= 0.85 * len(ranks)
    assert sum(rank < 3 for rank in ranks) >= 0.93 * len(ranks)


def test_a_misspelt_word_gets_a_suggestion(conn: sqlite3.Connection) -> None:
    answers = search(conn, "dissosciationn")
    assert not answers.claims and not answers.publications
    assert answers.suggestions


@pytest.mark.parametrize(
    "text", ["", "   ", "%", '"', "'; DROP TABLE claims;--", "NEAR(", "a OR", "*", "\0", "-70", "col:x"]
)
def test_awkward_text_gets_an_answer(conn: sqlite3.Connection, text: str) -> None:
    answers = search(conn, text)
    assert isinstance(answers.claims, list)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60))
def test_any_text_gets_an_answer(conn: sqlite3.Connection, text: str) -> None:
    search(conn, text)


def test_small_words_are_left_out_unless_they_are_all() -> None:
    assert words_of("the rate of response") == ["rate", "response"]
    assert words_of("to be") == ["to", "be"]
    assert fts_query("70%") == '"70"'
