"""The rules load, keep their own cases, and refuse to load when they do not."""

from __future__ import annotations

import json
import re
import shutil
import time
from pathlib import Path

import pytest

from kb.vetting.grounds import GROUNDS, Ground
from kb.vetting.rule import Rule
from kb.vetting.rule_cases import failing_cases, needs_library
from kb.vetting.rule_docs import rule_page
from kb.vetting.rule_files import RULES_FOLDER, TRIED, RuleError, is_on_record, load_rules, tried_before
from kb.vocabulary import Severity
from tests.vetting.knowledge_at_hand import knowledge

RULES = load_rules(try_all=True)
BY_ID = {rule.id: rule for rule in RULES}


def one_rule(folder: Path, name: str, *changes: tuple[str, str]) -> Path:
    source = (RULES_FOLDER / f"{name}.yml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in source
        source = source.replace(old, new, 1)
    (folder / f"{name}.yml").write_text(source, encoding="utf-8")
    return folder


def test_all_fifty_are_there() -> None:
    assert [rule.id for rule in RULES] == [f"KL{number:03d}" for number in range(1, 51)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_has_grounds_with_dates_and_cases(rule: Rule) -> None:
    assert rule.basis and all(re.match(r"(REG-\d\d|HOUSE) \(.+\)", ground) for ground in rule.basis)
    fewest = 0 if rule.id in {"KL045", "KL046"} else 3
    assert len(rule.text.specs.match) >= fewest
    assert len(rule.text.specs.no_match) >= 3
    assert "illegal" not in f"{rule.text.message} {rule.text.suggestion} {rule.text.why}".lower()


@pytest.mark.parametrize("ground", GROUNDS.values(), ids=lambda ground: ground.id)
def test_a_ground_is_told_as_reported_unless_its_source_was_read(ground: Ground) -> None:
    assert ("reported to say" in ground.sentence) is (ground.mark != "R")


@pytest.mark.parametrize("rule", [rule for rule in RULES if needs_library(rule)], ids=lambda rule: rule.id)
def test_cases_of_rules_that_ask_the_library(rule: Rule) -> None:
    assert list(failing_cases(rule, knowledge())) == []


def test_a_failing_case_is_named_with_its_rule(tmp_path: Path) -> None:
    one_rule(tmp_path, "KL001", ("  no_match:\n", "  no_match:\n    - Truly a wonder drug.\n"))
    with pytest.raises(RuleError, match=r"KL001 reports its own case under no_match: Truly a wonder drug\."):
        load_rules(tmp_path)


def test_a_missed_case_is_named_with_its_rule(tmp_path: Path) -> None:
    one_rule(tmp_path, "KL035", ("  match:\n", "  match:\n    - A quiet room.\n"))
    with pytest.raises(RuleError, match=r"KL035 does not report its own case under match: A quiet room\."):
        load_rules(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("basis: [REG-01, REG-15]", "basis: [REG-99]", "no ground 'REG-99'"),
        (r"'\bmirculous\b'", r"'(?:\w+ )+x+'", "may run away"),
        (r"'\bmirculous\b'", r"'mira.*cle'", "may run away"),
        (r"'\bmirculous\b'", r"'\bmira(cle'", "not a regular expression"),
        (r"'\bmirculous\b'", r"'<wonders>'", "no word list"),
        ("severity: error", "severity: fatal", "unknown code 'fatal'"),
        ("spared: [denial,", "spared: [denials,", "unknown code 'denials'"),
        ("title: Miracle", "titel: Miracle", "unknown key 'titel'"),
    ],
)
def test_a_faulty_rule_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    one_rule(tmp_path, "KL001", (old, new))
    with pytest.raises(RuleError, match=re.escape(message)):
        load_rules(tmp_path)


def test_a_check_that_is_not_there_is_refused(tmp_path: Path) -> None:
    one_rule(tmp_path, "KL014", ("checks: [rate_above_evidence]", "checks: [rate_beyond_reason]"))
    with pytest.raises(RuleError, match="KL014: no check 'rate_beyond_reason'"):
        load_rules(tmp_path)


def test_no_rules_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="no rule files"):
        load_rules(tmp_path)


def test_the_record_of_tried_rules_is_current() -> None:
    record = json.loads((RULES_FOLDER / TRIED).read_text(encoding="utf-8"))
    for rule in RULES:
        needs = [[[list(group) for group in way] for way in pattern.needs] for pattern in rule.patterns]
        assert record[f"{rule.id}.yml"]["needs"] == needs


def test_a_changed_rule_is_tried_in_spite_of_the_record(tmp_path: Path) -> None:
    shutil.copy(RULES_FOLDER / TRIED, tmp_path)
    one_rule(tmp_path, "KL001", ("  no_match:\n", "  no_match:\n    - Truly a wonder drug.\n"))
    with pytest.raises(RuleError, match="Truly a wonder drug"):
        load_rules(tmp_path)


def test_what_a_pattern_needs_stands_in_all_it_matches() -> None:
    for rule in RULES:
        for pattern in rule.patterns:
            for case in rule.text.specs.match:
                match = pattern.find.search(case.lower())
                if match and pattern.needs:
                    assert any(
                        all(any(text in match[0] for text in group) for group in way) for way in pattern.needs
                    ), (rule.id, case)


@pytest.mark.parametrize(
    "bait", [" " * 4000, "no " * 1300, "side effects " * 300, "a-" * 2000, "very safe " * 400]
)
def test_patterns_are_bounded_on_bait(bait: str) -> None:
    start = time.perf_counter()
    for rule in RULES:
        for pattern in rule.patterns:
            for expression in (pattern.find, pattern.near, pattern.unless):
                if expression is not None:
                    expression.search(bait)
    assert time.perf_counter() - start < 5


def test_severities_follow_the_document() -> None:
    errors = {rule.id for rule in RULES if rule.severity is Severity.ERROR}
    assert {
        "KL001",
        "KL002",
        "KL003",
        "KL004",
        "KL005",
        "KL006",
        "KL007",
        "KL010",
        "KL014",
        "KL019",
    } <= errors
    assert not errors & {
        "KL008",
        "KL015",
        "KL018",
        "KL025",
        "KL029",
        "KL036",
        "KL038",
        "KL039",
        "KL047",
        "KL050",
    }


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_page_of_a_rule(rule: Rule) -> None:
    page = rule_page(
        rule, {"right": 3, "allowed": 0, "wrong": 1, "missed": 1, "precision": 0.75, "recall": 0.75}
    )
    assert page.startswith(f"## {rule.id} ")
    assert "precision 0.75, recall 0.75" in page
    assert all(f"- {name}. " in page for name in rule.text.basis)
    assert "{match}" not in page
    assert "no case of this rule" in rule_page(rule, None)


def test_the_record_holds_for_the_code_as_it_is() -> None:
    """Else every start tries all rules again: run ``python -m kb.vetting.rule_files``."""
    record = tried_before(RULES_FOLDER)
    assert [rule.id for rule in RULES if not is_on_record(RULES_FOLDER / f"{rule.id}.yml", record)] == []


def test_what_a_rule_says_is_plain_words() -> None:
    for rule in RULES:
        text = rule.text
        said = [
            text.title,
            text.message,
            text.suggestion,
            text.why,
            *(p.message for p in text.patterns if p.message),
        ]
        for words in said:
            assert not set("[]|\\*") & set(words.replace("{match}", "")), (rule.id, words)
