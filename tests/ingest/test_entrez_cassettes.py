"""What NCBI really sent: recorded answers, where they are at hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from ingest.entrez_answers import Answer, Fault
from ingest.entrez_records import RecordBatch, cut_records, read_records
from ingest.entrez_search import read_citations, read_search
from ingest.pubmed_xml import parse_pubmed_xml

BENCH = Path(__file__).parents[3] / "shared" / "bench"
pytestmark = pytest.mark.skipif(not BENCH.is_dir(), reason="the recorded answers are not at hand")
ARTICLES = ("20412080", "22351513", "22528466", "23121403", "29915538")


def recorded(name: str) -> list[tuple[str, Answer]]:
    data: dict[str, Any] = yaml.safe_load((BENCH / "eutils" / "cassettes" / name).read_text())
    answers = []
    for each in data["interactions"]:
        body, status = each["response"]["body"]["string"], each["response"]["status"]["code"]
        raw = body if isinstance(body, bytes) else body.encode()
        answers.append((each["request"]["uri"], Answer(status=status, body=raw)))
    return answers


@pytest.mark.parametrize("name", [f"test_eutils_xmlfacades_pubmedarticle_{pmid}" for pmid in ARTICLES])
def test_recorded_records_are_cut_out_whole(name: str) -> None:
    for _, answer in recorded(name):
        batch = read_records(answer)
        assert isinstance(batch, RecordBatch) and batch.cut == ""
        assert [record.pmid for record in batch.records] == [name.rpartition("_")[2]]
        assert batch.records[0].xml in answer.body


def test_a_recorded_search_is_read() -> None:
    [(_, answer)] = recorded("test_esearch")
    page = read_search(answer)
    assert not isinstance(page, Fault)
    assert (page.count, page.pmids[0], len(page.pmids)) == (5, "1054894", 5)


def test_recorded_citations_are_read() -> None:
    body = (BENCH / "eutils" / "citmatch_mixed.txt").read_bytes()
    matches = read_citations(Answer(status=200, body=body))
    assert not isinstance(matches, Fault)
    assert [(match.key, match.pmids, match.reason) for match in matches] == [
        ("Art1", ("2014248",), ""),
        ("ref2", (), "NOT_FOUND;INVALID_JOURNAL"),
        ("Art4", ("31978945",), ""),
    ]


def test_pubmeds_own_files_are_cut_as_they_are_parsed() -> None:
    files = sorted((BENCH / "pubmed" / "efetch").glob("*.xml"))
    assert files
    for path in files:
        body = path.read_bytes()
        batch = cut_records(body)
        whole = parse_pubmed_xml(body)
        if isinstance(batch, Fault):
            assert whole == [], (path.name, batch.reason)
            continue
        assert [record.pmid for record in batch.records] == [record.pmid for record in whole], path.name
        for record, parsed in zip(batch.records, whole, strict=True):
            assert parse_pubmed_xml(record.xml) == [parsed], path.name
