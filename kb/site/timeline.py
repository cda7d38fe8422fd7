"""The verdict on a claim through the years, as the claim's page shows it, as a picture and as CSV."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from datasette import Response

from kb.drawing.marks import WORDS
from kb.drawing.svg import Svg
from kb.drawing.timeline import Event, Stretch, Timeline, timeline
from kb.site.answering import address_of, key_of, picture, read_kb
from kb.site.csv_answer import csv_response
from kb.site.words import capital, code_label

_CLAIM = (
    "SELECT id, statement, CAST(substr(reviewed_on, 1, 4) AS INTEGER) AS reviewed FROM claims WHERE id = ?"
)
_YEARS = "SELECT * FROM verdict_history WHERE claim_id = ? ORDER BY year"
_EVENTS = """
SELECT e.citekey, e.fact_id, coalesce(p.label, f.id) AS label, e.direction, e.directness, e.counted, p.standing,
  coalesce(p.year, CAST(substr(f.start_on, 1, 4) AS INTEGER), CAST(substr(c.reviewed_on, 1, 4) AS INTEGER)) AS year,
  coalesce(p.year, f.start_on) IS NULL AS undated
FROM evidence_items AS e JOIN claims AS c ON c.id = e.claim_id
LEFT JOIN publications AS p ON p.citekey = e.citekey LEFT JOIN regulatory_facts AS f ON f.id = e.fact_id
WHERE e.claim_id = ? ORDER BY year, e.position
"""
_COLUMNS = (
    "claim_id", "year", "verdict", "changed", "step", "because", "items", "supporting", "contradicting",
    "inconclusive", "arrived", "left_out",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class History:
    """What is known of a claim through the years; the years are those in which something came or went."""

    claim: sqlite3.Row
    years: list[sqlite3.Row]
    events: list[sqlite3.Row]

    @property
    def undated(self) -> list[str]:
        """Names of the evidence that bears no date."""
        return [str(event["label"]) for event in self.events if event["undated"]]

    def drawn(self, address: Callable[[str, str], str], key: str = "timeline", narrow: bool = False) -> Svg:
        """Return the figure."""
        return timeline(self.as_timeline(address), key=key, narrow=narrow)

    def as_timeline(self, address: Callable[[str, str], str]) -> Timeline:
        """Return the figure's data; the description tells each change in words."""
        changes = [row for row in self.years if row["changed"]]
        told = "; ".join(f"{row['year']}: {code_label(row['verdict'])}" for row in changes)
        return Timeline(
            title="What the verdict would have been",
            description=f"By the rule, on what had been published by the end of each year. {told}. "
            "The table below holds every year in which evidence came.",
            stretches=tuple(
                Stretch(row["year"], row["verdict"], capital(code_label(row["verdict"]))) for row in changes
            ),
            events=tuple(_event(row, address) for row in self.events),
            last=max([self.claim["reviewed"] or 0, *(row["year"] for row in self.years)]),
        )


def read_history(conn: sqlite3.Connection, claim_id: str) -> History | None:
    """Return the history of a claim; None if there is no such claim."""
    claim = conn.execute(_CLAIM, (claim_id,)).fetchone()
    if claim is None:
        return None
    years = conn.execute(_YEARS, (claim_id,)).fetchall()
    return History(claim, years, conn.execute(_EVENTS, (claim_id,)).fetchall() if years else [])


async def timeline_svg_view(datasette: Any, request: Any) -> Response:
    """Answer with the timeline of a claim as a picture; 404 where there is nothing to draw."""
    key = key_of(request, "claim")
    history = await read_kb(datasette, lambda conn: _drawable(read_history(conn, key)))
    return picture(history.drawn(address_of(datasette)))


async def timeline_csv_view(datasette: Any, request: Any) -> Response:
    """Answer with the timeline of a claim as CSV, a row a year."""
    key = key_of(request, "claim")
    history = await read_kb(datasette, lambda conn: read_history(conn, key))
    return csv_response("timeline.csv", _COLUMNS, ([row[name] for name in _COLUMNS] for row in history.years))


def timeline_routes() -> list[tuple[str, Callable[..., Any]]]:
    """Return the timeline's addresses with their views."""
    return [
        (r"^/claim/(?P<claim>[^/]+)/timeline\.svg$", timeline_svg_view),
        (r"^/claim/(?P<claim>[^/]+)/timeline\.csv$", timeline_csv_view),
    ]


def _drawable(history: History | None) -> History | None:
    return history if history and history.years else None


def _event(row: sqlite3.Row, address: Callable[[str, str], str]) -> Event:
    kind, key = ("publication", row["citekey"]) if row["citekey"] else ("facts", row["fact_id"])
    said = f"{row['label']}, {row['year']}: {WORDS.get(row['direction'], row['direction'])}"
    if row["directness"] != "direct":
        said += f", {row['directness']}"
    if not row["counted"]:
        said += f", {code_label(row['standing'])} by now"
    return Event(
        year=row["year"],
        direction=row["direction"],
        title=said,
        href=address(kind, key),
        hollow=row["directness"] == "indirect",
        fallen=not row["counted"],
    )
