"""Today's rule applied to what had been published by the end of each year."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.evidence.verdict import judge, weigh
from kb.evidence.verdict_history import VerdictInYear, verdict_history
from kb.library import Library
from kb.models import Claim, EvidenceItem, Publication, RegulatoryFact
from kb.project import Project
from kb.vocabulary import Design, Direction, Directness, Drug, FactStatus, Reading, Standing, Verdict
from tests.conftest import ROOT
from tests.kb.test_verdict import CON, PRO, claim, item, publication


def fact(key: str, start: date | None, end: date | None = None) -> RegulatoryFact:
    return RegulatoryFact(
        id=key, status=FactStatus.APPROVED, product="spray", drug=Drug.ESKETAMINE, statement="Approved.",
        jurisdiction="US", authority="FDA", document="label", start=start, end=end, reading=Reading.READ,
    )  # fmt: skip


def history(
    a_claim: Claim,
    *publications: Publication,
    facts: tuple[RegulatoryFact, ...] = (),
    standings: dict[str, Standing] | None = None,
) -> tuple[VerdictInYear, ...]:
    by_key = {p.citekey: p for p in publications}
    weighed = weigh(a_claim, by_key, {}, standings or {})
    return verdict_history(a_claim, weighed, {f.id: f for f in facts}, by_key)


def trial(citekey: str, year: int | None, design: Design = Design.RCT, **fields: Any) -> Publication:
    return publication(citekey, design, year=year, **fields)


def told(result: tuple[VerdictInYear, ...]) -> list[tuple[int, Verdict]]:
    return [(h.year, h.ruling.verdict) for h in result]


def test_a_claim_is_supported_until_the_stronger_design_contradicts() -> None:
    result = history(
        claim(item("A", PRO), item("B", CON), item("C", PRO)),
        trial("A", 2000, Design.OPEN_LABEL), trial("B", 2013), trial("C", 2005, Design.CASE_SERIES),
    )  # fmt: skip
    assert told(result) == [
        (2000, Verdict.SUPPORTED),
        (2005, Verdict.SUPPORTED),
        (2013, Verdict.CONTRADICTED),
    ]
    assert [h.changed for h in result] == [True, False, True]
    assert [h.arrived for h in result] == [("A",), ("C",), ("B",)]
    assert [(h.count(PRO), h.count(CON)) for h in result] == [(1, 0), (2, 0), (2, 1)]


def test_a_fact_counts_from_its_first_day_to_its_last() -> None:
    evidence = EvidenceItem(fact="f", direction=PRO, directness=Directness.DIRECT, why="because")
    ended = history(claim(evidence), facts=(fact("f", date(2019, 3, 1), date(2025, 1, 16)),))
    assert told(ended) == [(2019, Verdict.SUPPORTED), (2025, Verdict.UNSUPPORTED)]
    assert ended[1].left == ("f",)
    to_new_year = history(claim(evidence), facts=(fact("f", date(2019, 3, 1), date(2024, 12, 31)),))
    assert told(to_new_year)[1][0] == 2025


def test_what_bears_no_date_counts_from_the_year_of_the_review() -> None:
    assert told(history(claim(item("A", PRO)), trial("A", None))) == [(2026, Verdict.SUPPORTED)]


def test_an_edition_counts_until_the_one_that_replaces_it() -> None:
    result = history(
        claim(item("Old", PRO), item("New", CON)),
        trial("Old", 2015), trial("New", 2021, supersedes=("Old",)),
        standings={"Old": Standing.SUPERSEDED},
    )  # fmt: skip
    assert told(result) == [(2015, Verdict.SUPPORTED), (2021, Verdict.CONTRADICTED)]
    assert result[1].left == ("Old",)


def test_what_is_retracted_today_counts_in_no_year() -> None:
    result = history(claim(item("A", PRO)), trial("A", 2011), standings={"A": Standing.RETRACTED})
    assert told(result) == [(2011, Verdict.UNSUPPORTED)]


def test_no_evidence_has_no_history() -> None:
    assert history(claim()) == ()


@given(
    st.lists(
        st.tuples(st.integers(1990, 2025), st.sampled_from(Direction), st.sampled_from(Design)), max_size=6
    )
)
@settings(deadline=None)
def test_the_last_year_gives_the_verdict_of_today(rows: list[tuple[int, Direction, Design]]) -> None:
    publications = [trial(f"P{i}", year, design) for i, (year, _, design) in enumerate(rows)]
    a_claim = claim(*(item(f"P{i}", direction) for i, (_, direction, _) in enumerate(rows)))
    result = history(a_claim, *publications)
    assert [h.year for h in result] == sorted({year for year, _, _ in rows})
    if result:
        weighed = weigh(a_claim, {p.citekey: p for p in publications}, {}, {})
        assert result[-1].ruling == judge(a_claim, weighed)


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load(Project(ROOT))


def test_the_shipped_claims_end_at_the_rules_verdict(library: Library) -> None:
    for a_claim in library.claims.values():
        weighed = library.weighed(a_claim)
        result = verdict_history(a_claim, weighed, library.regulatory_facts, library.publications)
        assert bool(result) == bool(a_claim.evidence)
        if result:
            assert result[-1].ruling.verdict is library.rulings[a_claim.id].verdict, a_claim.id
        arrived = [name for h in result for name in h.arrived]
        assert sorted(arrived) == sorted({w.name for w in weighed})
