"""From PubMed's answers to the pages: ingest, build and check together, over real HTTP, faults included."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import kb.cli
from ingest.context import IngestContext
from kb.bibliography import load_publications
from kb.cli import main
from tests.conftest import ROOT
from tests.standin import faults
from tests.standin.client import Clock, client_of
from tests.standin.records import StandInRecord, records_of, with_abstracts
from tests.standin.server import StandIn

#: Our own words, with the figures that claims.yaml states of Murrough2013bp, one of them changed.
ABSTRACT = (
    ("METHODS", "Twenty-four people with resistant depression had up to six infusions."),
    ("RESULTS", "At the end 17 of 24 people (70.8%) had responded. The median time to relapse was 19 days."),
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("claims.yaml", "references.bib"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    return tmp_path


@pytest.fixture
def records() -> list[StandInRecord]:
    return records_of(load_publications(ROOT / "references.bib").publications)


@pytest.fixture
def run(project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Run a command against a server, with a client whose pauses take no time."""
    context = kb.cli._ingest_context

    def invoke(server: StandIn, *arguments: str) -> Result:
        def without_waiting(folder: Path | None) -> IngestContext:
            return replace(context(folder), client=lambda _notice: client_of(server, Clock()))

        monkeypatch.setattr(kb.cli, "_ingest_context", without_waiting)
        return CliRunner().invoke(main, ["-C", str(project), *arguments])

    yield invoke


def rows(project: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(project / "kb.db")) as db:
        return db.execute(sql).fetchall()


def test_every_pmid_is_fetched_through_faults_and_the_build_shows_what_is_verified(
    project: Path, records: list[StandInRecord], run
) -> None:  # type: ignore[no-untyped-def]
    served = [replace(r, abstract=ABSTRACT) if r.pmid == "22840761" else r for r in records]
    with StandIn(served) as server:
        server.faults.extend([
            faults.rate_limited(retry_after="1"), faults.rate_limited(200, retry_after="1"), faults.server_error(),
            faults.cut(0.4), faults.dropped(), faults.blocked(), faults.empty(),
        ])  # fmt: skip
        fetched = run(server, "ingest", "pubmed", "--all")
        assert fetched.exit_code == 0, fetched.output
        assert fetched.stdout.count("\tcaptured") == len(records)
        assert run(server, "build").exit_code == 0
        again = run(server, "ingest", "pubmed", "--all")
        assert again.stdout.count("\tknown") == len(records)
    checked = dict(rows(project, "select id, abstract_check from findings where citekey = 'Murrough2013bp'"))
    assert checked["Murrough2013bp.response-series"] == "verified"
    assert checked["Murrough2013bp.relapse-median"] == "not found"
    (sentence,) = rows(
        project,
        "select abstract_label, abstract_sentence from findings where id = 'Murrough2013bp.response-series'",
    )
    assert sentence == ("RESULTS", "At the end 17 of 24 people (70.8%) had responded.")
    assert rows(project, "select count(*) from verification where checked_in_pubmed = 'yes'") == [
        (len(records),)
    ]
    assert rows(project, "select distinct abstract_check from findings where citekey = 'Oliver2022'") == [
        ("unchecked",)
    ]


def test_what_pubmed_says_otherwise_is_a_problem_naming_both(
    project: Path, records: list[StandInRecord], run
) -> None:  # type: ignore[no-untyped-def]
    served = [
        replace(r, volume="99", corrections=(("RetractionIn", ""),)) if r.pmid == "22840761" else r
        for r in records
    ]
    with StandIn(served) as server:
        assert run(server, "ingest", "pubmed", "22840761").exit_code == 0
        checked = run(server, "check", "--select", "PMD", "--select", "EVD")
        assert checked.exit_code == 1
        assert run(server, "build", "--no-check").exit_code == 0
    line = next(line for line in checked.stdout.splitlines() if "volume" in line)
    assert "Murrough2013bp" in line and "99" in line
    assert any("retracted" in line for line in checked.stdout.splitlines())
    assert rows(project, "select standing, counts from publications where citekey = 'Murrough2013bp'") == [
        ("retracted", 0)
    ]
    assert rows(project, "select citekey from retracted_in_use where claim_id = 'response-70-percent'") == [
        ("Murrough2013bp",)
    ]


def test_what_is_missing_at_pubmed_is_said_and_the_rest_kept(
    project: Path, records: list[StandInRecord], run
) -> None:  # type: ignore[no-untyped-def]
    with StandIn([r for r in records if r.pmid != "22840761"]) as server:
        fetched = run(server, "ingest", "pubmed", "--all")
    assert fetched.exit_code == 1
    assert "22840761\tmissing" in fetched.stdout
    assert fetched.stdout.count("\tcaptured") == len(records) - 1


def test_a_new_study_is_added_with_one_command(project: Path, run) -> None:  # type: ignore[no-untyped-def]
    before = (project / "references.bib").read_text(encoding="utf-8")
    new = StandInRecord(
        pmid="31999999", title="A <b>new</b> trial & more.", authors=("Abel, AB", "The Group"), year="2026",
        publication_types=("Journal Article", "Randomized Controlled Trial"),
    )  # fmt: skip
    with StandIn([new]) as server:
        assert run(server, "ingest", "pubmed", "31999999", "--add").exit_code == 0
        assert run(server, "ingest", "pubmed", "31999999", "--add", "--refresh").exit_code == 0
    text = (project / "references.bib").read_text(encoding="utf-8")
    assert text.startswith(before)
    file = load_publications(project / "references.bib")
    assert file.problems == ()
    assert [(p.citekey, p.design.code) for p in file.publications][-1] == ("Abel2026", "rct")
    assert len(file.publications) == 98


def test_real_abstracts_verify_our_figures(
    project: Path, records: list[StandInRecord], shared: Path, run
) -> None:  # type: ignore[no-untyped-def]
    with StandIn(with_abstracts(records, shared / "bench" / "ketamine" / "abstracts.jsonl")) as server:
        assert run(server, "ingest", "pubmed", "--all").exit_code == 0
        assert run(server, "build").exit_code == 0
    fetched = "select citekey from publications where abstract is not null"
    sql = f"select abstract_check, count(*) from findings where citekey in ({fetched}) group by 1"
    states = dict(rows(project, sql))
    assert states["verified"] > states.get("not found", 0)
    assert rows(project, "select count(*) from abstract_sections where label = 'RESULTS'")[0][0] > 0  # type: ignore[operator]


CITED = "Abel AB, Baker C. A trial of patience in two hundred and six people. J Waiting. 2024;12(3):101-9."

HELD = "Berman RM. Antidepressant effects of ketamine in depressed patients. Biol Psychiatry 2000;47:351-4"


@pytest.mark.parametrize(
    ("citation", "exit_code", "said"),
    [
        (CITED, 0, "31999998\t"),
        (HELD, 0, "Berman2000"),
        ("Zed Z. Quite another work that nobody has written yet. J Waiting. 2024;12:101.", 1, "no PMID found"),
        ("ibid.", 1, "no PMID found"),
    ],
)  # fmt: skip
def test_a_printed_citation_is_looked_up_proposed_and_never_added_unasked(
    project: Path, run, citation: str, exit_code: int, said: str
) -> None:  # type: ignore[no-untyped-def]
    before = (project / "references.bib").read_bytes()
    known = StandInRecord(
        pmid="31999998", title="A trial of patience in two hundred and six people.", authors=("Abel, AB", "Baker, C"),
        journal="Journal of Waiting", abbreviation="J Waiting", year="2024", volume="12", issue="3", pages="101-9",
    )  # fmt: skip
    with StandIn([known]) as server:
        result = run(server, "ingest", "cite", citation)
        assert (result.exit_code, said in result.output) == (exit_code, True), result.output
        assert (project / "references.bib").read_bytes() == before
        if said.startswith("31999998"):
            assert run(server, "ingest", "cite", citation, "--add").exit_code == 0
            assert "Abel2024" in [
                p.citekey for p in load_publications(project / "references.bib").publications
            ]
