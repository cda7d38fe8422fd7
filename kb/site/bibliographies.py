"""
Any table, view or query with a column ``citekey`` as a bibliography: Datasette's output formats.

Datasette hands an output format one page of rows. A bibliography has no pages: of a table
the whole filtered set is read again without its limit, of a query all rows and not only
those that fit on a page. So ``_size`` and ``_next`` mean nothing here.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import unquote_plus

from datasette import Response
from datasette.utils import sqlite_timelimit
from datasette.utils.asgi import BadRequest

from kb.formats import FORMATS
from kb.formats.format import Format
from kb.formats.stored import read_publications
from kb.site.paging import with_tie_breaker

#: The column that makes a table or query one of publications.
COLUMN = "citekey"
_LIMIT = re.compile(r" limit \d+(?: offset \d+)?\s*\Z")
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Keys:
    """The publications of a result: each once, in order of appearance."""

    citekeys: list[str]
    #: Rows that name no publication, e.g. evidence that is a regulatory fact.
    without: int


def output_formats(database: str) -> list[dict[str, Any]]:
    """Return the formats as Datasette's output formats for one database."""
    return [
        {
            "extension": format.name,
            "render": partial(_render, format),
            "can_render": partial(_can_render, database),
        }
        for format in FORMATS.values()
    ]


def _can_render(served: str, database: str, columns: list[str]) -> bool:
    return database == served and COLUMN in columns


async def _render(
    format: Format, datasette: Any, database: str, columns: list[str], data: Any, request: Any
) -> Response:
    if COLUMN not in columns:
        raise BadRequest(f"No column {COLUMN}, so there is no bibliography to make of this")
    if "_next" in request.args:
        return Response.redirect("?" + _without_next(request.query_string))
    db = datasette.get_database(database)
    limit_ms = datasette.setting("sql_time_limit_ms")
    query = data.get("query")
    again = bool(query and (data.get("table") or data.get("truncated")))
    sql = await _unlimited(db, query["sql"], data.get("table")) if again else ""

    def read(conn: sqlite3.Connection) -> tuple[Keys, str]:
        known = {key for (key,) in conn.execute("SELECT citekey FROM publications")}
        if not again:
            place = columns.index(COLUMN)
            found = _keys((_raw(row[place]) for row in data["rows"]), known)
        else:
            with sqlite_timelimit(conn, limit_ms):
                cursor = conn.execute(sql, query["params"])
                place = [name for name, *_ in cursor.description].index(COLUMN)
                found = _keys((row[place] for row in cursor), known)
        return found, format.write(read_publications(conn, found.citekeys))

    try:
        keys, text = await db.execute_fn(read)
    except sqlite3.OperationalError as error:
        raise BadRequest(f"The publications could not be read: {error}") from error
    what = data.get("table") or data.get("query_name") or database
    name = file_name(what, [*data.get("primary_key_values", ()), *_filters(request)], format.extension)
    kind = "inline" if format.media_type.startswith("text/plain") else "attachment"
    headers = {
        "content-disposition": f'{kind}; filename="{name}"',
        "x-publications": str(len(keys.citekeys)),
        "x-rows-without-publication": str(keys.without),
    }
    return Response(text, content_type=format.media_type, headers=headers)


async def _unlimited(db: Any, sql: str, table: str | None) -> str:
    """Return the SQL of a table's page for all rows, in the order in which the pages show them."""
    if not table:
        return sql
    return _LIMIT.sub("", with_tie_breaker(sql, {table: await db.primary_keys(table)}))


def _keys(values: Iterable[Any], known: set[str]) -> Keys:
    found: dict[str, None] = {}
    without = 0
    for value in values:
        if value in known:
            found[value] = None
        else:
            without += 1
    return Keys(list(found), without)


def _raw(value: Any) -> Any:
    """Return a key that Datasette may have put beside its label."""
    return value["value"] if isinstance(value, dict) else value


def _without_next(query: str) -> str:
    return "&".join(part for part in query.split("&") if unquote_plus(part.partition("=")[0]) != "_next")


def _filters(request: Any) -> list[str]:
    return [request.args[key] for key in request.args if not key.startswith("_") and key != "sql"]


def file_name(what: str, filters: Iterable[str], extension: str) -> str:
    """
    Return a name for the download that any file system and header takes.

    >>> file_name("publications", ["rct"], "bib")
    'publications-rct.bib'
    """
    words = (_NOT_IN_A_NAME.sub("-", word).strip("-.") for word in (what, *filters))
    stem = "-".join(word for word in words if word)[:_LONGEST_NAME].rstrip("-.")
    return f"{stem or 'publications'}.{extension}"
