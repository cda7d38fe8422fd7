"""Every time point in the shipped findings: placed where the words leave no doubt, else refused with a reason."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.evidence.time_points import CountedFrom, NoTimePoint, TimePoint, read_time, time_point
from kb.library import Library
from kb.project import Project
from kb.vocabulary import Window
from tests.conftest import ROOT

DOSE, FIRST, LAST = CountedFrom.DOSE, CountedFrom.FIRST_DOSE, CountedFrom.LAST_DOSE
W = Window
#: What the words of each shipped time point mean: from when, and days; None where they place nothing.
SHIPPED: dict[tuple[str | None, Window], tuple[CountedFrom, float, float] | None] = {
    ("24 hours", W.DAY_1): (DOSE, 1, 1),
    ("24 hours after one dose", W.DAY_1): (DOSE, 1, 1),
    ("24 hours after one infusion", W.DAY_1): (DOSE, 1, 1),
    ("24 hours after the first dose", W.DAY_1): (DOSE, 1, 1),
    ("about day 1, when the effect was largest", W.DAY_1): None,
    ("after one infusion", W.DAY_1): None,
    ("day 1", W.DAY_1): (DOSE, 1, 1),
    ("day 1 after one infusion", W.DAY_1): (DOSE, 1, 1),
    ("the day after one infusion", W.DAY_1): (DOSE, 1, 1),
    (None, W.DAY_1): (DOSE, 20 / 24, 1.5),
    (None, W.DURING): None,
    ("on each of ten days", W.DURING): None,
    (None, W.END_OF_SERIES): None,
    ("14 to 31 days after the course", W.END_OF_SERIES): (LAST, 14, 31),
    ("after six infusions", W.END_OF_SERIES): None,
    ("after six infusions in two weeks", W.END_OF_SERIES): (FIRST, 14, 14),
    ("after the sixth infusion", W.END_OF_SERIES): None,
    ("day 15", W.END_OF_SERIES): (FIRST, 15, 15),
    ("day 28", W.END_OF_SERIES): (FIRST, 28, 28),
    ("during the series", W.END_OF_SERIES): None,
    ("during up to four weeks of infusions", W.END_OF_SERIES): None,
    ("end of four weeks", W.END_OF_SERIES): (FIRST, 28, 28),
    ("end of the series", W.END_OF_SERIES): None,
    ("end of three weeks", W.END_OF_SERIES): (FIRST, 21, 21),
    ("four weeks", W.END_OF_SERIES): (FIRST, 28, 28),
    ("over four weeks, as planned", W.END_OF_SERIES): None,
    ("week 2, end of the series", W.END_OF_SERIES): (FIRST, 14, 14),
    ("within six weeks", W.END_OF_SERIES): None,
    (None, W.HOURS): (DOSE, 2 / 24, 20 / 24),
    ("12 to 24 hours after one dose", W.HOURS): None,
    ("230 minutes after one infusion", W.HOURS): (DOSE, 230 / 1440, 230 / 1440),
    ("4 hours after the first dose", W.HOURS): (DOSE, 4 / 24, 4 / 24),
    ("4 hours after the first dose, and not later", W.HOURS): None,
    ("four hours after the first infusion", W.HOURS): (DOSE, 4 / 24, 4 / 24),
    ("two hours after the first infusion", W.HOURS): (DOSE, 2 / 24, 2 / 24),
    (None, W.LIFETIME): None,
    (None, W.MINUTES): None,
    ("after one infusion", W.MINUTES): None,
    ("by about two hours", W.MINUTES): None,
    ("within one hour of a dose", W.MINUTES): None,
    (None, W.MONTHS): None,
    ("after four steps", W.MONTHS): None,
    ("after ten infusions", W.MONTHS): None,
    ("eight weeks after the course", W.MONTHS): (LAST, 56, 56),
    ("end of the first step", W.MONTHS): None,
    ("end of the fourth step", W.MONTHS): None,
    ("end of the second step", W.MONTHS): None,
    ("end of the third step", W.MONTHS): None,
    ("one year", W.MONTHS): None,
    ("over twelve weeks", W.MONTHS): None,
    ("six weeks after one infusion", W.MONTHS): (DOSE, 42, 42),
    ("three months", W.MONTHS): None,
    ("twelve months", W.MONTHS): None,
    ("up to one year of treatment", W.MONTHS): None,
    ("week 12", W.MONTHS): None,
    ("week 6", W.MONTHS): None,
    ("whole trial, six months of follow-up", W.MONTHS): None,
    (None, W.YEAR): None,
    (None, W.UNSTATED): None,
    (None, W.WEEK_1): (DOSE, 2, 10),
    ("48 hours after one infusion", W.WEEK_1): (DOSE, 2, 2),
    ("72 hours", W.WEEK_1): (DOSE, 3, 3),
    ("at least one week", W.WEEK_1): None,
    ("day 3", W.WEEK_1): (DOSE, 3, 3),
    ("day 7", W.WEEK_1): (DOSE, 7, 7),
    ("day 7 after one infusion", W.WEEK_1): (DOSE, 7, 7),
    ("days 1 to 3 after one infusion", W.WEEK_1): None,
    ("end of week 1, the lowest point", W.WEEK_1): None,
    ("one day to one week after one infusion", W.WEEK_1): None,
    ("one week after one infusion", W.WEEK_1): (DOSE, 7, 7),
    ("seven days after one dose", W.WEEK_1): (DOSE, 7, 7),
    ("three days after one dose", W.WEEK_1): (DOSE, 3, 3),
    ("up to seven days after a dose", W.WEEK_1): None,
    ("within 72 hours of one infusion", W.WEEK_1): None,
    ("within a week of one dose", W.WEEK_1): None,
    (None, W.WEEKS_2_4): (DOSE, 11, 31),
    ("21 days", W.WEEKS_2_4): (DOSE, 21, 21),
    ("after the last infusion", W.WEEKS_2_4): None,
    ("four weeks after one infusion", W.WEEKS_2_4): (DOSE, 28, 28),
    ("four weeks after the course", W.WEEKS_2_4): (LAST, 28, 28),
    ("four weeks after the last infusion", W.WEEKS_2_4): (LAST, 28, 28),
    ("last two weeks of the trial", W.WEEKS_2_4): None,
    ("up to two weeks", W.WEEKS_2_4): None,
    ("up to two weeks after one infusion", W.WEEKS_2_4): None,
    ("within two weeks of one infusion", W.WEEKS_2_4): None,
    (None, W.YEARS): None,
}  # fmt: skip


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load(Project(ROOT))


def days(found: TimePoint | NoTimePoint) -> tuple[CountedFrom, float, float] | None:
    if isinstance(found, NoTimePoint):
        return None
    return found.counted_from, found.low / 24, found.high / 24


@pytest.mark.parametrize(("text", "window"), SHIPPED, ids=lambda value: getattr(value, "code", value))
def test_the_words_of_a_time_point(text: str | None, window: Window) -> None:
    expected = SHIPPED[text, window]
    found = days(read_time(text, window))
    assert (found is None) == (expected is None)
    if found and expected:
        assert found[0] is expected[0]
        assert found[1:] == pytest.approx(expected[1:])


def test_every_shipped_time_point_is_in_the_list(library: Library) -> None:
    assert {(f.time, f.window) for f in library.findings.values()} - set(SHIPPED) == set()


def test_the_end_of_a_series_is_placed_by_the_length_of_the_course_alone(library: Library) -> None:
    ends = {f.id: f for f in library.findings.values() if f.time == "end of the series"}
    placed = {key: days(time_point(f, library.findings_of[f.citekey])) for key, f in ends.items()}
    assert placed["Murrough2013bp.response-series"] == (FIRST, 12, 12)
    assert placed["Jelovac2025.response-series"] is None
    course = library.findings["Murrough2013bp.course-length"]
    end = ends["Murrough2013bp.response-series"]
    twice = time_point(end, [course, course])
    assert isinstance(twice, NoTimePoint)


@given(st.text(max_size=40), st.sampled_from(Window))
@settings(deadline=None)
def test_any_words_are_placed_or_refused_with_a_reason(text: str, window: Window) -> None:
    found = read_time(text, window)
    if isinstance(found, TimePoint):
        assert 0 <= found.low <= found.high
    else:
        assert found.reason
