"""Where an entry of references.bib and PubMed's record of it disagree."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.identifiers import doi_key
from kb.models import Publication
from kb.pubmed_record import PubMedRecord


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One field with both values, as text."""

    field: str
    entry_value: str
    pubmed_value: str


def disagreements(publication: Publication, record: PubMedRecord) -> tuple[Disagreement, ...]:
    """
    Return every field in which both say something and they differ.

    Case, punctuation, a closing full stop and the short form of a page range
    (1592-603 for 1592-1603) are no difference.
    """
    pairs: list[tuple[str, str | None, str | None, bool]] = [
        ("title", publication.title, record.title, _words(publication.title) == _words(record.title)),
        ("year", _text(publication.year), _text(record.year), publication.year == record.year),
        ("volume", publication.volume, record.volume, publication.volume == record.volume),
        ("number", publication.issue, record.issue, publication.issue == record.issue),
        ("pages", publication.pages, record.pages, _pages(publication.pages) == _pages(record.pages)),
        ("doi", publication.doi, record.doi, doi_key(publication.doi or "") == doi_key(record.doi or "")),
        ("pmcid", publication.pmcid, record.pmcid, publication.pmcid == record.pmcid),
        (
            "shortjournal",
            publication.journal_abbreviation,
            record.journal_abbreviation,
            _words(publication.journal_abbreviation or "") == _words(record.journal_abbreviation or ""),
        ),
    ]
    return tuple(
        Disagreement(name, entry, pubmed)
        for name, entry, pubmed, same in pairs
        if entry and pubmed and not same
    )


def blanks(publication: Publication, record: PubMedRecord) -> dict[str, str]:
    """Return what PubMed's record says of the identifiers and numbers that the entry leaves blank."""
    pairs = {
        "volume": (publication.volume, record.volume),
        "number": (publication.issue, record.issue),
        "pages": (publication.pages, record.pages),
        "doi": (publication.doi, record.doi),
        "pmcid": (publication.pmcid, record.pmcid),
    }
    return {name: pubmed for name, (entry, pubmed) in pairs.items() if pubmed and not entry}


def _text(value: int | None) -> str | None:
    return None if value is None else str(value)


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _pages(pages: str | None) -> str:
    text = (pages or "").replace("\N{EN DASH}", "-").replace(" ", "")
    first, dash, last = text.partition("-")
    if dash and len(last) < len(first) and first.isdecimal() and last.isdecimal():
        last = first[: len(first) - len(last)] + last
    return first + dash + last
