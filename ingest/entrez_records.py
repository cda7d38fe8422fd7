"""Cut an answer of efetch into its records, byte for byte, as far as it arrived."""

from __future__ import annotations

from dataclasses import dataclass
from xml.parsers import expat

from ingest.entrez_answers import Answer, Fault, FaultKind, fault_of

ROOT = "PubmedArticleSet"
_RECORDS = {"PubmedArticle": "MedlineCitation", "PubmedBookArticle": "BookDocument"}


@dataclass(frozen=True, slots=True)
class CutRecord:
    """One record: the bytes from its first angle bracket to its last."""

    pmid: str
    xml: bytes


@dataclass(frozen=True, slots=True)
class RecordBatch:
    """The whole records of one answer."""

    records: tuple[CutRecord, ...]
    #: What stands before the first record: declaration, document type, opening tag.
    prologue: str
    #: Empty if the answer arrived to its end; else what is wrong after the last whole record.
    cut: str


class _Cutter:
    """Collects records while expat walks through an answer; holds offsets, not text."""

    def __init__(self, body: bytes) -> None:
        self.body = body
        self.records: list[CutRecord] = []
        self.root = ""
        self.root_end = 0
        self.ended = False
        self._path: list[str] = []
        self._start = 0
        self._pmid: list[str] = []
        self._parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._open
        parser.EndElementHandler = self._close
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._entity

    def run(self) -> str:
        """Return what is wrong after the last whole record, or nothing."""
        try:
            self._parser.Parse(self.body, True)
        except expat.ExpatError as error:
            if self.ended:
                return ""
            codes = (
                expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS],
                expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
                expat.errors.codes[expat.errors.XML_ERROR_PARTIAL_CHAR],
            )
            if error.code in codes:
                return f"the answer ends after {len(self.body)} bytes, before it is complete"
            return f"the answer is not well-formed XML (line {error.lineno}: {expat.ErrorString(error.code)})"
        except _RefusedError as error:
            return str(error)
        return ""

    def _open(self, name: str, _attributes: dict[str, str]) -> None:
        if not self._path:
            self.root = name
            self.root_end = self.body.find(b">", self._parser.CurrentByteIndex) + 1
        elif len(self._path) == 1:
            self._start = self._parser.CurrentByteIndex
            self._pmid = []
        self._path.append(name)

    def _close(self, name: str) -> None:
        self._path.pop()
        if not self._path:
            self.ended = True
        elif len(self._path) == 1 and name in _RECORDS:
            end = self.body.find(b">", self._parser.CurrentByteIndex) + 1
            pmid = "".join(self._pmid).strip()
            if pmid:
                self.records.append(CutRecord(pmid, self.body[self._start : end]))

    def _text(self, text: str) -> None:
        path = self._path
        if len(path) == 4 and path[3] == "PMID" and _RECORDS.get(path[1]) == path[2]:
            self._pmid.append(text)

    def _entity(self, *_declaration: object) -> None:
        raise _RefusedError("the answer declares entities, which PubMed's never does")


class _RefusedError(Exception):
    pass


def cut_records(body: bytes) -> RecordBatch | Fault:
    """Return the whole records in the XML of an answer, or why it is no answer of efetch."""
    start = body.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        return Fault(FaultKind.TROUBLE, "the answer is empty")
    if not start.startswith(b"<"):
        beginning = start[:40].decode("utf-8", "replace")
        return Fault(FaultKind.TROUBLE, f"the answer is no XML; it begins with {beginning!r}")
    declaration = start[:200].split(b"?>", 1)[0].lower()
    if start.startswith(b"<?xml") and b"encoding" in declaration and b"utf-8" not in declaration:
        return Fault(FaultKind.TROUBLE, "the answer is not in UTF-8")
    cutter = _Cutter(start)
    cut = cutter.run()
    if cutter.root and cutter.root != ROOT:
        return Fault(FaultKind.TROUBLE, f"the answer is <{cutter.root}>, not <{ROOT}>")
    if not cutter.records and cut:
        return Fault(FaultKind.TROUBLE, cut)
    prologue = start[: cutter.root_end].decode("utf-8", "replace")
    return RecordBatch(tuple(cutter.records), prologue, cut)


def read_records(answer: Answer) -> RecordBatch | Fault:
    """Return the whole records of an answer of efetch, or the fault that it is."""
    fault = fault_of(answer)
    if fault:
        return fault
    batch = cut_records(answer.body)
    if isinstance(batch, Fault):
        return Fault(batch.kind, answer.cut or batch.reason, answer.retry_after)
    if answer.cut and batch.cut:
        return RecordBatch(batch.records, batch.prologue, answer.cut)
    return batch
