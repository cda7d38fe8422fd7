"""Short questions that checks put to the library."""

from __future__ import annotations

from kb.vetting.check_input import CheckInput
from kb.vetting.knowledge import KnownClaim, KnownFact, KnownFinding
from kb.vocabulary import Drug, FactStatus, Unit


def facts_today(given: CheckInput, drug: Drug, *statuses: FactStatus) -> list[KnownFact]:
    """Return the facts about a drug, of these kinds, that hold on the day of vetting."""
    return [
        fact
        for fact in given.knowledge.facts.values()
        if fact.drug is drug and fact.status in statuses and fact.holds_on(given.today)
    ]


def known_claim(given: CheckInput, *names: str) -> KnownClaim | None:
    """Return the first of the named claims that the library has, or None."""
    return next((given.knowledge.claims[name] for name in names if name in given.knowledge.claims), None)


def finding(given: CheckInput, name: str) -> KnownFinding | None:
    """Return a finding by its id, or None where the library no longer has it or it does not count."""
    found = next((f for f in given.knowledge.findings if f.id == name), None)
    return found if found is not None and found.publication.counts else None


def against_other_arm(found: KnownFinding) -> str:
    """Return a share and the other arm's, rounded, e.g. ``46% against 63%``."""
    unit = "%" if found.unit is Unit.PERCENT else f" {found.unit.code}"
    other = f" against {round(found.comparator_value)}{unit}" if found.comparator_value is not None else ""
    return f"{round(found.value)}{unit}{other}"
