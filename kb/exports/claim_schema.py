"""The JSON Schema of a claim's file, made from the schema of kb.db."""

from __future__ import annotations

from typing import Any

from kb.exports.claim_file import FORMAT, LEFT_OUT, OF_CLAIM, OF_PUBLICATION, VERSION
from kb.exports.tables import Column, tables

_TYPES = {"TEXT": "string", "INTEGER": "integer", "REAL": "number"}
_STRINGS = {"type": "array", "items": {"type": "string"}}


def claim_schema() -> dict[str, Any]:
    """Return the schema (JSON Schema 2020-12) as plain data."""
    claim = _row("claims", **{key: _list_of(table) for key, (table, _) in OF_CLAIM.items()})
    publication = _row("publications", **{key: _list_of(table) for key, table in OF_PUBLICATION.items()})
    item = _row("evidence_items", findings={**_STRINGS, "description": "Keys of the findings it rests on"})
    below = [*(table for table, _ in OF_CLAIM.values()), *OF_PUBLICATION.values()]
    rows = {name: _row(name) for name in ("build_info", "topics", "findings", "regulatory_facts", *below)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A claim with everything under it",
        **_object(
            {
                "format": {"const": FORMAT},
                "version": {"const": VERSION},
                "about": {"type": "string"},
                "licence": _object({"name": {"type": "string"}, "url": {"type": "string"}}),
                "notes": {**_STRINGS, "description": "What a reader of the figures must be told"},
                "build": _one("build_info"),
                "topic": _one("topics"),
                "claim": _one("claims"),
                "findings": _list_of("findings"),
                "publications": _list_of("publications"),
                "regulatory_facts": _list_of("regulatory_facts"),
                "vocabulary": {
                    "description": "What each code means, by vocabulary",
                    "type": "object",
                    "additionalProperties": {"type": "object", "additionalProperties": {"type": "string"}},
                },
            }
        ),
        "$defs": {**rows, "claims": claim, "publications": publication, "evidence_items": item},
    }


def _one(table: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{table}"}


def _list_of(table: str) -> dict[str, Any]:
    return {"type": "array", "items": _one(table)}


def _row(table: str, **more: dict[str, Any]) -> dict[str, Any]:
    kept = [column for column in tables()[table].columns if column.name not in LEFT_OUT.get(table, set())]
    described = _object({**{column.name: _value(column) for column in kept}, **more})
    return {"description": tables()[table].description, **described}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }


def _value(column: Column) -> dict[str, Any]:
    kind = _TYPES[column.type]
    value: dict[str, Any] = {
        "type": kind if column.required else [kind, "null"],
        "description": column.description,
    }
    if column.codes:
        codes: list[Any] = (
            [int(code) for code in column.codes] if column.type == "INTEGER" else list(column.codes)
        )
        value["enum"] = codes if column.required else [*codes, None]
    if column.minimum is not None:
        value["minimum"] = column.minimum
    if column.maximum is not None:
        value["maximum"] = column.maximum
    return value
