"""
Plain text to blocks: headings without markup, bullets, paragraphs, wrapped or not.

A page saved as text has a block on each line; a pasted abstract often keeps the line
breaks of its column. Lines are joined only where that is plain to see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.late_pattern import late
from kb.vetting.reading.raw_block import RawBlock
from kb.vetting.reading.tracked import Tracked
from kb.vetting.records import BlockKind

_LINE = late(r"[^\n]*\n?")
_BULLET = late(r"[^\S\n]{0,40}(?:[•◦‣▪▫●○■□–*➢➤✓✔·\-]|\d{1,3}[.)])(?=\s)[^\S\n]*|[•◦‣▪●■✓✔➢➤]")
#: Bullets that mark an item even in the middle of a line.
_GLYPHS = frozenset("•◦‣▪●■✓✔➢➤")
_ENDS = late(r"[.!?…:;][\"”’')\]*]*$")
_FUNCTION_WORDS = frozenset(
    "a an and are as at be but by can do does for from how i if in into is it its may my of on or our"
    " should than that the their them they this to vs was we what when where which who why will with you your".split()
)
_ACTION = late(
    r"(?:book|schedule|call|contact|learn|read|get|sign|subscribe|submit|click|download|request|start|apply|"
    r"reserve|watch|see|view|leave|order|buy|shop|join)\b",
    re.I,
)
_FILE_NAME = late(r"\.(?:jpe?g|png|gif|webp|svg|avif)$|^\w+_[\w-]+(?: |$)", re.I)
_ADDRESS = late(r"\b[A-Z][A-Za-z]\.? \d{5}(?:-\d{4})?$")
#: A hyphen at the end of a line stays, the line break goes.
_HYPHENATED = late(r"(?<=\w)(-)[^\S\n]*\n[^\S\n]*(?=[a-z])")
_WORD = late(r"[^\W\d_][\w’'-]*")
#: Lines of a wrapped column are at least this long, and at most `_COLUMN`.
_WRAPPED = 42
_COLUMN = 110
#: What page builders and comment forms leave behind when a page is saved as text.
_LEFTOVERS = frozenset(
    {
        "top of page",
        "bottom of page",
        "skip to content",
        "skip to main content",
        "leave a comment",
        "leave a reply",
    }
)

#: The line above a comment form.
_LEFTOVER_START = "your email address will not"


def read_text(source: str) -> list[RawBlock]:
    """Return the blocks of a plain text, in order."""
    found: list[RawBlock] = []
    for lines in _paragraphs(source):
        for group in _unwrapped(lines):
            found.extend(_blocks(group, alone=len(lines) == len(group)))
    return _repaired(found)


def _paragraphs(source: str) -> Iterator[list[Tracked]]:
    """Yield the lines that stand together without an empty one between."""
    together: list[Tracked] = []
    for match in _LINE.finditer(source):
        if match[0].strip():
            together.append(Tracked.of(source, match.start(), match.end()))
        elif together:
            yield together
            together = []
    if together:
        yield together


def _unwrapped(lines: list[Tracked]) -> Iterator[list[Tracked]]:
    """Yield groups of lines that are one block."""
    group: list[Tracked] = []
    column = _is_column(lines)
    for line in lines:
        if group and not _continues(group[-1].text, line.text, column=column):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _is_column(lines: list[Tracked]) -> bool:
    """Whether the lines look like one text broken at a column."""
    if len(lines) < 3 or any(_BULLET.match(line.text) for line in lines):
        return False
    widths = [len(line.text.rstrip()) for line in lines]
    full = sum(_WRAPPED <= width <= _COLUMN for width in widths[:-1])
    broken = sum(not _ENDS.search(line.text.rstrip()) for line in lines[:-1])
    lower = sum(line.text.lstrip()[:1].islower() for line in lines[1:])
    return (
        full >= 0.7 * (len(lines) - 1)
        and broken >= 0.6 * (len(lines) - 1)
        and lower >= 0.4 * (len(lines) - 1)
    )


def _continues(before: str, after: str, *, column: bool) -> bool:
    before, after = before.rstrip(), after.lstrip()
    if column:
        return True
    if _BULLET.match(after) or len(before) < _WRAPPED or _ENDS.search(before):
        return False
    return after[:1].islower() and before[-1:].isascii() and (before[-1:].isalpha() or before[-1:] in ",-")


def _blocks(lines: list[Tracked], *, alone: bool) -> Iterator[RawBlock]:
    tracked = Tracked.join(lines)
    if len(lines) > 1:
        tracked = tracked.substitute(_HYPHENATED, 1)
    marks = [
        match for match in _BULLET.finditer(tracked.text) if match.start() == 0 or match[0].strip() in _GLYPHS
    ]
    if not marks:
        text = tracked.collapsed()
        small = text.text.lower()
        if small and small not in _LEFTOVERS and not small.startswith(_LEFTOVER_START):
            yield RawBlock(kind=_kind(text.text), tracked=text)
        return
    lead = tracked.cut(0, marks[0].start()).collapsed()
    if len(lead):
        yield RawBlock(kind=BlockKind.PARAGRAPH, tracked=lead)
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        item = tracked.cut(mark.end(), following.start() if following else None).collapsed()
        if len(item):
            yield RawBlock(kind=BlockKind.LIST_ITEM, tracked=item)


def _kind(line: str) -> BlockKind:
    """Tell a heading, a button and a caption from running text."""
    words = _WORD.findall(line)
    if not words or len(line) > 120 or len(words) > 16:
        return BlockKind.PARAGRAPH
    if _FILE_NAME.search(line):
        return BlockKind.ALT_TEXT
    ends = line.rstrip("\"”’')]")[-1:]
    if ends == "?":
        return BlockKind.HEADING
    shouted = ends == "!" and len(words) > 4
    if ends in {".", ",", ";", "…"} or shouted or line[:1] in '“"‘(★' or _ADDRESS.search(line):
        return BlockKind.PARAGRAPH
    if 2 <= len(words) <= 5 and _ACTION.match(line):
        return BlockKind.BUTTON
    if line[:1].islower():
        return BlockKind.CAPTION if len(words) <= 8 else BlockKind.PARAGRAPH
    telling = [word for word in words if word.lower() not in _FUNCTION_WORDS]
    titled = sum(word[0].isupper() for word in telling)
    if len(words) <= 9 or (telling and titled >= 0.7 * len(telling)):
        return BlockKind.HEADING
    return BlockKind.PARAGRAPH


def _repaired(blocks: list[RawBlock]) -> list[RawBlock]:
    """Join a sentence broken by an empty line; a line that stands twice is a picture with its caption."""
    kept: list[RawBlock] = []
    for block in blocks:
        before = kept[-1] if kept else None
        if before is None:
            kept.append(block)
        elif before.kind is BlockKind.PARAGRAPH and before.text.endswith(",") and block.text[:1].islower():
            between = Tracked.at(" ", before.tracked.offsets[-1] + 1)
            joined = Tracked.join([before.tracked, between, block.tracked])
            kept[-1] = RawBlock(kind=BlockKind.PARAGRAPH, tracked=joined)
        elif _same(before.text, block.text) and block.kind is not BlockKind.LIST_ITEM:
            kept[-1] = RawBlock(kind=BlockKind.ALT_TEXT, tracked=before.tracked)
            kept.append(RawBlock(kind=BlockKind.CAPTION, tracked=block.tracked))
        else:
            kept.append(block)
    return kept


def _same(one: str, other: str) -> bool:
    return len(one) > 8 and one.replace("–", "-") == other.replace("–", "-")
