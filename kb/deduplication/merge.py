"""One record out of several of the same work, with where each of its fields came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kb.deduplication.places import prepare_pages
from kb.deduplication.plain_text import words
from kb.deduplication.records import FIELDS, BibRecord

Value = str | tuple[str, ...]

#: Fields in which the value of most records is taken; in the others the fullest.
BY_MAJORITY = ("year", "volume", "issue", "doi", "pmid", "pmcid", "isbn", "entry_type")


@dataclass(frozen=True, slots=True)
class MergedField:
    """The value taken, the record it came from, and the values not taken with theirs."""

    value: Value
    origin: BibRecord
    others: tuple[tuple[Value, BibRecord], ...] = ()


def merge(records: Sequence[BibRecord]) -> dict[str, MergedField]:
    """
    Return the fields of the merged record by name; a field that no record has is left out.

    Of the year, the volume and the identifiers the value of most records is taken, the
    first of them in a tie; of the rest the fullest. Values that differ only in case and
    punctuation count as one.
    """
    merged = {}
    for name in FIELDS:
        given: list[tuple[Value, BibRecord]] = [
            (getattr(record, name), record) for record in records if getattr(record, name)
        ]
        if given:
            value, origin = _majority(given) if name in BY_MAJORITY else _fullest(name, given)
            others = tuple(pair for pair in given if _key(pair[0]) != _key(value))
            merged[name] = MergedField(value, origin, others)
    return merged


def _majority(given: list[tuple[Value, BibRecord]]) -> tuple[Value, BibRecord]:
    counts = Counter(_key(value) for value, _ in given)
    return max(given, key=lambda pair: counts[_key(pair[0])])


def _fullest(name: str, given: list[tuple[Value, BibRecord]]) -> tuple[Value, BibRecord]:
    return max(given, key=lambda pair: _fullness(name, pair[0]))


def _fullness(name: str, value: Value) -> tuple[int, int]:
    if isinstance(value, tuple):
        return len(value), sum(map(len, value))
    if name == "pages":
        pages = prepare_pages(value)
        return (0 if pages is None else 2 if pages.spans else 1), len(value)
    if name == "title":
        # Notes that a database added in brackets make a title longer, not fuller; capitals only are poorer.
        return int(not value.isupper()) - int("[" in value), len(value)
    return 0, len(value)


def _key(value: Value) -> str:
    return " ".join(words(value if isinstance(value, str) else " ".join(value)))
