"""
A pasted reference list, or a whole page, cut into its citations.

A list is known by its marks (numbers, Roman numerals, bullets, footnote marks), by blank lines,
or by each line looking like a reference. On a page, only what looks like a reference is taken,
with author-and-year mentions in the running text and lines that may be a title by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

#: Longest text that is cut up, in characters; what follows is not read.
LONGEST_TEXT = 5_000_000
#: Most citations taken from one text.
MOST = 100_000


class Style(StrEnum):
    """How a citation stands in the text."""

    LISTED = "listed"
    #: Author and year in a sentence.
    IN_TEXT = "in text"
    #: A line of its own that could be a title; it counts only if it matches.
    TITLE_LINE = "title line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A citation as it stands, and where."""

    text: str
    #: Line it begins on, from 1.
    line: int
    style: Style = Style.LISTED


_HEADING = re.compile(
    r"^\W*(?:\d+\.?\s*)?(?:references?(?: list| cited)?|bibliography|works cited|literature(?: cited)?|sources|"
    r"citations|footnotes|endnotes|further reading)\W*$",
    re.I,
)
_MARK = re.compile(
    r"^\s*(?:\[\s*(?P<a>\d{1,4}|[ivxlc]{1,8})\s*\]|\(\s*(?P<b>\d{1,4}|[ivxlc]{1,8})\s*\)|(?P<c>\d{1,4})[.)](?=\s|[^\W\d])"
    r"|(?P<d>[ivxlc]{1,8})[.)](?=\s)|(?P<e>[\u2022\u25aa\u25cf\u2023\u25e6*\u00b7-])\s|(?P<f>[\u00b9\u00b2\u00b3\u2070-\u2079]+)\s*"
    r"|(?P<g>\d{1,3})\s+(?=(?-i:[^\W\d_a-z])))\s*",
    re.I,
)
_COUNT = re.compile(r"^\s*\d{1,4}\s+(?=[^\W\d_a-z])")
_YEAR = re.compile(r"(?<!\d)(?:1[89]\d\d|20[0-4]\d)(?!\d)")
_PLACE = re.compile(
    r"\d\s*(?:\([^)]{1,30}\))?\s*[:,;]\s*(?:pp?\.?\s*)?[A-Za-z]{0,3}\d|\bpp?\.\s?\d|\bvol\.?\s?\d", re.I
)
_NAMES = re.compile(
    r"[^\W\d_a-z][\w'\u2019-]+,?\s+(?:[^\W\d_a-z]\.?[\s-]?){1,3}(?:[,;.:&(]|\band\b|$)|\bet\s+al\b"
)
#: Names at the very beginning: `Berman RM,`, `R. M. Berman`, `Berman et al`.
_NAMES_FIRST = re.compile(
    r"\W{0,3}(?:(?:[^\W\d_]+\s){0,3}[^\W\d_a-z][\w'\u2019-]+,?\s+(?:[^\W\d_a-z]\.?[\s-]?){1,3}(?:[,;.:&(\s]|$)"
    r"|(?:[^\W\d_a-z]\.[\s-]?){1,3}[^\W\d_a-z]\w+|[^\W\d_a-z][\w'\u2019-]+\s+et\s+al\b)"
)
_IDENTIFIER = re.compile(r"\b10\.\d{4,9}/\S|pmid\b|pubmed|PMC\d{3}", re.I)
_AUTHOR_YEAR = re.compile(
    r"(?P<who>[^\W\d_a-z][^\W\d_]+(?:(?:,? (?:and|&) [^\W\d_a-z][^\W\d_]+)|(?:,? et al\.?,?))?),?\s*"
    r"\(?(?P<year>(?:19|20)\d\d)[a-h]?\)?"
)
_NO_NAMES = frozenset(
    "in since of by until from around before after during january february march april may june july august "
    "september october november december copyright the spring summer winter autumn fall".split()
)
_SENTENCE = re.compile(r"[.!?]\s+\S")


def split_references(text: str) -> list[Printed]:
    """
    Return the citations in ``text``, in order.

    >>> pasted = "References\\n1. Fava 2018, Mol Psychiatry, p.1\\n2. Berman RM. 2000;47:351."
    >>> [printed.text for printed in split_references(pasted)]
    ['Fava 2018, Mol Psychiatry, p.1', 'Berman RM. 2000;47:351.']
    """
    lines = text[:LONGEST_TEXT].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if _is_page(lines):
        found = list(_from_page(lines))
    else:
        found = [Printed(text=entry, line=at) for entry, at in _entries(lines, 0)]
    return found[:MOST]


def looks_like_reference(text: str) -> bool:
    """
    Whether a stretch of text has the parts of a reference: two of names, year, place, identifier.

    >>> looks_like_reference("Berman RM, et al. Biol Psychiatry 2000;47:351-354.")
    True
    >>> looks_like_reference("It was approved for anesthesia in 1970.")
    False
    """
    if len(text) < 12:
        return False
    place = bool(_PLACE.search(text))
    year = bool(_YEAR.search(text))
    names = bool(_NAMES.search(text[:200]))
    identifier = bool(_IDENTIFIER.search(text))
    return place + year + names + identifier >= 2 and (place or identifier or names)


def _is_page(lines: list[str]) -> bool:
    """A page has running text: long lines, most of which are no reference and carry no year."""
    filled = [line for line in lines if line.strip()]
    prose = sum(
        len(line.split()) > 12 and not _is_reference_line(_unmarked([line.strip()])) for line in filled
    )
    headed = any(_HEADING.match(line) for line in filled[1:])
    return len(filled) >= 6 and (prose > 3 or (headed and prose > 0)) and prose > 0.15 * len(filled)


def _entries(lines: list[str], offset: int) -> Iterator[tuple[str, int]]:
    """Cut a list into entries: by marks, else by blank lines, else line by line."""
    kept = [(offset + i + 1, line) for i, line in enumerate(lines) if not _HEADING.match(line)]
    filled = [(number, line) for number, line in kept if line.strip()]
    counted = _counted([line for _, line in filled])
    if counted:
        yield from ((_COUNT.sub("", text, count=1), at) for text, at in _joined(filled, counted))
        return
    marked = [_is_marked(line) for _, line in filled]
    if filled and sum(marked) >= max(1, 0.2 * len(filled)) and (marked[0] or sum(marked) > 1):
        yield from _joined(filled, marked)
        return
    blanks = sum(not line.strip() for _, line in kept[1:-1])
    if blanks and len(filled) > blanks + 1 and not all(looks_like_reference(line) for _, line in filled):
        starts = []
        before = ""
        for _, line in kept:
            if line.strip():
                starts.append(not before.strip())
            before = line
        yield from _joined(filled, starts)
        return
    yield from _joined(
        filled, [i == 0 or _begins_anew(filled[i - 1][1], line) for i, (_, line) in enumerate(filled)]
    )


def _counted(lines: list[str]) -> list[bool]:
    """Where lines begin 1, 2, 3 without full stop or bracket, which of them do; else nothing."""
    starts = []
    expected = 1
    for line in lines:
        found = _COUNT.match(line)
        begins = bool(found) and int(line.split()[0]) == expected
        starts.append(begins)
        expected += begins
    return starts if starts and starts[0] and sum(starts) > 1 else []


def _is_marked(line: str) -> bool:
    found = _MARK.match(line)
    return found is not None and not (found["g"] and not looks_like_reference(line))


def _begins_anew(before: str, line: str) -> bool:
    """Whether a line is an entry of its own: the one before it was complete, or it goes on in lower case."""
    if line[:1].isspace() and not before[:1].isspace():
        return False
    if (
        before.rstrip().endswith(("-", ",", "&", ":"))
        or line.lstrip()[:1].islower()
        or line.lstrip()[:1].isdigit()
    ):
        return False
    return looks_like_reference(before) or len(before) < 90 or not looks_like_reference(f"{before} {line}")


def _joined(lines: list[tuple[int, str]], starts: list[bool]) -> Iterator[tuple[str, int]]:
    entry: list[str] = []
    at = 0
    for (number, line), start in zip(lines, starts, strict=True):
        if start and entry:
            yield _unmarked(entry), at
            entry = []
        if not entry:
            at = number
        entry.append(line.strip())
    if entry:
        yield _unmarked(entry), at


def _unmarked(entry: list[str]) -> str:
    text = "\n".join(entry)
    found = _MARK.match(text)
    return text[found.end() :] if found and _is_marked(entry[0]) else text


def _from_page(lines: list[str]) -> Iterator[Printed]:
    listed: list[Printed] = []
    section = next((i for i in range(len(lines) - 1, -1, -1) if _HEADING.match(lines[i])), None)
    body = lines if section is None else lines[:section]
    if section is not None:
        entries = ((text, at) for text, at in _entries(lines[section + 1 :], section + 1))
        listed += [Printed(text=text, line=at) for text, at in entries if looks_like_reference(text)]
    others: list[Printed] = []
    for number, line in enumerate(body, 1):
        marked = _is_marked(line)
        bare = _unmarked([line.strip()])
        if (marked or len(line) < 600) and _is_reference_line(bare):
            listed.append(Printed(text=bare, line=number))
            continue
        others += [Printed(text=text, line=number, style=Style.IN_TEXT) for text in _in_text(line)]
        if _could_be_title(lines, number - 1):
            others.append(Printed(text=line.strip(), line=number, style=Style.TITLE_LINE))
    names = " ".join(p.text for p in listed)
    others = [p for p in others if p.style is not Style.IN_TEXT or not _is_listed(p.text, names)]
    once = {(p.style, p.text): p for p in reversed(others)}
    yield from sorted((*listed, *once.values()), key=lambda p: p.line)


def _is_reference_line(text: str) -> bool:
    """On a page more is asked: names at the very beginning and a year, or a short line with year and place."""
    if not looks_like_reference(text):
        return False
    place, year = bool(_PLACE.search(text)), bool(_YEAR.search(text))
    if _NAMES_FIRST.match(text) and (year or bool(_IDENTIFIER.search(text))):
        return place or len(text.split()) > 9
    return place and year and len(text) < 80


def _in_text(line: str) -> Iterator[str]:
    for found in _AUTHOR_YEAR.finditer(line):
        who = found["who"]
        inside = (
            line[: found.start("who")].rstrip().endswith(("(", ";"))
            or "et al" in who
            or f"({found['year']}" in found.group()
        )
        if inside and who.split()[0].lower() not in _NO_NAMES:
            yield f"{who.rstrip(',')} {found['year']}"


def _is_listed(mention: str, listed: str) -> bool:
    who, _, year = mention.rpartition(" ")
    return who.split()[0] in listed and year in listed


def _could_be_title(lines: list[str], at: int) -> bool:
    """A paragraph of its own, one sentence of 6 to 40 words that begins with a capital."""
    line = lines[at].strip()
    alone = (at == 0 or not lines[at - 1].strip()) and (at + 1 == len(lines) or not lines[at + 1].strip())
    return alone and 6 <= len(line.split()) <= 40 and line[0].isupper() and not _SENTENCE.search(line)
