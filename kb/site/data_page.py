"""The page from which all data is taken away, and the files it offers; kb.exports makes them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from functools import cache
from typing import Any

from datasette import NotFound, Response

from kb.exports.claim_file import claim_data
from kb.exports.claim_schema import claim_schema
from kb.exports.data_package import package_files
from kb.exports.scifact import scifact_files
from kb.exports.tables import tables
from kb.lookup import NotFoundError
from kb.site.addresses import own_path
from kb.site.answering import key_of, page, read_kb
from kb.site.bibliographies import file_name
from kb.site.permalinks import Moved, led_on, whereabouts

_MAKERS: dict[str, Callable[[sqlite3.Connection], dict[str, bytes]]] = {
    "package": package_files,
    "scifact": scifact_files,
}
_TYPES = {
    "json": "application/json; charset=utf-8",
    "jsonl": "application/jsonl; charset=utf-8",
    "csv": "text/csv; charset=utf-8; header=present",
    "md": "text/plain; charset=utf-8",
}


def data_routes() -> list[tuple[str, Callable[..., Any]]]:
    """Return the addresses of the exports with their views, in Datasette's form."""
    return [
        (r"^/data$", data_view),
        (r"^/data/claim\.schema\.json$", schema_view),
        (r"^/data/(?P<folder>package|scifact)/(?P<file>[A-Za-z_-]+\.(?:json|jsonl|csv|md))$", file_view),
        (r"^/claim/(?P<claim>[^/]+)/export\.json$", claim_file_view),
    ]


async def data_view(datasette: Any, request: Any) -> Response:
    """Show what can be taken away."""
    return await page(datasette, request, "data", {"tables": list(tables())})


async def file_view(datasette: Any, request: Any) -> Response:
    """Send one file of the data package or of the SciFact folder."""
    name = request.url_vars["file"]
    files = await read_kb(datasette, _MAKERS[request.url_vars["folder"]])
    if name not in files:
        raise NotFound("no file of that name")
    return _sent(files[name].decode("utf-8"), name)


async def claim_file_view(datasette: Any, request: Any) -> Response:
    """Send one claim with everything under it."""
    key = key_of(request, "claim")
    try:
        data = await read_kb(datasette, lambda conn: claim_data(conn, key))
    except NotFoundError as error:
        path = own_path(datasette, request)
        moved = await datasette.get_database("kb").execute_fn(lambda conn: whereabouts(conn, path))
        if isinstance(moved, Moved):
            return led_on(datasette, request, moved)
        return Response.json({"ok": False, "error": str(error)}, status=404)
    return _sent(_json(data), file_name("claim", [key], "json"))


async def schema_view(datasette: Any, request: Any) -> Response:
    """Send the JSON Schema of a claim's file."""
    return _sent(_schema(), "claim.schema.json")


@cache
def _schema() -> str:
    return _json(claim_schema())


def _json(data: Any) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _sent(text: str, name: str) -> Response:
    kind = _TYPES[name.rpartition(".")[2]]
    return Response(text, content_type=kind, headers={"content-disposition": f'inline; filename="{name}"'})
