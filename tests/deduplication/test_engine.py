"""Rules, vetoes, groups: each with a case of its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.dedup import load_disputed, load_table, load_truth, measure_ours, pairs_of
from kb.bibliography import parse_publications
from kb.deduplication.block import CROWD, WINDOW, block
from kb.deduplication.cluster import Link, cluster
from kb.deduplication.compare import compare
from kb.deduplication.engine import duplicates_of, find_duplicates
from kb.deduplication.prepare import prepare, prepare_record
from kb.deduplication.records import BibRecord
from kb.deduplication.rules import RULES, VETOES, Decision, judge
from tests.conftest import ROOT

TITLE = "Mood after repeated infusions in adults with lasting low mood"
BASE = BibRecord(
    key="a",
    title=TITLE,
    authors=("Doe, Jane", "Roe, Richard"),
    year="2010",
    container="Journal of Mood Studies",
    volume="12",
    issue="3",
    pages="101-110",
    doi="10.1000/a",
    pmid="100",
)
BARE = replace(BASE, doi="", pmid="")
LONG_GONE = ("Smith, Ann",)

#: Rule, and two records that it joins.
MATCHES = {
    "same_doi": (BASE, replace(BASE, key="b", pmid="", pages="", volume="", year="2011")),
    "same_doi_and_title": (BASE, replace(BASE, key="b", pmid="", authors=LONG_GONE)),
    "same_doi_and_place": (BASE, replace(BASE, key="b", pmid="", title="Stimmung nach Infusionen bei Erwachsenen")),
    "ahead_of_print": (BARE, replace(BARE, key="b", year="2009", volume="", issue="", pages="")),
    "same_pmid": (BASE, replace(BASE, key="b", doi="", volume="", container="J Mood Stud")),
    "title_and_place": (BARE, replace(BARE, key="b", title=TITLE.upper() + ".", authors=("Doe J",), issue="")),
    "title_and_place_of_a_group": (BARE, replace(BARE, key="b", authors=("Mood Study Group",))),
    "place_and_authors": (BARE, replace(BARE, key="b", title="Mood after infusions in adult people")),
    "title_and_volume": (BARE, replace(BARE, key="b", pages="")),
    "title_without_place": (BARE, replace(BARE, key="b", pages="", volume="", issue="", container="")),
    "proceedings_of_the_next_year": (
        replace(BARE, entry_type="inproceedings", container="Mood Conference", volume="", issue=""),
        replace(BARE, key="b", entry_type="inproceedings", container="MC", volume="", issue="", pages="", year="2011"),
    ),
    "translated_journal": (BARE, replace(BARE, key="b", container="Zeitschrift der Stimmung", pages="")),
    "misprinted_page": (BARE, replace(BARE, key="b", pages="100-110")),
    "misprinted_volume_or_year": (BARE, replace(BARE, key="b", year="2013")),
}  # fmt: skip

#: Veto, and two records that some rule would join.
FORBIDDEN = {
    "other_kind": (BARE, replace(BARE, key="b", title=f"Erratum: {TITLE}", pages="")),
    "titles_contradict": (
        replace(BARE, title=f"{TITLE}: part 1", pages="101"),
        replace(BARE, key="b", title=f"{TITLE}: part 2", pages="101"),
    ),
    "number_on_one_side": (BARE, replace(BARE, key="b", title=f"{TITLE} 2", pages="")),
    "short_title": (
        replace(BARE, title="Editorial note", volume="", pages="1"),
        replace(BARE, key="b", title="Editorial note", volume="", pages="1"),
    ),
    "other_edition": (
        replace(BARE, pages="CD001234", issue="1"),
        replace(BARE, key="b", pages="CD001234", issue="1", year="2011"),
    ),
    "other_doi": (replace(BASE, pmid="", pages=""), replace(BASE, key="b", pmid="", doi="10.1000/b", pages="")),
    "other_pmid": (replace(BASE, doi=""), replace(BASE, key="b", doi="", pmid="101")),
    "other_issue": (
        replace(BARE, title="Editorial note", pages="1-2"),
        replace(BARE, key="b", title="Editorial note", pages="1-2", issue="4"),
    ),
    "other_volume": (replace(BASE, doi=""), replace(BASE, key="b", doi="", pages="", volume="13")),
    "other_pages": (replace(BASE, doi="", pages="S12"), replace(BASE, key="b", doi="", pages="S45")),
    "other_journal": (replace(BASE, doi=""), replace(BASE, key="b", doi="", container="Sleep", volume="", pages="")),
}  # fmt: skip


def judged(first: BibRecord, second: BibRecord):  # type: ignore[no-untyped-def]
    return judge(compare(prepare_record(first), prepare_record(second)))


@pytest.mark.parametrize("name", [rule.name for rule in RULES])
def test_every_rule_joins_a_pair(name: str) -> None:
    first, second = MATCHES[name]
    comparison = compare(prepare_record(first), prepare_record(second))
    rule = next(rule for rule in RULES if rule.name == name)
    assert rule.holds(comparison)
    judgement = judge(comparison, rules=(rule,))
    assert judgement.decision is Decision.DUPLICATE
    assert judgement.because == rule.because


@pytest.mark.parametrize("name", [veto.name for veto in VETOES])
def test_every_veto_turns_a_match_into_a_maybe(name: str) -> None:
    comparison = compare(*map(prepare_record, FORBIDDEN[name]))
    veto = next(veto for veto in VETOES if veto.name == name)
    assert judge(comparison, vetoes=()).decision is Decision.DUPLICATE
    judgement = judge(comparison, vetoes=(veto,))
    assert judgement.decision is Decision.MAYBE
    assert judgement.veto == name
    assert veto.because in judgement.because


@pytest.mark.parametrize(
    "other",
    [
        replace(BARE, title="Sleep before single infusions in children with colds", pages="200-210"),
        replace(BARE, authors=LONG_GONE, pages="300-310", volume="14", year="2014"),
    ],
)
def test_other_works_are_distinct(other: BibRecord) -> None:
    assert judged(BARE, other).decision is Decision.DISTINCT


def test_a_record_without_a_title_is_left_alone() -> None:
    assert not find_duplicates([BARE, replace(BARE, key="b", title="")]).groups


def test_fields_shifted_by_one_are_read_in_their_place() -> None:
    shifted = replace(BARE, key="b", volume="", issue="12", pages="3")
    assert judged(BARE, shifted).decision is Decision.DUPLICATE


def test_a_poor_record_does_not_join_two_works() -> None:
    article = replace(BARE, key="article", pages="101-110", volume="12", issue="3")
    abstract = replace(BARE, key="abstract", pages="S7", volume="11", issue="1")
    poor = replace(BARE, key="poor", pages="", volume="", issue="")
    records = [abstract, article, poor]
    found = find_duplicates(records)
    assert [len(group.members) for group in found.groups] == [2]
    assert any(pair.judgement.veto == "group" for pair in found.maybe)
    assert len(find_duplicates(records, guard_groups=False).groups[0].members) == 3


def test_strong_links_come_first_and_refused_ones_are_told() -> None:
    links = [Link(0, 1, 0.5), Link(1, 2, 0.9)]
    found = cluster(links, lambda a, b: {a, b} == {0, 2})
    assert found.groups == ((1, 2),)
    assert found.refused == (links[0],)


def test_groups_carry_their_reasons() -> None:
    (group,) = find_duplicates([BASE, replace(BASE, key="b"), replace(BARE, key="c")]).groups
    assert group.members == (0, 1, 2)
    assert {link.judgement.rule for link in group.links} == {"same_doi", "title_and_place"}


def test_a_crowd_is_not_compared_all_with_all() -> None:
    records = [
        replace(BARE, key=str(i), title="Editorial", authors=(), pages="", volume="") for i in range(400)
    ]
    assert len(records) > CROWD
    assert len(block(prepare(records))) < len(records) * WINDOW * 4


def test_what_is_to_be_added_is_looked_up() -> None:
    among = [replace(BARE, title="Something else altogether about sleep", pages="1-9"), BARE]
    (pair,) = duplicates_of(replace(BARE, key="new", title=TITLE.lower()), among)
    assert pair.first == 1
    assert pair.judgement.decision is Decision.DUPLICATE


POOL = [
    *(record for pair in MATCHES.values() for record in pair),
    *(r for pair in FORBIDDEN.values() for r in pair),
]


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(len(POOL))))
def test_pairs_are_judged_alike_in_any_order(order: list[int]) -> None:
    for first, second in zip(order[::2], order[1::2], strict=False):
        one, other = prepare_record(POOL[first]), prepare_record(POOL[second])
        assert judge(compare(one, other)) == judge(compare(other, one))


@pytest.mark.parametrize(
    ("name", "least"), [("cytology_screening", 0.985), ("haematology", 0.97), ("digital_work", 0.997)]
)
def test_labelled_sets_without_the_disputed_pairs(name: str, least: float) -> None:
    folder: Path = ROOT.parent / "shared" / "bench" / "dedup" / name
    if not folder.exists():
        pytest.skip("the labelled records are not here")
    truth = pairs_of(load_truth(folder / "duplicates.csv"))
    found = measure_ours(load_table(folder / "records.csv.gz"), truth, load_disputed(name))
    assert found["counts"]["pairs"]["fp"] == 0
    assert found["undisputed"]["recall"] >= least


def test_every_rule_and_veto_says_what_it_is_worth() -> None:
    names = [part.name for part in (*RULES, *VETOES)]
    assert len(set(names)) == len(names)
    assert all(part.measured and part.because for part in (*RULES, *VETOES))


def test_a_publication_of_the_library_can_be_compared() -> None:
    (publication, *_) = parse_publications((ROOT / "references.bib").read_text(encoding="utf-8")).publications
    record = BibRecord.of(publication)
    assert record.key == publication.citekey
    assert judged(record, replace(record, key="copy")).decision is Decision.DUPLICATE
