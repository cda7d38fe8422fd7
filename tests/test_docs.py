"""Every command, rule, table, column and vocabulary value is documented; generated pages are current."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from docs.generate import PAGES, ROOT
from kb.checks import all_rules
from kb.cli import main
from kb.schema import relations
from kb.vocabulary import VOCABULARIES


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_generated_pages_are_current(name: str) -> None:
    assert read(name) == PAGES[name](), "run: make docs"


def commands(group: click.Group, path: str = "kb") -> list[str]:
    found = []
    for name, command in group.commands.items():
        found.append(f"{path} {name}")
        if isinstance(command, click.Group):
            found += commands(command, f"{path} {name}")
    return found


@pytest.mark.parametrize("command", commands(main))
def test_every_command_is_documented(command: str) -> None:
    assert f"## {command}\n" in read("docs/cli.md")


@pytest.mark.parametrize("code", [rule.code for rule in all_rules()])
def test_every_rule_is_documented(code: str) -> None:
    assert re.search(rf"^#+ .*{code}", read("docs/checks.md"), re.M)


@pytest.mark.parametrize("name", relations())
def test_every_table_and_column_is_documented(name: str) -> None:
    page = read("docs/schema.md")
    section = page.split(f"### {name}\n")[1].split("\n### ")[0]
    for column, comment in relations()[name].columns.items():
        assert f"| `{column}` | {comment} |" in section


@pytest.mark.parametrize("name", VOCABULARIES)
def test_every_code_is_documented(name: str) -> None:
    page = read("docs/vocabulary.md")
    for term in VOCABULARIES[name]:
        assert term.definition.endswith((".", "?")) or name == "topic"
        assert f"| `{term.code}` | {term.definition} |" in page


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=lambda path: path.name)
def test_every_link_between_pages_leads_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / link).exists(), link
