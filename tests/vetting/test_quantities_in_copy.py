"""Numbers in copy, in digits and words, and the part each plays."""

from __future__ import annotations

import time

import pytest

from kb.vetting.quantities import quantities_of

SEVERAL = [
    ("Roughly 85% of people respond", "response-rate about 85 percent"),
    ("70-80% of patients see improvement", "response-rate range 70..80 percent"),
    ("Between 70 and 80 percent feel better", "response-rate range 70..80 percent"),
    ("Seventy to eighty per cent improve", "response-rate range 70..80 percent"),
    ("Seven in ten patients respond", "response-rate = 70 percent"),
    ("Up to 4 out of 5 people with PTSD are helped", "response-rate <= 80 percent"),
    ("OVER NINETY PERCENT SUCCESS", "response-rate > 90 percent"),
    ("A success rate of .85 is unmatched", "response-rate = 85 percent"),
    ("Nearly two-thirds of patients respond", "response-rate < 67 percent"),
    ("One hundred percent of our clients improved", "response-rate = 100 percent"),
    ("80%+ of patients respond", "response-rate >= 80 percent"),
    ("Eighty\u2011five\u00a0percent of patients got relief", "response-rate = 85 percent"),
    ("85 % efficacy in treatment\u2010resistant depression", "response-rate = 85 percent"),
    ("One in three patients reaches remission", "remission-rate = 33.3 percent"),
    ("Remission was reached by 30%", "remission-rate = 30 percent"),
    ("Half of those who responded had relapsed", "relapse-rate = 50 percent"),
    ("Nausea was felt by 10%", "adverse-event-rate = 10 percent"),
    ("About one in ten has side effects", "adverse-event-rate about 10 percent"),
    ("30% of people don\u2019t respond to antidepressants", "other-rate = 30 percent"),
    ("Depression affects 1 in 10 Americans", "prevalence = 10 percent"),
    ("More than 16 million American adults have it", "prevalence > 16 million-people"),
    ("Get 20% off your first infusion", "cost = 20 percent"),
    ("Each infusion is $450", "cost = 450 usd"),
    ("A course costs $3,000\u2013$4,000", "cost = 3000 usd; cost = 4000 usd"),
    ("Bioavailability is about 93%", "dose about 93 percent"),
    ("We give 0.5 mg/kg over 40 minutes", "dose = 0.5 mg/kg; infusion-duration = 40 minutes"),
    ("The infusion takes 40 minutes", "infusion-duration = 40 minutes"),
    ("A 40-minute infusion", "infusion-duration = 40 minutes"),
    ("You may feel relief within 40 minutes", "onset <= 40 minutes"),
    ("Half an hour after the infusion, mood lifts", "onset = 30 minutes"),
    ("Relief in under an hour", "onset <= 1 hours"),
    ("Antidepressants can take 4\u20138 weeks to work", "comparator-lag range 4..8 weeks"),
    ("Relief lasts up to two weeks", "effect-duration <= 2 weeks"),
    ("Do not drive for 24 hours", "waiting-time = 24 hours"),
    ("Side effects wear off within 2 hours", "adverse-event-duration <= 2 hours"),
    ("Boosters are given every 4-6 weeks", "dosing-interval range 4..6 weeks"),
    ("We suggest six to eight infusions", "sessions range 6..8 infusions"),
    ("You must be at least 18 years old", "age >= 18 years"),
    ("Used as an anesthetic for more than 50 years", "years-of-use > 50 years"),
    ("It was approved in 2019", "date = 2019 calendar-year"),
    ("In a study of 24 people 71% responded", "participants = 24 people; response-rate = 71 percent"),
    ("Ketamine is twice as effective as SSRIs", "relative-effect = 2 fold"),
    ("More than double the response of antidepressants", "relative-effect > 2 fold"),
    ("Works ten times faster than tablets", "relative-effect = 10 fold"),
    ("A tenfold better response", "relative-effect = 10 fold"),
    (
        "70% of patients had a reduction of at least 50% in symptoms",
        "response-rate = 70 percent; definition-threshold >= 50 percent",
    ),
    ("Response is defined as a 50% drop in the score", "definition-threshold = 50 percent"),
    ("Symptoms fell by 60%", "improvement = 60 percent"),
]


@pytest.mark.parametrize(("text", "expected"), SEVERAL, ids=[text[:40] for text, _ in SEVERAL])
def test_quantity_and_role(text: str, expected: str) -> None:
    found = []
    for q in quantities_of(text):
        if q.role is not None:
            number = f"{q.value.normalize():f}" + (f"..{q.high.normalize():f}" if q.high is not None else "")
            found.append(f"{q.role.code} {q.comparison.code} {number} {q.unit.code if q.unit else '-'}")
    assert "; ".join(found) == expected


NO_ROLE = [
    "Call 703-555-0184 today",
    "We reply within 24 hours",
    "We are open 24/7",
    "Our doctors have over 20 years of experience",
    "Cancel at least 24 hours before your appointment",
    "We are 100% committed to your privacy",
    "A double-blind trial twice a week",
    "Our suite is 201 on the 3rd floor",
]


@pytest.mark.parametrize("text", NO_ROLE)
def test_numbers_that_claim_nothing_have_no_role(text: str) -> None:
    assert [q.role for q in quantities_of(text) if q.role is not None] == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Over\u00a085\u202f% respond", "85\u202f%"),
        ("\u201cSeven in ten\u201d patients respond", "Seven in ten"),
        ("It costs $3,000 at most", "3,000"),
        ("Of\u200b all, 70\u2013\u200b80% respond", "70\u2013\u200b80%"),
    ],
)
def test_offsets_are_those_of_the_text_as_written(text: str, number: str) -> None:
    (found,) = quantities_of(text)
    assert text[found.start : found.end] == number


def test_bait_takes_bounded_time() -> None:
    start = time.process_time()
    for bait in (
        " " * 100_000,
        "9" * 100_000,
        "9 " * 50_000,
        "a of " * 20_000,
        "-" * 100_000,
        "between 7 " * 9_000,
    ):
        quantities_of("about 70% respond " + bait)
    assert time.process_time() - start < 3
