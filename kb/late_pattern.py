"""
Regular expressions that are compiled when first asked.

Compiling what vetting knows of words takes Python a fifth of a second, most of it for
expressions that a short copy never asks. :func:`late` stands where ``re.compile`` would at
the top of a module. After the first question the methods are the compiled expression's own, so
asking costs no more than before. Two things differ: a faulty expression fails when first
asked, not at import (a test asks them all), and ``match.re`` is the compiled one, so a match is
told by ``match.re.pattern``. For the top of a module alone: every stand-in is remembered.
"""

from __future__ import annotations

import re
from typing import Any, cast

_MADE: list[_LatePattern] = []


class _LatePattern:
    """Stands for ``re.Pattern[str]`` where that is only asked, not passed to functions of :mod:`re`."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags
        _MADE.append(self)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """
    Return a stand-in for ``re.compile(pattern, flags)`` that is compiled when first asked.

    :raises re.error: at the first question, if the expression is faulty.
    """
    return cast("re.Pattern[str]", _LatePattern(pattern, flags))


def all_made() -> tuple[tuple[str, int], ...]:
    """Return expression and flags of every stand-in made so far, for the test that compiles them."""
    return tuple((one.pattern, one.flags) for one in _MADE)
