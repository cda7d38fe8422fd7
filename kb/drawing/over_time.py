"""
Shares of people over time: a lane for each day from which the time is counted.

Time runs from minutes to months on a logarithmic axis. Points of one time stand side by side;
lines join only points of one study's same arm. The narrow form, for a phone, is a list that runs
down in time, each share on a line of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from kb.drawing.scale import Scale
from kb.drawing.svg import INK, LINE, SOFT, WASH, Svg, element, figure

#: Kinds of arm: their colour where the figure stands alone, and the class that repaints it.
KINDS: Final = {
    "with a control arm": ("#0b5373", "k-controlled"),
    "comparator": ("#4a555c", "k-comparator"),
    "no control arm": ("#8f4f00", "k-open"),
    "pooled": ("#5a4a9c", "k-pooled"),
    "of responders": ("#1c6b45", "k-kept"),
}
_TICKS: Final = (
    (40 / 60, "40 min"), (2.0, "2 h"), (6.0, "6 h"), (24.0, "1 day"), (72.0, "3 days"), (168.0, "1 week"),
    (336.0, "2 weeks"), (672.0, "4 weeks"), (1461.0, "2 months"), (4383.0, "6 months"),
)  # fmt: skip
_R = 8.5
_STEP = 2 * _R + 3


@dataclass(frozen=True, slots=True)
class Share:
    """One arm's share in percent, at a time in hours; ``series`` joins points of one study's same arm."""

    number: int
    lane: str
    low: float
    high: float
    value: float
    interval: tuple[float, float] | None
    kind: str
    label: str
    detail: str
    href: str
    series: str


@dataclass(frozen=True, slots=True)
class OverTime:
    """The shares of one outcome, in the order of their numbers."""

    title: str
    description: str
    shares: tuple[Share, ...]


def spread(places: Sequence[float], widths: Sequence[float], left: float, right: float) -> list[float]:
    """
    Return the middles of blocks moved apart so that none covers another, as little as can be.

    Their order is kept, and they stay between ``left`` and ``right``; there must be room for all.

    >>> spread([10, 10, 50], [4, 4, 4], 0, 60), spread([10, 10, 50], [4, 4, 4], 9, 51)
    ([8.0, 12.0, 50.0], [11.0, 15.0, 49.0])
    """
    offsets = [0.0]
    for one, other in pairwise(widths):
        offsets.append(offsets[-1] + (one + other) / 2)
    blocks: list[tuple[float, int]] = []
    for place, offset in zip(places, offsets, strict=True):
        blocks.append((place - offset, 1))
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            last = blocks.pop()
            blocks[-1] = (blocks[-1][0] + last[0], blocks[-1][1] + last[1])
    flat = [total / count for total, count in blocks for _ in range(count)]
    low, high = left + widths[0] / 2, right - widths[-1] / 2 - offsets[-1]
    return [
        round(max(low, min(high, place)) + offset, 2) for place, offset in zip(flat, offsets, strict=True)
    ]


def over_time(data: OverTime, *, key: str) -> Svg:
    """Return the wide figure: a lane below the other, time to the right, the share upwards."""
    width, left, right, tall, head = 1120.0, 54.0, 1104.0, 264.0, 50.0
    time = Scale(_TICKS[0][0], _TICKS[-1][0], left + 14, right - 14, logarithmic=True)
    lanes = [(name, list(group)) for name, group in groupby(data.shares, key=lambda s: s.lane)]
    height = len(lanes) * (tall + head) + 50
    shapes = [_paper(width, height)]
    for index, (name, shares) in enumerate(lanes):
        top = index * (tall + head) + head
        share = Scale(0, 100, top + tall, top)
        shapes.append(_text(f"Counted from {name}", left - 40, top - 14, 13.5, bold=True))
        shapes += _grid(time, share, left, right)
        shapes += _lane(shares, time, share)
    for hours, label in _TICKS:
        shapes.append(_text(label, time.at(hours), height - 14, 12, anchor="middle", soft=True))
    return figure(
        width, height, data.title, data.description, *shapes, key=key, class_="over-time", role="group"
    )


def over_time_narrow(data: OverTime, *, key: str) -> Svg:
    """Return the list for a phone: downwards in time, the share to the right."""
    width, row = 360.0, 46.0
    share = Scale(0, 100, 30, 346)
    shapes: list[Svg] = []
    y = 0.0
    for lane, shares in groupby(data.shares, key=lambda s: s.lane):
        shapes.append(_text(f"Counted from {lane}", 0, y + 22, 13.5, bold=True))
        y += 32
        for when, group in groupby(shares, key=lambda s: (s.low, s.high)):
            shapes.append(_text(span_text(*when), 0, y + 16, 13, soft=True))
            y += 24
            for item in group:
                shapes += _row(item, share, y)
                y += row
        y += 12
    for percent in (0, 50, 100):
        shapes.append(_text(f"{percent}%", share.at(percent), y + 4, 11.5, anchor="middle", soft=True))
    height = y + 14
    return figure(
        width, height, data.title, data.description, _paper(width, height), *shapes,
        key=key, class_="over-time narrow", role="group",
    )  # fmt: skip


def span_text(low: float, high: float) -> str:
    """
    Return a time in hours as people say it.

    >>> span_text(24, 24), span_text(20, 36), span_text(336, 744), span_text(1344, 1344)
    ('1 day', '20 to 36 hours', '14 to 31 days', '8 weeks')
    """
    for size, name in ((168.0, "week"), (24.0, "day"), (1.0, "hour"), (1 / 60, "minute")):
        first, last = low / size, high / size
        if abs(first - round(first)) < 1e-6 and abs(last - round(last)) < 1e-6 and not (first == 0 == last):
            number = f"{round(first)}" if low == high else f"{round(first)} to {round(last)}"
            return f"{number} {name}" + ("" if round(last) == 1 else "s")
    return f"{low:.1f} to {high:.1f} hours"


def shape(kind: str, number: int, x: float, y: float, r: float = _R) -> Svg:
    """Return the mark of an arm with its number: a form and a colour for each kind."""
    colour, class_ = KINDS.get(kind, KINDS["no control arm"])
    hollow = kind in ("comparator", "of responders")
    if kind in ("with a control arm", "of responders"):
        form = element("circle", cx=x, cy=y, r=r)
    elif kind == "comparator":
        form = element("rect", x=x - r + 0.8, y=y - r + 0.8, width=2 * r - 1.6, height=2 * r - 1.6)
    elif kind == "pooled":
        a = r + 2
        form = element("path", d=f"M{x:.1f} {y - a:.1f}l{a} {a}l-{a} {a}l-{a} -{a}z")
    else:
        form = element("path", d=f"M{x:.1f} {y - r - 3:.1f}l{r + 3} {2 * r + 2}h-{2 * r + 6}z")
    fill, look = ("#ffffff", " hollow") if hollow else (colour, "")
    low = 2.2 if kind == "no control arm" else 0.0
    count = element(
        "text", str(number), x=x, y=y + 3.6 + low, text_anchor="middle", font_size=10, font_weight=700,
        fill=colour if hollow else "#ffffff", class_=f"count {class_}{look}",
    )  # fmt: skip
    arm = element("g", form, fill=fill, stroke=colour, stroke_width=1.6, class_=f"arm {class_}{look}")
    return element("g", arm, count)


def _lane(shares: Sequence[Share], time: Scale, scale: Scale) -> list[Svg]:
    """Return the points of a lane in a band for each time, and the lines between points of one arm."""
    ordered = sorted(shares, key=lambda s: ((s.low * s.high) ** 0.5, s.low, s.number))
    groups = [list(group) for _, group in groupby(ordered, key=lambda s: (s.low, s.high))]
    names = [span_text(group[0].low, group[0].high) for group in groups]
    widths = [max(len(g) * _STEP + 6, 6.1 * len(name) + 10) for g, name in zip(groups, names, strict=True)]
    room = time.right - time.left + 2 * _R
    crowding = min(1.0, room / sum(widths))
    widths = [width * crowding for width in widths]
    middles = [time.at((group[0].low * group[0].high) ** 0.5) for group in groups]
    placed = spread(middles, widths, time.left - _R, time.right + _R)
    shapes: list[Svg] = []
    at: dict[int, float] = {}
    for group, name, width, middle in zip(groups, names, widths, placed, strict=True):
        top, foot = scale.at(100), scale.at(0)
        shapes.append(
            element(
                "rect",
                x=middle - width / 2 + 1,
                y=top,
                width=width - 2,
                height=foot - top,
                fill=WASH,
                class_="wash",
            )
        )
        shapes.append(_text(name, middle, foot + 13, 10.5, anchor="middle", soft=True))
        for index, share in enumerate(group):
            at[share.number] = middle + (index - (len(group) - 1) / 2) * _STEP * crowding
    by_series = sorted(shares, key=lambda s: (s.series, s.low))
    for _, same in groupby(by_series, key=lambda s: s.series):
        arm = list(same)
        if len(arm) > 1 and len({s.low for s in arm}) == len(arm):
            d = "M" + "L".join(f"{at[s.number]:.1f} {scale.at(s.value):.1f}" for s in arm)
            shapes.append(element("path", d=d, fill="none", stroke=SOFT, stroke_width=1.5, class_="join"))
    return [*shapes, *(_point(share, at[share.number], scale) for share in shares)]


def _point(share: Share, x: float, scale: Scale) -> Svg:
    y = scale.at(share.value)
    inside = [element("title", f"{share.number}. {share.label}: {share.detail}")]
    if share.interval:
        low, high = (scale.at(end) for end in share.interval)
        path = f"M{x:.1f} {low:.1f}V{high:.1f}M{x - 4:.1f} {low:.1f}h8M{x - 4:.1f} {high:.1f}h8"
        inside.append(_whisker(path, share.kind))
    return element("a", *inside, shape(share.kind, share.number, x, y), href=share.href, tabindex="-1")


def _row(item: Share, scale: Scale, y: float) -> list[Svg]:
    middle = y + 30
    label = item.label if len(item.label) <= 46 else item.label[:44].rstrip() + "…"
    inside = [
        element("title", f"{item.label}: {item.detail}"),
        _text(label, 30, y + 14, 12.5),
        element("line", x1=scale.at(0), x2=scale.at(100), y1=middle, y2=middle, stroke=LINE, class_="line"),
    ]
    if item.interval:
        low, high = (scale.at(end) for end in item.interval)
        inside.append(_whisker(f"M{low:.1f} {middle:.1f}H{high:.1f}", item.kind))
    inside.append(shape(item.kind, item.number, scale.at(item.value), middle, 8))
    return [element("a", *inside, href=item.href, tabindex="-1")]


def _grid(time: Scale, share: Scale, left: float, right: float) -> list[Svg]:
    shapes = []
    for hours, _ in _TICKS:
        x = time.at(hours)
        shapes.append(
            element("line", x1=x, x2=x, y1=share.at(100), y2=share.at(0), stroke=LINE, class_="line")
        )
    for percent in (0, 25, 50, 75, 100):
        y = share.at(percent)
        shapes.append(element("line", x1=left, x2=right, y1=y, y2=y, stroke=LINE, class_="line"))
        shapes.append(_text(f"{percent}%", left - 8, y + 4, 11.5, anchor="end", soft=True))
    return shapes


def _whisker(path: str, kind: str) -> Svg:
    colour, class_ = KINDS.get(kind, KINDS["no control arm"])
    return element("path", d=path, fill="none", stroke=colour, stroke_width=1.6, class_=f"whisker {class_}")


def _text(
    text: str,
    x: float,
    y: float,
    size: float,
    *,
    anchor: str | None = None,
    soft: bool = False,
    bold: bool = False,
) -> Svg:
    return element(
        "text", text, x=x, y=y, font_size=size, text_anchor=anchor, font_weight=700 if bold else None,
        fill=SOFT if soft else INK, class_="soft" if soft else "ink",
    )  # fmt: skip


def _paper(width: float, height: float) -> Svg:
    return element("rect", width=width, height=height, fill="#ffffff", class_="paper")
