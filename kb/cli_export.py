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

_FOLDER = click.argument("target", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))


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


@export.command(context_settings=CONTEXT)
@_FOLDER
@click.pass_obj
def datapackage(folder: Path | None, target: Path) -> None:
    """
    All tables as CSV files in the new folder DIR, described.

    datapackage.json describes them as a Data Package (version 2), csv-metadata.json as CSV on the Web: types, keys,
    constraints and what each column means.
    """
    from kb.exports.data_package import package_files
    from kb.exports.folder import write_folder

    with _database(folder) as conn:
        files = package_files(conn)
    write_folder(target, files)
    click.echo(f"{len(files)} files; start with {target / 'datapackage.json'}", err=True)


@export.command(context_settings=CONTEXT)
@_FOLDER
@click.pass_obj
def scifact(folder: Path | None, target: Path) -> None:
    """
    Claims and evidence in SciFact's format in the new folder DIR.

    claims.jsonl and corpus.jsonl have SciFact's keys, annotations.jsonl every evidence item with ours; README.md says
    what stands for what.
    """
    from kb.exports.folder import write_folder
    from kb.exports.scifact import scifact_files

    with _database(folder) as conn:
        files = scifact_files(conn)
    write_folder(target, files)
    click.echo(f"{len(files)} files; start with {target / 'README.md'}", err=True)


@export.command(context_settings=CONTEXT)
@click.argument("claim_id", metavar="ID", required=False)
@click.option("--schema", is_flag=True, help="Print the JSON Schema of the file instead.")
@_OUTPUT
@click.pass_obj
def claim(folder: Path | None, claim_id: str | None, schema: bool, output: Path | None) -> None:
    """
    One claim with everything under it as one JSON file.

    Its numbers, evidence, findings, publications, regulatory facts, steps of the verdict, where it was seen, and what
    the codes mean.
    """
    import json

    from kb.exports.claim_file import claim_data
    from kb.exports.claim_schema import claim_schema

    if schema == bool(claim_id):
        raise click.UsageError("give the ID of a claim, or --schema")
    if claim_id:
        with _database(folder) as conn:
            data = claim_data(conn, claim_id)
    else:
        data = claim_schema()
    _put(json.dumps(data, indent=2, ensure_ascii=False) + "\n", output)


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
