"""One PubmedBookArticle or BookDocument element as a record."""

from __future__ import annotations

from ingest.pubmed_article import (
    read_abstract,
    read_article_ids,
    read_authors,
    read_elocation,
    read_grants,
    read_history,
    read_investigators,
    read_keywords,
    read_objects,
    read_pagination,
    read_pmid,
    read_publication_type,
    read_references,
)
from ingest.pubmed_fields import Kept
from ingest.pubmed_readers import (
    Fields,
    Reader,
    add,
    date_reader,
    finish,
    html_reader,
    list_reader,
    nested_reader,
    read_children,
    repeated_text_reader,
    text_reader,
)
from ingest.pubmed_text import Element, keep_unparsed, text_and_html, text_of
from kb.pubmed_record import Book, BookSection, ItemList, Labelled, PubMedRecord


def book_link(element: Element) -> str:
    """Return where a title stands in the book: the attributes book, part and sec."""
    return "/".join(element.get(name) for name in ("book", "part", "sec") if element.get(name))


def section(element: Element, kept: Kept) -> BookSection:
    """Read one Section with those below it."""
    label = title = link = ""
    below: list[BookSection] = []
    for child in element[:]:
        if child.tag == "LocationLabel":
            label = text_of(child)
        elif child.tag == "SectionTitle":
            title, link = text_of(child), book_link(child)
        elif child.tag == "Section":
            below.append(section(child, kept))
        else:
            keep_unparsed(child, kept)
    return BookSection(label, title, tuple(below), link)


def read_book(element: Element, fields: Fields, kept: Kept) -> None:
    """Read the Book element."""
    book: Fields = {}
    read_children(element, _BOOK, book, kept)
    if "investigator_lists" in book:
        add(fields, "investigator_lists", book.pop("investigator_lists"))
    fields["book"] = Book(**book)


def read_book_title(element: Element, fields: Fields, kept: Kept) -> None:
    """Read the BookTitle and where it links to."""
    fields["title"], fields["title_html"] = text_and_html(element)
    fields["link"] = book_link(element)


def read_chapter_title(element: Element, fields: Fields, kept: Kept) -> None:
    """Read the ArticleTitle of a chapter and where it links to."""
    fields["title"], fields["title_html"] = text_and_html(element)
    fields["link"] = book_link(element)


def read_location_label(element: Element, fields: Fields, kept: Kept) -> None:
    """Read one LocationLabel, e.g. that this is chapter 7."""
    add(fields, "location_labels", (Labelled(element.get("Type", ""), text_of(element)),))


def read_item_list(element: Element, fields: Fields, kept: Kept) -> None:
    """Read one ItemList."""
    items = tuple(text_of(child) for child in element[:])
    add(fields, "item_lists", (ItemList(element.get("ListType", ""), items),))


def read_book_article(element: Element) -> PubMedRecord:
    """Read a PubmedBookArticle; a document without a title has its book's."""
    return _finish_book(element, _PUBMED_BOOK_ARTICLE)


def read_bare_book_document(element: Element) -> PubMedRecord:
    """Read a BookDocument that stands by itself, as in a BookDocumentSet."""
    return _finish_book(element, _BOOK_DOCUMENT)


def _finish_book(element: Element, readers: dict[str, Reader]) -> PubMedRecord:
    fields: Fields = {"kind": "book"}
    kept: Kept = []
    read_children(element, readers, fields, kept)
    book = fields.get("book")
    if isinstance(book, Book) and not fields.get("title"):
        fields["title"], fields["title_html"], fields["link"] = book.title, book.title_html, book.link
    return finish(fields, kept)


_BOOK: dict[str, Reader] = {
    "Publisher": nested_reader(
        {"PublisherName": text_reader("publisher"), "PublisherLocation": text_reader("publisher_location")}
    ),
    "BookTitle": read_book_title,
    "PubDate": date_reader("printed_date"),
    "BeginningDate": date_reader("beginning_date"),
    "EndingDate": date_reader("ending_date"),
    "AuthorList": read_authors,
    "InvestigatorList": read_investigators,
    "Volume": text_reader("volume"),
    "VolumeTitle": text_reader("volume_title"),
    "Edition": text_reader("edition"),
    "CollectionTitle": text_reader("collection_title"),
    "Isbn": repeated_text_reader("isbns"),
    "ELocationID": read_elocation,
    "Medium": text_reader("medium"),
    "ReportNumber": text_reader("report_number"),
}
_BOOK_DOCUMENT: dict[str, Reader] = {
    "PMID": read_pmid,
    "ArticleIdList": read_article_ids,
    "Book": read_book,
    "LocationLabel": read_location_label,
    "ArticleTitle": read_chapter_title,
    "VernacularTitle": html_reader("vernacular_title"),
    "Pagination": read_pagination,
    "Language": repeated_text_reader("languages"),
    "AuthorList": read_authors,
    "InvestigatorList": read_investigators,
    "PublicationType": read_publication_type,
    "Abstract": read_abstract,
    "Sections": list_reader("sections", "Section", section),
    "KeywordList": read_keywords,
    "ContributionDate": date_reader("contribution_date"),
    "DateRevised": date_reader("date_revised"),
    "GrantList": read_grants,
    "ItemList": read_item_list,
    "ReferenceList": read_references,
}
_PUBMED_BOOK_DATA: dict[str, Reader] = {
    "History": read_history,
    "PublicationStatus": text_reader("publication_status"),
    "ArticleIdList": read_article_ids,
    "ObjectList": read_objects,
}
_PUBMED_BOOK_ARTICLE: dict[str, Reader] = {
    "BookDocument": nested_reader(_BOOK_DOCUMENT),
    "PubmedBookData": nested_reader(_PUBMED_BOOK_DATA),
}
