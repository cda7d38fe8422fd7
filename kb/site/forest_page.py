"""The figures of a claim: read from kb.db, drawn, and as files of their own."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kb.drawing.forest import NARROW, WIDE, Forest, draw
from kb.drawing.svg import Svg
from kb.site.forest_plot import brief_of, forest_of, span_of, title_of
from kb.site.panels import Panel, panels_of

_POOLED = "SELECT * FROM pooled_estimates WHERE claim_id = ? ORDER BY position"
_BARS = "SELECT finding_id FROM verdict_steps WHERE claim_id = ? AND finding_id IS NOT NULL"
_LINKS = "SELECT citekey, other FROM publication_links WHERE citekey IN ({0}) AND other IN ({0})"
_CLAIM = "SELECT * FROM claims WHERE id = ?"
_QUANTITIES = "SELECT * FROM quantities WHERE claim_id = ? ORDER BY position"
_SHOWN_OPEN = 2
#: Columns of the CSV.
COLUMNS = (
    "plot", "row", "claim_id", "citekey", "finding_id", "label", "design", "direction", "counted", "standing",
    "figure", "value", "high", "unit", "interval_low", "interval_high", "interval_level", "interval_origin",
    "events", "n", "arm", "comparator", "comparator_value", "population", "window", "time", "definition", "scale",
    "improvement", "source", "drawn_at", "drawn_low", "drawn_high",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClaimFigure:
    """One plot of a claim with what stands behind and below it."""

    number: int
    title: str
    panel: Panel
    forest: Forest
    #: Findings in the order of the plot, for the table.
    rows: tuple[sqlite3.Row, ...]
    #: Why nothing is pooled here, or how what is shown was pooled; sentences.
    pooling: tuple[str, ...]

    @property
    def wide(self) -> Svg:
        """The plot for a desk or a sheet of paper."""
        return draw(self.forest, WIDE, key=f"forest-{self.number}")

    @property
    def alone(self) -> Svg:
        """The wide plot with what is said below it, to leave the page."""
        forest = replace(self.forest, notes=self.forest.notes + self.pooling, heading=self.title)
        return draw(forest, WIDE, key="forest")

    @property
    def narrow(self) -> Svg:
        """The plot for a phone."""
        return draw(self.forest, NARROW, key=f"forest-{self.number}-narrow")


@dataclass(frozen=True, slots=True)
class ClaimFigures:
    """The plots that stand open, those folded away, and what is only listed."""

    shown: tuple[ClaimFigure, ...]
    folded: tuple[ClaimFigure, ...]
    quantities: tuple[sqlite3.Row, ...]
    findings: tuple[sqlite3.Row, ...]
    #: The first plot in brief, for the printed sheet; None where the claim's number is on none.
    brief: Forest | None = None

    @property
    def sheet(self) -> Svg | None:
        """The plot on the printed sheet."""
        return draw(self.brief, WIDE, key="forest-sheet") if self.brief else None

    @property
    def every(self) -> tuple[ClaimFigure, ...]:
        """All plots."""
        return self.shown + self.folded


def read_figures(
    conn: sqlite3.Connection,
    claim: sqlite3.Row,
    quantities: Sequence[sqlite3.Row],
    findings: Sequence[sqlite3.Row],
    names: Mapping[str, str],
) -> ClaimFigures:
    """Return the figures of a claim; ``findings`` in the order in which a reader should meet them, each once."""
    panels, left, listed = panels_of(claim, quantities, findings)
    bars = frozenset(str(row[0]) for row in conn.execute(_BARS, (claim["id"],)))
    pooled = conn.execute(_POOLED, (claim["id"],)).fetchall()
    links = _links(conn, sorted({f["citekey"] for f in findings}))
    figures = []
    for i, panel in enumerate(panels, 1):
        ours = [row for row in pooled if _belongs(row, panel)]
        forest = forest_of(panel, names=names, links=links, bars=bars, pooled=ours)
        figures.append(ClaimFigure(i, title_of(panel), panel, forest, tuple(panel.findings), _pooling(ours)))
    telling = [f for f in figures if f.panel.stated] or [
        f for f in figures if f.panel.outcome == claim["outcome"]
    ]
    shown = telling[:_SHOWN_OPEN] or figures[:1]
    stating = next((f.panel for f in shown if f.panel.stated), None)
    return ClaimFigures(
        brief=brief_of(stating, names=names, bars=bars) if stating else None,
        shown=tuple(shown),
        folded=tuple(f for f in figures if f not in shown),
        quantities=tuple(left),
        findings=tuple(listed),
    )


def figure_rows(figures: ClaimFigures, claim_id: str) -> Iterator[list[Any]]:
    """Return every plot of a claim as rows of :data:`COLUMNS`; ``drawn_at`` is on the axis, times in hours."""
    for figure in figures.every:
        base = {"plot": figure.number, "claim_id": claim_id}
        for q in figure.panel.stated:
            yield _cells({**base, "row": "claim"}, q)
        for f in figure.rows:
            span = span_of(f, figure.panel)
            place = {"drawn_at": span.value, "drawn_low": span.low, "drawn_high": span.high} if span else {}
            yield _cells({**base, "row": "finding", "finding_id": f["id"], **place}, f)


def _cells(given: Mapping[str, Any], row: sqlite3.Row) -> list[Any]:
    held = set(row.keys())
    return [given.get(name, row[name] if name in held else None) for name in COLUMNS]


def _belongs(row: sqlite3.Row, panel: Panel) -> bool:
    unit = "time" if row["unit"] == "hours" else row["unit"]
    return (row["outcome"], unit) == (panel.outcome, panel.unit) and any(
        f["metric"] == row["metric"] for f in panel.findings
    )


def _pooling(rows: Sequence[sqlite3.Row]) -> tuple[str, ...]:
    reasons = dict.fromkeys(str(row["reason"]) for row in rows if row["reason"])
    methods = dict.fromkeys(str(row["method"]) for row in rows if not row["reason"])
    return (
        *(f"Not pooled here: {reason}." for reason in reasons),
        *(f"Pooled here by {m}." for m in methods),
    )


def _links(conn: sqlite3.Connection, citekeys: Sequence[str]) -> frozenset[tuple[str, str]]:
    if not citekeys:
        return frozenset()
    marks = ", ".join("?" * len(citekeys))
    return frozenset(tuple(row) for row in conn.execute(_LINKS.format(marks), (*citekeys, *citekeys)))
