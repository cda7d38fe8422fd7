"""Contexts that spare a match: denial, question, quotation, exclusion, disclosure nearby."""

from __future__ import annotations

from datetime import date

import pytest

from kb.vetting.denial import is_denied, is_question, is_quoted_to_deny
from kb.vetting.pattern_shape import needs_of, runs_away
from kb.vetting.rule_files import load_rules
from kb.vetting.running import NOTHING_KNOWN, alerts_of, prepare
from kb.vetting.spec_copy import spec_copy
from kb.vetting.word_lists import expand

RULES = {rule.id: rule for rule in load_rules()}


def alerts(rule: str, text: str) -> list[tuple[str, str]]:
    copy = spec_copy(text)
    ready = prepare(copy, NOTHING_KNOWN, date(2026, 11, 21), ((),) * len(copy.sentences))
    return [(alert.severity.code, alert.match) for alert in alerts_of(RULES[rule], ready)]


@pytest.mark.parametrize(
    ("text", "words", "denied"),
    [
        ("ketamine is not a miracle", "miracle", True),
        ("it is not a miracle, a cure or a quick fix", "cure", True),
        ("when tablets don't work, ketamine is a cure", "cure", False),
        ("nothing short of a miracle", "miracle", False),
        ("it is not only a cure", "cure", False),
        ("no doubt a cure", "cure", False),
        ("you no longer need to wait for a cure", "cure", False),
        ("a cure does not exist", "cure", True),
        ("cure claims are misleading", "cure", True),
        ("this cure does not need a referral", "cure", False),
        ("be wary of anyone who promises a cure", "cure", True),
        ("tablets did not help but ketamine is a cure", "cure", False),
        ("traditional treatments don't work for everyone", "work for everyone", True),
        ("it does not slow the heart and is completely non-addictive", "non-addictive", False),
        ("we do not claim that it is gentle and is non-addictive", "non-addictive", True),
    ],
)
def test_denial_counts_for_its_clause(text: str, words: str, denied: bool) -> None:
    start = text.index(words)
    assert is_denied(text, start, start + len(words)) is denied


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("is ketamine a cure?", True),
        ("q: does it always work?", True),
        ("looking for lasting relief?", False),
        ("tired of pain?", False),
        ("ketamine is a cure.", False),
    ],
)
def test_a_question_asks_and_an_invitation_does_not(text: str, asks: bool) -> None:
    assert is_question(text) is asks


@pytest.mark.parametrize(
    ("text", "following", "spared"),
    [
        ('some call it a "cure", but the evidence is thin.', "", True),
        ('headlines promise a "cure".', "it is not one.", True),
        ('dubbed a "cure" by many, ketamine is here.', "call us.", False),
        ("ketamine is a cure, but it costs money.", "", False),
    ],
)
def test_quoted_in_order_to_deny(text: str, following: str, spared: bool) -> None:
    start = text.index("cure")
    assert is_quoted_to_deny(text, start, start + 4, following) is spared


@pytest.mark.parametrize(
    "text",
    [
        "A MIRACLE drug.",
        "a “miracle” drug",
        "A miracle‑drug.",
        "It was miraculous!",
        "a wonder\u00a0drug",
        "a won\u00adder drug",
    ],
)
def test_forms_of_type_do_not_hide_a_word(text: str) -> None:
    assert alerts("KL001", text)


def test_the_span_is_the_words_found() -> None:
    assert alerts("KL006", "It is a non‑addictive option.") == [("error", "non‑addictive")]


def test_a_named_risk_nearby_softens_a_plain_safe_but_not_a_superlative() -> None:
    risks = " It can raise blood pressure and cause nausea."
    assert alerts("KL004", "Ketamine is safe." + risks)[0][0] == "note"
    assert alerts("KL004", "Ketamine is the safest drug." + risks)[0][0] == "error"


def test_shown_to_be_safe_is_an_error_unless_risks_are_named_nearby() -> None:
    assert alerts("KL004", "Ketamine has been shown to be safe.")[0][0] == "error"
    risks = " It can raise blood pressure and cause nausea."
    assert alerts("KL004", "Ketamine has been shown to be safe." + risks)[0][0] == "note"


@pytest.mark.parametrize(
    ("rule", "text", "reported"),
    [
        ("KL004", "# Is ketamine safe? | Absolutely. We watch you closely.", True),
        ("KL004", "# Can I pay by card? | Absolutely. | # Is ketamine safe?", False),
        ("KL004", "# Is it safe to drive? | Yes, from the next day.", False),
        ("KL006", "# Is ketamine addictive? | No.", True),
        ("KL006", "# Is ketamine addictive? | No, but it can be misused.", False),
        ("KL006", "# Do you have a history of addiction? | No.", False),
        ("KL005", "# Does ketamine have side effects? | None at all.", True),
        ("KL005", "# Does insurance pay? | No. | # Does ketamine have side effects?", False),
    ],
)
def test_an_answer_is_read_with_the_question_right_before_it(rule: str, text: str, reported: bool) -> None:
    assert bool(alerts(rule, text)) is reported


def test_one_of_these_is_no_frequency() -> None:
    assert alerts("KL025", "We can manage every one of these side effects with ease.")
    assert not alerts("KL025", "Side effects are mild in nine of ten patients.")


def test_an_exclusion_list_by_its_heading_or_its_lead() -> None:
    assert not alerts("KL023", "# Who is not a candidate | - Teens aged 15 | - Treatment of psychosis")
    assert not alerts("KL023", "We do not treat people with: | - Suitable for teens only by referral")
    assert alerts("KL023", "We treat teenagers.")


def test_a_trial_with_its_size_may_say_that_no_side_effects_were_seen() -> None:
    assert not alerts("KL005", "No side effects were recorded in a randomized trial of 20 people.")
    assert alerts("KL005", "A study found no side effects.")


def test_abstracts_and_references_are_nobodys_claims() -> None:
    assert not alerts("KL001", "[abstract] Ketamine is a breakthrough.")
    assert not alerts("KL001", "[reference] A miracle? Lancet. 2018;5(1):2.")


def test_a_patient_is_heard_by_the_rule_on_testimonials_alone() -> None:
    text = "[patient] It was a miracle and I feel alive."
    assert not alerts("KL001", text)
    assert alerts("KL031", text)


def test_at_most_two_alerts_of_one_rule_in_a_sentence() -> None:
    assert len(alerts("KL001", "A miracle, a wonder drug, a panacea and a holy grail.")) == 2


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        (r"\b(?:cure|heal)s?\b", ((("cure", "heal"),),)),
        (r"\b(?:cures?|heals?)\b", ((("cure",),), (("heal",),))),
        (r"\bno (?:known )?risks?\b", ((("risk",), ("no ",)),)),
        (r"\b(?:cure|heal)s? (?:your )?(?:mind|brain)|wonder", (
            (("cure", "heal"), ("brain", "mind")), (("wonder",),),
        )),
        (r"\bthe \w+ of \w+", (((" of ",),),)),
        (r"\w+", ()),
        (r"cure|\d+", ()),
    ],
)  # fmt: skip
def test_what_a_pattern_needs(pattern: str, needs: object) -> None:
    assert needs_of(pattern) == needs


@pytest.mark.parametrize(
    ("pattern", "unsafe"), [(r"(?:a+)+", True), (r"(?:\w+ ){0,3}x", False), (r"(?:\w+ )+x", True)]
)
def test_nested_repeats_are_told(pattern: str, unsafe: bool) -> None:
    assert runs_away(pattern) is unsafe


def test_word_lists_stand_in_for_their_names() -> None:
    assert expand("<not> (?P<hit>x)").startswith("(?:not|never|")
    assert "(?P<hit>x)" in expand("<not> (?P<hit>x)")
    assert expand("(?:the )?<not>").startswith("(?:the )?(?:not|")
    assert "<" not in expand("(?:the )?<not>").replace("(?<", "")


def test_a_testimonial_is_reported_once_at_its_plainest_words() -> None:
    story = "[patient] It helped me cope. I found inner peace. My outlook has changed. I sleep again."
    assert alerts("KL031", story) == [("error", "My outlook has changed")]


def test_a_bare_rate_beside_a_testimonial_is_not_the_usual_result() -> None:
    story = "[patient] I feel like myself again."
    assert alerts("KL031", f"80% of patients feel better! | {story}")
    assert not alerts("KL031", f"In routine care 45% of patients respond. | {story}")
