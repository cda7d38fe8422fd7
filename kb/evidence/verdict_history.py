"""
What the verdict on a claim would have been in each year: today's rule, yesterday's evidence.

The rule of :mod:`kb.evidence.verdict` is applied to what had been published by the end of
each year in which something came, lapsed or was replaced. A publication counts from the year
of its issue; a regulatory fact from the year of its first day to its last day; an edition
that a later one replaces until the year of that one. Evidence that bears no date counts from
the year of the claim's review, the first by which it surely was known.

Three things are not carried back, because nothing we hold says how they stood then: the
curator's verdict, the certainty, and the day of a retraction. What is retracted today is left
out of every year.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from kb.evidence.standing import COUNTED
from kb.evidence.verdict import Weighed, judge
from kb.models import Claim, Publication, RegulatoryFact, Ruling
from kb.vocabulary import Direction, Standing


@dataclass(frozen=True, slots=True)
class VerdictInYear:
    """The rule's verdict by the end of one year, and what was new in it."""

    year: int
    ruling: Ruling
    #: Whether the verdict differs from the one before; the first always does.
    changed: bool
    counted: tuple[Weighed, ...]
    #: Citekeys and ids of facts that came in this year, in the claim's order, each once.
    arrived: tuple[str, ...]
    #: Those that lapsed or were replaced in this year.
    left: tuple[str, ...]

    def count(self, direction: Direction) -> int:
        """Return how many of the counted items point this way."""
        return sum(w.item.direction is direction for w in self.counted)


@dataclass(frozen=True, slots=True)
class _Dated:
    """An evidence item with the years between which it counts; ``until`` is the first without it."""

    weighed: Weighed
    since: int
    until: int | None

    def in_force(self, year: int) -> bool:
        return self.since <= year and (self.until is None or year < self.until)


def verdict_history(
    claim: Claim,
    weighed: list[Weighed],
    facts: Mapping[str, RegulatoryFact],
    publications: Mapping[str, Publication],
) -> tuple[VerdictInYear, ...]:
    """Return a verdict for each year in which evidence came or went, oldest first; none without evidence."""
    replaced = {key: p.year for p in publications.values() for key in p.supersedes if p.year is not None}
    dated = [_dated(w, claim, facts, replaced) for w in weighed]
    years = sorted({d.since for d in dated} | {d.until for d in dated if d.until})
    return tuple(_history(claim, dated, years))


def _history(claim: Claim, dated: list[_Dated], years: list[int]) -> Iterator[VerdictInYear]:
    before: Ruling | None = None
    for year in years:
        in_force = [d.weighed for d in dated if d.in_force(year)]
        ruling = judge(claim, in_force)
        yield VerdictInYear(
            year=year,
            ruling=ruling,
            changed=before is None or before.verdict is not ruling.verdict,
            counted=tuple(w for w in in_force if w.standing in COUNTED),
            arrived=tuple(dict.fromkeys(d.weighed.name for d in dated if d.since == year)),
            left=tuple(dict.fromkeys(d.weighed.name for d in dated if d.until == year)),
        )
        before = ruling


def _dated(
    weighed: Weighed,
    claim: Claim,
    facts: Mapping[str, RegulatoryFact],
    replaced: Mapping[str, int],
) -> _Dated:
    undated = claim.review.reviewed_on.year
    if weighed.publication:
        since = weighed.publication.year or undated
        if weighed.standing is Standing.SUPERSEDED and weighed.name in replaced:
            return _Dated(replace(weighed, standing=Standing.UNCHECKED), since, replaced[weighed.name])
        return _Dated(weighed, since, None)
    fact = facts.get(weighed.name)
    since = fact.start.year if fact and fact.start else undated
    return _Dated(weighed, since, _gone_by(fact.end) if fact and fact.end else None)


def _gone_by(end: date) -> int:
    """Return the first year at whose end a fact no longer holds."""
    return end.year if end < date(end.year, 12, 31) else end.year + 1
