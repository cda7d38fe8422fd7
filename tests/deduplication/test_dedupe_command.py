"""Exports in, groups out: readers, merged records, reports, exit codes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.cli_dedupe import dedupe
from kb.deduplication.engine import find_duplicates
from kb.deduplication.merge import merge
from kb.deduplication.readers import load_records
from kb.deduplication.records import BibRecord
from kb.errors import SourceFileError

RIS = """TY  - JOUR
TI  - Mood after repeated infusions in adults
AU  - Doe, Jane
AU  - Roe, R.
PY  - 2010/03/01/
JF  - Journal of Mood Studies
VL  - 12
SP  - 101
EP  - 110
DO  - https://doi.org/10.1000/Mood.1
ER  -
"""
NBIB = """PMID- 123
TI  - Mood after repeated infusions
      in adults.
FAU - Doe, Jane
FAU - Roe, Richard
TA  - J Mood Stud
DP  - 2010 Mar
VI  - 12
PG  - 101-10
LID - 10.1000/mood.1 [doi]
"""
BIB = """@article{doe2010, author = {Doe, Jane and Roe, Richard}, title = {{Mood} after repeated infusions in adults},
  journal = {J Mood Stud}, year = 2010, volume = {12}, pages = {101--110}}
"""
CSV = 'Title,Authors,Publication Year,Journal/Book,DOI\n"Mood after repeated infusions in adults","Doe J, Roe R.",2010,J Mood Stud,10.1000/mood.1\n'  # noqa: E501
OTHER = (
    RIS.replace("Mood after repeated", "Sleep before single").replace("Mood.1", "sleep.2").replace("101", "7")
)


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def run(*arguments: Path | str) -> Result:
    return CliRunner().invoke(dedupe, [str(argument) for argument in arguments])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.ris", RIS),
        ("a.nbib", NBIB),
        ("a.bib", BIB),
        ("a.csv", CSV),
        ("ris.txt", RIS),
        ("nbib.txt", NBIB),
        ("bib.txt", BIB),
    ],
)
def test_every_form_is_read_by_name_or_content(tmp_path: Path, name: str, text: str) -> None:
    (record,) = load_records(write(tmp_path, name, text)).records
    assert record.title.lower().strip("{}. ").replace("{", "").replace("}", "") == (
        "mood after repeated infusions in adults"
    )
    assert len(record.authors) == 2
    assert record.year == "2010"
    assert record.container.startswith("J")
    assert record.line in (1, 2)


def test_all_forms_agree_that_it_is_one_work(tmp_path: Path) -> None:
    files = [
        write(tmp_path, *pair) for pair in (("a.ris", RIS), ("b.nbib", NBIB), ("c.bib", BIB), ("d.csv", CSV))
    ]
    result = run(*files, write(tmp_path, "e.ris", OTHER), "--format", "json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert found["read"] == 5
    (group,) = found["groups"]
    assert [record["source"] for record in group["records"]] == ["a.ris", "b.nbib", "c.bib", "d.csv"]
    assert group["reasons"]
    merged = group["merged"]
    assert merged["pmid"]["value"] == "123"
    assert merged["pmid"]["from"]["source"] == "b.nbib"
    assert merged["volume"]["value"] == "12"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.ris", bytes(range(256)) * 4, "binary"),
        ("a.csv", b"", "empty"),
        ("a.bib", b" \n ", "empty"),
        (
            "a.ris",
            "TY  - JOUR\nTI  - Stimmungsaufhellung für alle\n".encode("latin-1"),
            "a.ris:2: DUP000 not UTF-8",
        ),
        ("a.csv", b"name,value\nx,1\n", "no column for title; the headings are name, value"),
        ("a.csv", b"title,value\nx,1\n", "no column for any of authors"),
        ("a.ris", b"hello\n", "no record of the form .ris"),
        ("a.nbib", b"TI  - x\n", "before the first PMID"),
        ("a.bib", b"just text", "no record of the form .bib"),
        ("a.docx", b"some words", "neither name nor content"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    with pytest.raises(SourceFileError, match=says.replace(".", r"\.")):
        load_records(write(tmp_path, name, content))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.lists(
        st.sampled_from(
            [
                "TY  - JOUR\n",
                "ER  -\n",
                "TI  - x\n",
                "PMID- 1\n",
                "  y\n",
                "@article{k, title = {x}",
                "}",
                '"',
                ",",
                "title,year\n",
                "\t",
                "\r",
                "\u2028",
                "10.1/x",
                "ثبت\n",
                "SP  - \n",
                "{",
                "@",
                "=",
                "\n",
            ]
        ),
        min_size=1,
        max_size=30,
    ),
    suffix=st.sampled_from([".ris", ".nbib", ".bib", ".csv", ".txt"]),
)
def test_no_text_breaks_a_reader(tmp_path: Path, text: list[str], suffix: str) -> None:
    path = write(tmp_path, f"a{suffix}", "".join(text))
    try:
        found = load_records(path)
    except SourceFileError as error:
        assert error.problems[0].message
        return
    assert found.records
    assert len(find_duplicates(found.records).groups) <= len(found.records)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceFileError, match="cannot be read"):
        load_records(tmp_path / "nowhere.ris")


def test_utf_16_with_its_mark_is_read(tmp_path: Path) -> None:
    (record,) = load_records(write(tmp_path, "a.ris", RIS.encode("utf-16"))).records
    assert record.doi == "10.1000/Mood.1"


def test_ris_without_er_is_read_and_said(tmp_path: Path) -> None:
    broken = RIS.replace("ER  -\n", "") + RIS.replace("ER  -\n", "")
    found = load_records(write(tmp_path, "a.ris", broken))
    assert len(found.records) == 2
    assert [problem.line for problem in found.problems] == [1, 11]
    assert all("no ER" in problem.message for problem in found.problems)


def test_bibtex_with_faults_keeps_what_can_be_read(tmp_path: Path) -> None:
    found = load_records(write(tmp_path, "a.bib", BIB + BIB + "@article{broken, title = {x\n"))
    assert [record.key for record in found.records] == ["doe2010", "doe2010"]
    assert found.problems


def test_a_short_row_is_read_and_said(tmp_path: Path) -> None:
    found = load_records(write(tmp_path, "a.csv", "title;author;year\nMood;Doe J\n"))
    assert found.records[0].title == "Mood"
    assert "number of columns" in found.problems[0].message


def test_no_duplicates_is_exit_0(tmp_path: Path) -> None:
    result = run(write(tmp_path, "a.ris", RIS + OTHER))
    assert result.exit_code == 0
    assert "groups of duplicates 0" in result.stdout


def test_text_shows_reason_and_origin(tmp_path: Path) -> None:
    result = run(write(tmp_path, "a.ris", RIS), write(tmp_path, "b.nbib", NBIB))
    assert result.exit_code == 1
    assert "because: one DOI, titles alike [same_doi]" in result.stdout
    assert "pmid: 123  <- b.nbib:1 (123)" in result.stdout
    assert "not: J Mood Stud  <- b.nbib:1 (123)" in result.stdout


def test_csv_has_a_row_for_every_record(tmp_path: Path) -> None:
    twin = (
        RIS.replace("DO  - https://doi.org/10.1000/Mood.1\n", "").replace("101", "901").replace("110", "910")
    )
    result = run(write(tmp_path, "a.ris", RIS + RIS + twin), "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [row["part"] for row in rows[:2]] == ["group", "group"]
    assert {row["part"] for row in rows} == {"group", "maybe"}
    assert "other_pages" in {row["veto"] for row in rows}


def test_faults_go_to_stderr_and_errors_stop(tmp_path: Path) -> None:
    result = run(write(tmp_path, "a.ris", RIS.replace("ER  -\n", "")))
    assert "no ER" in result.stderr
    assert "no ER" not in result.stdout
    stopped = run(write(tmp_path, "b.ris", b"\0\0"), tmp_path / "nowhere.csv")
    assert isinstance(stopped.exception, SourceFileError)
    assert len(stopped.exception.problems) == 2


def test_a_merged_record_takes_majority_and_fullest() -> None:
    records = [
        BibRecord(key="a", title="MOOD AFTER", year="2010", pages="101", authors=("Doe J",)),
        BibRecord(key="b", title="Mood after", year="2011", pages="101-10", authors=("Doe J", "Roe R")),
        BibRecord(key="c", title="Mood after [Review]", year="2011"),
    ]
    merged = merge(records)
    assert (merged["year"].value, merged["year"].origin.key) == ("2011", "b")
    assert merged["title"].value == "Mood after"
    assert merged["pages"].value == "101-10"
    assert merged["authors"].value == ("Doe J", "Roe R")
    assert [record.key for _, record in merged["year"].others] == ["a"]
    assert "doi" not in merged
