"""
Regular expressions that are compiled when first asked, and asked only where they can match.

Compiling what vetting knows of words takes Python a fifth of a second, most of it for
expressions that a short copy never asks, and most of what a copy is asked it cannot answer:
:func:`late` stands where ``re.compile`` would at the top of a module. What a wide expression
needs in a text is on record (late_needs.json, written by ``python -m kb.vetting.rule_files``,
under a digest of the expression, so that it is never out of date); a text that lacks it is
answered without the expression, which then need not even be compiled.

Two things differ from ``re.compile``: a faulty expression fails when first asked, not at import
(a test asks them all), and ``match.re`` is the compiled one, so a match is told by
``match.re.pattern``. For the top of a module alone: every stand-in is remembered.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, cast

NEEDS_FILE = Path(__file__).parent / "late_needs.json"
#: Characters from which an expression is wide: a narrower one answers as quickly as its needs are looked for.
WIDE = 120

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
        needs = (
            _record().get(digest_of(self.pattern)) if len(self.pattern) >= WIDE and not self.flags else None
        )
        if needs and name in ("search", "finditer"):
            holds = _holder(needs)
            self.search = self._gated(holds, "search", lambda: None)
            self.finditer = self._gated(holds, "finditer", lambda: iter(()))
            return self.search if name == "search" else self.finditer
        compiled = self.compiled()
        for method in ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split"):
            if method not in self.__dict__:
                setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)

    def compiled(self) -> re.Pattern[str]:
        """Return the expression itself."""
        return _compiled(self.pattern, self.flags)

    def _gated(
        self, holds: Callable[[str], bool], name: str, nothing: Callable[[], Any]
    ) -> Callable[..., Any]:
        asked: Callable[..., Any] | None = None

        def ask(text: str, *rest: int) -> Any:
            nonlocal asked
            if not holds(text):
                return nothing()
            if asked is None:
                asked = getattr(self.compiled(), name)
            return asked(text, *rest)

        return ask


@cache
def _compiled(pattern: str, flags: int) -> re.Pattern[str]:
    return re.compile(pattern, flags)


@cache
def _record() -> dict[str, list[list[list[str]]]]:
    try:
        record = json.loads(NEEDS_FILE.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def _holder(needs: list[list[list[str]]]) -> Callable[[str], bool]:
    """Return whether a text holds, of every group of some way of matching, one text."""

    def holds(text: str) -> bool:
        for way in needs:
            for group in way:
                for one in group:
                    if one in text:
                        break
                else:
                    break
            else:
                return True
        return False

    return holds


def digest_of(pattern: str) -> str:
    """Return the key under which the record has an expression."""
    return hashlib.sha256(pattern.encode()).hexdigest()[:16]


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """
    Return a stand-in for ``re.compile(pattern, flags)`` that is compiled when first asked.

    :raises re.error: at the first question, if the expression is faulty.
    """
    return cast("re.Pattern[str]", _LatePattern(pattern, flags))


def all_made() -> Iterator[tuple[str, int]]:
    """Yield expression and flags of every stand-in made so far."""
    yield from ((one.pattern, one.flags) for one in _MADE)
