"""Normalisation of a whole record, once, before it is compared with many."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from kb.deduplication.names import Name, prepare_names
from kb.deduplication.places import (
    Pages,
    is_proceedings,
    prepare_container,
    prepare_meeting,
    prepare_number,
    prepare_pages,
)
from kb.deduplication.records import BibRecord
from kb.deduplication.titles import PreparedTitle, prepare_title
from kb.errors import IdentifierError
from kb.identifiers import doi_key, parse_doi, parse_pmid

_PROCEEDINGS = frozenset(("inproceedings", "proceedings", "conference", "cpaper", "conf"))
_OLD_DOI = re.compile(r"10\.\d{4,9}/[^\s\"]+")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A record in comparable form; an empty value means that the record does not say."""

    title: PreparedTitle
    names: tuple[Name, ...]
    #: The list of authors says that it goes on.
    names_cut: bool
    year: int
    container: tuple[str, ...]
    #: The meeting at which it was presented, where that stands beside the journal.
    meeting: tuple[str, ...]
    proceedings: bool
    volume: str
    issue: str
    pages: Pages | None
    doi: str
    pmid: str


def prepare(records: Iterable[BibRecord]) -> list[Prepared]:
    """Return the records in comparable form, in the same order."""
    return [prepare_record(record) for record in records]


def prepare_record(record: BibRecord) -> Prepared:
    """Return one record in comparable form."""
    names, cut = prepare_names(record.authors)
    year = _YEAR.search(record.year)
    container = prepare_container(record.container)
    return Prepared(
        title=prepare_title(record.title),
        names=names,
        names_cut=cut,
        year=int(year.group()) if year else 0,
        container=container,
        meeting=prepare_meeting(record.container),
        proceedings=record.entry_type.lower() in _PROCEEDINGS or is_proceedings(container),
        volume="" if record.volume.strip() == record.year.strip() else prepare_number(record.volume),
        issue=prepare_number(record.issue),
        pages=prepare_pages(record.pages),
        doi=_doi(record.doi),
        pmid=_pmid(record.pmid),
    )


def _doi(text: str) -> str:
    """Return the DOI as a key; old ones with angle brackets, which are no DOI to the strict reader, as they stand."""
    text = unquote(html.unescape(text.strip()))
    if not text:
        return ""
    try:
        return doi_key(parse_doi(text))
    except IdentifierError:
        match = _OLD_DOI.search(text)
        return doi_key(match.group()) if match else ""


def _pmid(text: str) -> str:
    try:
        return parse_pmid(text) if text.strip() else ""
    except IdentifierError:
        return ""
