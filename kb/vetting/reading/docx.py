"""
Word documents to blocks.

The parts are unpacked a piece at a time and parsed as they come, so that an archive that
unpacks to gigabytes is refused after some megabytes; document types, and with them
entities that grow, are refused at once. The source that places refer to is the text of
the document with a paragraph on each line.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from kb.late_pattern import late
from kb.vetting.reading.limits import MAX_TEXT, MAX_UNPACKED, CopyError, megabytes
from kb.vetting.reading.raw_block import RawBlock
from kb.vetting.reading.tracked import Tracked
from kb.vetting.records import BlockKind

_DOCUMENT = "word/document.xml"
_MARGIN = late(r"word/(?:header|footer)\d{0,3}\.xml")
_MARGIN_WORDS = 8
_PIECE = 65_536
_MAX_PARTS = 2_000
_MAX_DEPTH = 1_000
_STYLES = (
    (late(r"heading \d|title|subtitle|toc heading", re.I), BlockKind.HEADING),
    (late(r"list|aufz", re.I), BlockKind.LIST_ITEM),
    (late(r"quote", re.I), BlockKind.QUOTE),
    (late(r"caption", re.I), BlockKind.CAPTION),
    (late(r"bibliography|references", re.I), BlockKind.REFERENCE),
)
_LINE = late(r"\n")


def read_docx(data: bytes) -> tuple[str, list[RawBlock]]:
    """
    Return the text of a Word document, and its blocks with offsets in that text.

    :raises CopyError: if it is no Word document, damaged, encrypted or too large unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise CopyError(f"a damaged or protected Word document: {error}") from error
    except expat.ExpatError as error:
        raise CopyError(f"a damaged Word document: {error}") from error


def _read(archive: zipfile.ZipFile) -> tuple[str, list[RawBlock]]:
    names = archive.namelist()
    if len(names) > _MAX_PARTS:
        raise CopyError(f"a Word document of {len(names)} parts, at most {_MAX_PARTS} are read")
    if _DOCUMENT not in names:
        raise CopyError("a ZIP archive that holds no Word document")
    budget = _Budget()
    styles = _Styles()
    if "word/styles.xml" in names:
        styles.parse(budget.pieces(archive, "word/styles.xml"))
    found: list[tuple[BlockKind, str]] = []
    for name in (
        _DOCUMENT,
        "word/footnotes.xml",
        "word/endnotes.xml",
        *filter(_MARGIN.fullmatch, sorted(names)),
    ):
        if name in names:
            part = _Part(styles.kinds)
            part.parse(budget.pieces(archive, name))
            margin = bool(_MARGIN.fullmatch(name))
            found.extend(each for each in part.found if not margin or each[1].count(" ") + 1 >= _MARGIN_WORDS)
    source = "\n".join(text for _, text in found)
    blocks, at = [], 0
    for kind, text in found:
        tracked = Tracked.of(source, at, at + len(text)).collapsed(lines=True)
        blocks.append(RawBlock(kind=kind, tracked=tracked))
        at += len(text) + 1
    return source, blocks


class _Budget:
    """Counts what the parts unpack to."""

    def __init__(self) -> None:
        self.left = MAX_UNPACKED

    def pieces(self, archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
        with archive.open(name) as part:
            while piece := part.read(_PIECE):
                self.left -= len(piece)
                if self.left < 0:
                    limit = megabytes(MAX_UNPACKED)
                    raise CopyError(f"a Word document that unpacks to more than {limit}: not read")
                yield piece


class _Parser:
    """Parses a part in pieces; names come without their namespace."""

    def __init__(self) -> None:
        self.depth = 0

    def parse(self, pieces: Iterator[bytes]) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self.characters
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)

    def _refuse(self, *_: object) -> None:
        raise CopyError("a Word document with a document type of its own: not read")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise CopyError(f"a Word document nested deeper than {_MAX_DEPTH} elements: not read")
        self.start(_local(name), {_local(key): value for key, value in attributes.items()})

    def _end(self, name: str) -> None:
        self.depth -= 1
        self.end(_local(name))

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def characters(self, text: str) -> None:
        """Take text."""


class _Styles(_Parser):
    """Which paragraph style makes which kind of block; Word translates ids, not names."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds: dict[str, BlockKind] = {}
        self.style = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "style":
            self.style = attributes.get("styleId", "")
        elif name == "name" and self.style:
            self.note(attributes.get("val", ""))
        elif name == "basedOn" and self.style and attributes.get("val", "") in self.kinds:
            self.kinds.setdefault(self.style, self.kinds[attributes["val"]])
        elif name == "outlineLvl" and self.style and attributes.get("val", "9") < "9":
            self.kinds[self.style] = BlockKind.HEADING

    def note(self, style_name: str) -> None:
        for pattern, kind in _STYLES:
            if pattern.match(style_name):
                self.kinds[self.style] = kind
                return


@dataclass(slots=True)
class _Paragraph:
    kind: BlockKind | None = None
    pieces: list[str] = field(default_factory=list)


class _Part(_Parser):
    """The paragraphs of a part, each with its kind."""

    def __init__(self, kinds: dict[str, BlockKind]) -> None:
        super().__init__()
        self.kinds = kinds
        self.found: list[tuple[BlockKind, str]] = []
        self.paragraphs: list[_Paragraph] = []
        self.cells = 0
        self.fallback = 0
        self.in_text = False
        self.size = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Fallback" or self.fallback:
            self.fallback += 1
            return
        value = attributes.get("val", "")
        paragraph = self.paragraphs[-1] if self.paragraphs else None
        if name == "p":
            self.paragraphs.append(_Paragraph())
        elif name == "tc":
            self.cells += 1
        elif paragraph is None:
            return
        elif name == "pStyle":
            paragraph.kind = self.kinds.get(value) or _by_id(value)
        elif name == "numPr":
            paragraph.kind = paragraph.kind or BlockKind.LIST_ITEM
        elif name == "outlineLvl" and value < "9":
            paragraph.kind = BlockKind.HEADING
        elif name == "t":
            self.in_text = True
        elif name == "docPr" and attributes.get("descr", "").strip():
            self.found.append((BlockKind.ALT_TEXT, _one_line(attributes["descr"])))
        elif name in {"footnoteReference", "endnoteReference"}:
            paragraph.pieces.append(f"[{attributes.get('id', '')}]")
        else:
            paragraph.pieces.append(_SIGNS.get(name, ""))

    def end(self, name: str) -> None:
        if self.fallback:
            self.fallback -= 1
        elif name == "t":
            self.in_text = False
        elif name == "tc":
            self.cells -= 1
        elif name == "p" and self.paragraphs:
            paragraph = self.paragraphs.pop()
            text = "".join(paragraph.pieces).strip()
            if text:
                usual = BlockKind.CELL if self.cells else BlockKind.PARAGRAPH
                self.found.append((paragraph.kind or usual, text))

    def characters(self, text: str) -> None:
        if self.in_text and self.paragraphs and not self.fallback:
            self.size += len(text)
            if self.size > MAX_TEXT:
                raise CopyError(f"too much text: at most {MAX_TEXT:,} characters are read")
            self.paragraphs[-1].pieces.append(_one_line(text))


_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}


def _local(name: str) -> str:
    return name.rsplit(" ", 1)[-1]


def _one_line(text: str) -> str:
    return _LINE.sub(" ", text)


def _by_id(style: str) -> BlockKind | None:
    """Guess from the id of a style that the document does not define."""
    spaced = re.sub(r"(?<=[a-z])(?=\d)", " ", style)
    return next((kind for pattern, kind in _STYLES if pattern.match(spaced)), None)
