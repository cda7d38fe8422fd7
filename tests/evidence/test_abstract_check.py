"""Figures in abstracts: what verifies, and the traps that must not."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from kb.evidence.abstract_check import check_figure, is_rounded_share
from kb.models import Finding, Interval
from kb.pubmed_record import AbstractSection
from kb.vocabulary import Metric, Outcome, Population, Source, Unit, Window


def finding(**fields: Any) -> Finding:
    given: dict[str, Any] = {
        "id": "A.x",
        "citekey": "A",
        "outcome": Outcome.RESPONSE,
        "metric": Metric.PROPORTION,
        "unit": Unit.PERCENT,
        "population": Population.DEPRESSION,
        "window": Window.DAY_1,
        "arm": "ketamine",
        "source": Source.ARTICLE,
    }
    given |= fields
    for name in ("value", "high", "comparator_value", "sd"):
        if given.get(name) is not None:
            given[name] = Decimal(str(given[name]))
    if isinstance(given.get("interval"), tuple):
        low, high = given["interval"]
        given["interval"] = Interval(low=Decimal(str(low)), high=Decimal(str(high)))
    return Finding(**given)


def sections(*texts: str, label: str = "RESULTS") -> list[AbstractSection]:
    return [AbstractSection(label, label, text, text) for text in texts]


SERIES = finding(value=70.8, events=17, n=24)
TWO_ARMS = finding(value=46.9, comparator_value=33.3, comparator="midazolam")
DIFFERENCE = finding(
    outcome=Outcome.SUICIDAL_IDEATION, metric=Metric.MEAN_DIFFERENCE, unit=Unit.POINTS, value=4.96,
    interval=(2.33, 7.59), comparator="midazolam", definition="extra fall, as a positive number",
)  # fmt: skip
FALL = finding(outcome=Outcome.DEPRESSION_SEVERITY, metric=Metric.MEAN_CHANGE, unit=Unit.POINTS, value=-14)
ODDS = finding(metric=Metric.ODDS_RATIO, unit=Unit.RATIO, value=2.18, interval=(1.21, 4.14), p="<0.001")
LEVELS = finding(
    outcome=Outcome.PAIN,
    metric=Metric.MEAN,
    unit=Unit.POINTS,
    value=2.7,
    comparator_value=5.5,
    comparator="placebo",
)
AT_48_HOURS = finding(
    outcome=Outcome.SUICIDAL_IDEATION, metric=Metric.MEAN_DIFFERENCE, unit=Unit.POINTS, p="0.047",
    comparator="midazolam", time="48 hours after one infusion",
)  # fmt: skip
LENGTH = finding(outcome=Outcome.PRACTICE, metric=Metric.LENGTH, unit=Unit.MINUTES, value=40)
DOSE = finding(outcome=Outcome.PRACTICE, metric=Metric.DOSE, unit=Unit.MG_PER_KG, value=0.5)
ONSET = finding(outcome=Outcome.ANHEDONIA, metric=Metric.EARLIEST_TIME, unit=Unit.MINUTES, value=40)
COUNT = finding(outcome=Outcome.OTHER, metric=Metric.COUNT, unit=Unit.PEOPLE, value=24)

VERIFIED = [
    (SERIES, "At the end 70.8% were responders."),
    (SERIES, "Seventeen of 24 patients responded by the last visit."),
    (SERIES, "Response was seen in 17/24 (70.8%)."),
    (SERIES, "The response rate was 70·8%."),
    (finding(value=70, events=7, n=10), "Seven in ten responded."),
    (TWO_ARMS, "Responders: 46.9% with ketamine vs 33.3% with midazolam (P = .25)."),
    (TWO_ARMS, "Response to midazolam was 33.3%, and to ketamine 46.9%."),
    (TWO_ARMS, "After ketamine or midazolam, response rates were 46.9% and 33.3%, respectively."),
    (LEVELS, "Pain was least in week 1: ketamine 2.7 ± 0.5, placebo 5.5 ± 0.5."),
    (DIFFERENCE, "Suicidal ideation fell by 4.96 points more with ketamine (95% CI, 2.33-7.59; P < .001)."),
    (DIFFERENCE, "On the SSI the reduction was greater by 4.96 (95% CI 2.33 to 7.59)."),
    (FALL, "Depression scores decreased by 14 ± 10 points after ketamine."),
    (FALL, "The mean change of the HDRS was −14 points after ketamine."),
    (FALL, "Depression scores were 14 points lower after ketamine."),
    (ODDS, "Odds of response were higher (odds ratio [OR] = 2.18; 95% CI, 1.21-4.14; P<.001)."),
    (AT_48_HOURS, "BSI scores of the groups were alike at 24 h (p = 0.32), yet apart at 48 h (p = 0.047)."),
    (LENGTH, "Ketamine was infused over 40 min."),
    (LENGTH, "A 40-minute intravenous infusion was given."),
    (DOSE, "They had ketamine (.5 mg/kg) or saline."),
    (ONSET, "Anhedonia was less from 40 minutes on; it improved within 40 minutes of ketamine."),
    (COUNT, "Twenty-four adults took part."),
    (
        dataclasses.replace(FALL, comparator="placebo", comparator_value=Decimal(-6)),
        "Depression scores: mean change −14 ± 2 (ketamine) and −6 ± 2 (placebo).",
    ),
    (
        finding(
            outcome=Outcome.DEPRESSION_SEVERITY,
            metric=Metric.SMD,
            unit=Unit.SD,
            value=0.8,
            interval=(0.5, 1.1),
        ),
        "The effect on depression was largest on day 2 (d = 0.8, 95% CI, 0.5-1.1).",
    ),
]


@pytest.mark.parametrize(("sought", "text"), VERIFIED)
def test_figure_is_verified(sought: Finding, text: str) -> None:
    check = check_figure(sought, sections("Nobody was harmed.", text))
    assert (check.state, check.label, check.sentence) == ("verified", "RESULTS", text)


def perturbed(sought: Finding) -> Iterator[Finding]:
    """The figure with one part wrong: other decimals, sign, unit, p, interval, events, or arms."""
    replace = dataclasses.replace
    if sought.value is not None:
        for value in (sought.value + Decimal("0.1"), sought.value * 10, sought.value + 1, sought.value / 2):
            yield replace(sought, value=value)
        if sought.metric not in (Metric.MEAN_DIFFERENCE,):
            yield replace(sought, value=-sought.value)
        scores = {Unit.POINTS, Unit.RATIO, Unit.SD}
        for unit in Unit:
            if unit is not sought.unit and not {unit, sought.unit} <= scores:
                yield replace(sought, unit=unit)
    if sought.comparator_value is not None:
        yield replace(sought, value=sought.comparator_value, comparator_value=sought.value)
        yield replace(sought, comparator_value=sought.comparator_value + 1)
        yield replace(sought, arm=sought.comparator, comparator=sought.arm)
    if sought.interval:
        yield replace(sought, interval=replace(sought.interval, low=sought.interval.low - 1))
    if sought.p and sought.value is None:
        yield replace(sought, p="0.9")
        yield replace(sought, p="0.32")
        yield replace(sought, p="0.001" if sought.p.startswith("<") else f"<{sought.p}")
        yield replace(sought, time="24 hours after one infusion")
    if sought.events is not None and sought.n:
        yield replace(sought, events=sought.events - 1, value=sought.value and sought.value + 1)
        yield replace(sought, n=sought.n + 1, value=sought.value and sought.value - 3)


@pytest.mark.parametrize(("sought", "text"), VERIFIED)
def test_the_same_figure_with_one_part_wrong_is_not_found(sought: Finding, text: str) -> None:
    wrong = list(perturbed(sought))
    assert len(wrong) >= 4
    for other in wrong:
        check = check_figure(other, sections(text))
        assert check.state == "not found", (other, check.sentence)


@pytest.mark.parametrize(
    ("sought", "text"),
    [
        (finding(value=70), "The response rate was 70.8%."),
        (finding(value=70), "More than 70% responded."),
        (finding(value=70), "Less than 70% had a response."),
        (finding(value=70), "Remission was reached by 70%."),
        (finding(value=70), "Response and remission were seen in 45% and 70%, respectively."),
        (finding(value=70), "Response was defined as a fall of at least 70%."),
        (finding(value=45, outcome=Outcome.REMISSION), "Response and remission were seen in 45% and 70%."),
        (finding(value=6), "Responders made up 44% on ketamine compared with 6% on placebo."),
        (finding(value=95), "The response rate was 45% (95% CI, 40-50)."),
        (
            finding(value=24, metric=Metric.COUNT, unit=Unit.PEOPLE, outcome=Outcome.OTHER),
            "After 24 hours it ended.",
        ),
        (
            finding(value=24, metric=Metric.COUNT, unit=Unit.PEOPLE, outcome=Outcome.OTHER),
            "At least 24 people came.",
        ),
        (dataclasses.replace(DIFFERENCE, definition=None), "SSI scores changed by −4.96 points on ketamine."),
        (FALL, "Depression scores rose by 14 points after ketamine."),
        (FALL, "Depression was rated 14 points after ketamine."),
        (dataclasses.replace(FALL, value=Decimal(14)), "Depression scores fell by 14 points after ketamine."),
        (ODDS, "The hazard ratio of response was 2.18 (95% CI, 1.21-4.14)."),
        (ODDS, "The odds ratio of response was 2.18 (95% CI, 1.30-4.14)."),
        (ODDS, "The odds ratio of response was 2.18 (P = .04)."),
        (LENGTH, "Pain was rated 40 minutes after ketamine."),
        (ONSET, "Ketamine was infused over 40 minutes for anhedonia."),
        (ONSET, "Anhedonia was rated at 40 minutes."),
        (DOSE, "They had ketamine 0.5 mg/kg/h."),
        (AT_48_HOURS, "The weight of the groups differed at 48 h (p = 0.047)."),
        (TWO_ARMS, "Response rates were 46.9% and 33.3%."),
        (
            dataclasses.replace(FALL, comparator="placebo"),
            "Depression scores fell by 15 points (ketamine) and by 14 points (placebo).",
        ),
        (
            dataclasses.replace(
                DIFFERENCE, value=Decimal("-0.4"), interval=Interval(low=Decimal(-2), high=Decimal(-1))
            ),
            "On the SSI the arms differed by -0.4 points (95% CI: -2 to 1).",
        ),
        (
            finding(outcome=Outcome.PAIN, metric=Metric.MEAN_DIFFERENCE, unit=Unit.POINTS, p="0.01"),
            "On ketamine pain was less (P = .002) and sleep was better (P = .01).",
        ),
        (finding(value=45), "Response was certain at a score < or =45%."),
        (
            finding(
                value=12, metric=Metric.COUNT, unit=Unit.PEOPLE, comparator="placebo", comparator_value=7
            ),
            "Twelve people on ketamine and nine people on placebo responded.",
        ),
        (SERIES, "Of the responders 70.8% (16 of 24) relapsed in response to stress."),
        (finding(value=44, time="24 hours after one dose"), "Response was 44% at 7 days."),
        (finding(value=44, time="24 hours after one dose"), "Responders: 64% at 24 hours and 44% at 7 days."),
    ],
)
def test_number_in_another_part_is_not_found(sought: Finding, text: str) -> None:
    assert check_figure(sought, sections(text)).state == "not found"


def test_the_sentence_that_shows_most_is_chosen() -> None:
    texts = ("Response was 70.8%.", "Response was 70.8% (17 of 24) at the end.", "In short, 70.8% responded.")
    assert check_figure(SERIES, sections(*texts)).sentence == texts[1]


def test_background_and_outcome_definitions_are_not_the_study_s_results() -> None:
    assert (
        check_figure(SERIES, sections("Earlier, 70.8% responded.", label="BACKGROUND")).state == "not found"
    )
    assert check_figure(SERIES, sections("Response meant 70.8% off.", label="METHODS")).state == "not found"
    mixed = sections("In all, 70.8% responded.", label="MEASUREMENTS AND RESULTS")
    assert check_figure(SERIES, mixed).state == "verified"
    assert check_figure(DOSE, sections("They had ketamine 0.5 mg/kg.", label="METHODS")).state == "verified"


@pytest.mark.parametrize("abstract", [[], sections("")])
def test_no_abstract_is_unchecked(abstract: list[AbstractSection]) -> None:
    assert check_figure(SERIES, abstract).state == "unchecked"


def test_nothing_to_look_for_is_unchecked() -> None:
    assert check_figure(finding(), sections("All responded.")).state == "unchecked"


@pytest.mark.parametrize(
    "text", ["(" * 60_000, "1 " * 200_000, "a. A" * 100_000, "response 1 of 2 " * 50_000]
)
def test_hostile_text_takes_no_time(text: str) -> None:
    began = time.process_time()
    check_figure(SERIES, sections(text))
    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    ("events", "n", "percent", "right"),
    [
        (17, 24, "70.8", True), (17, 24, "71", True), (17, 24, "70.83", True), (17, 24, "70", False),
        (17, 24, "70.9", False), (1, 8, "12", True), (1, 8, "13", True), (0, 7, "0", True), (5, 10, "50.0", True),
    ],
)  # fmt: skip
def test_printed_rounding(events: int, n: int, percent: str, right: bool) -> None:
    assert is_rounded_share(events, n, Decimal(percent)) is right
