"""Identifiers: a PMID, DOI, PMCID, trial registration, rule code or key leads straight to what it names."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable

from kb.errors import IdentifierError
from kb.identifiers import parse_doi, parse_pmcid, parse_pmid, parse_registry

_RULE = re.compile(r"kl[\s-]?0*(\d{1,3})", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"\d{1,6}")
_PARSERS: tuple[tuple[str, Callable[[str], str], str], ...] = (
    ("PMID", parse_pmid, "SELECT citekey FROM publications WHERE pmid = ?"),
    ("PMCID", parse_pmcid, "SELECT citekey FROM publications WHERE pmcid = ?"),
    ("DOI", parse_doi, "SELECT citekey FROM publications WHERE lower(doi) = lower(?)"),
    (
        "trial registration",
        parse_registry,
        "SELECT citekey FROM publication_terms WHERE kind = 'registry' AND upper(term) = upper(?) ORDER BY citekey",
    ),
)
_BY_KEY = """
SELECT id FROM search_entries WHERE lower(key) = lower(?) AND kind <> 'topic' ORDER BY id LIMIT 1
"""
_PUBLICATION = "SELECT id FROM search_entries WHERE kind = 'publication' AND key = ?"
#: What hangs on a publication: the claims it bears on, those it speaks of directly first, then its findings.
_CLAIMS = """
SELECT s.id FROM evidence_items AS e JOIN search_entries AS s ON s.kind = 'claim' AND s.key = e.claim_id
WHERE e.citekey = ? GROUP BY s.id ORDER BY min(e.directness <> 'direct'), s.id
"""
_FINDINGS = """
SELECT s.id FROM findings AS f JOIN search_entries AS s ON s.kind = 'finding' AND s.key = f.id
WHERE f.citekey = ? ORDER BY s.id
"""


def named_by(conn: sqlite3.Connection, text: str) -> tuple[str | None, int | None]:
    """
    Return what sort of identifier a text is, and the entry it names.

    Either is none: a text that is no identifier, or an identifier that the library does not hold.
    A short bare number may be a figure, so it counts as an identifier only where it names something.
    """
    rule = _RULE.fullmatch(text)
    by_key = conn.execute(_BY_KEY, (f"KL{int(rule[1]):03}" if rule else text,)).fetchone()
    if by_key:
        return "key", int(by_key[0])
    for name, parse, sql in _PARSERS:
        try:
            identifier = parse(text)
        except IdentifierError:
            continue
        found = conn.execute(sql, (identifier,)).fetchone()
        entry = conn.execute(_PUBLICATION, found).fetchone() if found else None
        if entry:
            return name, int(entry[0])
        return (None, None) if _BARE_NUMBER.fullmatch(text) else (name, None)
    return ("rule", None) if rule else (None, None)


def entries_about(conn: sqlite3.Connection, citekey: str) -> list[int]:
    """Return the claims a publication bears on and the findings it reports."""
    return [int(row[0]) for sql in (_CLAIMS, _FINDINGS) for row in conn.execute(sql, (citekey,))]
