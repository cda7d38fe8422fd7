"""``kb ingest cite``: a citation that the library does not hold, looked up in PubMed and proposed."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ingest.cli import ingest_context, open_client

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.models import Publication


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("citation")
@click.option("--add", is_flag=True, help="Append an entry to references.bib for what was found.")
@click.pass_context
def cite(ctx: click.Context, citation: str, add: bool) -> None:
    """
    Find the PMID of a printed citation.

    The library is asked first. What it does not hold is looked up in PubMed (by DOI, then by journal,
    year, volume and page), and proposed only if the title of PubMed's record agrees with the citation's.
    Nothing is added unasked. Exit 0 if a publication was found, 1 if none was.
    """
    from ingest.resolve import resolve

    context = ingest_context(ctx)
    held = _held(citation, context.publications())
    if held:
        click.echo(f"{held}\tin the library")
        return
    client = open_client(context)
    (found,) = resolve(client, [_as_publication(citation)])
    if not found.pmid:
        click.echo(f"no PMID found ({found.how})", err=True)
        ctx.exit(1)
    click.echo(f"{found.pmid}\t{found.how}")
    if add:
        from ingest.pubmed_xml import read_pubmed_set

        for fetched in client.fetch([found.pmid]):
            for record in read_pubmed_set(fetched.xml).records:
                click.echo(f"{record.pmid}\tis {context.add(record)} in references.bib")


def _held(citation: str, publications: Sequence[Publication]) -> str | None:
    """Return the citekey of the publication of the library that the citation means, if there is one."""
    from kb.matching.index import Index, build_index
    from kb.matching.matcher import Matcher
    from kb.matching.records import IndexRecord

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.index"
        build_index(path, (IndexRecord.of_publication(p) for p in publications))
        match = Matcher(Index(path)).match(citation)
    return match.key if match.decision == "match" else None


def _as_publication(text: str) -> Publication:
    """Return what the citation says as an entry that can be looked up."""
    from kb.matching.citation import parse_citation
    from kb.models import Publication
    from kb.vocabulary import Confidence, Design, Indexing, Source

    said = parse_citation(text)
    place = said.place
    return Publication(
        citekey="citation",
        authors=(said.authors.split(",")[0],) if said.authors else (),
        title=said.title,
        journal=said.journal or None,
        year=said.years[0] if said.years else None,
        volume=place.volume or None if place else None,
        pages=place.first_page or None if place else None,
        doi=said.doi or None,
        design=Design.UNCLASSIFIED,
        indexing=Indexing.PMID_UNKNOWN,
        identity_source=Source.MENTION,
        figure_source=Source.NONE,
        confidence=Confidence.LOW,
    )
