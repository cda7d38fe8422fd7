"""Every rule on its cases: small changes to one clean library, and the lines that must be reported."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from kb.checks import all_rules, run_checks
from kb.errors import SourceFileError
from kb.library import CapturedRecord, Library
from kb.models import Problem
from kb.project import Project
from kb.pubmed_record import AbstractSection, Correction, DateParts, PubMedRecord

HERE = Path(__file__).parent
TODAY = date(2026, 11, 21)
FILES = {"claims": "claims.yaml", "references": "references.bib"}


def read_cases() -> list[Any]:
    cases = []
    for path in sorted((HERE / "cases").glob("*.yml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            cases.append(pytest.param(path.stem, case, id=f"{path.stem}-{case['name'].replace(' ', '-')}"))
    return cases


def write_project(case: dict[str, Any], folder: Path) -> Project:
    for key, name in FILES.items():
        text = (HERE / "base" / name).read_text(encoding="utf-8")
        for old, new in case.get(key, {}).items():
            assert text.count(old) == 1, f"{old!r} must stand once in the base, not {text.count(old)} times"
            text = text.replace(old, new)
        (folder / name).write_bytes(
            (text + case.get("append", {}).get(key, "")).encode(case.get("encoding", "utf-8"))
        )
    return Project(folder)


def captured(case: dict[str, Any]) -> list[CapturedRecord]:
    records = []
    for fields in case.get("records", []):
        abstract = tuple(AbstractSection("", "", text, text) for text in fields.pop("abstract", []))
        corrections = tuple(Correction(kind, None, "") for kind in fields.pop("corrections", []))
        year = DateParts(year=str(fields.pop("year", "")))
        record = PubMedRecord(**fields, abstract=abstract, corrections=corrections, printed_date=year)
        records.append(CapturedRecord(record=record, fetched_on="2026-11-21", sha256="0" * 64))
    return records


def problems_of(case: dict[str, Any], folder: Path, select: str = "") -> list[Problem]:
    project = write_project(case, folder)
    pages = None
    if "pages" in case:
        pages = folder / "pages"
        pages.mkdir()
        for name, text in case["pages"].items():
            (pages / name).write_text(text, encoding="utf-8")
    try:
        library = Library.load(project, captured(case))
    except SourceFileError as error:
        return list(error.problems)
    chosen = (select,) if select else ()
    return run_checks(library, today=TODAY, project_pages=pages, select=chosen)


@pytest.mark.parametrize(("code", "case"), read_cases())
def test_rule_reports_exactly_the_expected_lines(code: str, case: dict[str, Any], tmp_path: Path) -> None:
    found = problems_of(case, tmp_path, select=code)
    rule = next(rule for rule in all_rules() if rule.code == code)
    expected = []
    for want in case.get("expect", []):
        lines = (tmp_path / want["file"]).read_bytes().decode(case.get("encoding", "utf-8")).split("\n")
        at = [number for number, line in enumerate(lines, 1) if want["at"] in line]
        assert at, f"{want['at']!r} is nowhere in {want['file']}"
        expected.append((want["file"], at[-1]))
    assert [(p.path, p.line) for p in found] == expected, [str(p) for p in found]
    for problem, want in zip(found, case.get("expect", []), strict=True):
        assert want["says"] in f"{problem.message} {problem.remedy}"
        assert (problem.code, problem.severity) == (code, rule.severity)
        assert problem.remedy or code[:3] in ("BIB", "YML", "SRC")


def test_the_base_breaks_no_rule(tmp_path: Path) -> None:
    pages = {"one.txt": "Welcome\nAbout 70% of people respond.\n"}
    assert [str(p) for p in problems_of({"pages": pages}, tmp_path)] == []
