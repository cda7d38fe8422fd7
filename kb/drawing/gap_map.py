"""The map in short: how much evidence points which way, by group of rows and group of columns."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.drawing.marks import look, outline
from kb.drawing.svg import INK, LINE, SOFT, Svg, element, figure

_ORDER = ("supports", "contradicts", "inconclusive")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many evidence items point each way, for each cell by row and column."""

    title: str
    description: str
    rows: tuple[str, ...]
    #: Where the page of each row is; empty where it has none.
    links: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[int, int], Mapping[str, int]]

    def total(self, row: int) -> dict[str, int]:
        """Return the counts of a row over all columns."""
        return {
            direction: sum(self.cells.get((row, c), {}).get(direction, 0) for c in range(len(self.columns)))
            for direction in _ORDER
        }


def gap_map(data: Counts, *, key: str) -> Svg:
    """Return the wide form: a row a group, and in each cell three marks whose area is the count."""
    left, top, height, width = 258.0, 44.0, 46.0, 1120.0
    cell = (width - left) / max(1, len(data.columns))
    shapes = [
        element(
            "text",
            *_two_lines(name, left + (i + 0.5) * cell),
            y=16,
            text_anchor="middle",
            font_size=12,
            fill=SOFT,
            class_="soft",
        )
        for i, name in enumerate(data.columns)
    ]
    drawn = _Drawn(max((n for counts in data.cells.values() for n in counts.values()), default=1))
    for r, name in enumerate(data.rows):
        y = top + r * height
        shapes += [_rule(y, width), _name(name, data.links[r], 0, y + height / 2 + 4)]
        for c in range(len(data.columns)):
            drawn.add(data.cells.get((r, c), {}), left + c * cell, y, cell, height)
    return _figure(data, width, top + len(data.rows) * height, [*shapes, *drawn.shapes()], key, "map gap")


def narrow_gap_map(data: Counts, *, key: str) -> Svg:
    """Return the form for a phone: each row's name above its three totals."""
    width, height = 360.0, 58.0
    drawn = _Drawn(max((n for r in range(len(data.rows)) for n in data.total(r).values()), default=1))
    shapes = []
    for r, name in enumerate(data.rows):
        y = r * height
        shapes += [_rule(y, width), _name(name, data.links[r], 0, y + 18, size=13.5)]
        drawn.add(data.total(r), 0, y + 20, width, height - 20)
    return _figure(data, width, len(data.rows) * height, [*shapes, *drawn.shapes()], key, "map gap narrow")


class _Drawn:
    """Collects the marks of all cells, one path for each direction, and their numbers."""

    def __init__(self, largest: int) -> None:
        self.largest = largest
        self.paths: dict[str, list[str]] = {direction: [] for direction in _ORDER}
        self.numbers: list[Svg] = []

    def add(self, counts: Mapping[str, int], x: float, y: float, width: float, height: float) -> None:
        """Draw the counts of one cell side by side."""
        slot_width = width / 3
        most = min(slot_width * 0.3, height * 0.34)
        for slot, direction in enumerate(_ORDER):
            count = counts.get(direction, 0)
            if not count:
                continue
            r = max(2.0, most * math.sqrt(count / self.largest))
            middle = x + (slot + 0.34) * slot_width
            self.paths[direction].append(outline(direction, middle, y + height / 2, r))
            self.numbers.append(element("text", str(count), x=middle + r + 3, y=y + height / 2 + 4))

    def shapes(self) -> list[Svg]:
        """Return the marks and the numbers."""
        marks = [
            look(direction, False, False, element("path", d="".join(path)))
            for direction, path in self.paths.items()
            if path
        ]
        return [*marks, element("g", *self.numbers, font_size=12, fill=INK, class_="ink")]


def _figure(data: Counts, width: float, height: float, shapes: list[Svg], key: str, class_: str) -> Svg:
    paper = element("rect", width=width, height=height, fill="#ffffff", class_="paper")
    return figure(
        width, height, data.title, data.description, paper, *shapes, key=key, class_=class_, role="group"
    )


def _name(text: str, href: str, x: float, y: float, size: float = 13) -> Svg:
    shown = text if len(text) <= 34 else text[:32].rstrip() + "…"
    name = element("text", shown, x=x, y=y, font_size=size, font_weight=600, fill=INK, class_="ink")
    return element("a", element("title", text), name, href=href, tabindex="-1") if href else name


def _two_lines(text: str, x: float) -> Sequence[Svg]:
    words, lines = text.split(), [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + len(word) > 16 and len(lines) < 2:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return [element("tspan", line, x=x, dy=14 if i else 0) for i, line in enumerate(lines)]


def _rule(y: float, width: float) -> Svg:
    return element("line", x1=0, y1=y, x2=width, y2=y, stroke=LINE, class_="line")
