"""Appeals to studies: their forms, what speaks of proof, and what goes back to a study named before."""

from __future__ import annotations

import pytest

from kb.vetting.study_appeals import appeals_in, refers_back


@pytest.mark.parametrize(
    ("text", "words", "proof"),
    [
        ("trials at two hospitals and a university have shown that drips ease pain", "trials at two", False),
        ("a medicine found to be highly effective in low mood", "found to be highly effective", False),
        ("ketamine has proven remarkably effective", "has proven remarkably effective", True),
        ("ketamine has demonstrated real efficacy", "has demonstrated real efficacy", False),
        ("it has been proven to help", "has been proven", True),
        ("in several clinical trials, mood improved", "in several clinical trials,", False),
        ("relief of pain across numerous studies", "relief of pain across numerous studies", False),
        ("there is plenty of published evidence for drips", "plenty of published evidence", False),
        ("proven solutions for pain", "proven solutions", True),
    ],
)
def test_forms_of_an_appeal(text: str, words: str, proof: bool) -> None:
    (appeal, *_) = appeals_in(text)
    assert appeal.text.startswith(words)
    assert appeal.proof is proof


@pytest.mark.parametrize(
    "text",
    [
        "you will be shown to a quiet room",
        "a nurse is found in every room",
        "we were found to be in full compliance",
        "most evidence for drips comes from small trials",
        "we take part in several clinical trials",
        "ask to see the results of your tests",
    ],
)
def test_what_only_looks_like_one(text: str) -> None:
    assert not list(appeals_in(text))


def test_a_sentence_that_goes_on_about_a_study() -> None:
    assert refers_back("the study found that mood rose")
    assert refers_back("these authors also report a rise")
    assert not refers_back("studies found that mood rose")
