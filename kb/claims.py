"""
claims.yaml: the claims, the findings they rest on and the regulatory facts.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kb.models import Claim, Finding, Problem, RegulatoryFact
from kb.source_text import read_source
from kb.yaml_records import YamlReader


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsFile:
    """What claims.yaml holds, and every fault met while reading it."""

    findings: tuple[Finding, ...] = ()
    regulatory_facts: tuple[RegulatoryFact, ...] = ()
    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()


#: The record of each list in the file.
SECTIONS: dict[str, type] = {"findings": Finding, "regulatory_facts": RegulatoryFact, "claims": Claim}


def load_claims(path: Path) -> ClaimsFile:
    """
    Read claims.yaml. Faults come back as ``problems``; the records beside them are sound.

    :raises SourceFileError: if the file cannot be opened or is not UTF-8.
    """
    return parse_claims(read_source(path), path.name)


def parse_claims(text: str, path: str = "claims.yaml") -> ClaimsFile:
    """Read the text of a claims file; ``path`` is the name used in problems."""
    reader = YamlReader(path)
    top = reader.compose(text)
    if top is None:
        return ClaimsFile(problems=tuple(reader.problems))
    nodes = reader.entries(top, SECTIONS, "the file")
    findings = reader.records(nodes["findings"], Finding) if "findings" in nodes else []
    facts = reader.records(nodes["regulatory_facts"], RegulatoryFact) if "regulatory_facts" in nodes else []
    claims = reader.records(nodes["claims"], Claim) if "claims" in nodes else []
    return ClaimsFile(
        findings=tuple(findings),
        regulatory_facts=tuple(facts),
        claims=tuple(claims),
        problems=tuple(reader.problems),
    )
