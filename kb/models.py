"""
The records of the knowledge base: frozen, typed, without behaviour.

The text files are read into these, and everything else (checks, the rule for a
verdict, the database, the site) is made from them. Field names are the keys of
claims.yaml; the JSON Schema and the reference of the format are generated from
the annotations and ``doc`` texts here, so there is one place to change.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from kb.vocabulary import (
    Certainty,
    Comparison,
    Confidence,
    Design,
    Dimension,
    Direction,
    Directness,
    Drug,
    FactStatus,
    Improvement,
    Indexing,
    Kind,
    Metric,
    Origin,
    Outcome,
    Population,
    Reading,
    Reviewer,
    Role,
    Route,
    Severity,
    Source,
    Standing,
    Topic,
    Unit,
    Verdict,
    Window,
)


def doc(text: str, **kwargs: Any) -> Any:
    """Return a dataclass field that carries its documentation."""
    return field(metadata={"doc": text}, **kwargs)


def position() -> Any:
    """Return a field that says where a record stands; it takes no part in equality."""
    return field(default=0, compare=False, metadata={"position": True})


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A fault in our own content, with its place and its remedy."""

    code: str
    severity: Severity
    message: str
    path: str
    line: int = 0
    remedy: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        remedy = f" ({self.remedy})" if self.remedy else ""
        return f"{place}: {self.code} {self.message}{remedy}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One entry of references.bib: a work, and what we know of it and how."""

    citekey: str
    entry_type: str = "article"
    authors: tuple[str, ...] = ()
    title: str = ""
    journal: str | None = None
    journal_abbreviation: str | None = None
    year: int | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    doi: str | None = None
    publication_types: tuple[str, ...] = ()
    mesh: tuple[str, ...] = ()
    #: Registry identifiers, e.g. NCT00088699.
    registry: tuple[str, ...] = ()
    design: Design
    design_note: str | None = None
    #: People whose figures the findings rest on; n_note says which.
    n: int | None = None
    n_note: str | None = None
    population: str | None = None
    intervention: str | None = None
    comparator: str | None = None
    #: Citekeys of publications whose patients are among this one's.
    includes: tuple[str, ...] = ()
    #: Citekeys of studies whose results this review pools, as far as known.
    pools: tuple[str, ...] = ()
    #: Citekeys of the studies whose patients this one analyses again.
    secondary_of: tuple[str, ...] = ()
    #: Citekeys of the earlier editions that this one replaces.
    supersedes: tuple[str, ...] = ()
    #: Keys that this entry had before; their addresses lead to it.
    formerly: tuple[str, ...] = ()
    overlap_note: str | None = None
    #: The event known to us; `unchecked` where none is.
    standing: Standing = Standing.UNCHECKED
    standing_note: str | None = None
    standing_source: Source = Source.NONE
    indexing: Indexing
    identity_source: Source
    figure_source: Source
    #: Names of fields, or `figures`, that are from memory.
    from_memory: tuple[str, ...] = ()
    confidence: Confidence
    verification_note: str | None = None
    note: str | None = None
    line: int = position()


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """An interval around a value, and where it came from."""

    low: Decimal = doc("Lower bound, in the unit of the value.")
    high: Decimal = doc("Upper bound, in the unit of the value.")
    level: int = doc("Level in percent.", default=95)
    origin: Origin = doc("Printed in the publication, or computed by us.", default=Origin.REPORTED)
    line: int = position()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A number that a publication reports."""

    id: str = doc("Stable key, the citekey, a full stop and a short name; never reused.")
    citekey: str = doc("The publication that reports it.")
    outcome: Outcome = doc("What was measured.")
    definition: str | None = doc("How the outcome was defined, in our words.", default=None)
    scale: str | None = doc("Scale or instrument, e.g. MADRS.", default=None)
    metric: Metric = doc("The kind of number.")
    comparison: Comparison = doc(
        "How the number is to be read: a bound where the source gives only a bound.",
        default=Comparison.EXACTLY,
    )
    value: Decimal | None = doc("The number as printed; left out where only p is known.", default=None)
    high: Decimal | None = doc("Upper end, where the number is a range from value.", default=None)
    unit: Unit = doc("The unit of the value.")
    improvement: Improvement | None = doc(
        "Which sign of a difference or change is the better one; without it the number is neither drawn "
        "on an axis nor pooled.",
        default=None,
    )
    interval: Interval | None = doc(
        "Interval as printed. Where it is left out and events and n are given, "
        "a Wilson interval is computed and marked as computed.",
        default=None,
    )
    sd: Decimal | None = doc("Standard deviation, where printed.", default=None)
    p: str | None = doc("P value as printed, e.g. 0.25 or <0.001.", default=None)
    events: int | None = doc("People with the outcome, in the arm.", default=None)
    n: int | None = doc("People the number rests on, in the arm (both arms for a difference).", default=None)
    arm: str | None = doc("The arm the number belongs to, e.g. ketamine 0.5 mg/kg.", default=None)
    comparator: str | None = doc("The other arm, e.g. midazolam; none for a single arm.", default=None)
    comparator_value: Decimal | None = doc("The same number in the other arm.", default=None)
    comparator_events: int | None = doc("People with the outcome in the other arm.", default=None)
    comparator_n: int | None = doc("People in the other arm.", default=None)
    population: Population = doc("In whom.")
    drug: Drug = doc("The drug.", default=Drug.KETAMINE)
    route: Route = doc("The route.", default=Route.IV)
    window: Window = doc("When, as a code.")
    time: str | None = doc("When, in words, e.g. 24 hours after one infusion.", default=None)
    analysis: str | None = doc("Which analysis: primary, secondary, post hoc, completers.", default=None)
    source: Source = doc("By what kind of source the figure was verified.")
    note: str | None = doc("What a reader of the figure must know.", default=None)
    line: int = position()


@dataclass(frozen=True, slots=True, kw_only=True)
class RegulatoryFact:
    """What a regulator decided, from when, until when."""

    id: str = doc("Stable key; never reused.")
    status: FactStatus = doc("What was decided.")
    product: str = doc("The product, by its generic name.")
    drug: Drug = doc("The drug.")
    indication: str | None = doc("For what.", default=None)
    regimen: str | None = doc(
        "How it may be given: alone, with an oral antidepressant, supervised.", default=None
    )
    statement: str = doc("The fact in one sentence of our own.")
    jurisdiction: str = doc("Where it holds, e.g. US.")
    authority: str = doc("Who decided.")
    document: str = doc("The document that says so, by its kind and title.")
    start: date | None = doc("From which day it holds.", default=None)
    start_note: str | None = doc("What is uncertain about the day.", default=None)
    end: date | None = doc("The last day on which it held; left out while it holds.", default=None)
    reading: Reading = doc("How closely the document was read.")
    line: int = position()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number that a claim states, and the part it plays there."""

    role: Role = doc("What the number is.")
    comparison: Comparison = doc("How the claim puts it.", default=Comparison.EXACTLY)
    value: Decimal = doc("The number, or the lower end of a range.")
    high: Decimal | None = doc("The upper end of a range.", default=None)
    unit: Unit = doc("Its unit.")
    line: int = position()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Of whom, of what and of when a claim speaks."""

    population: Population = doc("Of whom the claim speaks.")
    drug: Drug = doc("The drug it speaks of.", default=Drug.KETAMINE)
    route: Route = doc("The route; `any` where the claim does not say.", default=Route.ANY)
    comparator: str | None = doc(
        "What the treatment is compared with, where the claim compares.", default=None
    )
    outcome: Outcome = doc("What it promises or denies.")
    window: Window = doc("The time it speaks of.", default=Window.UNSTATED)
    line: int = position()


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceItem:
    """What one publication (or one regulatory fact) says about one claim."""

    publication: str | None = doc("Citekey of the publication.", default=None)
    fact: str | None = doc("Id of the regulatory fact, in place of a publication.", default=None)
    direction: Direction = doc("Its bearing on the claim as stated.")
    directness: Directness = doc("Whether it speaks of what the claim speaks of.")
    differs: tuple[Dimension, ...] = doc("On what it differs; required unless direct.", default=())
    findings: tuple[str, ...] = doc("Ids of the findings it rests on.", default=())
    design: Design | None = doc(
        "Design of the part it rests on, where that differs from the publication's: "
        "the open-label series that follows a crossover trial.",
        default=None,
    )
    why: str = doc("One line: why this bears on the claim in this direction.")
    line: int = position()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """The claim as worded on one page: where, never the wording itself."""

    id: str = doc("Stable key of the mention.")
    page: str = doc("File name of the page.")
    line: int = doc("Line on the page, from 1.")
    start: int | None = doc("First character of the wording on that line, from 0.", default=None)
    end: int | None = doc("The character after its last.", default=None)
    fingerprint: str | None = doc(
        "First 16 hexadecimal digits of the SHA-256 of the wording there, in lower case with "
        "runs of anything but letters, digits and % made one space; of the whole line where "
        "start and end are left out.",
        default=None,
    )
    source_line: int = position()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """How certain the evidence makes us, and why."""

    level: Certainty = doc("GRADE's level.")
    because: str = doc("What lowered or raised it.")
    line: int = position()


@dataclass(frozen=True, slots=True, kw_only=True)
class CuratorVerdict:
    """A verdict that departs from the rule's, with its reason."""

    verdict: Verdict = doc("The curator's verdict.")
    because: str = doc("Why the rule's verdict does not do justice to the evidence.")
    line: int = position()


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Who looked at a claim last, by role, and when it is due again."""

    by: Reviewer = doc("The reviewer's role.")
    reviewed_on: date = doc("The day of the review.")
    due: date = doc("The day by which it is to be reviewed again.")
    line: int = position()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A statement that clinics make, in neutral words, with its evidence."""

    id: str = doc("Stable slug, lower case with hyphens; never reused.")
    topic: Topic = doc("The shelf it stands on.")
    kind: Kind = doc("What sort of statement it is.")
    statement: str = doc("The claim in neutral words of our own, one sentence.")
    about: Scope = doc("Of whom, of what and of when it speaks.")
    quantities: tuple[Quantity, ...] = doc("The numbers it states.", default=())
    wordings: tuple[str, ...] = doc("Short phrasings people use for it, our own.")
    holds: str = doc("A wording that the evidence allows.")
    caveat: str = doc("What must be said with it.")
    not_assessable: str | None = doc(
        "Why no study could settle it; left out for a claim that a study could.", default=None
    )
    evidence: tuple[EvidenceItem, ...] = doc("What the library says about it.", default=())
    no_evidence: str | None = doc("Where evidence is empty: what was looked for and not found.", default=None)
    certainty: Judgement = doc("How certain the evidence makes us.")
    curator_verdict: CuratorVerdict | None = doc(
        "Only where the curator departs from the rule.", default=None
    )
    search: str = doc("PubMed query that would find contrary evidence.")
    review: Review = doc("Who reviewed it and when.")
    mentions: tuple[Mention, ...] = doc("Where it was seen.", default=())
    replaces: tuple[str, ...] = doc(
        "Ids it had before, or ids of claims merged into it; their addresses lead to it.", default=()
    )
    line: int = position()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the rule for a verdict, as taken for a claim."""

    #: Number of the rule's step, 0 to 6.
    number: int
    #: What was looked at and found, in one sentence.
    text: str
    #: The verdict, if this step settled it.
    verdict: Verdict | None = None
    #: Id of the finding that a number of the claim was compared with.
    finding: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """The rule's verdict on a claim, with the trace of its steps."""

    verdict: Verdict
    certainty: Certainty
    steps: tuple[Step, ...]
    #: Dimensions that the claim overreaches on, where that decided it.
    overreach: tuple[Dimension, ...] = ()
