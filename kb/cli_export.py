"""``kb export``: what kb.db holds, in formats that other programs read."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.kb_file import open_database
from kb.project import Project

if TYPE_CHECKING:
    import sqlite3

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
#: The names of kb.formats.FORMATS with their help; here, so that `kb --help` loads no writer.
BIBLIOGRAPHIES = {
    "bib": "BibTeX",
    "ris": "RIS",
    "nbib": "MEDLINE (.nbib)",
    "csl": "CSL-JSON",
    "vancouver": "a numbered list in Vancouver style (NLM)",
    "ama": "a numbered list in AMA style",
    "apa": "a list in APA style",
}
_OUTPUT = click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to FILE instead of stdout."
)


@click.group(context_settings=CONTEXT)
def export() -> None:
    """Write what kb.db holds in a format that other programs read. Run `kb build` first."""


def _bibliography(name: str, title: str) -> click.Command:
    @click.command(name, context_settings=CONTEXT, help=f"Publications as {title}.")
    @click.option(
        "--claim", "claims", multiple=True, metavar="ID", help="The evidence of this claim; may be repeated."
    )
    @click.option(
        "--topic",
        "topics",
        multiple=True,
        metavar="CODE",
        help="The evidence of its claims; may be repeated.",
    )
    @click.option(
        "--citekey", "citekeys", multiple=True, metavar="KEY", help="This publication; may be repeated."
    )
    @_OUTPUT
    @click.pass_obj
    def command(
        folder: Path | None,
        claims: tuple[str, ...],
        topics: tuple[str, ...],
        citekeys: tuple[str, ...],
        output: Path | None,
    ) -> None:
        from kb.exports.selection import select_citekeys
        from kb.formats import FORMATS
        from kb.formats.stored import read_publications

        with _database(folder) as conn:
            publications = read_publications(conn, select_citekeys(conn, claims, topics, citekeys))
        _put(FORMATS[name].write(publications), output)
        click.echo(f"{len(publications)} publications", err=True)

    return command


for _name, _title in BIBLIOGRAPHIES.items():
    export.add_command(_bibliography(_name, _title))


@contextlib.contextmanager
def _database(folder: Path | None) -> Iterator[sqlite3.Connection]:
    project = Project.at(folder) if folder else Project.find(Path())
    with open_database(project.database) as conn:
        yield conn


def _put(text: str, output: Path | None) -> None:
    if output:
        output.write_text(text, encoding="utf-8", newline="")
    else:
        click.echo(text.encode("utf-8"), nl=False)
