"""Against material beside the project, where there is some: nothing of it is kept here."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from kb.matching import Decision, IndexRecord, Matcher, split_references
from kb.matching.readers import read_records
from kb.matching.references import Style
from tests.matching.conftest import matcher_of

#: What a person finds when looking up the works that the pages name, by line.
WORKS_CITED = {
    ("000_34aa28423726b00b.txt", 119): "Lally2014",
    ("001_4af7ae5aaca8369b.txt", 305): "Abdallah2018",
    ("001_4af7ae5aaca8369b.txt", 306): "Berman2000",
    ("001_4af7ae5aaca8369b.txt", 307): "Duman2012",
    ("001_4af7ae5aaca8369b.txt", 308): "Fava2018",
    ("001_4af7ae5aaca8369b.txt", 309): "Li2010",
    ("001_4af7ae5aaca8369b.txt", 310): "Luckenbaugh2014",
    ("001_4af7ae5aaca8369b.txt", 311): "Murrough2013bp",
    ("001_4af7ae5aaca8369b.txt", 312): "Lester2012",
    ("001_4af7ae5aaca8369b.txt", 313): "Sleigh2014",
    ("001_4af7ae5aaca8369b.txt", 314): "Perry2007",
}


def test_works_cited_by_the_pages_resolve_as_by_a_person(shared: Path, matcher: Matcher) -> None:
    found = {}
    for page in sorted((shared / "seeds").glob("*.txt")):
        for printed in split_references(page.read_text(encoding="utf-8")):
            match = matcher.match(printed.text)
            if printed.style is Style.TITLE_LINE and match.decision is not Decision.MATCH:
                continue
            found[page.name, printed.line] = (
                match.key if match.decision is Decision.MATCH else match.decision.value
            )
    assert found == WORKS_CITED


def test_a_sample_of_printed_citations(shared: Path, tmp_path: Path) -> None:
    folder = shared / "bench" / "citations"
    if not folder.is_dir():
        pytest.skip("no ../shared/bench/citations")
    with gzip.open(folder / "queries.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file][::25]
    wanted = {row["pmid"] for row in rows}
    records: list[IndexRecord] = [
        record
        for n, record in enumerate(read_records(folder / "index.jsonl.gz"))
        if record.pmid in wanted or n % 60 == 0
    ]
    matcher = matcher_of(tmp_path / "sample.index", records)
    matches = [matcher.match(row["text"]) for row in rows]
    matched = [
        (row["pmid"], m.pmid) for row, m in zip(rows, matches, strict=True) if m.decision is Decision.MATCH
    ]
    right = sum(truth == pmid for truth, pmid in matched)
    assert right / len(matched) >= 0.995
    assert right / sum(row["pmid"] is not None for row in rows) >= 0.96
