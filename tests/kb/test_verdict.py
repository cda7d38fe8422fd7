"""The published rule, step by step, on small invented evidence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.evidence.comparable import bar_of, goes_beyond, is_comparable
from kb.evidence.intervals import interval_of, wilson_interval
from kb.evidence.overlap import overlap_groups
from kb.evidence.strength import strength
from kb.evidence.verdict import judge, weigh
from kb.models import (
    Claim,
    EvidenceItem,
    Finding,
    Judgement,
    Publication,
    Quantity,
    Review,
    Ruling,
    Scope,
)
from kb.vocabulary import (
    Certainty,
    Comparison,
    Confidence,
    Design,
    Dimension,
    Direction,
    Directness,
    Indexing,
    Kind,
    Metric,
    Origin,
    Outcome,
    Population,
    Reviewer,
    Role,
    Source,
    Standing,
    Topic,
    Unit,
    Verdict,
    Window,
)


def publication(citekey: str, design: Design, **fields: Any) -> Publication:
    return Publication(
        citekey=citekey,
        title=citekey,
        design=design,
        indexing=Indexing.INDEXED,
        identity_source=Source.PUBMED,
        figure_source=Source.PUBMED,
        confidence=Confidence.HIGH,
        **fields,
    )


def response(citekey: str, value: str, *, comparator: str | None = None, **fields: Any) -> Finding:
    settings: dict[str, Any] = {"population": Population.TRD, "window": Window.END_OF_SERIES} | fields
    return Finding(
        id=f"{citekey}.response",
        citekey=citekey,
        outcome=Outcome.RESPONSE,
        metric=Metric.PROPORTION,
        value=Decimal(value),
        unit=Unit.PERCENT,
        comparator=comparator,
        source=Source.ARTICLE,
        **settings,
    )


def item(citekey: str, direction: Direction, **fields: Any) -> EvidenceItem:
    settings: dict[str, Any] = {"directness": Directness.DIRECT, "why": "because"} | fields
    return EvidenceItem(publication=citekey, direction=direction, **settings)


def claim(*evidence: EvidenceItem, **fields: Any) -> Claim:
    settings: dict[str, Any] = {
        "id": "a-claim",
        "topic": Topic.RESPONSE_RATE,
        "kind": Kind.EFFECT,
        "statement": "People respond.",
        "about": Scope(
            population=Population.DEPRESSION, outcome=Outcome.RESPONSE, window=Window.END_OF_SERIES
        ),
        "wordings": ("people respond",),
        "holds": "Some respond.",
        "caveat": "Some do not.",
        "certainty": Judgement(level=Certainty.LOW, because="few people"),
        "search": "ketamine",
        "review": Review(by=Reviewer.CURATOR, reviewed_on=date(2026, 1, 1), due=date(2027, 1, 1)),
    } | fields
    return Claim(evidence=evidence, **settings)


def ruling(
    a_claim: Claim,
    publications: list[Publication],
    findings: tuple[Finding, ...] = (),
    standings: dict[str, Standing] | None = None,
) -> Ruling:
    by_key = {p.citekey: p for p in publications}
    return judge(a_claim, weigh(a_claim, by_key, {f.id: f for f in findings}, standings or {}))


PRO, CON, NEITHER = Direction.SUPPORTS, Direction.CONTRADICTS, Direction.INCONCLUSIVE
A, B = "A2001", "B2002"


def settled_by(result: Ruling) -> int:
    return next(step.number for step in result.steps if step.verdict)


@pytest.mark.parametrize(
    ("pro", "con", "kind", "verdict"),
    [
        (Design.RCT, Design.RCT, Kind.EFFECT, Verdict.MIXED),
        (Design.CROSSOVER_RCT, Design.RCT, Kind.EFFECT, Verdict.MIXED),
        (Design.OPEN_LABEL, Design.RCT, Kind.EFFECT, Verdict.CONTRADICTED),
        (Design.RCT, Design.SYSTEMATIC_REVIEW, Kind.EFFECT, Verdict.CONTRADICTED),
        (Design.SYSTEMATIC_REVIEW, Design.RCT, Kind.EFFECT, Verdict.SUPPORTED),
        (Design.RCT, Design.CASE_SERIES, Kind.HARM, Verdict.SUPPORTED),
        (Design.CROSS_SECTIONAL, Design.RCT, Kind.EPIDEMIOLOGY, Verdict.SUPPORTED),
        (Design.OPEN_LABEL, Design.GUIDELINE, Kind.PRACTICE, Verdict.CONTRADICTED),
    ],
)
def test_both_sides_are_weighed_by_design(pro: Design, con: Design, kind: Kind, verdict: Verdict) -> None:
    result = ruling(claim(item(A, PRO), item(B, CON), kind=kind), [publication(A, pro), publication(B, con)])
    assert result.verdict is verdict


def test_no_evidence_is_unsupported_and_no_possible_study_not_assessable() -> None:
    assert ruling(claim(), []).verdict is Verdict.UNSUPPORTED
    assert ruling(claim(not_assessable="praise"), []).verdict is Verdict.NOT_ASSESSABLE


def test_indirect_evidence_alone_supports_nothing() -> None:
    indirect = item(A, PRO, directness=Directness.INDIRECT, differs=(Dimension.DRUG,))
    result = ruling(claim(indirect), [publication(A, Design.RCT)])
    assert (result.verdict, settled_by(result)) == (Verdict.UNSUPPORTED, 1)


@pytest.mark.parametrize(
    ("standing", "verdict"),
    [
        (Standing.RETRACTED, Verdict.UNSUPPORTED),
        (Standing.SUPERSEDED, Verdict.UNSUPPORTED),
        (Standing.EXPRESSION_OF_CONCERN, Verdict.UNSUPPORTED),
        (Standing.CORRECTED, Verdict.SUPPORTED),
        (Standing.REINSTATED, Verdict.SUPPORTED),
        (Standing.UNCHECKED, Verdict.SUPPORTED),
    ],
)
def test_what_no_longer_stands_does_not_count(standing: Standing, verdict: Verdict) -> None:
    result = ruling(claim(item(A, PRO)), [publication(A, Design.RCT)], standings={A: standing})
    assert result.verdict is verdict
    if verdict is Verdict.UNSUPPORTED:
        assert f"A2001 ({standing.words})" in result.steps[0].text


def test_a_rate_above_the_pooled_finding_is_overstated_though_inside_an_interval() -> None:
    open_label = response(A, "70.8", events=17, n=24)
    pooled = response(B, "45")
    result = ruling(
        claim(
            item(
                A,
                PRO,
                directness=Directness.NARROWER,
                differs=(Dimension.POPULATION,),
                findings=(open_label.id,),
            ),
            item(B, CON, findings=(pooled.id,)),
            quantities=(Quantity(role=Role.RESPONSE_RATE, value=Decimal(85), unit=Unit.PERCENT),),
        ),
        [publication(A, Design.OPEN_LABEL), publication(B, Design.UNCONTROLLED_REVIEW)],
        (open_label, pooled),
    )
    interval = interval_of(open_label)
    assert interval is not None and interval.low <= 85 <= interval.high
    assert (result.verdict, settled_by(result)) == (Verdict.OVERSTATED, 3)
    assert "45%" in result.steps[-1].text


def test_a_rate_that_the_bar_meets_goes_on_to_the_other_items() -> None:
    pooled, low = response(A, "72"), response(B, "40", comparator="saline")
    quantity = Quantity(
        role=Role.RESPONSE_RATE, comparison=Comparison.ABOUT, value=Decimal(70), unit=Unit.PERCENT
    )
    result = ruling(
        claim(item(A, PRO, findings=(pooled.id,)), item(B, CON, findings=(low.id,)), quantities=(quantity,)),
        [publication(A, Design.SYSTEMATIC_REVIEW), publication(B, Design.RCT)],
        (pooled, low),
    )
    assert result.verdict is Verdict.SUPPORTED
    assert [step.number for step in result.steps] == [0, 3, 2, 4, 6]


def test_a_claim_wider_than_all_its_evidence_is_overstated_on_the_shared_dimension() -> None:
    narrow = {"directness": Directness.NARROWER}
    result = ruling(
        claim(
            item(A, PRO, differs=(Dimension.POPULATION, Dimension.TIME), **narrow),
            item(B, PRO, differs=(Dimension.POPULATION,), **narrow),
        ),
        [publication(A, Design.RCT), publication(B, Design.RCT)],
    )
    assert (result.verdict, result.overreach) == (Verdict.OVERSTATED, (Dimension.POPULATION,))


@pytest.mark.parametrize(
    ("design", "kind", "population", "verdict"),
    [
        (Design.PRECLINICAL, Kind.EFFECT, Population.DEPRESSION, Verdict.UNSUPPORTED),
        (Design.MECHANISTIC, Kind.EFFECT, Population.DEPRESSION, Verdict.UNSUPPORTED),
        (Design.PRECLINICAL, Kind.MECHANISM, Population.DEPRESSION, Verdict.UNSUPPORTED),
        (Design.MECHANISTIC, Kind.MECHANISM, Population.DEPRESSION, Verdict.SUPPORTED),
        (Design.PRECLINICAL, Kind.MECHANISM, Population.ANIMALS, Verdict.SUPPORTED),
        (Design.PRECLINICAL, Kind.MECHANISM, Population.NOT_APPLICABLE, Verdict.SUPPORTED),
    ],
)
def test_animals_and_markers_alone_support_nothing_about_patients(
    design: Design, kind: Kind, population: Population, verdict: Verdict
) -> None:
    about = Scope(population=population, outcome=Outcome.NEURAL_STRUCTURE)
    result = ruling(claim(item(A, PRO), kind=kind, about=about), [publication(A, design)])
    assert result.verdict is verdict


def test_undecided_items_alone_support_nothing() -> None:
    assert ruling(claim(item(A, NEITHER)), [publication(A, Design.RCT)]).verdict is Verdict.UNSUPPORTED


@given(
    st.lists(st.sampled_from([PRO, CON, NEITHER]), max_size=5),
    st.sampled_from(Directness),
    st.sampled_from(Design),
)
def test_every_claim_gets_one_verdict_and_the_last_step_gives_it(
    directions: list[Direction], directness: Directness, design: Design
) -> None:
    differs = () if directness is Directness.DIRECT else (Dimension.DOSE,)
    items = [item(f"P{i}", d, directness=directness, differs=differs) for i, d in enumerate(directions)]
    result = ruling(claim(*items), [publication(f"P{i}", design) for i in range(len(items))])
    assert result.steps[-1].verdict is result.verdict
    assert [step.verdict for step in result.steps[:-1]].count(None) == len(result.steps) - 1
    if not any(d is PRO for d in directions):
        assert result.verdict is not Verdict.SUPPORTED


def test_shared_patients_are_one_group_and_strangers_are_not() -> None:
    a = publication("A", Design.OPEN_LABEL, includes=("B",))
    b = publication("B", Design.OPEN_LABEL)
    c = publication("C", Design.SYSTEMATIC_REVIEW, pools=("D", "E"))
    d, e = publication("D", Design.RCT), publication("E", Design.RCT)
    by_key = {p.citekey: p for p in (a, b, c, d, e)}
    assert overlap_groups("ABDE", by_key) == [("A", "B"), ("D",), ("E",)]
    assert sorted(overlap_groups("DEC", by_key)[0]) == ["C", "D", "E"]


def test_wilson_interval_of_17_of_24() -> None:
    interval = wilson_interval(17, 24)
    assert (interval.low, interval.high, interval.origin) == (
        Decimal("50.8"),
        Decimal("85.1"),
        Origin.COMPUTED,
    )
    with pytest.raises(ValueError):
        wilson_interval(25, 24)


@given(st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_interval_holds_the_share_and_stays_within_bounds(pair: tuple[int, int]) -> None:
    events, n = pair
    interval = wilson_interval(events, n)
    assert 0 <= interval.low <= round(Decimal(100 * events) / n, 1) <= interval.high <= 100


def test_a_printed_interval_is_never_replaced() -> None:
    finding = response(A, "50", events=5, n=10)
    assert interval_of(finding) == wilson_interval(5, 10)
    assert interval_of(response(A, "50", n=10)) is None


@pytest.mark.parametrize(
    ("quantity", "found", "beyond"),
    [
        ((Role.RESPONSE_RATE, "70", Unit.PERCENT), ("67", Unit.PERCENT), False),
        ((Role.RESPONSE_RATE, "70", Unit.PERCENT), ("66.9", Unit.PERCENT), True),
        ((Role.ONSET, "40", Unit.MINUTES), ("2", Unit.HOURS), True),
        ((Role.ONSET, "1", Unit.DAYS), ("2", Unit.HOURS), False),
        ((Role.EFFECT_DURATION, "3", Unit.MONTHS), ("18", Unit.DAYS), True),
        ((Role.RELAPSE_RATE, "10", Unit.PERCENT), ("45", Unit.PERCENT), True),
    ],
)
def test_better_than_the_bar_depends_on_the_role(
    quantity: tuple[Role, str, Unit], found: tuple[str, Unit], beyond: bool
) -> None:
    role, value, unit = quantity
    finding = response(A, found[0])
    finding = Finding(**{name: getattr(finding, name) for name in Finding.__slots__} | {"unit": found[1]})
    assert goes_beyond(Quantity(role=role, value=Decimal(value), unit=unit), finding) is beyond


def test_a_finding_of_other_people_time_or_unit_is_no_bar() -> None:
    quantity = Quantity(role=Role.RESPONSE_RATE, value=Decimal(70), unit=Unit.PERCENT)
    end = Window.END_OF_SERIES
    assert is_comparable(quantity, response(A, "45"), Population.DEPRESSION, end)
    assert not is_comparable(
        quantity, response(A, "45", population=Population.PTSD), Population.DEPRESSION, end
    )
    assert not is_comparable(quantity, response(A, "45", window=Window.DAY_1), Population.DEPRESSION, end)
    assert not is_comparable(
        Quantity(role=Role.ADVERSE_EVENT_RATE, value=Decimal(10), unit=Unit.PERCENT),
        response(A, "45"),
        Population.DEPRESSION,
        end,
    )


def test_pooled_findings_set_the_bar_before_controlled_ones_and_open_label_never() -> None:
    quantity = Quantity(role=Role.RESPONSE_RATE, value=Decimal(70), unit=Unit.PERCENT)
    open_label = (response("O", "90"), publication("O", Design.OPEN_LABEL))
    controlled = (response("C", "60", comparator="saline"), publication("C", Design.RCT))
    pooled = (response("P", "45"), publication("P", Design.SYSTEMATIC_REVIEW))
    assert bar_of(quantity, [open_label]) is None
    assert bar_of(quantity, [open_label, controlled]) == controlled
    assert bar_of(quantity, [open_label, controlled, pooled]) == pooled


@pytest.mark.parametrize("kind", Kind)
def test_every_design_has_a_rank_for_every_kind(kind: Kind) -> None:
    assert all(0 <= strength(design, kind) <= 6 for design in Design)
