"""The search page: what :mod:`kb.search` finds, with what a reader must see beside each thing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kb.search import Answers, EntryKind, Found, search

#: What is shown beside each thing, by its key. ``{keys}`` becomes the places of the keys.
_BESIDE = {
    EntryKind.CLAIM: """
SELECT s.claim_id AS key, s.*, c.holds FROM claim_summary AS s JOIN claims AS c ON c.id = s.claim_id
WHERE s.claim_id IN ({keys})""",
    EntryKind.PUBLICATION: """
SELECT p.citekey AS key, p.citekey, p.label, p.design, p.n, p.standing, p.counts,
  (SELECT count(DISTINCT e.claim_id) FROM evidence_items AS e WHERE e.citekey = p.citekey) AS claims
FROM publications AS p WHERE p.citekey IN ({keys})""",
    EntryKind.FINDING: """
SELECT f.id AS key, f.citekey, p.label, p.design, p.standing, p.counts, f.source, f.abstract_check, f.interval_origin
FROM findings AS f JOIN publications AS p ON p.citekey = f.citekey WHERE f.id IN ({keys})""",
    EntryKind.FACT: """
SELECT id AS key, authority, status, start_on, end_on, reading FROM regulatory_facts WHERE id IN ({keys})""",
    EntryKind.TOPIC: "SELECT topic AS key, claims FROM topic_scorecard WHERE topic IN ({keys})",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing found, with the row of what stands beside it; a rule has none."""

    found: Found
    row: sqlite3.Row | None


@dataclass(frozen=True, slots=True)
class Block:
    """The things of one kind."""

    kind: EntryKind
    total: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What the search page shows."""

    answers: Answers
    #: The kind that alone is shown, if one was chosen.
    chosen: EntryKind | None
    as_typed: bool
    named: Line | None
    blocks: tuple[Block, ...]


def read_search(conn: sqlite3.Connection, text: str, kind: str, as_typed: bool) -> SearchPage:
    """Return what the search page shows for the values of ``q``, ``kind`` and ``as``; an unknown kind is no kind."""
    chosen = next((one for one in EntryKind if one.code == kind), None)
    answers = search(conn, text, kind=chosen, as_typed=as_typed)
    blocks = tuple(Block(group.kind, group.total, _lines(conn, group.shown)) for group in answers.groups)
    named = _lines(conn, [answers.named])[0] if answers.named else None
    return SearchPage(answers, chosen, as_typed, named, blocks)


def _lines(conn: sqlite3.Connection, found: Iterable[Found]) -> tuple[Line, ...]:
    found = tuple(found)
    rows: dict[str, Any] = {}
    if found and (sql := _BESIDE.get(found[0].kind)):
        keys = [one.key for one in found]
        answer = conn.execute(sql.format(keys=",".join("?" * len(keys))), keys)
        rows = {row["key"]: row for row in answer}
    return tuple(Line(one, rows.get(one.key)) for one in found)
