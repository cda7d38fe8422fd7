"""
The whole of kb.db as CSV files with their description: a Data Package (version 2).

https://datapackage.org/standard/data-package/ ; made from the comments and constraints of
the schema, so it cannot fall behind it.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from typing import Any

from kb.exports.csv_text import TableText, table_text
from kb.exports.csvw import csvw_description
from kb.exports.licence import DESCRIPTION, LICENCE_NAME, LICENCE_TITLE, LICENCE_URL, NOTES, TITLE
from kb.exports.tables import Column, Table, tables

#: Table Schema's words for the types of SQLite.
_TYPES = {"TEXT": "string", "INTEGER": "integer", "REAL": "number"}
DESCRIPTION_FILE = "datapackage.json"
#: The name under which CSVW's programs look for a description beside the files.
CSVW_FILE = "csv-metadata.json"


def package_files(conn: sqlite3.Connection) -> dict[str, bytes]:
    """Return the files of the package by name: a CSV for each table, and what describes them."""
    texts = [table_text(conn, table) for table in tables().values()]
    return {
        DESCRIPTION_FILE: _json(_description(conn, texts)),
        CSVW_FILE: _json(csvw_description(texts)),
        **{f"{text.table.name}.csv": text.data for text in texts},
    }


def _json(data: dict[str, Any]) -> bytes:
    return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode("utf-8")


def _description(conn: sqlite3.Connection, texts: list[TableText]) -> dict[str, Any]:
    info = tables()["build_info"]
    values = conn.execute(
        f"SELECT {', '.join(column.name for column in info.columns)} FROM build_info"
    ).fetchone()
    build = dict(zip((column.name for column in info.columns), values, strict=True))
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "ketamine-claims-and-evidence",
        "title": TITLE,
        "description": "\n".join([DESCRIPTION, "", *(f"- {note}" for note in NOTES)]),
        "licenses": [{"name": LICENCE_NAME, "title": LICENCE_TITLE, "path": LICENCE_URL}],
        "build": build,
        "resources": [_resource(text) for text in texts],
    }


def _resource(text: TableText) -> dict[str, Any]:
    return {
        "name": text.table.name,
        "type": "table",
        "path": f"{text.table.name}.csv",
        "description": text.table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(text.data),
        "hash": f"sha256:{hashlib.sha256(text.data).hexdigest()}",
        "schema": _schema(text.table, text),
    }


def _schema(table: Table, text: TableText) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column, text) for column in table.columns],
        "missingValues": [""],
    }
    if table.primary_key:
        schema["primaryKey"] = list(table.primary_key)
    if table.references:
        schema["foreignKeys"] = [
            {"fields": [r.column], "reference": {"resource": r.table, "fields": [r.key]}}
            for r in table.references
        ]
    return schema


def _field(column: Column, text: TableText) -> dict[str, Any]:
    codes: list[Any] = (
        [int(code) for code in column.codes] if column.type == "INTEGER" else list(column.codes)
    )
    constraints: dict[str, Any] = {
        "required": column.required or None,
        "unique": column.unique or None,
        "enum": codes or None,
        "minimum": column.minimum,
        "maximum": column.maximum,
    }
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES[column.type],
        "description": column.description,
    }
    constraints = {key: value for key, value in constraints.items() if value is not None}
    if constraints:
        field["constraints"] = constraints
    if column.name in text.null_words:
        word = text.null_words[column.name]
        field["missingValues"] = [word] if word is not None else []
    return field
