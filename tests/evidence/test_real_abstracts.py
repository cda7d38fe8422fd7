"""What the figure check says of our own findings in the seven abstracts at hand, read by eye."""

from __future__ import annotations

import json
import re
from pathlib import Path

from kb.evidence.abstract_check import check_figure
from kb.library import Library
from kb.project import Project
from kb.pubmed_record import AbstractSection
from tests.conftest import ROOT

#: Not in the abstract: two doses and a length that only the article gives, a share printed without
#: its n, and a dose printed per hour and body weight, for which we have no unit.
NOT_FOUND = {
    "Berman2000.infusion-length",
    "Li2010.dose",
    "Murrough2015.dose",
    "Rasmussen2013.remission-kept-4wk",
    "Sigtermans2009.dose",
}
#: Our figures that another ketamine study's abstract prints as well, e.g. 71% responders in two trials.
ALLOWED_ELSEWHERE = 10


def sections(abstract: str) -> list[AbstractSection]:
    parts = []
    for line in abstract.split("\n"):
        match = re.match(r"([A-Z][A-Z &/]{3,}): (.*)", line)
        label, text = (match[1], match[2]) if match else ("", line)
        parts.append(AbstractSection(label, label, text, text))
    return parts


def test_own_figures_in_the_abstracts_at_hand(shared: Path) -> None:
    lines = (shared / "bench/ketamine/abstracts.jsonl").read_text(encoding="utf-8").splitlines()
    abstracts = {str(record["pmid"]): sections(record["abstract"]) for record in map(json.loads, lines)}
    library = Library.load(Project(ROOT))
    on_ketamine = [
        pmid for pmid, parts in abstracts.items() if any("ketamine" in part.text for part in parts)
    ]
    states: dict[str, str] = {}
    elsewhere = 0
    for finding in library.findings.values():
        own = library.publications[finding.citekey].pmid
        if own in abstracts:
            states[finding.id] = check_figure(finding, abstracts[own]).state
        if finding.metric.code not in ("dose", "length"):
            others = (abstracts[pmid] for pmid in on_ketamine if pmid != own)
            elsewhere += sum(check_figure(finding, text).state == "verified" for text in others)
    assert {key for key, state in states.items() if state != "verified"} == NOT_FOUND
    assert len(states) >= 25
    assert elsewhere <= ALLOWED_ELSEWHERE
