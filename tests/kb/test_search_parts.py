"""The parts of the search that need no database."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterator
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.search.marking import parts_of
from kb.search.mending import mend, suggestions
from kb.search.numbers import figure_words
from kb.search.query import LONGEST_QUERY, cleaned, terms_of
from kb.search.spelling import other_spellings
from kb.search.synonyms import LONGEST, key_of, synonyms
from kb.search.words import tokens_of
from kb.similarity import nearest


@pytest.fixture
def index() -> Iterator[sqlite3.Connection]:
    """An empty full-text table with the tokenizer of kb.db."""
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE t USING fts5(title, figures, tokenize='porter unicode61 remove_diacritics 2')"
    )
    yield connection
    connection.close()


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("randomised", "randomized"),
        ("randomisation", "randomization"),
        ("analysed", "analyzed"),
        ("anaesthetic", "anesthetic"),
        ("paediatric", "pediatric"),
        ("haemorrhage", "hemorrhage"),
        ("oestrogen", "estrogen"),
        ("oedema", "edema"),
        ("tumour", "tumor"),
        ("tumours", "tumors"),
        ("behaviour", "behavior"),
        ("behavioural", "behavioral"),
        ("programme", "program"),
        ("programmes", "programs"),
        ("centre", "center"),
        ("fibre", "fiber"),
        ("counselling", "counseling"),
        ("licence", "license"),
        ("diarrhoea", "diarrhea"),
    ],
)
def test_spellings_lead_to_each_other(british: str, american: str) -> None:
    assert american in other_spellings(british)
    assert british in other_spellings(american)


@pytest.mark.parametrize(
    "word", ["ketamine", "size", "wise", "four", "hour", "or", "for", "pain", "nmda", "70"]
)
def test_other_words_have_one_spelling(word: str) -> None:
    assert other_spellings(word) == ()


def test_every_synonym_has_two_terms_and_a_reason() -> None:
    text = (files("kb.search") / "synonyms.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert len(rows) > 80
    for row in rows:
        assert row["relation"] in ("same", "narrower") and row["because"], row
        assert ("=>" in row["terms"]) == (row["relation"] == "narrower"), row
        terms = [term for side in row["terms"].split("=>") for term in side.split("|")]
        assert len(terms) > 1, row
        assert all(0 < len(tokens_of(term)) <= LONGEST for term in terms), row


def test_narrower_terms_work_in_one_direction() -> None:
    table = synonyms()
    assert "benzodiazepine" in table[key_of(["xanax"])]
    assert "Xanax" not in table[key_of(["benzodiazepine"])]
    assert "Spravato" in table[("esketamine",)] and "esketamine" in table[("spravato",)]


@pytest.mark.parametrize(
    "text",
    [
        "seventy percent",
        "70 %",
        "70%",
        "70 per cent",
        "70 percent",
        "7 in 10",
        "seven out of ten",
        "seventy per cent",
    ],
)
def test_one_number_however_it_is_put(text: str) -> None:
    assert "n70percent" in figure_words(f"{text} of patients respond")


@pytest.mark.parametrize(
    ("text", "words"),
    [("24 hours", ["n1440minutes"]), ("1 day", ["n1440minutes"]), ("0.5 mg/kg", ["n0x5mgkg"])],
)
def test_times_and_doses_have_one_form(text: str, words: list[str]) -> None:
    assert figure_words(text) == words


def test_a_known_term_is_found_in_a_sentence() -> None:
    terms = {term.typed: term for term in terms_of("helps treatment-resistant depression in weeks")}
    assert '"trd"' in terms["resistant"].close
    assert terms["weeks"].close == ""


@given(text=st.text(max_size=80))
def test_whatever_is_typed_is_no_syntax(text: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(title, figures, tokenize='porter unicode61')")
    try:
        for term in terms_of(cleaned(text)):
            connection.execute("SELECT count(*) FROM t WHERE t MATCH ?", (term.match,)).fetchone()
    finally:
        connection.close()


@given(text=st.text(max_size=2 * LONGEST_QUERY))
def test_a_query_is_cut_and_printable(text: str) -> None:
    read = cleaned(text)
    assert len(read) <= LONGEST_QUERY
    assert read.isprintable()
    assert cleaned(read) == read


@given(st.lists(st.tuples(st.text(st.characters(exclude_characters="\x02\x03"), min_size=1), st.booleans())))
def test_parts_come_back_as_they_were(parts: list[tuple[str, bool]]) -> None:
    text = "".join(f"\x02{piece}\x03" if matches else piece for piece, matches in parts)
    read = parts_of(text)
    assert "".join(part.text for part in read) == "".join(piece for piece, _ in parts)
    assert [(c, part.matches) for part in read for c in part.text] == [
        (c, m) for piece, m in parts for c in piece
    ]


@given(st.text("ab<&\x02\x03", max_size=30))
def test_stray_marks_change_no_text(text: str) -> None:
    assert "".join(part.text for part in parts_of(text)) == text.replace("\x02", "").replace("\x03", "")


def test_slips_count_swaps_as_one() -> None:
    assert nearest("eksetamine", ["esketamine", "ketamine", "esketamines"], 2) == [
        ("esketamine", 1), ("ketamine", 2), ("esketamines", 2)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("eksetamine", "esketamine"),
        ("anhedonai", "anhedonia"),
        ("disociaton", "dissociation"),
        ("migrane", "migraine"),
        ("pian", None),
        ("nmdaa", None),
        ("xsketamine", None),
        ("123456", None),
        ("spravato", None),
        ("ré", None),
    ],
)
def test_only_long_words_with_few_slips_are_mended(word: str, meant: str | None) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE search_words (word TEXT, entries INTEGER)")
    words = ["esketamine", "anhedonia", "dissociation", "migraine", "pain", "nmda", "association"]
    connection.executemany("INSERT INTO search_words VALUES (?, 3)", [(word,) for word in words])
    assert mend(connection, word) == meant
    assert suggestions(connection, ["esketamnie", "x"]) == ("esketamine",)
    connection.close()
