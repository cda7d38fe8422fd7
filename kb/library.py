"""
The library: everything the text files and the captured records say, cross-linked.

Loading collects the faults of both files; nothing is dropped in silence. What is
derived (standings, rulings, where a figure stands in its abstract) is computed here
once, by the one published function for each.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from kb.bibliography import load_publications
from kb.claims import load_claims
from kb.evidence.standing import StandingNow, standing_of
from kb.evidence.verdict import Weighed, judge, weigh
from kb.models import Claim, EvidenceItem, Finding, Problem, Publication, RegulatoryFact, Ruling
from kb.project import Project
from kb.pubmed_record import PubMedRecord
from kb.vocabulary import Severity, Standing

R = TypeVar("R", Finding, RegulatoryFact, Claim)


@dataclass(frozen=True, slots=True, kw_only=True)
class CapturedRecord:
    """A PubMed record as fetched: parsed, with its day and the hash of its bytes."""

    record: PubMedRecord
    fetched_on: str
    sha256: str


@dataclass(frozen=True)
class Library:
    """All claims, publications, findings and facts of one project."""

    publications: Mapping[str, Publication]
    findings: Mapping[str, Finding]
    regulatory_facts: Mapping[str, RegulatoryFact]
    claims: Mapping[str, Claim]
    #: Captured records by PMID.
    captured: Mapping[str, CapturedRecord] = field(default_factory=dict)
    #: Faults met while reading, repeated keys included.
    problems: tuple[Problem, ...] = ()
    claims_sha256: str = ""
    references_sha256: str = ""

    @classmethod
    def load(cls, project: Project, captured: Iterable[CapturedRecord] = ()) -> Library:
        """
        Read a project's text files.

        :raises SourceFileError: if one of them cannot be opened or is not UTF-8.
        """
        bibliography = load_publications(project.references)
        file = load_claims(project.claims)
        repeated: list[Problem] = []
        findings = _by_id(file.findings, project.claims.name, repeated)
        facts = _by_id(file.regulatory_facts, project.claims.name, repeated)
        claims = _by_id(file.claims, project.claims.name, repeated)
        return cls(
            publications={p.citekey: p for p in bibliography.publications},
            findings=findings,
            regulatory_facts=facts,
            claims=claims,
            captured={c.record.pmid: c for c in captured},
            problems=(*bibliography.problems, *file.problems, *repeated),
            claims_sha256=hashlib.sha256(project.claims.read_bytes()).hexdigest(),
            references_sha256=hashlib.sha256(project.references.read_bytes()).hexdigest(),
        )

    def captured_for(self, publication: Publication) -> CapturedRecord | None:
        """Return the captured record of a publication, if it has a PMID and one was fetched."""
        return self.captured.get(publication.pmid or "")

    @cached_property
    def standings(self) -> dict[str, StandingNow]:
        """The standing of each publication by citekey."""
        result = {}
        for citekey, publication in self.publications.items():
            captured = self.captured_for(publication)
            result[citekey] = standing_of(publication, captured.record if captured else None)
        return result

    @cached_property
    def rulings(self) -> dict[str, Ruling]:
        """The rule's verdict on each claim by its id."""
        return {key: judge(claim, self.weighed(claim)) for key, claim in self.claims.items()}

    def weighed(self, claim: Claim) -> list[Weighed]:
        """Return the claim's evidence items joined to what they cite."""
        return weigh(claim, self.publications, self.findings, self._standing_words)

    @cached_property
    def _standing_words(self) -> dict[str, Standing]:
        return {citekey: now.standing for citekey, now in self.standings.items()}

    @cached_property
    def findings_of(self) -> dict[str, list[Finding]]:
        """The findings of each publication by citekey."""
        result: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.findings.values():
            result[finding.citekey].append(finding)
        return result

    @cached_property
    def items_citing(self) -> dict[str, list[tuple[Claim, EvidenceItem]]]:
        """The evidence items that cite each publication, with their claims, by citekey."""
        result: dict[str, list[tuple[Claim, EvidenceItem]]] = defaultdict(list)
        for claim in self.claims.values():
            for item in claim.evidence:
                if item.publication:
                    result[item.publication].append((claim, item))
        return result


def _by_id(records: Iterable[R], path: str, repeated: list[Problem]) -> dict[str, R]:
    """Index records by id; a repeated id keeps the first and is reported."""
    result: dict[str, R] = {}
    for record in records:
        first = result.setdefault(record.id, record)
        if first is not record:
            repeated.append(
                Problem(
                    code="YML003",
                    severity=Severity.ERROR,
                    message=f"id {record.id!r} stands twice; it was first used on line {first.line}",
                    path=path,
                    line=record.line,
                    remedy="give it an id of its own",
                )
            )
    return result
