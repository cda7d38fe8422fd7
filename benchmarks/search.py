"""
How well the search finds what labelled queries ask for, and how long it takes.

    python -m benchmarks.search [--database kb.db] [--set tuned|held-out] [--pages CLAIMS.csv] [--misses] [--json]

The queries are in ``benchmarks/search_queries.csv``. They were written before the search
was; one half was used to tune it and the other held out. A rank is the place within the
group of the expected thing's kind, as the page shows it; what an identifier names has
rank 1. A nonsense query is right if nothing is found. The peer in time and in quality is
one plain FTS5 query of the quoted words joined by OR over the same entries. ``--pages`` adds
the sentences of pages: a CSV with the columns ``claim_id`` (key of the mention) and ``verbatim``.
"""

from __future__ import annotations

import argparse
import csv
import json
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.search import search
from kb.search.words import tokens_of

QUERIES = Path(__file__).with_name("search_queries.csv")
_PLAIN = """
SELECT e.kind, e.key FROM search_entries_fts JOIN search_entries AS e ON e.id = search_entries_fts.rowid
WHERE search_entries_fts MATCH ? ORDER BY bm25(search_entries_fts) LIMIT 200
"""
Ranked = Callable[[sqlite3.Connection, str], dict[str, list[str]]]


@dataclass(frozen=True, slots=True)
class Query:
    """A query with the things that would answer it, as ``kind:key``."""

    set: str
    kind: str
    text: str
    expected: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quality:
    """Share of queries answered first, within five, and the mean reciprocal rank."""

    queries: int
    recall_1: float
    recall_5: float
    mrr: float


def labelled(path: Path = QUERIES) -> list[Query]:
    """Return the labelled queries."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [Query(r["set"], r["kind"], r["query"], tuple(r["expected"].split())) for r in rows]


def ours(conn: sqlite3.Connection, text: str) -> dict[str, list[str]]:
    """Return the keys found by the search, by kind."""
    answers = search(conn, text, shown=20)
    found = {group.kind.code: [one.key for one in group.shown] for group in answers.groups}
    if answers.named:
        found[answers.named.kind.code] = [answers.named.key]
    return found


def plain(conn: sqlite3.Connection, text: str) -> dict[str, list[str]]:
    """Return the keys found by one plain full-text query, by kind."""
    match = " OR ".join(f'"{token}"' for token in tokens_of(text))
    found: dict[str, list[str]] = {}
    for kind, key in conn.execute(_PLAIN, (match,)) if match else ():
        found.setdefault(kind, []).append(key)
    return found


def rank(found: dict[str, list[str]], expected: Iterable[str]) -> int | None:
    """Return the best rank of the expected things within their groups; none if none is there."""
    places = []
    for one in expected:
        kind, _, key = one.partition(":")
        if key in found.get(kind, ()):
            places.append(found[kind].index(key) + 1)
    return min(places, default=None)


def quality(
    conn: sqlite3.Connection, queries: Sequence[Query], method: Ranked, misses: bool = False
) -> Quality:
    """Return how well a method answers the queries; a nonsense query counts as first if nothing is found."""
    ranks: list[int | None] = []
    for query in queries:
        found = method(conn, query.text)
        at = rank(found, query.expected) if query.expected else (None if any(found.values()) else 1)
        ranks.append(at)
        if misses and at != 1:
            best = {kind: keys[:2] for kind, keys in found.items()}
            print(f"  [{query.kind}] {query.text!r}: rank {at}; found {best}")
    count = len(ranks) or 1
    return Quality(
        queries=len(ranks),
        recall_1=round(sum(at == 1 for at in ranks) / count, 3),
        recall_5=round(sum(at is not None and at <= 5 for at in ranks) / count, 3),
        mrr=round(sum(1 / at for at in ranks if at) / count, 3),
    )


def page_sentences(conn: sqlite3.Connection, path: Path) -> list[Query]:
    """Return the sentences of pages as queries, each with the claim that its mention is linked to."""
    claim_of = dict(conn.execute("SELECT id, claim_id FROM mentions"))
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["claim_id"] in claim_of]
    return [Query("pages", "sentence", r["verbatim"], (f"claim:{claim_of[r['claim_id']]}",)) for r in rows]


def times(conn: sqlite3.Connection, queries: Sequence[Query], method: Ranked, rounds: int = 5) -> list[float]:
    """Return the CPU seconds each query takes, the median of some rounds."""
    taken: list[list[float]] = [[] for _ in queries]
    for _ in range(rounds):
        for index, query in enumerate(queries):
            start = time.process_time()
            method(conn, query.text)
            taken[index].append(time.process_time() - start)
    return [statistics.median(seconds) for seconds in taken]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--database", type=Path, default=Path("kb.db"))
    parser.add_argument(
        "--set", choices=("tuned", "held-out"), help="one half of the queries; both by default"
    )
    parser.add_argument("--pages", type=Path, help="CSV with the sentences of pages")
    parser.add_argument("--misses", action="store_true", help="print every query not answered first")
    parser.add_argument("--json", action="store_true", help="one JSON object as the last line")
    options = parser.parse_args()
    conn = sqlite3.connect(f"file:{options.database}?mode=ro", uri=True)
    queries = [query for query in labelled() if options.set in (None, query.set)]
    if options.pages:
        queries += page_sentences(conn, options.pages)
    result: dict[str, dict[str, dict[str, float]]] = {}
    print(f"{'set':<9} {'kind':<11} {'n':>4} {'R@1':>6} {'R@5':>6} {'MRR':>6}   plain FTS5: R@1, R@5, MRR")
    for name in dict.fromkeys(query.set for query in queries):
        of_set = [query for query in queries if query.set == name]
        for kind in [*dict.fromkeys(query.kind for query in of_set), "all"]:
            chosen = [query for query in of_set if kind in ("all", query.kind)]
            mine = quality(conn, chosen, ours, options.misses and kind != "all")
            peer = quality(conn, chosen, plain)
            print(f"{name:<9} {kind:<11} {mine.queries:>4} {mine.recall_1:>6} {mine.recall_5:>6} {mine.mrr:>6}"
                  f"   {peer.recall_1}, {peer.recall_5}, {peer.mrr}")  # fmt: skip
            result.setdefault(name, {})[kind] = {"n": mine.queries, "recall_1": mine.recall_1,
                "recall_5": mine.recall_5, "mrr": mine.mrr, "plain_recall_5": peer.recall_5}  # fmt: skip
    mine_times, peer_times = times(conn, queries, ours), times(conn, queries, plain)
    took = {
        "median_ms": round(1000 * statistics.median(mine_times), 2),
        "p95_ms": round(1000 * statistics.quantiles(mine_times, n=20)[-1], 2),
        "plain_median_ms": round(1000 * statistics.median(peer_times), 2),
        "ratio": round(sum(mine_times) / sum(peer_times), 2),
    }
    print(
        f"CPU per query: median {took['median_ms']} ms, p95 {took['p95_ms']} ms; {took['ratio']} times plain FTS5"
    )
    if options.json:
        print(json.dumps({"quality": result, "time": took}))


if __name__ == "__main__":
    main()
