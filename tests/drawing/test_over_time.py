"""Shares over time: every mark inside its frame, none covering another, hostile labels inert."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.drawing.over_time import KINDS, OverTime, Share, over_time, over_time_narrow, shape, spread
from tests.drawing.test_evidence_map import NASTY, SVG, places, text

percent = st.floats(0, 100, allow_nan=False)
hours = st.floats(0.5, 5000, allow_nan=False)


@st.composite
def shares(draw: st.DrawFn) -> OverTime:
    drawn = []
    lanes = ["a dose", "the first dose of a series", NASTY]
    for number in range(1, draw(st.integers(1, 14)) + 1):
        low = draw(hours)
        interval = draw(st.none() | st.tuples(percent, percent).map(lambda pair: (min(pair), max(pair))))
        drawn.append(
            Share(
                number,
                draw(st.sampled_from(lanes)),
                low,
                low * draw(st.sampled_from([1, 2])),
                draw(percent),
                interval,
                draw(st.sampled_from([*KINDS, "other"])),
                draw(text),
                draw(text),
                draw(text),
                draw(text),
            )
        )
    return OverTime(
        draw(text), draw(text), tuple(sorted(drawn, key=lambda s: (lanes.index(s.lane), s.low, s.high)))
    )


@given(data=shares(), narrow=st.booleans())
@settings(deadline=None, max_examples=60)
def test_every_share_is_drawn_inside_the_frame(data: OverTime, narrow: bool) -> None:
    draw = over_time_narrow if narrow else over_time
    drawn = draw(data, key="k")
    assert drawn == draw(data, key="k")
    root = ET.fromstring(drawn)
    width, height = (float(part) for part in root.get("viewBox", "").split()[2:])
    assert all(-20 <= x <= width + 20 and -12 <= y <= height for x, y in places(root))
    numbers = [t.text for t in root.iter(f"{SVG}text") if (t.get("class") or "").startswith("count")]
    assert sorted(map(str, numbers)) == sorted(str(s.number) for s in data.shares)
    assert not list(root.iter(f"{SVG}script"))


@given(st.lists(st.tuples(st.floats(0, 1000), st.floats(1, 50)), min_size=1, max_size=20))
@settings(deadline=None)
def test_blocks_cover_neither_each_other_nor_the_edge_and_keep_their_order(
    found: list[tuple[float, float]],
) -> None:
    ordered = sorted(found)
    wanted, widths = [p for p, _ in ordered], [w for _, w in ordered]
    moved = spread(wanted, widths, 0, 1000)
    for (a, wa), (b, wb) in pairwise(zip(moved, widths, strict=True)):
        assert b - a >= (wa + wb) / 2 - 0.02
    assert moved[0] >= widths[0] / 2 - 0.01 and moved[-1] <= 1000 - widths[-1] / 2 + 0.01
    free = all(b - a >= (wa + wb) / 2 for (a, wa), (b, wb) in pairwise(ordered))
    if free and wanted[0] >= widths[0] / 2 and wanted[-1] <= 1000 - widths[-1] / 2:
        assert moved == pytest.approx(wanted, abs=0.01)


def test_each_kind_of_arm_has_its_own_form_and_colour() -> None:
    forms = {}
    for kind in KINDS:
        arm = ET.fromstring(shape(kind, 7, 50, 50)).find("g")
        assert arm is not None
        form = arm[0]
        outline = form.get("d", "").count("l")
        forms[kind] = (form.tag, outline, arm.get("fill") == "#ffffff"), arm.get("stroke")
    assert (
        len({form for form, _ in forms.values()})
        == len({colour for _, colour in forms.values()})
        == len(KINDS)
    )
