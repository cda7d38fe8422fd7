"""What the page of a claim shows, read in one go."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass
from urllib.parse import quote_plus

from kb.site.changes_page import read_changes_of
from kb.site.cite import read_references
from kb.site.forest_page import ClaimFigures, read_figures

_CLAIM = "SELECT claims.*, topics.title AS topic_title FROM claims JOIN topics USING (topic) WHERE id = ?"
_EVIDENCE = """
SELECT e.*, p.label, p.journal, p.journal_abbreviation, p.pmid, p.n, p.population AS people,
  p.standing, p.standing_note,
  f.statement AS fact_statement, f.authority, f.product, f.start_on, f.end_on
FROM evidence_items AS e
LEFT JOIN publications AS p ON p.citekey = e.citekey
LEFT JOIN regulatory_facts AS f ON f.id = e.fact_id
WHERE e.claim_id = ? ORDER BY e.position
"""
_FINDINGS = """
SELECT f.*, ef.evidence_item_id, e.direction, e.directness, e.counted, p.label, p.standing, e.design
FROM evidence_items AS e
JOIN evidence_findings AS ef ON ef.evidence_item_id = e.id
JOIN findings AS f ON f.id = ef.finding_id
JOIN publications AS p ON p.citekey = f.citekey
WHERE e.claim_id = ? ORDER BY e.position, f.source_line
"""
_QUANTITIES = "SELECT * FROM quantities WHERE claim_id = ? ORDER BY position"
_STEPS = "SELECT * FROM verdict_steps WHERE claim_id = ? ORDER BY position"
_MENTIONS = """
SELECT page, group_concat(line, ', ') AS lines, count(*) AS times
FROM (SELECT page, line FROM mentions WHERE claim_id = ? ORDER BY page, line) GROUP BY page
"""
_RELATED = """
SELECT claim_id, statement, verdict FROM claim_summary WHERE topic = ? AND claim_id <> ?
ORDER BY mentions DESC, claim_id LIMIT 5
"""
_DESIGNS = "SELECT code, position FROM vocabulary WHERE vocabulary = 'design'"
_RULE = "SELECT rule_version FROM build_info"
_SEVERAL = "SELECT citekey, label FROM publications WHERE citekey IN ({})"


@dataclass(frozen=True, slots=True)
class Item:
    """An evidence item with the findings it rests on."""

    row: sqlite3.Row
    findings: tuple[sqlite3.Row, ...]
    shares_with: tuple[tuple[str, str], ...]

    @property
    def times(self) -> str:
        """The time points of its findings, each once."""
        return "; ".join(
            dict.fromkeys(f["time"] or f["window"].replace("-", " ") for f in self.findings if f["time"])
        )

    @property
    def differs(self) -> str:
        """The dimensions on which it differs, in words."""
        return (self.row["differs"] or "").replace(", ", ",").replace(",", ", ")


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """Everything on the page of one claim."""

    claim: sqlite3.Row
    #: What to call each publication here: its label, with the journal where two share a label.
    names: dict[str, str]
    supports: list[Item]
    contradicts: list[Item]
    inconclusive: list[Item]
    excluded: list[Item]
    figures: ClaimFigures
    steps: list[sqlite3.Row]
    mentions: list[sqlite3.Row]
    related: list[sqlite3.Row]
    changes: list[sqlite3.Row]
    #: The references by citekey.
    citations: dict[str, str]
    cited_briefly: str
    rule_version: int
    pubmed_search: str

    @property
    def numbered(self) -> str:
        """The references, one a line."""
        return "\n".join(f"{place}. {text}" for place, text in enumerate(self.citations.values(), 1))

    @property
    def times_seen(self) -> int:
        """How often the claim was seen."""
        return sum(mention["times"] for mention in self.mentions)


def read_claim(conn: sqlite3.Connection, claim_id: str) -> ClaimPage | None:
    """Return what the page of a claim shows; None if there is no such claim."""
    claim = conn.execute(_CLAIM, (claim_id,)).fetchone()
    if claim is None:
        return None
    rows = conn.execute(_EVIDENCE, (claim_id,)).fetchall()
    findings = conn.execute(_FINDINGS, (claim_id,)).fetchall()
    quantities = conn.execute(_QUANTITIES, (claim_id,)).fetchall()
    labels = _labels(conn, rows)
    strength = dict(conn.execute(_DESIGNS).fetchall())
    items = [
        Item(
            row,
            tuple(f for f in findings if f["evidence_item_id"] == row["id"]),
            tuple((key, labels.get(key, key)) for key in _keys(row["shares_patients_with"])),
        )
        for row in rows
    ]
    items.sort(key=lambda item: _rank(item.row, strength))
    counted = [item for item in items if item.row["counted"]]
    found = sorted(
        {f["id"]: f for f in sorted(findings, key=lambda f: bool(f["counted"]))}.values(),
        key=lambda f: (f["outcome"] != claim["outcome"], *_rank(f, strength), f["window"] != claim["window"]),
    )
    names = _names(rows)
    cited = [row["citekey"] for row in rows if row["citekey"] and row["counted"]]
    supports = [item for item in counted if item.row["direction"] == "supports"]
    contradicts = [item for item in counted if item.row["direction"] == "contradicts"]
    return ClaimPage(
        claim=claim,
        names=names,
        supports=supports,
        contradicts=contradicts,
        inconclusive=[item for item in counted if item.row["direction"] == "inconclusive"],
        excluded=[item for item in items if not item.row["counted"]],
        figures=read_figures(conn, claim, quantities, found, names),
        steps=conn.execute(_STEPS, (claim_id,)).fetchall(),
        mentions=conn.execute(_MENTIONS, (claim_id,)).fetchall(),
        related=conn.execute(_RELATED, (claim["topic"], claim_id)).fetchall(),
        changes=read_changes_of(conn, "claim", claim_id, 5),
        citations=read_references(conn, cited),
        cited_briefly="; ".join(dict.fromkeys(_briefly(supports, 2) + _briefly(contradicts, 3))),
        rule_version=conn.execute(_RULE).fetchone()[0],
        pubmed_search="https://pubmed.ncbi.nlm.nih.gov/?term=" + quote_plus(claim["search"]),
    )


def _names(rows: list[sqlite3.Row]) -> dict[str, str]:
    labels = {row["citekey"]: str(row["label"]) for row in rows if row["citekey"]}
    journals = {
        row["citekey"]: row["journal_abbreviation"] or row["journal"] or row["citekey"] for row in rows
    }
    shared = [label for label, count in Counter(labels.values()).items() if count > 1]
    return {key: f"{label}, {journals[key]}" if label in shared else label for key, label in labels.items()}


def _briefly(items: list[Item], most: int) -> list[str]:
    rows = [item.row for item in items if item.row["citekey"] and item.row["directness"] != "indirect"][:most]
    return [f"{row['label']}, PMID {row['pmid']}" if row["pmid"] else str(row["label"]) for row in rows]


def _rank(row: sqlite3.Row, strength: dict[str, int]) -> tuple[int, int]:
    """Return the place of an item or finding: what speaks of the claim itself first, then by design."""
    directness = {"direct": 0, "narrower": 1}.get(row["directness"], 2)
    return directness, strength.get(row["design"], len(strength))


def _keys(text: str | None) -> list[str]:
    return [key.strip() for key in (text or "").split(",") if key.strip()]


def _labels(conn: sqlite3.Connection, rows: list[sqlite3.Row]) -> dict[str, str]:
    keys = sorted({key for row in rows for key in _keys(row["shares_patients_with"])})
    if not keys:
        return {}
    return dict(conn.execute(_SEVERAL.format(", ".join("?" * len(keys))), keys).fetchall())
