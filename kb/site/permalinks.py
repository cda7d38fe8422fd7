"""
Addresses that outlive their entries.

The key of a claim or publication is never given to another. One that was renamed or merged leads
on to the page of today; one that was retired says so, and when, as far as the history tells.
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from datasette import Response
from datasette.utils import tilde_decode, tilde_encode

from kb.site.changes_page import PLACES

_PATH = re.compile(r"/(claim|publication|facts)/([^/]+)(/.*)?")
_KINDS = {place.strip("/"): kind for kind, place in PLACES.items()}
_MOVED = "SELECT entity FROM former_ids WHERE kind = ? AND former = ?"
_LAST = "SELECT * FROM changes WHERE kind = ? AND entity = ? ORDER BY change DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Moved:
    """The path at which an entry stands today."""

    path: str


@dataclass(frozen=True, slots=True)
class Retired:
    """An entry that was there once."""

    kind: str
    key: str
    #: The change that took it away.
    change: sqlite3.Row


def whereabouts(conn: sqlite3.Connection, path: str) -> Moved | Retired | None:
    """Return what became of the entry at a path, without prefix and query; None if none ever stood there."""
    match = _PATH.fullmatch(path)
    if match is None:
        return None
    kind, key = _KINDS[match[1]], str(tilde_decode(unquote(match[2])))
    moved = conn.execute(_MOVED, (kind, key)).fetchone()
    if moved:
        return Moved(f"/{match[1]}/{tilde_encode(moved[0])}{match[3] or ''}")
    last = conn.execute(_LAST, (kind, key)).fetchone()
    return Retired(kind, key, last) if last and last["action"] == "removed" else None


def led_on(datasette: Any, request: Any, moved: Moved) -> Response:
    """Return the answer that leads on to where the entry stands, query and all."""
    query = f"?{request.query_string}" if request.query_string else ""
    answer = Response.redirect(datasette.urls.path(moved.path) + query, status=301)
    answer.headers["cache-control"] = "public, max-age=3600"
    return answer
