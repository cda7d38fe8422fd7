"""Expressions compiled when first asked answer as compiled ones do, and every one of the product is sound."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re

import pytest

import kb.evidence
import kb.vetting
from kb.late_pattern import NEEDS_FILE, WIDE, all_made, digest_of, late
from kb.vetting.folding import fold
from kb.vetting.pattern_shape import needs_of
from kb.vetting.rule_files import load_rules

TEXT = "Ketamine 70%, ketamine 45%"


@pytest.mark.parametrize(
    "ask",
    [
        lambda pattern: [match.span() for match in pattern.finditer(TEXT)],
        lambda pattern: pattern.search(TEXT, 3)[0],
        lambda pattern: pattern.match(TEXT),
        lambda pattern: pattern.sub("x", TEXT, count=1),
        lambda pattern: pattern.split(TEXT),
        lambda pattern: pattern.findall(TEXT),
        lambda pattern: (pattern.groups, pattern.groupindex, pattern.pattern),
    ],
)
def test_it_answers_as_the_compiled_one(ask: object) -> None:
    assert callable(ask)
    expression = r"(?P<value>\d+)%"
    assert ask(late(expression)) == ask(re.compile(expression))
    assert ask(late(expression)) == ask(late(expression))


def test_flags_hold_and_a_fault_shows_at_the_first_question() -> None:
    assert late("KETAMINE", re.I).search(TEXT)
    faulty = late("(")
    with pytest.raises(re.error):
        faulty.search(TEXT)


@pytest.fixture(scope="module")
def made() -> set[tuple[str, int]]:
    """Every expression at the top of a module."""
    for package in (kb.evidence, kb.vetting):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    return {one for one in all_made() if one[0] != "("}


def test_every_expression_of_the_product_compiles(made: set[tuple[str, int]]) -> None:
    assert len(made) > 300
    for pattern, flags in made:
        re.compile(pattern, flags)


def test_the_record_of_what_they_need_is_current(made: set[tuple[str, int]]) -> None:
    record = json.loads(NEEDS_FILE.read_text(encoding="utf-8"))
    for pattern, flags in made:
        if len(pattern) >= WIDE and not flags:
            needs = [[list(group) for group in way] for way in needs_of(pattern)]
            assert record.get(digest_of(pattern), []) == needs, pattern[:80]


def test_what_is_left_unasked_would_have_found_nothing(made: set[tuple[str, int]]) -> None:
    texts = [fold(case).lower for rule in load_rules() for case in rule.text.specs.match[:6]]
    gated = 0
    for pattern, flags in made:
        asked = late(pattern, flags)
        whole = re.compile(pattern, flags)
        gated += "_gated" in asked.search.__qualname__
        for text in texts:
            if not asked.search(text):
                assert not whole.search(text), (pattern[:80], text)
    assert gated > 100
