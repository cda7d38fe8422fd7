"""The evidence map: in short, whole, and topic by topic; as a page, a picture and a table."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from datasette import Response

from kb.drawing.evidence_map import narrow_map, topic_map, whole_map
from kb.drawing.gap_map import Counts, gap_map, narrow_gap_map
from kb.site.answering import address_of, key_of, page, picture, read_kb
from kb.site.csv_answer import csv_response
from kb.site.map_data import MapRows, as_counts, as_map, column_bands, read_map, row_bands, short_label
from kb.site.map_groups import COLUMNS, ROWS

_CSV = (
    "topic", "claim_id", "statement", "verdict", "source", "label", "year", "design", "direction", "directness",
    "differs", "standing", "counted",
)  # fmt: skip
_WHOLE = "Every claim against every publication"


@dataclass(frozen=True, slots=True)
class Choice:
    """One link by which the map is sorted."""

    name: str
    value: str
    current: bool


def sort_of(request: Any, known: dict[str, str], parameter: str, default: str) -> str:
    """Return the sort asked for; one that is not known is the default."""
    value = request.args.get(parameter) or default
    return value if value in known else default


def choices(known: dict[str, str], current: str) -> list[Choice]:
    """Return the links of one sort, with the one in force."""
    return [Choice(name, value, value == current) for value, name in known.items()]


def overview(rows: MapRows, by_rows: str, by_columns: str, datasette: Any) -> dict[str, Any]:
    """Return what the page of the whole map shows."""
    address = address_of(datasette)
    counts = as_counts(rows, by_rows, by_columns, address, "How much evidence points which way")
    return {
        "counts": counts,
        "cells": table_of(counts),
        "wide": gap_map(counts, key="gap"),
        "narrow": narrow_gap_map(counts, key="gap-narrow"),
        "publications": sum(s["kind"] == "publication" for s in rows.sources),
        "facts": sum(s["kind"] == "facts" for s in rows.sources),
        "rows": choices(ROWS, by_rows),
        "columns": choices(COLUMNS, by_columns),
        "claims": len(rows.claims),
        "items": len(rows.items),
    }


def table_of(counts: Counts) -> list[tuple[str, str, list[dict[str, int]], dict[str, int]]]:
    """Return the table behind the overview: name, link, a count for each column, and the row's total."""
    return [
        (
            name,
            counts.links[r],
            [dict(counts.cells.get((r, c), {})) for c in range(len(counts.columns))],
            counts.total(r),
        )
        for r, name in enumerate(counts.rows)
    ]


def one_topic(rows: MapRows, by_rows: str, by_columns: str, datasette: Any, title: str) -> dict[str, Any]:
    """Return what the page of a topic's map shows."""
    data = as_map(rows, by_rows, by_columns, address_of(datasette), title)
    return {
        "wide": topic_map(data, key="topic"),
        "narrow": narrow_map(data, key="topic-narrow"),
        "bands": row_bands(rows, by_rows),
        "column_bands": [(name, len(members)) for name, members in column_bands(rows, by_columns)],
        "items": rows.of_claim,
        "names": {s["source"]: short_label(s) for s in rows.sources},
        "standing": {s["source"]: s["standing"] for s in rows.sources},
        "rows": choices({k: v for k, v in ROWS.items() if k != "topic"}, by_rows),
        "columns": choices(COLUMNS, by_columns),
    }


def map_csv(rows: MapRows, name: str) -> Response:
    """Return the map as CSV, a row an evidence item."""
    claims = {c["id"]: c for c in rows.claims}
    sources = {s["source"]: s for s in rows.sources}

    def row(item: sqlite3.Row) -> list[Any]:
        claim, source = claims[item["claim_id"]], sources[item["source"]]
        return [
            claim["topic"], claim["id"], claim["statement"], claim["verdict"], item["source"], source["label"],
            source["year"], item["design"], item["direction"], item["directness"], item["differs"],
            source["standing"], item["counted"],
        ]  # fmt: skip

    return csv_response(name, _CSV, (row(item) for item in rows.items))


async def map_view(datasette: Any, request: Any) -> Response:
    """Show the map of everything, sorted by ``?rows=`` and ``?columns=``."""
    rows = await read_kb(datasette, read_map)
    context = overview(rows, *_sorts(request, "topic"), datasette)
    return await page(datasette, request, "map", context)


async def whole_map_view(datasette: Any, request: Any) -> Response:
    """Show every claim against every publication in one figure."""
    rows = await read_kb(datasette, read_map)
    by_rows, by_columns = _sorts(request, "topic")
    data = as_map(rows, by_rows, by_columns, address_of(datasette), _WHOLE)
    context = {
        "whole": whole_map(data, key="whole"),
        "rows": choices(ROWS, by_rows),
        "columns": choices(COLUMNS, by_columns),
        "claims": len(rows.claims),
        "sources": len(rows.sources),
    }
    return await page(datasette, request, "whole_map", context)


async def map_svg_view(datasette: Any, request: Any) -> Response:
    """Answer with the whole map as a picture."""
    rows = await read_kb(datasette, read_map)
    data = as_map(rows, *_sorts(request, "topic"), address_of(datasette), _WHOLE)
    return picture(whole_map(data, key="map"))


async def map_csv_view(datasette: Any, request: Any) -> Response:
    """Answer with the map as CSV, narrowed by ``?topic=``."""
    topic = request.args.get("topic") or None
    return map_csv(await read_kb(datasette, lambda conn: read_map(conn, topic)), "map.csv")


async def topic_map_view(datasette: Any, request: Any) -> Response:
    """Show the map of one topic."""
    topic = key_of(request, "topic")
    title, rows = await read_kb(datasette, lambda conn: _read_topic(conn, topic))
    context = one_topic(rows, *_sorts(request, "verdict"), datasette, title)
    return await page(datasette, request, "topic_map", {**context, "topic": topic, "title": title})


async def topic_map_svg_view(datasette: Any, request: Any) -> Response:
    """Answer with the map of one topic as a picture."""
    topic = key_of(request, "topic")
    title, rows = await read_kb(datasette, lambda conn: _read_topic(conn, topic))
    data = as_map(rows, *_sorts(request, "verdict"), address_of(datasette), title)
    return picture(topic_map(data, key="map"))


def map_routes() -> list[tuple[str, Callable[..., Any]]]:
    """Return the map's addresses with their views."""
    return [
        (r"^/map$", map_view),
        (r"^/map\.csv$", map_csv_view),
        (r"^/map\.svg$", map_svg_view),
        (r"^/map/whole$", whole_map_view),
        (r"^/map/(?P<topic>[^/]+)\.svg$", topic_map_svg_view),
        (r"^/map/(?P<topic>[^/]+)$", topic_map_view),
    ]


def _sorts(request: Any, rows: str) -> tuple[str, str]:
    return sort_of(request, ROWS, "rows", rows), sort_of(request, COLUMNS, "columns", "design")


def _read_topic(conn: sqlite3.Connection, topic: str) -> tuple[str, MapRows] | None:
    found = conn.execute("SELECT title FROM topics WHERE topic = ?", (topic,)).fetchone()
    return (str(found["title"]), read_map(conn, topic)) if found else None
