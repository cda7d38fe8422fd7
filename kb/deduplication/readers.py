"""
Exports of databases as records: .bib, .ris, .nbib and .csv, by name or by content.

A file of which nothing can be used is an error that says why; a record with a
fault is kept as far as it can be read, and the fault is a :class:`Problem`.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kb.bibliography import parse_entries
from kb.deduplication.records import BibRecord
from kb.deduplication.tables import TableError, parse_table
from kb.deduplication.tagged import parse_nbib, parse_ris
from kb.errors import SourceFileError
from kb.models import Problem
from kb.vocabulary import Severity


@dataclass(frozen=True, slots=True)
class RecordFile:
    """The records of one export, and the faults met while reading it."""

    records: tuple[BibRecord, ...]
    problems: tuple[Problem, ...] = ()


#: A reader returns records, and faults as line and message.
Reader = Callable[[str, str], tuple[list[BibRecord], list[tuple[int, str]]]]
_AUTHORS = re.compile(r"\s+and\s+")
_SIGNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^TY  ?-", re.M), ".ris"),
    (re.compile(r"^PMID- ?\d", re.M), ".nbib"),
    (re.compile(r"^\s*@\w+\s*[{(]", re.M), ".bib"),
)


def load_records(path: Path) -> RecordFile:
    """
    Read one export.

    :raises SourceFileError: if the file cannot be opened, is binary, empty, not Unicode text, of no
        known form, or holds no record.
    """
    name = path.name
    text = _decoded(_bytes(path), name)
    suffix = path.suffix.lower()
    if suffix not in READERS:
        suffix = next((form for sign, form in _SIGNS if sign.search(text)), "")
    if not suffix:
        known = ", ".join(READERS)
        raise _error(name, f"neither name nor content says what it is; known are {known}")
    try:
        records, faults = READERS[suffix](text, name)
    except TableError as error:
        raise _error(name, str(error), error.line) from error
    problems = tuple(
        Problem(code="DUP001", severity=Severity.WARNING, message=message, path=name, line=line)
        for line, message in faults
    )
    if not records:
        said = f": {faults[0][1]}" if faults else ""
        raise _error(name, f"no record of the form {suffix} in it{said}")
    return RecordFile(tuple(records), problems)


def parse_bib(text: str, source: str) -> tuple[list[BibRecord], list[tuple[int, str]]]:
    """Read BibTeX of any origin; entries that cannot be read are faults."""
    records, faults = [], []
    for entry in parse_entries(text):
        line = int(entry["line"])
        if "error" in entry:
            faults.append((line, entry["error"]))
            continue
        records.append(
            BibRecord(
                key=entry["key"],
                source=source,
                line=line,
                entry_type=entry["entrytype"],
                title=entry.get("title", ""),
                authors=tuple(name for name in _AUTHORS.split(entry.get("author", "")) if name),
                year=entry.get("year", "") or entry.get("date", ""),
                container=entry.get("journal", "")
                or entry.get("journaltitle", "")
                or entry.get("booktitle", ""),
                volume=entry.get("volume", ""),
                issue=entry.get("number", "") or entry.get("issue", ""),
                pages=entry.get("pages", ""),
                doi=entry.get("doi", ""),
                pmid=entry.get("pmid", ""),
                pmcid=entry.get("pmcid", ""),
                isbn=entry.get("isbn", ""),
                abstract=entry.get("abstract", ""),
            )
        )
    return records, faults


#: Ending of a file's name, and what reads it.
READERS: dict[str, Reader] = {
    ".bib": parse_bib,
    ".ris": parse_ris,
    ".nbib": parse_nbib,
    ".csv": parse_table,
    ".tsv": parse_table,
}


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _error(path.name, f"cannot be read: {error.strerror}") from error


def _decoded(data: bytes, name: str) -> str:
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    if not data.strip():
        raise _error(name, "the file is empty")
    if encoding == "utf-8-sig" and b"\0" in data[:4096]:
        raise _error(name, "a binary file, no text")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _error(
            name, f"not UTF-8: byte {data[error.start]:#04x}; export it again as UTF-8", line
        ) from error


def _error(name: str, message: str, line: int = 0) -> SourceFileError:
    return SourceFileError(
        [Problem(code="DUP000", severity=Severity.ERROR, message=message, path=name, line=line)]
    )
