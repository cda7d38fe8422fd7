"""Which of the site's addresses are copied, and under which file name."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

#: Under these nothing is copied: they need the server (SQL, search, a draft to vet).
_NEEDS_SERVER = re.compile(
    r"^/(?:kb(?:[./].*)?|-/(?!static-plugins/|vet/rules$).*|claim/[^/]+/(?:card|embed))$"
)
_STATIC = re.compile(r"^/-/static-plugins/[^/]+/(.+)$")
#: What no common file system refuses; the rest is written as its code point.
_UNSAFE = re.compile(r"[^A-Za-z0-9._~/-]")


@dataclass(frozen=True, slots=True)
class Address:
    """One address of the site: its path with the query, and the part of the page."""

    path: str
    fragment: str = ""


def address_of(link: str, base: str) -> Address | None:
    """
    Return the address that a link on the page ``base`` leads to; None if it leaves the site.

    >>> address_of("/claims?verdict=mixed#top", "/")
    Address(path='/claims?verdict=mixed', fragment='top')
    >>> address_of("#evidence", "/claim/x")
    Address(path='/claim/x', fragment='evidence')
    """
    parts = urlsplit(link.strip())
    if parts.scheme or parts.netloc:
        return None
    if not parts.path:
        return Address(f"{base.partition('?')[0]}?{parts.query}" if parts.query else base, parts.fragment)
    folder = posixpath.dirname(base.partition("?")[0])
    path = posixpath.normpath(posixpath.join(folder, parts.path)).replace("//", "/")
    return Address(
        f"{path}?{parts.query}" if parts.query and not _STATIC.match(path) else path, parts.fragment
    )


def is_copied(path: str) -> bool:
    """Whether the address can be copied at all."""
    return not _NEEDS_SERVER.match(path.partition("?")[0])


def file_of(path: str, is_page: bool) -> str:
    """
    Return the file of an address, relative to the copy's top.

    >>> file_of("/", True), file_of("/claim/x", True), file_of("/claims?verdict=mixed", True)
    ('index.html', 'claim/x.html', 'claims--verdict-mixed.html')
    >>> file_of("/claim/x/forest.svg", False), file_of("/-/static-plugins/evidence-kb/kb.css", False)
    ('claim/x/forest.svg', 'static/kb.css')
    """
    plain, _, query = path.partition("?")
    static = _STATIC.match(plain)
    name = f"static/{static[1]}" if static else plain.strip("/") or "index"
    if query:
        name += "--" + unquote(query).replace("=", "-").replace("&", "--").replace("/", "-")
    name = _UNSAFE.sub(lambda found: f"~{ord(found.group()):X}", name)
    return f"{name}.html" if is_page else name


def relative(target: str, source: str, fragment: str = "") -> str:
    """
    Return the link from one file of the copy to another.

    >>> relative("claim/x.html", "topic/response-rate.html", "evidence")
    '../claim/x.html#evidence'
    """
    link = posixpath.relpath(target, posixpath.dirname(source) or ".")
    return f"{link}#{fragment}" if fragment else link
