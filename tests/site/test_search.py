"""Search: any text gives an answer, and the right thing comes first."""

from __future__ import annotations

import csv
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.search import labelled, ours, quality
from kb.search import Answers, EntryKind, Found, search
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def conn(shipped: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(shipped)
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


def keys(answers: Answers, kind: EntryKind = EntryKind.CLAIM) -> list[str]:
    return [found.key for found in answers.of(kind)]


def marks(found: Found) -> list[str]:
    return [part.text for part in (*found.title, *found.excerpt) if part.matches]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("70% respond", "response-70-percent"),
        ("about 70% of patients respond", "response-70-percent"),
        ("seventy percent... 70% response rate!", "response-70-percent"),
        ("seven out of ten respond", "response-70-percent"),
        ("response rate of 85%", "response-85-percent"),
        ("response rate 85 per cent", "response-85-percent"),
        ("relief within a day", "onset-within-24-hours"),
        ("infusions aren’t covered by insurers", "infusions-not-insured"),
    ],
)
def test_the_claim_meant_comes_first(conn: sqlite3.Connection, text: str, claim: str) -> None:
    assert keys(search(conn, text))[0] == claim


@pytest.mark.parametrize(
    "text",
    [
        "22840761",
        "PMID: 22840761",
        "10.1016/j.biopsych.2012.06.022",
        "murrough2013BP",
        "PMC3725185",
        "https://doi.org/10.1016/J.BIOPSYCH.2012.06.022",
        "https://pubmed.ncbi.nlm.nih.gov/22840761/",
    ],
)
def test_an_identifier_names_its_publication_with_all_that_hangs_on_it(
    conn: sqlite3.Connection, text: str
) -> None:
    answers = search(conn, text, shown=50)
    assert answers.named
    assert (answers.named.kind, answers.named.key) == (EntryKind.PUBLICATION, "Murrough2013bp")
    assert "response-70-percent" in keys(answers)
    assert all(key.startswith("Murrough2013bp.") for key in keys(answers, EntryKind.FINDING))
    assert answers.of(EntryKind.FINDING)


@pytest.mark.parametrize(
    ("text", "kind", "key"),
    [
        ("NCT02299440", EntryKind.PUBLICATION, "Abbar2022"),
        ("nct02299440", EntryKind.PUBLICATION, "Abbar2022"),
        ("KL012", EntryKind.RULE, "KL012"),
        ("kl 12", EntryKind.RULE, "KL012"),
        ("response-70-percent", EntryKind.CLAIM, "response-70-percent"),
        ("Han2016.response-24h", EntryKind.FINDING, "Han2016.response-24h"),
        ("us-ketamine-schedule-iii", EntryKind.FACT, "us-ketamine-schedule-iii"),
    ],
)
def test_keys_and_registrations_name_things(
    conn: sqlite3.Connection, text: str, kind: EntryKind, key: str
) -> None:
    named = search(conn, text).named
    assert named and (named.kind, named.key) == (kind, key)


@pytest.mark.parametrize("text", ["99999999", "NCT99999999", "10.9999/nothing.here", "PMC99999999", "KL999"])
def test_an_unknown_identifier_is_no_word(conn: sqlite3.Connection, text: str) -> None:
    answers = search(conn, text)
    assert answers.total == 0
    assert answers.identifier


def test_a_topic_is_searched_and_not_named(conn: sqlite3.Connection) -> None:
    answers = search(conn, "pain")
    assert answers.named is None
    assert "pain" in keys(answers, EntryKind.TOPIC)
    assert len(answers.of(EntryKind.CLAIM)) > 3


@pytest.mark.parametrize(
    ("text", "kind", "key"),
    [
        ("results may vary", EntryKind.RULE, "KL032"),
        ("median time to relapse 18 days", EntryKind.FINDING, "Murrough2013bp.relapse-median"),
        ("certified centers supervision", EntryKind.FACT, "us-esketamine-rems"),
        ("behavior modification cocaine", EntryKind.PUBLICATION, "Dakwar2019"),
        ("how long does it last", EntryKind.TOPIC, "duration"),
    ],
)
def test_every_kind_is_found(conn: sqlite3.Connection, text: str, kind: EntryKind, key: str) -> None:
    assert keys(search(conn, text), kind)[0] == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("randomised trial", "randomized trial"),
        ("anaesthesia", "anesthesia"),
        ("small fibre neuropathy", "small fiber neuropathy"),
        ("treatment resistant depression", "treatment-resistant depression"),
        ("70% respond", "70 % respond"),
        ("70% respond", "70 percent respond"),
    ],
)
def test_spellings_of_one_thing_find_the_same(conn: sqlite3.Connection, one: str, other: str) -> None:
    first, second = search(conn, one), search(conn, other)
    assert [keys(first, kind) for kind in EntryKind] == [keys(second, kind) for kind in EntryKind]
    assert first.total


@pytest.mark.parametrize(
    ("asked", "synonym"),
    [("esketamine", "spravato"), ("Spravato", "esketamine"), ("ECT", "electroconvulsive")],
)
def test_a_synonym_is_found_after_the_word_itself(conn: sqlite3.Connection, asked: str, synonym: str) -> None:
    columns = "lower(title || ' ' || wordings || ' ' || terms || ' ' || text)"
    texts = dict(conn.execute(f"SELECT key, {columns} FROM search_entries"))
    word = re.compile(rf"\b{asked.lower()}\b")
    by_synonym = 0
    for group in search(conn, asked, shown=500).groups:
        holds = [bool(word.search(texts[found.key])) for found in group.shown]
        assert holds == sorted(holds, reverse=True), group.kind
        assert all(
            synonym in texts[found.key] for found, has in zip(group.shown, holds, strict=True) if not has
        )
        by_synonym += holds.count(False)
    assert by_synonym or synonym == "spravato"


def test_a_misspelt_word_is_mended_and_can_be_kept(conn: sqlite3.Connection) -> None:
    answers = search(conn, "eksetamine approved")
    assert [(word.typed, word.read_as) for word in answers.mended] == [("eksetamine", "esketamine")]
    assert keys(answers)[0] == "esketamine-approved-for-mdd-or-suicidal"
    assert search(conn, "eksetamine approved", as_typed=True).mended == ()
    alone = search(conn, "eksetamine", as_typed=True)
    assert alone.total == 0
    assert alone.suggestions == ("esketamine",)


@pytest.mark.parametrize("text", ["MDDD", "NDMA", "2083", "PMC", "bread", "KL", "pian"])
def test_short_words_and_codes_are_not_mended(conn: sqlite3.Connection, text: str) -> None:
    assert search(conn, text).mended == ()


def test_a_word_that_is_only_begun_finds_its_endings(conn: sqlite3.Connection) -> None:
    answers = search(conn, "neuroplast")
    assert "neuroplasticity-immediate" in keys(answers)
    assert "neuroplasticity" in {
        word.lower() for found in answers.of(EntryKind.CLAIM) for word in marks(found)
    }


@pytest.mark.parametrize(
    ("text", "claim", "words"),
    [
        ("70% responded", "response-70-percent", {"70", "respond"}),
        ("TRD", "better-after-one-infusion", {"resistant depression"}),
        ("anesthesia", "approved-only-for-anaesthesia", {"anaesthesia"}),
    ],
)
def test_stems_synonyms_and_spellings_are_marked(
    conn: sqlite3.Connection, text: str, claim: str, words: set[str]
) -> None:
    found = next(one for one in search(conn, text, shown=50).of(EntryKind.CLAIM) if one.key == claim)
    assert words <= {mark.lower() for mark in marks(found)}
    statement = conn.execute("SELECT statement FROM claims WHERE id = ?", (claim,)).fetchone()[0]
    assert found.title_text == statement


def test_a_kind_alone_shows_more_and_keeps_the_counts(conn: sqlite3.Connection) -> None:
    everything, claims = search(conn, "depression"), search(conn, "depression", kind=EntryKind.CLAIM)
    assert [(g.kind, g.total) for g in everything.groups] == [(g.kind, g.total) for g in claims.groups]
    assert len(claims.of(EntryKind.CLAIM)) > len(everything.of(EntryKind.CLAIM))
    assert claims.of(EntryKind.PUBLICATION) == ()


def test_the_labelled_queries_are_answered(conn: sqlite3.Connection) -> None:
    measured = quality(conn, labelled(), ours)
    assert measured.queries == 152
    assert measured.recall_5 >= 0.95
    assert measured.mrr >= 0.9


def test_labelled_queries_name_things_that_exist(conn: sqlite3.Connection) -> None:
    known = {f"{row[0]}:{row[1]}" for row in conn.execute("SELECT kind, key FROM search_entries")}
    assert {one for query in labelled() for one in query.expected} <= known


def test_a_sentence_as_a_page_puts_it_finds_its_claim(conn: sqlite3.Connection, shared: Path) -> None:
    claim_of = dict(conn.execute("SELECT id, claim_id FROM mentions").fetchall())
    with (shared / "evidence" / "claims.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["claim_id"] in claim_of]
    ranks = []
    for row in rows:
        found = keys(search(conn, row["verbatim"], shown=10))
        wanted = claim_of[row["claim_id"]]
        ranks.append(found.index(wanted) if wanted in found else len(found) + 99)
    assert len(ranks) > 150
    assert sum(rank == 0 for rank in ranks) >= 0.92 * len(ranks)
    assert sum(rank < 5 for rank in ranks) >= 0.96 * len(ranks)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "%",
        '"',
        "'; DROP TABLE claims;--",
        "NEAR(",
        "a OR",
        "*",
        "\0",
        "-70",
        "col:x",
        "\x02\x03",
        "ſ",
        "ǅ",
        "²",
    ],
)
def test_awkward_text_gets_an_answer(conn: sqlite3.Connection, text: str) -> None:
    assert isinstance(search(conn, text), Answers)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60))
def test_any_text_gets_an_answer(conn: sqlite3.Connection, text: str) -> None:
    search(conn, text)


def test_what_is_read_is_cut_to_size(conn: sqlite3.Connection) -> None:
    assert len(search(conn, "ketamine " * 500).text) <= 500


def test_no_entry_holds_a_control_character(conn: sqlite3.Connection) -> None:
    for row in conn.execute("SELECT title, wordings, terms, text FROM search_entries"):
        assert all(char.isprintable() or char == "\n" for text in row for char in text)


def test_the_search_is_shipped_with_its_words() -> None:
    assert "search/*.csv" in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
