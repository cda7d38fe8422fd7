"""Rows of kb.db back into publications, so that the site exports without the text files."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from kb.models import Publication
from kb.vocabulary import Confidence, Design, Indexing, Source, Standing

#: What holds a publication's lists: its citekey, which list, and one value of it.
_LISTS = (
    "SELECT citekey, 'author', author FROM publication_authors WHERE citekey IN {} ORDER BY citekey, position",
    "SELECT citekey, kind, term FROM publication_terms WHERE citekey IN {} ORDER BY citekey, kind, position",
    "SELECT citekey, relation, other FROM publication_links WHERE citekey IN {} ORDER BY citekey, relation, other",
)
_ATTRIBUTES = {
    "author": "authors",
    "publication-type": "publication_types",
    "mesh": "mesh",
    "registry": "registry",
    "includes": "includes",
    "pools": "pools",
    "secondary-of": "secondary_of",
    "supersedes": "supersedes",
}
_SAME = (
    "citekey", "entry_type", "title", "journal", "journal_abbreviation", "year", "volume", "issue", "pages",
    "pmid", "pmcid", "doi", "design_note", "n", "n_note", "population", "intervention", "comparator",
    "overlap_note", "standing_note", "verification_note", "note",
)  # fmt: skip
_CODES = {
    "design": (Design, Design.UNCLASSIFIED),
    "standing": (Standing, Standing.UNCHECKED),
    "standing_source": (Source, Source.NONE),
    "indexing": (Indexing, Indexing.PMID_UNKNOWN),
    "identity_source": (Source, Source.NONE),
    "figure_source": (Source, Source.NONE),
    "confidence": (Confidence, Confidence.LOW),
}
#: SQLite's own limit on variables in one statement was 999 for long.
_BATCH = 500


def read_publications(conn: sqlite3.Connection, citekeys: Sequence[str] | None = None) -> list[Publication]:
    """
    Return publications of kb.db in the order asked, each once; unknown citekeys are left out.

    ``None`` asks for all, by citekey. The standing is the one the build derived from the entry and
    PubMed's record. A code that this version does not know is read as the most cautious one.
    """
    if citekeys is None:
        citekeys = [key for (key,) in conn.execute("SELECT citekey FROM publications ORDER BY citekey")]
    keys = list(dict.fromkeys(citekeys))
    found: dict[str, Publication] = {}
    for start in range(0, len(keys), _BATCH):
        found.update(_read(conn, keys[start : start + _BATCH]))
    return [found[key] for key in keys if key in found]


def _read(conn: sqlite3.Connection, keys: Sequence[str]) -> dict[str, Publication]:
    asked = f"({', '.join('?' * len(keys))})"
    lists: dict[str, dict[str, list[str]]] = {}
    for sql in _LISTS:
        for citekey, what, value in conn.execute(sql.format(asked), keys):
            lists.setdefault(citekey, {}).setdefault(_ATTRIBUTES[what], []).append(value)
    cursor = conn.execute(f"SELECT * FROM publications WHERE citekey IN {asked}", keys)
    columns = [column[0] for column in cursor.description]
    rows = [dict(zip(columns, row, strict=True)) for row in cursor]
    return {row["citekey"]: _publication(row, lists.get(row["citekey"], {})) for row in rows}


def _publication(row: dict[str, Any], lists: dict[str, list[str]]) -> Publication:
    values: dict[str, Any] = {name: row[name] for name in _SAME}
    for name, (vocabulary, cautious) in _CODES.items():
        codes = {term.code: term for term in vocabulary}
        values[name] = codes.get(row[name], cautious)
    values["from_memory"] = tuple(part for part in (row["from_memory"] or "").split(", ") if part)
    values.update({name: tuple(items) for name, items in lists.items()})
    return Publication(**values, line=row["source_line"])
