"""The shipped content, and the rules of the house that a machine can hold."""

from __future__ import annotations

import csv
import re
import subprocess
from datetime import date
from pathlib import Path

import pytest

from kb.checks import run_checks
from kb.library import Library
from kb.project import Project
from kb.vocabulary import Direction, Severity, Verdict
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load(Project(ROOT))


def test_the_shipped_content_passes_its_own_checks(library: Library) -> None:
    problems = run_checks(library, today=date(2026, 11, 21))
    assert [str(p) for p in problems if p.severity is not Severity.NOTE] == []


def test_every_study_and_every_reader_row_is_placed(library: Library, shared: Path) -> None:
    with (shared / "evidence" / "studies.csv").open(newline="", encoding="utf-8") as file:
        pmids = {row["pmid"] for row in csv.DictReader(file) if row["pmid"]}
    assert len(library.publications) == 97
    assert pmids == {p.pmid for p in library.publications.values() if p.pmid}
    with (shared / "evidence" / "claims.csv").open(newline="", encoding="utf-8") as file:
        rows = {(row["claim_id"], row["seed_file"], int(row["line_no"])) for row in csv.DictReader(file)}
    mentions = [(m.id, m.page, m.line) for claim in library.claims.values() for m in claim.mentions]
    assert len(mentions) == len(rows) == 189
    assert set(mentions) == rows


def test_mentions_still_stand_on_their_lines(library: Library, shared: Path) -> None:
    problems = run_checks(library, today=date(2026, 11, 21), project_pages=shared / "seeds", select=["MEN"])
    assert problems == []


def test_every_claim_has_a_verdict_and_its_trace(library: Library) -> None:
    for key in library.claims:
        ruling = library.rulings[key]
        assert ruling.steps[0].number == 0
        assert ruling.steps[-1].verdict is ruling.verdict


def test_the_flagship_claims(library: Library) -> None:
    seventy = library.rulings["response-70-percent"]
    assert (seventy.verdict, seventy.steps[-1].number) == (Verdict.OVERSTATED, 3)
    finding = library.findings["Murrough2013bp.response-series"]
    assert (str(finding.value), finding.events, finding.n, finding.scale) == ("70.8", 17, 24, "MADRS")
    cited = {(i.publication, i.direction) for i in library.claims["response-70-percent"].evidence}
    assert {("Murrough2013bp", Direction.SUPPORTS), ("Jelovac2025", Direction.CONTRADICTS)} <= cited
    assert library.rulings["onset-40-minutes-anhedonia"].verdict is Verdict.OVERSTATED


TRACKED = subprocess.run(
    ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
).stdout.split()


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("a path of some machine", r"(?<![\w.])/(?:work|home|root|Users)/\w"),
        (
            "a registry's address",
            r"https?://(?:pypi\.org|files\.pythonhosted\.org|registry\.npmjs\.org|deb\.debian\.org)",
        ),
    ],
)
def test_nothing_tracked_names(what: str, pattern: str) -> None:
    found = []
    for name in TRACKED:
        path = ROOT / name
        if path.is_file() and path.suffix not in (".png", ".db") and path != Path(__file__):
            text = path.read_text(encoding="utf-8")
            found += [f"{name}: {match.group()}" for match in re.finditer(pattern, text)]
    assert found == [], what


def test_captures_and_databases_are_not_tracked() -> None:
    assert [name for name in TRACKED if name.startswith("captures/") or name.endswith(".db")] == []
