"""The views behind our own addresses: each reads kb.db once and fills one template."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import unquote

from datasette import Response
from datasette.utils import tilde_decode

from kb.site.addresses import absolute, own_path
from kb.site.answering import address_of
from kb.site.change_views import change_routes
from kb.site.cite import cite_routes
from kb.site.claim_page import read_claim
from kb.site.crawlers import crawler_routes
from kb.site.data_page import data_routes
from kb.site.embed import embed_routes
from kb.site.forest_views import FOREST_ROUTES
from kb.site.map_page import map_routes
from kb.site.near import Near, near_matches
from kb.site.over_time import over_time_routes
from kb.site.overview import (
    read_claims,
    read_counts,
    read_facts,
    read_overview,
    read_publications,
    read_topics,
    read_verdicts,
)
from kb.site.permalinks import Moved, led_on, whereabouts
from kb.site.publication_page import read_fact, read_publication
from kb.site.rendering import render
from kb.site.search_page import read_search
from kb.site.structured_data import claim_review, scholarly_article, script
from kb.site.summary_page import read_summary, summary_routes
from kb.site.timeline import read_history, timeline_routes
from kb.site.vet_page import rules_view, vet_view

#: The name under which kb.db is served.
DATABASE = "kb"

T = TypeVar("T")
Routes = list[tuple[str, Callable[..., Any]]]


async def read(datasette: Any, function: Callable[[sqlite3.Connection], T]) -> T:
    """Return what ``function`` reads from kb.db, in one of Datasette's threads."""
    result: T = await datasette.get_database(DATABASE).execute_fn(function)
    return result


async def home_view(datasette: Any, request: Any) -> Response:
    """Show the home page; without kb.db it says how to get one."""
    overview = await read(datasette, read_overview) if DATABASE in datasette.databases else None
    return await _html(datasette, request, "home", {"overview": overview})


async def claim_view(datasette: Any, request: Any) -> Response:
    """Show one claim."""
    key = _key(request, "claim")
    address = absolute(datasette, request)

    def everything(conn: sqlite3.Connection) -> Any:
        page = read_claim(conn, key)
        return page and (page, read_history(conn, key), claim_review(conn, key, address))

    found = await read(datasette, everything)
    if found is None:
        return await missing(datasette, request, "claim", key)
    page, history, data = found
    context = {
        "page": page,
        "claim": page.claim,
        "history": history,
        "address": address_of(datasette),
        "json_ld": script(data),
    }
    return await _html(datasette, request, "claim", context)


async def publication_view(datasette: Any, request: Any) -> Response:
    """Show one publication."""
    key = _key(request, "citekey")
    page = await read(datasette, lambda conn: read_publication(conn, key))
    if page is None:
        return await missing(datasette, request, "publication", key)
    data = await read(datasette, lambda conn: scholarly_article(conn, key, absolute(datasette, request)))
    context = {"page": page, "publication": page.publication, "json_ld": script(data)}
    return await _html(datasette, request, "publication", context)


async def fact_view(datasette: Any, request: Any) -> Response:
    """Show one regulatory fact."""
    key = _key(request, "fact")
    page = await read(datasette, lambda conn: read_fact(conn, key))
    if page is None:
        return await missing(datasette, request, "regulatory fact", key)
    return await _html(datasette, request, "fact", {"page": page, "fact": page.fact})


async def topic_view(datasette: Any, request: Any) -> Response:
    """Show the claims of one topic."""
    code = _key(request, "topic")
    topics = await read(datasette, read_topics)
    topic = next((row for row in topics if row["topic"] == code), None)
    if topic is None:
        return await missing(datasette, request, "topic", code)
    claims = await read(datasette, lambda conn: read_claims(conn, topic=code))
    summary = await read(datasette, lambda conn: read_summary(conn, code))
    context = {"topic": topic, "topics": topics, "claims": claims, "summary": summary}
    return await _html(datasette, request, "topic", context)


async def claims_view(datasette: Any, request: Any) -> Response:
    """List the claims, narrowed by ``?verdict=`` and ``?topic=``."""
    verdict, topic = request.args.get("verdict") or None, request.args.get("topic") or None
    context = {
        "claims": await read(datasette, lambda conn: read_claims(conn, topic, verdict)),
        "topics": await read(datasette, read_topics),
        "verdicts": await read(datasette, read_verdicts),
        "verdict": verdict,
        "topic": topic,
    }
    return await _html(datasette, request, "claims", context)


async def publications_view(datasette: Any, request: Any) -> Response:
    """List the publications and the regulatory facts."""
    context = {"groups": await read(datasette, read_publications), "facts": await read(datasette, read_facts)}
    return await _html(datasette, request, "publications", context)


async def search_view(datasette: Any, request: Any) -> Response:
    """Answer ``?q=`` with what the library has; ``kind=`` shows one kind alone, ``as=typed`` mends no word."""
    asked = {name: request.args.get(name) or "" for name in ("q", "kind", "as")}
    page = await read(
        datasette, lambda conn: read_search(conn, asked["q"], asked["kind"], asked["as"] == "typed")
    )
    topics = [] if page.answers.total else await read(datasette, read_topics)
    return await _html(datasette, request, "search", {"page": page, "q": page.answers.text, "topics": topics})


async def about_view(datasette: Any, request: Any) -> Response:
    """Explain the rule, the words and what is unverified."""
    counts, build = await read(datasette, read_counts)
    return await _html(datasette, request, "about", {"counts": counts, "build": build})


async def missing(datasette: Any, request: Any, kind: str, key: str) -> Response:
    """
    Answer 404 with the pages that may have been meant.

    An entry that has another key today is led on to; one that was retired is said to be gone.
    """
    near: list[Near] = []
    if DATABASE in datasette.databases:
        path = own_path(datasette, request)
        found = await read(datasette, lambda conn: whereabouts(conn, path))
        if isinstance(found, Moved):
            return led_on(datasette, request, found)
        near = await read(datasette, lambda conn: near_matches(conn, key))
        if found:
            return await _html(datasette, request, "retired", {"retired": found, "near": near}, status=410)
    words = re.sub(r"[^\w%]+", " ", key.strip("/").rpartition("/")[2]).strip()
    return await _html(
        datasette, request, "missing", {"kind": kind, "key": key, "near": near, "words": words}, status=404
    )


def routes() -> Routes:
    """Return our addresses with their views, in Datasette's form."""
    return [
        (r"^/$", home_view),
        (r"^/claim/(?P<claim>[^/]+)$", claim_view),
        *FOREST_ROUTES,
        (r"^/publication/(?P<citekey>[^/]+)$", publication_view),
        (r"^/facts/(?P<fact>[^/]+)$", fact_view),
        (r"^/topic/(?P<topic>[^/]+)$", topic_view),
        (r"^/claims$", claims_view),
        (r"^/publications$", publications_view),
        (r"^/-/search$", search_view),
        (r"^/-/vet$", vet_view),
        (r"^/-/vet/rules$", rules_view),
        (r"^/about$", about_view),
        *cite_routes(),
        *map_routes(),
        *over_time_routes(),
        *summary_routes(),
        *timeline_routes(),
        *change_routes(),
        *crawler_routes(),
        *embed_routes(),
        *data_routes(),
    ]


def is_own_path(path: str) -> bool:
    """Whether a path is one of our pages; addresses that do not exist count as ours."""
    if path in ("/-/search", "/-/vet", "/-/vet/rules"):
        return True
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return first not in (DATABASE, "-") and not first.startswith(f"{DATABASE}.")


def _key(request: Any, name: str) -> str:
    return str(tilde_decode(unquote(request.url_vars[name])))


async def _html(
    datasette: Any, request: Any, name: str, context: dict[str, Any], status: int = 200
) -> Response:
    return Response.html(render(datasette, request, name, context), status=status)
