"""
Answers that need not be made twice.

kb.db does not change while it is served and nothing is kept of a visitor, so an address has
one answer for as long as database and software are the same. Its ETag is the two together;
a reader, or a cache before the site, who shows it again is told "304 Not Modified" before
any page is made. Static files are addressed by the hash of their content and may be kept for
good.
"""

from __future__ import annotations

from collections.abc import Callable

from kb.site.headers import App, Message, Receive, Scope, Send

_FOREVER = "public, max-age=31536000, immutable"
#: Keep it, but ask before showing it again: a new build is seen at once.
_ASK = "public, no-cache"


def with_caching(
    app: App, state: Callable[[], str | None], own_path: Callable[[str], bool], assets: str, version: str
) -> App:
    """
    Return ``app`` with ETags on our pages and a long life for our hashed assets.

    :param state: gives what the answers depend on, as a hash; None while that is not known.
    :param own_path: whether a path is one of our pages; Datasette's own keep their headers.
    :param assets: what the paths of our static files hold.
    :param version: the query under which a static file never changes, the hash of its content.
    """

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await app(scope, receive, send)
            return
        if assets in scope["path"]:
            kept = _FOREVER if scope.get("query_string", b"") == version.encode() else _ASK
            await app(scope, receive, _adding(send, [("cache-control", kept)]))
            return
        known = state() if own_path(scope["path"]) else None
        if known is None:
            await app(scope, receive, send)
            return
        etag = f'W/"{known}"'
        if etag in _shown(scope):
            await send({"type": "http.response.start", "status": 304, "headers": _encoded(_headers(etag))})
            await send({"type": "http.response.body", "body": b""})
            return
        await app(scope, receive, _adding(send, _headers(etag)))

    return wrapped


def _headers(etag: str) -> list[tuple[str, str]]:
    return [("etag", etag), ("cache-control", _ASK)]


def _shown(scope: Scope) -> set[str]:
    """Return the ETags that the reader already has."""
    values = [value.decode("latin-1") for name, value in scope["headers"] if name == b"if-none-match"]
    return {tag.strip() for value in values for tag in value.split(",")}


def _adding(send: Send, headers: list[tuple[str, str]]) -> Send:
    """Return ``send`` that adds headers to a good answer; one that says how it may be kept is left alone."""

    async def adding(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 200:
            given = list(message.get("headers", []))
            if not any(name.lower() == b"cache-control" for name, _ in given):
                message = {**message, "headers": given + _encoded(headers)}
        await send(message)

    return adding


def _encoded(headers: list[tuple[str, str]]) -> list[tuple[bytes, bytes]]:
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
