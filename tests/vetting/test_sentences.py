"""Sentences of marketing copy with medicine in it, and texts made to be slow."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.vetting.sentences import MAX_SENTENCE, split_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    "marked",
    [
        "Ketamine vs. placebo was tested.|We read it.",
        "Your dose is 0.5 mg/kg given i.v. over 40 min. by a nurse.|You rest.",
        "Dr. Lee sees you first.|Prof. A. B. Stone does not.",
        "Some drugs, e.g. Spravato, need a visit, i.e. a driver too.",
        "It is not U.S. FDA approved for this.|In the U.S.|The rules differ by state.",
        "The gap was small (p < .05).|It closed by week four.",
        "A gap of p < .05.|Then none.",
        "Start low, at .25 mg.|Then wait.",
        "She waited...|Then it eased.",
        "We waited ... and then it eased.",
        "“Does it help?” is what people ask.|“It may.”|That is all.",
        "Visit clinic.example.com today.|Or call.",
        "A study found relief.[2]|Another did not.[3,4]",
        "It fades in days.2|Then it may return.85,86|So we plan.",
        "Addiction is rare with medical treatment.|the dose is low.",
        "Take vitamin B.|Skip vitamin C.|We say why.",
        "We open 9 a.m.|We close at 5 p.m.|The phone is on.",
        "Open 9 a.m. to 5 p.m. on Mondays.",
        "1. Book a visit.|2. Fill the form.|3. Rest.",
        "Is it safe?|No.|No. 5 on our list explains.",
        "Zarate et al. (2006) saw it early.|Others later.",
        "I slept again.”|— Jane K.",
        "Call now!|relief is near.|Ready?|call us",
        "It costs $1.5 million.|Really.",
        "OUR RESULTS ARE REAL.|CALL TODAY.",
        "Some people do.|I’d ask first.|They’re kind in the U.S.|It’s so.",
        "Some call it a “trip.”.|That is not our word.",
        "We treat pain, etc.|Insurance varies.",
        "A rate of 70%.|That is a lot.",
        "Ketamine‑assisted care isn’t new.|It’s old.",
    ],
)
def test_where_sentences_end(marked: str) -> None:
    expected = marked.split("|")
    assert sentences(marked.replace("|", " ")) == expected


def test_a_full_stop_without_a_space_ends_a_sentence_between_words_only() -> None:
    text = "Rest after the visit.You can go home.See clinic.Example or v2.Beta."
    assert sentences(text)[:2] == ["Rest after the visit.", "You can go home."]


def test_a_line_break_ends_a_sentence_unless_it_goes_on_in_small_letters() -> None:
    assert sentences("One visit $300\nSix visits $1500\nor a plan") == [
        "One visit $300",
        "Six visits $1500\nor a plan",
    ]


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet=st.sampled_from(list('aB .!?…"”“’()[]1,–\n\u00a0é')), max_size=200))
def test_sentences_cover_all_that_is_no_white_space(text: str) -> None:
    spans = split_sentences(text)
    covered = {index for start, end in spans for index in range(start, end)}
    assert all(text[index].isspace() for index in range(len(text)) if index not in covered)
    assert all(start < end for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert all(not text[start].isspace() and not text[end - 1].isspace() for start, end in spans)


@pytest.mark.parametrize(
    "bait",
    [
        " " * 100_000,
        "." * 100_000,
        "a." * 50_000,
        "“" * 100_000,
        "Dr. " * 25_000,
        "A. " * 30_000,
        ".[1 " * 25_000,
        "x" * 100_000,
    ],
    ids=["spaces", "stops", "letters", "quotes", "doctors", "initials", "brackets", "one word"],
)
def test_bait_is_split_in_bounded_time_into_bounded_sentences(bait: str) -> None:
    began = time.process_time()
    found = split_sentences(bait)
    assert time.process_time() - began < 2
    assert all(end - start <= MAX_SENTENCE for start, end in found)
