"""Settings come from kb.toml or pyproject.toml, the nearest; a slip is told with the nearest word."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.vetting.settings import Settings, SettingsError, find_settings, read_settings
from kb.vocabulary import Severity

TABLE = """
select = ["kl01"]
ignore = ["KL016"]
minimum-severity = "warning"
fail_on = "note"
baseline = "baseline.json"
site = "https://kb.example.org/"
"""


def expected(folder: Path) -> Settings:
    return Settings(
        select=("KL01",), ignore=("KL016",), minimum_severity=Severity.WARNING, fail_on=Severity.NOTE,
        baseline=folder / "baseline.json", site="https://kb.example.org",
    )  # fmt: skip


@pytest.mark.parametrize(("name", "table"), [("kb.toml", "[vet]"), ("pyproject.toml", "[tool.kb.vet]")])
def test_both_files_say_the_same_and_are_found_from_below(tmp_path: Path, name: str, table: str) -> None:
    (tmp_path / name).write_text(table + TABLE, encoding="utf-8")
    below = tmp_path / "pages" / "blog"
    below.mkdir(parents=True)
    assert find_settings(below) == expected(tmp_path) == read_settings(tmp_path / name)


def test_the_nearest_wins_and_a_project_without_the_section_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "kb.toml").write_text('[vet]\nfail-on = "note"\n', encoding="utf-8")
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")
    assert find_settings(inner).fail_on is Severity.NOTE
    (inner / "pyproject.toml").write_text('[tool.kb.vet]\nfail-on = "warning"\n', encoding="utf-8")
    assert find_settings(inner).fail_on is Severity.WARNING


def test_a_file_of_suppressions_beside_the_settings_is_taken(tmp_path: Path) -> None:
    (tmp_path / "kb.toml").write_text("", encoding="utf-8")
    (tmp_path / "kb-suppressions.toml").write_text("", encoding="utf-8")
    assert find_settings(tmp_path).suppressions == tmp_path / "kb-suppressions.toml"
    (tmp_path / "kb.toml").write_text('[vet]\nsuppressions = "other.toml"\n', encoding="utf-8")
    assert find_settings(tmp_path).suppressions == tmp_path / "other.toml"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[vet", "kb.toml"),
        ("vet = 1", "must be a table"),
        ('[vet]\nfail-onn = "note"', "did you mean 'fail-on'"),
        ("[vet]\nzzz = 1", "known are select"),
        ('[vet]\nselect = "KL014"', "list of rule codes"),
        ('[vet]\nignore = [""]', "list of rule codes"),
        ('[vet]\nfail-on = "fatal"', "error, warning, note"),
        ("[vet]\nbaseline = 1", "must be a text"),
        ('[vet]\nsite = "kb.example.org"', "https://kb.example.org"),
    ],
)
def test_a_slip_is_told(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "kb.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=said):
        find_settings(tmp_path)


def test_a_named_file_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"none\.toml: No such file"):
        read_settings(tmp_path / "none.toml")
