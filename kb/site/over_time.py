"""Response and remission over time: the figure, the table behind it and what could not be placed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from datasette import NotFound, Response

from kb.drawing.over_time import KINDS, OverTime, Share, over_time, over_time_narrow, span_text
from kb.drawing.svg import Svg
from kb.site.answering import address_of, key_of, page, picture, read_kb
from kb.site.csv_answer import csv_response
from kb.site.words import capital, code_label, number

OUTCOMES: Final = ("response", "remission")
_ROWS = """
SELECT r.*, p.label FROM response_over_time AS r JOIN publications AS p ON p.citekey = r.citekey
WHERE r.outcome = ?
"""
_LANES: Final = ("a dose", "the first dose of a series", "the last dose of a series")
_CSV = (
    "number", "outcome", "finding_id", "citekey", "label", "kind", "arm", "drug", "route", "population", "value",
    "events", "n", "interval_low", "interval_high", "interval_origin", "counted_from", "from_hours", "to_hours",
    "basis", "time", "not_placed", "source",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """The rows of one outcome: those on the axis, numbered from 1, and those that are not."""

    name: str
    placed: list[sqlite3.Row]
    left_out: list[sqlite3.Row]

    @property
    def earliest(self) -> str:
        """The first time at which a share was reported, in words."""
        spans = [
            (row["from_hours"], row["to_hours"]) for row in self.placed if row["counted_from"] == _LANES[0]
        ]
        return span_text(*min(spans)) if spans else ""

    def figure(self, address: Callable[[str, str], str], narrow: bool = False) -> Svg:
        """Return the figure, wide or for a phone."""
        shares = tuple(_share(i, row, address) for i, row in enumerate(self.placed, 1))
        what = "Share of people in remission" if self.name == "remission" else "Share of people who responded"
        studies = len({row["citekey"] for row in self.placed})
        data = OverTime(
            f"{what}, over time",
            f"{len(shares)} shares from {studies} publications, in lanes by the day from which time is counted, on a "
            "logarithmic axis from minutes to months. The table below holds the same.",
            shares,
        )
        return (over_time_narrow if narrow else over_time)(
            data, key=f"{self.name}{'-narrow' if narrow else ''}"
        )


def read_outcome(conn: sqlite3.Connection, name: str) -> Outcome:
    """Return what is held of one outcome, in the order of time and of the kind of arm."""
    rows = conn.execute(_ROWS, (name,)).fetchall()
    kinds = list(KINDS)

    def place(row: sqlite3.Row) -> tuple[Any, ...]:
        lane = _LANES.index(row["counted_from"]) if row["counted_from"] in _LANES else len(_LANES)
        kind = kinds.index(row["kind"]) if row["kind"] in kinds else len(kinds)
        return (
            lane,
            row["from_hours"] * row["to_hours"],
            row["from_hours"],
            kind,
            -row["value"],
            row["finding_id"],
        )

    return Outcome(
        name,
        sorted((row for row in rows if row["not_placed"] is None), key=place),
        sorted(
            (row for row in rows if row["not_placed"] is not None), key=lambda r: (r["finding_id"], r["kind"])
        ),
    )


async def over_time_view(datasette: Any, request: Any) -> Response:
    """Show response and remission over time."""
    outcomes = await read_kb(datasette, lambda conn: [read_outcome(conn, name) for name in OUTCOMES])
    context = {
        "outcomes": outcomes,
        "address": address_of(datasette),
        "kinds": list(KINDS),
        "span": span_text,
    }
    return await page(datasette, request, "over_time", context)


async def over_time_svg_view(datasette: Any, request: Any) -> Response:
    """Answer with the figure of one outcome as a picture."""
    name = key_of(request, "outcome")
    if name not in OUTCOMES:
        raise NotFound("no such outcome")
    outcome = await read_kb(datasette, lambda conn: read_outcome(conn, name))
    return picture(outcome.figure(address_of(datasette)))


async def over_time_csv_view(datasette: Any, request: Any) -> Response:
    """Answer with every share as CSV, those without a place too, with the reason."""
    outcomes = await read_kb(datasette, lambda conn: [read_outcome(conn, name) for name in OUTCOMES])
    rows = (
        [i if row["not_placed"] is None else None, *(row[name] for name in _CSV[1:])]
        for outcome in outcomes
        for i, row in enumerate([*outcome.placed, *outcome.left_out], 1)
    )
    return csv_response("response-over-time.csv", _CSV, rows)


def over_time_routes() -> list[tuple[str, Callable[..., Any]]]:
    """Return the figure's addresses with their views."""
    return [
        (r"^/response-over-time$", over_time_view),
        (r"^/response-over-time\.csv$", over_time_csv_view),
        (r"^/response-over-time/(?P<outcome>[^/]+)\.svg$", over_time_svg_view),
    ]


def _share(index: int, row: sqlite3.Row, address: Callable[[str, str], str]) -> Share:
    interval = None
    if row["interval_low"] is not None and row["interval_high"] is not None:
        interval = (row["interval_low"], row["interval_high"])
    figure = f"{number(row['value'])}%"
    if row["events"] is not None and row["n"]:
        figure += f" ({row['events']} of {row['n']})"
    when = span_text(row["from_hours"], row["to_hours"])
    return Share(
        number=index,
        lane=row["counted_from"] or "",
        low=row["from_hours"],
        high=row["to_hours"],
        value=row["value"],
        interval=interval,
        kind=row["kind"],
        label=f"{str(row['label']).replace(' et al.', '')}: {figure}",
        detail=f"{capital(row['arm'] or code_label(row['drug']))}, {when} after {row['counted_from']}",
        href=address("publication", row["citekey"]),
        series=f"{row['citekey']}\n{row['arm']}\n{row['kind']}\n{row['counted_from']}",
    )
