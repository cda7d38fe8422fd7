"""Statements without a subject of their own: the treatment named above decides what they are about."""

from __future__ import annotations

import pytest

from kb.vetting.engine import vet
from kb.vetting.reading import read_copy
from kb.vetting.rule_files import load_rules
from tests.vetting.knowledge_at_hand import TODAY, knowledge


def _rules_at(text: str, line: int) -> set[str]:
    alerts = vet(read_copy("page.md", text.encode()), knowledge(), rules=load_rules(), today=TODAY)
    return {alert.rule for alert in alerts if alert.line == line} & {"KL021", "KL022", "KL023"}


@pytest.mark.parametrize(
    ("heading", "text", "rule"),
    [
        ("PTSD", "Relieves flashbacks and lets you sleep.", "KL022"),
        ("Chronic pain", "Highly effective where tablets fall short.", "KL022"),
        ("Benefits", "Provides relief from existential distress and anxiety.", "KL022"),
        ("Benefits", "Quickly reduces suicidal ideation.", "KL021"),
        ("Benefits", "It relieves low mood and suicidal thoughts.", "KL021"),
    ],
)
def test_a_card_on_a_page_about_ketamine(heading: str, text: str, rule: str) -> None:
    page = f"# Ketamine infusions\n\nYou rest while a nurse watches.\n\n## {heading}\n\n{text}\n"
    assert rule in _rules_at(page, 7)


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("PTSD", "Relieves flashbacks and lets you sleep."),
        ("Chronic pain", "Highly effective where tablets fall short."),
        ("Benefits", "Quickly reduces suicidal ideation."),
        ("Benefits", "It relieves low mood and suicidal thoughts."),
    ],
)
def test_the_same_card_below_another_treatment(heading: str, text: str) -> None:
    page = f"# Ketamine infusions\n\nBy drip.\n\n# Magnetic stimulation (TMS)\n\n## {heading}\n\n{text}\n"
    assert not _rules_at(page, 9)


@pytest.mark.parametrize(
    "text",
    [
        "Helps you decide whether ketamine is right for you.",
        "May relieve flashbacks.",
        "Not effective in every trial.",
        "Flashbacks are memories that come back unbidden.",
    ],
)
def test_a_card_that_states_no_effect(text: str) -> None:
    assert not _rules_at(f"# Ketamine infusions\n\nBy drip.\n\n## PTSD\n\n{text}\n", 7)


@pytest.mark.parametrize(
    ("lead", "flagged"),
    [
        ("## Disorders that ketamine can treat", True),
        ("Ketamine has been shown to help with:", True),
        ("## Conditions that respond well to ketamine", True),
        ("## Disorders that ketamine may treat", False),
        ("## Disorders that ketamine has not been shown to treat", False),
        ("Ketamine is being studied in:", False),
        ("## Where ketamine is being studied", False),
    ],
)
def test_the_lead_of_a_list(lead: str, flagged: bool) -> None:
    page = f"{lead}\n\n- Panic: one trial so far.\n- PTSD: trials disagree.\n"
    assert ("KL022" in _rules_at(page, 1)) is flagged


@pytest.mark.parametrize(
    ("above", "flagged"),
    [
        ("# Ketamine infusions\n\nBy drip, with a nurse beside you.", True),
        ("# Our practice\n\n## Magnetic stimulation (TMS)\n\nDaily.\n\n## Ketamine\n\nBy drip.", False),
        ("# Our practice\n\nWe offer talk, tablets and time.", False),
    ],
)
def test_a_list_on_a_page_of_one_treatment_or_several(above: str, flagged: bool) -> None:
    page = f"{above}\n\n## Conditions we treat\n\n- Anxiety\n- OCD\n- PTSD\n"
    assert ("KL022" in _rules_at(page, page[: page.index("## Conditions")].count("\n") + 1)) is flagged
