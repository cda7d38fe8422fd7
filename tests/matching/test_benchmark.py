from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.conftest import ROOT


def run(module: str, *arguments: str) -> dict[str, Any]:
    command = [sys.executable, "-m", f"benchmarks.{module}", *arguments, "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def test_the_benchmark_counts_what_is_right(tmp_path: Path) -> None:
    title = "A made-up work number {} on nothing in particular, for a test"
    with (tmp_path / "index.jsonl").open("w") as file:
        for n in range(20):
            record = {"pmid": str(100 + n), "title": title.format(n), "journal": "J Made Up", "year": "2001",
                      "volume": "3", "fpage": str(10 * n + 1), "lpage": str(10 * n + 9),
                      "authors": [f"Author{chr(97 + n)} A"]}  # fmt: skip
            file.write(json.dumps(record) + "\n")
    cited = "Author{} A. " + title + ". J Made Up 2001;3:{}-{}."
    rows = [
        {"text": cited.format("a", 0, 1, 9), "pmid": "100"},
        {"text": cited.format("b", 1, 11, 19), "pmid": None},
        {"text": "J Made Up. 2001;3:21-29", "pmid": "102"},
        {"text": "Somebody Z. Quite another thing. Elsewhere 1990;8:7-9.", "pmid": "103"},
    ]
    (tmp_path / "queries.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    files = str(tmp_path / "index.jsonl"), str(tmp_path / "queries.jsonl")
    result = run("citations", *files)
    assert (result["precision"], result["recall"], result["recall_titled"]) == (0.6667, 0.6667, 0.5)
    assert result["counts"]["false_positive"] == 1
    assert result["per_second"] > 0 and 10 < result["peak_mb"] < 1000
    left_out = run("citations", *files, "--leave-out", "--without", "vetoes", "--threshold", "title=90")
    assert left_out["counts"]["without_counterpart"] == 4 and left_out["records"] == 17
    styles = run("citation_styles", files[0], "--size", "12")
    assert styles["precision"] == 1 and sum(styles["counts"].values()) == 12
