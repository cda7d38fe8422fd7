"""The two tagged forms: RIS, as reference managers write it, and NBIB, as PubMed does."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kb.deduplication.records import BibRecord

_RIS_LINE = re.compile(r"([A-Z][A-Z0-9])  ?- ?(.*)")
_NBIB_LINE = re.compile(r"([A-Z]{2,4}) *- ?(.*)")
_YEAR = re.compile(r"\d{4}")
_DOI = re.compile(r"10\.\d{4,9}/\S+")

Fault = tuple[int, str]


@dataclass(slots=True)
class _Block:
    """The tags of one record while it is read."""

    line: int
    tags: dict[str, list[str]] = field(default_factory=dict)

    def add(self, tag: str, text: str) -> None:
        self.tags.setdefault(tag, []).append(text.strip())

    def first(self, *names: str) -> str:
        return next((text for name in names for text in self.tags.get(name, ()) if text), "")

    def all(self, *names: str) -> tuple[str, ...]:
        return next((tuple(filter(None, self.tags[name])) for name in names if self.tags.get(name)), ())


def parse_ris(text: str, source: str) -> tuple[list[BibRecord], list[Fault]]:
    """Read RIS: a record begins with TY and ends with ER; one without ER ends where the next begins."""
    blocks: list[_Block] = []
    faults: list[Fault] = []
    block: _Block | None = None
    last = ""
    for number, line in enumerate(text.splitlines(), start=1):
        match = _RIS_LINE.fullmatch(line.strip("\ufeff").rstrip())
        if match is None:
            if block and last and line.strip():
                block.tags[last][-1] += " " + line.strip()
            elif line.strip() and not block:
                faults.append((number, f"text outside any record: {line.strip()[:40]!r}"))
            continue
        tag, value = match.groups()
        if tag == "TY":
            if block:
                faults.append((block.line, "the record has no ER; it is taken to end where the next begins"))
            block = _Block(number)
            blocks.append(block)
        elif block is None:
            if tag != "ER":
                faults.append((number, f"{tag} stands outside any record: TY is missing"))
            continue
        if tag == "ER":
            block, last = None, ""
            continue
        block.add(tag, value)
        last = tag
    if block:
        faults.append((block.line, "the record has no ER; it is taken to end with the file"))
    return [_ris_record(found, index, source) for index, found in enumerate(blocks, start=1)], faults


def parse_nbib(text: str, source: str) -> tuple[list[BibRecord], list[Fault]]:
    """Read what PubMed exports: a record begins with PMID, lines that begin with blanks go on."""
    blocks: list[_Block] = []
    faults: list[Fault] = []
    last = ""
    for number, line in enumerate(text.splitlines(), start=1):
        match = _NBIB_LINE.fullmatch(line.rstrip())
        if match is None:
            if line.startswith(" ") and blocks and last:
                blocks[-1].tags[last][-1] += " " + line.strip()
            elif line.strip():
                faults.append((number, f"neither a tag nor the rest of one: {line.strip()[:40]!r}"))
            continue
        last, value = match.groups()
        if last == "PMID":
            blocks.append(_Block(number))
        if not blocks:
            faults.append((number, f"{last} stands before the first PMID"))
            last = ""
            continue
        blocks[-1].add(last, value)
    return [_nbib_record(found, source) for found in blocks], faults


def _ris_record(block: _Block, index: int, source: str) -> BibRecord:
    start, end = block.first("SP"), block.first("EP")
    year = _YEAR.search(block.first("PY", "Y1", "DA"))
    doi = _DOI.search(block.first("DO")) or _DOI.search(block.first("M3"))
    return BibRecord(
        key=block.first("ID", "AN") or str(index),
        source=source,
        line=block.line,
        entry_type=block.first("TY"),
        title=block.first("TI", "T1"),
        authors=block.all("AU", "A1"),
        year=year.group() if year else "",
        container=block.first("JF", "T2", "JO", "JA", "J2", "BT"),
        volume=block.first("VL"),
        issue=block.first("IS"),
        pages=f"{start}-{end}" if start and end and "-" not in start else start or block.first("C7"),
        doi=doi.group() if doi else "",
        pmid=block.first("PM") if block.first("PM").isdigit() else "",
        pmcid=block.first("C2") if block.first("C2").startswith("PMC") else "",
        isbn=block.first("SN"),
        abstract=block.first("AB", "N2"),
    )


def _nbib_record(block: _Block, source: str) -> BibRecord:
    year = _YEAR.search(block.first("DP"))
    dois = [
        text.split()[0]
        for text in (*block.tags.get("LID", ()), *block.tags.get("AID", ()))
        if "[doi]" in text
    ]
    return BibRecord(
        key=block.first("PMID"),
        source=source,
        line=block.line,
        entry_type=(block.all("PT") or ("",))[0],
        title=block.first("TI", "BTI", "TT"),
        authors=block.all("FAU", "AU") or block.all("CN"),
        year=year.group() if year else "",
        container=block.first("JT", "TA", "BTI"),
        volume=block.first("VI"),
        issue=block.first("IP"),
        pages=block.first("PG"),
        doi=dois[0] if dois else "",
        pmid=block.first("PMID"),
        pmcid=block.first("PMC"),
        isbn=block.first("ISBN"),
        abstract=block.first("AB"),
    )
