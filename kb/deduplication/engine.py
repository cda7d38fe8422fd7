"""The stages in their order: prepare, block, compare, judge, cluster."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb.deduplication.block import block
from kb.deduplication.cluster import Link, cluster
from kb.deduplication.compare import Agreement, Comparison, compare, worth_comparing
from kb.deduplication.prepare import Prepared, prepare
from kb.deduplication.records import BibRecord
from kb.deduplication.rules import RULES, VETOES, Decision, Judgement, Rule, Veto, judge


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """Two positions in the list of records, and what was decided on them."""

    first: int
    second: int
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Group:
    """Positions of the records of one work, and the pairs that tie them together."""

    members: tuple[int, ...]
    links: tuple[JudgedPair, ...]


@dataclass(frozen=True, slots=True)
class Duplicates:
    """The groups of one work each, the pairs for a person, and how many pairs were compared."""

    groups: tuple[Group, ...]
    maybe: tuple[JudgedPair, ...]
    compared: int


def find_duplicates(
    records: Sequence[BibRecord],
    *,
    rules: tuple[Rule, ...] = RULES,
    vetoes: tuple[Veto, ...] = VETOES,
    makers: Sequence[str] = (),
    guard_groups: bool = True,
) -> Duplicates:
    """
    Find the records that are one work.

    :param makers: ways of blocking to use (:data:`kb.deduplication.block.KEY_MAKERS`); all where none is given.
    :param guard_groups: refuse to join groups with records that contradict each other.
    """
    prepared = prepare(records)
    pairs = block(prepared, makers)
    links: list[Link] = []
    judged: dict[tuple[int, int], Judgement] = {}
    for first, second in pairs:
        if not worth_comparing(prepared[first], prepared[second]):
            continue
        comparison = compare(prepared[first], prepared[second])
        judgement = judge(comparison, rules, vetoes)
        if judgement.decision is Decision.DISTINCT:
            continue
        judged[first, second] = judgement
        if judgement.decision is Decision.DUPLICATE:
            links.append(Link(first, second, _strength(comparison)))

    def contradicts(first: int, second: int) -> bool:
        return guard_groups and _contradicts(prepared[first], prepared[second], vetoes)

    clusters = cluster(links, contradicts)
    group_of = {position: members for members in clusters.groups for position in members}
    ties: dict[tuple[int, ...], list[JudgedPair]] = {members: [] for members in clusters.groups}
    maybe = []
    for (first, second), judgement in judged.items():
        members = group_of.get(first)
        if members and members is group_of.get(second):
            if judgement.decision is Decision.DUPLICATE:
                ties[members].append(JudgedPair(first, second, judgement))
        elif judgement.decision is Decision.DUPLICATE:
            refused = Judgement(
                Decision.MAYBE, judgement.rule, "group", f"{judgement.because}; but their groups contradict"
            )
            maybe.append(JudgedPair(first, second, refused))
        else:
            maybe.append(JudgedPair(first, second, judgement))
    return Duplicates(
        tuple(Group(members, tuple(ties[members])) for members in clusters.groups), tuple(maybe), len(pairs)
    )


def duplicates_of(record: BibRecord, among: Sequence[BibRecord]) -> tuple[JudgedPair, ...]:
    """
    Return the records that are, or may be, the same work as one record, e.g. before it is added.

    ``first`` is the position among the records, ``second`` is -1.
    """
    wanted = prepare([record])[0]
    found = []
    for position, other in enumerate(prepare(among)):
        if worth_comparing(wanted, other):
            judgement = judge(compare(wanted, other))
            if judgement.decision is not Decision.DISTINCT:
                found.append(JudgedPair(position, -1, judgement))
    return tuple(found)


def _contradicts(first: Prepared, second: Prepared, vetoes: tuple[Veto, ...]) -> bool:
    comparison = compare(first, second)
    return any(veto.forbids(comparison) for veto in vetoes)


def _strength(pair: Comparison) -> float:
    levels = (
        pair.authors,
        pair.year,
        pair.container,
        pair.volume,
        pair.issue,
        pair.pages,
        pair.doi,
        pair.pmid,
    )
    return pair.title + sum(levels) / (len(levels) * Agreement.SAME)
