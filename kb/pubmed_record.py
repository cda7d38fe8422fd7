"""
What PubMed says of one article or book: frozen, typed, without behaviour.

A record keeps every text that PubMed sent, under names of ours. Properties only
read the fields (which of several DOIs, whether PubMed calls it retracted);
nothing is corrected here. An element that this version does not know is kept,
with its path, in ``unparsed``: text is never dropped in silence.

A field that PubMed leaves out is ``""``, ``()`` or None. Texts are tidied in one
way only: a run of XML white space that holds a line break or tab is one space, and
none stands at either end. Fields ending in ``_html`` hold the same text escaped, with the
tags b, i, u, sub, sup, em, strong and nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from kb.pubmed_parts import (
    NO_DATE,
    AbstractSection,
    Affiliation,
    ArticleId,
    Author,
    AuthorList,
    Book,
    BookSection,
    Chemical,
    Correction,
    DataBank,
    DateParts,
    Elocation,
    Grant,
    Identifier,
    Issn,
    ItemList,
    Keyword,
    Labelled,
    LabelledDate,
    LinkedObject,
    MeshHeading,
    MeshQualifier,
    OtherAbstract,
    PublicationType,
    Reference,
    SupplementaryMesh,
    Unparsed,
)

__all__ = [
    "NO_DATE",
    "REGISTRIES",
    "AbstractSection",
    "Affiliation",
    "ArticleId",
    "Author",
    "AuthorList",
    "Book",
    "BookSection",
    "Chemical",
    "Correction",
    "DataBank",
    "DateParts",
    "Elocation",
    "Grant",
    "Identifier",
    "Issn",
    "ItemList",
    "Keyword",
    "Labelled",
    "LabelledDate",
    "LinkedObject",
    "MeshHeading",
    "MeshQualifier",
    "OtherAbstract",
    "PubMedRecord",
    "PublicationType",
    "Reference",
    "SupplementaryMesh",
    "Unparsed",
]

_PMCID = re.compile(r"PMC\d+", re.IGNORECASE)

REGISTRIES = frozenset(
    {
        *("ANZCTR", "CRiS", "CTRI", "ChiCTR", "ClinicalTrials.gov", "DRKS", "EudraCT", "IRCT", "ISRCTN"),
        *("JMACCT", "JPRN", "JapicCTI", "NTR", "PACTR", "REPEC", "RPCEC", "ReBec", "SLCTR", "TCTR"),
        *("UMIN CTR", "UMIN-CTR"),
    }
)
"""Names PubMed gives to trial registries among its data banks."""


@dataclass(frozen=True, kw_only=True)
class PubMedRecord:
    """One article or book document as PubMed gives it."""

    pmid: str
    version: str = ""
    kind: Literal["article", "book"] = "article"
    status: str = ""
    owner: str = ""
    indexing_method: str = ""
    version_id: str = ""
    version_date: str = ""
    publication_model: str = ""
    publication_status: str = ""

    title: str = ""
    title_html: str = ""
    vernacular_title: str = ""
    vernacular_title_html: str = ""
    abstract: tuple[AbstractSection, ...] = ()
    copyright: str = ""
    other_abstracts: tuple[OtherAbstract, ...] = ()
    languages: tuple[str, ...] = ()

    author_lists: tuple[AuthorList, ...] = ()
    investigator_lists: tuple[AuthorList, ...] = ()
    personal_name_subjects: tuple[Author, ...] = ()

    journal: str = ""
    journal_abbreviation: str = ""
    medline_abbreviation: str = ""
    nlm_id: str = ""
    issns: tuple[Issn, ...] = ()
    issn_linking: str = ""
    country: str = ""
    medium: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    start_page: str = ""
    end_page: str = ""
    printed_date: DateParts = NO_DATE
    article_dates: tuple[LabelledDate, ...] = ()

    elocations: tuple[Elocation, ...] = ()
    article_ids: tuple[ArticleId, ...] = ()
    other_ids: tuple[Labelled, ...] = ()

    publication_types: tuple[PublicationType, ...] = ()
    mesh_headings: tuple[MeshHeading, ...] = ()
    supplementary_mesh: tuple[SupplementaryMesh, ...] = ()
    chemicals: tuple[Chemical, ...] = ()
    keywords: tuple[Keyword, ...] = ()
    gene_symbols: tuple[str, ...] = ()
    citation_subsets: tuple[str, ...] = ()
    space_flight_missions: tuple[str, ...] = ()

    grants: tuple[Grant, ...] = ()
    grants_complete: bool = True
    databanks: tuple[DataBank, ...] = ()
    databanks_complete: bool = True
    coi_statement: str = ""
    general_notes: tuple[Labelled, ...] = ()
    number_of_references: str = ""
    corrections: tuple[Correction, ...] = ()
    references: tuple[Reference, ...] = ()
    objects: tuple[LinkedObject, ...] = ()

    history: tuple[LabelledDate, ...] = ()
    date_completed: DateParts = NO_DATE
    date_revised: DateParts = NO_DATE

    book: Book | None = None
    location_labels: tuple[Labelled, ...] = ()
    contribution_date: DateParts = NO_DATE
    sections: tuple[BookSection, ...] = ()
    item_lists: tuple[ItemList, ...] = ()
    link: str = ""

    unparsed: tuple[Unparsed, ...] = ()

    @property
    def authors(self) -> tuple[Author, ...]:
        """The authors; a book document without its own has its book's."""
        return self._people("authors")

    @property
    def editors(self) -> tuple[Author, ...]:
        """The editors of the book."""
        return self._people("editors")

    @property
    def authors_complete(self) -> bool:
        """Whether PubMed lists all the authors."""
        return all(people.complete for people in self.author_lists)

    @property
    def investigators(self) -> tuple[Author, ...]:
        """The investigators behind collective names."""
        return tuple(person for people in self.investigator_lists for person in people.people)

    def _people(self, kind: str) -> tuple[Author, ...]:
        for lists in (self.author_lists, self.book.author_lists if self.book else ()):
            found = tuple(person for people in lists if people.kind == kind for person in people.people)
            if found:
                return found
        return ()

    @property
    def electronic_date(self) -> DateParts | None:
        """When the article was published electronically, if PubMed says so."""
        return next((dated.date for dated in self.article_dates if dated.kind == "Electronic"), None)

    @property
    def year(self) -> int | None:
        """The year of the issue or book, else of electronic publication."""
        dates = [self.printed_date]
        if self.book is not None:
            dates.append(self.book.printed_date)
        dates.extend(dated.date for dated in self.article_dates)
        return next((year for date in dates if (year := date.year_number) is not None), None)

    @property
    def doi(self) -> str:
        """
        The first valid DOI of the ELocationIDs, else of the article ids; never the last seen.

        A whole book has the DOI of its Book element; a chapter does not.
        """
        locations = self.elocations
        if self.book is not None and self.title == self.book.title:
            locations += self.book.elocations
        for location in locations:
            if location.kind == "doi" and location.valid and location.value:
                return location.value
        return self._article_id("doi")

    @property
    def pmcid(self) -> str:
        """The PubMed Central id, ``PMC`` and digits."""
        found = _PMCID.search(self._article_id("pmc") or self._article_id("pmcid"))
        return found.group().upper() if found else ""

    @property
    def pii(self) -> str:
        """The publisher's item identifier."""
        for location in self.elocations:
            if location.kind == "pii" and location.valid and location.value:
                return location.value
        return self._article_id("pii")

    def _article_id(self, kind: str) -> str:
        return next((item.value for item in self.article_ids if item.kind == kind and item.value), "")

    @property
    def abstract_text(self) -> str:
        """The abstract as one text, a section to a line, each after its label."""
        return "\n".join(
            f"{section.label}: {section.text}" if section.label else section.text for section in self.abstract
        )

    @property
    def registry_ids(self) -> tuple[str, ...]:
        """Trial registrations among the data banks, e.g. ``NCT00088699``."""
        return tuple(
            number
            for databank in self.databanks
            if databank.name in REGISTRIES
            for number in databank.accession_numbers
        )

    def corrections_of(self, *kinds: str) -> tuple[Correction, ...]:
        """Links of these kinds, e.g. ``RetractionIn``."""
        return tuple(correction for correction in self.corrections if correction.kind in kinds)

    def _is_of_type(self, *names: str) -> bool:
        return any(publication_type.name in names for publication_type in self.publication_types)

    @property
    def is_retracted(self) -> bool:
        """Whether PubMed calls this publication retracted; a notice of retraction is not."""
        return self._is_of_type("Retracted Publication") or bool(self.corrections_of("RetractionIn"))

    @property
    def is_retraction_notice(self) -> bool:
        """Whether this publication announces the retraction of another."""
        return self._is_of_type("Retraction Notice", "Retraction of Publication") or bool(
            self.corrections_of("RetractionOf")
        )

    @property
    def has_expression_of_concern(self) -> bool:
        """Whether an expression of concern about this publication is linked."""
        return bool(self.corrections_of("ExpressionOfConcernIn"))

    @property
    def is_corrected(self) -> bool:
        """Whether an erratum or a corrected republication is linked."""
        return bool(self.corrections_of("ErratumIn", "CorrectedandRepublishedIn"))

    @property
    def updated_in(self) -> tuple[Correction, ...]:
        """Later versions of this publication, e.g. of a Cochrane review."""
        return self.corrections_of("UpdateIn")

    @property
    def update_of(self) -> tuple[Correction, ...]:
        """Earlier versions that this publication replaces."""
        return self.corrections_of("UpdateOf")
