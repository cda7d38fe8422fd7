"""The library as vetting reads it from kb.db."""

from __future__ import annotations

import sqlite3
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kb.build import build_database
from kb.library import Library
from kb.project import Project
from kb.vetting.knowledge import load_knowledge
from kb.vocabulary import Design, Direction, Drug, FactStatus, Role, Standing, Verdict
from tests.conftest import ROOT
from tests.vetting.knowledge_at_hand import knowledge


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("knowledge") / "kb.db"
    build_database(Library.load(Project.at(ROOT)), path)
    return path


def test_every_row_is_read(database: Path) -> None:
    connection = sqlite3.connect(database)
    known = load_knowledge(connection)
    for table, records in (
        ("claims", known.claims),
        ("publications", known.publications),
        ("regulatory_facts", known.facts),
    ):
        assert len(records) == connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    with_value = connection.execute("SELECT count(*) FROM findings WHERE value IS NOT NULL").fetchone()[0]
    assert len(known.findings) == with_value > 300
    connection.close()


def test_loading_takes_less_than_a_tenth_of_a_second(database: Path) -> None:
    connection = sqlite3.connect(database)
    times = []
    for _ in range(5):
        start = time.process_time()
        load_knowledge(connection)
        times.append(time.process_time() - start)
    connection.close()
    assert min(times) < 0.1


def test_a_claim_comes_with_its_number_its_wording_and_its_sources() -> None:
    claim = knowledge().claims["response-70-percent"]
    assert next((q.role, q.value) for q in claim.quantities) == (Role.RESPONSE_RATE, Decimal(70))
    assert claim.verdict is Verdict.OVERSTATED
    assert "45%" in claim.holds
    assert claim.caveat
    assert "Murrough2013bp" in claim.sources(Direction.SUPPORTS)
    assert "Jelovac2025" in claim.sources(Direction.CONTRADICTS)
    assert set(claim.sources()) >= set(claim.sources(Direction.SUPPORTS))


def test_a_finding_keeps_its_decimals_and_its_publication() -> None:
    found = {f.id: f for f in knowledge().findings}["Murrough2013bp.response-series"]
    assert found.value == Decimal("70.8")
    assert (found.events, found.n) == (17, 24)
    assert found.publication.design is Design.OPEN_LABEL
    assert found.publication.first_author == "murrough"


def test_a_retracted_publication_does_not_count() -> None:
    retracted = [p for p in knowledge().publications.values() if p.standing is Standing.RETRACTED]
    assert retracted
    assert not any(p.counts for p in retracted)
    assert all(p.standing_note for p in retracted)


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2019, 1, 1), False),
        (date(2019, 6, 1), True),
        (date(2025, 1, 16), True),
        (date(2025, 1, 17), False),
    ],
)
def test_a_fact_holds_from_its_first_to_its_last_day(day: date, holds: bool) -> None:
    assert knowledge().facts["us-esketamine-trd-adjunct"].holds_on(day) is holds


def test_a_fact_without_a_start_holds_long_since() -> None:
    fact = knowledge().facts["us-ketamine-anaesthetic-dose"]
    assert fact.start is None
    assert fact.holds_on(date(1999, 1, 1))
    assert fact.drug is Drug.KETAMINE
    assert fact.status is FactStatus.APPROVED
