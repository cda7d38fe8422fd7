"""A bibliographic record as a database exports it, and where in which file it stands."""

from __future__ import annotations

from dataclasses import dataclass

from kb.models import Publication

#: The fields that are compared and merged, in the order in which they are reported.
FIELDS = (
    "title",
    "authors",
    "year",
    "container",
    "volume",
    "issue",
    "pages",
    "doi",
    "pmid",
    "pmcid",
    "isbn",
    "abstract",
    "entry_type",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BibRecord:
    """One record, its fields as printed; an empty string where the export says nothing."""

    #: The record's own key (citekey, accession number, ``ID`` column), or its number in the file.
    key: str
    #: Name of the file, and line (or row of the table) at which the record begins.
    source: str = ""
    line: int = 0
    entry_type: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    year: str = ""
    #: Journal, proceedings or book in which it appeared.
    container: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    isbn: str = ""
    abstract: str = ""

    @classmethod
    def of(cls, publication: Publication) -> BibRecord:
        """Return a publication of the library as a record that can be compared."""
        return cls(
            key=publication.citekey,
            line=publication.line,
            entry_type=publication.entry_type,
            title=publication.title,
            authors=publication.authors,
            year=str(publication.year or ""),
            container=publication.journal or publication.journal_abbreviation or "",
            volume=publication.volume or "",
            issue=publication.issue or "",
            pages=publication.pages or "",
            doi=publication.doi or "",
            pmid=publication.pmid or "",
            pmcid=publication.pmcid or "",
        )

    def place(self) -> str:
        """Return where the record stands, e.g. ``scopus.ris:120 (2009-17)``."""
        return f"{self.source}:{self.line} ({self.key})" if self.source else self.key
