"""
Answers that need not be made twice.

kb.db does not change while it is served and nothing is kept of a visitor, so an address has
one answer for as long as database and software are the same. Its ETag is the two together;
a reader, or a cache before the site, who shows it again is told "304 Not Modified" before
any page is made. To everybody else the answer last made is sent again: the server keeps those
asked for last, as they left, pressed and all. Static files are addressed by the hash of their
content and may be kept for good.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from kb.site.headers import App, Message, Receive, Scope, Send

_FOREVER = "public, max-age=31536000, immutable"
#: Keep it, but ask before showing it again: a new build is seen at once.
_ASK = "public, no-cache"
#: What one server process keeps of answers made, in bytes.
KEPT_BYTES = 32 * 1024 * 1024
#: What an answer may depend on beside its address; a request with cookies is always answered anew.
_ASKED_WITH = (b"host", b"accept-encoding", b"x-forwarded-proto", b"x-forwarded-host")
_Key = tuple[object, ...]


@dataclass(slots=True)
class _Kept:
    """The answers made last, the longest unused first; as many as fit."""

    answers: OrderedDict[_Key, list[Message]] = field(default_factory=OrderedDict)
    size: int = 0

    def get(self, key: _Key) -> list[Message] | None:
        answer = self.answers.get(key)
        if answer is not None:
            self.answers.move_to_end(key)
        return answer

    def put(self, key: _Key, answer: list[Message]) -> None:
        size = _size(answer)
        if size > KEPT_BYTES // 8 or key in self.answers:
            return
        self.answers[key] = answer
        self.size += size
        while self.size > KEPT_BYTES:
            _, oldest = self.answers.popitem(last=False)
            self.size -= _size(oldest)


def _size(answer: list[Message]) -> int:
    return sum(len(message.get("body", b"")) + 512 for message in answer)


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

    kept_answers = _Kept()

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
        key = _key(scope, known)
        made = kept_answers.get(key) if key else None
        if made is not None:
            for message in made:
                await send(message)
            return
        record: list[Message] = []
        await app(scope, receive, _recording(_adding(send, _headers(etag)), record))
        if key and _may_be_kept(record):
            kept_answers.put(key, [_with_headers(record[0], _headers(etag)), *record[1:]])

    return wrapped


def _key(scope: Scope, state: str) -> _Key | None:
    """Return what an answer depends on; None where it may depend on the visitor."""
    given = dict(scope["headers"])
    if b"cookie" in given or b"authorization" in given or b"range" in given:
        return None
    asked_with = tuple(given.get(name) for name in _ASKED_WITH)
    return state, scope["method"], scope["scheme"], scope["path"], scope.get("query_string"), *asked_with


def _recording(send: Send, record: list[Message]) -> Send:
    async def recording(message: Message) -> None:
        record.append(message)
        await send(message)

    return recording


def _may_be_kept(record: list[Message]) -> bool:
    """Whether it is a whole, good page that says nothing of its own about keeping and sets no cookie."""
    if len(record) < 2 or record[0].get("status") != 200 or record[-1].get("more_body"):
        return False
    names = {name.lower() for name, _ in record[0].get("headers", [])}
    return not names & {b"set-cookie", b"cache-control"}


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
            message = _with_headers(message, headers)
        await send(message)

    return adding


def _with_headers(message: Message, headers: list[tuple[str, str]]) -> Message:
    given = list(message.get("headers", []))
    if any(name.lower() == b"cache-control" for name, _ in given):
        return message
    return {**message, "headers": given + _encoded(headers)}


def _encoded(headers: list[tuple[str, str]]) -> list[tuple[bytes, bytes]]:
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
