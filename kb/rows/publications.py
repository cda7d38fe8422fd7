"""Rows of publications and what hangs on them."""

from __future__ import annotations

import html
from collections.abc import Iterator

from kb.database import Row
from kb.evidence.disagreement import disagreements
from kb.evidence.standing import COUNTED
from kb.library import Library
from kb.models import Publication


def publication_row(library: Library, p: Publication) -> Row:
    """Return the row of a publication, with its standing and its PubMed record."""
    captured = library.captured_for(p)
    record = captured.record if captured else None
    now = library.standings[p.citekey]
    return {
        "citekey": p.citekey,
        "label": label_of(p),
        "title": p.title,
        "title_html": record.title_html if record else html.escape(p.title),
        "authors": "; ".join("et al." if name == "others" else name.replace(",", "") for name in p.authors),
        "journal": p.journal,
        "journal_abbreviation": p.journal_abbreviation,
        "year": p.year,
        "volume": p.volume,
        "issue": p.issue,
        "pages": p.pages,
        "pmid": p.pmid,
        "pmcid": p.pmcid,
        "doi": p.doi,
        "entry_type": p.entry_type,
        "design": p.design.code,
        "design_note": p.design_note,
        "n": p.n,
        "n_note": p.n_note,
        "population": p.population,
        "intervention": p.intervention,
        "comparator": p.comparator,
        "standing": now.standing.code,
        "standing_note": now.note,
        "standing_source": now.source.code,
        "counts": int(now.standing in COUNTED),
        "indexing": p.indexing.code,
        "identity_source": p.identity_source.code,
        "figure_source": p.figure_source.code,
        "from_memory": ", ".join(p.from_memory) or None,
        "confidence": p.confidence.code,
        "verification_note": p.verification_note,
        "overlap_note": p.overlap_note,
        "note": p.note,
        "pubmed_fetched_on": captured.fetched_on if captured else None,
        "pubmed_sha256": captured.sha256 if captured else None,
        "abstract": "\n".join(s.text for s in record.abstract) or None if record else None,
        "source_line": p.line,
    }


def label_of(publication: Publication) -> str:
    """
    Return how a publication is named in running text: first author and year.

    One author alone, two joined by `and`, more with `et al.`; a work without authors
    goes by its citekey.
    """
    families = [_family(name) for name in publication.authors if name != "others"]
    year = publication.year or "no year"
    if not families:
        return f"{publication.citekey} ({year})"
    if "others" in publication.authors:
        return f"{families[0]} et al. {year}"
    if len(families) == 1:
        return f"{families[0]} {year}"
    if len(families) == 2:
        return f"{families[0]} and {families[1]} {year}"
    return f"{families[0]} et al. {year}"


def _family(name: str) -> str:
    return name.partition(",")[0].strip("{} ")


def term_rows(p: Publication) -> Iterator[Row]:
    """Return the rows of its publication types, headings and registry numbers."""
    for kind, terms in (
        ("publication-type", p.publication_types),
        ("mesh", p.mesh),
        ("registry", p.registry),
    ):
        for position, term in enumerate(terms, 1):
            yield {"citekey": p.citekey, "kind": kind, "position": position, "term": term}


def link_rows(p: Publication) -> Iterator[Row]:
    """Return the rows of its links to publications with the same patients."""
    relations = {
        "includes": p.includes,
        "pools": p.pools,
        "secondary-of": p.secondary_of,
        "supersedes": p.supersedes,
    }
    for relation, others in relations.items():
        for other in others:
            yield {"citekey": p.citekey, "relation": relation, "other": other}


def correction_rows(library: Library, p: Publication) -> Iterator[Row]:
    """Return the rows of the corrections that its PubMed record links to."""
    captured = library.captured_for(p)
    for position, link in enumerate(captured.record.corrections if captured else (), 1):
        yield {
            "citekey": p.citekey,
            "position": position,
            "kind": link.kind,
            "pmid": link.pmid,
            "citation": link.citation or "",
        }


def section_rows(library: Library, p: Publication) -> Iterator[Row]:
    """Return the rows of the sections of its captured abstract."""
    captured = library.captured_for(p)
    for position, section in enumerate(captured.record.abstract if captured else (), 1):
        yield {
            "citekey": p.citekey,
            "position": position,
            "label": section.label,
            "text": section.text,
            "html": section.html,
        }


def disagreement_rows(library: Library, p: Publication) -> Iterator[Row]:
    """Return the rows of the fields in which PubMed disagrees."""
    captured = library.captured_for(p)
    for found in disagreements(p, captured.record) if captured else ():
        yield {
            "citekey": p.citekey,
            "field": found.field,
            "entry_value": found.entry_value,
            "pubmed_value": found.pubmed_value,
        }
