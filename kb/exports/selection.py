"""Which publications are meant: those of claims, of topics, or named one by one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from kb.lookup import NotFoundError
from kb.near_words import did_you_mean

_ALL = "SELECT citekey FROM publications ORDER BY citekey"
_OF_CLAIM = "SELECT citekey FROM evidence_items WHERE claim_id = ? AND citekey IS NOT NULL ORDER BY position"
_OF_TOPIC = """
SELECT e.citekey FROM evidence_items AS e JOIN claims AS c ON c.id = e.claim_id
WHERE c.topic = ? AND e.citekey IS NOT NULL ORDER BY c.id, e.position
"""
_KEYS = {
    "claim": "SELECT id FROM claims ORDER BY id",
    "topic": "SELECT topic FROM topics ORDER BY position",
    "publication": _ALL,
}


def select_citekeys(
    conn: sqlite3.Connection,
    claims: Sequence[str] = (),
    topics: Sequence[str] = (),
    citekeys: Sequence[str] = (),
) -> list[str]:
    """
    Return the citekeys asked for, each once: those named, then the evidence of claims and of topics in its order.

    Nothing asked for means all, by citekey. Evidence that no longer counts is among it.

    :raises NotFoundError: for a key that kb.db does not hold; the message names the nearest.
    """
    if not (claims or topics or citekeys):
        return [key for (key,) in conn.execute(_ALL)]
    for kind, asked in (("publication", citekeys), ("claim", claims), ("topic", topics)):
        must_exist(conn, kind, asked)
    return list(
        dict.fromkeys([*citekeys, *_evidence(conn, _OF_CLAIM, claims), *_evidence(conn, _OF_TOPIC, topics)])
    )


def must_exist(conn: sqlite3.Connection, kind: str, keys: Iterable[str]) -> None:
    """
    Make sure that every key is one of kb.db.

    :param kind: ``claim``, ``topic`` or ``publication``.
    :raises NotFoundError: for the first key that is not; the message names the nearest.
    """
    known = {key for (key,) in conn.execute(_KEYS[kind])}
    for key in keys:
        if key not in known:
            raise NotFoundError(f"no {kind} {key!r}; {did_you_mean(key, sorted(known))}".rstrip("; "))


def _evidence(conn: sqlite3.Connection, sql: str, keys: Iterable[str]) -> Iterator[str]:
    for key in keys:
        yield from (citekey for (citekey,) in conn.execute(sql, (key,)))
