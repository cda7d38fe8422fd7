"""``kb ingest``: records from PubMed into the captures, PMIDs from a search."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import click

from ingest.captures import CaptureStore
from ingest.context import IngestContext as IngestContext
from kb.errors import IdentifierError, IngestError, KBError
from kb.identifiers import doi_key, parse_doi, parse_pmid
from kb.vocabulary import Indexing

if TYPE_CHECKING:
    from ingest.entrez import EntrezClient, Fetched
    from kb.models import Publication


class _Group(click.Group):
    """A group whose commands exit with 2 where they cannot go on."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KBError as error:
            click.echo(f"Error: {error}", err=True)
            ctx.exit(2)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
def ingest() -> None:
    """Capture records from PubMed.

    NCBI_EMAIL is your address, which NCBI asks for; NCBI_API_KEY, if you have one,
    allows 10 requests a second in place of 3; KB_EUTILS_URL is another address to ask.
    """


@ingest.command()
@click.argument("identifiers", nargs=-1, metavar="[PMID|DOI|-]...")
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Every PMID of references.bib; propose one for entries that have none.",
)
@click.option("--add", is_flag=True, help="Append an entry to references.bib for records that have none.")
@click.option("--dry-run", is_flag=True, help="Ask nothing and write nothing; print what would be asked.")
@click.option("--refresh", is_flag=True, help="Ask again for what is captured already.")
@click.option(
    "--older-than",
    type=click.IntRange(min=0),
    metavar="DAYS",
    help="Ask again for what was captured longer ago.",
)
@click.pass_context
def pubmed(
    ctx: click.Context,
    identifiers: tuple[str, ...],
    everything: bool,
    add: bool,
    dry_run: bool,
    refresh: bool,
    older_than: int | None,
) -> None:
    """Capture records by PMID or DOI; `-` reads them from standard input.

    Prints a line for each: PMID, then captured, known, missing or failed, then why or
    how; for entries without a PMID: citekey, proposed PMID, how it was found.
    What arrived is kept whatever happens, and a second run asks for the rest.
    Exits with 1 if anything is missing or failed.

    \b
    Examples:
      kb ingest pubmed 10686270 --add
      kb ingest search "ketamine maintenance" --limit 20 | kb ingest pubmed -
      kb ingest pubmed --all --older-than 90
    """
    if not identifiers and not everything:
        raise click.UsageError("say which: PMIDs, DOIs, `-` for standard input, or --all")
    pmids, dois = _parse(_expand(identifiers))
    context = ingest_context(ctx)
    publications = context.publications() if everything or dois or add else ()
    if everything:
        pmids += [entry.pmid for entry in publications if entry.pmid]
    run = _Run(context, publications, add=add)
    by_doi = {doi_key(entry.doi): entry.pmid for entry in publications if entry.doi and entry.pmid}
    unknown_dois = [doi for doi in dois if doi_key(doi) not in by_doi]
    pmids += [by_doi[doi_key(doi)] for doi in dois if doi_key(doi) in by_doi]
    unresolved = [entry for entry in publications if everything and _to_resolve(entry)]
    age = timedelta(days=older_than) if older_than is not None else None

    def is_known(pmid: str) -> bool:
        return not refresh and run.store.is_fresh(pmid, younger_than=age)

    pmids = list(dict.fromkeys(pmids))
    if dry_run:
        _print_plan(pmids, is_known, unknown_dois, unresolved)
        return
    for doi in unknown_dois:
        pmid = run.find(doi)
        if pmid and pmid not in pmids:
            pmids.append(pmid)
    asked = [pmid for pmid in pmids if not is_known(pmid)]
    for pmid in pmids:
        if pmid not in set(asked):
            run.known(pmid)
    if asked:
        run.fetch(asked)
    if unresolved:
        run.propose(unresolved)
    run.summarise()
    ctx.exit(1 if any(run.counts[status] for status in ("missing", "failed", "not added")) else 0)


@ingest.command()
@click.argument("query")
@click.option("--limit", default=100, show_default=True, type=click.IntRange(min=1), metavar="N")
@click.pass_context
def search(ctx: click.Context, query: str, limit: int) -> None:
    """Print the PMIDs that a PubMed query finds, one a line.

    Exits with 1 if nothing was found, or part of the query was not.
    """
    found = open_client(ctx.obj).search(query, limit=limit)
    for pmid in found.pmids:
        click.echo(pmid)
    for warning in found.warnings:
        _say(warning)
    _say(f"{len(found.pmids)} of {found.count} PMIDs")
    ctx.exit(0 if found.pmids and not found.altered else 1)


@dataclass
class _Run:
    """One run of ``kb ingest pubmed``."""

    context: IngestContext
    publications: Sequence[Publication]
    add: bool
    counts: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.store = CaptureStore(self.context.captures)
        if self.store.unread:
            _say(f"{self.store.manifest}: {self.store.unread} lines could not be read and are passed over")
        for pmid in self.store.damaged():
            _say(f"the capture of {pmid} is not what the manifest says; it counts as not captured")
        self._client: EntrezClient | None = None
        self._citekeys = {entry.pmid: entry.citekey for entry in self.publications if entry.pmid}
        self._dois = {doi_key(entry.doi): entry.citekey for entry in self.publications if entry.doi}

    @property
    def client(self) -> EntrezClient:
        self._client = self._client or open_client(self.context)
        return self._client

    def find(self, doi: str) -> str | None:
        from ingest.resolve import find_by_doi

        try:
            pmid = find_by_doi(self.client, doi)
        except IngestError as error:
            self._print(doi, "failed", str(error))
            return None
        if pmid is None:
            self._print(doi, "missing", "PubMed holds no record with this DOI")
        else:
            _say(f"{doi} is PMID {pmid}")
        return pmid

    def known(self, pmid: str) -> None:
        capture = self.store.captured(pmid)
        day = f"captured on {capture.fetched:%Y-%m-%d}" if capture else ""
        self._print(pmid, "known", day + self._entry(pmid))

    def fetch(self, pmids: Sequence[str]) -> None:
        size = self.client.settings.batch_size
        _say(f"asking for {_count(len(pmids), 'record')} in {_count(-(-len(pmids) // size), 'request')}")
        for fetched in self.client.fetch(pmids):
            self._keep(fetched)

    def _keep(self, fetched: Fetched) -> None:
        from ingest.entrez import Outcome

        pmid = fetched.pmid
        if fetched.outcome is Outcome.RECORD:
            before = self.store.get(fetched.answered)
            self.store.put_record(fetched.answered, fetched.xml, url=fetched.url, prologue=fetched.prologue)
            if fetched.answered == pmid:
                news = "" if before is None else ", unchanged" if before == fetched.xml else ", changed"
                self._print(pmid, "captured", f"{len(fetched.xml)} bytes{news}{self._entry(pmid)}")
                return
            reason = f"merged into {fetched.answered}"
            self.store.put_missing(pmid, url=fetched.url, reason=reason, merged_into=fetched.answered)
            self._print(pmid, "missing", f"{reason}, which is captured{self._entry(fetched.answered)}")
        elif fetched.outcome is Outcome.MISSING:
            self.store.put_missing(pmid, url=fetched.url, reason=fetched.reason)
            self._print(pmid, "missing", fetched.reason)
        else:
            self.store.put_failed(pmid, url=fetched.url, reason=fetched.reason)
            self._print(pmid, "failed", fetched.reason)

    def propose(self, publications: Sequence[Publication]) -> None:
        from ingest.resolve import resolve

        _say(f"looking for the PMIDs of {_count(len(publications), 'entry', 'entries')}")
        try:
            resolutions = resolve(self.client, publications)
        except IngestError as error:
            self.counts["failed"] += len(publications)
            _say(f"no PMID could be looked for: {error}")
            return
        for found in resolutions:
            if found.pmid:
                click.echo(f"{found.citekey}\t{found.pmid}\t{found.how}")
            else:
                _say(f"{found.citekey}: no PMID found ({found.how})")

    def _entry(self, pmid: str) -> str:
        """Return which entry a record has, after adding one if that was asked for."""
        if not self.add:
            return ""
        from ingest.resolve import parse_record

        try:
            record = parse_record(self.store.get(pmid) or b"")
            citekey = self._citekeys.get(pmid) or self._dois.get(doi_key(record.doi))
            if citekey:
                return f", is {citekey} already"
            citekey = self.context.add(record)
        except KBError as error:
            self.counts["not added"] += 1
            return f", not added: {error}"
        self._citekeys[pmid] = citekey
        if record.doi:
            self._dois[doi_key(record.doi)] = citekey
        return f", added as {citekey}"

    def summarise(self) -> None:
        shown = ["captured", "known", "missing", "failed"] + ["not added"] * bool(self.counts["not added"])
        _say(", ".join(f"{self.counts[status]} {status}" for status in shown))

    def _print(self, identifier: str, status: str, detail: str) -> None:
        self.counts[status] += 1
        click.echo(f"{identifier}\t{status}\t{detail}")


def _to_resolve(entry: Publication) -> bool:
    if entry.pmid:
        return False
    return bool(entry.doi) or entry.indexing is Indexing.PMID_UNKNOWN


def _expand(identifiers: Iterable[str]) -> list[str]:
    """Put the lines of standard input in place of `-`; a line may hold several, or what a run printed."""
    words: list[str] = []
    for identifier in identifiers:
        if identifier != "-":
            words.append(identifier)
            continue
        try:
            lines = sys.stdin.read().splitlines()
        except UnicodeDecodeError:
            raise click.UsageError("standard input is not text in UTF-8") from None
        for line in lines:
            text = line.partition("#")[0].partition("\t")[0].strip()
            if re.match(r"(?:pmid|doi)\s*:?\s", text, re.I):
                words.append(text)
            else:
                words += [word for word in re.split(r"[\s,]+", text) if word]
    return words


def _parse(words: Iterable[str]) -> tuple[list[str], list[str]]:
    pmids, dois, wrong = [], [], []
    for word in words:
        try:
            pmids.append(parse_pmid(word))
        except IdentifierError:
            try:
                dois.append(parse_doi(word))
            except IdentifierError:
                wrong.append(repr(word))
    if wrong:
        raise click.UsageError(f"neither a PMID nor a DOI: {', '.join(wrong)}")
    return pmids, list({doi_key(doi): doi for doi in dois}.values())


def _print_plan(
    pmids: Iterable[str], is_known: Callable[[str], bool], dois: Iterable[str], entries: Iterable[Publication]
) -> None:
    for pmid in pmids:
        click.echo(f"{pmid}\t{'known' if is_known(pmid) else 'would ask'}\t")
    for doi in dois:
        click.echo(f"{doi}\twould look for its PMID\t")
    for entry in entries:
        click.echo(f"{entry.citekey}\twould look for its PMID\t{entry.doi or ''}")


def ingest_context(ctx: click.Context) -> IngestContext:
    """Return the context, which is found or made only when a command runs."""
    context: IngestContext = ctx.obj() if callable(ctx.obj) else ctx.obj
    return context


def open_client(context: object) -> EntrezClient:
    """Return the client that the context makes, or the one that the environment describes."""
    if isinstance(context, IngestContext) and context.client:
        return context.client(_say)
    from ingest.entrez import EntrezClient

    return EntrezClient.from_environment(os.environ, notice=_say)


def _count(number: int, noun: str, plural: str = "") -> str:
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def _say(text: str) -> None:
    click.echo(text, err=True)
