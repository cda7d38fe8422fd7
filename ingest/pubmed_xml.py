"""
PubMed XML to records, streaming.

:func:`iter_pubmed_xml` reads a file of any size in bounded memory;
:func:`read_pubmed_set` and :func:`parse_pubmed_xml` take the bytes of one answer.
An article that cannot be read is a :class:`RecordFault` in its place and costs none of the others.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from ingest.pubmed_article import read_pubmed_article
from ingest.pubmed_book import read_bare_book_document, read_book_article
from ingest.pubmed_framing import Frame, FrameFault, frames, pmid_in
from ingest.pubmed_items import Deletion, PubMedItem, PubMedSet, PubMedXMLError, RecordFault
from ingest.pubmed_readers import NotARecordError
from ingest.pubmed_text import Element, text_of
from kb.pubmed_record import PubMedRecord

CHUNK_BYTES = 2**19
MAX_MARKUP = 250_000
"""Most tags and attributes in one article; a tree takes a hundred bytes and more for each."""

_GZIP = b"\x1f\x8b"
_READERS = {
    "PubmedArticle": read_pubmed_article,
    "PubmedBookArticle": read_book_article,
    "BookDocument": read_bare_book_document,
}


def parse_pubmed_xml(data: bytes) -> list[PubMedRecord]:
    """
    Return the records of one answer.

    Raises:
        PubMedXMLError: an article could not be read, or this is no PubMed set; what
            could be read is in its ``found``.
    """
    found = read_pubmed_set(data)
    if found.faults:
        raise PubMedXMLError(found)
    return list(found.records)


def read_pubmed_set(data: bytes, *, source: str = "") -> PubMedSet:
    """Return the records, faults and withdrawn PMIDs of one answer, plain or gzipped; never raises."""
    records: list[PubMedRecord] = []
    faults: list[RecordFault] = []
    deleted: list[str] = []
    for item in _items([data], source):
        if isinstance(item, PubMedRecord):
            records.append(item)
        elif isinstance(item, RecordFault):
            faults.append(item)
        else:
            deleted.extend(item.pmids)
    return PubMedSet(tuple(records), tuple(faults), tuple(deleted))


def iter_pubmed_xml(source: str | Path | BinaryIO) -> Iterator[PubMedItem]:
    """
    Yield what a file holds, in its order, holding one article at a time.

    Args:
        source: a path, or a binary file open for reading; gzipped or not.

    Raises:
        OSError: the file cannot be opened or read.
    """
    if isinstance(source, str | Path):
        with Path(source).open("rb") as file:
            yield from _items(_chunks(file), str(source))
    else:
        yield from _items(_chunks(source), str(getattr(source, "name", "")))


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(CHUNK_BYTES):
        yield chunk


def _items(chunks: Iterable[bytes], source: str) -> Iterator[PubMedItem]:
    unpacked = _Unpacked(chunks)
    parsers: dict[str, etree.XMLParser] = {}
    for frame in frames(unpacked):
        if isinstance(frame, FrameFault):
            yield RecordFault(source, frame.offset, frame.pmid, frame.reason)
            continue
        parser = parsers.get(frame.encoding)
        if parser is None:
            parser = parsers[frame.encoding] = _parser(frame.encoding)
        yield _item(frame, parser, source)
    if unpacked.fault:
        yield RecordFault(source, unpacked.size, None, unpacked.fault)


def _parser(encoding: str) -> etree.XMLParser:
    """
    Return a parser that reads nothing but what it is given.

    The pieces carry no document type declaration, so there is nothing to expand or
    load; the switches say so again. ``huge_tree`` stays off: libxml2's limits on
    depth and text size hold.
    """
    return etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
        collect_ids=False,
    )


def _item(frame: Frame, parser: etree.XMLParser, source: str) -> PubMedItem:
    data = frame.data
    try:
        if len(data) > MAX_MARKUP and data.count(b"<") + data.count(b"=") > MAX_MARKUP:
            raise NotARecordError(f"it has more than {MAX_MARKUP:,} tags and attributes")
        if frame.set_tag:
            set_name = re.match(rb"<[^\s>]+", frame.set_tag)
            assert set_name is not None
            root = etree.fromstring(
                b"".join((frame.set_tag, data, b"</", set_name.group()[1:], b">")), parser
            )[0]
        else:
            root = etree.fromstring(data, parser)
        reader = _READERS.get(frame.name)
        return _deletion(root) if reader is None else reader(root)
    except etree.XMLSyntaxError as error:
        return RecordFault(source, frame.offset, pmid_in(data), f"not well-formed XML: {error.msg}")
    except NotARecordError as error:
        return RecordFault(source, frame.offset, pmid_in(data), f"the article gives no record: {error}")


def _deletion(root: Element) -> Deletion:
    return Deletion(tuple(text_of(child) for child in root))


class _Unpacked:
    """Chunks as they are, or inflated where the first begins like gzip; a fault ends them."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self.chunks = iter(chunks)
        self.size = 0
        self.fault = ""

    def __iter__(self) -> Iterator[bytes]:
        first = next(self.chunks, b"")
        while len(first) < len(_GZIP) and (more := next(self.chunks, b"")):
            first += more
        for part in self._inflated(first) if first.startswith(_GZIP) else self._plain(first):
            self.size += len(part)
            yield part

    def _plain(self, first: bytes) -> Iterator[bytes]:
        yield first
        yield from self.chunks

    def _inflated(self, packed: bytes) -> Iterator[bytes]:
        """Inflate member after member; zeros behind the last are padding."""
        inflater = zlib.decompressobj(wbits=31)
        begun = False
        while packed:
            begun = True
            try:
                part = inflater.decompress(packed, CHUNK_BYTES)
            except zlib.error as error:
                self.fault = f"the gzip data is broken: {error}"
                return
            if part:
                yield part
            packed = inflater.unconsumed_tail
            if inflater.eof:
                packed = inflater.unused_data.lstrip(b"\0")
                inflater = zlib.decompressobj(wbits=31)
                begun = False
            packed = packed or next(self.chunks, b"")
            if not begun:
                packed = packed.lstrip(b"\0")
        if begun:
            self.fault = "the gzip data is cut off"
