"""The summary of findings of a topic, as its page shows it and as CSV."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from datasette import Response

from kb.schema import relations
from kb.site.answering import key_of, read_kb
from kb.site.csv_answer import csv_response
from kb.site.words import code_label, definition

_ROWS = """
SELECT s.*, p.label, p.design, f.citekey AS lender FROM summary_of_findings AS s
JOIN publications AS p ON p.citekey = s.citekey LEFT JOIN findings AS f ON f.id = s.assumed_from
WHERE s.topic = ? ORDER BY s.position
"""
_WITHOUT = """
SELECT count(DISTINCT f.id) FROM claims AS c JOIN evidence_items AS e ON e.claim_id = c.id
JOIN evidence_findings AS ef ON ef.evidence_item_id = e.id JOIN findings AS f ON f.id = ef.finding_id
WHERE c.topic = ? AND f.comparator IS NULL AND f.metric = 'proportion'
"""
_TABLE = "summary_of_findings"


@dataclass(frozen=True, slots=True)
class Body:
    """Rows of one outcome, group of people, drug, comparator and time, under one heading."""

    outcome: str
    about: str
    rows: tuple[sqlite3.Row, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The bodies of evidence of one topic, and how many shares have no comparison."""

    bodies: tuple[Body, ...]
    without: int


def read_summary(conn: sqlite3.Connection, topic: str) -> Summary:
    """Return the summary of a topic; without bodies where nothing is compared."""
    rows = conn.execute(_ROWS, (topic,)).fetchall()

    def body(row: sqlite3.Row) -> tuple[str, ...]:
        return tuple(
            str(row[name] or "") for name in ("outcome", "population", "drug", "comparator_class", "window")
        )

    bodies = (Body(code_label(key[0]), _about(key), tuple(group)) for key, group in groupby(rows, key=body))
    return Summary(tuple(bodies), conn.execute(_WITHOUT, (topic,)).fetchone()[0])


async def summary_csv_view(datasette: Any, request: Any) -> Response:
    """Answer with the summary of a topic as CSV, a row a comparison."""
    topic = key_of(request, "topic")
    rows = await read_kb(datasette, lambda conn: _rows(conn, topic))
    names = tuple(relations()[_TABLE].columns)
    return csv_response("summary-of-findings.csv", names, ([row[name] for name in names] for row in rows))


def summary_routes() -> list[tuple[str, Callable[..., Any]]]:
    """Return the summary's addresses with their views."""
    return [(r"^/topic/(?P<topic>[^/]+)/summary-of-findings\.csv$", summary_csv_view)]


def _rows(conn: sqlite3.Connection, topic: str) -> list[sqlite3.Row] | None:
    if conn.execute("SELECT 1 FROM topics WHERE topic = ?", (topic,)).fetchone() is None:
        return None
    return conn.execute(_ROWS, (topic,)).fetchall()


def _about(key: tuple[str, ...]) -> str:
    _, population, drug, comparator, window = key
    when = "" if window == "unstated" else f", {code_label(window)}"
    people = definition("population", population).rstrip(".")
    whom = people[:1].lower() + people[1:] if people.startswith("People") else code_label(population)
    return f"{code_label(drug)} against {comparator}, in {whom}{when}"
