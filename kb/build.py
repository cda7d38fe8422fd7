"""
From the library to the rows of kb.db.

A pure function of the text files and the captured records: the same input gives the
same bytes, so nothing here asks for the time, the network or the order of a set.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from kb import __version__
from kb.database import Row, create_database
from kb.evidence.figures import quantity_text
from kb.evidence.verdict import RULE_VERSION
from kb.history.reading import NOT_ASKED, History
from kb.library import Library
from kb.page_citations import PageCitation
from kb.rows.changes import change_rows, former_id_rows
from kb.rows.citations import citation_row
from kb.rows.claims import claim_row, evidence_rows, item_ids
from kb.rows.findings import finding_row, real
from kb.rows.pooled import pooled_rows
from kb.rows.publications import (
    correction_rows,
    disagreement_rows,
    link_rows,
    publication_row,
    section_rows,
    term_rows,
)
from kb.rows.response_time import response_rows
from kb.rows.search import search_rows
from kb.rows.summary_of_findings import summary_rows
from kb.rows.verdict_history import history_rows
from kb.schema import SCHEMA_VERSION
from kb.vetting.rule_files import load_rules
from kb.vocabulary import VOCABULARIES, Topic


def build_database(
    library: Library,
    path: Path,
    page_citations: Sequence[PageCitation] = (),
    history: History = NOT_ASKED,
) -> None:
    """
    Write the library to ``path``, whole and at once; the old file stays until then.

    :param page_citations: what :func:`kb.page_citations.read_citations` found on the pages.
    :param history: what :func:`kb.history.reading.read_history` found in the repository.

    :raises BuildError: if a row violates a constraint of the schema.
    """
    create_database(path, rows_of(library, page_citations, history))


def rows_of(
    library: Library, page_citations: Sequence[PageCitation] = (), history: History = NOT_ASKED
) -> dict[str, list[Row]]:
    """Return the rows of every table, in an order in which references are satisfied."""
    publications = sorted(library.publications.values(), key=lambda p: p.citekey)
    claims = sorted(library.claims.values(), key=lambda c: c.id)
    evidence = [(claim, library.weighed(claim)) for claim in claims]
    pages = {m.page for claim in claims for m in claim.mentions} | {c.page for c in page_citations}
    tables: dict[str, list[Row]] = {
        "build_info": [_build_info(library, history)],
        "vocabulary": list(_vocabulary()),
        "topics": [
            {"topic": topic.code, "title": topic.definition, "position": position}
            for position, topic in enumerate(Topic, 1)
        ],
        "publications": [publication_row(library, p) for p in publications],
        "publication_authors": [
            {"citekey": p.citekey, "position": i, "author": name}
            for p in publications
            for i, name in enumerate(p.authors, 1)
        ],
        "publication_terms": [row for p in publications for row in term_rows(p)],
        "publication_links": [row for p in publications for row in link_rows(p)],
        "corrections": [row for p in publications for row in correction_rows(library, p)],
        "abstract_sections": [row for p in publications for row in section_rows(library, p)],
        "disagreements": [row for p in publications for row in disagreement_rows(library, p)],
        "findings": [finding_row(library, f) for f in sorted(library.findings.values(), key=lambda f: f.id)],
        "regulatory_facts": [
            {
                "id": f.id,
                "status": f.status.code,
                "product": f.product,
                "drug": f.drug.code,
                "indication": f.indication,
                "regimen": f.regimen,
                "statement": f.statement,
                "jurisdiction": f.jurisdiction,
                "authority": f.authority,
                "document": f.document,
                "start_on": f.start.isoformat() if f.start else None,
                "start_note": f.start_note,
                "end_on": f.end.isoformat() if f.end else None,
                "reading": f.reading.code,
                "source_line": f.line,
            }
            for f in sorted(library.regulatory_facts.values(), key=lambda f: f.id)
        ],
        "claims": [claim_row(library, claim) for claim in claims],
        "quantities": [
            {
                "claim_id": claim.id,
                "position": i,
                "role": q.role.code,
                "comparison": q.comparison.code,
                "value": float(q.value),
                "high": real(q.high),
                "unit": q.unit.code,
                "figure": quantity_text(q),
            }
            for claim in claims
            for i, q in enumerate(claim.quantities, 1)
        ],
        "evidence_items": [row for claim, weighed in evidence for row in evidence_rows(claim, weighed)],
        "evidence_findings": [
            {"evidence_item_id": key, "finding_id": finding.id}
            for claim, weighed in evidence
            for key, w in zip(item_ids(claim, weighed), weighed, strict=True)
            for finding in w.findings
        ],
        "verdict_steps": [
            {
                "claim_id": claim.id,
                "position": i,
                "step": step.number,
                "text": step.text,
                "verdict": step.verdict.code if step.verdict else None,
                "finding_id": step.finding,
            }
            for claim in claims
            for i, step in enumerate(library.rulings[claim.id].steps, 1)
        ],
        "verdict_history": [row for claim in claims for row in history_rows(library, claim)],
        "response_over_time": [row for p in publications for row in response_rows(library, p)],
        "summary_of_findings": list(summary_rows(library)),
        "pooled_estimates": [
            row for claim, weighed in evidence for row in pooled_rows(library, claim, weighed)
        ],
        "pages": [{"page": page} for page in sorted(pages)],
        "mentions": [
            {
                "id": m.id,
                "claim_id": claim.id,
                "page": m.page,
                "line": m.line,
                "start_char": m.start,
                "end_char": m.end,
                "fingerprint": m.fingerprint,
            }
            for claim in claims
            for m in claim.mentions
        ],
        "citations": [citation_row(c) for c in page_citations],
        "changes": list(change_rows(history)),
        "former_ids": list(former_id_rows(library)),
    }
    return tables | search_rows(tables, load_rules())


def _build_info(library: Library, history: History) -> Row:
    used = [c for p in library.publications.values() if (c := library.captured_for(p))]
    return {
        "schema_version": SCHEMA_VERSION,
        "rule_version": RULE_VERSION,
        "kb_version": __version__,
        "claims_sha256": library.claims_sha256,
        "references_sha256": library.references_sha256,
        "pubmed_records": len(used),
        "pubmed_fetched_last": max((c.fetched_on for c in used), default=None),
        "history_missing": history.missing,
    }


def _vocabulary() -> Iterator[Row]:
    for name, vocabulary in VOCABULARIES.items():
        for position, term in enumerate(vocabulary, 1):
            yield {"vocabulary": name, "code": term.code, "definition": term.definition, "position": position}
