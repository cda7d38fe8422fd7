"""For search engines: which pages there are, when each changed last, and which not to ask for."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

from datasette import Response
from datasette.utils import tilde_encode

from kb.drawing.svg import element
from kb.site.addresses import absolute
from kb.site.answering import read_kb

#: Pages that are not made from one row of a table.
_PAGES = (
    "/", "/claims", "/publications", "/map", "/map/whole", "/response-over-time", "/data", "/changes", "/about",
    "/-/vet", "/-/vet/rules",
)  # fmt: skip
#: The protocol allows 50,000 addresses in one file.
_MOST = 50_000
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LAST = "(SELECT max(changed_at) FROM changes WHERE kind = '{}' AND entity = {})"
_ROWS = f"""
SELECT '/claim/', id, max(reviewed_on, coalesce({_LAST.format("claim", "id")}, '')) FROM claims GROUP BY id
UNION ALL SELECT '/publication/', citekey, {_LAST.format("publication", "citekey")} FROM publications
UNION ALL SELECT '/facts/', id, {_LAST.format("regulatory fact", "id")} FROM regulatory_facts
UNION ALL SELECT '/topic/', topic, (SELECT max(reviewed_on) FROM claims AS c WHERE c.topic = t.topic)
  FROM topics AS t WHERE EXISTS (SELECT 1 FROM claims AS c WHERE c.topic = t.topic)
ORDER BY 1, 2
"""
_ROBOTS = """\
# Pages are welcome; SQL, filters and exports are for people, and would have no end.
User-agent: *
Disallow: {base}kb
Disallow: {base}-/
Disallow: {base}*?
Allow: {base}-/static-plugins/
Allow: {base}-/vet

Sitemap: {sitemap}
"""


async def sitemap_view(datasette: Any, request: Any) -> Response:
    """Answer with the site map (sitemaps.org), each address in full with the day of its last change."""
    address = absolute(datasette, request)

    def make(conn: sqlite3.Connection) -> str:
        return "".join(_urls(conn, address))

    urls = await read_kb(datasette, make)
    body = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
    )
    return Response(body, content_type="application/xml; charset=utf-8")


async def robots_view(datasette: Any, request: Any) -> Response:
    """Answer with what crawlers are asked to leave alone (RFC 9309)."""
    sitemap = absolute(datasette, request)("/sitemap.xml")
    return Response.text(_ROBOTS.format(base=datasette.setting("base_url"), sitemap=sitemap))


def crawler_routes() -> list[tuple[str, Callable[..., Any]]]:
    """Return the addresses for crawlers with their views."""
    return [(r"^/sitemap\.xml$", sitemap_view), (r"^/robots\.txt$", robots_view)]


def _urls(conn: sqlite3.Connection, address: Callable[[str], str]) -> Iterator[str]:
    for path in _PAGES:
        yield _url(address(path), None)
    for place, key, last in conn.execute(f"{_ROWS} LIMIT {_MOST - len(_PAGES)}"):
        yield _url(address(place + tilde_encode(key)), last)


def _url(address: str, last: str | None) -> str:
    day = last[:10] if last and _DAY.fullmatch(last[:10]) else None
    inner = (element("loc", address), *((element("lastmod", day),) if day else ()))
    return element("url", *inner) + "\n"
