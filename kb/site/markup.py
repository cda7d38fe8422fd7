"""Titles and abstracts with their italics and subscripts, and nothing else that a browser acts on."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_ALLOWED = re.compile(r"&lt;(/?)(b|i|u|sub|sup|em|strong)&gt;", re.IGNORECASE)
_ENTITY = re.compile(r"&amp;(amp|lt|gt|quot|#39|#34);")


def safe_html(text: str | None) -> Markup:
    """
    Return ``text`` escaped, with the few tags that PubMed uses inside titles let through.

    A tag with attributes stays text, and so does one that is never closed.

    >>> safe_html("<i>R</i>-ketamine <script>alert(1)</script>")
    Markup('<i>R</i>-ketamine &lt;script&gt;alert(1)&lt;/script&gt;')
    """
    escaped = str(escape(text or ""))
    if not _balanced(escaped):
        return Markup(escaped)
    return Markup(_ENTITY.sub(r"&\1;", _ALLOWED.sub(r"<\1\2>", escaped)))


def _balanced(escaped: str) -> bool:
    open_tags: list[str] = []
    for match in _ALLOWED.finditer(escaped):
        tag = match.group(2).lower()
        if not match.group(1):
            open_tags.append(tag)
        elif not open_tags or open_tags.pop() != tag:
            return False
    return not open_tags
