"""
Authors as the library holds them, in the parts that the formats need.

The library writes people as PubMed does, ``Family, INITIALS Suffix``, groups without a
comma, and ``others`` where a list is cut short (:mod:`kb.bibliography`). Given names in
full are accepted too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kb.formats.text import one_line

#: What stands in the library for authors that are not listed.
OTHERS = "others"
_SUFFIXES = frozenset("Jr Jr. Sr Sr. II III IV 2nd 3rd 4th 5th".split())
_CAPITALS = re.compile(r"[^\W\d_a-zß-öø-ÿ]+")


@dataclass(frozen=True, slots=True)
class Name:
    """A person (``family`` is filled) or a group (``literal`` is filled)."""

    family: str = ""
    #: Parts of the given name in order; a part with hyphens is one part. Initials have no full stop.
    given: tuple[str, ...] = ()
    suffix: str = ""
    literal: str = ""

    @property
    def initials(self) -> str:
        """First letters of the given names, run together: ``Jean-Pierre M`` is ``JPM``."""
        return "".join(_letters(self.given))

    @property
    def dotted(self) -> str:
        """Given names with a full stop after each initial: ``J.-P. M.``, ``Jean M.``."""
        return " ".join("-".join(_dotted(part) for part in word.split("-")) for word in self.given)


def names_of(authors: Iterable[str]) -> tuple[list[Name], bool]:
    """Return the authors, and whether the list was cut short."""
    texts = [one_line(text) for text in authors]
    return [name_of(text) for text in texts if text and text != OTHERS], OTHERS in texts


def name_of(text: str) -> Name:
    """
    Return the parts of one author.

    >>> name_of("Zarate, CA Jr")
    Name(family='Zarate', given=('C', 'A'), suffix='Jr', literal='')
    >>> name_of("Yale Ketamine Study Group").literal
    'Yale Ketamine Study Group'
    """
    family, *rest = [part.strip() for part in one_line(text).split(",")]
    rest = [part for part in rest if part]
    if not rest or not family:
        return Name(literal=one_line(text).strip(" ,"))
    suffix = next((part for part in rest if part in _SUFFIXES and len(rest) > 1), "")
    words = " ".join(part for part in rest if part != suffix).split()
    if not suffix and len(words) > 1 and words[-1] in _SUFFIXES:
        suffix = words.pop()
    return Name(family, tuple(part for word in words for part in _given(word)), suffix)


def _given(word: str) -> list[str]:
    """Return one given name as it is, or the initials in ``CA``, ``C.A.``, ``J-P`` each for itself."""
    bare = word.replace(".-", "-").replace(".", " ")
    if all(_CAPITALS.fullmatch(part) for part in re.split(r"[\s-]+", bare.strip())):
        return ["-".join(run) if "-" in token else run[0] for token in bare.split() for run in _runs(token)]
    return [word]


def _runs(token: str) -> list[list[str]]:
    """Split capitals into initials: ``CA`` into two, ``J-P`` into one of two letters."""
    if "-" in token:
        return [[letter for part in token.split("-") if part for letter in part[:1]]]
    return [[letter] for letter in token]


def _letters(given: Iterable[str]) -> list[str]:
    return [part[0].upper() for word in given for part in re.split(r"[-.]+", word) if part]


def _dotted(part: str) -> str:
    return f"{part}." if len(part) == 1 else part
