"""What the views of the figures share: reading kb.db, the key in an address, a page, a picture, a 404."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import unquote

from datasette import NotFound, Response
from datasette.utils import tilde_decode, tilde_encode

from kb.site.rendering import render

T = TypeVar("T")


async def read_kb(datasette: Any, function: Callable[[sqlite3.Connection], T | None]) -> T:
    """
    Return what ``function`` reads from kb.db, in one of Datasette's threads.

    :raises NotFound: if it reads None: the address then names nothing, and the visitor is helped on.
    """
    if "kb" not in datasette.databases:
        raise NotFound("no database is served")
    result: T | None = await datasette.get_database("kb").execute_fn(function)
    if result is None:
        raise NotFound("nothing of that name")
    return result


def key_of(request: Any, name: str) -> str:
    """Return a key from the address as it stands in the tables."""
    return str(tilde_decode(unquote(request.url_vars[name])))


def address_of(datasette: Any) -> Callable[[str, str], str]:
    """Return a function from a kind of page and a key to its address."""
    return lambda kind, key: str(datasette.urls.path(f"/{kind}/{tilde_encode(key)}"))


async def page(datasette: Any, request: Any, name: str, context: dict[str, Any]) -> Response:
    """Return the page of template ``name``."""
    return Response.html(render(datasette, request, name, context))


def picture(drawing: str) -> Response:
    """Return a figure as a file that stands alone."""
    return Response(drawing, content_type="image/svg+xml; charset=utf-8")
