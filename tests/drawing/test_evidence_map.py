"""The evidence map: everything inside its frame, the same text for the same numbers, hostile labels inert."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.drawing.evidence_map import Band, Line, Map, Mark, narrow_map, topic_map, whole_map
from kb.drawing.gap_map import Counts, gap_map, narrow_gap_map
from kb.drawing.svg import Svg

SVG = "{http://www.w3.org/2000/svg}"
DRAWINGS: list[Callable[..., Svg]] = [whole_map, topic_map, narrow_map]
NASTY = "<script>alert(1)</script>\"'{{7*7}}]]>\x00\n&"
text = st.text(max_size=60) | st.just(NASTY)
lines = st.builds(Line, text, text, text, st.booleans())
bands = st.lists(
    st.builds(Band, text, st.lists(lines, min_size=1, max_size=6).map(tuple), text), min_size=1, max_size=4
)


@st.composite
def maps(draw: st.DrawFn) -> Map:
    rows, columns = tuple(draw(bands)), tuple(draw(bands))
    row = st.integers(0, sum(len(b.lines) for b in rows) - 1)
    column = st.integers(0, sum(len(b.lines) for b in columns) - 1)
    direction = st.sampled_from(["supports", "contradicts", "inconclusive", "of no vocabulary"])
    mark = st.builds(Mark, row, column, direction, text, st.booleans(), st.booleans())
    return Map(draw(text), draw(text), rows, columns, tuple(draw(st.lists(mark, max_size=12))))


def places(root: ET.Element) -> list[tuple[float, float]]:
    """Return the points at which the figure's marks and areas start."""
    found = [
        m
        for path in root.iter(f"{SVG}path")
        for m in re.findall(r"M(-?[\d.]+) (-?[\d.]+)", path.get("d", ""))
    ]
    found += [(r.get("x", "0"), r.get("y", "0")) for r in root.iter(f"{SVG}rect")]
    return [(float(x), float(y)) for x, y in found]


@pytest.mark.parametrize("draw", DRAWINGS)
@given(data=maps())
@settings(deadline=None, max_examples=40)
def test_a_map_is_whole_inside_its_frame_and_inert(draw: Callable[..., Svg], data: Map) -> None:
    drawn = draw(data, key="k")
    assert drawn == draw(data, key="k")
    root = ET.fromstring(drawn)
    width, height = (float(part) for part in root.get("viewBox", "").split()[2:])
    assert all(-1 <= x <= width + 1 and -1 <= y <= height + 1 for x, y in places(root))
    assert {element.tag for element in root.iter()} <= {
        SVG + name for name in ("svg", "title", "desc", "g", "a", "path", "rect", "line", "text", "tspan")
    }
    assert not any(name.startswith("on") or name == "style" for e in root.iter() for name in e.attrib)
    struck = sum(m.fallen for m in data.marks)
    lines_through = [p for p in root.iter(f"{SVG}path") if p.get("class") == "strike"]
    assert sum(p.get("d", "").count("M") for p in lines_through) == struck


def test_direction_is_said_by_shape_and_by_colour() -> None:
    rows = (Band("Topic", (Line("A claim", "/claim/a"),)),)
    columns = (Band("Trials", tuple(Line(f"Study {i}", f"/publication/{i}") for i in range(3))),)
    directions = ("supports", "contradicts", "inconclusive")
    marks = tuple(Mark(0, i, d, f"Study {i}: {d}") for i, d in enumerate(directions))
    root = ET.fromstring(topic_map(Map("t", "d", rows, columns, marks), key="k"))
    groups = {g.get("class"): g for g in root.iter(f"{SVG}g") if (g.get("class") or "").startswith("mark")}
    shapes = {
        name: re.sub(r"[\d.\- ]+", "", g.find(f".//{SVG}path").get("d", "")) for name, g in groups.items()
    }  # type: ignore[union-attr]
    assert len({g.get("fill") for g in groups.values()}) == 3
    assert len(groups) == 3 and shapes["mark supports"] != shapes["mark inconclusive"]
    links = {a.get("href") for a in root.iter(f"{SVG}a")}
    assert links == {"/claim/a", "/publication/0", "/publication/1", "/publication/2"}


@pytest.mark.parametrize("draw", [gap_map, narrow_gap_map])
@given(
    names=st.lists(text, min_size=1, max_size=5),
    columns=st.lists(text, min_size=1, max_size=7),
    counts=st.lists(st.integers(0, 400), min_size=3, max_size=3),
)
@settings(deadline=None, max_examples=40)
def test_the_overview_prints_every_number_inside_its_frame(
    draw: Callable[..., Svg], names: list[str], columns: list[str], counts: list[int]
) -> None:
    cell = dict(zip(("supports", "contradicts", "inconclusive"), counts, strict=True))
    cells = {(r, c): cell for r in range(len(names)) for c in range(len(columns))}
    data = Counts(NASTY, NASTY, tuple(names), ("/map/x",) * len(names), tuple(columns), cells)
    root = ET.fromstring(draw(data, key="k"))
    width, height = (float(part) for part in root.get("viewBox", "").split()[2:])
    assert all(0 <= x <= width and 0 <= y <= height for x, y in places(root))
    printed = [t.text for g in root.iter(f"{SVG}g") if g.get("class") == "ink" for t in g.iter(f"{SVG}text")]
    times = len(columns) if draw is gap_map else 1
    scale = 1 if draw is gap_map else len(columns)
    assert printed == [str(n * scale) for n in counts if n] * len(names) * times
