"""
Axes for the kinds of number that findings are: where they begin and end, and what is printed on them.

An axis holds every point; an interval that reaches much further than all points is cut by the
drawing, which shows that it goes on, so that one wide interval does not squash the others.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kb.drawing.scale import Scale, round_out

_UNITS = (("min", 1 / 60), ("h", 1.0), ("d", 24.0), ("wk", 168.0), ("mo", 730.5), ("y", 8766.0))
_ROUND_TIMES = tuple(
    (number * hours, f"{number} {unit}")
    for (unit, hours), numbers in zip(
        _UNITS,
        ((1, 2, 5, 10, 20, 40), (1, 2, 4, 8), (1, 2, 4), (1, 2), (1, 2, 3, 6), (1, 2, 5, 10, 20, 50, 100)),
        strict=True,
    )
    for number in numbers
)
#: From this ratio of longest to shortest on, times are drawn on a logarithmic axis.
_WIDE = 12
_SECOND = 1 / 3600
#: What is smaller than this is as good as nothing: no axis is made for it.
_LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class Span:
    """A number as a point with its interval, in the axis's unit; ends are None where unknown."""

    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale with its printed numbers; ``no_effect`` is where both arms are alike."""

    scale: Scale
    ticks: tuple[tuple[float, str], ...]
    title: str
    no_effect: float | None = None

    def within(self, left: float, right: float) -> Axis:
        """Return the axis laid out from ``left`` to ``right``, without numbers that would touch."""
        scale = replace(self.scale, left=left, right=right)
        kept: list[tuple[float, str]] = []
        end = -math.inf
        for value, text in self.ticks:
            half = 4.5 * len(text)
            # The first one is pushed in where it would leave the drawing.
            middle = max(scale.at(value), left - 14 + half)
            if middle - half > end:
                kept.append((value, text))
                end = middle + half
        return replace(self, scale=scale, ticks=tuple(kept))


def share_axis(spans: Sequence[Span], title: str) -> Axis:
    """Return an axis of percentages from 0, to 100 unless all are small."""
    top = max(_ends(spans), default=100.0)
    high = 100.0 if 40 < top <= 100 else round_out(0, max(top, _LEAST))[1]
    scale = Scale(0.0, high, 0, 1)
    return Axis(scale, tuple((tick, f"{number(tick)}%") for tick in scale.ticks()), title)


def ratio_axis(spans: Sequence[Span], title: str) -> Axis:
    """Return a logarithmic axis of ratios around 1, which is no effect; those not above 0 have no place."""
    ends = [math.exp(log) for log in _reached(_logged(spans))]
    low, high = round_out(min([0.5, *ends]), max([2.0, *ends]), logarithmic=True)
    scale = Scale(low, high, 0, 1, logarithmic=True)
    return Axis(scale, tuple((tick, number(tick)) for tick in scale.ticks()), title, no_effect=1.0)


def difference_axis(spans: Sequence[Span], title: str, suffix: str = "") -> Axis:
    """Return an axis of differences that holds 0, which is no effect."""
    ends = [0.0, *_reached(spans)]
    low, high = min(ends), max(ends)
    low, high = round_out(low, high if high - low > _LEAST else low + 1)
    scale = Scale(low, high, 0, 1)
    return Axis(scale, tuple((t, number(t) + suffix) for t in scale.ticks()), title, no_effect=0.0)


def amount_axis(spans: Sequence[Span], title: str) -> Axis:
    """Return an axis of amounts from 0."""
    ends = [0.0, *_reached(spans)]
    low, high = round_out(min(ends), max(ends) if max(ends) - min(ends) > _LEAST else min(ends) + 1)
    scale = Scale(low, high, 0, 1)
    return Axis(scale, tuple((tick, number(tick)) for tick in scale.ticks()), title)


def time_axis(spans: Sequence[Span], title: str) -> Axis:
    """
    Return an axis of times, given in hours: logarithmic where they range widely, else from 0.

    >>> [text for _, text in time_axis([Span(40 / 60), Span(24.0)], "").within(0, 600).ticks]
    ['40 min', '1 h', '2 h', '4 h', '8 h', '1 d']
    """
    ends = [max(end, _SECOND) for end in _ends(spans) if end > 0] or [1.0]
    shortest, longest = min(ends), max(ends)
    if longest / shortest > _WIDE and longest > 0.2:
        low = max((h for h, _ in _ROUND_TIMES if h <= shortest * 1.001), default=shortest)
        high = min((h for h, _ in _ROUND_TIMES if h >= longest * 0.999), default=longest)
        scale = Scale(low, high, 0, 1, logarithmic=True)
        return Axis(scale, tuple(tick for tick in _ROUND_TIMES if scale.holds(tick[0])), title)
    unit, hours = next(
        (u for u in reversed(_UNITS) if longest >= 2 * u[1] and longest / u[1] >= 3), _UNITS[0]
    )
    scale = Scale(0.0, round_out(0, longest / hours)[1], 0, 1)
    ticks = tuple((tick * hours, f"{number(tick)} {unit}") for tick in scale.ticks())
    return Axis(Scale(0.0, scale.high * hours, 0, 1), ticks, title)


def number(value: float) -> str:
    """
    Return a number as it is printed on an axis.

    >>> number(0.25), number(-20.0), number(1500000.0)
    ('0.25', '−20', '1,500,000')
    """
    text = f"{value:,.0f}" if value == int(value) and abs(value) < 1e9 else f"{value:,.3g}"
    return text.replace("-", "\N{MINUS SIGN}")


def _ends(spans: Iterable[Span]) -> list[float]:
    return [end for s in spans for end in (s.value, s.low, s.high) if end is not None]


def _logged(spans: Iterable[Span]) -> list[Span]:
    def log(value: float | None) -> float | None:
        return math.log(value) if value is not None and value > 0 else None

    return [Span(at, log(s.low), log(s.high)) for s in spans if (at := log(s.value)) is not None]


def _reached(spans: Sequence[Span]) -> list[float]:
    """Return the ends that the axis is to hold: all points, and intervals as far as they are not freakish."""
    points = [s.value for s in spans]
    if not points:
        return []
    widths = sorted(s.high - s.low for s in spans if s.low is not None and s.high is not None)
    room = max(max(points) - min(points), widths[len(widths) // 2] if widths else 0.0)
    low, high = min(points) - room, max(points) + room
    return [min(max(end, low), high) for end in _ends(spans)]
