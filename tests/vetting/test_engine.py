"""The engine: order, what gives way, voices, pages, bait, and how good it is on the labelled copy."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from benchmarks.vet_scores import LABELS, SEEDS, score_own, score_pages
from kb.vetting.engine import vet
from kb.vetting.reading import read_copy
from kb.vetting.records import Alert
from kb.vetting.rule_files import load_rules
from kb.vetting.running import NOTHING_KNOWN
from kb.vetting.spec_copy import spec_copy
from kb.vocabulary import Severity
from tests.vetting.knowledge_at_hand import knowledge

RULES = load_rules()
TODAY = date(2026, 11, 21)


def vetted(text: str) -> tuple[Alert, ...]:
    return vet(spec_copy(text), NOTHING_KNOWN, rules=RULES, today=TODAY)


def codes(text: str) -> list[str]:
    return [alert.rule for alert in vetted(text)]


def test_alerts_stand_in_the_order_of_the_text() -> None:
    found = vetted("It is non-addictive. | It is a miracle. | It cures depression.")
    assert [alert.rule for alert in found] == ["KL006", "KL001", "KL002"]
    assert [alert.line for alert in found] == [1, 3, 5]


def test_places_count_from_one_and_hold_the_words() -> None:
    copy = read_copy("page.txt", "Welcome.\n\nKetamine is a “miracle” drug.\n".encode())
    (alert,) = vet(copy, NOTHING_KNOWN, rules=RULES, today=TODAY)
    assert (alert.line, alert.column, alert.end_column) == (3, 16, 23)
    assert alert.match == "miracle"
    assert alert.basis[0].startswith("REG-01 (")


def test_a_graver_alert_on_the_same_words_is_left_alone() -> None:
    found = vetted("It carries no-risk of addiction.")
    spans = [(alert.column, alert.end_column) for alert in found]
    assert len(spans) == len(set(spans))


def test_a_warning_stays_beside_an_error_on_the_same_words() -> None:
    found = vet(spec_copy("85% of patients respond to ketamine."), knowledge(), rules=RULES, today=TODAY)
    assert {(alert.rule, alert.severity.code) for alert in found} == {
        ("KL014", "error"),
        ("KL015", "warning"),
    }
    assert len({alert.match for alert in found}) == 1


def test_a_clinicians_words_carry_both_rules_with_one_severity() -> None:
    found = vetted("[clinician] Ketamine is the safest option we have.")
    assert {alert.rule: alert.severity for alert in found} == {
        "KL004": Severity.ERROR,
        "KL034": Severity.ERROR,
    }


@pytest.mark.parametrize("rule", ["KL034", "KL049"])
def test_cases_of_rules_that_follow_from_others(rule: str) -> None:
    specs = next(one for one in RULES if one.id == rule).text.specs
    assert all(rule in codes(case) for case in specs.match)
    assert not any(rule in codes(case) for case in specs.no_match)


def test_a_claim_in_the_description_that_the_text_makes_too_is_not_told_twice() -> None:
    assert "KL049" in codes("[meta] A miracle drug | We are a clinic.")
    assert "KL049" not in codes("[meta] A miracle drug | It is a miracle drug.")


def test_a_rule_not_yet_in_force_is_silent() -> None:
    copy = spec_copy("Leave us a five-star review.")
    assert not vet(copy, NOTHING_KNOWN, rules=RULES, today=date(2024, 10, 20))
    assert vet(copy, NOTHING_KNOWN, rules=RULES, today=date(2024, 10, 21))


def test_no_alert_says_illegal_and_each_ends_as_a_sentence() -> None:
    for alert in vetted("A miracle cure, guaranteed, safest, no side effects, non-addictive. | Lorem ipsum."):
        assert "illegal" not in alert.message.lower()
        assert alert.message[0] == alert.message[0].upper()
        assert alert.message.endswith((".", "?", "!"))


@pytest.mark.parametrize(
    "bait", [" " * 100_000, "no " * 30_000, "\n" * 100_000, "a" * 100_000, "(" * 50_000, "safe, " * 20_000]
)
def test_bait_is_answered_in_bounded_time(bait: str) -> None:
    start = time.perf_counter()
    vet(read_copy("bait.txt", bait.encode()), knowledge(), rules=RULES, today=TODAY)
    assert time.perf_counter() - start < 10


def test_clean_copy_has_no_error_and_few_alerts() -> None:
    data = (LABELS / "clean_copy.md").read_bytes()
    found = vet(read_copy("clean_copy.md", data), knowledge(), rules=RULES, today=TODAY)
    assert not [alert for alert in found if alert.severity is Severity.ERROR]
    assert 1000 * len(found) / len(data.split()) < 5


@pytest.mark.parametrize(
    ("name", "precision", "recall"), [("own_dev", 0.97, 0.93), ("own_held_out", 0.95, 0.9)]
)
def test_own_sentences(name: str, precision: float, recall: float) -> None:
    score = score_own(LABELS / f"{name}.csv", RULES, knowledge()).summary()
    assert score["errors_precision"] is not None and score["errors_precision"] >= precision
    assert score["recall"] is not None and score["recall"] >= recall


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the five pages are not here")
def test_the_five_pages() -> None:
    score = score_pages(LABELS / "seeds.csv", RULES, knowledge())
    summary = score.summary()
    assert summary["errors_precision"] is not None and summary["errors_precision"] >= 0.95
    assert summary["recall"] is not None and summary["recall"] >= 0.9
    assert score.wrong["KL007"] == 0


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the five pages are not here")
def test_sentences_of_the_pages_are_not_in_the_labels() -> None:
    own = "".join(path.read_text(encoding="utf-8") for path in LABELS.rglob("*.*"))
    runs = set()
    for page in SEEDS.glob("*.txt"):
        words = page.read_text(encoding="utf-8").lower().split()
        runs |= {" ".join(words[at : at + 8]) for at in range(len(words) - 7)}
    theirs = [run for run in runs if run in " ".join(own.lower().split())]
    assert theirs == []


def test_the_labels_hold_at_least_two_hundred_sentences_and_half_of_them_traps() -> None:
    rows = [
        line
        for name in ("own_dev", "own_held_out")
        for line in Path(LABELS / f"{name}.csv").read_text(encoding="utf-8").splitlines()[1:]
    ]
    assert len(rows) >= 200
    assert sum(line.startswith(",,") for line in rows) >= 100
