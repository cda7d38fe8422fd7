"""
The evidence map: claims against publications, a mark where one bears on the other.

Three forms of it. The whole map is drawn small, a texture in which bands of rows and columns
are named and every row and column is a link. The map of one topic is drawn large, with every
claim and publication named. The narrow one is the same for a phone: each claim above its strip.
"""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kb.drawing.marks import look, outline, strike, strike_line
from kb.drawing.svg import INK, LINE, SOFT, WASH, Svg, element, figure

_GAP = 7.0


@dataclass(frozen=True, slots=True)
class Line:
    """A row or column: what it is called and where its page is."""

    label: str
    href: str
    #: The whole name, where the label is short.
    title: str = ""
    #: Whether it no longer stands, and is struck out.
    fallen: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """Neighbouring rows or columns under one name."""

    label: str
    lines: tuple[Line, ...]
    href: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """What the publication of a column says of the claim of a row; rows and columns count from 0."""

    row: int
    column: int
    direction: str
    title: str
    hollow: bool = False
    fallen: bool = False


@dataclass(frozen=True, slots=True)
class Map:
    """Bands of rows and of columns, the marks between them, and the words for a reader who cannot see it."""

    title: str
    description: str
    rows: tuple[Band, ...]
    columns: tuple[Band, ...]
    marks: tuple[Mark, ...]


def whole_map(data: Map, *, key: str, width: float = 1120) -> Svg:
    """Return the whole map, small: bands are named, rows and columns are links."""
    left, top = 192.0, 112.0
    count = sum(len(band.lines) for band in data.columns)
    cell = min(14.0, (width - left - 8 - _GAP * len(data.columns)) / max(1, count))
    across = _places(data.columns, left, cell)
    down = _places(data.rows, top, cell)
    bottom, right = _end(down, top, cell), _end(across, left, cell)
    shapes: list[Svg] = []
    for band, start, stop in _spans(data.rows, down, cell):
        shapes.append(_wash(left, start, right - left, stop - start))
        name = element(
            "text", *_lines(band.label, 22, 2, left - 8), x=left - 8, y=(start + stop) / 2 + 1,
            text_anchor="end", font_size=11.5, font_weight=600, fill=INK, class_="ink",
        )  # fmt: skip
        shapes.append(_link(band.href, band.label, name))
    for band, start, _ in _spans(data.columns, across, cell):
        shapes.append(_rule(start - _GAP / 2, top - 4, start - _GAP / 2, bottom))
        shapes.append(
            element(
                "text",
                band.label,
                transform=f"translate({start + 4:.1f} {top - 8:.0f}) rotate(-38)",
                font_size=11,
                fill=SOFT,
                class_="soft",
            )
        )
    half = cell / 2
    rows = [
        _link(line.href, _fit(line.label, 70, 1), _area(left, y, right - left, cell))
        for line, y in zip(_flat(data.rows), down, strict=True)
    ]
    heads = [
        _link(line.href, line.label, _area(x, top - 16, cell, 16), _area(x + half - 1, top - 5, 2, 4, "tick"))
        for line, x in zip(_flat(data.columns), across, strict=True)
    ]
    shapes.append(element("g", *rows, *heads, class_="catch", fill="none", pointer_events="all"))
    shapes += _grouped(data.marks, across, down, half, min(half - 0.2, 5))
    return figure(
        width, bottom + 6, data.title, data.description, *_paper(width, bottom + 6), *shapes,
        key=key, class_="map whole", role="group",
    )  # fmt: skip


def topic_map(data: Map, *, key: str) -> Svg:
    """Return the map of a few dozen claims with every row, column and mark a link of its own."""
    left, top, row = 348.0, 168.0, 34.0
    count = sum(len(band.lines) for band in data.columns)
    cell = max(14.0, min(30.0, (1120 - left - _GAP * len(data.columns)) / max(1, count)))
    across = _places(data.columns, left, cell)
    down = _places(data.rows, top + 26, row, gap=26)
    bottom, right = _end(down, top, row), max(_end(across, left, cell), 1112.0)
    shapes: list[Svg] = []
    for band, start, _ in _spans(data.rows, down, row):
        shapes.append(_heading(band.label, 0, start - 8))
        shapes.append(_rule(0, start - 1, right, start - 1))
    for band, start, stop in _spans(data.columns, across, cell):
        shapes.append(_wash(start, top, stop - start, bottom - top))
        if stop - start > 60:
            shapes.append(_heading(_fit(band.label, stop - start, 6.4), start, top + 14, soft=True))
    rules = "".join(f"M0 {y - 0.5:.1f}H{right:.1f}" for y in down)
    shapes.append(element("path", d=rules, stroke=LINE, class_="line"))
    for line, y in zip(_flat(data.rows), down, strict=True):
        text = element(
            "text",
            *_lines(line.label, 47, 2, 0, 14),
            x=0,
            y=y + row / 2 + 4,
            font_size=12,
            fill=INK,
            class_="ink",
        )
        shapes.append(_link(line.href, line.title or line.label, text))
    for line, x in zip(_flat(data.columns), across, strict=True):
        upright = f"translate({x + cell / 2 + 4:.1f} {top - 6:.0f}) rotate(-90)"
        name = element(
            "text", _fit(line.label, 162, 6.9), transform=upright,
            font_size=11.5, fill=INK, class_="ink", text_decoration="line-through" if line.fallen else None,
        )  # fmt: skip
        shapes.append(_link(line.href, line.title or line.label, name))
    shapes += _single(data, across, down, cell / 2, row / 2, min(cell / 2 - 1.5, 7))
    return figure(
        right, bottom + 6, data.title, data.description, *_paper(right, bottom + 6), *shapes,
        key=key, class_="map", role="group",
    )  # fmt: skip


def narrow_map(data: Map, *, key: str) -> Svg:
    """Return the map for a phone: each claim above the strip of its marks, columns in the same order."""
    width, gap, strip = 360.0, 3.0, 14.0
    count = sum(len(band.lines) for band in data.columns)
    cell = min(14.0, (width - gap * len(data.columns)) / max(1, count))
    across = _places(data.columns, 0, cell, gap=gap)
    spans = _spans(data.columns, across, cell)
    shapes: list[Svg] = []
    washes: list[str] = []
    down: list[float] = []
    y = 0.0
    for band in data.rows:
        shapes.append(_heading(band.label, 0, y + 20))
        y += 28
        for line in band.lines:
            words = _lines(line.label, 50, 3, 0, 15)
            text = element(
                "text", *words, x=0, y=y + 14 + 7.5 * (len(words) - 1), font_size=12.5, fill=INK, class_="ink"
            )
            shapes.append(element("a", text, href=line.href, tabindex="-1"))
            y += 15 * len(words) + 4
            washes += [_area_path(a, y, b - a, strip) for _, a, b in spans]
            down.append(y)
            y += strip + 9
    shapes.append(element("path", d="".join(washes), fill=WASH, class_="wash"))
    shapes += _grouped(data.marks, across, down, cell / 2, min(cell / 2, 5.5), down_half=strip / 2)
    return figure(
        width, y, data.title, data.description, *_paper(width, y), *shapes,
        key=key, class_="map narrow", role="group",
    )  # fmt: skip


def _places(bands: Sequence[Band], start: float, size: float, gap: float = _GAP) -> list[float]:
    places = []
    for band in bands:
        for _ in band.lines:
            places.append(round(start, 2))
            start += size
        start += gap
    return places


def _spans(bands: Sequence[Band], places: Sequence[float], size: float) -> list[tuple[Band, float, float]]:
    spans, first = [], 0
    for band in bands:
        if band.lines:
            last = first + len(band.lines) - 1
            spans.append((band, places[first], places[last] + size))
            first = last + 1
    return spans


def _flat(bands: Sequence[Band]) -> list[Line]:
    return [line for band in bands for line in band.lines]


def _end(places: Sequence[float], start: float, size: float) -> float:
    return (places[-1] if places else start) + size


def _grouped(
    marks: Sequence[Mark],
    across: Sequence[float],
    down: Sequence[float],
    half: float,
    r: float,
    down_half: float | None = None,
) -> list[Svg]:
    """Return many marks as a few paths, one for each look: the lightest way to draw hundreds."""
    paths: dict[tuple[str, bool, bool], list[str]] = defaultdict(list)
    struck = []
    for m in marks:
        x, y = across[m.column] + half, down[m.row] + (half if down_half is None else down_half)
        paths[m.direction, m.hollow, m.fallen].append(outline(m.direction, x, y, r - 0.5))
        if m.fallen:
            struck.append(strike(x, y, r))
    drawn = [look(*kind, element("path", d="".join(path))) for kind, path in sorted(paths.items())]
    shapes = [element("g", *drawn, pointer_events="none")]
    return [*shapes, *([strike_line("".join(struck))] if struck else [])]


def _single(
    data: Map, across: Sequence[float], down: Sequence[float], half: float, middle: float, r: float
) -> list[Svg]:
    """Return each mark as a link to its claim; two in one cell stand one above the other."""
    rows = _flat(data.rows)
    cells: dict[tuple[int, int], list[Mark]] = defaultdict(list)
    for m in data.marks:
        cells[m.row, m.column].append(m)
    looks: dict[tuple[str, bool, bool], list[Svg]] = defaultdict(list)
    struck = []
    for (row, column), here in sorted(cells.items()):
        step = min(2 * r + 1, 2 * middle / len(here))
        size = min(r, step / 2 + 1)
        for index, m in enumerate(here):
            x = across[column] + half
            y = down[row] + middle + (index - (len(here) - 1) / 2) * step
            shape = element("path", d=outline(m.direction, x, y, size))
            looks[m.direction, m.hollow, m.fallen].append(_link(rows[row].href, m.title, shape))
            if m.fallen:
                struck.append(strike(x, y, size + 1))
    drawn = [look(*kind, *links) for kind, links in sorted(looks.items())]
    return [*drawn, *([strike_line("".join(struck))] if struck else [])]


def _link(href: str, title: str, *children: Svg) -> Svg:
    """Return a link out of the tab order: the table beside the figure holds the same links."""
    if not href:
        return element("g", element("title", title), *children)
    return element("a", element("title", title), *children, href=href, tabindex="-1")


def _lines(text: str, width: int, most: int, x: float, height: float = 13) -> list[Svg]:
    """Return ``text`` as lines around the height given to the text element."""
    lines = textwrap.wrap(text, width, max_lines=most, placeholder=" …") or [""]
    first = -height * (len(lines) - 1) / 2
    return [
        element("tspan", line, x=x, dy=first if index == 0 else height) for index, line in enumerate(lines)
    ]


def _fit(text: str, room: float, per_letter: float) -> str:
    most = max(1, int(room / per_letter))
    return text if len(text) <= most else text[: max(1, most - 1)].rstrip() + "…"


def _heading(text: str, x: float, y: float, soft: bool = False) -> Svg:
    if soft:
        return element("text", text, x=x + 2, y=y, font_size=10.5, fill=SOFT, class_="soft")
    return element("text", text, x=x, y=y, font_size=13, font_weight=700, fill=INK, class_="ink")


def _wash(x: float, y: float, width: float, height: float) -> Svg:
    return element("rect", x=x, y=y, width=width, height=height, fill=WASH, class_="wash")


def _rule(x1: float, y1: float, x2: float, y2: float) -> Svg:
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=LINE, class_="line")


def _area(x: float, y: float, width: float, height: float, class_: str | None = None) -> Svg:
    """Return a rectangle as a path, which is shorter; ``tick`` is drawn, others only catch the pointer."""
    return element("path", d=_area_path(x, y, width, height), class_=class_, fill=SOFT if class_ else None)


def _area_path(x: float, y: float, width: float, height: float) -> str:
    return f"M{x:.1f} {y:.1f}h{width:.1f}v{height:.1f}h-{width:.1f}z"


def _paper(width: float, height: float) -> list[Svg]:
    return [element("rect", width=width, height=height, fill="#ffffff", class_="paper")]
