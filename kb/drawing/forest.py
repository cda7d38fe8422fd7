"""
A forest plot as plain SVG: what studies found, one line each, and what a claim states across them.

Wide, it is the table-and-plot of journals; narrow, for a phone, every label stands above its own
line. Both are drawn from one :class:`Forest`, which knows nothing of where its numbers come from:

    >>> axis = share_axis([Span(70.8, 50.8, 85.1)], "People who respond")
    >>> row = Row("Murrough 2013", "end of series", "70.8%", Span(70.8, 50.8, 85.1), n=24)
    >>> plot = Forest("Response", "One study.", axis, (Group("Open label", (row,)),))
    >>> draw(plot, WIDE, key="f1")[:4]
    '<svg'

A square is a study's number and grows with n, its line the interval; a hollow circle is the other
arm; a diamond is pooled by a published review (its width the interval). A filled diamond over a
thin line is an estimate computed here with its prediction interval. What is from memory is drawn
hollow, what no longer counts is struck out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from kb.drawing.axes import Span, share_axis
from kb.drawing.forest_marks import Marks
from kb.drawing.forest_parts import Forest, Group, Layout, Line, Row
from kb.drawing.lettering import PAPER, cut, line, text, width_of, wrapped
from kb.drawing.svg import AGAINST, INK, LINE, SOFT, STATED, Svg, element, figure

__all__ = ["NARROW", "WIDE", "Forest", "Group", "Layout", "Line", "Row", "Span", "draw", "share_axis"]


WIDE = Layout(width=900, left=336, right=676, row=37, stacked=False)
NARROW = Layout(width=360, left=14, right=346, row=60, stacked=True)


@lru_cache(maxsize=1024)
def draw(forest: Forest, layout: Layout, *, key: str) -> Svg:
    """
    Return the plot; those drawn last are kept, since what is the same plot is the same text.

    :param key: makes ids unique on a page with several figures.
    """
    return _Drawing(replace(forest, axis=forest.axis.within(layout.left, layout.right)), layout).svg(key)


class _Drawing:
    def __init__(self, forest: Forest, layout: Layout) -> None:
        self.forest = forest
        self.layout = layout
        self.axis = forest.axis
        self.at = forest.axis.scale.at
        self.marks = Marks(forest.axis.scale)
        self.parts: list[Svg] = []
        # What the rows are made of; the same attributes are written once, on the group around them.
        self.words: list[Svg] = []
        self.notes: list[Svg] = []
        self.drawn: list[Svg] = []

    def svg(self, key: str) -> Svg:
        lines = [(stated, STATED) for stated in self.forest.stated]
        if self.forest.bar:
            lines.append((self.forest.bar, SOFT))
        start = 24.0 if self.forest.heading else 0.0
        if start:
            self.parts.append(
                text(
                    12,
                    18,
                    cut(self.forest.heading, self.layout.width - 24, 15),
                    font_size=15,
                    font_weight=650,
                )
            )
        top = start + 16.0 * len(lines) + 10
        bottom = self._rows(top + (0 if self.layout.stacked else 20))
        self._header(top)
        self._grid(top + (4 if self.layout.stacked else 20), bottom)
        for i in range(len(lines)):
            self._across(i, lines, start + 16 * i + 13, top + (4 if self.layout.stacked else 20), bottom)
        notes = element("g", *self.notes, fill=SOFT, font_size=11)
        self.parts += [self._readable(notes, *self.words), *self.drawn]
        end = self._foot(bottom)
        return figure(
            self.layout.width, end, self.forest.title, self.forest.description, *self.parts,
            key=key, class_="figure forest",
        )  # fmt: skip

    def _header(self, y: float) -> None:
        if self.layout.stacked:
            return
        for x, name, anchor in (
            (12, "Study", "start"),
            (312, "n", "end"),
            (700, "Figure (95% interval)", "start"),
        ):
            self.parts.append(text(x, y + 10, name, fill=SOFT, font_size=12, text_anchor=anchor))

    def _grid(self, top: float, bottom: float) -> None:
        grid = "".join(f"M{self.at(value):g} {top:g}V{bottom:g}" for value, _ in self.axis.ticks)
        self.parts.append(element("path", d=grid, fill="none", stroke=LINE))
        if self.axis.no_effect is not None:
            x = self.at(self.axis.no_effect)
            self.parts.append(line(x, top, x, bottom, stroke=INK, stroke_width=1.2))

    def _across(self, i: int, lines: Sequence[tuple[Line, str]], y: float, top: float, bottom: float) -> None:
        mark, colour = lines[i]
        dotted = mark is self.forest.bar
        scale = self.axis.scale
        low = scale.left if mark.low is None else self.at(mark.low)
        high = scale.right if mark.high is None else self.at(mark.high)
        if high > low:
            self.parts.append(
                element(
                    "rect",
                    x=low,
                    y=top,
                    width=high - low,
                    height=bottom - top,
                    fill=colour,
                    fill_opacity=0.1,
                    class_="band",
                )
            )
        ends = [x for x, given in ((low, mark.low), (high, mark.high)) if given is not None]
        for x in dict.fromkeys(ends):
            dash = "2 3" if dotted else None
            self.parts.append(
                line(x, y + 4, x, bottom, stroke=colour, stroke_width=1.6, stroke_dasharray=dash)
            )
        above = [self.at(end) for other, _ in lines[:i] for end in (other.low, other.high) if end is not None]
        x, anchor = self._label_place(ends or [low], above, width_of(mark.label, 12.5))
        room = x if anchor == "end" else self.layout.width - x
        self.parts.append(
            text(
                x,
                y,
                cut(mark.label, room, 12.5),
                fill=colour,
                font_size=12.5,
                font_weight=None if dotted else 650,
                text_anchor=anchor,
            )
        )

    def _label_place(self, ends: Sequence[float], above: Sequence[float], width: float) -> tuple[float, str]:
        """Return where a label stands beside its line: where it fits and no line from above runs through it."""
        places = [(max(ends) - 3, "start"), (min(ends) + 3, "end")]
        if min(ends) > (self.axis.scale.left + self.axis.scale.right) / 2:
            places.reverse()
        # Over its own band, where there is room on neither side.
        places += [(min(ends) - 3, "start"), (max(ends) + 3, "end")]

        def fault(place: tuple[float, str]) -> tuple[bool, int]:
            left, right = (
                (place[0], place[0] + width) if place[1] == "start" else (place[0] - width, place[0])
            )
            return left < 0 or right > self.layout.width, sum(left - 4 < x < right + 4 for x in above)

        return min(places, key=fault)

    def _readable(self, *words: Svg) -> Svg:
        """Return texts that can be read where the lines of the plot run behind them."""
        if not self.layout.stacked:
            return element("g", *words)
        return element(
            "g", *words, stroke=PAPER, stroke_width=4, stroke_linejoin="round", paint_order="stroke"
        )

    def _rows(self, y: float) -> float:
        for group in self.forest.groups:
            self.words.append(text(12, y + 20, cut(group.title, self.layout.width - 24, 13), font_weight=650))
            self.drawn.append(line(12, y + 27, self.layout.width - 12, y + 27, stroke=SOFT, stroke_width=0.8))
            y += 30
            for i, row in enumerate(group.rows):
                self._row(row, y)
                before = group.rows[i - 1].cohort if i else 0
                if row.cohort and row.cohort == before:
                    self.drawn.append(self._bracket(y))
                y += self.layout.row
            y += 6
        return y

    def _bracket(self, y: float) -> Svg:
        first, last = y - self.layout.row + 10, y + 10
        return element("path", d=f"M7 {first:g}H3V{last:g}H7", fill="none", stroke=SOFT, stroke_width=1.4)

    def _row(self, row: Row, y: float) -> None:
        details = "; ".join(filter(None, (row.detail, "from memory" if row.from_memory else "")))
        if row.struck:
            details = f"not counted: {row.struck}" + (f"; {details}" if details else "")
        counts = row.counts or (f"{row.n:,}" if row.n else "")
        figure, interval, beside = cut(row.figure, 196, 13), row.interval, row.beside
        if width_of(figure + interval, 13) > 204:
            beside = "; ".join(filter(None, (interval.strip(), beside)))
            interval = ""
        main: dict[str, str | None] = {
            "fill": SOFT if row.struck else None,
            "text_decoration": "line-through" if row.struck else None,
        }
        warning = AGAINST if row.struck else None
        value = (element("tspan", figure, font_weight=650), interval)
        if self.layout.stacked:
            beside = cut(beside, 190, 11)
            details = "; ".join(filter(None, (counts and f"n = {counts}", details)))
            label = cut(row.label, 328 - width_of(figure + interval, 13), 13)
            self.words += [
                text(12, y + 15, label, **main),
                text(348, y + 15, *value, text_anchor="end", **main),
            ]
            self.notes += [
                text(12, y + 30, cut(details, 328 - width_of(beside, 11), 11), fill=warning),
                text(348, y + 30, beside, text_anchor="end"),
            ]
        else:
            self.words += [
                text(12, y + 16, cut(row.label, 252, 13), **main),
                text(312, y + 16, counts, fill=main["fill"], text_anchor="end"),
                text(700, y + 16, *value, **main),
            ]
            self.notes += [
                text(12, y + 31, cut(details, 312, 11), fill=warning),
                text(700, y + 31, cut(beside, 196, 11)),
            ]
        middle = y + (45 if self.layout.stacked else 18)
        self.drawn += self.marks.of(row, middle, SOFT if row.struck else INK)

    def _foot(self, y: float) -> float:
        scale = self.axis.scale
        ticks = "".join(f"M{self.at(value):g} {y:g}v4" for value, _ in self.axis.ticks)
        self.parts.append(
            element("path", d=f"M{scale.left:g} {y:g}H{scale.right:g}{ticks}", fill="none", stroke=INK)
        )
        names = []
        for value, tick in self.axis.ticks:
            # Figures and the percent sign are wider than letters are on the average.
            half = 0.65 * width_of(tick, 12)
            names.append(text(min(max(self.at(value), half), self.layout.width - half), y + 17, tick))
        self.parts.append(element("g", *names, font_size=12, text_anchor="middle"))
        middle = (scale.left + scale.right) / 2
        y += 35
        self.parts.append(
            text(
                middle,
                y,
                cut(self.axis.title, self.layout.width - 24, 12),
                fill=SOFT,
                font_size=12,
                text_anchor="middle",
            )
        )
        notes = []
        for note in self.forest.notes:
            for part in wrapped(note, self.layout.width - 24, 11):
                y += 16
                notes.append(text(12, y, part))
        self.parts.append(element("g", *notes, fill=SOFT, font_size=11))
        return y + 12
