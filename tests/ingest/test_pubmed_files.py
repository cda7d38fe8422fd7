"""Several files at once."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from ingest.pubmed_files import parse_files
from ingest.pubmed_items import PubMedItem, RecordFault
from ingest.pubmed_xml import iter_pubmed_xml
from kb.pubmed_record import PubMedRecord

ROOT = Path(__file__).resolve().parents[2]
SHAPES = ROOT / "tests" / "data" / "pubmed" / "shapes.xml"


def pmid(item: PubMedItem) -> str | None:
    return item.pmid if isinstance(item, PubMedRecord) else None


def test_two_processes_give_what_one_gives(tmp_path: Path) -> None:
    copy = tmp_path / "copy.xml"
    copy.write_bytes(SHAPES.read_bytes())
    once = list(iter_pubmed_xml(SHAPES))
    alone = list(parse_files([SHAPES, copy], processes=1))
    assert alone == once * 2
    together = list(parse_files([SHAPES, copy], processes=2))
    assert sorted(map(repr, together)) == sorted(map(repr, alone))


def test_select_runs_in_the_worker_and_leaves_out_none(tmp_path: Path) -> None:
    missing = tmp_path / "missing.xml"
    assert list(parse_files([SHAPES], select=pmid)) == ["90000001", "90000002", "90000003"]
    (fault,) = parse_files([missing])
    assert isinstance(fault, RecordFault)
    assert "cannot be read" in fault.reason


def test_the_benchmark_prints_one_json_object_last() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.pubmed_xml", str(SHAPES), "--json", "--entrez-records", "1"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    result = json.loads(done.stdout.splitlines()[-1])
    assert result["ours"]["records"] == 3
    assert result["ours"]["peak_mb"] < 100
    assert "ours:" in done.stderr
