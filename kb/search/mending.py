"""Misspelt words: the nearest word in use, where there is one near enough."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from kb.search.synonyms import known_words
from kb.similarity import nearest

#: Letters from which on one slip, and two, are forgiven.
_ONE, _TWO = 6, 9
#: Letters of the shortest word that is offered instead.
_SHORTEST = 4
_SAME_START = "SELECT word, entries FROM search_words WHERE word >= ? AND word < ?"


def mend(conn: sqlite3.Connection, word: str) -> str | None:
    """
    Return the word that was meant, or nothing if the word may be right.

    Short words, numbers and what stands in the list of synonyms are never mended. The
    first letter must agree; fewer slips go first, then the more common word.
    """
    at_most = 2 if len(word) >= _TWO else 1 if len(word) >= _ONE else 0
    return None if word in known_words() else _nearest(conn, word, at_most)


def suggestions(conn: sqlite3.Connection, words: Sequence[str]) -> tuple[str, ...]:
    """Return for each word the nearest in use within a quarter of its letters, where there is one."""
    near = (_nearest(conn, word, len(word) // 4) for word in words if len(word) >= _ONE)
    return tuple(dict.fromkeys(filter(None, near)))


def _nearest(conn: sqlite3.Connection, word: str, at_most: int) -> str | None:
    if not (at_most and word.isalpha() and word.isascii()):
        return None
    in_use = {known: 0 for known in known_words() if known[0] == word[0]}
    in_use |= dict(conn.execute(_SAME_START, (word[0], chr(ord(word[0]) + 1))).fetchall())
    known = [one for one in in_use if len(one) >= _SHORTEST and one.isalpha()]
    slips = dict(nearest(word, known, at_most))
    return min(slips, key=lambda one: (slips[one], -in_use[one], one), default=None)
