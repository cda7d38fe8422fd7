"""One claim with everything under it, as plain data for one file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kb.exports.licence import DESCRIPTION, LICENCE_NAME, LICENCE_URL, NOTES
from kb.exports.selection import must_exist
from kb.exports.tables import tables

FORMAT = "evidence-kb/claim"
#: Raised when a key changes its meaning or goes.
VERSION = 1
Row = dict[str, Any]

#: The tables whose rows hang on a claim, by the key under which they stand in it, and their order.
OF_CLAIM = {
    "quantities": ("quantities", "position"),
    "evidence": ("evidence_items", "position"),
    "steps": ("verdict_steps", "position"),
    "history": ("verdict_history", "year"),
    "pooled": ("pooled_estimates", "position"),
    "mentions": ("mentions", "page, line, id"),
}
#: The same for a publication.
OF_PUBLICATION = {
    "author_list": "publication_authors",
    "terms": "publication_terms",
    "links": "publication_links",
    "corrections": "corrections",
    "disagreements": "disagreements",
}
#: Belongs to the publisher, and the licence of the file does not cover it.
LEFT_OUT = {"publications": {"abstract"}}
#: The vocabulary of a column, where it has another name than the column.
VOCABULARY_OF = {
    "verdict": "verdict", "rule_verdict": "verdict", "curator_verdict": "verdict", "reviewed_by": "reviewer",
    "overreach": "dimension", "differs": "dimension", "status": "fact_status", "interval_origin": "origin",
    "standing_source": "source", "identity_source": "source", "figure_source": "source",
}  # fmt: skip


def claim_data(conn: sqlite3.Connection, claim_id: str) -> dict[str, Any]:
    """
    Return a claim with all that is under it; its shape is :func:`kb.exports.claim_schema.claim_schema`.

    :raises NotFoundError: if there is no such claim.
    """
    must_exist(conn, "claim", [claim_id])
    (claim,) = _rows(conn, "claims", "id", [claim_id])
    for key, (table, order) in OF_CLAIM.items():
        claim[key] = _rows(conn, table, "claim_id", [claim_id], order)
    for item in claim["evidence"]:
        links = _rows(conn, "evidence_findings", "evidence_item_id", [item["id"]], "finding_id")
        item["findings"] = [link["finding_id"] for link in links]
    findings = _rows(
        conn, "findings", "id", _unique(key for item in claim["evidence"] for key in item["findings"])
    )
    citekeys = _unique([*(i["citekey"] for i in claim["evidence"]), *(f["citekey"] for f in findings)])
    publications = _rows(conn, "publications", "citekey", citekeys)
    for publication in publications:
        for key, table in OF_PUBLICATION.items():
            publication[key] = _rows(conn, table, "citekey", [publication["citekey"]], "rowid")
    facts = _rows(conn, "regulatory_facts", "id", _unique(item["fact_id"] for item in claim["evidence"]))
    (topic,) = _rows(conn, "topics", "topic", [claim["topic"]])
    (build,) = _rows(conn, "build_info", "1", [1])
    data = {
        "format": FORMAT,
        "version": VERSION,
        "about": DESCRIPTION,
        "licence": {"name": LICENCE_NAME, "url": LICENCE_URL},
        "notes": list(NOTES),
        "build": build,
        "topic": topic,
        "claim": claim,
        "findings": findings,
        "publications": publications,
        "regulatory_facts": facts,
    }
    return {**data, "vocabulary": _definitions(conn, data)}


def _rows(
    conn: sqlite3.Connection, table: str, key: str, values: Sequence[Any], order: str = "rowid"
) -> list[Row]:
    left_out = LEFT_OUT.get(table, set())
    names = [column.name for column in tables()[table].columns if column.name not in left_out]
    columns = ", ".join(f'"{name}"' for name in names)
    sql = f"SELECT {columns} FROM {table} WHERE {key} IN ({', '.join('?' * len(values))}) ORDER BY {order}"
    return [dict(zip(names, row, strict=True)) for row in conn.execute(sql, values)]


def _unique(values: Iterable[Any]) -> list[Any]:
    return sorted({value for value in values if value is not None})


def _definitions(conn: sqlite3.Connection, data: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return what each code in the file means, by vocabulary."""
    used: dict[str, set[str]] = {}
    _collect(data, used)
    found: dict[str, dict[str, str]] = {}
    for vocabulary, code, definition in conn.execute(
        "SELECT vocabulary, code, definition FROM vocabulary ORDER BY vocabulary, position"
    ):
        if code in used.get(vocabulary, ()):
            found.setdefault(vocabulary, {})[code] = definition
    return found


def _collect(value: Any, used: dict[str, set[str]]) -> None:
    if isinstance(value, list):
        for item in value:
            _collect(item, used)
    elif isinstance(value, dict):
        for key, item in value.items():
            if isinstance(item, str):
                codes = used.setdefault(VOCABULARY_OF.get(key) or key, set())
                codes.update((item, *(part.strip() for part in item.split(","))))
            else:
                _collect(item, used)
