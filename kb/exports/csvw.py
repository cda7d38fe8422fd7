"""
The same CSV files described for the Semantic Web: CSV on the Web.

https://www.w3.org/TR/tabular-metadata/
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kb.exports.csv_text import TableText
from kb.exports.licence import DESCRIPTION, LICENCE_URL, TITLE
from kb.exports.tables import Column

_TYPES = {"TEXT": "string", "INTEGER": "integer", "REAL": "double"}
#: Written out because programs differ in what they trim unless told.
_DIALECT = {
    "encoding": "utf-8",
    "header": True,
    "delimiter": ",",
    "quoteChar": '"',
    "doubleQuote": True,
    "lineTerminators": ["\r\n"],
    "skipInitialSpace": False,
    "trim": False,
}


def csvw_description(texts: Sequence[TableText]) -> dict[str, Any]:
    """Return the description of the tables as a CSVW table group."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": TITLE,
        "dc:description": DESCRIPTION,
        "dc:license": {"@id": LICENCE_URL},
        "dialect": _DIALECT,
        "tables": [_table(text) for text in texts],
    }


def _table(text: TableText) -> dict[str, Any]:
    schema: dict[str, Any] = {"columns": [_column(column, text) for column in text.table.columns]}
    if text.table.primary_key:
        schema["primaryKey"] = list(text.table.primary_key)
    if text.table.references:
        schema["foreignKeys"] = [
            {
                "columnReference": [r.column],
                "reference": {"resource": f"{r.table}.csv", "columnReference": [r.key]},
            }
            for r in text.table.references
        ]
    return {
        "url": f"{text.table.name}.csv",
        "dc:description": text.table.description,
        "tableSchema": schema,
    }


def _column(column: Column, text: TableText) -> dict[str, Any]:
    limits = {"minimum": column.minimum, "maximum": column.maximum}
    kept = {key: value for key, value in limits.items() if value is not None}
    described: dict[str, Any] = {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.description,
        "datatype": {"base": _TYPES[column.type], **kept} if kept else _TYPES[column.type],
    }
    if column.required:
        described["required"] = True
    if column.name in text.null_words:
        word = text.null_words[column.name]
        described["null"] = [word] if word is not None else []
    return described
