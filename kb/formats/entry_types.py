"""What sort of work an entry is: BibTeX's types, and what each format calls them."""

from __future__ import annotations

from enum import Enum

from kb.models import Publication


class Kind(Enum):
    """A sort of work, by its type in CSL-JSON and in RIS."""

    ARTICLE = "article-journal", "JOUR"
    BOOK = "book", "BOOK"
    CHAPTER = "chapter", "CHAP"
    PAPER = "paper-conference", "CPAPER"
    REPORT = "report", "RPRT"
    THESIS = "thesis", "THES"
    WEB = "webpage", "ELEC"
    MANUSCRIPT = "manuscript", "UNPB"
    OTHER = "document", "GEN"

    @property
    def csl(self) -> str:
        """Its type in CSL-JSON."""
        return self.value[0]

    @property
    def ris(self) -> str:
        """Its type in RIS."""
        return self.value[1]

    @property
    def is_part(self) -> bool:
        """Whether it is printed inside a larger work that is named after "In"."""
        return self in (Kind.CHAPTER, Kind.PAPER)


_KINDS = {
    "article": Kind.ARTICLE,
    "book": Kind.BOOK,
    "inbook": Kind.CHAPTER,
    "incollection": Kind.CHAPTER,
    "inproceedings": Kind.PAPER,
    "conference": Kind.PAPER,
    "techreport": Kind.REPORT,
    "report": Kind.REPORT,
    "phdthesis": Kind.THESIS,
    "mastersthesis": Kind.THESIS,
    "thesis": Kind.THESIS,
    "online": Kind.WEB,
    "unpublished": Kind.MANUSCRIPT,
}


def kind_of(publication: Publication) -> Kind:
    """Return the sort of work; a BibTeX type that is none of ours is some other document."""
    return _KINDS.get(publication.entry_type, Kind.OTHER)
