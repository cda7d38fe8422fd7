"""
The command line: the only unit that sees both packages.

Heavy parts (Datasette, SciPy, Biopython) are imported inside the commands that need
them, so that `kb --help` stays quick; everywhere else imports stand at the top.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ingest.cli import ingest
from ingest.context import IngestContext
from kb import __version__
from kb.cli_cite import cite
from kb.cli_copy import copied_site
from kb.cli_dedupe import dedupe
from kb.cli_export import export
from kb.cli_match import match
from kb.cli_publish import package, publish
from kb.cli_vet import vet
from kb.errors import KBError, SourceFileError
from kb.project import Project

if TYPE_CHECKING:
    from kb.library import CapturedRecord, Library

#: The kinds that a search finds; written out, since kb.search is too much to load for a help text.
KINDS = ("claim", "publication", "finding", "rule", "fact", "topic")
CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class KBGroup(click.Group):
    """Turns every :class:`KBError` into a message and exit code 2; bugs keep their traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KBError as error:
            click.echo(f"Error: {error}", err=True)
            ctx.exit(2)


@click.group(cls=KBGroup, context_settings=CONTEXT)
@click.version_option(__version__, prog_name="kb")
@click.option(
    "-C",
    "--project",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the knowledge base; by default this folder or the nearest above that holds one.",
)
@click.pass_context
def main(ctx: click.Context, folder: Path | None) -> None:
    """What ketamine clinics claim, beside what the studies found."""
    ctx.obj = partial(_ingest_context, folder) if ctx.invoked_subcommand == "ingest" else folder


@main.command()
@click.option(
    "--format", "style", type=click.Choice(["text", "json", "github"]), default="text", show_default=True
)
@click.option(
    "--select", multiple=True, metavar="CODE", help="Only rules whose code starts so; may be repeated."
)
@click.option(
    "--ignore", multiple=True, metavar="CODE", help="All but rules whose code starts so; may be repeated."
)
@click.option(
    "--pages",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of the pages on which claims were seen; mentions are compared with them.",
)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Take this day as today, for reviews due.")
@click.pass_obj
def check(
    folder: Path | None,
    style: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    pages: Path | None,
    today: Any,
) -> None:
    """Check claims.yaml and references.bib; exit 1 if an error or warning remains."""
    from kb.checks import run_checks
    from kb.reporting import FORMATS, exit_code, summary

    library = _library(_project(folder))
    day = today.date() if today else date.today()
    problems = run_checks(library, project_pages=pages, today=day, select=select, ignore=ignore)
    click.echo(FORMATS[style](problems), nl=False)
    click.echo(f"{_summary(library)}; {summary(problems)}", err=True)
    sys.exit(exit_code(problems))


@main.command()
@click.argument("code", required=False)
def rules(code: str | None) -> None:
    """List the rules of `kb check` and of `kb vet` (KL…), or explain one."""
    from kb.checks import all_rules
    from kb.checks.rule_docs import rule_text
    from kb.vetting.rule_docs import rule_page
    from kb.vetting.rule_files import load_rules

    checks = {rule.code: rule for rule in all_rules()}
    wording = {rule.id: rule for rule in load_rules()}
    wanted = (code or "").upper()
    if code is None:
        for rule in checks.values():
            click.echo(f"{rule.code}  {rule.severity.code:<8} {rule.summary}")
        for key, flags in wording.items():
            click.echo(f"{key}   {flags.text.severity.code:<8} {flags.text.title}")
    elif wanted in checks:
        click.echo(rule_text(checks[wanted]))
    elif wanted in wording:
        click.echo(rule_page(wording[wanted], None))
    else:
        raise click.UsageError(f"no rule {code!r}; `kb rules` lists them")


@main.command()
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Default: kb.db of the project."
)
@click.option("--no-check", is_flag=True, help="Build even if `kb check` finds errors.")
@click.option(
    "--pages",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of the pages on which claims were seen; mentions are compared with them, citations matched.",
)
@click.option("--no-history", is_flag=True, help="Leave out what changed; git is not asked.")
@click.pass_obj
def build(
    folder: Path | None, output: Path | None, no_check: bool, pages: Path | None, no_history: bool
) -> None:
    """
    Build kb.db from the text files and the captured PubMed records.

    What changed, and when, is read from the project's git history where it has one.
    """
    from kb.build import build_database
    from kb.checks import run_checks
    from kb.history.reading import NOT_ASKED, read_history
    from kb.page_citations import PageReading, read_citations
    from kb.reporting import summary
    from kb.vocabulary import Severity

    project = _project(folder)
    library = _library(project)
    problems = run_checks(library, project_pages=pages, today=date.today())
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors and not no_check:
        raise SourceFileError(errors)
    target = output or project.database
    read = read_citations(pages, library.publications.values()) if pages else PageReading((), ())
    for fault in read.unread:
        click.echo(f"pages: {fault}", err=True)
    history = (
        NOT_ASKED if no_history else read_history(project.root, project.claims.name, project.references.name)
    )
    if history.missing and not no_history:
        click.echo(f"no history of changes: {history.missing}", err=True)
    build_database(library, target, read.citations, history)
    cited = f", {len(read.citations)} citations on pages" if pages else ""
    click.echo(f"{target}: {_summary(library)}{cited}; {summary(problems)}", err=True)


@main.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
@click.option("--kind", type=click.Choice(KINDS), help="One kind alone.")
@click.option("--as-typed", is_flag=True, help="Do not mend misspelt words.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def search(
    folder: Path | None, words: tuple[str, ...], limit: int, kind: str | None, as_typed: bool, as_json: bool
) -> None:
    """
    Search all of kb.db; exit 1 if nothing is found.

    Finds claims, publications, findings, rules for copy, regulatory facts and topics, by words, sentence or identifier.
    """
    import dataclasses
    import json

    from kb import lookup
    from kb.kb_file import open_database

    with open_database(_project(folder).database) as db:
        hits = lookup.search(db, " ".join(words), limit=limit, kind=kind, as_typed=as_typed)
    for typed, read_as in hits.mended:
        click.echo(f"{typed!r} is read as {read_as!r}; --as-typed keeps it", err=True)
    if hits.suggestions:
        click.echo(f"nothing found; near words: {', '.join(hits.suggestions)}", err=True)
    for hit in hits.found:
        if as_json:
            click.echo(json.dumps(dataclasses.asdict(hit), ensure_ascii=False))
        else:
            click.echo(f"{hit.id}\t{hit.detail}\t{hit.title}")
    sys.exit(0 if hits.found else 1)


@main.command()
@click.argument("claim_id", metavar="CLAIM")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@click.pass_obj
def show(folder: Path | None, claim_id: str, as_json: bool) -> None:
    """Show one claim of kb.db: the verdict, what it rests on and what speaks against it."""
    import json

    from kb import lookup
    from kb.kb_file import open_database

    with open_database(_project(folder).database) as db:
        claim = lookup.show_claim(db, claim_id)
    click.echo(
        json.dumps(lookup.claim_data(claim), ensure_ascii=False) if as_json else lookup.claim_text(claim)
    )


@main.command(context_settings={**CONTEXT, "ignore_unknown_options": True})
@click.option("-p", "--port", type=int, default=8001, envvar="PORT", show_default=True, show_envvar=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.argument("datasette_arguments", nargs=-1, type=click.UNPROCESSED)
@click.pass_context
def serve(ctx: click.Context, port: int, host: str, datasette_arguments: tuple[str, ...]) -> None:
    """
    Serve kb.db as a Datasette site; if it is missing, `kb build` runs first, checks and all.

    Anything after -- goes to `datasette serve`.
    """
    from datasette.cli import serve as datasette_serve

    from kb.kb_file import open_database
    from kb.serving import serve_arguments

    project = _project(ctx.obj)
    if not project.database.is_file():
        ctx.invoke(build)
    with open_database(project.database):
        pass
    click.echo(f"Serving {project.database} on http://{host}:{port}/", err=True)
    metadata = project.metadata if project.metadata.is_file() else None
    arguments = serve_arguments(project.database, metadata)
    datasette_serve.main(
        [*arguments, "--host", host, "--port", str(port), *datasette_arguments], standalone_mode=True
    )


@main.command()
def schema() -> None:
    """Print the JSON Schema of claims.yaml."""
    import json

    from kb.json_schema import claims_schema

    click.echo(json.dumps(claims_schema(), indent=2))


ingest.add_command(cite)
export.add_command(copied_site)
main.add_command(ingest)
main.add_command(dedupe)
main.add_command(export)
main.add_command(match)
main.add_command(package)
main.add_command(publish)
main.add_command(vet)


def _project(folder: Path | None) -> Project:
    return Project.at(folder) if folder else Project.find(Path())


def _ingest_context(folder: Path | None) -> IngestContext:
    from kb.bibliography import load_publications
    from kb.intake import append_entry

    project = _project(folder)
    return IngestContext(
        captures=project.captures,
        publications=lambda: load_publications(project.references).publications,
        add=lambda record: append_entry(project.references, record),
    )


def _library(project: Project) -> Library:
    from kb.library import Library

    return Library.load(project, _captured(project))


def _captured(project: Project) -> Iterator[CapturedRecord]:
    from ingest.captures import CaptureStore
    from ingest.pubmed_xml import read_pubmed_set
    from kb.library import CapturedRecord

    if not project.captures.is_dir():
        return
    for pmid, data, capture in CaptureStore(project.captures).records():
        found = read_pubmed_set(data, source=pmid)
        for fault in found.faults:
            click.echo(f"captures: PMID {pmid}: {fault}; fetch it again with --refresh", err=True)
        for record in found.records:
            yield CapturedRecord(
                record=record, fetched_on=capture.fetched.date().isoformat(), sha256=capture.sha256
            )


def _summary(library: Library) -> str:
    unchecked = sum(library.captured_for(p) is None for p in library.publications.values())
    mentions = sum(len(claim.mentions) for claim in library.claims.values())
    text = (
        f"{len(library.claims)} claims, {mentions} mentions, {len(library.publications)} publications, "
        f"{len(library.findings)} findings"
    )
    if unchecked:
        text += f"; {unchecked} publications: figures unchecked against PubMed"
    return text
