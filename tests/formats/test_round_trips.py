"""Each file format read back by a library that did not write it, and compared field by field."""

from __future__ import annotations

import io
import json
import re
import urllib.parse
from typing import Any

import nbib
import pytest
import rispy
from Bio import Medline
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pybtex.database import parse_string as parse_bibtex
from pylatexenc.latex2text import LatexNodes2Text

from kb.formats import FORMATS
from kb.formats.names import Name, names_of
from kb.formats.notices import mark
from kb.formats.reference import unmarked
from kb.formats.text import one_line
from kb.models import Publication
from kb.vocabulary import Standing
from tests.formats.edge_records import edge_records, publication

TEXT = {"type": "string"}
PERSON = {
    "type": "object",
    "properties": dict.fromkeys(("family", "given", "suffix", "literal"), TEXT),
    "additionalProperties": False,
}
#: What csl-data.json of CSL 1.0.2 says of the properties that we write; it allows no others than it names.
ITEM = {
    "type": "object",
    "required": ["type", "id"],
    "additionalProperties": False,
    "properties": {
        "type": {
            "enum": ["article-journal", "book", "chapter", "document", "manuscript", "paper-conference", "report",
                     "thesis", "webpage"]
        },
        "author": {"type": "array", "items": PERSON},
        "issued": {
            "type": "object",
            "required": ["date-parts"],
            "additionalProperties": False,
            "properties": {
                "date-parts": {
                    "type": "array", "minItems": 1, "maxItems": 2,
                    "items": {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3},
                }
            },
        },
        **dict.fromkeys(
            ("id", "title", "container-title", "container-title-short", "volume", "issue", "page", "number", "DOI",
             "PMID", "PMCID", "genre", "note"),
            TEXT,
        ),
    },
}  # fmt: skip
SCHEMA = Draft202012Validator({"type": "array", "items": ITEM})
LATEX = LatexNodes2Text(math_mode="text", keep_comments=True)

WORDS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=40).filter(
    lambda text: one_line(text) != ""
)
PLAIN = st.from_regex(r"[A-ZÄÉ][a-zñø]{0,7}([ '-][A-Za-zñø]{1,6}){0,2}", fullmatch=True)
AUTHORS = st.one_of(
    st.builds(
        lambda family, given, suffix: f"{family}, {given}{suffix}",
        PLAIN,
        st.sampled_from(["A", "AB", "A-B", "Anna B", "Å"]),
        st.sampled_from(["", " Jr", " 3rd"]),
    ),
    st.builds(lambda name: f"The {name} Group", PLAIN),
)
#: Citekeys that differ by case only are a fault of the library (BIB002), and one key to BibTeX.
PUBLICATIONS = st.builds(
    publication,
    st.text("ABCabc123-", min_size=1, max_size=12),
    authors=st.lists(AUTHORS, max_size=9).map(tuple),
    title=WORDS,
    journal=st.none() | WORDS,
    journal_abbreviation=st.none() | WORDS,
    year=st.none() | st.integers(1900, 2100),
    volume=st.none() | WORDS,
    issue=st.none() | WORDS,
    pages=st.none() | st.from_regex(r"[A-Za-z]?[0-9]{1,5}(-[0-9]{1,5})?", fullmatch=True) | WORDS,
    pmid=st.none() | st.integers(1, 99_999_999).map(str),
    pmcid=st.none() | st.integers(100, 99_999_999).map("PMC{}".format),
    doi=st.none() | WORDS.map(lambda text: "10.1000/" + "".join(one_line(text).split())),
    mesh=st.lists(WORDS, max_size=3).map(tuple),
    standing=st.sampled_from(Standing),
    standing_note=st.none() | WORDS,
)


def run_together(pages: str) -> str:
    """Pages with every dash a hyphen, and no space: the formats have their own ways to write a range."""
    return re.sub(r"\s*[-–—]+\s*", "-", pages).replace(" ", "")


# BibTeX, by pybtex and pylatexenc


def latex(text: str) -> str:
    """Decode LaTeX; pylatexenc does not know lone braces, and makes an accent of a circumflex."""
    for command, character in (
        ("textbraceleft", r"\{"),
        ("textbraceright", r"\}"),
        ("textasciicircum", "\uf8ff"),
    ):
        text = text.replace(f"{{\\{command}}}", character)
    return " ".join(LATEX.latex_to_text(text).replace("\uf8ff", "^").split())


def bibtex_name(person: Any) -> str:
    family = [*person.prelast_names, *person.last_names]
    given = [*person.first_names, *person.middle_names]
    parts = (" ".join(family), " ".join(given), " ".join(person.lineage_names))
    return ", ".join(latex(part) for part in parts if part)


def expected_names(p: Publication) -> list[str]:
    names, cut = names_of(p.authors)
    return [written(name) for name in names] + (["others"] if cut else [])


def written(name: Name) -> str:
    return name.literal or ", ".join(part for part in (name.family, name.dotted, name.suffix) if part)


def check_bibtex(publications: list[Publication]) -> None:
    entries = parse_bibtex(FORMATS["bib"].write(publications), "bibtex").entries
    assert len(entries) == len({p.citekey for p in publications})
    for p in publications:
        entry = entries[p.citekey]
        fields = entry.fields
        assert [bibtex_name(person) for person in entry.persons.get("author", [])] == expected_names(p)
        for name, value in (
            ("title", unmarked(p.title)),
            ("journal", unmarked(p.journal)),
            ("shortjournal", unmarked(p.journal_abbreviation)),
            ("volume", unmarked(p.volume)),
            ("number", unmarked(p.issue)),
        ):
            assert latex(fields.get(name, "")) == value, name
        for name, value in (("pmid", p.pmid), ("pmcid", p.pmcid), ("doi", p.doi)):
            assert urllib.parse.unquote(fields.get(name, "")) == urllib.parse.unquote(value or ""), name
        assert fields.get("year", "") == str(p.year or "")
        assert run_together(urllib.parse.unquote(fields.get("pages", ""))) == run_together(
            urllib.parse.unquote(one_line(p.pages))
        )
        assert ("etracted" in fields.get("note", "")) >= (p.standing is Standing.RETRACTED)


# RIS, by rispy


def check_ris(publications: list[Publication]) -> None:
    text = FORMATS["ris"].write(publications)
    assert text.count("\r\n") == text.count("\n") == text.count("\r") == len(text.splitlines())
    records = rispy.loads(text)
    for p, record in zip(publications, records, strict=True):
        marked = f" [{mark(p)}]" if mark(p) else ""
        names, cut = names_of(p.authors)
        assert record.get("authors", []) == [*map(written, names), *(["et al."] if cut else [])]
        pages = "-".join(record[key] for key in ("start_page", "end_page") if key in record)
        for value, expected in (
            (record.get("title"), unmarked(p.title) + marked),
            (record.get("secondary_title"), one_line(p.journal)),
            (record.get("alternate_title1"), one_line(p.journal_abbreviation)),
            (record.get("year"), str(p.year or "")),
            (record.get("volume"), one_line(p.volume)),
            (record.get("number"), one_line(p.issue)),
            (record.get("doi"), one_line(p.doi)),
            (record.get("accession_number"), p.pmid),
            (record.get("custom2"), p.pmcid),
            (run_together(pages), run_together(one_line(p.pages))),
            (record.get("id"), p.citekey),
        ):
            assert (value or "") == (expected or "")
        assert record.get("keywords", []) == [one_line(heading) for heading in p.mesh]


# MEDLINE, by Biopython and by nbib


def check_nbib(publications: list[Publication]) -> None:
    text = FORMATS["nbib"].write(publications)
    assert all(len(line) <= 80 or " " not in line[6:].strip() for line in text.split("\n"))
    records = list(Medline.parse(io.StringIO(text)))
    assert len(records) == len(publications)
    for p, record in zip(publications, records, strict=True):
        names, cut = names_of(p.authors)
        people = [name for name in names if not name.literal]
        assert record.get("AU", []) == [
            " ".join(part for part in (name.family, name.initials, name.suffix) if part) for name in people
        ] + (["et al."] if cut else [])
        assert " ".join(record.get("CN", [])) == " ".join(name.literal for name in names if name.literal)
        for tag, expected in (
            ("PMID", p.pmid),
            ("TI", unmarked(p.title)),
            ("VI", one_line(p.volume)),
            ("IP", one_line(p.issue)),
            ("DP", str(p.year or "")),
            ("PG", one_line(p.pages)),
            ("TA", one_line(p.journal_abbreviation)),
            ("JT", one_line(p.journal)),
            ("PMC", p.pmcid),
            ("LID", f"{one_line(p.doi)} [doi]" if p.doi else ""),
        ):
            assert record.get(tag, "") == (expected or ""), tag
        assert " ".join(record.get("AID", [])) == (f"{one_line(p.doi)} [doi]" if p.doi else "")
        assert record.get("MH", []) == [one_line(heading) for heading in p.mesh]
        assert ("Retracted Publication" in record.get("PT", [])) == (
            p.standing is Standing.RETRACTED or "Retracted Publication" in p.publication_types
        )


# CSL-JSON, by its schema (citeproc-js reads it in test_styles)


def check_csl(publications: list[Publication]) -> None:
    items = json.loads(FORMATS["csl"].write(publications))
    assert [error.message for error in SCHEMA.iter_errors(items)] == []
    for p, item in zip(publications, items, strict=True):
        names, cut = names_of(p.authors)
        said = [
            person.get("literal")
            or ", ".join(person[key] for key in ("family", "given", "suffix") if key in person)
            for person in item.get("author", [])
        ]
        assert said == [*map(written, names), *(["et al."] if cut else [])]
        for name, expected in (
            ("id", p.citekey),
            ("title", one_line(p.title)),
            ("container-title", one_line(p.journal or p.journal_abbreviation)),
            ("container-title-short", one_line(p.journal_abbreviation)),
            ("volume", one_line(p.volume)),
            ("issue", one_line(p.issue)),
            ("page", one_line(p.pages)),
            ("DOI", one_line(p.doi)),
            ("PMID", p.pmid),
            ("PMCID", p.pmcid),
            ("genre", mark(p)),
        ):
            assert item.get(name, "") == (expected or ""), name
        assert item.get("issued", {"date-parts": [[None]]})["date-parts"] == [[p.year]]


#: LaTeX itself makes other characters of these.
LIGATURE = re.compile("--|''|``|[?!]`|<<|>>|,,")
TEXTS = ("title", "journal", "journal_abbreviation", "volume", "issue")
CHECKS = {"bib": check_bibtex, "ris": check_ris, "nbib": check_nbib, "csl": check_csl}


@pytest.mark.parametrize("name", CHECKS)
def test_the_library_comes_back(name: str, shipped_publications: list[Publication]) -> None:
    CHECKS[name](shipped_publications)


@pytest.mark.parametrize("name", CHECKS)
def test_the_edge_records_come_back(name: str) -> None:
    CHECKS[name]([p for p in edge_records() if not LIGATURE.search(p.title)])


@pytest.mark.parametrize("name", CHECKS)
@settings(max_examples=25, deadline=None)
@given(st.lists(PUBLICATIONS, max_size=3, unique_by=lambda p: p.citekey.lower()))
def test_whatever_is_written_comes_back(name: str, publications: list[Publication]) -> None:
    texts = (getattr(p, field) for p in publications for field in TEXTS)
    assume(name != "bib" or not any(LIGATURE.search(one_line(text)) for text in texts))
    CHECKS[name](publications)


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=25, deadline=None)
@given(st.lists(PUBLICATIONS, max_size=3))
def test_no_writer_raises_or_breaks_a_line(name: str, publications: list[Publication]) -> None:
    text = FORMATS[name].write(publications)
    text.encode("utf-8")
    assert not re.search("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]", text)
    if name in ("vancouver", "ama", "apa"):
        lines = text.split("\n\nNotes, not part of the references\n")[0].rstrip("\n").split("\n")
        assert len([line for line in lines if line]) == len(publications)


def test_nbib_reads_it_too(shipped_publications: list[Publication]) -> None:
    known = [p for p in shipped_publications if p.pmid]
    records = nbib.read(FORMATS["nbib"].write(known))
    assert [str(record["pubmed_id"]) for record in records] == [p.pmid for p in known]
    assert [record["title"] for record in records] == [p.title for p in known]
    assert [record.get("doi") for record in records] == [p.doi for p in known]
