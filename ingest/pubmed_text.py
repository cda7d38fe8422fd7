"""
Text of XML elements: nothing lost, and as HTML that is safe to show.

Markup inside a text is part of the text: ``H<sub>2</sub>O`` reads ``H2O`` and is
shown with its subscript. Tags outside the allow-list, MathML among them, give
their text only; attributes never get through.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from kb.pubmed_record import Unparsed

Element = Any
"""An lxml element; lxml carries no types."""

ALLOWED_TAGS = frozenset({"b", "i", "u", "sub", "sup", "em", "strong"})

_whole_text = etree.XPath("string()", smart_strings=False)
_WHITE_RUN = re.compile(r"[ \t\r\n]+")


def tidy(text: str) -> str:
    """Make one space of each white run that holds a line break or tab; none at the ends.

    >>> tidy("\\n  two  spaces\\n  stay ")
    'two  spaces stay'
    """
    if "\n" in text or "\t" in text or "\r" in text:
        text = _WHITE_RUN.sub(_one_space, text)
    return text.strip(" ")


def _one_space(run: re.Match[str]) -> str:
    found = run.group()
    return " " if found.strip(" ") else found


def text_of(element: Element) -> str:
    """Return all the text inside an element, tidied."""
    text: str | None = _whole_text(element) if len(element) else element.text
    if not text:
        return ""
    if "\n" in text or "\t" in text or "\r" in text or text[0] == " " or text[-1] == " ":
        return tidy(text)
    return text


def text_and_html(element: Element) -> tuple[str, str]:
    """Return the text inside an element, and the same as safe HTML."""
    if len(element):
        parts: list[str] = []
        _append_html(element, parts)
        return text_of(element), tidy("".join(parts))
    text = text_of(element)
    return text, escape(text)


def escape(text: str) -> str:
    """Escape what HTML would read as markup.

    >>> escape("p < .05 & <i>n</i>")
    'p &lt; .05 &amp; &lt;i&gt;n&lt;/i&gt;'
    """
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text


def _append_html(element: Element, parts: list[str]) -> None:
    """Append the HTML of the content; depth is bounded by libxml2 (256)."""
    if element.text:
        parts.append(escape(element.text))
    for child in element:
        tag = child.tag
        if tag in ALLOWED_TAGS:
            parts.append(f"<{tag}>")
            _append_html(child, parts)
            parts.append(f"</{tag}>")
        else:
            _append_html(child, parts)
        if child.tail:
            parts.append(escape(child.tail))


def keep_unparsed(element: Element, unparsed: list[Unparsed]) -> None:
    """Keep the text of an element that the parser has no field for, with its path."""
    names = [element.tag, *(ancestor.tag for ancestor in element.iterancestors())]
    path = "/".join(str(name) for name in reversed(names))
    attributes = " ".join(f"{name}={value}" for name, value in element.attrib.items())
    text = text_of(element)
    unparsed.append(Unparsed(path, f"[{attributes}] {text}" if attributes else text))
