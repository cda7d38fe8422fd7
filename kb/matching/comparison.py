"""What is compared: a citation made ready for it, and the outcome field by field."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.matching.index import Stored
from kb.matching.normalize import glued_words, last_page, page_digits, squash, squash_map, words
from kb.matching.records import Agreement, Citation


@dataclass(frozen=True, slots=True)
class Reading:
    """A citation made ready for comparing with many records."""

    citation: Citation
    squashed: str
    #: For each squashed character its place in the clean text.
    places: list[int]
    words: tuple[str, ...]
    #: Words and parts of words that lost their spaces.
    names: frozenset[str]
    first_page: str
    last_page: str
    #: The citation's own title, squashed.
    title: str
    #: Runs of five digits or more.
    digit_runs: frozenset[str]

    @classmethod
    def of(cls, citation: Citation) -> Reading:
        """Prepare a citation."""
        squashed, places = squash_map(citation.clean)
        found = tuple(words(citation.clean))
        place = citation.place
        return cls(
            citation=citation,
            squashed=squashed,
            places=places,
            words=found,
            names=frozenset((*found, *glued_words(citation.clean))),
            first_page=page_digits(place.first_page) if place else "",
            last_page=last_page(place.first_page, place.last_page) if place else "",
            title=squash(citation.title),
            digit_runs=frozenset(re.findall(r"\d{5,}", citation.clean)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How a record stands to a citation, field by field."""

    record: Stored
    #: 0 to 100: how well the record's title stands in the citation.
    title: float
    #: 0 to 100: how well the citation's title stands in the record's, where that goes on after it.
    title_cut: float
    #: Whether the title begins and ends where the citation's sentence does.
    title_whole: bool
    first_author: Agreement
    #: Year of the record less the nearest of the citation; None where one is missing.
    year_gap: int | None
    volume: Agreement
    first_page: Agreement
    last_page: Agreement
    #: 0 to 1; None where the record has no journal.
    journal: float | None
    #: Words of the record's title that the citation lacks.
    missing_words: int
    #: Share of the citation's words (3 letters or more) that stand in the record.
    explained: float
    #: Words of the citation that do not.
    unexplained: int
    identifier: Agreement
    #: The numbers of parts differ, or one side is a reply or an erratum.
    other_part: bool
    other_kind: bool
    score: float = 0.0

    @property
    def year(self) -> Agreement:
        """The year: one year apart is close (electronic publication first)."""
        if self.year_gap is None:
            return Agreement.UNKNOWN
        if self.year_gap == 0:
            return Agreement.AGREES
        return Agreement.CLOSE if abs(self.year_gap) == 1 else Agreement.DIFFERS

    @property
    def place_agrees(self) -> int:
        """How many of year, volume and first page agree outright."""
        return sum(f is Agreement.AGREES for f in (self.year, self.volume, self.first_page))

    @property
    def place_differs(self) -> int:
        """How many of year, volume and first page differ outright."""
        return sum(f is Agreement.DIFFERS for f in (self.year, self.volume, self.first_page))

    @property
    def title_length(self) -> int:
        """Letters and digits of the record's title."""
        return len(self.record.squashed)
