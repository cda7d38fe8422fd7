"""An alert on words carries a claim of the library, its sources, and where the sentence makes it, what holds."""

from __future__ import annotations

import pytest

from kb.vetting.engine import vet
from kb.vetting.reading import read_copy
from kb.vetting.records import Alert
from kb.vetting.rule_files import load_rules
from kb.vetting.running import NOTHING_KNOWN
from tests.vetting.knowledge_at_hand import TODAY, knowledge

RULES = load_rules()


def vetted(text: str, rule: str) -> Alert:
    found = vet(read_copy("a.txt", text.encode()), knowledge(), rules=RULES, today=TODAY)
    return next(alert for alert in found if alert.rule == rule)


@pytest.mark.parametrize(
    ("text", "rule", "claim"),
    [
        ("Ketamine is a non-addictive alternative to opioids.", "KL006", "less-addictive-than-opioids"),
        ("Patients have minimal side effects from their infusions.", "KL025", "side-effects-minimal"),
        ("Ketamine is truly a miracle drug for depression.", "KL001", "miracle-drug"),
    ],
)  # fmt: skip
def test_the_claim_that_a_sentence_makes_gives_its_wording(text: str, rule: str, claim: str) -> None:
    alert = vetted(text, rule)
    assert alert.claim == claim
    assert alert.suggestion == knowledge().claims[claim].holds
    assert alert.evidence == knowledge().claims[claim].sources()


def test_where_no_claim_is_made_the_rule_keeps_its_advice() -> None:
    alert = vetted("Nobody gets hooked here.", "KL006")
    assert alert.claim == next(rule for rule in RULES if rule.id == "KL006").text.claim_otherwise
    assert alert.suggestion == next(rule for rule in RULES if rule.id == "KL006").text.suggestion


def test_a_rule_of_many_subjects_links_only_what_is_said() -> None:
    assert vetted("Pregnant women are welcome to start ketamine with us.", "KL023").claim is None


def test_a_library_without_the_claim_links_nothing() -> None:
    copy = read_copy("a.txt", b"Ketamine is a miracle drug.")
    (alert,) = (a for a in vet(copy, NOTHING_KNOWN, rules=RULES, today=TODAY) if a.rule == "KL001")
    assert (alert.claim, alert.evidence) == (None, ())


def test_every_claim_that_a_rule_names_is_in_the_library() -> None:
    named = {name for rule in RULES for name in (*rule.text.claims, rule.text.claim_otherwise) if name}
    assert named and named <= set(knowledge().claims)
