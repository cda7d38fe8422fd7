"""
`kb vet`: every sentence of a draft against the evidence.

Only what every run needs is imported at the top; the rest inside the command, so that
`kb --help` stays quick.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from kb.vetting.output.report import Report, VettedPage
    from kb.vetting.run import Vetter
    from kb.vetting.settings import Settings
    from kb.vetting.suppressions import Suppression

SEVERITIES = click.Choice(["error", "warning", "note"])


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("files", nargs=-1, metavar="[FILES|FOLDERS...|-]")
@click.option(
    "--format", "style",
    type=click.Choice(["text", "json", "sarif", "github", "html", "csv"]), default="text", show_default=True,
)  # fmt: skip
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write there, not to standard output.",
)
@click.option("--cite", is_flag=True, help="Write the copy back with footnotes and a reference list.")
@click.option(
    "--select", multiple=True, metavar="CODE", help="Only rules whose code starts so; may be repeated."
)
@click.option(
    "--ignore", multiple=True, metavar="CODE", help="All but rules whose code starts so; may be repeated."
)
@click.option("--minimum-severity", type=SEVERITIES, help="Show nothing slighter; by default note.")
@click.option("--fail-on", type=SEVERITIES, help="Exit 1 on an alert as grave as this; by default error.")
@click.option(
    "--baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Only alerts that are not in it count.",
)
@click.option(
    "--write-baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the alerts found as a baseline and exit 0.",
)
@click.option(
    "--suppressions", type=click.Path(dir_okay=False, path_type=Path), help="Default: kb-suppressions.toml."
)
@click.option(
    "--config", type=click.Path(dir_okay=False, path_type=Path), help="Default: kb.toml or pyproject.toml."
)
@click.option(
    "--input-format",
    type=click.Choice(["text", "markdown", "html", "docx"]),
    help="By default told by the name and the content.",
)
@click.option(
    "--database", type=click.Path(dir_okay=False, path_type=Path), help="Default: kb.db of the project."
)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Take this day as today.")
@click.pass_obj
def vet(folder: Path | None, /, files: tuple[str, ...], today: Any, **options: Any) -> None:
    """
    Vet copy: text, Markdown, HTML or Word files, folders of them, or standard input.

    Exit 0 if no alert is as grave as --fail-on, 1 if one is, 2 if the run could not be made.
    """
    from kb.vetting.baseline import fingerprints, write_baseline
    from kb.vetting.many_files import files_of
    from kb.vetting.output.report import at_least, summary
    from kb.vetting.settings import find_settings, read_settings
    from kb.vocabulary import Severity

    if not files:
        if sys.stdin.isatty():
            raise click.UsageError("name the files to vet, or - for standard input")
        files = ("-",)
    files = files_of(files)
    if options["cite"] and len(files) > 1:
        raise click.UsageError("--cite takes one file")
    config = options["config"]
    settings = _merged(read_settings(config) if config else find_settings(Path()), options)
    report = _run(
        _database(folder, settings), files, settings, options, today.date() if today else date.today()
    )
    out = (
        _cited(report, _database(folder, settings), options["input_format"])
        if options["cite"]
        else _formatted(report, options["style"])
    )
    _write(options["output"], out)
    target = options["write_baseline"]
    if target:
        found = [
            (alert.rule, print_)
            for page in report.pages
            for alerts in ((*page.alerts, *page.known),)
            for alert, print_ in zip(alerts, fingerprints(page.copy, alerts), strict=True)
        ]
        click.echo(f"{target}: {write_baseline(target, found)} alerts", err=True)
    click.echo(summary(report), err=True)
    for _, reason in report.unread:
        click.echo(f"Error: {reason}", err=True)
    if report.unread:
        sys.exit(2)
    failing = any(at_least(alert.severity, settings.fail_on or Severity.ERROR) for alert in report.alerts())
    sys.exit(1 if failing and not target else 0)


def _merged(settings: Settings, options: dict[str, Any]) -> Settings:
    """Return the settings with the options that were given in their place."""
    from dataclasses import replace

    from kb.vocabulary import Severity

    given: dict[str, Any] = {}
    for name in ("select", "ignore"):
        if options[name]:
            given[name] = tuple(code.upper() for code in options[name])
    for name in ("minimum_severity", "fail_on"):
        if options[name]:
            given[name] = Severity.of(options[name])
    for name in ("baseline", "suppressions", "database"):
        if options[name]:
            given[name] = options[name]
    return replace(settings, **given)


def _database(folder: Path | None, settings: Settings) -> Path:
    from kb.project import Project

    if settings.database:
        return settings.database
    return (Project.at(folder) if folder else Project.find(Path())).database


def _run(
    database: Path, files: tuple[str, ...], settings: Settings, options: dict[str, Any], today: date
) -> Report:
    from kb.kb_file import open_database
    from kb.vetting.baseline import read_baseline
    from kb.vetting.knowledge import load_knowledge
    from kb.vetting.output.report import Report
    from kb.vetting.run import Vetter, Wanted, against_baseline, load_rules, rule_summaries

    with open_database(database) as connection:
        knowledge = load_knowledge(connection)
    known = read_baseline(settings.baseline) if settings.baseline and not options["write_baseline"] else None
    vetter = Vetter(
        knowledge=knowledge,
        rules=load_rules(),
        today=today,
        wanted=Wanted(
            select=settings.select,
            ignore=settings.ignore,
            minimum_severity=settings.minimum_severity,
            suppressions=_suppressions(settings.suppressions, today),
        ),
        format=options["input_format"],
        with_claims=options["cite"] or options["style"] in ("json", "html"),
    )
    pages, unread = _pages(files, vetter)
    if known is not None:
        pages = tuple(against_baseline(page, known) for page in pages)
    return Report(
        pages=pages, today=today, rules=rule_summaries(vetter.rules), claims=knowledge.claims,
        unread=unread, site=settings.site, compared=known is not None,
    )  # fmt: skip


def _suppressions(path: Path | None, today: date) -> tuple[Suppression, ...]:
    from kb.vetting.suppressions import expired, read_suppressions

    filed = read_suppressions(path) if path else ()
    for one in expired(filed, today):
        click.echo(
            f"{path}: the acceptance of {one.rule} ended on {one.until} and counts as absent", err=True
        )
    return filed


def _pages(
    files: tuple[str, ...], vetter: Vetter
) -> tuple[tuple[VettedPage, ...], tuple[tuple[str, str], ...]]:
    from kb.vetting.many_files import vet_files

    pages: list[VettedPage] = []
    unread: list[tuple[str, str]] = []
    for one in vet_files(files, vetter):
        if one.page is None:
            unread.append((one.name, one.unread))
            continue
        pages.append(one.page)
        for fault in one.faults:
            click.echo(str(fault), err=True)
    return tuple(pages), tuple(unread)


def _formatted(report: Report, style: str) -> str:
    from kb.vetting.output.formats import FORMATS

    return FORMATS[style](report)


def _cited(report: Report, database: Path, style: str | None) -> str:
    from kb.formats.stored import read_publications
    from kb.formats.vancouver import vancouver
    from kb.kb_file import open_database
    from kb.vetting.citing import cite, read_references

    if not report.pages:
        return ""
    with open_database(database) as connection:
        cited = cite(
            report.pages[0],
            report.claims,
            lambda keys: read_references(
                connection,
                keys,
                {p.citekey: vancouver(p).text for p in read_publications(connection, list(keys))},
            ),
            format=style,
        )
    click.echo(f"sentences cited: {cited.sentences}; references: {len(cited.references)}", err=True)
    for line, claim in cited.left_out:
        click.echo(
            f"line {line}: makes the claim {claim}, which the evidence does not support; not cited", err=True
        )
    return cited.text


def _write(path: Path | None, text: str) -> None:
    from kb.errors import KBError

    if path is None:
        click.echo(text, nl=False)
        return
    try:
        path.write_bytes(text.encode("utf-8"))
    except OSError as error:
        raise KBError(f"{path} cannot be written: {error.strerror}") from error
