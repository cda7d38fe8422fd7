"""
Nothing that PubMed sends is lost.

Every text node and attribute of a file is looked for in the record read from it. What is left
out on purpose stands in ``LEFT_OUT``, with the reason; no text is among it.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ingest import pubmed_article, pubmed_fields
from ingest.pubmed_text import ALLOWED_TAGS, tidy
from ingest.pubmed_xml import parse_pubmed_xml, read_pubmed_set
from kb import pubmed_record
from kb.pubmed_record import Author, MeshHeading, PubMedRecord, Reference

SHAPES = Path(__file__).parent.parent / "data" / "pubmed" / "shapes.xml"

LEFT_OUT = {
    "CompleteYN": "kept as true or false",
    "MajorTopicYN": "kept as true or false",
    "ValidYN": "kept as true or false",
    "EqualContrib": "kept as true, false or None",
    "AutoHM": "kept as true or false",
    "book": "joined with part and sec into a link",
    "part": "joined with book and sec into a link",
    "sec": "joined with book and part into a link",
    "mathvariant": "looks of a formula, whose text is kept",
}
"""Attributes whose value does not stand in the record as it is. Tags inside titles and
abstracts are kept as HTML; inside other texts (citations, institutions, keywords) they are left
out and their text is kept."""

INLINE = ALLOWED_TAGS | {"DispFormula"}


def is_inline(element: Any) -> bool:
    return element.tag in INLINE or element.tag.startswith("{")


def texts_sent(root: Any) -> Iterator[str]:
    """Yield each text with the markup inside it, and each attribute."""
    for element in root.iter("*"):
        if not is_inline(element):
            if not len(element) or any(is_inline(child) for child in element):
                yield tidy("".join(element.itertext()))
            for name, value in element.attrib.items():
                if name not in LEFT_OUT:
                    yield value


def texts_kept(value: Any, name: str = "") -> Iterator[str]:
    """Yield each text that a record holds, but not the HTML beside it."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            if not field.name.endswith("_html"):
                yield from texts_kept(getattr(value, field.name))
    elif isinstance(value, tuple):
        names = getattr(value, "_fields", [""] * len(value))
        for name, part in zip(names, value, strict=True):
            if name != "html":
                yield from texts_kept(part)


def assert_nothing_lost(root: Any, record: PubMedRecord) -> None:
    sent = Counter(text for text in texts_sent(root) if text)
    covered = re.sub(
        r"\s", "", "".join(text for text in (tidy("".join(e.itertext())) for e in leaf_texts(root)))
    )
    assert sorted(covered) == sorted(re.sub(r"\s", "", "".join(root.itertext()))), (
        "the test itself skips a text"
    )
    kept = Counter(texts_kept(record))
    assert sent - kept == Counter()


def leaf_texts(root: Any) -> Iterator[Any]:
    for element in root.iter("*"):
        if not is_inline(element) and (not len(element) or any(is_inline(child) for child in element)):
            yield element


def flags_sent(root: Any, tag: str, name: str) -> int:
    return sum(element.get(name) == "Y" for element in root.iter(tag))


def efetch_files() -> list[Path]:
    return sorted(
        (Path(__file__).resolve().parents[3] / "shared" / "bench" / "pubmed" / "efetch").glob("*.xml")
    )


def test_every_text_of_the_shapes_is_kept() -> None:
    records = read_pubmed_set(SHAPES.read_bytes()).records
    root = etree.parse(
        str(SHAPES), etree.XMLParser(load_dtd=False, no_network=True, remove_pis=True)
    ).getroot()
    articles = [child for child in root if child.tag != "DeleteCitation"]
    for article in articles:
        for unknown in article.iter("FutureElement"):
            unknown.getparent().remove(unknown)
    for article, record in zip(articles, records, strict=True):
        assert_nothing_lost(article, record)


def test_every_text_of_real_answers_is_kept() -> None:
    files = efetch_files()
    if not files:
        pytest.skip("no ../shared/bench/pubmed/efetch beside the project")
    assert len(files) == 96
    for file in files:
        (record,) = parse_pubmed_xml(file.read_bytes())
        root = etree.parse(str(file)).getroot()
        assert record.unparsed == (), file.name
        assert_nothing_lost(root, record)
        majors = sum(h.major + sum(q.major for q in h.qualifiers) for h in record.mesh_headings)
        assert majors == flags_sent(root, "DescriptorName", "MajorTopicYN") + flags_sent(
            root, "QualifierName", "MajorTopicYN"
        )
        assert sum(e.valid for e in record.elocations) == flags_sent(root, "ELocationID", "ValidYN")
        assert sum(bool(a.equal_contribution) for a in record.authors) == flags_sent(
            root, "Author", "EqualContrib"
        )


def test_the_quick_walks_give_what_the_careful_readers_give(monkeypatch: pytest.MonkeyPatch) -> None:
    files = [SHAPES, *efetch_files()]
    quick = [read_pubmed_set(file.read_bytes()) for file in files]
    for module in (pubmed_article, pubmed_fields):
        for name in vars(module).copy():
            if name.startswith("walk_"):
                monkeypatch.setattr(module, name, lambda *_: None)
    assert [read_pubmed_set(file.read_bytes()) for file in files] == quick


def test_readers_fill_only_fields_that_the_record_has() -> None:
    known = {field.name for field in fields(PubMedRecord)}
    for record in read_pubmed_set(SHAPES.read_bytes()).records:
        assert vars(record).keys() <= known
        assert record == PubMedRecord(**vars(record))


def test_named_tuples_made_at_once_are_whole() -> None:
    """Tuples made without their class's ``__new__`` would not notice a missing field."""
    seen: set[str] = set()

    def visit(value: Any) -> None:
        if isinstance(value, tuple):
            if hasattr(value, "_fields"):
                assert len(value) == len(value._fields), type(value)
                seen.add(type(value).__name__)
            for part in value:
                visit(part)
        elif is_dataclass(value):
            for field in fields(value):
                visit(getattr(value, field.name))

    for record in read_pubmed_set(SHAPES.read_bytes()).records:
        visit(record)
    parts = {name for name in pubmed_record.__all__ if isinstance(getattr(pubmed_record, name), type)}
    assert seen == parts - {"Book", "PubMedRecord"}


# -- generated content ---------------------------------------------------------

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"),
    max_size=12,
)
NAMES = WORDS.map(lambda text: text.strip(" "))


@st.composite
def mixed(draw: st.DrawFn, depth: int = 3) -> Any:
    element = etree.Element(draw(st.sampled_from(["i", "b", "sub", "sup", "u", "script", "DispFormula"])))
    element.text = draw(WORDS)
    for child in draw(st.lists(mixed(depth - 1), max_size=3)) if depth else ():
        child.tail = draw(WORDS)
        element.append(child)
    return element


def wrapped(inner: str) -> bytes:
    return f"<PubmedArticle><MedlineCitation><PMID>1</PMID>{inner}</MedlineCitation></PubmedArticle>".encode()


@settings(deadline=None, max_examples=150)
@given(mixed(), WORDS)
def test_title_and_html_say_the_same_with_allowed_tags_only(element: Any, before: str) -> None:
    title = etree.Element("ArticleTitle")
    title.text = before
    title.append(element)
    (record,) = parse_pubmed_xml(wrapped(f"<Article>{etree.tostring(title, encoding='unicode')}</Article>"))
    assert record.title == tidy("".join(title.itertext()))
    assert tidy(html.unescape(re.sub(r"<[^>]*>", "", record.title_html))) == tidy(record.title)
    assert set(re.findall(r"</?([^>]*)>", record.title_html)) <= ALLOWED_TAGS


def written(tag: str, text: str, **attributes: str) -> str:
    element = etree.Element(tag, attributes)
    element.text = text
    return str(etree.tostring(element, encoding="unicode"))


@settings(deadline=None, max_examples=100)
@given(
    st.lists(
        st.tuples(NAMES, NAMES, NAMES, st.lists(NAMES, max_size=3), st.lists(NAMES, max_size=2)), max_size=5
    )
)
def test_authors_come_back_as_they_were_written(
    people: list[tuple[str, str, str, list[str], list[str]]],
) -> None:
    members = "".join(
        "<Author>"
        + written("LastName", family)
        + written("ForeName", given_name)
        + written("Initials", initials)
        + "".join(written("Identifier", value, Source="X") for value in ids)
        + "".join(f"<AffiliationInfo>{written('Affiliation', place)}</AffiliationInfo>" for place in places)
        + "</Author>"
        for family, given_name, initials, places, ids in people
    )
    (record,) = parse_pubmed_xml(wrapped(f"<Article><AuthorList>{members}</AuthorList></Article>"))
    assert record.authors == tuple(
        Author(
            family,
            given_name,
            initials,
            identifiers=tuple(pubmed_record.Identifier("X", value) for value in ids),
            affiliations=tuple(pubmed_record.Affiliation(place) for place in places),
        )
        for family, given_name, initials, places, ids in people
    )


@settings(deadline=None, max_examples=100)
@given(st.lists(st.tuples(NAMES, st.lists(st.tuples(st.sampled_from(["doi", "pubmed"]), NAMES), max_size=3))))
def test_references_come_back_as_they_were_written(
    references: list[tuple[str, list[tuple[str, str]]]],
) -> None:
    members = "".join(
        f"<Reference>{written('Citation', citation)}<ArticleIdList>"
        + "".join(written("ArticleId", value, IdType=kind) for kind, value in ids)
        + "</ArticleIdList></Reference>"
        for citation, ids in references
    )
    inner = f"<PubmedData><ReferenceList>{members}</ReferenceList></PubmedData></PubmedArticle>"
    data = wrapped("").replace(b"</PubmedArticle>", inner.encode())
    (record,) = parse_pubmed_xml(data)
    assert record.references == tuple(
        Reference(citation, tuple(pubmed_record.ArticleId(kind, value) for kind, value in ids))
        for citation, ids in references
    )


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(NAMES, st.booleans(), st.lists(st.tuples(NAMES, st.booleans()), max_size=3)), max_size=5
    )
)
def test_headings_come_back_as_they_were_written(
    headings: list[tuple[str, bool, list[tuple[str, bool]]]],
) -> None:
    members = "".join(
        "<MeshHeading>"
        + written("DescriptorName", name, UI="D1", MajorTopicYN="NY"[major])
        + "".join(written("QualifierName", q, UI="Q1", MajorTopicYN="NY"[m]) for q, m in qualifiers)
        + "</MeshHeading>"
        for name, major, qualifiers in headings
    )
    (record,) = parse_pubmed_xml(wrapped(f"<MeshHeadingList>{members}</MeshHeadingList>"))
    assert record.mesh_headings == tuple(
        MeshHeading(name, "D1", major, tuple(pubmed_record.MeshQualifier(q, "Q1", m) for q, m in qualifiers))
        for name, major, qualifiers in headings
    )
