"""Forest plots hold whatever numbers and labels they are given, inside the axis and as XML."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.drawing.axes import (
    Axis,
    Span,
    amount_axis,
    difference_axis,
    ratio_axis,
    share_axis,
    time_axis,
)
from kb.drawing.forest import NARROW, WIDE, Forest, Group, Layout, Line, Row, draw

SVG = "{http://www.w3.org/2000/svg}"
LAYOUTS = [WIDE, NARROW]
HOSTILE = "<script>alert(1)</script>\"'&]]>{{7*7}}\x00\x0b\n\ud800" + "x" * 500


def spans(low: float, high: float) -> st.SearchStrategy[Span]:
    number = st.floats(low, high, allow_nan=False)

    def ordered(values: list[float], known: bool) -> Span:
        first, value, last = sorted(values)
        return Span(value, first, last) if known else Span(value)

    return st.builds(ordered, st.lists(number, min_size=3, max_size=3), st.booleans())


KINDS = [
    (share_axis, spans(0, 100)),
    (ratio_axis, spans(1e-4, 1e4)),
    (difference_axis, spans(-1e9, 1e9)),
    (amount_axis, spans(0, 1e12)),
    (time_axis, spans(0, 1e6)),
]


def row(span: Span | None, i: int = 0, **fields: object) -> Row:
    return Row(f"Study {i}", "a detail", "a figure", span, **fields)  # type: ignore[arg-type]


def plot(axis: Axis, rows: Sequence[Row], **fields: object) -> Forest:
    return Forest("Title", "Description", axis, (Group("Trials", tuple(rows)),), **fields)  # type: ignore[arg-type]


def marks(forest: Forest, layout: Layout) -> list[ET.Element]:
    root = ET.fromstring(draw(forest, layout, key="f"))
    return [e for e in root.iter() if e.get("class") in ("mark", "band", "beyond") or e.tag == f"{SVG}circle"]


def reach(element: ET.Element) -> tuple[float, float]:
    """The leftmost and rightmost place of a mark."""
    if element.tag == f"{SVG}circle":
        return float(element.attrib["cx"]), float(element.attrib["cx"])
    if element.tag == f"{SVG}rect":
        left = float(element.attrib["x"])
        return left, left + float(element.attrib["width"])
    points = [
        float(part.split(" ")[0].split(",")[0]) for part in element.attrib["d"][1:].rstrip("Z").split("L")
    ]
    return min(points[:1]), max(points[:1])


@pytest.mark.parametrize("layout", LAYOUTS, ids=["wide", "narrow"])
@pytest.mark.parametrize("kind", range(len(KINDS)))
@settings(deadline=None)
@given(data=st.data())
def test_every_mark_lies_inside_the_axis(layout: Layout, kind: int, data: st.DataObject) -> None:
    make, numbers = KINDS[kind]
    found = data.draw(st.lists(numbers, min_size=1, max_size=8))
    others = data.draw(st.lists(numbers, min_size=len(found), max_size=len(found)))
    rows = [
        row(
            span,
            i,
            other=other if i % 2 else None,
            n=data.draw(st.none() | st.integers(1, 10**6)),
            diamond=i % 3 == 0,
        )
        for i, (span, other) in enumerate(zip(found, others, strict=True))
    ]
    axis = make([*found, *others], "Axis")
    drawn = marks(plot(axis, rows, stated=(Line("The claim", found[0].value, None),)), layout)
    assert len(drawn) >= len(rows)
    for mark in drawn:
        left, right = reach(mark)
        assert layout.left - 7 <= left <= right <= layout.right + 7


@pytest.mark.parametrize("kind", range(len(KINDS)))
@settings(deadline=None)
@given(data=st.data())
def test_a_greater_number_never_lies_further_left(kind: int, data: st.DataObject) -> None:
    make, numbers = KINDS[kind]
    found = data.draw(st.lists(numbers, min_size=2, max_size=10))
    scale = make(found, "Axis").within(0, 400).scale
    places = [scale.at(value) for value in sorted(span.value for span in found)]
    assert places == sorted(places)
    assert all(0 <= place <= 400 and math.isfinite(place) for place in places)


@pytest.mark.parametrize("kind", range(len(KINDS)))
@settings(deadline=None)
@given(data=st.data())
def test_the_printed_numbers_of_an_axis_rise_and_do_not_touch(kind: int, data: st.DataObject) -> None:
    make, numbers = KINDS[kind]
    axis = make(data.draw(st.lists(numbers, min_size=0, max_size=6)), "Axis").within(14, 346)
    places = [axis.scale.at(value) for value, _ in axis.ticks]
    assert len(places) >= 1
    assert all(b - a > 8 for a, b in pairwise(places))


@pytest.mark.parametrize("layout", LAYOUTS, ids=["wide", "narrow"])
@pytest.mark.parametrize("count", [0, 1, 60])
def test_none_one_and_sixty_findings(layout: Layout, count: int) -> None:
    found = [Span(100 * i / max(1, count - 1), 0, 100) if i % 3 else Span(50.0) for i in range(count)]
    forest = plot(share_axis(found, "Share"), [row(span, i) for i, span in enumerate(found)])
    root = ET.fromstring(draw(forest, layout, key="f"))
    assert sum(e.get("class") == "mark" for e in root.iter()) == count
    assert float(root.attrib["height"]) > count * 30


@pytest.mark.parametrize("layout", LAYOUTS, ids=["wide", "narrow"])
def test_hostile_labels_are_text_and_stay_in_their_line(layout: Layout) -> None:
    hostile = Row(
        HOSTILE, HOSTILE, HOSTILE, Span(50), beside=HOSTILE, interval=HOSTILE, counts="1/2", struck=HOSTILE
    )
    axis = share_axis([Span(50)], HOSTILE)
    line = Line(HOSTILE, 50, 50)
    forest = Forest(
        HOSTILE, HOSTILE, axis, (Group(HOSTILE, (hostile,)),), (line,), line, (HOSTILE,), heading=HOSTILE
    )
    text = draw(forest, layout, key="f")
    root = ET.fromstring(text)
    assert {e.tag.removeprefix(SVG) for e in root.iter()} <= {
        "svg", "g", "title", "desc", "text", "tspan", "line", "rect", "path", "circle",
    }  # fmt: skip
    assert "<script" not in text and "\x00" not in text
    shown = ["".join(e.itertext()) for e in root.iter(f"{SVG}text")]
    assert all(len(one) < 170 for one in shown)


def test_both_arms_are_marked_and_the_interval_that_goes_on_has_an_arrow() -> None:
    rows = [
        row(Span(2.0, 1.5, 3.0), other=Span(1.2)),
        row(Span(2.2, 1.9, 2.5)),
        row(Span(2.0, 0.001, 4000.0)),
    ]
    forest = plot(ratio_axis([r.span for r in rows if r.span], "Ratio"), rows)
    classes = [e.get("class") for e in marks(forest, WIDE)]
    assert classes.count("beyond") == 2
    assert classes.count(None) == 1


def test_what_is_struck_and_what_is_from_memory_can_be_told() -> None:
    rows = [
        row(Span(40.0)),
        row(Span(50.0), struck="retracted"),
        row(Span(60.0), from_memory=True),
        row(None),
    ]
    text = draw(plot(share_axis([Span(50.0)], "Share"), rows), WIDE, key="f")
    assert text.count('text-decoration="line-through"') == 2
    assert "not counted: retracted; a detail" in text
    assert "a detail; from memory" in text
    fills = [e.get("fill") for e in ET.fromstring(text).iter() if e.get("class") == "mark"]
    assert fills == ["#1b2226", "#ffffff", "#ffffff"]


def test_the_claim_is_drawn_across_as_line_or_band() -> None:
    axis = share_axis([Span(50.0)], "Share")

    def bands(*stated: Line) -> int:
        return sum(
            e.get("class") == "band" for e in marks(plot(axis, [row(Span(50.0))], stated=stated), WIDE)
        )

    assert bands(Line("about 70%", 70, 70)) == 0
    assert bands(Line("60 to 80%", 60, 80), Line("at least 90%", 90, None), Line("at most 5%", None, 5)) == 3


def test_an_estimate_of_our_own_has_a_diamond_and_a_thin_line() -> None:
    estimate = row(Span(50.0, 40.0, 60.0), computed=True, prediction=Span(50.0, 20.0, 80.0))
    text = draw(plot(share_axis([Span(50.0)], "Share"), [estimate]), WIDE, key="f")
    (diamond,) = [e for e in ET.fromstring(text).iter() if e.get("class") == "mark"]
    assert diamond.tag == f"{SVG}path" and diamond.get("fill") == "#0b5373"


def test_same_patients_are_bracketed_once_a_pair() -> None:
    rows = [row(Span(10.0 * i), i, cohort=cohort) for i, cohort in enumerate((1, 1, 0, 2, 2, 2))]
    text = draw(plot(share_axis([Span(50.0)], "Share"), rows), WIDE, key="f")
    assert text.count('d="M7 ') == 3


@settings(deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_gives_xml(label: str, detail: str) -> None:
    forest = plot(share_axis([Span(50.0)], label), [Row(label, detail, label, Span(50.0))])
    for layout in LAYOUTS:
        ET.fromstring(draw(forest, layout, key="f"))


def test_the_same_plot_is_the_same_text() -> None:
    forest = plot(share_axis([Span(50.0)], "Share"), [row(Span(50.0))])
    assert draw(forest, WIDE, key="f") == draw(forest, WIDE, key="f")
