"""Tries a rule on its own cases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kb.vetting.knowledge import Knowledge
from kb.vetting.rule import Rule, RuleKind
from kb.vetting.running import NOTHING_KNOWN, alerts_of, prepare
from kb.vetting.spec_copy import spec_copy

_ASKS_THE_LIBRARY = frozenset({RuleKind.EVIDENCE, RuleKind.REGULATORY})
#: The day on which rules are tried, so that the outcome does not change with the calendar.
TRIED_ON = date(2026, 11, 21)


def needs_library(rule: Rule) -> bool:
    """Say whether the cases of a rule can be tried only with a library at hand."""
    return rule.text.kind in _ASKS_THE_LIBRARY


def failing_cases(
    rule: Rule, knowledge: Knowledge = NOTHING_KNOWN, today: date = TRIED_ON
) -> Iterator[tuple[str, str]]:
    """
    Yield ``(kind, case)`` of each case that fails, the kind being ``match`` or ``no_match``.

    A rule that follows from others has no cases of its own here: only the engine can try them.
    """
    if rule.text.derived is not None:
        return
    for kind, cases in (("match", rule.text.specs.match), ("no_match", rule.text.specs.no_match)):
        for case in cases:
            copy = spec_copy(case)
            ready = prepare(copy, knowledge, today, ((),) * len(copy.sentences))
            if any(alert.rule == rule.id for alert in alerts_of(rule, ready)) != (kind == "match"):
                yield kind, case
