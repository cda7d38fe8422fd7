from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kb.cli_match import match
from kb.errors import KBError
from tests.conftest import ROOT

LIST = """References
1. Berman, R.M., Cappiello, A., 2000. Antidepressant effects of ketamine in depressed patients.
Biological psychiatry, 47(4), pp.351-354.
2. Nobody A. A work that no library holds, made up for a test. J Made Up. 1999;1:1-2.
3. Ibid., p. 12
"""


def run(*arguments: str, text: str | bytes = LIST) -> Result:
    return CliRunner().invoke(match, list(arguments), input=text, obj=ROOT)


def test_a_pasted_list_is_answered_in_words() -> None:
    result = run()
    assert result.exit_code == 1
    assert "line 2: match Berman2000 (PMID 10686270) [title and place]" in result.stdout
    assert "line 4: none [nothing like it]" in result.stdout
    assert "line 5: none [ibid]" in result.stdout
    assert result.stderr == "1 match, 0 review, 2 none\n"


def test_json_and_csv_say_the_same() -> None:
    rows = json.loads(run("--format", "json").stdout)
    table = list(csv.DictReader(io.StringIO(run("--format", "csv").stdout)))
    assert [(r["decision"], r["pmid"]) for r in rows] == [
        ("match", "10686270"),
        ("none", None),
        ("none", None),
    ]
    assert [(r["decision"], r["pmid"] or None) for r in table] == [(r["decision"], r["pmid"]) for r in rows]
    assert rows[0]["read_as"]["volume"] == "47"
    assert {f["field"] for f in rows[0]["fields"]} >= {"title", "first author", "year", "journal", "volume"}


def test_all_matched_exits_0_and_nothing_to_match_says_so() -> None:
    assert run(text=LIST.split("2. ")[0]).exit_code == 0
    nothing = run(text="\n \n")
    assert (nothing.exit_code, nothing.stdout, nothing.stderr) == (0, "", "no citation in -\n")


def test_a_binary_file_is_refused() -> None:
    result = run(text=b"\x7fELF\x00\x00\x01")
    assert isinstance(result.exception, KBError)
    assert "stdin is not text" in str(result.exception)


@pytest.mark.parametrize("kept", [False, True])
def test_another_file_can_be_matched_against(kept: bool, tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    records.write_text(
        json.dumps({"pmid": "9", "title": "A work that no library holds, made up for a test", "year": 1999, "volume": 1,
                    "fpage": 1, "lpage": 2, "authors": ["Nobody A"], "journal": "J Made Up"}) + "\n"
    )  # fmt: skip
    index = tmp_path / "records.index"
    extra = ["--keep-index", str(index)] if kept else []
    for _ in range(2):
        rows = json.loads(run("--against", str(records), "--format", "json", *extra).stdout)
        assert [r["pmid"] for r in rows] == [None, "9", None]
    assert index.exists() is kept
    if kept:
        rows = json.loads(run("--against", str(index), "--format", "json").stdout)
        assert [r["pmid"] for r in rows] == [None, "9", None]


def test_pubmed_xml_can_be_matched_against() -> None:
    path = ROOT / "tests" / "data" / "pubmed" / "shapes.xml"
    result = run("--against", str(path), "--format", "json")
    assert [r["decision"] for r in json.loads(result.stdout)] == ["none"] * 3
    assert "records of shapes.xml indexed" in result.stderr


def test_what_is_no_index_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.index"
    path.write_bytes(b"this is no database" * 100)
    result = run("--against", str(path))
    assert isinstance(result.exception, KBError)
    assert "no index of citations" in str(result.exception)
