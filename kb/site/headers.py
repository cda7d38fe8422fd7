"""
The security headers that every answer carries.

Nothing on the site needs a script, so no page may run one. Our own pages hold no inline
style either. Datasette's table, row and query pages put a colour or a column name into
style attributes and style elements; on those, and nowhere else, inline style is allowed.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

_REST = (
    "script-src 'none'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "img-src 'self' data:"
)
STRICT_POLICY = f"default-src 'self'; style-src 'self'; {_REST}"
DATASETTE_POLICY = f"default-src 'self'; style-src 'self' 'unsafe-inline'; {_REST}"
FIXED_HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-site",
}


def with_security_headers(
    app: App,
    own_path: Callable[[str], bool],
    embeddable: Callable[[str], Mapping[str, str | None] | None] = lambda _: None,
) -> App:
    """
    Return ``app`` with the headers added to every response.

    ``own_path`` says whether a path is one of our pages; others get the policy for Datasette's.
    ``embeddable`` gives the headers that differ, or None for one left out, where a good answer may be shown
    by other sites.
    """

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        policy = STRICT_POLICY if own_path(scope["path"]) else DATASETTE_POLICY

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                shown = embeddable(scope["path"]) if message["status"] in (200, 304) else None
                ours = {**FIXED_HEADERS, "content-security-policy": policy, **(shown or {})}
                kept = [
                    (k, v) for k, v in message.get("headers", []) if k.decode("latin-1").lower() not in ours
                ]
                added = [(k.encode("latin-1"), v.encode("latin-1")) for k, v in ours.items() if v is not None]
                message = {**message, "headers": kept + added}
            await send(message)

        await app(scope, receive, send_with_headers)

    return wrapped
