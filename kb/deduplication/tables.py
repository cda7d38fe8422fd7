"""Tables with a heading line: .csv and .tsv as PubMed, Scopus, Web of Science, Embase and others export them."""

from __future__ import annotations

import csv
import io
import re

from kb.deduplication.records import BibRecord

#: Headings in lower case by which a field is known, the likeliest first.
COLUMNS: dict[str, tuple[str, ...]] = {
    "key": ("id", "key", "citekey", "record id", "eid", "accession number", "ut", "an"),
    "entry_type": ("entrytype", "type", "document type", "publication type", "item type"),
    "title": ("title", "article title", "document title", "ti", "primary title"),
    "authors": ("author", "authors", "author(s)", "au", "author names", "author full names"),
    "year": ("year", "publication year", "py", "pub year", "date", "publication date"),
    "container": (
        "journal",
        "source title",
        "journal/book",
        "publication title",
        "so",
        "source",
        "journal title",
    ),
    "booktitle": ("booktitle", "book title", "conference name", "secondary title"),
    "volume": ("volume", "vl", "vol"),
    "issue": ("number", "issue", "is", "no"),
    "pages": ("pages", "page", "page range", "pagination"),
    "start": ("page start", "start page", "bp", "first page"),
    "end": ("page end", "end page", "ep", "last page"),
    "article": ("art. no.", "article number", "ar"),
    "doi": ("doi", "di"),
    "pmid": ("pmid", "pubmed id", "pm", "medline pmid"),
    "pmcid": ("pmcid",),
    "isbn": ("isbn",),
    "abstract": ("abstract", "ab"),
}
#: Without one of these beside the title nothing can be compared.
SECOND = ("authors", "year", "container", "doi", "pmid")
_INITIALS = re.compile(r"(?:[A-Z]\.?[- ]?){1,4}")
_ONE_NAME = re.compile(r"[^\W\d_][\w'’.-]*(?: [\w'’.-]+)* [A-Z]{1,4}\.?")


class TableError(ValueError):
    """The table as a whole cannot be read."""

    def __init__(self, message: str, line: int = 0) -> None:
        self.line = line
        super().__init__(message)


def parse_table(text: str, source: str) -> tuple[list[BibRecord], list[tuple[int, str]]]:
    """
    Read a table; columns are known by their headings.

    :raises TableError: if the columns that are needed are missing, or it is no table.
    """
    heading = text.split("\n", 1)[0]
    delimiter = max("\t;,", key=heading.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restkey="")
    try:
        found = [name.strip().lower() for name in rows.fieldnames or ()]
        columns = {
            field: names[found.index(name)]
            for field, aliases in COLUMNS.items()
            for name in aliases[::-1]
            if name in found
            for names in [list(rows.fieldnames or ())]
        }
        if "title" not in columns or not any(field in columns for field in SECOND):
            missing = "title" if "title" not in columns else "any of " + ", ".join(SECOND)
            raise TableError(f"no column for {missing}; the headings are {', '.join(found)[:200]}", 1)
        records: list[BibRecord] = []
        faults: list[tuple[int, str]] = []
        for row in rows:
            line = rows.line_num
            if "" in row or None in row.values():
                faults.append((line, "the row has another number of columns than the heading"))
            records.append(_record(row, columns, len(records) + 1, source, line))
    except csv.Error as error:
        raise TableError(f"no table: {error}", rows.line_num) from error
    return records, faults


def split_names(text: str) -> tuple[str, ...]:
    """
    Return the authors of one cell, whatever stands between them.

    >>> split_names("Smith JA, Doe B."), split_names("Smith, J. and Doe, B.")
    (('Smith JA', 'Doe B.'), ('Smith, J.', 'Doe, B.'))
    >>> split_names("Smith, J.A., Doe, B.")
    ('Smith, J.A.', 'Doe, B.')
    """
    for separator in (";", " and ", "|"):
        if separator in text:
            return tuple(part.strip() for part in text.split(separator) if part.strip())
    parts = [part.strip() for part in text.split(",")]
    if len(parts) > 1 and all(_ONE_NAME.fullmatch(part) for part in parts):
        return tuple(parts)
    if len(parts) > 2 and len(parts) % 2 == 0 and all(_INITIALS.fullmatch(part) for part in parts[1::2]):
        return tuple(f"{last}, {first}" for last, first in zip(parts[::2], parts[1::2], strict=True))
    return (text.strip(),) if text.strip() else ()


def _record(row: dict[str, str], columns: dict[str, str], number: int, source: str, line: int) -> BibRecord:
    def cell(field: str) -> str:
        return (row.get(columns[field]) or "").strip() if field in columns else ""

    start, end = cell("start"), cell("end")
    return BibRecord(
        key=cell("key") or cell("pmid") or str(number),
        source=source,
        line=line,
        entry_type=cell("entry_type"),
        title=cell("title"),
        authors=split_names(cell("authors")),
        year=cell("year"),
        container=cell("container") or cell("booktitle"),
        volume=cell("volume"),
        issue=cell("issue"),
        pages=cell("pages") or (f"{start}-{end}" if start and end else start) or cell("article"),
        doi=cell("doi"),
        pmid=cell("pmid"),
        pmcid=cell("pmcid"),
        isbn=cell("isbn"),
        abstract=cell("abstract"),
    )
