"""
When a figure was taken: the words of a finding's time point as hours, where they leave no doubt.

A time is counted from one of three days: from a dose, from the first dose of a series, or from
its last. The words say which, or the window does by its definition in the vocabulary. Words
that give only a bound ("within a week") name no time point, and words that do not say from when
they count name none either; both are returned with the reason, to be shown to readers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from kb.late_pattern import late
from kb.models import Finding
from kb.vocabulary import Metric, Outcome, Unit, Window


class CountedFrom(Enum):
    """The day from which a time is counted."""

    DOSE = "a dose"
    FIRST_DOSE = "the first dose of a series"
    LAST_DOSE = "the last dose of a series"


@dataclass(frozen=True, slots=True)
class TimePoint:
    """A time in hours; a span where the words, or only the window, give one."""

    counted_from: CountedFrom
    low: float
    high: float
    #: What the time rests on where the finding's own words do not hold it.
    basis: str = ""


@dataclass(frozen=True, slots=True)
class NoTimePoint:
    """Why no time point can be told."""

    reason: str


#: Hours in each unit; a month is a twelfth of 365.25 days.
HOURS: Final = {"minute": 1 / 60, "hour": 1.0, "day": 24.0, "week": 168.0, "month": 730.5, "year": 8766.0}
_UNIT_HOURS: Final = {Unit.DAYS: 24.0, Unit.WEEKS: 168.0, Unit.MONTHS: 730.5}
#: The bounds of the windows that are counted from a dose, in hours, as the vocabulary defines them.
WINDOWS: Final = {
    Window.MINUTES: (0.0, 2.0),
    Window.HOURS: (2.0, 20.0),
    Window.DAY_1: (20.0, 36.0),
    Window.WEEK_1: (48.0, 240.0),
    Window.WEEKS_2_4: (264.0, 744.0),
}
_NUMBERS: Final = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen".split()
_NUMBER = rf"(\d+(?:\.\d+)?|{'|'.join(_NUMBERS)})"
_UNIT = r"(minute|hour|day|week|month|year)s?"
_SINCE = (
    r"(?: after (?P<since>one dose|one infusion|a dose|the first dose|the first infusion"
    r"|the course|the last infusion))?"
)
_LENGTH = late(rf"(?:end of )?{_NUMBER} {_UNIT}{_SINCE}")
_SPAN = late(rf"{_NUMBER} to {_NUMBER} {_UNIT}{_SINCE}")
_NUMBERED = late(rf"(day|week) (\d+)(?:, end of the series)?{_SINCE}")
_NUMBERED_SPAN = late(rf"(day|week)s (\d+) to (\d+){_SINCE}")
_NEXT_DAY = late(rf"the day{_SINCE}")
_COURSE = late(rf"after {_NUMBER} infusions in {_NUMBER} {_UNIT}")
_BOUND = late(r"(?:within|by|up to|at least|about|during|over|last|whole)\b")
_AFTER: Final = {
    "the course": CountedFrom.LAST_DOSE,
    "the last infusion": CountedFrom.LAST_DOSE,
}


def time_point(finding: Finding, others: Iterable[Finding] = ()) -> TimePoint | NoTimePoint:
    """
    Return when a finding was taken, or why that cannot be told.

    :param others: the findings of the same publication; "end of the series" is placed by the
        length of the course where the publication holds exactly one.
    """
    if finding.time == "end of the series":
        return _end_of_series(others)
    return read_time(finding.time, finding.window)


def read_time(text: str | None, window: Window) -> TimePoint | NoTimePoint:
    """
    Return the time that the words and the window give together.

    >>> read_time("24 hours after one infusion", Window.DAY_1)
    TimePoint(counted_from=<CountedFrom.DOSE: 'a dose'>, low=24.0, high=24.0, basis='')
    >>> read_time("within a week of one dose", Window.WEEK_1).reason
    '“within a week of one dose” gives a bound and no time point'
    """
    if not text:
        return _window_alone(window)
    found = _hours(text)
    if found is None:
        if _BOUND.match(text):
            return NoTimePoint(f"“{text}” gives a bound and no time point")
        return NoTimePoint(f"“{text}” names no time that can be counted")
    low, high, since = found
    if since:
        counted = _AFTER.get(since, CountedFrom.DOSE)
    elif window is Window.END_OF_SERIES:
        counted = CountedFrom.FIRST_DOSE
    elif window in WINDOWS:
        counted = CountedFrom.DOSE
    else:
        return NoTimePoint(f"“{text}” does not say from when it is counted")
    if counted is CountedFrom.DOSE and window in WINDOWS and not _inside(low, high, window):
        return NoTimePoint(f"“{text}” lies outside its window, {window.words}")
    return TimePoint(counted, low, high)


def _hours(text: str) -> tuple[float, float, str | None] | None:
    """Return the bounds in hours and the words from when, if the whole text is a time."""
    if found := _LENGTH.fullmatch(text):
        value = _number(found[1]) * HOURS[found[2]]
        return value, value, found["since"]
    if found := _SPAN.fullmatch(text):
        return _number(found[1]) * HOURS[found[3]], _number(found[2]) * HOURS[found[3]], found["since"]
    if found := _NUMBERED.fullmatch(text):
        value = int(found[2]) * HOURS[found[1]]
        return value, value, found["since"]
    if found := _NUMBERED_SPAN.fullmatch(text):
        return int(found[2]) * HOURS[found[1]], int(found[3]) * HOURS[found[1]], found["since"]
    if (found := _NEXT_DAY.fullmatch(text)) and found["since"]:
        return HOURS["day"], HOURS["day"], found["since"]
    if found := _COURSE.fullmatch(text):
        value = _number(found[2]) * HOURS[found[3]]
        return value, value, None
    return None


def _window_alone(window: Window) -> TimePoint | NoTimePoint:
    low, high = WINDOWS.get(window, (0.0, 0.0))
    if low == 0:
        return NoTimePoint("no time point is stated")
    return TimePoint(CountedFrom.DOSE, low, high, "only its window is known")


def _end_of_series(others: Iterable[Finding]) -> TimePoint | NoTimePoint:
    courses = [
        f
        for f in others
        if f.outcome is Outcome.PRACTICE
        and f.metric is Metric.LENGTH
        and f.definition == "length of the course of infusions"
        and f.unit in _UNIT_HOURS
        and f.value is not None
        and f.high is None
    ]
    if len(courses) != 1 or courses[0].value is None:
        return NoTimePoint("“end of the series”: no length of the series is held")
    hours = float(courses[0].value) * _UNIT_HOURS[courses[0].unit]
    return TimePoint(CountedFrom.FIRST_DOSE, hours, hours, f"length of the course: {courses[0].id}")


def _number(text: str) -> float:
    return float(_NUMBERS.index(text) + 1) if text in _NUMBERS else float(text)


def _inside(low: float, high: float, window: Window) -> bool:
    first, last = WINDOWS[window]
    return first <= low and high <= last
