"""Pairs gathered into groups, so that no group holds two records that are known to be different."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """Two positions that are one work, and how alike they are (1: in every field)."""

    first: int
    second: int
    strength: float


@dataclass(frozen=True, slots=True)
class Clusters:
    """The groups, and the links that would have joined contradicting records."""

    groups: tuple[tuple[int, ...], ...]
    refused: tuple[Link, ...] = ()


def cluster(links: Sequence[Link], contradicts: Callable[[int, int], bool]) -> Clusters:
    """
    Join linked records, the strongest links first.

    A link is refused where any record of the one group contradicts any of the other: a
    record with few fields may resemble two works, and must not make one of them.
    """
    member_of: dict[int, list[int]] = {}
    refused = []
    for link in sorted(links, key=lambda link: (-link.strength, link.first, link.second)):
        left = member_of.setdefault(link.first, [link.first])
        right = member_of.setdefault(link.second, [link.second])
        if left is right:
            continue
        if len(left) + len(right) > 2 and any(contradicts(a, b) for a in left for b in right):
            refused.append(link)
            continue
        left.extend(right)
        for position in right:
            member_of[position] = left
    groups = {id(group): tuple(sorted(group)) for group in member_of.values() if len(group) > 1}
    return Clusters(tuple(sorted(groups.values())), tuple(refused))
