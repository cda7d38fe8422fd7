"""The views of what changed: the page, the feed of all of it and the feed of each claim."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

from datasette import NotFound, Response

from kb.site.addresses import absolute
from kb.site.answering import key_of, page, read_kb
from kb.site.changes_page import read_changes_of, read_changes_page, read_commits
from kb.site.feeds import MEDIA_TYPE, changes_feed, claim_feed

_COMMITS_IN_FEED = 30
_CLAIM = "SELECT id, statement, verdict, reviewed_on FROM claims WHERE id = ?"
_REVIEWED_LAST = "SELECT max(reviewed_on) FROM claims"


async def changes_view(datasette: Any, request: Any) -> Response:
    """Show what changed, the newest day first, a page at a time."""
    text = request.args.get("page") or "1"
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 0
    changes = await read_kb(datasette, lambda conn: read_changes_page(conn, max(number, 1)))
    if not 1 <= number <= max(changes.pages, 1):
        raise NotFound("no such page of changes")
    return await page(datasette, request, "changes", {"page": changes})


async def changes_feed_view(datasette: Any, request: Any) -> Response:
    """Answer with what changed as an Atom feed, an entry a commit."""

    def make(conn: sqlite3.Connection) -> str:
        reviewed = conn.execute(_REVIEWED_LAST).fetchone()[0]
        return changes_feed(read_commits(conn, _COMMITS_IN_FEED), absolute(datasette, request), reviewed)

    return Response(await read_kb(datasette, make), content_type=MEDIA_TYPE)


async def claim_feed_view(datasette: Any, request: Any) -> Response:
    """Answer with what changed in one claim as an Atom feed."""
    key = key_of(request, "claim")

    def make(conn: sqlite3.Connection) -> str | None:
        claim = conn.execute(_CLAIM, (key,)).fetchone()
        if claim is None:
            return None
        return claim_feed(claim, read_changes_of(conn, "claim", key), absolute(datasette, request))

    return Response(await read_kb(datasette, make), content_type=MEDIA_TYPE)


def change_routes() -> list[tuple[str, Callable[..., Any]]]:
    """Return the addresses of what changed with their views."""
    return [
        (r"^/changes$", changes_view),
        (r"^/changes\.atom$", changes_feed_view),
        (r"^/claim/(?P<claim>[^/]+)/changes\.atom$", claim_feed_view),
    ]
