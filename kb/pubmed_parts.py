"""
The parts of a PubMed record: people, dates, headings, identifiers, links.

They are named tuples and not dataclasses because a PubMed file holds a
million of them, and a frozen dataclass takes three times as long to make.
Import them from :mod:`kb.pubmed_record`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}


class DateParts(NamedTuple):
    """A date as printed: any part may be missing, a month may be ``06`` or ``Jun``."""

    year: str = ""
    month: str = ""
    day: str = ""
    season: str = ""
    medline: str = ""
    """The date in words where it does not fit the parts, e.g. ``1998 Dec-1999 Jan``."""
    hour: str = ""
    minute: str = ""
    second: str = ""

    @property
    def text(self) -> str:
        """The date in PubMed's order, e.g. ``2000 Feb 15``."""
        parts = (self.year, self.season or self.month, self.day)
        return self.medline or " ".join(part for part in parts if part)

    @property
    def year_number(self) -> int | None:
        """The year, or the first year that the date in words names."""
        found = _YEAR.search(self.year or self.medline)
        return int(found.group()) if found else None

    @property
    def iso(self) -> str:
        """``2000-02-15``, ``2000-02`` or ``2000``; empty where no year is given."""
        year = self.year_number
        if year is None:
            return ""
        month = int(self.month) if self.month.isdecimal() else _MONTHS.get(self.month[:3].lower(), 0)
        if self.medline or not 1 <= month <= 12:
            return f"{year:04d}"
        if not self.day.isdecimal() or not 1 <= int(self.day) <= 31:
            return f"{year:04d}-{month:02d}"
        return f"{year:04d}-{month:02d}-{int(self.day):02d}"


NO_DATE = DateParts()
"""No date given."""


class LabelledDate(NamedTuple):
    """A date and what happened then: ``received``, ``Electronic``, ``pubmed``."""

    kind: str
    date: DateParts


class AbstractSection(NamedTuple):
    """One section of an abstract; an unlabelled abstract is one section."""

    label: str
    category: str
    text: str
    html: str


class OtherAbstract(NamedTuple):
    """A further abstract: in another language, or in plain words."""

    kind: str
    language: str
    sections: tuple[AbstractSection, ...]
    copyright: str


class Identifier(NamedTuple):
    """An identifier of a person or institution, as printed: ``ORCID``, ``ISNI``."""

    source: str
    value: str


class Affiliation(NamedTuple):
    """An institution as the author's line names it."""

    text: str
    identifiers: tuple[Identifier, ...] = ()


class Author(NamedTuple):
    """A person, or a group: exactly one of ``family`` and ``collective`` is set."""

    family: str = ""
    given: str = ""
    initials: str = ""
    suffix: str = ""
    collective: str = ""
    identifiers: tuple[Identifier, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    equal_contribution: bool | None = None
    valid: bool = True
    investigators: str = ""
    """``list_id`` of the investigators behind a collective name."""

    @property
    def orcid(self) -> str:
        """The sixteen characters of the ORCID with hyphens, whatever was printed around them."""
        for identifier in self.identifiers:
            if identifier.source == "ORCID":
                plain = re.sub(r"[^0-9X]", "", identifier.value.upper().rsplit("/", 1)[-1])
                if len(plain) == 16:
                    return "-".join(plain[start : start + 4] for start in (0, 4, 8, 12))
        return ""


class AuthorList(NamedTuple):
    """Authors, editors or investigators, and whether the list is complete."""

    kind: str
    people: tuple[Author, ...]
    complete: bool = True
    list_id: str = ""


class Elocation(NamedTuple):
    """Where the article is found electronically; ``kind`` is ``doi`` or ``pii``."""

    kind: str
    value: str
    valid: bool


class ArticleId(NamedTuple):
    """An identifier of an article: ``pubmed``, ``doi``, ``pmc``, ``pii``, ``mid``."""

    kind: str
    value: str


class PublicationType(NamedTuple):
    """A PubMed publication type with its MeSH identifier."""

    name: str
    ui: str


class MeshQualifier(NamedTuple):
    """A subheading of a MeSH heading."""

    name: str
    ui: str
    major: bool
    automatic: bool = False


class MeshHeading(NamedTuple):
    """A MeSH descriptor with its qualifiers."""

    descriptor: str
    ui: str
    major: bool
    qualifiers: tuple[MeshQualifier, ...] = ()
    kind: str = ""
    automatic: bool = False


class SupplementaryMesh(NamedTuple):
    """A supplementary concept: a disease, protocol, organism or population."""

    name: str
    ui: str
    kind: str


class Chemical(NamedTuple):
    """A substance; ``registry_number`` is a CAS or UNII number, or ``0``."""

    name: str
    ui: str
    registry_number: str


class Keyword(NamedTuple):
    """A keyword; ``owner`` ``NOTNLM`` means the authors'."""

    text: str
    major: bool
    owner: str


class Grant(NamedTuple):
    """A grant as acknowledged."""

    number: str
    acronym: str
    agency: str
    country: str


class DataBank(NamedTuple):
    """Where data or a protocol are registered."""

    name: str
    accession_numbers: tuple[str, ...]


class Correction(NamedTuple):
    """A link to another publication; ``kind`` is PubMed's RefType, ``pmid`` may be missing."""

    kind: str
    pmid: str | None
    citation: str
    note: str = ""
    pmid_version: str = ""


class Reference(NamedTuple):
    """An entry of the reference list; ``section`` the headings it is under, outermost first."""

    citation: str
    ids: tuple[ArticleId, ...] = ()
    section: tuple[str, ...] = ()


class Issn(NamedTuple):
    """An ISSN; ``kind`` is ``Print`` or ``Electronic``."""

    kind: str
    value: str


class Labelled(NamedTuple):
    """A text with the label PubMed gives it: a note's owner, an identifier's source."""

    label: str
    text: str


class LinkedObject(NamedTuple):
    """A linked object with its named parameters, e.g. a dataset."""

    kind: str
    params: tuple[Labelled, ...]


class ItemList(NamedTuple):
    """A list of a book document, e.g. of synonyms."""

    kind: str
    items: tuple[str, ...]


class BookSection(NamedTuple):
    """A heading of a book document with those below it; ``link`` is its place in the book."""

    label: str
    title: str
    sections: tuple[BookSection, ...] = ()
    link: str = ""


class Unparsed(NamedTuple):
    """Text of an element that this version does not know: nothing is dropped in silence."""

    path: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """The book that a chapter or report belongs to."""

    title: str = ""
    title_html: str = ""
    link: str = ""
    publisher: str = ""
    publisher_location: str = ""
    printed_date: DateParts = NO_DATE
    beginning_date: DateParts = NO_DATE
    ending_date: DateParts = NO_DATE
    author_lists: tuple[AuthorList, ...] = ()
    volume: str = ""
    volume_title: str = ""
    edition: str = ""
    collection_title: str = ""
    isbns: tuple[str, ...] = ()
    elocations: tuple[Elocation, ...] = ()
    medium: str = ""
    report_number: str = ""
