"""
What goes through the stages: a record of the index, a citation read into fields, a match.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kb.models import Publication
from kb.pubmed_record import PubMedRecord


class Decision(StrEnum):
    """What is made of a citation."""

    MATCH = "match"
    REVIEW = "review"
    NONE = "none"


class Agreement(StrEnum):
    """How one field of a citation stands to the same field of a record."""

    AGREES = "agrees"
    CLOSE = "close"
    DIFFERS = "differs"
    #: One side does not give it.
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexRecord:
    """A work that citations are matched against, from whatever source."""

    #: Key in the library, or the identifier in the source; shown, never compared.
    key: str
    title: str
    authors: tuple[str, ...] = ()
    journal: str = ""
    #: The journal's other name: abbreviation or full form.
    journal_other: str = ""
    year: int | None = None
    volume: str = ""
    issue: str = ""
    first_page: str = ""
    last_page: str = ""
    pmid: str = ""
    doi: str = ""
    pmcid: str = ""

    @classmethod
    def of_publication(cls, publication: Publication) -> IndexRecord:
        """Return the record of a publication in the library."""
        first, _, last = (publication.pages or "").replace("–", "-").replace("--", "-").partition("-")
        return cls(
            key=publication.citekey,
            title=publication.title,
            authors=publication.authors,
            journal=publication.journal or "",
            journal_other=publication.journal_abbreviation or "",
            year=publication.year,
            volume=publication.volume or "",
            issue=publication.issue or "",
            first_page=first.strip(),
            last_page=last.strip(),
            pmid=publication.pmid or "",
            doi=publication.doi or "",
            pmcid=publication.pmcid or "",
        )

    @classmethod
    def of_pubmed(cls, record: PubMedRecord) -> IndexRecord:
        """Return the record of an article or book as PubMed has it."""
        return cls(
            key=record.pmid,
            title=record.title or record.vernacular_title,
            authors=tuple(
                a.collective or (f"{a.family}, {a.initials or a.given}" if a.family else a.given)
                for a in record.authors
            ),
            journal=record.journal,
            journal_other=record.medline_abbreviation or record.journal_abbreviation,
            year=record.year,
            volume=record.volume,
            issue=record.issue,
            first_page=record.start_page or record.pages.partition("-")[0],
            last_page=record.end_page or record.pages.partition("-")[2].partition(",")[0],
            pmid=record.pmid,
            doi=record.doi,
            pmcid=record.pmcid,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a work stands in print, as one reading of the citation has it."""

    volume: str = ""
    issue: str = ""
    first_page: str = ""
    last_page: str = ""
    #: First and last character of the reading, in the citation's cleaned text.
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A printed citation read into fields; what it does not give is empty."""

    #: As given, cut at :data:`kb.matching.citation.LONGEST` characters.
    text: str
    #: Line breaks and numbering undone.
    clean: str
    authors: str = ""
    title: str = ""
    journal: str = ""
    #: Every year it could mean, the likeliest first.
    years: tuple[int, ...] = ()
    place: Place | None = None
    #: Other readings of volume and page, for blocking only.
    number_pairs: tuple[tuple[str, str], ...] = ()
    pmid: str = ""
    pmcid: str = ""
    doi: str = ""
    #: Why nothing can be looked for: `empty`, `ibid`, `not text`, `too short`.
    unusable: str = ""

    @property
    def year(self) -> int | None:
        """The likeliest year."""
        return self.years[0] if self.years else None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldResult:
    """One field compared, with the sentence that is shown."""

    field: str
    agreement: Agreement
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunnerUp:
    """A record that was considered."""

    key: str
    pmid: str
    title: str
    #: 0 to 1; orders candidates, decides nothing by itself.
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What was made of one citation, and why."""

    citation: Citation
    decision: Decision
    #: Name of the rule or veto that decided; :data:`kb.matching.rules.RULES` explains it.
    rule: str
    key: str = ""
    pmid: str = ""
    title: str = ""
    score: float = 0.0
    fields: tuple[FieldResult, ...] = ()
    #: The candidates that were not chosen, best first; under `review` the best one leads.
    runners_up: tuple[RunnerUp, ...] = ()
    #: Other records of the same work in the index.
    same_work: tuple[str, ...] = ()
