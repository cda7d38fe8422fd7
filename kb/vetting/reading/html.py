"""HTML, a saved page too, to blocks: what people and search engines read, without the menus."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from kb.late_pattern import late
from kb.vetting.reading.html_elements import (
    BLOCK_LEVEL,
    KINDS,
    MARGIN_WORDS,
    MARGINS,
    UNSEEN,
    VOID,
    hinted_voice,
    implied_ends,
    is_around,
    is_button,
)
from kb.vetting.reading.html_tokens import Attribute, Tag, Text, tokens
from kb.vetting.reading.raw_block import RawBlock
from kb.vetting.reading.structured_data import read_structured_data
from kb.vetting.reading.tracked import Tracked
from kb.vetting.records import BlockKind, Voice

#: Elements nested deeper than this count as siblings.
_MAX_DEPTH = 300
_DESCRIPTIONS = frozenset({"description", "og:description", "twitter:description"})
_TITLES = frozenset({"og:title", "twitter:title"})
_SOURCE_LINE = late(r"[\n\r]+")
_NOTE_NUMBERS = late(r"\s*\[?\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,12}\]?\s*\Z")
_EXPONENT_BEFORE = late(r"\b(?:m|cm|mm|km|ft|10)\s?\Z")


@dataclass(slots=True)
class _Element:
    name: str
    step: str
    kind: BlockKind | None
    hint: Voice | None
    unseen: bool
    margin: bool
    children: Counter[str] = field(default_factory=Counter)


def read_html(source: str) -> list[RawBlock]:
    """Return the blocks of a page in order; bad markup is read as browsers do, or nearly."""
    blocks = _Reader(source, drop_by_class=True).read()
    if any(block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) for block in blocks):
        return blocks
    return _Reader(source, drop_by_class=False).read()


class _Reader:
    def __init__(self, source: str, *, drop_by_class: bool) -> None:
        self.source = source
        self.drop_by_class = drop_by_class
        self.stack = [_Element("", "", None, None, False, False)]
        self.pieces: list[Tracked] = []
        self.blocks: list[RawBlock] = []
        self.described: set[str] = set()
        self.note: tuple[int, int] | None = None
        self.structured = False

    def read(self) -> list[RawBlock]:
        for token in tokens(self.source):
            if isinstance(token, Text):
                self.text(token)
            elif token.closing:
                self.close(token)
            else:
                self.open(token)
        self.flush()
        return self.blocks

    def text(self, text: Text) -> None:
        if text.raw == "script":
            if self.structured:
                found = read_structured_data(self.source, text.start, text.end, self.path())
                self.blocks.extend(found)
        elif not self.stack[-1].unseen:
            piece = Tracked.of(self.source, text.start, text.end).unescaped()
            # Line breaks of the source mean nothing; those of br do.
            self.pieces.append(piece.substitute(_SOURCE_LINE, " "))

    def open(self, tag: Tag) -> None:
        name = tag.name
        closed, bounds = implied_ends(name)
        if closed:
            self.close_implied(closed, bounds)
        attributes = tag.attributes() if tag.end - tag.start > len(name) + 2 else {}
        button = name == "a" and is_button(_names(attributes), _value(attributes, "role"))
        if name == "br":
            self.pieces.append(Tracked.at("\n", tag.start))
        elif name in BLOCK_LEVEL or button or name == "title":
            self.flush()
        element = self.element(name, attributes, button)
        if name in VOID:
            self.void(element, attributes)
        elif len(self.stack) < _MAX_DEPTH:
            self.stack.append(element)
        self.structured = name == "script" and "ld+json" in _value(attributes, "type").lower()
        if name == "sup" and not element.unseen:
            self.note = len(self.pieces), tag.start

    def element(self, name: str, attributes: dict[str, Attribute], button: bool) -> _Element:
        parent = self.stack[-1]
        names, role = _names(attributes), _value(attributes, "role")
        parent.children[name] += 1
        count = parent.children[name]
        own = BlockKind.BUTTON if button else KINDS.get(name)
        # A title of a drawing is no title of the page.
        if name == "title" and any(element.name in {"svg", "body"} for element in self.stack):
            own = None
        around = is_around(name, names if self.drop_by_class else "", role)
        return _Element(
            name=name,
            step=name if count == 1 else f"{name}[{count}]",
            kind=own or parent.kind,
            hint=hinted_voice(name, names) or parent.hint,
            unseen=parent.unseen or name in UNSEEN or around,
            margin=parent.margin or name in MARGINS or role in {"contentinfo", "complementary"},
        )

    def void(self, element: _Element, attributes: dict[str, Attribute]) -> None:
        if element.name == "meta":
            said = (_value(attributes, "name") or _value(attributes, "property")).lower()
            kind = BlockKind.META_DESCRIPTION if said in _DESCRIPTIONS else None
            self.attribute(element, attributes.get("content"), BlockKind.TITLE if said in _TITLES else kind)
        elif element.unseen:
            return
        elif element.name == "img":
            self.attribute(element, attributes.get("alt"), BlockKind.ALT_TEXT)
        elif element.name == "input" and _value(attributes, "type").lower() in {"submit", "button"}:
            self.attribute(element, attributes.get("value"), BlockKind.BUTTON)

    def attribute(self, element: _Element, found: Attribute | None, kind: BlockKind | None) -> None:
        if found is None or kind is None:
            return
        tracked = Tracked.of(self.source, found.start, found.end).unescaped().collapsed()
        if kind in {BlockKind.TITLE, BlockKind.META_DESCRIPTION}:
            if tracked.text in self.described:
                return
            self.described.add(tracked.text)
        if len(tracked):
            path = f"{self.path()}/{element.step}"
            self.blocks.append(RawBlock(kind=kind, tracked=tracked, path=path, hint=element.hint))

    def close(self, tag: Tag) -> None:
        if tag.name == "sup" and self.note is not None:
            self.end_note(tag)
        if tag.name == "p" and not any(element.name == "p" for element in self.stack):
            self.flush()
        for depth in range(len(self.stack) - 1, 0, -1):
            if self.stack[depth].name == tag.name:
                self.pop_to(depth)
                return

    def close_implied(self, closed: frozenset[str], bounds: frozenset[str]) -> None:
        for depth in range(len(self.stack) - 1, 0, -1):
            name = self.stack[depth].name
            if name in closed:
                self.pop_to(depth)
            elif name in bounds:
                return

    def pop_to(self, depth: int) -> None:
        for element in self.stack[depth:]:
            if element.name in BLOCK_LEVEL or element.kind in {BlockKind.BUTTON, BlockKind.TITLE}:
                self.flush()
                break
        del self.stack[depth:]

    def end_note(self, tag: Tag) -> None:
        """Put brackets around a raised reference number, so that it does not become part of the figure before it."""
        assert self.note is not None
        (first, offset), self.note = self.note, None
        inside = "".join(piece.text for piece in self.pieces[first:])
        before = "".join(piece.text for piece in self.pieces[max(0, first - 2) : first])[-8:]
        if _NOTE_NUMBERS.match(inside) and "[" not in inside and not _EXPONENT_BEFORE.search(before):
            self.pieces.insert(first, Tracked.at("[", offset))
            self.pieces.append(Tracked.at("]", tag.start))

    def path(self) -> str:
        return "/".join(element.step for element in self.stack[1:])

    def flush(self) -> None:
        pieces, self.pieces = self.pieces, []
        self.note = None
        element = self.stack[-1]
        if not pieces or not any(piece.text and not piece.text.isspace() for piece in pieces):
            return
        tracked = Tracked.join(pieces).collapsed(lines=True)
        if not len(tracked) or (element.margin and tracked.text.count(" ") + 1 < MARGIN_WORDS):
            return
        kind = element.kind or BlockKind.PARAGRAPH
        if kind is BlockKind.TITLE:
            self.described.add(tracked.text)
        self.blocks.append(RawBlock(kind=kind, tracked=tracked, path=self.path(), hint=element.hint))


def _value(attributes: dict[str, Attribute], name: str) -> str:
    found = attributes.get(name)
    return found.value if found else ""


def _names(attributes: dict[str, Attribute]) -> str:
    """Return class and id in one text."""
    return f"{_value(attributes, 'class')} {_value(attributes, 'id')}" if attributes else ""
