"""
A reference as a line of text with a few italics, put together as the style manuals punctuate.

While it is being put together, markup is held in control characters, which
:func:`kb.formats.text.one_line` lets through from no field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from kb.formats.text import one_line

#: Elements that PubMed and CSL-JSON have in titles, each with the two characters that stand for it here.
ELEMENTS = {"i": ("\x01", "\x02"), "b": ("\x03", "\x04"), "sub": ("\x05", "\x06"), "sup": ("\x0e", "\x0f")}
_MARKS = "".join(start + end for start, end in ELEMENTS.values())
_ELEMENT = re.compile(r"<(i|b|sub|sup)>(.*?)</\1>")
_NO_MARKS = str.maketrans("", "", _MARKS)
#: Quoted words: an opening mark after a space or bracket, a closing one before no letter.
_QUOTED = re.compile(r"""(?<![^\s(\[–—-])(["'])(?=\S)((?:(?!\1).)*\S)\1(?!\w)""")
_SWALLOWS = (".", "?", "!", ":", ";")


@dataclass(frozen=True, slots=True)
class Reference:
    """One formatted reference."""

    marked: str

    @property
    def text(self) -> str:
        """The reference as plain text, on one line."""
        return self.marked.translate(_NO_MARKS)

    @property
    def html(self) -> str:
        """The reference as HTML: text escaped, italics and the like as elements."""
        html = escape(self.marked)
        for name, (start, end) in ELEMENTS.items():
            html = html.replace(start, f"<{name}>").replace(end, f"</{name}>")
        return html


def prose(text: str | None) -> str:
    """
    Return a title or name as printed: typographic quotes and apostrophes, its elements marked.

    As citeproc programs do, single quotation marks around words become double ones.

    >>> prose('Parkinson\\'s "gold standard"')
    'Parkinson’s “gold standard”'
    """
    return marked_up(_QUOTED.sub(r"“\2”", one_line(text)).replace("'", "’"))


def marked_up(text: str) -> str:
    """Return ``text`` with its elements marked; a tag that is not closed stays text."""
    while (marked := _ELEMENT.sub(_marked, text)) != text:
        text = marked
    return text


def unmarked(text: str | None) -> str:
    """Return ``text`` on one line and without its elements, for formats that have plain text only."""
    return marked_up(one_line(text)).translate(_NO_MARKS)


def italic(text: str) -> str:
    """Return ``text`` in italics; nothing stays nothing."""
    start, end = ELEMENTS["i"]
    return f"{start}{text.replace(start, '').replace(end, '')}{end}" if text else ""


def sentences(parts: Iterable[str]) -> str:
    """Return the parts that are not empty, each closed by a full stop."""
    return " ".join(closed(part) for part in parts if part)


def closed(text: str) -> str:
    """
    Return ``text`` with a full stop, unless it ends in a mark that closes it already.

    After a closing quotation mark the full stop goes inside, as American style has it.

    >>> closed("Does it work?"), closed("On “remission”")
    ('Does it work?', 'On “remission.”')
    """
    bare = text.translate(_NO_MARKS)
    quoted = bare.endswith("”") or (bare.endswith("’") and "‘" in bare)
    if bare.endswith(_SWALLOWS) or (quoted and bare[:-1].endswith((".", "?", "!"))):
        return text
    return f"{text[:-1]}.{text[-1]}" if quoted and text[-1] == bare[-1] else f"{text}."


def _marked(match: re.Match[str]) -> str:
    start, end = ELEMENTS[match.group(1)]
    return f"{start}{match.group(2)}{end}"
