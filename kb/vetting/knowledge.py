"""
What vetting needs of the library, read from kb.db in one go.

Plain records and dictionaries, so that start-up costs some milliseconds: no YAML, no
network, no statistics. The caller owns the connection.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kb.models import Quantity
from kb.vocabulary import (
    Certainty,
    Comparison,
    Design,
    Direction,
    Directness,
    Drug,
    FactStatus,
    Kind,
    Metric,
    Outcome,
    Population,
    Role,
    Route,
    Standing,
    Unit,
    Verdict,
    Window,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPublication:
    """A publication as far as a citation or a message needs it."""

    citekey: str
    label: str
    title: str
    #: Family name of the first author, lower case.
    first_author: str
    year: int | None
    pmid: str | None
    doi: str | None
    design: Design
    n: int | None
    standing: Standing
    standing_note: str | None
    counts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFinding:
    """A number that a publication reports, with the publication."""

    id: str
    publication: KnownPublication
    outcome: Outcome
    metric: Metric
    value: Decimal
    unit: Unit
    events: int | None
    n: int | None
    arm: str | None
    comparator: str | None
    comparator_value: Decimal | None
    population: Population
    drug: Drug
    route: Route
    window: Window


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownItem:
    """What one publication or fact says about a claim."""

    source: str
    direction: Direction
    directness: Directness
    counted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownClaim:
    """A claim with its verdict and what may be said instead."""

    id: str
    kind: Kind
    statement: str
    wordings: tuple[str, ...]
    holds: str
    caveat: str
    verdict: Verdict
    certainty: Certainty
    population: Population
    drug: Drug
    route: Route
    comparator: str | None
    outcome: Outcome
    window: Window
    review_due: date
    quantities: tuple[Quantity, ...]
    items: tuple[KnownItem, ...]

    def sources(self, direction: Direction | None = None) -> tuple[str, ...]:
        """Return citekeys and fact ids of its counted items, of one direction or of any, in order."""
        return tuple(
            dict.fromkeys(i.source for i in self.items if i.counted and direction in (None, i.direction))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFact:
    """What a regulator decided, from when, until when."""

    id: str
    status: FactStatus
    product: str
    drug: Drug
    indication: str
    regimen: str
    statement: str
    start: date | None
    end: date | None

    def holds_on(self, day: date) -> bool:
        """Say whether the fact holds on that day; an unknown start counts as long ago."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Knowledge:
    """The library as vetting sees it; equal to itself alone, so that an index can be kept for it."""

    claims: Mapping[str, KnownClaim]
    publications: Mapping[str, KnownPublication]
    findings: tuple[KnownFinding, ...]
    facts: Mapping[str, KnownFact]


def load_knowledge(connection: sqlite3.Connection) -> Knowledge:
    """Read everything that vetting needs from kb.db."""
    publications = {row[0]: _publication(row) for row in connection.execute(_PUBLICATIONS)}
    findings = tuple(_finding(row, publications) for row in connection.execute(_FINDINGS))
    quantities: dict[str, list[Quantity]] = {}
    for row in connection.execute(_QUANTITIES):
        quantities.setdefault(row[0], []).append(_quantity(row))
    items: dict[str, list[KnownItem]] = {}
    for claim, source, direction, directness, counted in connection.execute(_ITEMS):
        item = KnownItem(
            source=source,
            direction=Direction.of(direction),
            directness=Directness.of(directness),
            counted=bool(counted),
        )
        items.setdefault(claim, []).append(item)
    claims = {row[0]: _claim(row, quantities, items) for row in connection.execute(_CLAIMS)}
    facts = {row[0]: _fact(row) for row in connection.execute(_FACTS)}
    return Knowledge(claims=claims, publications=publications, findings=findings, facts=facts)


_PUBLICATIONS = """
SELECT citekey, label, title, lower(coalesce(a.author, '')), year, pmid, doi, design, n, standing, standing_note, counts
FROM publications LEFT JOIN publication_authors AS a USING (citekey) WHERE coalesce(a.position, 1) = 1 ORDER BY citekey
"""
_FINDINGS = """
SELECT id, citekey, outcome, metric, value_printed, value, unit, events, n, arm, comparator, comparator_value,
  population, drug, route, "window"
FROM findings WHERE value IS NOT NULL ORDER BY id
"""
_QUANTITIES = (
    "SELECT claim_id, role, comparison, value, high, unit FROM quantities ORDER BY claim_id, position"
)
_ITEMS = """
SELECT claim_id, coalesce(citekey, fact_id), direction, directness, counted FROM evidence_items
ORDER BY claim_id, position
"""
_CLAIMS = """
SELECT id, kind, statement, wordings, holds, caveat, verdict, certainty, population, drug, route, comparator, outcome,
  "window", review_due
FROM claims ORDER BY id
"""
_FACTS = """
SELECT id, status, product, drug, coalesce(indication, ''), coalesce(regimen, ''), statement, start_on, end_on
FROM regulatory_facts ORDER BY id
"""


def _publication(row: tuple[str | int | None, ...]) -> KnownPublication:
    citekey, label, title, author, year, pmid, doi, design, n, standing, note, counts = row
    family = str(author).split(",")[0].strip()
    return KnownPublication(
        citekey=str(citekey),
        label=str(label),
        title=str(title),
        first_author=family,
        year=None if year is None else int(year),
        pmid=None if pmid is None else str(pmid),
        doi=None if doi is None else str(doi).lower(),
        design=Design.of(str(design)),
        n=None if n is None else int(n),
        standing=Standing.of(str(standing)),
        standing_note=None if note is None else str(note),
        counts=bool(counts),
    )


def _finding(row: tuple[str, ...], publications: Mapping[str, KnownPublication]) -> KnownFinding:
    name, citekey, outcome, metric, printed, value, unit, events, n, arm, comparator, other, *scope = row
    population, drug, route, window = scope
    return KnownFinding(
        id=name,
        publication=publications[citekey],
        outcome=Outcome.of(outcome),
        metric=Metric.of(metric),
        value=Decimal(str(printed if printed is not None else value)),
        unit=Unit.of(unit),
        events=None if events is None else int(events),
        n=None if n is None else int(n),
        arm=arm,
        comparator=comparator,
        comparator_value=None if other is None else Decimal(str(other)),
        population=Population.of(population),
        drug=Drug.of(drug),
        route=Route.of(route),
        window=Window.of(window),
    )


def _quantity(row: tuple[str, ...]) -> Quantity:
    _, role, comparison, value, high, unit = row
    return Quantity(
        role=Role.of(role),
        comparison=Comparison.of(comparison),
        value=_number(value),
        high=None if high is None else _number(high),
        unit=Unit.of(unit),
    )


def _number(value: str | float) -> Decimal:
    text = str(value)
    return Decimal(text.removesuffix(".0"))


def _claim(
    row: tuple[str, ...], quantities: Mapping[str, list[Quantity]], items: Mapping[str, list[KnownItem]]
) -> KnownClaim:
    name, kind, statement, wordings, holds, caveat, verdict, certainty, *scope, due = row
    population, drug, route, comparator, outcome, window = scope
    return KnownClaim(
        id=name,
        kind=Kind.of(kind),
        statement=statement,
        wordings=tuple(wordings.split("\n")),
        holds=holds,
        caveat=caveat,
        verdict=Verdict.of(verdict),
        certainty=Certainty.of(certainty),
        population=Population.of(population),
        drug=Drug.of(drug),
        route=Route.of(route),
        comparator=comparator,
        outcome=Outcome.of(outcome),
        window=Window.of(window),
        review_due=date.fromisoformat(due),
        quantities=tuple(quantities.get(name, ())),
        items=tuple(items.get(name, ())),
    )


def _fact(row: tuple[str, ...]) -> KnownFact:
    name, status, product, drug, indication, regimen, statement, start, end = row
    return KnownFact(
        id=name,
        status=FactStatus.of(status),
        product=product,
        drug=Drug.of(drug),
        indication=indication,
        regimen=regimen,
        statement=statement,
        start=date.fromisoformat(start) if start else None,
        end=date.fromisoformat(end) if end else None,
    )
