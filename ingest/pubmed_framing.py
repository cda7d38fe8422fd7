"""
Cutting a PubMed file into its articles, before any XML parser sees it.

Only the outermost level is read here: prolog, DOCTYPE, the set element, and where each
article begins and ends. Three things follow. One article that is not well formed
costs that article and not the rest of the file. Memory is bounded by the largest article allowed,
whatever the file's size. And no document type declaration ever reaches the parser,
so there is no entity to expand, no file to read and no address to open, whatever it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

MAX_RECORD_BYTES = 8 * 2**20
"""Larger articles are faults. The largest seen in PubMed's files is about 1 MB."""

_ARTICLES = ("PubmedArticle", "PubmedBookArticle", "BookDocument", "DeleteCitation", "DeleteDocument")
_SETS = frozenset({"PubmedArticleSet", "PubmedBookArticleSet", "BookDocumentSet"})
_NEXT_ARTICLE = re.compile(rb"[ \t\r\n]*<(PubmedArticle)>")
_TAG = re.compile(rb"<(/?)([A-Za-z_][\w.:-]*)((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)>")
_PMID = re.compile(rb"<PMID\b[^<>]{0,80}>\s*(\d{1,10})\s*<")
_DECLARED = re.compile(rb"<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([A-Za-z][\w.-]{0,40})[\"']")
_ASCII_SUPERSETS = re.compile(
    r"utf-?8|(us-)?ascii|iso-?8859-\d+|latin-?1|windows-125\d|cp125\d", re.IGNORECASE
)
_LONGEST_TAG = 65536
_SUBSET_TOKEN = re.compile(rb"<!--|<\?|[\"'\[\]>]")
_SUBSET_END = {b"<!--": b"-->", b"<?": b"?>", b'"': b'"', b"'": b"'"}


class Frame(NamedTuple):
    """The bytes of one article, with what the parser needs to know of its surroundings."""

    name: str
    offset: int
    data: bytes
    encoding: str
    set_tag: bytes
    """The set's start tag where it declares namespaces, else empty."""


class FrameFault(NamedTuple):
    """A stretch that holds no article to parse."""

    offset: int
    pmid: str | None
    reason: str


def pmid_in(data: bytes) -> str | None:
    """Return the first PMID of an article, without parsing it."""
    found = _PMID.search(data, 0, 4096)
    return found.group(1).decode() if found else None


def frames(chunks: Iterable[bytes], *, limit: int = MAX_RECORD_BYTES) -> Iterator[Frame | FrameFault]:
    """Cut a stream of bytes into articles; never raises on what the bytes hold."""
    return _Framer(iter(chunks), limit).run()


class _Framer:
    """The unread bytes, and where in the stream they stand."""

    def __init__(self, chunks: Iterator[bytes], limit: int) -> None:
        self.chunks = chunks
        self.limit = limit
        self.buffer = b""
        self.position = 0
        self.base = 0
        self.ended = False
        self.encoding = "utf-8"
        self.set_tag = b""
        self.open_sets: list[str] = []
        self.seen_set = False
        self.stray: FrameFault | None = None
        self.stopped = False

    # -- the buffer ---------------------------------------------------------

    @property
    def offset(self) -> int:
        return self.base + self.position

    def more(self) -> bool:
        """Read one more chunk behind what is unread; false at the end."""
        if self.ended:
            return False
        chunk = next(self.chunks, b"")
        if not chunk:
            self.ended = True
            return False
        self.base += self.position
        self.buffer = self.buffer[self.position :] + chunk
        self.position = 0
        return True

    def skip_past(self, end: bytes) -> bool:
        """Move behind the next ``end``, holding no more than a chunk; false if there is none."""
        while True:
            found = self.buffer.find(end, self.position)
            if found >= 0:
                self.position = found + len(end)
                return True
            self.position = max(self.position, len(self.buffer) - len(end) + 1)
            if not self.more():
                self.position = len(self.buffer)
                return False

    def ensure(self, size: int) -> None:
        """Have at least ``size`` unread bytes, if there are so many."""
        while len(self.buffer) - self.position < size and self.more():
            pass

    # -- the outermost level ------------------------------------------------

    def run(self) -> Iterator[Frame | FrameFault]:
        self.ensure(4)
        start = self.buffer[:4]
        if start.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in start:
            yield FrameFault(0, None, "the encoding is not UTF-8 (UTF-16 or UTF-32, or not text at all)")
            return
        if start.startswith(b"\xef\xbb\xbf"):
            self.position = 3
        while not (self.ended and self.position >= len(self.buffer)):
            quick = _NEXT_ARTICLE.match(self.buffer, self.position)
            if quick is None:
                item = self.step()
            else:
                self.position = quick.start(1) - 1
                item = self.article("PubmedArticle")
            if item is None:
                continue
            if self.stray is not None:
                yield self.stray
                self.stray = None
            yield item
            if self.stopped:
                return
        if self.stray is not None:
            yield self.stray
        yield from self.at_end()

    def note_stray(self, begin: int, what: str, found: bytes) -> FrameFault | None:
        """Remember what stands between articles; before the first set it ends the reading."""
        if not self.seen_set:
            return self.stop(begin, f"not a PubMed set: {_shown(_said(found))}")
        self.stray = self.stray or FrameFault(
            begin, None, f"unknown {what} between articles: {_shown(found)}"
        )
        return None

    def stop(self, begin: int, reason: str) -> FrameFault:
        """Return the fault after which nothing can be read."""
        self.stopped = True
        return FrameFault(begin, None, reason)

    def at_end(self) -> Iterator[FrameFault]:
        if self.open_sets:
            yield FrameFault(
                self.offset, None, f"the input ends before </{self.open_sets[-1]}>: it was cut off"
            )
        elif not self.seen_set:
            yield FrameFault(self.offset, None, "no PubMed set: the input is empty")

    def step(self) -> Frame | FrameFault | None:
        """Read the next thing of the outermost level."""
        begin = self.offset
        found = self.buffer.find(b"<", self.position)
        text = self.buffer[self.position : found if found >= 0 else len(self.buffer)]
        self.position += len(text)
        if text.strip(b" \t\r\n"):
            return self.note_stray(begin, "text", text)
        if found < 0:
            self.more()
            return None
        self.ensure(9)
        rest = self.buffer[self.position : self.position + 9]
        if rest.startswith(b"<?"):
            return self.instruction()
        if rest.startswith(b"<!--"):
            return self.skip(b"-->", "a comment")
        if rest.upper() == b"<!DOCTYPE":
            return self.doctype()
        return self.tag()

    def skip(self, end: bytes, what: str) -> FrameFault | None:
        begin = self.offset
        return None if self.skip_past(end) else self.stop(begin, f"{what} does not end")

    def instruction(self) -> FrameFault | None:
        self.ensure(200)
        declared = _DECLARED.match(self.buffer, self.position)
        if declared is not None:
            self.encoding = declared.group(1).decode()
            if not _ASCII_SUPERSETS.fullmatch(self.encoding):
                return self.stop(self.offset, f"the encoding is not UTF-8 but {self.encoding}")
        return self.skip(b"?>", "a processing instruction")

    def doctype(self) -> FrameFault | None:
        """Skip the declaration with its internal subset; nothing of it is used."""
        begin = self.offset
        self.position += len(b"<!DOCTYPE")
        depth = 0
        while True:
            token = _SUBSET_TOKEN.search(self.buffer, self.position)
            at_edge = token is None or token.end() > len(self.buffer) - 4
            if token is None:
                self.position = max(self.position, len(self.buffer) - 3)
            if at_edge and self.more():
                continue
            if token is None:
                self.position = len(self.buffer)
                return self.stop(begin, "the document type declaration does not end")
            self.position = token.end()
            mark = token.group()
            if mark in _SUBSET_END:
                if not self.skip_past(_SUBSET_END[mark]):
                    return self.stop(begin, "the document type declaration does not end")
            elif mark == b"[":
                depth += 1
            elif mark == b"]":
                depth -= 1
            elif depth <= 0:
                return None

    def tag(self) -> Frame | FrameFault | None:
        """Read a start or end tag of the outermost level."""
        begin = self.offset
        found = _TAG.match(self.buffer, self.position)
        if found is None:
            self.ensure(_LONGEST_TAG)
            found = _TAG.match(self.buffer, self.position, self.position + _LONGEST_TAG)
        if found is None:
            rest = self.buffer[self.position : self.position + 4096]
            self.position += 1
            if self.ended and b">" not in rest:
                self.position = len(self.buffer)
                return self.stop(begin, f"the input ends inside a tag: {_shown(rest)}")
            return self.note_stray(begin, "markup", rest)
        closing, name, attributes = found.group(1), found.group(2).decode("utf-8", "replace"), found.group(3)
        if name in _ARTICLES and not closing:
            return self.article(name, empty=attributes.endswith(b"/"))
        if name not in _SETS:
            self.ensure(4096)
            rest = self.buffer[self.position : self.position + 4096]
            self.position += found.end() - found.start()
            return self.note_stray(begin, "element", rest)
        self.position = found.end()
        self.seen_set = True
        if not closing and not attributes.endswith(b"/"):
            self.open_sets.append(name)
            self.set_tag = found.group() if b"xmlns" in attributes else b""
        elif closing and self.open_sets:
            self.open_sets.pop()
        return None

    # -- one article --------------------------------------------------------

    def article(self, name: str, *, empty: bool = False) -> Frame | FrameFault:
        """Take the article that begins here."""
        begin = self.offset
        self.seen_set = True
        if empty:
            return self.take(name, begin, self.buffer.index(b">", self.position) + 1)
        end_tag = b"</" + name.encode()
        read = self.position
        while True:
            end, read = self.end_of_article(end_tag, read)
            if end:
                return self.take(name, begin, end)
            if len(self.buffer) - self.position > self.limit:
                return self.too_large(begin, end_tag + b">")
            read -= self.position
            if not self.more():
                pmid = pmid_in(self.buffer[self.position : self.position + 4096])
                self.position = len(self.buffer)
                self.open_sets.clear()
                return FrameFault(begin, pmid, f"the input ends inside this article, at byte {self.offset}")
            read += self.position

    def end_of_article(self, end_tag: bytes, read: int) -> tuple[int, int]:
        """
        Return the end of the article in the buffer, or 0, and how far the buffer was read.

        An end tag inside a comment or CDATA section is none.
        """
        buffer = self.buffer
        found = buffer.find(end_tag, read)
        while True:
            if 0 <= found < read:
                found = buffer.find(end_tag, read)
            hiding = _declaration(buffer, read, found if found >= 0 else len(buffer))
            if hiding >= 0:
                begins = buffer[hiding : hiding + 9]
                if len(begins) < 9:
                    return 0, hiding
                closing = (
                    b"]]>" if begins == b"<![CDATA[" else b"-->" if begins.startswith(b"<!--") else b"<!"
                )
                closed = buffer.find(closing, hiding)
                if closed < 0:
                    return 0, hiding
                read = closed + len(closing)
            elif found < 0:
                return 0, max(read, len(buffer) - len(end_tag) - 9)
            else:
                close = buffer.find(b">", found)
                if close < 0:
                    return 0, found
                if not buffer[found + len(end_tag) : close].strip():
                    return close + 1, read
                read = found + len(end_tag)

    def take(self, name: str, begin: int, end: int) -> Frame | FrameFault:
        data = self.buffer[self.position : end]
        self.position = end
        if len(data) > self.limit:
            return FrameFault(begin, pmid_in(data[:4096]), _too_large(self.limit))
        return Frame(name, begin, data, self.encoding, self.set_tag)

    def too_large(self, begin: int, end: bytes) -> FrameFault:
        pmid = pmid_in(self.buffer[self.position : self.position + 4096])
        if not self.skip_past(end):
            return FrameFault(begin, pmid, f"{_too_large(self.limit)}, and the input ends inside it")
        return FrameFault(begin, pmid, _too_large(self.limit))


def _declaration(buffer: bytes, begin: int, end: int) -> int:
    """Find ``<!``; by way of the exclamation mark, which is rare where ``<`` is every tenth byte."""
    found = buffer.find(b"!", begin, end)
    while found >= 0 and (found == begin or buffer[found - 1] != 0x3C):
        found = buffer.find(b"!", found + 1, end)
    return found - 1 if found >= 0 else -1


def _too_large(limit: int) -> str:
    return f"the article is larger than {limit // 2**20} MB, more than any real one"


def _said(start: bytes) -> bytes:
    """Return NCBI's error or a web page's title, where that stands in place of a set."""
    found = re.search(rb"<(?:ERROR|title)>\s*([^<]{1,300})", start)
    return found.group(1) if found else start


def _shown(data: bytes) -> str:
    """Return the beginning of some bytes on one line, fit for a message."""
    return repr(" ".join(data[:300].decode("utf-8", "replace").split())[:120])
