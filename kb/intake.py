"""
A PubMed record becomes an entry of references.bib.

The entry is appended; what a person wrote is never rewritten. What the record does
not say (who was studied, with what result) stays blank for the curator, and a design
that PubMed's publication types do not settle is `unclassified`.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Collection
from pathlib import Path

from kb.bibliography import format_bibtex, parse_publications
from kb.deduplication.engine import duplicates_of
from kb.deduplication.records import BibRecord
from kb.deduplication.rules import Decision
from kb.errors import SourceFileError
from kb.models import Publication
from kb.pubmed_record import Author, PubMedRecord
from kb.source_text import read_source
from kb.vocabulary import Confidence, Design, Indexing, Source

#: The first type found decides, so the telling ones stand first.
_DESIGNS = {
    "Meta-Analysis": Design.SYSTEMATIC_REVIEW,
    "Systematic Review": Design.SYSTEMATIC_REVIEW,
    "Practice Guideline": Design.GUIDELINE,
    "Guideline": Design.GUIDELINE,
    "Consensus Statement": Design.GUIDELINE,
    "Randomized Controlled Trial": Design.RCT,
    "Case Reports": Design.CASE_REPORT,
    "Observational Study": Design.COHORT,
    "Review": Design.NARRATIVE_REVIEW,
}


def append_entry(references: Path, record: PubMedRecord) -> str:
    """
    Append an entry for ``record`` to references.bib and return its citekey.

    A record whose PMID an entry has already, or that is the same work as an entry (by the rules
    of :mod:`kb.deduplication`), is not added again: the citekey of that entry is returned.
    The file is replaced as a whole, so a killed run leaves the old one or the new one.

    :raises SourceFileError: if references.bib cannot be read as it stands.
    """
    text = read_source(references)
    file = parse_publications(text, references.name)
    if file.problems:
        raise SourceFileError(file.problems)
    for publication in file.publications:
        if publication.pmid == record.pmid:
            return publication.citekey
    entry = publication_from(record, {p.citekey.lower() for p in file.publications})
    for pair in duplicates_of(BibRecord.of(entry), [BibRecord.of(p) for p in file.publications]):
        if pair.judgement.decision is Decision.DUPLICATE:
            return file.publications[pair.first].citekey
    separator = "" if not text or text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"
    written = references.with_name(f".{references.name}.{os.getpid()}")
    try:
        written.write_text(text + separator + format_bibtex(entry), encoding="utf-8")
        written.replace(references)
    finally:
        written.unlink(missing_ok=True)
    return entry.citekey


def publication_from(record: PubMedRecord, taken: Collection[str]) -> Publication:
    """Return a new entry for a record; ``taken`` are the citekeys in use, in lower case."""
    types = tuple(kind.name for kind in record.publication_types)
    return Publication(
        citekey=_citekey(record, taken),
        authors=tuple(_name(author) for author in record.authors),
        title=record.title.removesuffix("."),
        journal=record.journal or None,
        journal_abbreviation=record.journal_abbreviation or None,
        year=record.year,
        volume=record.volume or None,
        issue=record.issue or None,
        pages=record.pages or None,
        pmid=record.pmid,
        pmcid=record.pmcid or None,
        doi=record.doi or None,
        publication_types=types,
        mesh=tuple(heading.descriptor for heading in record.mesh_headings),
        registry=tuple(dict.fromkeys(record.registry_ids)),
        design=next((design for name, design in _DESIGNS.items() if name in types), Design.UNCLASSIFIED),
        indexing=Indexing.INDEXED,
        identity_source=Source.PUBMED,
        figure_source=Source.NONE,
        confidence=Confidence.MEDIUM,
        verification_note="Added from PubMed's record; no figures taken from it yet.",
    )


def _name(author: Author) -> str:
    if author.collective:
        return f"{{{author.collective}}}" if " and " in author.collective else author.collective
    given = author.initials or author.given
    suffix = f" {author.suffix}" if author.suffix else ""
    return f"{author.family}, {given}{suffix}" if given else author.family


def _citekey(record: PubMedRecord, taken: Collection[str]) -> str:
    first = record.authors[0] if record.authors else None
    name = (first.family or first.collective) if first else "Anonymous"
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    base = re.sub(r"[^A-Za-z]", "", plain)[:40] or "Anonymous"
    key = f"{base}{record.year or 'nd'}"
    for suffix in ("", *"abcdefghijklmnopqrstuvwxyz"):
        if f"{key}{suffix}".lower() not in taken:
            return f"{key}{suffix}"
    return f"{key}-{record.pmid}"
