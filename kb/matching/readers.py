"""
Records for the index from files: JSON lines, .nbib, .ris and .bib, plain or gzipped.

Read one record at a time. The .bib reader is for other people's exports and takes what it
can; the library's own references.bib is read, strictly, by kb.bibliography.
"""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from kb.errors import KBError
from kb.matching.records import IndexRecord

_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)")
_RIS_LINE = re.compile(r"^([A-Z][A-Z0-9])\s{1,2}- ?(.*)$")
_NBIB_LINE = re.compile(r"^([A-Z]{2,4}) *- (.*)$")
_BIB_ENTRY = re.compile(r"^\s*@(\w+)\s*[{(]\s*([^,\s]*)\s*,")
_ACCENT = re.compile(r"\\([\"'`^~=.]|[uvHcdbkr](?![A-Za-z]))\s*(?:\{\s*\\?(\w)\s*\}|\\?([A-Za-z]))")
_ACCENTS = dict(
    zip(
        "\"'`^~=.uvHcdbkr",
        "\u0308\u0301\u0300\u0302\u0303\u0304\u0307\u0306\u030c\u030b\u0327\u0323\u0331\u0328\u030a",
        strict=True,
    )
)
_COMMAND = re.compile(r"\\(?:(?:emph|textit|textbf|textsc|textsuperscript|textsubscript)\s*|(?=[&%$#_{}]))")


def read_records(path: Path) -> Iterator[IndexRecord]:
    """
    Read the records of a file by its suffix.

    :raises KBError: if the kind of file is not known, or a line of it cannot be read.
    """
    suffixes = [s.lower() for s in path.suffixes if s.lower() != ".gz"]
    reader = _READERS.get(suffixes[-1] if suffixes else "")
    if reader is None:
        raise KBError(
            f"{path}: not a kind of file that can be matched against; known: {', '.join(_READERS)}, .xml"
        )
    opened = gzip.open if path.suffix.lower() == ".gz" else open
    try:
        with opened(path, "rt", encoding="utf-8-sig", errors="replace") as file:
            yield from reader(file, path)
    except (OSError, EOFError) as error:
        raise KBError(f"{path}: {error}") from error


def _jsonl(lines: IO[str], path: Path) -> Iterator[IndexRecord]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise KBError(f"{path}:{number}: not JSON: {error}") from error
        if not isinstance(row, dict):
            raise KBError(f"{path}:{number}: not a JSON object")
        yield record_of_row(row, default_key=f"{path.name}:{number}")


def record_of_row(row: Mapping[str, Any], *, default_key: str) -> IndexRecord:
    """Return the record of a JSON object; unknown names are passed over."""
    pages = str(row.get("pages") or "")
    first, _, last = pages.replace("--", "-").replace("\u2013", "-").partition("-")
    authors = row.get("authors") or row.get("author") or ()
    if isinstance(authors, str):
        authors = re.split(r";|\band\b", authors)
    pmid = _text(row, "pmid")
    return IndexRecord(
        key=_text(row, "citekey", "key", "id") or pmid or default_key,
        title=_text(row, "title"),
        authors=tuple(str(author).strip() for author in authors if str(author).strip()),
        journal=_text(row, "journal", "journaltitle"),
        journal_other=_text(row, "journal_abbreviation"),
        year=_year(_text(row, "year", "date")),
        volume=_text(row, "volume"),
        issue=_text(row, "issue", "number"),
        first_page=_text(row, "fpage", "first_page") or first.strip(),
        last_page=_text(row, "lpage", "last_page") or last.strip(),
        pmid=pmid,
        doi=_doi(_text(row, "doi")),
        pmcid=_text(row, "pmcid"),
    )


def _text(row: Mapping[str, Any], *names: str) -> str:
    return next((str(row[name]).strip() for name in names if row.get(name)), "")


def _doi(text: str) -> str:
    found = re.search(r"10\.\d{4,9}/\S+", text)
    return found.group() if found else ""


def _year(text: str) -> int | None:
    found = _YEAR.search(text)
    return int(found.group(1)) if found else None


def _tagged(
    lines: Iterable[str], pattern: re.Pattern[str], ends: Callable[[str], bool]
) -> Iterator[dict[str, list[str]]]:
    """Group `TAG - value` lines into records; a line without a tag goes on with the one before."""
    row: dict[str, list[str]] = defaultdict(list)
    last = ""
    for line in lines:
        found = pattern.match(line.rstrip("\r\n"))
        if found:
            tag, value = found.group(1), found.group(2).strip()
            if ends(tag) and row:
                yield row
                row = defaultdict(list)
            last = tag
            row[tag].append(value)
        elif line.strip() and last:
            row[last][-1] += " " + line.strip()
    if row:
        yield row


def _ris(lines: IO[str], path: Path) -> Iterator[IndexRecord]:
    for number, row in enumerate(_tagged(lines, _RIS_LINE, lambda tag: tag == "TY"), 1):
        if not any(tag in row for tag in ("TI", "T1", "JO", "T2")):
            continue
        yield record_of_row(
            {
                "id": _first(row, "ID"),
                "title": _first(row, "TI", "T1"),
                "authors": row.get("AU") or row.get("A1"),
                "journal": _first(row, "JF", "T2", "JO"),
                "journal_abbreviation": _first(row, "J2", "JA"),
                "year": _first(row, "PY", "Y1", "DA"),
                "volume": _first(row, "VL"),
                "issue": _first(row, "IS"),
                "pages": _first(row, "SP"),
                "lpage": _first(row, "EP"),
                "doi": _first(row, "DO"),
                "pmid": _pmid(_first(row, "AN")),
            },
            default_key=f"{path.name}:{number}",
        )


def _nbib(lines: IO[str], path: Path) -> Iterator[IndexRecord]:
    for number, row in enumerate(_tagged(lines, _NBIB_LINE, lambda tag: tag == "PMID"), 1):
        article_ids = [*row.get("LID", ()), *row.get("AID", ())]
        yield record_of_row(
            {
                "pmid": _first(row, "PMID"),
                "title": _first(row, "TI", "BTI"),
                "authors": row.get("FAU") or row.get("AU"),
                "journal": _first(row, "JT"),
                "journal_abbreviation": _first(row, "TA"),
                "year": _first(row, "DP"),
                "volume": _first(row, "VI"),
                "issue": _first(row, "IP"),
                "pages": _first(row, "PG"),
                "doi": next((i for i in article_ids if i.endswith("[doi]")), "").removesuffix("[doi]"),
                "pmcid": _first(row, "PMC"),
            },
            default_key=f"{path.name}:{number}",
        )


def _first(row: Mapping[str, list[str]], *tags: str) -> str:
    return next((row[tag][0] for tag in tags if row.get(tag)), "")


def _pmid(text: str) -> str:
    return text if re.fullmatch(r"[1-9]\d{3,8}", text) else ""


def _bib(lines: IO[str], path: Path) -> Iterator[IndexRecord]:
    entry: list[str] = []
    for line in lines:
        if _BIB_ENTRY.match(line) and entry:
            yield from _bib_entry("".join(entry))
            entry = []
        if entry or _BIB_ENTRY.match(line):
            entry.append(line)
    if entry:
        yield from _bib_entry("".join(entry))


def _bib_entry(text: str) -> Iterator[IndexRecord]:
    found = _BIB_ENTRY.match(text)
    if not found or found.group(1).lower() in ("string", "comment", "preamble"):
        return
    row: dict[str, Any] = {name.lower(): _plain(value) for name, value in _bib_fields(text[found.end() :])}
    if isinstance(row.get("author"), str):
        row["authors"] = [name.strip() for name in re.split(r"\s+and\s+", row["author"])]
    yield record_of_row({**row, "citekey": found.group(2)}, default_key=found.group(2))


def _bib_fields(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    while found := re.compile(r"\s*,?\s*([\w-]+)\s*=\s*").match(text, at):
        at = start = found.end()
        depth, quoted = 0, text[at : at + 1] == '"'
        at += quoted
        while at < len(text):
            character = text[at]
            depth += (character == "{") - (character == "}")
            if (
                (quoted and character == '"' and depth == 0)
                or depth < 0
                or (not quoted and depth == 0 and character == ",")
            ):
                break
            at += 1
        yield found.group(1), text[start + quoted : at].strip()
        at += quoted


def _plain(value: str) -> str:
    value = _ACCENT.sub(
        lambda m: unicodedata.normalize("NFC", (m.group(2) or m.group(3)) + _ACCENTS[m.group(1)]), value
    )
    value = _COMMAND.sub("", value)
    return " ".join(value.replace("{", "").replace("}", "").replace("~", " ").split())


_READERS: dict[str, Callable[[IO[str], Path], Iterator[IndexRecord]]] = {
    ".jsonl": _jsonl,
    ".nbib": _nbib,
    ".ris": _ris,
    ".bib": _bib,
}
