"""
What a regular expression needs in a text, and whether it can run away.

Most sentences match no rule. A text that lacks every literal of a pattern cannot match
it, and looking for a literal costs a twentieth of running the pattern. The parsed form of
the standard library is read for it; where that is not to be had, nothing is filtered.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Any

try:
    _parser: Any = importlib.import_module("re._parser")
except ImportError:  # pragma: no cover
    _parser = None

#: A repeat of more than this counts as unbounded.
_MANY = 200
_MOST_LITERALS = 160


def literals_of(pattern: str) -> tuple[str, ...]:
    """
    Return texts of which every match holds at least one; empty where none can be told.

    >>> literals_of(r"\\b(?:cure|heal)s?\\b")
    ('cure', 'heal')
    """
    if _parser is None:
        return ()
    best = _needed(_parser.parse(pattern))
    return tuple(sorted(_shortest(best))) if best else ()


def runs_away(pattern: str) -> bool:
    """Say whether a pattern repeats without bound something that itself repeats without bound."""
    return False if _parser is None else _nested(_parser.parse(pattern), False)


def _needed(items: Any) -> frozenset[str]:
    """The best set of literals that the sequence needs: few and long ones."""
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
    return max(sets, key=_worth) if sets else frozenset()


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


def _worth(literals: frozenset[str]) -> tuple[int, int]:
    return min(min(len(text) for text in literals), 4), -len(literals)


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
