"""Markdown to blocks, read by its marks at the start of lines; inline marks are taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.late_pattern import late
from kb.vetting.reading.raw_block import RawBlock
from kb.vetting.reading.tracked import Tracked
from kb.vetting.records import BlockKind

_LINE = late(r"[^\n]*(?:\n|\Z)")
_FENCE = late(r" {0,3}(`{3,}|~{3,})")
_HEADING = late(r" {0,3}#{1,6}(?=[ \t\n]|\Z)[ \t]{0,40}")
_HEADING_CLOSE = late(r"[ \t]+#{1,6}[ \t]*\Z")
_SETEXT = late(r" {0,3}(?:={2,}|-{2,})[ \t]*\Z")
_RULE = late(r" {0,3}(?:(?:\*[ \t]{0,9}){3,}|(?:-[ \t]{0,9}){3,}|(?:_[ \t]{0,9}){3,})\Z")
_ITEM = late(r"[ \t]{0,40}(?:[-*+•]|\d{1,4}[.)])[ \t]{1,40}(?:\[[ xX]\][ \t])?")
_QUOTE = late(r"(?:[ \t]{0,3}>[ \t]?){1,20}")
_TABLE_RULE = late(r"[ \t]{0,9}\|?[ \t:|-]{3,}\Z")
_NOTE = late(r" {0,3}\[\^([^\]\n]{1,60})\]:[ \t]*")
_LINK_TARGET = late(r" {0,3}\[[^\]\n]{1,200}\]:[ \t]*<?\S")
_FRONT_MATTER = late(r"---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_FIELD = late(r"^(title|description|summary|excerpt):[ \t]*([\"']?)(.*?)\2[ \t]*$", re.M)

_VISIBLE = late(r"[^\n]")
_IMAGE = late(
    r"!\[(?P<alt>[^\]\n]{0,500})\](?:\([^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\)|"
    r"\[[^\]\n]{0,200}\])"
)
_LINK = late(
    r"(?<!!)\[(?P<text>[^\[\]\n^][^\[\]\n]{0,500})\](?:\([^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\)|"
    r"\[[^\]\n]{0,200}\](?!\())"
)
_AUTOLINK = late(r"<(?P<text>(?:https?|mailto):[^\s<>]{1,500})>")
_TAG = late(r"</?[a-zA-Z][^<>\n]{0,500}>")
_BREAK = late(r"<br ?/?>|(?: {2,40}|\\)(?=\n)", re.I)
_NEWLINE = late(r"[\n\r]+")
_HARD = late("\u2028")
_CODE = late(r"(?P<tick>`{1,3})(?P<text>[^`\n]{1,500})(?P=tick)")
_STRONG = late(r"(?P<mark>\*{1,3}|~~)(?=\S)(?P<text>[^*~\n]{1,2000}?)(?<=\S)(?P=mark)")
_UNDERLINED = late(r"(?<![\w_])(?P<mark>_{1,3})(?=\S)(?P<text>[^_\n]{1,2000}?)(?<=\S)(?P=mark)(?![\w_])")
_ESCAPE = late(r"\\(?P<text>[!-/:-@\[-`{-~])")
_CELL_END = late(r"(?<!\\)\|")


def read_markdown(source: str) -> list[RawBlock]:
    """Return the blocks of a Markdown text in order."""
    blocks: list[RawBlock] = []
    start = 0
    front = _FRONT_MATTER.match(source)
    if front:
        start = front.end()
        for found in _FIELD.finditer(source, front.start(1), front.end(1) + 1):
            kind = BlockKind.TITLE if found[1] == "title" else BlockKind.META_DESCRIPTION
            tracked = Tracked.of(source, *found.span(3)).collapsed()
            if len(tracked):
                blocks.append(RawBlock(kind=kind, tracked=tracked))
    for kind, lines in _grouped(_without_comments(source), start):
        blocks.extend(_inline(kind, Tracked.join(lines)))
    return blocks


def _without_comments(source: str) -> str:
    """Return the source, as long as it was, with spaces of no width in place of comments."""
    pieces: list[str] = []
    done = 0
    while (start := source.find("<!--", done)) >= 0 and (end := source.find("-->", start + 4)) >= 0:
        pieces += source[done:start], _VISIBLE.sub("\u200b", source[start : end + 3])
        done = end + 3
    return "".join([*pieces, source[done:]])


def _grouped(source: str, start: int) -> Iterator[tuple[BlockKind, list[Tracked]]]:
    """Yield kind and lines of each block, the marks of the block taken off."""
    kind, open_lines = BlockKind.PARAGRAPH, list[Tracked]()
    fence = ""
    for match in _LINE.finditer(source, start):
        text = match[0].rstrip("\n\r")
        line = Tracked.of(source, match.start(), match.end())
        fenced = _FENCE.match(text)
        if fence or fenced:
            fence = _after_fence(fence, fenced[1] if fenced else "", text)
            ended = bool(open_lines)
        else:
            ended = not text.strip() or _starts_block(text, kind, bool(open_lines))
        if _SETEXT.match(text) and open_lines and kind is BlockKind.PARAGRAPH:
            yield BlockKind.HEADING, open_lines
            kind, open_lines = BlockKind.PARAGRAPH, []
            continue
        if ended and open_lines:
            yield kind, open_lines
            kind, open_lines = BlockKind.PARAGRAPH, []
        if (
            fence
            or fenced
            or not text.strip()
            or _RULE.match(text)
            or (_LINK_TARGET.match(text) and not _NOTE.match(text))
        ):
            continue
        if _is_row(text):
            if not _TABLE_RULE.match(text):
                yield from ((BlockKind.CELL, [cell]) for cell in _cells(line))
            continue
        own, mark = _mark(text)
        if not open_lines:
            kind = own
        quoted = _QUOTE.match(text)
        cut = mark if own is kind or not quoted else quoted.end()
        content = line.cut(cut)
        if kind is BlockKind.HEADING:
            yield kind, [content.substitute(_HEADING_CLOSE, "")]
            kind = BlockKind.PARAGRAPH
        elif content.text.strip():
            open_lines.append(content)
    if open_lines:
        yield kind, open_lines


def _after_fence(fence: str, found: str, text: str) -> str:
    """Return the fence that is open after this line, or an empty text."""
    if not fence:
        return found
    return "" if found.startswith(fence) and not text.strip().strip(fence[0]) else fence


def _starts_block(text: str, kind: BlockKind, is_open: bool) -> bool:
    if not is_open:
        return False
    if kind is BlockKind.QUOTE:
        inner = _QUOTE.match(text)
        return (
            bool(inner) and not text[inner.end() :].strip()
            if inner
            else _mark(text)[0] is not BlockKind.PARAGRAPH
        )
    own = _mark(text)[0]
    return own is not BlockKind.PARAGRAPH or _is_row(text) or bool(_NOTE.match(text) or _RULE.match(text))


def _mark(text: str) -> tuple[BlockKind, int]:
    """Return the kind that a line's mark gives, and how long the mark is."""
    if heading := _HEADING.match(text):
        return BlockKind.HEADING, heading.end()
    if item := _ITEM.match(text):
        return BlockKind.LIST_ITEM, item.end()
    if quote := _QUOTE.match(text):
        return BlockKind.QUOTE, quote.end()
    if note := _NOTE.match(text):
        return BlockKind.PARAGRAPH, note.end()
    return BlockKind.PARAGRAPH, 0


def _is_row(text: str) -> bool:
    stripped = text.strip()
    return (stripped.startswith("|") and stripped.count("|") >= 2) or stripped.count(" | ") >= 2


def _cells(line: Tracked) -> Iterator[Tracked]:
    done = 0
    for match in [*_CELL_END.finditer(line.text), None]:
        cell = line.cut(done, match.start() if match else None)
        if cell.text.strip():
            yield cell
        done = match.end() if match else len(line)


def _inline(kind: BlockKind, tracked: Tracked) -> Iterator[RawBlock]:
    tracked = tracked.substitute(_CODE, 2)
    for image in _IMAGE.finditer(tracked.text):
        alt = tracked.cut(*image.span("alt")).collapsed()
        if len(alt):
            yield RawBlock(kind=BlockKind.ALT_TEXT, tracked=alt)
    tracked = tracked.substitute(_IMAGE, "")
    # Twice, for a bold link in italics and its like.
    for _ in range(2):
        tracked = tracked.substitute(_LINK, 1).substitute(_STRONG, 2).substitute(_UNDERLINED, 2)
    tracked = tracked.substitute(_BREAK, "\u2028").substitute(_NEWLINE, " ").substitute(_HARD, "\n")
    tracked = tracked.substitute(_AUTOLINK, 1).substitute(_TAG, "").substitute(_ESCAPE, 1)
    tracked = tracked.unescaped().collapsed(lines=True)
    if len(tracked):
        yield RawBlock(kind=kind, tracked=tracked)
