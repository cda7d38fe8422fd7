from __future__ import annotations

import dataclasses
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.bibliography import FIELDS, format_bibtex, load_publications, parse_publications
from kb.models import Publication
from kb.vocabulary import Confidence, Design, Indexing, Source, Standing
from tests.conftest import ROOT

GOOD = """\
@article{A2000,
  author = {Abel, AB and {Board of Health and Safety} and Öst, C Jr},
  title = {{A {T}itle with <i>markup</i> & signs}},
  pmid = {123456},
  design = {rct},
  pubmed = {indexed},
  identitysource = {pubmed},
  figuresource = {memory},
  confidence = {low},
}
"""


def faults(text: str) -> list[tuple[str, int]]:
    return [(problem.code, problem.line) for problem in parse_publications(text).problems]


def test_an_entry_is_read_in_full() -> None:
    (publication,) = parse_publications(GOOD).publications
    assert publication.authors == ("Abel, AB", "Board of Health and Safety", "Öst, C Jr")
    assert publication.title == "A {T}itle with <i>markup</i> & signs"
    assert publication.standing is Standing.UNCHECKED
    assert publication.line == 1


BROKEN = {
    "duplicate key": (GOOD, "BIB001"),
    "case only": (GOOD.replace("A2000", "a2000"), "BIB002"),
    "duplicate field": (GOOD.replace("A2000", "B1").replace("  pmid", "  pmid = {1},\n  pmid"), "BIB001"),
    "unclosed": (GOOD.replace("A2000", "B1").replace("{rct}", "{rct"), "BIB001"),
    "no comma": (GOOD.replace("A2000", "B1").replace("{rct},", "{rct}"), "BIB001"),
    "unknown field": (GOOD.replace("A2000", "B1").replace("pmid =", "pmdi ="), "BIB003"),
    "bad pmid": (GOOD.replace("A2000", "B1").replace("123456", "PMC123456"), "BIB005"),
    "bad code": (GOOD.replace("A2000", "B1").replace("{rct}", "{rtc}"), "BIB004"),
    "empty": (GOOD.replace("A2000", "B1").replace("{rct}", "{}"), "BIB004"),
    "missing": (GOOD.replace("A2000", "B1").replace("  design = {rct},\n", ""), "BIB006"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_no_fault_goes_unsaid(name: str) -> None:
    text, code = BROKEN[name]
    file = parse_publications(GOOD + "\n" + text)
    assert code in [problem.code for problem in file.problems]
    assert all(problem.line > GOOD.count("\n") for problem in file.problems)
    assert file.publications[0].citekey == "A2000"


@pytest.mark.parametrize(
    ("first", "second"), list(itertools.permutations([k for k in BROKEN if k != "unclosed"], 2))
)
def test_one_fault_hides_no_other(first: str, second: str) -> None:
    texts = [BROKEN[first][0], BROKEN[second][0].replace("{B1,", "{B2,")]
    found = {problem.code for problem in parse_publications(GOOD + "\n" + "\n".join(texts)).problems}
    assert {BROKEN[first][1], BROKEN[second][1]} <= found


def test_an_entry_read_as_a_comment_is_a_fault() -> None:
    assert faults(GOOD + "\nstray text @ article {B1, title = {x}\n")


def test_every_field_is_an_attribute_and_every_attribute_a_field() -> None:
    attributes = {field.name for field in dataclasses.fields(Publication)} - {"citekey", "entry_type", "line"}
    assert {rule.attribute for rule in FIELDS.values()} == attributes


words = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=12)
phrases = st.lists(words, min_size=1, max_size=5).map(" ".join)
names = st.builds("{}, {}".format, words, words)


@given(
    st.builds(
        Publication,
        citekey=st.from_regex(r"[A-Za-z][A-Za-z0-9]{0,12}", fullmatch=True),
        authors=st.lists(names, max_size=4).map(tuple),
        title=phrases,
        journal=st.none() | phrases,
        year=st.none() | st.integers(1900, 2100),
        pmid=st.none() | st.integers(1, 99_999_999).map(str),
        publication_types=st.lists(phrases, max_size=3).map(tuple),
        design=st.sampled_from(Design),
        n=st.none() | st.integers(0, 10**6),
        includes=st.lists(words, max_size=3).map(tuple),
        standing=st.sampled_from(Standing),
        indexing=st.sampled_from(Indexing),
        identity_source=st.sampled_from(Source),
        figure_source=st.sampled_from(Source),
        confidence=st.sampled_from(Confidence),
        note=st.none() | phrases,
    )
)
def test_an_entry_round_trips(publication: Publication) -> None:
    file = parse_publications(format_bibtex(publication))
    assert file.problems == ()
    assert file.publications == (publication,)


def test_the_shipped_bibliography_round_trips() -> None:
    file = load_publications(ROOT / "references.bib")
    assert file.problems == ()
    again = parse_publications("\n".join(format_bibtex(p) for p in file.publications))
    assert again.problems == ()
    assert again.publications == file.publications
