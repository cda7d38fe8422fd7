"""The faults that the E-utilities were seen to answer with, ready to be queued."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Reply:
    """One answer, and what the connection does to it."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str = "text/xml; charset=UTF-8"
    #: Bytes of the body that are sent before the connection ends; all of them if negative.
    sent: int = -1
    #: In chunks, as NCBI does; a cut answer then lacks its last chunk.
    chunked: bool = False
    #: Close the connection without an answer: ``reset`` or ``close``.
    drop: str = ""
    #: Seconds to wait before the body.
    delay: float = 0.0


#: What a fault makes of the proper answer and the parameters of the request.
Fault = Callable[[Reply, dict[str, str]], Reply]


def _always(reply: Reply) -> Fault:
    return lambda _proper, _parameters: reply


def _json(data: object, status: int = 200, **headers: str) -> Reply:
    return Reply(
        json.dumps(data).encode(),
        status,
        {k.replace("_", "-"): v for k, v in headers.items()},
        "application/json",
    )


def rate_limited(status: int = 429, retry_after: str = "2", **more: str) -> Fault:
    """Too many requests; also seen with a 2xx status."""
    body = {"error": "API rate limit exceeded", "api-key": "192.0.2.7", "count": "5", "limit": "3", **more}
    headers = {"Retry_After": retry_after} if retry_after else {}
    return _always(_json(body, status, X_RateLimit_Limit="3", X_RateLimit_Remaining="0", **headers))


def rate_limited_short(status: int = 429) -> Fault:
    """The form of NCBI's own documentation."""
    return _always(_json({"error": "API rate limit exceeded", "count": "11"}, status))


def bad_key() -> Fault:
    """The key is refused, and echoed."""

    def fault(_proper: Reply, parameters: dict[str, str]) -> Reply:
        key = parameters.get("api_key", "")
        data = {"error": "API key invalid", "api-key": key, "type": "invalid", "status": "unknown"}
        return _json(data, 400)

    return fault


def key_echoed_in_error() -> Fault:
    """An error that quotes the whole request, key included."""

    def fault(_proper: Reply, parameters: dict[str, str]) -> Reply:
        text = "&".join(f"{name}={value}" for name, value in parameters.items())
        return envelope(f"cannot handle {text.replace('&', '&amp;')}")(_proper, parameters)

    return fault


def server_error(status: int = 500, title: str = "NCBI/eutils211 - WWW Error 500 Diagnostic") -> Fault:
    """A page for people, well-formed as XML."""
    page = (
        '<?xml version="1.0" encoding="iso-8859-1" standalone="yes"?>\n<!DOCTYPE html PUBLIC '
        '"-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">\n<html>\n<head>\n'
        f"<title>{title}</title></head>\n<body><h1>Server Error</h1></body></html>"
    )
    return _always(Reply(page.encode(), status, content_type="text/html"))


def blocked(status: int = 200) -> Fault:
    """The page for an address that is blocked."""
    return server_error(status, "NCBI - WWW Error Blocked Diagnostic")


def bad_gateway(status: int = 502) -> Fault:
    """A page of a proxy."""
    return _always(Reply(b"<html>502 Bad Gateway</html>", status, content_type="text/html"))


def unrouted(status: int = 200) -> Fault:
    """Plain text of the gateway."""
    text = b"Unable to route request!\n\nservice name: /http/service/ratecontrol\ndtab:\n"
    return _always(Reply(text, status, content_type="text/plain"))


def envelope(message: str, status: int = 200, *, end: str = "</ERROR>\n</eFetchResult>\n") -> Fault:
    """An error message in XML."""
    body = (
        '<?xml version="1.0" encoding="UTF-8" ?>\n<!DOCTYPE eEfetchResult PUBLIC '
        '"-//NLM//DTD efetch 20131226//EN" "https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20131226/efetch.dtd">\n'
        f"<eFetchResult>\n\t<ERROR>{message}{end}"
    )
    return _always(Reply(body.encode(), status))


def plain(text: str, status: int = 200) -> Fault:
    """An error message in plain text."""
    return _always(Reply(text.encode(), status, content_type="text/plain"))


def search_error(message: str) -> Fault:
    """An error message in JSON, its line ends raw as NCBI leaves them."""
    body = '{"header":{"type":"esearch","version":"0.3"},"esearchresult":{"ERROR":"' + message + '"}}'
    return _always(Reply(body.encode(), content_type="application/json"))


def empty() -> Fault:
    """No body at all."""
    return _always(Reply())


def cut(share: float = 0.5, *, chunked: bool = False, closed: bool = False) -> Fault:
    """
    The proper answer, up to a share of it.

    The connection ends early, unless ``closed``: then the headers announce no more than is sent.
    """

    def fault(proper: Reply, _parameters: dict[str, str]) -> Reply:
        size = int(len(proper.body) * share)
        if closed:
            return replace(proper, body=proper.body[:size])
        return replace(proper, sent=size, chunked=chunked)

    return fault


def dropped(how: str = "reset") -> Fault:
    """The connection ends without an answer."""
    return _always(Reply(drop=how))


def slow(seconds: float) -> Fault:
    """The proper answer, late."""

    def fault(proper: Reply, _parameters: dict[str, str]) -> Reply:
        return replace(proper, delay=seconds)

    return fault


def redirected(location: str) -> Fault:
    """An answer from elsewhere."""
    return _always(Reply(status=301, headers={"Location": location}))


def unchanged() -> Fault:
    """The proper answer; keeps a place in the queue."""
    return lambda proper, _parameters: proper
