"""
Which publications share patients, so that no patient counts twice.

Two publications are of one group when one includes the other's patients, analyses
them again, replaces it, or pools it. Groups are formed only among the publications
at hand: two trials do not become one because some review, which is no evidence
here, pools both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kb.models import Publication


def linked(a: Publication, b: Publication) -> bool:
    """Say whether the two publications rest on some of the same patients, as far as recorded."""
    return b.citekey in _links(a) or a.citekey in _links(b)


def overlap_groups(citekeys: Iterable[str], publications: Mapping[str, Publication]) -> list[tuple[str, ...]]:
    """Return the citekeys in groups that share patients, in order of first appearance."""
    groups: list[list[str]] = []
    for citekey in dict.fromkeys(citekeys):
        joined = [citekey]
        apart = []
        for group in groups:
            if any(linked(publications[citekey], publications[other]) for other in group):
                joined = [*group, *joined]
            else:
                apart.append(group)
        groups = [*apart, joined]
    return [tuple(group) for group in groups]


def _links(publication: Publication) -> tuple[str, ...]:
    return (*publication.includes, *publication.pools, *publication.secondary_of, *publication.supersedes)
