"""Which format a file is in: by its first bytes, its name, or what the text looks like."""

from __future__ import annotations

import re

from kb.late_pattern import late
from kb.vetting.reading.limits import CopyError

FORMATS = ("text", "markdown", "html", "docx")
_SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
}
#: The endings by which copy is told in a folder.
COPY_SUFFIXES = tuple(_SUFFIXES)
_FOREIGN = (
    (b"%PDF", "a PDF", "save it as text, HTML or DOCX"),
    (b"\xd0\xcf\x11\xe0", "an old Word file (.doc)", "save it as DOCX"),
    (b"{\\rtf", "an RTF file", "save it as DOCX"),
    (b"\x89PNG", "a picture", "its text cannot be read"),
    (b"\xff\xd8\xff", "a picture", "its text cannot be read"),
    (b"GIF8", "a picture", "its text cannot be read"),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
)
_HTML = late(
    r"<!doctype html|<(?:html|head|body|main|article|section|div|p|h[1-6]|ul|table|title|"
    r"meta)(?:\s[^<>]{0,500})?>",
    re.I,
)
_MARKDOWN = late(
    r"^#{1,6} \S|^---\n\w+:|\[[^\]\n]{1,200}\]\((?:https?:|/|#)|^\s{0,3}```|\*\*\w[^*\n]{0,200}\*\*", re.M
)


def detect_format(name: str, data: bytes) -> str:
    """
    Return the format of a file, one of ``FORMATS``.

    :raises CopyError: if it is a file of a kind that is not read, such as a PDF.
    """
    for mark, what, advice in _FOREIGN:
        if data.startswith(mark):
            raise CopyError(f"this is {what}: {advice}")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "docx"
    dot = name.rfind(".")
    return _SUFFIXES.get(name[dot:].lower(), "") if dot >= 0 else ""


def detect_markup(text: str) -> str:
    """Return the format of a text without a telling name."""
    head = text[:20_000]
    if _HTML.search(head[:4_000].lstrip()):
        return "html"
    return "markdown" if _MARKDOWN.search(head) else "text"
