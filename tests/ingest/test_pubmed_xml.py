"""Every shape of a PubMed record, read from one file of invented articles."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest

from ingest.pubmed_items import Deletion, PubMedItem, RecordFault
from ingest.pubmed_xml import iter_pubmed_xml, parse_pubmed_xml, read_pubmed_set
from kb.pubmed_record import ArticleId, DateParts, Elocation, PubMedRecord

SHAPES = Path(__file__).parent.parent / "data" / "pubmed" / "shapes.xml"


def article(inner: str = "", *, kind: str = "Journal Article", pmid: str = "90000050") -> bytes:
    return (
        f'<PubmedArticleSet><PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">{pmid}</PMID>'
        f'<Article PubModel="Print"><ArticleTitle>T</ArticleTitle><PublicationTypeList><PublicationType UI="D0">'
        f"{kind}</PublicationType></PublicationTypeList></Article>{inner}</MedlineCitation></PubmedArticle>"
        f"</PubmedArticleSet>"
    ).encode()


def corrected(kind: str) -> PubMedRecord:
    (record,) = parse_pubmed_xml(
        article(
            f'<CommentsCorrectionsList><CommentsCorrections RefType="{kind}"><RefSource>S</RefSource>'
            f"</CommentsCorrections></CommentsCorrectionsList>"
        )
    )
    return record


@pytest.fixture(scope="module")
def items() -> list[PubMedItem]:
    return list(iter_pubmed_xml(SHAPES))


@pytest.fixture(scope="module")
def first(items: list[PubMedItem]) -> PubMedRecord:
    assert isinstance(items[0], PubMedRecord)
    return items[0]


@pytest.fixture(scope="module")
def book(items: list[PubMedItem]) -> PubMedRecord:
    assert isinstance(items[2], PubMedRecord)
    return items[2]


def test_a_file_yields_its_articles_books_and_deletions_in_order(items: list[PubMedItem]) -> None:
    assert [item.pmid for item in items if isinstance(item, PubMedRecord)] == [
        "90000001",
        "90000002",
        "90000003",
    ]
    assert items[3:] == [Deletion(("90000098", "90000099"))]


def test_markup_and_mathml_stay_as_text_and_as_safe_html(first: PubMedRecord) -> None:
    assert first.title == "Uptake of H2O in Nilus fictus: is 3 < 5 & x2?"
    assert first.title_html == "Uptake of H<sub>2</sub>O in <i>Nilus <b>fictus</b></i>: is 3 &lt; 5 &amp; x2?"
    assert first.vernacular_title_html == "Aufnahme von H<sub>2</sub>O"


def test_abstract_sections_keep_labels_and_the_space_between_tags(first: PubMedRecord) -> None:
    aims, results = first.abstract
    assert (aims.label, aims.category, aims.text) == ("AIMS", "OBJECTIVE", "To see whether a b stay apart.")
    assert results.text == "It did (p\u2009<\u20090.05).k=1"
    assert results.html == "It did (<i>p</i>\u2009&lt;\u20090.05).k=1"
    assert first.abstract_text.startswith("AIMS: To see")
    assert first.copyright == "© 2019 Nobody."
    assert first.other_abstracts[0].sections[0].html == "In <b>short</b>."


def test_the_valid_doi_is_picked_and_neither_the_first_nor_the_last(first: PubMedRecord) -> None:
    assert first.elocations[0] == Elocation("doi", "10.5555/wrong", False)
    assert (first.doi, first.pii, first.pmcid) == ("10.5555/right", "S0-1", "PMC0000001")


def test_article_ids_serve_where_there_is_no_elocation(items: list[PubMedItem]) -> None:
    second = items[1]
    assert isinstance(second, PubMedRecord)
    assert (second.doi, second.pii, second.pmcid) == ("10.5555/two", "X-2", "")


def test_authors_groups_and_institutions(first: PubMedRecord) -> None:
    person, invalid, group = first.authors
    assert (person.family, person.given, person.initials, person.suffix) == ("Aa", "Bea C", "BC", "Jr")
    assert person.orcid == "0000-0001-2345-678X"
    assert [place.text for place in person.affiliations] == ["Institute of Nowhere.", "Second place."]
    assert person.affiliations[0].identifiers == (("GRID", "grid.0.0"),)
    assert (person.equal_contribution, invalid.equal_contribution, invalid.valid) == (True, None, False)
    assert (group.collective, group.investigators) == ("INVENTED Study Group", "inv1")
    assert first.investigator_lists[0].list_id == "inv1"
    assert first.investigators[0].family == "Gg"
    assert not first.authors_complete


def test_a_date_in_words_is_kept_and_gives_the_first_year(first: PubMedRecord) -> None:
    assert first.printed_date.text == "1998 Dec-1999 Jan"
    assert (first.year, first.printed_date.iso) == (1998, "1998")
    assert first.electronic_date is not None
    assert first.electronic_date.iso == "1998-11-02"
    assert first.history[1].date == DateParts("1998", "11", "3", hour="6", minute="0")


@pytest.mark.parametrize(
    ("date", "iso", "text"),
    [
        (DateParts("2000", "Feb", "15"), "2000-02-15", "2000 Feb 15"),
        (DateParts("2000", "02"), "2000-02", "2000 02"),
        (DateParts("2000", season="Winter"), "2000", "2000 Winter"),
        (DateParts("2000", "13", "40"), "2000", "2000 13 40"),
        (DateParts(medline="Spring 1987"), "1987", "Spring 1987"),
        (DateParts(medline="12345"), "", "12345"),
        (DateParts(), "", ""),
    ],
)
def test_dates(date: DateParts, iso: str, text: str) -> None:
    assert (date.iso, date.text) == (iso, text)


def test_registrations_are_told_from_other_databanks(first: PubMedRecord) -> None:
    assert first.registry_ids == ("NCT00000000", "ISRCTN00000000")
    assert first.databanks[2].accession_numbers == ("ZZ0", "ZZ1")


def test_indexing(first: PubMedRecord) -> None:
    utopia, sleep = first.mesh_headings
    assert (utopia.kind, utopia.major, utopia.qualifiers) == ("Geographic", False, ())
    assert (sleep.ui, sleep.major, sleep.automatic) == ("D000004", True, True)
    assert [(q.name, q.major) for q in sleep.qualifiers] == [("trends", True), ("history", False)]
    assert [keyword.text for keyword in first.keywords] == ["fiction", "CO2"]
    assert [kind.name for kind in first.publication_types] == [
        "Journal Article",
        "Randomized Controlled Trial",
    ]
    assert first.chemicals == (("Fictin", "D000001", "0"),)
    assert first.supplementary_mesh == (("FIC protocol", "C000001", "Protocol"),)
    assert (first.grants, first.grants_complete) == ((("G-1", "IV", "Invented Fund", "Utopia"),), False)


def test_references_keep_ids_and_the_heading_they_stand_under(
    first: PubMedRecord, items: list[PubMedItem]
) -> None:
    assert [(r.citation, r.section) for r in first.references] == [
        ("Ii J. One. Ann Invent. 1990;1:1.", ("Further reading",)),
        ("Kk L. Two.", ("Further reading",)),
        ("Mm N. Three.", ("Further reading", "Web")),
    ]
    assert first.references[0].ids == (ArticleId("pubmed", "90000010"), ArticleId("doi", "10.5555/one"))
    second = items[1]
    assert isinstance(second, PubMedRecord)
    assert [(r.citation, len(r.ids)) for r in second.references] == [
        ("Oo P. Plain.", 1),
        ("Qq R. Second.", 0),
    ]


def test_an_element_of_a_later_dtd_is_kept_with_its_path(first: PubMedRecord) -> None:
    assert first.unparsed == (("PubmedArticle/PubmedData/FutureElement", "[kind=new] kept all the same"),)


def test_books(book: PubMedRecord) -> None:
    assert book.kind == "book"
    assert book.book is not None
    assert (book.title, book.link) == ("Empty sets", "inv/ch4")
    assert (book.book.title_html, book.book.edition) == ("Handbook of <i>Nothing</i>", "2nd")
    assert ([a.family for a in book.authors], [e.family for e in book.editors]) == (["Uu"], ["Ss"])
    assert (book.year, book.doi, book.book.elocations[0].value) == (2011, "", "10.5555/book")
    assert book.sections[0].sections[0].title == "Below"
    assert book.item_lists[0].items == ("null", "nil")
    assert book.unparsed == ()


def test_a_book_without_chapter_title_has_its_own() -> None:
    bare = (
        b"<BookDocumentSet><BookDocument><PMID>7</PMID><Book><BookTitle book='b'>Whole <i>book</i></BookTitle>"
        b"<ELocationID EIdType='doi'>10.5555/b</ELocationID></Book></BookDocument></BookDocumentSet>"
    )
    (record,) = parse_pubmed_xml(bare)
    assert (record.kind, record.title, record.title_html) == ("book", "Whole book", "Whole <i>book</i>")
    assert record.doi == "10.5555/b"


@pytest.mark.parametrize(
    "kind",
    "AssociatedDataset AssociatedPublication CommentIn CommentOn CorrectedandRepublishedIn CorrectedandRepublishedFrom"
    " ErratumIn ErratumFor ExpressionOfConcernIn ExpressionOfConcernFor RepublishedIn RepublishedFrom"
    " RetractedandRepublishedIn RetractedandRepublishedFrom RetractionIn RetractionOf UpdateIn UpdateOf"
    " SummaryForPatientsIn OriginalReportIn ReprintIn ReprintOf Cites".split(),
)
def test_every_kind_of_link_is_kept_and_only_the_right_ones_speak(kind: str) -> None:
    record = corrected(kind)
    assert [(c.kind, c.citation, c.pmid) for c in record.corrections] == [(kind, "S", None)]
    assert record.is_retracted == (kind == "RetractionIn")
    assert record.is_retraction_notice == (kind == "RetractionOf")
    assert record.has_expression_of_concern == (kind == "ExpressionOfConcernIn")
    assert record.is_corrected == (kind in {"ErratumIn", "CorrectedandRepublishedIn"})
    assert bool(record.updated_in) == (kind == "UpdateIn")
    assert bool(record.update_of) == (kind == "UpdateOf")


@pytest.mark.parametrize(
    ("kind", "retracted", "notice"),
    [
        ("Retracted Publication", True, False),
        ("Retraction of Publication", False, True),
        ("Retraction Notice", False, True),
        ("Journal Article", False, False),
    ],
)
def test_publication_types_say_what_is_retracted(kind: str, retracted: bool, notice: bool) -> None:
    (record,) = parse_pubmed_xml(article(kind=kind))
    assert (record.is_retracted, record.is_retraction_notice) == (retracted, notice)


def test_bytes_streams_and_gzip_give_the_same(tmp_path: Path, items: list[PubMedItem]) -> None:
    data = SHAPES.read_bytes()
    packed = tmp_path / "shapes.xml.gz"
    packed.write_bytes(gzip.compress(data[:700]) + gzip.compress(data[700:]) + b"\0" * 9)
    assert list(iter_pubmed_xml(packed)) == items
    assert list(iter_pubmed_xml(io.BytesIO(data))) == items
    found = read_pubmed_set(data)
    assert (list(found.records), found.faults, found.deleted) == (items[:3], (), ("90000098", "90000099"))


def test_an_empty_set_holds_nothing_and_is_no_fault() -> None:
    assert read_pubmed_set(b'<?xml version="1.0" ?>\n<PubmedArticleSet></PubmedArticleSet>\n') == ((), (), ())


def test_namespaces_declared_on_the_set_reach_the_article() -> None:
    data = article("").replace(b"<PubmedArticleSet>", b'<PubmedArticleSet xmlns:mml="urn:m">')
    data = data.replace(b">T<", b">T <mml:math><mml:mi>x</mml:mi></mml:math><")
    assert parse_pubmed_xml(data)[0].title == "T x"


def test_other_encodings_that_extend_ascii_are_read() -> None:
    data = b'<?xml version="1.0" encoding="ISO-8859-1"?>' + article().replace(b">T<", b">caf\xe9<")
    assert parse_pubmed_xml(data)[0].title == "café"


def test_a_fault_names_place_and_pmid() -> None:
    assert str(RecordFault("a.xml", 7, "90000001", "why")) == "a.xml, byte 7: PMID 90000001: why"
    assert str(RecordFault("", 7, None, "why")) == "byte 7: why"
