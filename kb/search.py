"""Free text to a full-text query that cannot fail, and the ranked answers."""

from __future__ import annotations

import difflib
import re
import sqlite3
from dataclasses import dataclass
from typing import Any

_WORD = re.compile(r"[^\W_]+(?:[.,][0-9]+)*", re.UNICODE)
_STOP = frozenset(
    "a an and are as at be been by can do does for from has have how if in into is it its of on or our per "
    "so than that the their there they this to was we what when which will with you your".split()
)
#: bm25 weights, in the order of kb.database.SEARCHED.
_CLAIM_WEIGHTS = "4.0, 5.0, 1.0, 0.5"
_PUBLICATION_WEIGHTS = "4.0, 4.0, 1.0, 1.0, 1.0, 1.0"
_LIMIT = 40
_SHOWN = 15
_MAX_WORDS = 24

_CLAIMS_SQL = f"""
SELECT s.*, c.wordings FROM claims_fts
JOIN claims AS c ON c.rowid = claims_fts.rowid
JOIN claim_summary AS s ON s.claim_id = c.id
WHERE claims_fts MATCH :query ORDER BY bm25(claims_fts, {_CLAIM_WEIGHTS}), c.id LIMIT {_LIMIT}
"""
_PUBLICATIONS_SQL = f"""
SELECT p.citekey, p.label, p.title, p.title_html, p.design, p.n, p.standing, p.counts,
  (SELECT count(DISTINCT e.claim_id) FROM evidence_items AS e WHERE e.citekey = p.citekey) AS claims
FROM publications_fts JOIN publications AS p ON p.rowid = publications_fts.rowid
WHERE publications_fts MATCH :query ORDER BY bm25(publications_fts, {_PUBLICATION_WEIGHTS}), p.citekey LIMIT {_LIMIT}
"""
_BY_IDENTIFIER_SQL = """
SELECT p.citekey, p.label, p.title, p.title_html, p.design, p.n, p.standing, p.counts,
  (SELECT count(DISTINCT e.claim_id) FROM evidence_items AS e WHERE e.citekey = p.citekey) AS claims
FROM publications AS p
WHERE p.pmid = :text OR lower(p.doi) = lower(:text) OR p.pmcid = upper(:text) OR lower(p.citekey) = lower(:text)
"""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a search found, best first; ``suggestions`` only where it found nothing."""

    text: str
    claims: list[sqlite3.Row]
    publications: list[sqlite3.Row]
    suggestions: list[str]


def words_of(text: str) -> list[str]:
    """Return the words worth looking for, each once; all of them if only small words were given."""
    found = list(dict.fromkeys(word.lower() for word in _WORD.findall(text)))
    return ([word for word in found if word not in _STOP] or found)[:_MAX_WORDS]


def fts_query(text: str) -> str:
    """
    Return an FTS5 query for ``text``: its words, quoted, any of them; empty if it has none.

    Longer words match as beginnings too, so that a half-typed word finds something.

    >>> fts_query('70% "respond" OR')
    '"70" OR "respond" OR "respond"*'
    """
    terms = []
    for word in words_of(text):
        terms.append(f'"{word}"')
        if len(word) > 3 and word.isalpha():
            terms.append(f'"{word}"*')
    return " OR ".join(terms)


def search(conn: sqlite3.Connection, text: str) -> Answers:
    """Return the claims and publications that ``text`` brings up, best first."""
    cleaned = " ".join(text.replace("\0", " ").split())[:500]
    query = fts_query(cleaned)
    exact = conn.execute(_BY_IDENTIFIER_SQL, {"text": _identifier(cleaned)}).fetchall() if cleaned else []
    if not query:
        return Answers(cleaned, [], exact, [])
    claims = conn.execute(_CLAIMS_SQL, {"query": query}).fetchall()
    publications = exact or conn.execute(_PUBLICATIONS_SQL, {"query": query}).fetchall()
    claims = [] if exact else _whole_first(claims, words_of(cleaned))[:_SHOWN]
    publications = publications[:_SHOWN]
    suggestions = [] if claims or publications else _nearest_words(conn, words_of(cleaned))
    return Answers(cleaned, claims, publications, suggestions)


def _whole_first(claims: list[sqlite3.Row], words: list[str]) -> list[sqlite3.Row]:
    """Return the claims with those first that hold most of the words, however rare each is."""

    def missing(row: sqlite3.Row) -> int:
        text = f"{row['statement']} {row['wordings']}".lower()
        held = set(_WORD.findall(text))
        return sum(not (word in held or any(w.startswith(word[:5]) for w in held)) for word in words)

    return sorted(claims, key=missing)


def _identifier(text: str) -> str:
    return re.sub(
        r"^(?:https?://\S*?(?=10\.)|https?://\S*/|pmid:?\s*|doi:?\s*)",
        "",
        text.strip().rstrip("/"),
        flags=re.I,
    )


def _nearest_words(conn: sqlite3.Connection, words: list[str]) -> list[str]:
    rows: list[Any] = conn.execute("SELECT statement || ' ' || wordings FROM claims").fetchall()
    known = {word.lower() for row in rows for word in _WORD.findall(row[0]) if len(word) > 3}
    near = [difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.7) for word in words]
    return [match[0] for match in near if match]
