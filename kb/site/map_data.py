"""What the evidence map shows: claims, sources and the items between them, cut into bands."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from kb.drawing.evidence_map import Band, Line, Map, Mark
from kb.drawing.gap_map import Counts
from kb.drawing.marks import WORDS
from kb.site.map_groups import (
    amount_band,
    design_band,
    order_of_bands,
    use_band,
    verdict_order,
    year_band,
)
from kb.site.words import capital, code_label

_CLAIMS = """
SELECT c.id, c.statement, c.verdict, c.topic, t.title AS topic_title, t.position
FROM claims AS c JOIN topics AS t ON t.topic = c.topic
WHERE :topic IS NULL OR c.topic = :topic ORDER BY t.position, c.id
"""
_ITEMS = """
SELECT e.claim_id, e.citekey, e.fact_id, coalesce(e.citekey, e.fact_id) AS source, e.direction, e.directness,
  e.differs, e.design, e.counted
FROM evidence_items AS e JOIN claims AS c ON c.id = e.claim_id
WHERE :topic IS NULL OR c.topic = :topic ORDER BY e.claim_id, e.position
"""
_SOURCES = """
SELECT p.citekey AS source, 'publication' AS kind, p.label, p.title AS title, p.year, p.design, p.standing, p.counts,
  (SELECT count(DISTINCT claim_id) FROM evidence_items AS e WHERE e.citekey = p.citekey) AS claims
FROM publications AS p
UNION ALL
SELECT f.id, 'facts', f.id, f.statement, CAST(substr(f.start_on, 1, 4) AS INTEGER), 'regulator', '', 1,
  (SELECT count(DISTINCT claim_id) FROM evidence_items AS e WHERE e.fact_id = f.id)
FROM regulatory_facts AS f ORDER BY 1
"""
Address = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class MapRows:
    """The rows of the map as read: claims, the sources in use, and the items."""

    claims: list[sqlite3.Row]
    sources: list[sqlite3.Row]
    items: list[sqlite3.Row]

    @property
    def of_claim(self) -> dict[str, list[sqlite3.Row]]:
        """The items of each claim."""
        found: dict[str, list[sqlite3.Row]] = defaultdict(list)
        for item in self.items:
            found[item["claim_id"]].append(item)
        return found


def read_map(conn: sqlite3.Connection, topic: str | None = None) -> MapRows:
    """Return the claims of a topic, or all, with the publications and facts in use on them."""
    claims = conn.execute(_CLAIMS, {"topic": topic}).fetchall()
    items = conn.execute(_ITEMS, {"topic": topic}).fetchall()
    used = {item["source"] for item in items}
    return MapRows(claims, [s for s in conn.execute(_SOURCES).fetchall() if s["source"] in used], items)


def row_bands(rows: MapRows, by: str) -> list[tuple[str, str, list[sqlite3.Row]]]:
    """
    Return the claims in bands: the band's name, the topic it stands for if it is one, its claims.

    Within a band they stand by verdict, then with the most evidence first.
    """
    sources = {key: len({i["source"] for i in items}) for key, items in rows.of_claim.items()}
    ordered = sorted(
        rows.claims, key=lambda c: (verdict_order(c["verdict"]), -sources.get(c["id"], 0), c["id"])
    )

    def name(claim: sqlite3.Row) -> str:
        if by == "verdict":
            return capital(code_label(claim["verdict"]))
        return amount_band(sources.get(claim["id"], 0)) if by == "evidence" else str(claim["topic_title"])

    inside = rows.claims if by == "topic" else ordered
    bands = []
    for band in order_of_bands(by, (name(claim) for claim in inside)):
        members = [claim for claim in ordered if name(claim) == band]
        bands.append((band, str(members[0]["topic"]) if by == "topic" else "", members))
    return bands


def column_bands(rows: MapRows, by: str) -> list[tuple[str, list[sqlite3.Row]]]:
    """Return the sources in bands; within a band the most used first, or by year and key."""

    def name(source: sqlite3.Row) -> str:
        if by == "year":
            return year_band(source["year"])
        return use_band(source["claims"]) if by == "use" else design_band(source["design"])

    def place(source: sqlite3.Row) -> tuple[int, int, str]:
        year = source["year"] or 9999
        return (-source["claims"] if by == "use" else year, year, str(source["source"]))

    ordered = sorted(rows.sources, key=place)
    names = order_of_bands(by, (name(source) for source in ordered))
    return [(band, [source for source in ordered if name(source) == band]) for band in names]


def as_map(rows: MapRows, by_rows: str, by_columns: str, address: Address, title: str) -> Map:
    """Return the map as the drawing takes it; ``address`` gives the page of a kind and key."""
    claims = row_bands(rows, by_rows)
    sources = column_bands(rows, by_columns)
    row_of = {c["id"]: i for i, c in enumerate(c for _, _, members in claims for c in members)}
    column_of = {s["source"]: i for i, s in enumerate(s for _, members in sources for s in members)}
    names = {s["source"]: short_label(s) for s in rows.sources}
    counts = Counter(item["direction"] for item in rows.items)
    described = "; ".join(f"{counts[d]} {word}" for d, word in WORDS.items())
    return Map(
        title=title,
        description=f"{len(row_of)} claims in rows, {len(column_of)} publications and regulatory facts in columns; "
        f"{described}. Triangles point up for the claim and down against it; diamonds decide neither way; hollow marks "
        "are indirect; what no longer stands is struck out. The table below holds the same.",
        rows=tuple(
            Band(
                band,
                tuple(Line(c["statement"], address("claim", c["id"]), _claim_title(c)) for c in members),
                address("map", topic) if topic else "",
            )
            for band, topic, members in claims
        ),
        columns=tuple(Band(band, tuple(_column(s, address) for s in members)) for band, members in sources),
        marks=tuple(
            Mark(
                row_of[item["claim_id"]],
                column_of[item["source"]],
                item["direction"],
                f"{names[item['source']]}: {WORDS.get(item['direction'], item['direction'])}"
                + ("" if item["directness"] == "direct" else f", {item['directness']}")
                + ("" if item["counted"] else ", no longer stands"),
                hollow=item["directness"] == "indirect",
                fallen=not item["counted"],
            )
            for item in rows.items
        ),
    )


def as_counts(rows: MapRows, by_rows: str, by_columns: str, address: Address, title: str) -> Counts:
    """Return how many items point each way between bands; those that no longer stand are left out."""
    claims, sources = row_bands(rows, by_rows), column_bands(rows, by_columns)
    row_of = {c["id"]: i for i, (_, _, members) in enumerate(claims) for c in members}
    column_of = {s["source"]: i for i, (_, members) in enumerate(sources) for s in members}
    cells: dict[tuple[int, int], Counter[str]] = defaultdict(Counter)
    for item in rows.items:
        if item["counted"]:
            cells[row_of[item["claim_id"]], column_of[item["source"]]][item["direction"]] += 1
    return Counts(
        title=title,
        description="Each cell counts the evidence items for, against and undecided; the marks grow with the count. "
        "The table below holds the same numbers.",
        rows=tuple(band for band, _, _ in claims),
        links=tuple(address("map", topic) if topic else "" for _, topic, _ in claims),
        columns=tuple(band for band, _ in sources),
        cells=cells,
    )


def short_label(source: sqlite3.Row) -> str:
    """Return what a source is called in a figure: first author and year, or the key of the fact."""
    return str(source["label"]).replace(" et al.", "")


def _column(source: sqlite3.Row, address: Address) -> Line:
    title = f"{source['label']}: {source['title']}" + (
        f" ({source['standing']})" if not source["counts"] else ""
    )
    return Line(
        short_label(source), address(source["kind"], source["source"]), title, fallen=not source["counts"]
    )


def _claim_title(claim: sqlite3.Row) -> str:
    return f"{claim['statement']} ({code_label(claim['verdict'])})"
