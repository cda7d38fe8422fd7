"""
The JSON Schema of claims.yaml, made from the records that the loader fills.

Editors complete and check the file with it; a test holds it against the loader, so
that neither accepts what the other refuses.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from datetime import date
from decimal import Decimal
from typing import Any, Union

from kb.claims import SECTIONS
from kb.vocabulary import Term
from kb.yaml_records import shape_of


def claims_schema() -> dict[str, Any]:
    """Return the schema (JSON Schema 2020-12) as plain data."""
    definitions: dict[str, Any] = {}
    properties = {
        name: {"type": "array", "items": _reference(kind, definitions)} for name, kind in SECTIONS.items()
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "claims.yaml",
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "$defs": definitions,
    }


def _reference(kind: type, definitions: dict[str, Any]) -> dict[str, str]:
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}
        definitions[kind.__name__] = _object(kind, definitions)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _object(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    shape = shape_of(kind)
    texts = {field.name: field.metadata.get("doc", "") for field in dataclasses.fields(kind)}
    properties = {}
    for name, wanted in shape.types.items():
        properties[name] = _value(wanted, definitions)
        if texts[name]:
            properties[name]["description"] = texts[name]
    return {
        "type": "object",
        "description": (kind.__doc__ or "").strip(),
        "additionalProperties": False,
        "required": list(shape.required),
        "properties": properties,
    }


def _value(wanted: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if typing.get_origin(wanted) in (Union, types.UnionType):
        inner = next(arg for arg in typing.get_args(wanted) if arg is not type(None))
        return _value(inner, definitions)
    if typing.get_origin(wanted) is tuple:
        return {"type": "array", "items": _value(typing.get_args(wanted)[0], definitions)}
    if dataclasses.is_dataclass(wanted):
        return dict(_reference(typing.cast(type, wanted), definitions))
    if issubclass(wanted, Term):
        terms = list(wanted)
        return {"oneOf": [{"const": term.code, "description": term.definition} for term in terms]}
    if wanted is Decimal:
        return {"type": "number"}
    if wanted is int:
        return {"type": "integer"}
    if wanted is date:
        return {"type": "string", "format": "date"}
    # YAML reads 0.25 as a number where we want its text: both are the same line to us.
    return {"type": ["string", "number"], "minLength": 1}
