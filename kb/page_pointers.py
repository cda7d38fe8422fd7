"""What in the running text of a page leads to an entry of its reference list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.matching.references import Printed

#: Numbers of one range that are followed, e.g. those of [2-6].
LONGEST_RANGE = 30
_NUMBERS = r"\d{1,3}(?:\s?[,;\u2013-]\s?\d{1,3}){0,20}"
#: [1], [2, 3], [^4]; superscript digits, but no cm²; ^5; digits set close after a full stop.
_MARK = re.compile(
    rf"\[\s?\^?(?P<bracketed>{_NUMBERS})\s?\]"
    r"|(?<![ckm]m)(?:(?<=[^\W\d_]{2})|(?<=[.,;:!?)\]\u201d\"]))"
    r"(?P<raised>[\u00b9\u00b2\u00b3\u2074-\u2079][\u00b9\u00b2\u00b3\u2070\u2074-\u2079,\u2013]{0,8})"
    r"|\^(?P<caret>\d{1,3})\b"
    rf"|(?<=[a-z]{{3}}[.,;)])(?P<close>{_NUMBERS})(?=\s|$)"
)
_RAISED = str.maketrans("\u00b9\u00b2\u00b3\u2070\u2074\u2075\u2076\u2077\u2078\u2079", "1230456789")
_NUMBERED = re.compile(r"^\s*[\[(]?\s*\^?(\d{1,3})(?:\s*[\]).:]|\s)")
_FAMILY = re.compile(r"[^\W\d_a-z][^\W\d_][\w'\u2019-]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the reference list, with what leads to it."""

    #: Place among the citations of the page.
    position: int
    number: int
    #: Lines of the page it takes up, from 1.
    lines: range
    #: Family name that stands first; empty where none does.
    family: str
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pointer:
    """A mark, or author and year, in the text."""

    line: int
    style: str
    text: str
    #: Position of the entry it leads to; None where the list has no such number.
    entry: int | None


def entry_numbers(
    lines: Sequence[str], listed: Sequence[tuple[int, Printed, tuple[int, ...]]]
) -> tuple[Entry, ...]:
    """
    Return the entries of a list with their numbers: as printed, or counted where those are missing or repeat.

    :param listed: position, citation and years of each entry, in order.
    """
    printed_numbers = [_NUMBERED.match(lines[p.line - 1]) for _, p, _ in listed]
    numbers = [int(m[1]) if m else 0 for m in printed_numbers]
    if 0 in numbers or max(Counter(numbers).values(), default=0) > 1:
        numbers = list(range(1, len(listed) + 1))
    found = []
    for number, (position, printed, years) in zip(numbers, listed, strict=True):
        family = _FAMILY.search(printed.text)
        taken = range(printed.line, printed.line + printed.text.count("\n") + 1)
        found.append(Entry(position, number, taken, _plain_name(family[0]) if family else "", years))
    return tuple(found)


def pointers(lines: Sequence[str], entries: Sequence[Entry]) -> Iterator[Pointer]:
    """Yield what leads to the entries, each once a line; nothing where there is no list."""
    if not entries:
        return
    by_number = {e.number: e.position for e in entries}
    taken = {number for e in entries for number in e.lines}
    named: dict[str, list[tuple[Entry, re.Pattern[str]]]] = {}
    for entry in entries:
        if entry.family and entry.years:
            named.setdefault(entry.family, []).append((entry, _author_and_year(entry)))
    for at, line in enumerate(lines, 1):
        if at in taken or not line.strip():
            continue
        for number, text in sorted(_marks(line).items()):
            if number in by_number:
                yield Pointer(at, "mark", text, by_number[number])
            elif text.startswith("["):
                yield Pointer(at, "mark", text, None)
        families = dict.fromkeys(_plain_name(found[0]) for found in _FAMILY.finditer(line))
        for family in families:
            for entry, pattern in named.get(family, ()):
                if found := pattern.search(line):
                    yield Pointer(at, "in text", found[0], entry.position)


def _plain_name(name: str) -> str:
    return re.sub(r"['\u2019]s?$", "", name)


def _author_and_year(entry: Entry) -> re.Pattern[str]:
    years = "|".join(map(str, entry.years))
    return re.compile(rf"\b{re.escape(entry.family)}\b.{{0,40}}?\b(?:{years})(?!\d)")


def _marks(line: str) -> dict[int, str]:
    found: dict[int, str] = {}
    for mark in _MARK.finditer(line):
        text = next(filter(None, mark.groups())).translate(_RAISED)
        for part in re.split(r"[,;]", text):
            low, _, high = (n.strip() for n in part.replace("\u2013", "-").partition("-"))
            if not low.isdecimal():
                continue
            last = int(high) if high.isdecimal() else int(low)
            for number in range(int(low), min(last, int(low) + LONGEST_RANGE) + 1):
                found.setdefault(number, mark[0])
    return found
