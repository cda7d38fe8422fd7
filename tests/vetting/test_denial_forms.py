"""Each way of denying, crossed with what each error rule looks for; and the ways that deny nothing."""

from __future__ import annotations

from datetime import date

import pytest

from kb.vetting.engine import vet
from kb.vetting.rule_files import load_rules
from kb.vetting.spec_copy import spec_copy
from kb.vocabulary import Severity
from tests.vetting.denial_forms import (
    DENIED,
    STILL_SAID,
    VIOLATIONS,
)
from tests.vetting.knowledge_at_hand import TODAY, knowledge

#: Rules about the page, and those that follow from others.
NOT_OF_THE_SENTENCE = frozenset({"KL010", "KL024", "KL034", "KL049"})
RULES = [rule for rule in load_rules() if rule.id not in NOT_OF_THE_SENTENCE]
#: Forms that a rule of its own reads otherwise: another rule reports first, or a word of the form is a cue of the rule.
ELSEWHERE = {
    ("Studies show that {c}.", "KL027"),
    ("Without surgery and without needles, {c}.", "KL021"),
    ("{C} and we won't stop there.", "KL017"),
    ("{C}, though not every insurer covers it.", "KL003"),
    ("{C} (no prescription transfer needed).", "KL016"),
    ("{C} (no prescription transfer needed).", "KL027"),
    ("Not everyone knows it, but {c}.", "KL003"),
    ("Not everyone knows it, but {c}.", "KL017"),
}


def errors(text: str, today: date = TODAY) -> list[str]:
    found = vet(spec_copy(text), knowledge(), rules=RULES, today=today)
    return [alert.rule for alert in found if alert.severity is Severity.ERROR]


@pytest.mark.parametrize("rule", VIOLATIONS)
def test_each_violation_is_an_error_when_it_is_said(rule: str) -> None:
    assert rule in errors(VIOLATIONS[rule].put_into("{C}."))


@pytest.mark.parametrize("form", DENIED)
def test_what_is_denied_is_no_error(form: str) -> None:
    texts = {rule: violation.put_into(form) for rule, violation in VIOLATIONS.items()}
    assert {rule: text for rule, text in texts.items() if errors(text)} == {}


@pytest.mark.parametrize("form", STILL_SAID)
def test_a_denial_that_does_not_cover_the_clause_spares_nothing(form: str) -> None:
    texts = {rule: violation.put_into(form) for rule, violation in VIOLATIONS.items()}
    missed = {rule: text for rule, text in texts.items() if rule not in errors(text)}
    assert {rule: text for rule, text in missed.items() if (form, rule) not in ELSEWHERE} == {}
