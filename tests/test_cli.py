"""The commands as a person runs them: exit code, stdout for data, stderr for talk."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kb.cli import KINDS, main
from kb.search import EntryKind
from tests.conftest import ROOT


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("claims.yaml", "references.bib", "datasette-metadata.json"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def run(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(project), *arguments])


def test_check_is_clean_and_says_what_was_not_checked(project: Path) -> None:
    result = run(project, "check", "--select", "CLM", "--today", "2026-11-21")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "97 publications: figures unchecked against PubMed" in result.stderr


def test_check_finds_a_broken_entry_in_every_format(project: Path) -> None:
    text = (project / "claims.yaml").read_text(encoding="utf-8")
    (project / "claims.yaml").write_text(
        text.replace("publication: Jelovac2025", "publication: Jelovac2052", 1)
    )
    result = run(project, "check", "--ignore", "FND", "--today", "2026-11-21")
    assert result.exit_code == 1
    assert "claims.yaml:" in result.stdout and "Jelovac2025" in result.stdout
    problems = json.loads(run(project, "check", "--format", "json", "--select", "EVD0").stdout)
    assert any("Jelovac2052" in problem["message"] for problem in problems)
    assert "::error file=claims.yaml,line=" in run(project, "check", "--format", "github").stdout


def test_reviews_overdue_are_found_by_the_day_given(project: Path) -> None:
    result = run(project, "check", "--select", "CLM", "--today", "2031-01-01")
    assert result.exit_code == 1
    assert "overdue" in result.stdout or "due" in result.stdout


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("claims.yaml", "", "YML002"),
        ("claims.yaml", "claims:\n  - id: half-written\n    topic:", "YML006"),
        ("references.bib", "@article{A2000, title = {x}", "BIB001"),
    ],
)
def test_a_broken_source_file_stops_the_build_and_keeps_the_old_one(
    project: Path, name: str, content: str, said: str
) -> None:
    (project / "kb.db").write_bytes(b"old")
    (project / name).write_text(content)
    result = run(project, "build")
    assert result.exit_code == 2
    assert said in result.stderr
    assert (project / "kb.db").read_bytes() == b"old"


def test_serving_without_a_database_builds_it_with_every_check(project: Path) -> None:
    text = (project / "claims.yaml").read_text(encoding="utf-8")
    (project / "claims.yaml").write_text(
        text.replace("publication: Jelovac2025", "publication: Jelovac2052", 1)
    )
    result = run(project, "serve", "--", "--get", "/about")
    assert result.exit_code == 2
    assert "Jelovac2052" in result.stderr
    assert not (project / "kb.db").exists()


@pytest.mark.parametrize("command", [["check"], ["build"], ["search", "x"], ["show", "x"]])
def test_outside_a_project_every_command_says_so(tmp_path: Path, command: list[str]) -> None:
    result = run(tmp_path, *command)
    assert result.exit_code == 2
    assert "no claims.yaml" in result.stderr


def test_build_search_and_show(project: Path) -> None:
    assert run(project, "search", "ketamine").exit_code == 2
    built = run(project, "build")
    assert (built.exit_code, built.stdout) == (0, "")
    found = run(project, "search", "--json", "70% respond")
    hits = [json.loads(line) for line in found.stdout.splitlines()]
    assert "response-70-percent" in [hit["id"] for hit in hits]
    assert {tuple(hit) for hit in hits} == {("kind", "id", "title", "detail")}
    assert tuple(kind.code for kind in EntryKind) == KINDS
    mended = run(project, "search", "--kind", "fact", "--json", "eksetamine")
    assert {json.loads(line)["kind"] for line in mended.stdout.splitlines()} == {"fact"}
    assert "'esketamine'" in mended.stderr
    typed = run(project, "search", "--as-typed", "eksetamine")
    assert (typed.exit_code, typed.stdout) == (1, "")
    assert "esketamine" in typed.stderr
    assert len(run(project, "search", "--limit", "4", "22840761").stdout.splitlines()) == 4
    assert run(project, "search", "zzzz").exit_code == 1
    assert run(project, "search", '"( OR').exit_code in (0, 1)
    shown = json.loads(run(project, "show", "response-70-percent", "--json").stdout)
    assert shown["verdict"] == "overstated"
    missing = run(project, "show", "response-70")
    assert missing.exit_code == 2 and "response-70-percent" in missing.stderr


def test_rules_are_listed_and_explained(project: Path) -> None:
    listed = run(project, "rules").stdout.splitlines()
    assert len(listed) > 30
    code = listed[0].split()[0]
    assert code in run(project, "rules", code.lower()).stdout
    assert run(project, "rules", "XXX999").exit_code == 2


def test_the_schema_is_json(project: Path) -> None:
    assert json.loads(run(project, "schema").stdout)["title"] == "claims.yaml"
