"""Which of a claim's figures can stand in one plot, and which numbers of the claim belong across it."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

#: Hours in each unit of time; a month is a twelfth of 365.25 days.
HOURS: Final = {
    "minutes": 1 / 60,
    "hours": 1.0,
    "days": 24.0,
    "weeks": 168.0,
    "months": 730.5,
    "years": 8766.0,
}
#: What is drawn together, by metric; counts, doses, money and lengths only where the claim states such a number.
_KINDS: Final = {
    "proportion": "share",
    "percent-change": "change in percent",
    "odds-ratio": "odds ratio",
    "risk-ratio": "risk ratio",
    "hazard-ratio": "hazard ratio",
    "mean-difference": "difference",
    "risk-difference": "difference in points of percent",
    "standardised-mean-difference": "standardised difference",
    "mean-change": "change",
    "earliest-time": "first seen",
    "latest-time": "still seen",
    "median-time": "time to event",
    "mean-time": "time to event",
    "length": "length",
}
_ONLY_IF_STATED = frozenset({"length", "dose", "amount", "count", "median", "mean"})
#: Kinds whose sign says who is better off.
SIGNED: Final = frozenset(
    {
        "change in percent",
        "difference",
        "difference in points of percent",
        "standardised difference",
        "change",
    }
)
#: Roles of a claim's number that are found by certain kinds of figure only, of certain outcomes only.
_ROLES: Final[dict[str, tuple[frozenset[str], frozenset[str]]]] = {
    "response-rate": (frozenset({"share"}), frozenset({"response"})),
    "remission-rate": (frozenset({"share"}), frozenset({"remission"})),
    "relapse-rate": (frozenset({"share"}), frozenset({"relapse"})),
    "adverse-event-rate": (
        frozenset({"share"}),
        frozenset({"adverse-event", "dissociation", "blood-pressure", "respiration"}),
    ),
    "improvement": (frozenset({"change in percent"}), frozenset()),
    "onset": (frozenset({"first seen", "time to event"}), frozenset()),
    "effect-duration": (frozenset({"still seen", "time to event"}), frozenset()),
    "adverse-event-duration": (frozenset({"still seen", "time to event"}), frozenset()),
    "waiting-time": (frozenset({"still seen"}), frozenset()),
    "comparator-lag": (frozenset({"time to event", "first seen"}), frozenset()),
    "infusion-duration": (frozenset({"length"}), frozenset()),
}
#: A number inside a definition ("at least half off the score") is not what studies found.
_IN_DEFINITION = "definition-threshold"
#: The time between doses is no length of a course, and nothing else that is found lies on its axis.
_NEVER_DRAWN = frozenset({"date", _IN_DEFINITION, "age", "dosing-interval"})


@dataclass(slots=True)
class Panel:
    """The findings of one kind and outcome, with the numbers of the claim that belong across them."""

    kind: str
    outcome: str
    unit: str
    findings: list[sqlite3.Row] = field(default_factory=list)
    stated: list[sqlite3.Row] = field(default_factory=list)

    @property
    def is_drawn(self) -> bool:
        """Whether there is something to compare: two figures, or one beside the claim's own."""
        figures = sum(
            is_number(f["value"]) and (self.kind not in SIGNED or bool(f["improvement"]))
            for f in self.findings
        )
        return figures > 1 or (figures == 1 and bool(self.stated))


def panels_of(
    claim: sqlite3.Row, quantities: Sequence[sqlite3.Row], findings: Iterable[sqlite3.Row]
) -> tuple[list[Panel], list[sqlite3.Row], list[sqlite3.Row]]:
    """
    Return the panels to draw, the most telling first, with the numbers and findings that are in none.

    Rows of ``findings`` come in the order in which a reader should meet them; each is used once.
    """
    by_key: dict[tuple[str, str, str], Panel] = {}
    for f in findings:
        unit = "time" if f["unit"] in HOURS else str(f["unit"])
        kind = _KINDS.get(f["metric"], str(f["metric"]))
        by_key.setdefault((kind, f["outcome"], unit), Panel(kind, str(f["outcome"]), unit)).findings.append(f)
    panels = list(by_key.values())
    for quantity in quantities:
        for panel in _homes(quantity, panels, str(claim["outcome"])):
            panel.stated.append(quantity)
    drawn = [p for p in panels if p.is_drawn and (p.stated or p.kind not in _ONLY_IF_STATED)]
    order = list(dict.fromkeys(_KINDS.values()))
    drawn.sort(
        key=lambda p: (
            not p.stated,
            p.outcome != claim["outcome"],
            order.index(p.kind) if p.kind in order else len(order),
            -len(p.findings),
        )
    )
    used = {q["position"] for p in drawn for q in p.stated}
    left = [q for q in quantities if q["position"] not in used]
    return drawn, left, [f for p in panels if p not in drawn for f in p.findings]


def is_number(value: object) -> bool:
    """Whether a value of kb.db can be drawn."""
    return isinstance(value, (int, float)) and math.isfinite(value)


def _homes(quantity: sqlite3.Row, panels: Sequence[Panel], outcome: str) -> list[Panel]:
    role = str(quantity["role"])
    if role in _NEVER_DRAWN:
        return []
    unit = "time" if quantity["unit"] in HOURS else str(quantity["unit"])
    same = [p for p in panels if p.unit == unit and p.kind not in SIGNED | {"correlation"}]
    if role == "improvement":
        same = [p for p in panels if p.unit == unit]
    kinds, outcomes = _ROLES.get(role, (frozenset(), frozenset()))
    if kinds:
        same = [p for p in same if p.kind in kinds]
    if outcomes:
        return [p for p in same if p.outcome in outcomes]
    return [p for p in same if p.outcome == outcome] or same
