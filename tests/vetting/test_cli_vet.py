"""`kb vet`: what goes in, what comes out, and the exit code."""

from __future__ import annotations

import contextlib
import json
import re
import sqlite3
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kb.build import build_database
from kb.cli import KBGroup
from kb.cli_vet import vet as command
from kb.library import Library
from kb.project import Project
from kb.vetting import run as vetting_run
from kb.vetting.knowledge import Knowledge
from kb.vetting.records import Alert, Copy
from kb.vocabulary import Severity
from tests.conftest import ROOT
from tests.vetting.samples import alert_on, page_alert

WORDS = {
    "85%": ("KL014", Severity.ERROR),
    "amazing": ("KL001", Severity.WARNING),
    "mild": ("KL025", Severity.NOTE),
}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("vet") / "kb.db"
    build_database(Library.load(Project(ROOT)), path)
    return path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, and rules that find three words, so that the command alone is tested."""

    def words(
        copy: Copy, knowledge: Knowledge, *, rules: Sequence[Any], today: date, claims: Any
    ) -> tuple[Alert, ...]:
        found = [
            alert_on(copy, word, rule, severity)
            for word, (rule, severity) in WORDS.items()
            if any(word in sentence.text for sentence in copy.sentences)
        ]
        return (*found, page_alert(copy)) if "undisclosed" in copy.source else tuple(found)

    monkeypatch.setattr(vetting_run, "vet", words)
    monkeypatch.setattr(vetting_run, "load_rules", lambda: ())
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def kb(database: Path, folder: Path) -> Any:
    """A function that runs the command with the shipped library."""

    def run(*arguments: str, input: str | bytes | None = None) -> Result:
        group = KBGroup("kb", commands={"vet": command})
        chosen = ["vet", "--database", str(database), "--today", "2026-03-01", *arguments]
        return CliRunner().invoke(group, chosen, input=input)

    return run


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        ("All is well.\n", [], 0),
        ("About 85% respond.\n", [], 1),
        ("An amazing day.\n", [], 0),
        ("An amazing day.\n", ["--fail-on", "warning"], 1),
        ("A mild day.\n", ["--fail-on", "note"], 1),
        ("About 85% respond.\n", ["--ignore", "kl014"], 0),
        ("About 85% respond.\n", ["--select", "KL00"], 0),
        ("About 85% respond.\n", ["--select", "KL00", "--select", "KL01"], 1),
        ("A mild day.\n", ["--fail-on", "note", "--minimum-severity", "warning"], 0),
    ],
)
def test_exit_code(kb: Any, folder: Path, text: str, options: list[str], code: int) -> None:
    (folder / "a.md").write_text(text, encoding="utf-8")
    result = kb("a.md", *options)
    assert result.exit_code == code, result.output


@pytest.mark.parametrize("arguments", [["-"], []])
def test_standard_input(kb: Any, arguments: list[str]) -> None:
    result = kb(*arguments, "--format", "json", input="About 85% respond.")
    (alert,) = json.loads(result.stdout)["alerts"]
    assert (alert["path"], alert["line"], alert["column"]) == ("stdin", 1, 7) and result.exit_code == 1
    assert "1 error in 1 page, 3 words" in result.stderr


def test_the_input_format_can_be_given(kb: Any) -> None:
    html = "<p>About <b>85%</b> respond.</p>"
    assert json.loads(kb("--format", "json", input=html).stdout)["alerts"][0]["match"] == "85%"
    as_text = json.loads(kb("--format", "json", "--input-format", "text", input=html).stdout)
    assert as_text["pages"][0]["words"] > 3, "the tags count as words"


@pytest.mark.parametrize("style", ["text", "json", "sarif", "github", "html", "csv"])
def test_every_format_goes_to_a_file(kb: Any, folder: Path, style: str) -> None:
    (folder / "a.md").write_text("About 85% respond.\n", encoding="utf-8")
    result = kb("a.md", "--format", style, "-o", "out")
    assert result.exit_code == 1 and result.stdout == ""
    assert "KL014" in (folder / "out").read_text(encoding="utf-8")


def test_one_file_that_cannot_be_read_does_not_hide_the_others(kb: Any, folder: Path) -> None:
    (folder / "a.md").write_text("About 85% respond.\n", encoding="utf-8")
    (folder / "b.pdf").write_bytes(b"%PDF-1.7")
    result = kb("none.md", "b.pdf", "a.md")
    assert result.exit_code == 2
    assert "85%" in result.stdout and "No such file" in result.stderr and "this is a PDF" in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--database", "none.db", "a.md"], "kb build"),
        (["--baseline", "none.json", "a.md"], "--write-baseline"),
        (["--config", "none.toml", "a.md"], "No such file"),
        (["--suppressions", "none.toml", "a.md"], "No such file"),
        (["-o", "no/folder/out", "a.md"], "cannot be written"),
        (["--format", "pdf", "a.md"], "Invalid value"),
        (["--cite", "a.md", "b.md"], "one file"),
    ],
)
def test_what_cannot_run_says_why_and_exits_2(kb: Any, folder: Path, arguments: list[str], said: str) -> None:
    (folder / "a.md").write_text("Hi.\n", encoding="utf-8")
    result = kb(*arguments)
    assert result.exit_code == 2 and said in result.output


def test_a_baseline_lets_the_old_pass_and_holds_the_new(kb: Any, folder: Path) -> None:
    page = folder / "a.md"
    page.write_text("About 85% respond, undisclosed.\n", encoding="utf-8")
    assert kb("a.md", "--write-baseline", "base.json").exit_code == 0
    page.write_text("# Moved\n\nMore words.\n\nAbout **85%** respond – undisclosed.\n", encoding="utf-8")
    again = kb("a.md", "--baseline", "base.json")
    assert again.exit_code == 0 and again.stdout == "" and "2 known from the baseline" in again.stderr
    page.write_text("About 85% of all respond.\n", encoding="utf-8")
    assert kb("a.md", "--baseline", "base.json").exit_code == 1


def test_settings_are_found_and_options_override_them(kb: Any, folder: Path) -> None:
    (folder / "kb.toml").write_text('[vet]\nfail-on = "warning"\nignore = ["KL014"]\n', encoding="utf-8")
    (folder / "a.md").write_text("About 85% respond, an amazing rate.\n", encoding="utf-8")
    assert kb("a.md").exit_code == 1
    assert "KL014" not in kb("a.md").stdout
    assert kb("a.md", "--fail-on", "error").exit_code == 0
    assert "KL014" in kb("a.md", "--ignore", "KL001").stdout


def test_acceptances_count_until_their_day_and_slips_are_told(kb: Any, folder: Path) -> None:
    comment = "<!-- kb-vet: accept KL014 until {} by clinician: shown below -->"
    page = folder / "a.md"
    page.write_text("About 85% respond. " + comment.format("2026-03-01"), encoding="utf-8")
    good = kb("a.md")
    assert good.exit_code == 0 and "1 accepted" in good.stderr
    page.write_text("About 85% respond. " + comment.format("2026-02-28"), encoding="utf-8")
    late = kb("a.md")
    assert late.exit_code == 1 and "ended on 2026-02-28 and counts as absent" in late.stderr
    page.write_text("About 85% respond. <!-- kb-vet: accept KL014 -->", encoding="utf-8")
    slip = kb("a.md")
    assert slip.exit_code == 1 and "a.md:1: " in slip.stderr and "cannot be read" in slip.stderr


def test_cite_writes_the_copy_back_with_references(kb: Any, folder: Path, database: Path) -> None:
    """A page of the library's own supported statements gets footnotes from the library."""
    with contextlib.closing(sqlite3.connect(database)) as connection:
        rows = connection.execute(
            "SELECT statement FROM claims WHERE verdict = 'supported' ORDER BY id"
        ).fetchall()
    page = "".join(f"{statement}\n\n" for (statement,) in rows)
    (folder / "a.md").write_text(page, encoding="utf-8")
    result = kb("a.md", "--cite", "-o", "cited.md")
    assert result.exit_code == 0, result.output
    cited = (folder / "cited.md").read_text(encoding="utf-8")
    noted = len(re.findall(r"(?<!^)\[\^1\]", cited, re.M))
    assert noted >= 1 and "\n[^1]: " in cited and "PMID: " in cited
    assert re.sub(r"(\[\^\d+\])+$", "", cited.split("\n## References")[0], flags=re.M).split() == page.split()
