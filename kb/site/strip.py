"""The claimed number and the found numbers on one scale, for the strip on a claim's page."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

_INTERVAL = re.compile(r"\s*\(\d+% CI [^)]*\)\s*$|,\s*\d+% CI .*$")
_CLINICAL_TIME = ("minutes", "hours", "days", "weeks", "months", "years")
_IN_DEFINITION = "definition-threshold"
_SHOWN_A_SIDE = 3
_SHORT = 8
_HOURS = {"minutes": 1 / 60, "hours": 1.0, "days": 24.0, "weeks": 168.0, "months": 730.5, "years": 8766.0}


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of the strip; places are percent of the scale's length, None without a scale."""

    stated: bool
    figure: str
    row: sqlite3.Row
    left: float | None = None
    right: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Strip:
    """
    The bars of one unit; ``top`` is the scale's end in words, empty if there is no scale.

    ``more`` are the bars that a reader in a hurry can leave folded away.
    """

    bars: tuple[Bar, ...]
    top: str
    more: tuple[Bar, ...] = ()

    @property
    def has_intervals(self) -> bool:
        """Whether an interval is drawn."""
        return any(bar.low is not None and bar.high is not None for bar in self.bars)


def figure_alone(figure: str) -> str:
    """
    Return a figure without its interval, which has a column of its own.

    >>> figure_alone("63.0% (46 of 73) against 31.6% on saline (95% CI 51.5 to 73.2, computed)")
    '63.0% (46 of 73) against 31.6% on saline'
    """
    return _INTERVAL.sub("", figure)


def strips(quantities: Sequence[sqlite3.Row], findings: Sequence[sqlite3.Row]) -> list[Strip]:
    """
    Return a strip for each family of units, the claim's own first, stated numbers before found ones.

    Rows need ``figure``, ``value``, ``high`` and ``unit``; findings also the interval's bounds.
    Times share one scale whatever their unit. Only a family in which the claim states a number
    is drawn to scale; others are listed.
    """
    families: dict[str, list[Bar]] = {}
    for row in _measured(quantities):
        families.setdefault(_family(row["unit"]), []).append(Bar(True, row["figure"], row))
    stated = set(families)
    for row in findings:
        families.setdefault(_family(row["unit"]), []).append(Bar(False, figure_alone(row["figure"]), row))
    drawn = [_scaled(family, bars) for family, bars in families.items() if family in stated]
    listed = [bar for family, bars in families.items() if family not in stated for bar in bars]
    return [_folded(strip) for strip in drawn + ([Strip(tuple(listed), "")] if listed else [])]


def _measured(quantities: Sequence[sqlite3.Row]) -> list[sqlite3.Row]:
    """Return the numbers that something was found for; not the "half" in the definition of response."""
    return [row for row in quantities if row["role"] != _IN_DEFINITION] or list(quantities)


def _folded(strip: Strip) -> Strip:
    """Fold away, in a long strip, what comes after the best figure of three publications a side."""
    if len(strip.bars) <= _SHORT or not strip.bars[0].stated:
        return strip
    shown: list[Bar] = []
    more: list[Bar] = []
    seen: dict[str, set[str]] = {"supports": set(), "contradicts": set()}
    for bar in strip.bars:
        if bar.stated:
            shown.append(bar)
            continue
        side = seen.get(str(bar.row["direction"]))
        if side is None or bar.row["citekey"] in side or len(side) == _SHOWN_A_SIDE:
            more.append(bar)
        else:
            side.add(bar.row["citekey"])
            shown.append(bar)
    return Strip(tuple(shown), strip.top, tuple(more))


def _family(unit: str) -> str:
    return "time" if unit in _CLINICAL_TIME else unit


def _scaled(family: str, bars: list[Bar]) -> Strip:
    ends = [end for bar in bars for end in _ends(bar.row)]
    if family == "calendar-year" or not ends or min(ends) < 0 or len(bars) == 1:
        return Strip(tuple(bars), "")
    top = 100.0 if family == "percent" and max(ends) <= 100 else max(ends)
    smallest = min((end for end in ends if end > 0), default=top)
    if top <= 0 or top / smallest > 60:
        return Strip(tuple(bars), "")
    label = "100%" if family == "percent" and top == 100 else ""
    return Strip(tuple(_place(bar, top) for bar in bars), label or "largest")


def _ends(row: sqlite3.Row) -> list[float]:
    factor = _HOURS.get(row["unit"], 1.0)
    names = [name for name in ("value", "high", "interval_low", "interval_high") if name in row.keys()]  # noqa: SIM118
    return [row[name] * factor for name in names if isinstance(row[name], (int, float))]


def _place(bar: Bar, top: float) -> Bar:
    row, factor = bar.row, _HOURS.get(bar.row["unit"], 1.0)

    def at(name: str) -> float | None:
        if name not in row.keys() or not isinstance(row[name], (int, float)):  # noqa: SIM118
            return None
        return round(100 * float(row[name]) * factor / top, 1)

    return Bar(bar.stated, bar.figure, row, at("value"), at("high"), at("interval_low"), at("interval_high"))
