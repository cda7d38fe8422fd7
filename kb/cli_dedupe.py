"""`kb dedupe`: duplicates among the exports of several databases."""

from __future__ import annotations

from pathlib import Path

import click

from kb.errors import SourceFileError
from kb.models import Problem


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option(
    "--format", "style", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True
)
@click.pass_context
def dedupe(ctx: click.Context, files: tuple[Path, ...], style: str) -> None:
    """
    Find records of one work in exports (.bib, .ris, .nbib, .csv) of several databases.

    Nothing is deleted: the answer is groups with their reasons, a merged record that says where
    each field came from, and pairs for a person to decide. Exit code 1 means that duplicates were
    found, 0 that there are none.
    """
    from kb.deduplication.engine import find_duplicates
    from kb.deduplication.readers import load_records
    from kb.deduplication.records import BibRecord
    from kb.deduplication.report import format_report

    records: list[BibRecord] = []
    unreadable: list[Problem] = []
    for path in files:
        try:
            found = load_records(path)
        except SourceFileError as error:
            unreadable.extend(error.problems)
            continue
        records.extend(found.records)
        for problem in found.problems:
            click.echo(str(problem), err=True)
    if unreadable:
        raise SourceFileError(unreadable)
    duplicates = find_duplicates(records)
    click.echo(format_report(duplicates, records, style), nl=False)
    ctx.exit(1 if duplicates.groups else 0)
