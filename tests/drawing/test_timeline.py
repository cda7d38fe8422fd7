"""The timeline: years in their order, everything inside the frame, hostile labels inert."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.drawing.timeline import Event, Stretch, Timeline, YearAxis, timeline
from tests.drawing.test_evidence_map import NASTY, SVG, places, text

years = st.integers(1900, 2026)
codes = st.sampled_from(
    ["supported", "overstated", "mixed", "contradicted", "unsupported", "of no vocabulary"]
)
directions = st.sampled_from(["supports", "contradicts", "inconclusive", "of no vocabulary"])
events = st.lists(st.builds(Event, years, directions, text, text, st.booleans(), st.booleans()), max_size=25)


@given(
    stretches=st.lists(
        st.builds(Stretch, years, codes, text), min_size=1, max_size=5, unique_by=lambda s: s.year
    ),
    events=events,
    title=text,
    narrow=st.booleans(),
)
@settings(deadline=None, max_examples=60)
def test_every_mark_and_band_is_inside_the_frame(
    stretches: list[Stretch], events: list[Event], title: str, narrow: bool
) -> None:
    ordered = tuple(sorted(stretches, key=lambda s: s.year))
    last = max(2026, *(e.year for e in events)) if events else 2026
    data = Timeline(title, NASTY, ordered, tuple(events), last)
    drawn = timeline(data, key="k", narrow=narrow)
    assert drawn == timeline(data, key="k", narrow=narrow)
    root = ET.fromstring(drawn)
    width, height = (float(part) for part in root.get("viewBox", "").split()[2:])
    assert all(-0.1 <= x <= width and -0.1 <= y <= height for x, y in places(root))
    rects = [r for r in root.iter(f"{SVG}rect") if r.get("class") == "band"]
    assert len(rects) == len(stretches)
    assert all(float(r.get("x", "0")) + float(r.get("width", "0")) <= width for r in rects)
    marks = [g for g in root.iter(f"{SVG}g") if (g.get("class") or "").startswith("mark")]
    assert sum(len(g.findall(f"{SVG}a")) for g in marks) == len(events)
    assert not list(root.iter(f"{SVG}script"))


@given(st.lists(years, min_size=1, max_size=20))
@settings(deadline=None)
def test_later_years_lie_further_right(found: list[int]) -> None:
    axis = YearAxis(found, 2026, 0, 1000)
    starts = [axis.start(year) for year in range(min(found), 2027)]
    assert starts == sorted(starts) and starts[0] == 0
    assert all(0 <= axis.middle(year) <= 1000 for year in found)
    ticks = axis.ticks(40)
    assert axis.first in ticks
    assert all(
        b - a >= 40 for a, b in zip(map(axis.middle, ticks), map(axis.middle, ticks[1:]), strict=False)
    )


@pytest.mark.parametrize(
    ("found", "last", "cuts"),
    [
        ([1970, 2020], 2020, [(1970, 2020)]),
        ([2000, 2007, 2014], 2026, [(2014, 2026)]),
        ([2019], 2026, []),
    ],
)
def test_long_quiet_years_are_cut_and_short_ones_not(
    found: list[int], last: int, cuts: list[tuple[int, int]]
) -> None:
    assert YearAxis(found, last, 0, 100).cuts == cuts


def test_the_verdict_is_said_by_sign_and_word_not_only_by_colour() -> None:
    stretches = (Stretch(2000, "supported", "Supported"), Stretch(2020, "contradicted", "Contradicted"))
    root = ET.fromstring(timeline(Timeline("t", "d", stretches, (), 2026), key="k"))
    words = [t.text for t in root.iter(f"{SVG}text") if t.get("class") == "word"]
    signs = [p.get("d") for p in root.iter(f"{SVG}path") if p.get("class") == "sign"]
    assert words == ["Supported", "Contradicted"] and len(set(signs)) == 2
