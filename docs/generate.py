"""
Write the generated pages of the documentation, or check that they are current.

``python -m docs.generate`` writes; with ``--check`` it only compares, names what is
stale on stderr and exits 1. Everything generated comes from the code it documents.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import click

from kb.checks.rule_docs import rules_page
from kb.cli import main as kb_command
from kb.json_schema import claims_schema
from kb.metadata import with_descriptions
from kb.schema import Relation, relations
from kb.vetting.rule import Rule
from kb.vetting.rule_docs import rule_page
from kb.vetting.rule_files import load_rules
from kb.vocabulary import VOCABULARIES

ROOT = Path(__file__).resolve().parent.parent
GENERATED = "<!-- Made by `python -m docs.generate`; change the code it documents. -->\n\n"


def schema_page() -> str:
    """Return the reference of tables and views as Markdown."""
    lines = [
        "# The schema of kb.db\n",
        GENERATED,
        "Every table is STRICT; foreign keys are checked at build time.\n",
    ]
    for kind, title in (("table", "Tables"), ("view", "Views")):
        lines.append(f"\n## {title}\n")
        for relation in relations().values():
            if relation.kind == kind:
                lines.extend(_relation(relation))
    return "".join(lines)


def _relation(relation: Relation) -> Iterator[str]:
    yield f"\n### {relation.name}\n\n{relation.comment}\n\n| Column | What it holds |\n|---|---|\n"
    for column, comment in relation.columns.items():
        yield f"| `{column}` | {comment} |\n"


def vocabulary_page() -> str:
    """Return every controlled vocabulary as Markdown."""
    lines = ["# The vocabularies\n\n", GENERATED]
    for name, vocabulary in VOCABULARIES.items():
        lines.append(f"## {name}\n\n{(vocabulary.__doc__ or '').strip()}\n\n| Code | Meaning |\n|---|---|\n")
        lines.extend(f"| `{term.code}` | {term.definition} |\n" for term in vocabulary)
        lines.append("\n")
    return "".join(lines).rstrip("\n") + "\n"


def cli_page() -> str:
    """Return the help of every command as Markdown."""
    lines = ["# The commands\n\n", GENERATED]
    for path, command in _commands(("kb",), kb_command):
        names = kb_command.context_settings["help_option_names"]
        context = click.Context(
            command,
            info_name=" ".join(path),
            max_content_width=100,
            terminal_width=100,
            help_option_names=names,
        )
        lines.append(f"## {' '.join(path)}\n\n```\n{command.get_help(context)}\n```\n\n")
    return "".join(lines).rstrip("\n") + "\n"


def _commands(
    path: tuple[str, ...], command: click.Command
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name, child in sorted(command.commands.items()):
            yield from _commands((*path, name), child)


def json_schema_file() -> str:
    """Return the JSON Schema of claims.yaml as text."""
    return json.dumps(claims_schema(), indent=2) + "\n"


def metadata_file() -> str:
    """Return datasette-metadata.json with the schema's comments as its descriptions."""
    metadata = json.loads((ROOT / "datasette-metadata.json").read_text(encoding="utf-8"))
    return json.dumps(with_descriptions(metadata), indent=2, ensure_ascii=False) + "\n"


def wording_rule_page(rule: Rule) -> str:
    """Return the page of one wording rule, with what the benchmark measured of it."""
    page = rule_page(rule, MEASURED.get(rule.id))
    return GENERATED + page.replace("## ", "# ", 1).rstrip("\n") + "\n"


def wording_rules_index() -> str:
    """Return the table of all wording rules."""
    lines = ["# The wording rules\n\n", GENERATED, "| Rule | Flags | Severity |\n|---|---|---|\n"]
    lines += [f"| [{r.id}]({r.id}.md) | {r.text.title} | {r.text.severity.code} |\n" for r in WORDING_RULES]
    return "".join(lines)


WORDING_RULES = load_rules()
MEASURED = json.loads((ROOT / "docs" / "rules" / "measured.json").read_text(encoding="utf-8"))

PAGES: dict[str, Callable[[], str]] = {
    "docs/schema.md": schema_page,
    "docs/vocabulary.md": vocabulary_page,
    "docs/cli.md": cli_page,
    "docs/checks.md": rules_page,
    "docs/rules/index.md": wording_rules_index,
    **{f"docs/rules/{rule.id}.md": partial(wording_rule_page, rule) for rule in WORDING_RULES},
    "claims.schema.json": json_schema_file,
    "datasette-metadata.json": metadata_file,
}


def main() -> int:
    """Write or check every generated file; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare only; exit 1 if a page is stale")
    check = parser.parse_args().check
    stale = []
    for name, make in PAGES.items():
        path, text = ROOT / name, make()
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if not check:
            path.write_text(text, encoding="utf-8")
    for name in stale:
        print(f"{name}: {'stale; run python -m docs.generate' if check else 'written'}", file=sys.stderr)
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
