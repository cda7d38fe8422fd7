"""
What a regular expression needs in a text, and whether it can run away.

Most sentences match no rule. A text that lacks what a pattern needs cannot match it, and
looking for a few words costs a twentieth of running the pattern. The parsed form of the
standard library is read for it; where that is not to be had, nothing is filtered.
"""

from __future__ import annotations

import importlib
import math
from collections.abc import Sequence
from typing import Any

try:
    _parser: Any = importlib.import_module("re._parser")
except ImportError:  # pragma: no cover
    _parser = None

#: Texts of which one must stand in whatever matches.
Group = tuple[str, ...]
#: What the ways of matching a pattern need: of one way, every group. Empty where that cannot be told.
Needs = tuple[tuple[Group, ...], ...]

#: A repeat of more than this counts as unbounded.
_MANY = 200
_MOST_LITERALS = 160
#: Groups that a way of matching is held to, and the share of sentences above which one tells nothing.
_MOST_GROUPS, _TELLS_NOTHING = 3, 0.25
#: Ways of matching beyond which they are not told apart.
_MOST_WAYS = 60
#: Share of sentences that hold a text of so many letters, and of some texts that far more do: as counted
#: in 2,405 sentences of copy, November 2026.
_SHARES = (1.0, 0.35, 0.1, 0.035, 0.02, 0.01, 0.005, 0.005, 0.004, 0.002)
_COMMON = {
    "n": 0.94, "g": 0.52, "me": 0.39, "ketamine": 0.35, " and ": 0.31, "the ": 0.28, "a ": 0.28, " the ": 0.26,
    "in ": 0.26, "of ": 0.22, " of ": 0.21, " to ": 0.21, "to ": 0.21, " for": 0.19, "for ": 0.19, " for ": 0.18,
    "treat": 0.17, " in ": 0.17, "with": 0.17, "depress": 0.16, "treatment": 0.15, " with ": 0.14, "therap": 0.14,
    "you": 0.14, "no": 0.13, " you": 0.12, "depression": 0.12, "therapy": 0.11, "that": 0.11, "our ": 0.1,
    "can ": 0.1, "are ": 0.1, "all": 0.1, "infusion": 0.1, "per": 0.09, "effect": 0.09, "you ": 0.08,
    " as ": 0.08, "your": 0.07, "your ": 0.07, "patient": 0.07, "have": 0.06, "over": 0.06, "this": 0.06,
    "from": 0.06, "not ": 0.06, "pain": 0.06, "work": 0.06, " be ": 0.05, "by ": 0.05, "one": 0.05, "brain": 0.05,
    " it ": 0.05, "it ": 0.06, "is ": 0.15, " is ": 0.14, "other": 0.05, "symptom": 0.04, " on ": 0.04,
    "clinic": 0.04, "has ": 0.04, "help": 0.04, "session": 0.04, "care": 0.04, "anxiety": 0.04, "safe": 0.03,
}  # fmt: skip


def needs_of(pattern: str) -> Needs:
    """
    Return what each way of matching a pattern needs; nothing where some way needs nothing that tells.

    >>> needs_of(r"\\b(?:cure|heal)s? (?:your )?(?:mind|brain)|miracle")
    ((('cure', 'heal'), ('brain', 'mind')), (('miracle',),))
    """
    if _parser is None:
        return ()
    ways = [_groups(way) for way in _ways(list(_parser.parse(pattern)))]
    return tuple(dict.fromkeys(tuple(way) for way in ways)) if ways and all(ways) else ()


def _ways(items: list[Any]) -> list[list[frozenset[str]]]:
    """The sets of literals that each way of matching needs; ways are told apart where the whole is a choice."""
    telling = [item for item in items if str(item[0]) not in ("AT", "ASSERT", "ASSERT_NOT")]
    alternatives = _alternatives(telling[0]) if len(telling) == 1 else []
    if not 2 <= len(alternatives) <= _MOST_WAYS:
        return [_sets(items)]
    return [way for its in alternatives for way in _ways(its)]


def _alternatives(item: Any) -> list[list[Any]]:
    operation, argument = item
    name = str(operation)
    if name == "BRANCH":
        return [list(branch) for branch in argument[1]]
    if name == "SUBPATTERN" and len(argument[-1]) == 1:
        return _alternatives(argument[-1][0])
    return []


def _groups(sets: list[frozenset[str]]) -> list[Group]:
    """The rarest of the sets, those that most sentences hold left out."""
    telling = sorted({one for one in sets if one}, key=lambda one: (_share(one), sorted(one)))
    kept = [one for one in telling if _share(one) <= _TELLS_NOTHING] or telling[:1]
    return [tuple(sorted(_shortest(one))) for one in kept[:_MOST_GROUPS]]


def _share(literals: frozenset[str]) -> float:
    shares = (_COMMON.get(one, _SHARES[min(len(one), len(_SHARES) - 1)]) for one in literals)
    return min(1.0, math.fsum(shares))


def runs_away(pattern: str) -> bool:
    """Say whether a pattern repeats without bound something that itself repeats without bound."""
    return False if _parser is None else _nested(_parser.parse(pattern), False)


def _needed(items: Any) -> frozenset[str]:
    """The rarest set of literals that the sequence needs."""
    return min(_sets(items), key=lambda one: (_share(one), sorted(one)), default=frozenset())


def _sets(items: Any) -> list[frozenset[str]]:
    """All sets of literals that the sequence needs, one of each."""
    sets: list[frozenset[str]] = []
    run = ""
    for operation, argument in items:
        name = str(operation)
        if name == "LITERAL":
            run += chr(argument)
            continue
        if run:
            sets.append(frozenset({run}))
            run = ""
        found = _needed_of(name, argument)
        if found:
            sets.append(found)
    if run:
        sets.append(frozenset({run}))
    return sets


def _needed_of(name: str, argument: Any) -> frozenset[str]:
    if name == "SUBPATTERN":
        return _needed(argument[-1])
    if name == "BRANCH":
        branches = [_needed(branch) for branch in argument[1]]
        if all(branches):
            together = frozenset().union(*branches)
            return together if len(together) <= _MOST_LITERALS else frozenset()
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and argument[0] >= 1:
        return _needed(argument[2])
    return frozenset()


def _shortest(literals: frozenset[str]) -> set[str]:
    """Drop a literal that holds another: the shorter one finds it too."""
    return {one for one in literals if not any(other != one and other in one for other in literals)}


def _nested(items: Any, inside: bool) -> bool:
    for operation, argument in items:
        name = str(operation)
        deeper = inside
        if name in ("MAX_REPEAT", "MIN_REPEAT"):
            deeper = inside or argument[1] > _MANY
            if inside and argument[1] > _MANY:
                return True
        if any(_nested(part, deeper) for part in _parts(name, argument)):
            return True
    return False


def _parts(name: str, argument: Any) -> Sequence[Any]:
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return (argument[2],)
    if name == "SUBPATTERN":
        return (argument[-1],)
    if name == "BRANCH":
        return tuple(argument[1])
    return (argument[1],) if name in ("ASSERT", "ASSERT_NOT") else ()
