"""What a reader who followed a wrong address may have meant."""

from __future__ import annotations

import difflib
import re
import sqlite3
from dataclasses import dataclass

_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Near:
    """A page that a wrong address may have meant."""

    kind: str
    key: str
    text: str


def near_matches(conn: sqlite3.Connection, wrong: str, limit: int = 6) -> list[Near]:
    """Return the claims, publications, facts and topics whose keys are nearest to ``wrong``."""
    known = [
        *(Near("claim", r[0], r[1]) for r in conn.execute("SELECT id, statement FROM claims")),
        *(
            Near("publication", r[0], f"{r[1]}. {r[2]}")
            for r in conn.execute("SELECT citekey, label, title FROM publications")
        ),
        *(Near("facts", r[0], r[1]) for r in conn.execute("SELECT id, statement FROM regulatory_facts")),
        *(Near("topic", r[0], r[1]) for r in conn.execute("SELECT topic, title FROM topics")),
    ]
    wanted = wrong.strip("/").rpartition("/")[2].lower()[:100]
    parts = set(_WORD.findall(wanted))
    scored = sorted(
        ((_nearness(wanted, parts, near.key.lower()), near) for near in known),
        key=lambda s: (-s[0], s[1].key),
    )
    return [near for score, near in scored if score >= 0.55][:limit]


def _nearness(wanted: str, parts: set[str], key: str) -> float:
    ratio = difflib.SequenceMatcher(None, wanted, key).ratio()
    shared = parts & set(_WORD.findall(key))
    return max(ratio, 0.6 * bool(shared) * len(shared) / max(len(parts), 1) + 0.3 * ratio)
