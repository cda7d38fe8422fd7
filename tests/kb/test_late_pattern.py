"""Expressions compiled when first asked answer as compiled ones do, and every one of the product is sound."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

import kb
from kb.late_pattern import all_made, late

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


def test_every_expression_of_the_product_compiles() -> None:
    for module in pkgutil.walk_packages(kb.__path__, "kb."):
        if module.name.startswith(("kb.vetting", "kb.evidence")):
            importlib.import_module(module.name)
    made = [one for one in all_made() if one[0] != "("]
    assert len(made) > 300
    for pattern, flags in made:
        re.compile(pattern, flags)
