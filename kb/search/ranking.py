"""
Which entries hold how much of a query.

The score of an entry is the share of the query's weight that it holds. A term weighs the
more the fewer entries hold it: the square root of log(1 + N / n). A term found as typed counts
from 0.4 to 1, by how large a part it plays there (bm25 of SQLite's FTS5, title and wordings
before the rest); found only by a synonym it counts from 0.16 to 0.4, so that the word
itself ranks above what stands for it. The best are then ordered anew: up to half is added
by how much of their own title or wording the query holds, so that the short claim about one
thing comes before the long one that touches it. The constants were chosen on the tuned half
of benchmarks/search_queries.csv and on sentences of pages.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kb.search.query import Term

#: bm25 weights in the order of kb.database.SEARCHED["search_entries"].
_WEIGHTS = "5.0, 5.0, 2.0, 1.0, 6.0"
_HITS = f"""
SELECT rowid, -bm25(search_entries_fts, {_WEIGHTS}) FROM search_entries_fts WHERE search_entries_fts MATCH ?
"""
#: Where the score of a term found as typed starts, and what a synonym counts beside it.
_LEAST, _SYNONYM = 0.4, 0.4
#: Share of the entries from which a term is so common that what means the same is not looked for.
_COMMON = 0.125
#: How many of the best are ordered anew, and how much is added at most.
LOOKED_AT, _ADDED = 30, 0.5


class Score(NamedTuple):
    """How well an entry answers a query, each from 0 to 1."""

    #: Share of the query's weight that it holds in any form.
    held: float
    #: The same with each term counted by how it is held; entries are ranked by this.
    rank: float


def scores_of(conn: sqlite3.Connection, terms: Sequence[Term]) -> dict[int, Score]:
    """Return the score of every entry that holds a term."""
    size = conn.execute("SELECT max(id) FROM search_entries").fetchone()[0] or 0
    held: dict[int, float] = {}
    rank: dict[int, float] = {}
    whole = 0.0
    for term in terms:
        exact = _parts(conn, term.exact)
        close = _parts(conn, term.close) if len(exact) <= _COMMON * size else {}
        best = {**{key: _SYNONYM * part for key, part in close.items()}, **exact}
        weight = math.sqrt(math.log(1 + size / max(len(best), 1)))
        whole += weight
        for key, part in best.items():
            held[key] = held.get(key, 0.0) + weight
            rank[key] = rank.get(key, 0.0) + weight * part
    return {key: Score(held[key] / whole, rank[key] / whole) for key in held}


def in_order(entries: Sequence[tuple[int, float]], shares: Mapping[int, float]) -> list[tuple[int, float]]:
    """
    Return the entries of one kind, given best first, with the best of them ordered anew.

    :param shares: how much of its title or of a wording was asked for, by entry.
    """
    again = [
        (entry, score * (1 + _ADDED * shares.get(entry, 0.0)) / (1 + _ADDED)) for entry, score in entries
    ]
    again[:LOOKED_AT] = sorted(again[:LOOKED_AT], key=lambda item: (-item[1], item[0]))
    return again


def finds_anything(conn: sqlite3.Connection, match: str) -> bool:
    """Say whether a full-text query finds an entry."""
    found = conn.execute(
        "SELECT 1 FROM search_entries_fts WHERE search_entries_fts MATCH ? LIMIT 1", (match,)
    )
    return found.fetchone() is not None


def _parts(conn: sqlite3.Connection, match: str) -> dict[int, float]:
    """Return how large a part a term plays in each entry that holds it, from 0.4 to 1."""
    if not match:
        return {}
    hits = dict(conn.execute(_HITS, (match,)).fetchall())
    most = max(hits.values(), default=0.0) or 1.0
    return {key: _LEAST + (1 - _LEAST) * max(hit, 0.0) / most for key, hit in hits.items()}
