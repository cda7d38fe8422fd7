"""The marks of a forest plot: squares, circles, diamonds and intervals, all inside the axis."""

from __future__ import annotations

import math

from kb.drawing.axes import Span
from kb.drawing.forest_parts import Row
from kb.drawing.lettering import PAPER, line
from kb.drawing.scale import Scale
from kb.drawing.svg import AGAINST, INK, SOFT, STATED, Svg, element


class Marks:
    """Draws marks along one axis."""

    def __init__(self, scale: Scale) -> None:
        self._scale = scale
        self._at = scale.at

    def of(self, row: Row, y: float, colour: str) -> list[Svg]:
        """Return the marks of a row around the height ``y``."""
        parts: list[Svg] = []
        if row.other is not None:
            parts += self._interval(row.other, y + 6, SOFT, 1)
            parts.append(
                element(
                    "circle",
                    cx=self._at(row.other.value),
                    cy=y + 6,
                    r=3.6,
                    fill=PAPER,
                    stroke=SOFT,
                    stroke_width=1.5,
                )
            )
        if row.span is None:
            return parts
        if row.prediction is not None:
            parts += self._interval(row.prediction, y, SOFT, 1)
        if (row.diamond and row.until is None) or row.computed:
            parts.append(self._diamond(row, row.span, y, colour))
        else:
            up = y - 3 if row.other is not None else y
            parts += self._interval(row.span, up, colour, 1.6)
            parts.append(self._square(row, row.span, up, colour))
        if row.struck:
            x = self._at(row.span.value)
            parts.append(line(x - 11, y, x + 11, y, stroke=AGAINST, stroke_width=2))
        return parts

    def _square(self, row: Row, span: Span, y: float, colour: str) -> Svg:
        side = 8.0 + (min(5.0, 1.6 * math.log10(row.n)) if row.n else 0)
        x = self._at(span.value)
        look: dict[str, str | float | None] = {"fill": colour}
        if row.from_memory or row.struck:
            look = {"fill": PAPER, "stroke": colour, "stroke_width": 1.4}
        if row.until is not None:
            return element(
                "rect",
                x=x,
                y=y - 3.5,
                width=max(1.0, self._at(row.until) - x),
                height=7,
                class_="mark",
                **look,
            )
        return element("rect", x=x - side / 2, y=y - side / 2, width=side, height=side, class_="mark", **look)

    def _diamond(self, row: Row, span: Span, y: float, colour: str) -> Svg:
        x = self._at(span.value)
        low = min(x - 5, self._at(span.low) if span.low is not None else x)
        high = max(x + 5, self._at(span.high) if span.high is not None else x)
        left, right = max(low, self._scale.left - 5), min(high, self._scale.right + 5)
        return element(
            "path", d=f"M{left:g} {y:g}L{x:g} {y - 7:g}L{right:g} {y:g}L{x:g} {y + 7:g}Z",
            fill=STATED if row.computed else (PAPER if row.from_memory or row.struck else SOFT),
            stroke=INK if row.computed else colour, stroke_width=1.2, class_="mark",
        )  # fmt: skip

    def _interval(self, span: Span, y: float, colour: str, width: float) -> list[Svg]:
        if span.low is None or span.high is None:
            return []
        low, high = self._at(span.low), self._at(span.high)
        parts = [line(low, y, high, y, stroke=colour, stroke_width=width)]
        for end, value, back in ((low, span.low, 5), (high, span.high, -5)):
            if not self._scale.holds(value):
                d = f"M{end:g} {y:g}l{back} -3.5v7Z"
                parts.append(element("path", d=d, fill=colour, class_="beyond"))
        return parts
