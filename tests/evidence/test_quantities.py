"""Numbers in text: what part each plays, with sign, decimals, comparator and unit."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.evidence.quantities import Form, Printed, normalise, numbers_in
from kb.evidence.sentences import sentences_of


def read(text: str) -> list[str]:
    """The numbers of a text, each as one word."""
    return [show(number) for number in numbers_in(normalise(text))]


def show(n: Printed) -> str:
    high = f"..{n.high}" if n.high is not None else ""
    unit = f" {n.unit}" if n.unit else ""
    comparator = n.comparator if n.comparator != "=" else ""
    return f"{n.form.name}:{comparator}{n.value}{high}{unit}{' ordinal' if n.ordinal else ''}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("70.8% responded", ["VALUE:70.8 percent"]),
        ("34·3% and 12·5 per cent", ["VALUE:34.3 percent", "VALUE:12.5 percent"]),
        ("a change of −4.96 points", ["VALUE:-4.96 points"]),
        ("a change of –16 points", ["VALUE:-16 points"]),
        ("6,000 people", ["VALUE:6000 people"]),
        (".5 mg/kg over 40 min", ["VALUE:0.5 mg/kg", "VALUE:40 minutes"]),
        ("22.2 mg/h", ["VALUE:22.2 mg/h"]),
        ("2 mg/kg/h", ["VALUE:2 mg/kg/h"]),
        ("seventeen of 24 answered", ["SHARE:17..24"]),
        ("seven in ten", ["SHARE:7..10"]),
        ("17/24 (71%)", ["SHARE:17..24", "VALUE:71 percent"]),
        ("thirty-one out of the 44 adults", ["SHARE:31..44"]),
        ("24 of 17", ["VALUE:24", "VALUE:17"]),
        ("60 to 70% of people", ["RANGE:60..70 percent"]),
        ("3-5 days", ["RANGE:3..5 days"]),
        ("fell from 30 to 12", ["VALUE:30", "VALUE:12"]),
        ("OR 2.2, 95% CI, 1.1-4.3", ["VALUE:2.2", "STATISTIC:95", "INTERVAL:1.1..4.3"]),
        ("(95% confidence interval [CI] -7.6 to -2.3)", ["STATISTIC:95", "INTERVAL:-7.6..-2.3"]),
        ("p<0.001, P = .04", ["P:<0.001", "P:0.04"]),
        ("14 ± 10 points", ["VALUE:14 points", "STATISTIC:10"]),
        ("(n = 30) t = 4.39", ["SAMPLE:30", "STATISTIC:4.39"]),
        (
            "on day 7 and Days 1 and 3",
            ["VALUE:7 days ordinal", "VALUE:1 days ordinal", "VALUE:3 days ordinal"],
        ),
        ("within 7 days 44% improved", ["VALUE:7 days", "VALUE:44 percent"]),
        ("more than 70% and at least 12 weeks", ["VALUE:>70 percent", "VALUE:>=12 weeks"]),
        ("a 12-week trial of a 25-item scale", ["VALUE:12 weeks", "VALUE:25 -item"]),
        ("CRPS-1, HDRS17, 5-HT and BDI-2", ["VALUE:5 -HT"]),
        ("46.9 vs 33.3%", ["VALUE:46.9 percent", "VALUE:33.3 percent"]),
        ("$326 billion for 17.3 million adults", ["VALUE:326 usd-billion", "VALUE:17.3 million-people"]),
        ("7.4 (0.1-31.9) years", ["VALUE:7.4 years", "RANGE:0.1..31.9"]),
        ("twenty-four outpatients had six slow infusions", ["VALUE:24 people", "VALUE:6 infusions"]),
        ("three percentage points", ["VALUE:3 percentage points"]),
    ],
)
def test_normal_form(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@given(
    st.decimals(min_value=Decimal("0.001"), max_value=9999, places=3), st.sampled_from(["−", "-", "–", ""])
)
def test_sign_and_decimals_are_kept(value: Decimal, minus: str) -> None:
    [number] = numbers_in(normalise(f"by {minus}{value} points"))
    assert number.value == (-value if minus else value)
    assert number.value.as_tuple().exponent == value.as_tuple().exponent
    assert number.form is Form.VALUE


@given(st.text(max_size=80))
def test_any_text_is_read_and_no_character_twice(text: str) -> None:
    spans = [(n.start, n.end) for n in numbers_in(normalise(text))]
    assert all(start < end for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One vs. Two. Three came.", 2),
        ("Given i.v. Ketamine helped 2.5 of 3.0 people.", 1),
        ("It fell (see Fig. 2. Above). Then it rose.", 2),
        ("Was it so? Yes! P < .001. The end.", 4),
        ("", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    parts = sentences_of(text)
    assert len(parts) == count
    assert " ".join(parts) == text
