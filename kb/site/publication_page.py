"""What the pages of a publication and of a regulatory fact show."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from kb.site.cite import Citations, read_citations
from kb.site.markup import safe_html

_FINDINGS = """
SELECT f.*, (SELECT count(*) FROM evidence_findings AS ef WHERE ef.finding_id = f.id) AS uses
FROM findings AS f WHERE f.citekey = ? ORDER BY uses DESC, f.id
"""
_CLAIMS = """
SELECT e.direction, e.directness, e.differs, e.why, e.counted, e.figures, c.id, c.statement, c.verdict
FROM evidence_items AS e JOIN claims AS c ON c.id = e.claim_id WHERE e.{} = ?
ORDER BY CASE e.direction WHEN 'supports' THEN 1 WHEN 'contradicts' THEN 2 ELSE 3 END, c.id, e.position
"""
_LINKS = """
SELECT l.relation, l.other AS key, p.label, 0 AS backwards FROM publication_links AS l
JOIN publications AS p ON p.citekey = l.other WHERE l.citekey = :key
UNION ALL
SELECT l.relation, l.citekey, p.label, 1 FROM publication_links AS l
JOIN publications AS p ON p.citekey = l.citekey WHERE l.other = :key
ORDER BY 4, 1, 2
"""
_TERMS = "SELECT kind, term FROM publication_terms WHERE citekey = ? ORDER BY kind, position"
_SECTIONS = "SELECT label, text, html FROM abstract_sections WHERE citekey = ? ORDER BY position"
_DISAGREEMENTS = "SELECT field, entry_value, pubmed_value FROM disagreements WHERE citekey = ? ORDER BY field"
_CORRECTIONS = "SELECT kind, pmid, citation FROM corrections WHERE citekey = ? ORDER BY position"
#: How a link reads from the side of the publication shown: forwards, backwards.
RELATIONS = {
    "includes": ("Includes the patients of", "Its patients are included in"),
    "pools": ("Pools", "Is pooled in"),
    "secondary-of": ("Analyses again the data of", "Its data are analysed again in"),
    "supersedes": ("Replaces", "Is replaced by"),
}


@dataclass(frozen=True, slots=True)
class PublicationPage:
    """Everything on the page of one publication."""

    publication: sqlite3.Row
    findings: list[sqlite3.Row]
    claims: list[sqlite3.Row]
    links: dict[str, list[sqlite3.Row]]
    terms: dict[str, list[str]]
    abstract: list[tuple[str | None, Markup]]
    disagreements: list[sqlite3.Row]
    corrections: list[sqlite3.Row]
    citations: Citations | None


@dataclass(frozen=True, slots=True)
class FactPage:
    """Everything on the page of one regulatory fact."""

    fact: sqlite3.Row
    claims: list[sqlite3.Row]


def read_publication(conn: sqlite3.Connection, citekey: str) -> PublicationPage | None:
    """Return what the page of a publication shows; None if there is no such publication."""
    publication = conn.execute("SELECT * FROM publications WHERE citekey = ?", (citekey,)).fetchone()
    if publication is None:
        return None
    findings = conn.execute(_FINDINGS, (citekey,)).fetchall()
    sentences = [f["abstract_sentence"] for f in findings if f["abstract_sentence"]]
    links: dict[str, list[sqlite3.Row]] = {}
    for row in conn.execute(_LINKS, {"key": citekey}):
        links.setdefault(RELATIONS.get(row["relation"], (row["relation"],) * 2)[row["backwards"]], []).append(
            row
        )
    terms: dict[str, list[str]] = {}
    for row in conn.execute(_TERMS, (citekey,)):
        terms.setdefault(row["kind"], []).append(row["term"])
    return PublicationPage(
        publication=publication,
        findings=findings,
        claims=conn.execute(_CLAIMS.format("citekey"), (citekey,)).fetchall(),
        links=links,
        terms=terms,
        abstract=[(row["label"], _section(row, sentences)) for row in conn.execute(_SECTIONS, (citekey,))],
        disagreements=conn.execute(_DISAGREEMENTS, (citekey,)).fetchall(),
        corrections=conn.execute(_CORRECTIONS, (citekey,)).fetchall(),
        citations=read_citations(conn, citekey),
    )


def read_fact(conn: sqlite3.Connection, fact_id: str) -> FactPage | None:
    """Return what the page of a regulatory fact shows; None if there is no such fact."""
    fact = conn.execute("SELECT * FROM regulatory_facts WHERE id = ?", (fact_id,)).fetchone()
    if fact is None:
        return None
    return FactPage(fact, conn.execute(_CLAIMS.format("fact_id"), (fact_id,)).fetchall())


def _section(row: Any, sentences: list[str]) -> Markup:
    """Return a section of the abstract with the sentences that hold our figures marked."""
    text = str(row["text"])
    spans = sorted({(text.find(s), text.find(s) + len(s)) for s in sentences if s in text})
    if not spans:
        return safe_html(row["html"])
    out, done = Markup(), 0
    for start, end in spans:
        if start < done:
            continue
        out += Markup("{}<mark>{}</mark>").format(text[done:start], text[start:end])
        done = end
    return out + text[done:]
