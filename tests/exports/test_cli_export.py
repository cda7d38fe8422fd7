"""``kb export`` as a person runs it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kb.cli import main
from kb.cli_export import BIBLIOGRAPHIES
from kb.formats import FORMATS
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the shipped text files and the kb.db built from them."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("claims.yaml", "references.bib"):
        shutil.copy(ROOT / name, folder)
    assert run(folder, "build").exit_code == 0
    yield folder


def run(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(project), *arguments])


def exported(project: Path, *arguments: str) -> list[str]:
    result = run(project, "export", "csl", *arguments)
    assert result.exit_code == 0, result.stderr
    return [item["id"] for item in json.loads(result.stdout)]


def test_every_format_has_its_command() -> None:
    assert list(BIBLIOGRAPHIES) == list(FORMATS)


@pytest.mark.parametrize("format", BIBLIOGRAPHIES)
def test_stdout_is_the_file(project: Path, tmp_path: Path, format: str) -> None:
    result = run(project, "export", format)
    assert result.exit_code == 0
    assert result.stderr == "97 publications\n"
    path = tmp_path / "out"
    assert run(project, "export", format, "-o", str(path)).stdout == ""
    assert path.read_bytes() == result.stdout_bytes


def test_what_is_named_comes_first_and_once(project: Path) -> None:
    of_claim = exported(project, "--claim", "response-70-percent")
    assert "Murrough2013bp" in of_claim
    first = ["Berman2000", "Murrough2013bp"]
    both = exported(project, "--claim", "response-70-percent", "--citekey", first[0], "--citekey", first[1])
    assert both == [*first, *(key for key in of_claim if key not in first)]
    assert set(of_claim) <= set(exported(project, "--topic", "response-rate"))
    assert len(exported(project)) == 97


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("--claim", "response-70-percen"),
            "no claim 'response-70-percen'; did you mean 'response-70-percent'?",
        ),
        (("--topic", "?"), "no topic '?'"),
        (("--citekey", "berman2000"), "no publication 'berman2000'; did you mean 'Berman2000'?"),
    ],
)
def test_unknown_keys_are_refused(project: Path, arguments: tuple[str, ...], message: str) -> None:
    result = run(project, "export", "bib", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"Error: {message}\n"


def test_without_kb_db_it_says_what_to_run(tmp_path: Path) -> None:
    shutil.copy(ROOT / "claims.yaml", tmp_path)
    result = run(tmp_path, "export", "bib")
    assert result.exit_code == 2
    assert "Run: kb build" in result.stderr


def test_a_claim_is_one_json_file(project: Path, tmp_path: Path) -> None:
    result = run(project, "export", "claim", "response-70-percent")
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout)["claim"]["id"] == "response-70-percent"
    path = tmp_path / "claim.json"
    assert run(project, "export", "claim", "response-70-percent", "-o", str(path)).stdout == ""
    assert path.read_bytes() == result.stdout_bytes
    schema = run(project, "export", "claim", "--schema")
    assert json.loads(schema.stdout)["title"] == "A claim with everything under it"


@pytest.mark.parametrize(
    "arguments", [("claim",), ("claim", "response-70-percent", "--schema"), ("claim", "nope")]
)
def test_one_claim_or_the_schema(project: Path, arguments: tuple[str, ...]) -> None:
    result = run(project, "export", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")


@pytest.mark.parametrize(
    ("command", "files"),
    [
        ("datapackage", {"datapackage.json", "csv-metadata.json", "claims.csv", "findings.csv"}),
        ("scifact", {"claims.jsonl", "corpus.jsonl", "annotations.jsonl", "README.md"}),
    ],
)
def test_folders_are_made_whole_or_not_at_all(
    project: Path, tmp_path: Path, command: str, files: set[str]
) -> None:
    target = tmp_path / "new" / "folder"
    result = run(project, "export", command, str(target))
    assert (result.exit_code, result.stdout) == (0, "")
    assert files <= {path.name for path in target.iterdir()}
    again = run(project, "export", command, str(target))
    assert again.exit_code == 2
    assert "is not empty" in again.stderr
    assert [path.name for path in target.parent.iterdir()] == ["folder"]
