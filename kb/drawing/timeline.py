"""
The verdict on a claim through the years: a band for the verdict, evidence above and below it.

What speaks for the claim stands above the band, what speaks against it below, and under that
what decides neither way. Long years without evidence are cut short, and the cut is drawn.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kb.drawing.marks import look, outline, strike, strike_line
from kb.drawing.svg import INK, LINE, SOFT, Svg, element, figure
from kb.drawing.verdicts import colour, css_class, glyph

#: Years without evidence beyond which a stretch is cut, and the width in years that it keeps.
_QUIET, _KEPT = 7, 3.0
_BAND = 34.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """A verdict from the year in which it came."""

    year: int
    verdict: str
    word: str


@dataclass(frozen=True, slots=True)
class Event:
    """An evidence item in the year it came."""

    year: int
    direction: str
    title: str
    href: str
    hollow: bool = False
    fallen: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """The verdicts and the evidence behind them up to the last year shown."""

    title: str
    description: str
    stretches: tuple[Stretch, ...]
    events: tuple[Event, ...]
    last: int


class YearAxis:
    """
    Places years along a line; each is a slot, and long stretches in which nothing came are cut.

    :param years: those in which something came; the first and ``last`` end the axis.
    """

    def __init__(self, years: Sequence[int], last: int, left: float, right: float) -> None:
        kept = sorted({*years, last})
        self.first, self.last = kept[0], kept[-1]
        self._starts: dict[int, float] = {}
        self.cuts: list[tuple[int, int]] = []
        at = 0.0
        for year, following in zip(kept, [*kept[1:], kept[-1] + 1], strict=True):
            quiet = following - year - 1
            self._starts[year] = at
            step = 1.0
            if quiet > _QUIET:
                step = _KEPT / quiet
                self.cuts.append((year, following))
            for missing in range(1, quiet + 1):
                self._starts[year + missing] = at + 1 + (missing - 1) * step
            at += 1 + quiet * step
        self._scale = (right - left) / at
        self._left, self._right = left, right

    @property
    def slot(self) -> float:
        """Width of one year."""
        return self._scale

    def start(self, year: int) -> float:
        """Return where a year begins, held inside the axis."""
        if year > self.last:
            return self._right
        return round(self._left + self._starts.get(max(year, self.first), 0.0) * self._scale, 2)

    def middle(self, year: int) -> float:
        """Return the middle of a year."""
        return round(self.start(year) + self._scale / 2, 2)

    def ticks(self, room: float) -> list[int]:
        """Return the years to print, ``room`` or more apart, round ones and the ends first."""
        inside = [y for y in range(self.first, self.last + 1) if not any(a < y < b for a, b in self.cuts)]
        ends = {self.first, self.last}
        cuts = {year for cut in self.cuts for year in cut}
        chosen: list[int] = []
        for year in sorted(inside, key=lambda y: (y not in ends, y not in cuts, y % 10 != 0, y % 5 != 0, y)):
            if all(abs(self.middle(year) - self.middle(other)) >= room for other in chosen):
                chosen.append(year)
        return sorted(chosen)


@lru_cache(maxsize=1024)
def timeline(data: Timeline, *, key: str, narrow: bool = False) -> Svg:
    """Return the figure; there must be a stretch or an event to draw. Those drawn last are kept."""
    width, left, edge = (360.0, 12.0, 14.0) if narrow else (1120.0, 92.0, 12.0)
    right = width - edge
    axis = YearAxis([e.year for e in data.events] + [s.year for s in data.stretches], data.last, left, right)
    r = min(6.0, max(3.0, axis.slot / 2 - 0.6))
    step = 2 * r + 3
    lanes = {d: _most(data.events, d) for d in ("supports", "contradicts", "inconclusive")}
    band = 10 + lanes["supports"] * step + 8
    below = band + _BAND + 10
    neither = below + lanes["contradicts"] * step + (8 if lanes["contradicts"] else 0)
    foot = neither + lanes["inconclusive"] * step + 6
    height = foot + 26
    shapes = [element("rect", width=width, height=height, fill="#ffffff", class_="paper")]
    shapes += _years(axis, foot, narrow)
    shapes += _band(data, axis, band, right)
    if not narrow:
        names = (
            ("for", band - lanes["supports"] * step / 2 - 6, lanes["supports"]),
            ("verdict", band + _BAND / 2, 1),
            ("against", below + lanes["contradicts"] * step / 2, lanes["contradicts"]),
            ("neither way", neither + lanes["inconclusive"] * step / 2, lanes["inconclusive"]),
        )
        shapes += [_label(name, left - 12, y + 4, "end") for name, y, shown in names if shown]
    starts = {
        "supports": (band - 8 - r, -step), "contradicts": (below + r, step), "inconclusive": (neither + r, step),
    }  # fmt: skip
    shapes += _marks(data.events, axis, starts, r)
    return figure(
        width, height, data.title, data.description, *shapes,
        key=key, class_="timeline narrow" if narrow else "timeline", role="group",
    )  # fmt: skip


def _most(events: Sequence[Event], direction: str) -> int:
    counts: dict[int, int] = defaultdict(int)
    for event in events:
        if _lane(event.direction) == direction:
            counts[event.year] += 1
    return max(counts.values(), default=0)


def _lane(direction: str) -> str:
    return direction if direction in ("supports", "contradicts") else "inconclusive"


def _marks(
    events: Sequence[Event], axis: YearAxis, starts: dict[str, tuple[float, float]], r: float
) -> list[Svg]:
    placed: dict[tuple[str, int], int] = defaultdict(int)
    looks: dict[tuple[str, bool, bool], list[Svg]] = defaultdict(list)
    struck = []
    for event in events:
        lane = _lane(event.direction)
        start, step = starts[lane]
        x, y = axis.middle(event.year), start + step * placed[lane, event.year]
        placed[lane, event.year] += 1
        shape = element("path", d=outline(lane, x, y, r))
        link = element("a", element("title", event.title), shape, href=event.href, tabindex="-1")
        looks[lane, event.hollow, event.fallen].append(link)
        if event.fallen:
            struck.append(strike(x, y, r + 1))
    drawn = [look(*kind, *links) for kind, links in sorted(looks.items())]
    return [*drawn, *([strike_line("".join(struck))] if struck else [])]


def _band(data: Timeline, axis: YearAxis, top: float, right: float) -> list[Svg]:
    shapes = []
    ends = [*(axis.start(s.year) for s in data.stretches[1:]), right]
    for stretch, end in zip(data.stretches, ends, strict=False):
        start = axis.start(stretch.year)
        width = round(end - start, 2)
        middle = top + _BAND / 2
        inside = [element("title", f"{stretch.word} from {stretch.year}")]
        inside.append(
            element(
                "rect",
                x=start,
                y=top,
                width=max(0, width - 1.5),
                height=_BAND,
                rx=3,
                fill=colour(stretch.verdict),
                class_="band",
            )
        )
        if width >= 12:
            inside.append(glyph(stretch.verdict, start + min(16, width / 2), middle, min(22, width)))
        if width >= 34 + 7.6 * len(stretch.word):
            inside.append(
                element(
                    "text",
                    stretch.word,
                    x=start + 30,
                    y=middle + 4.5,
                    font_size=13,
                    font_weight=600,
                    fill="#ffffff",
                    class_="word",
                )
            )
        shapes.append(element("g", *inside, class_=css_class(stretch.verdict)))
    return shapes


def _years(axis: YearAxis, foot: float, narrow: bool) -> list[Svg]:
    shapes = []
    for year in axis.ticks(44 if narrow else 48):
        x = axis.middle(year)
        shapes.append(element("line", x1=x, x2=x, y1=6, y2=foot, stroke=LINE, class_="line"))
        shapes.append(_label(str(year), x, foot + 17, "middle"))
    for before, after in axis.cuts:
        x = (axis.start(before) + axis.slot + axis.start(after)) / 2
        zigzag = f"M{x - 5:.1f} {foot + 16:.1f}l4 -9M{x + 1:.1f} {foot + 16:.1f}l4 -9"
        cut = element("path", d=zigzag, stroke=SOFT, stroke_width=1.4, fill="none", class_="cut")
        shapes.append(element("g", element("title", f"{before} to {after} cut short"), cut))
    return shapes


def _label(text: str, x: float, y: float, anchor: str) -> Svg:
    ink = anchor == "end"
    return element(
        "text", text, x=x, y=y, text_anchor=anchor, font_size=12, fill=INK if ink else SOFT,
        class_="ink" if ink else "soft",
    )  # fmt: skip
