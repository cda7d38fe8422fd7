"""What schema.org allows: each type's properties and what each may hold, from a package of the vocabulary."""

from __future__ import annotations

import importlib
import pkgutil
import re
from functools import cache
from typing import Any

import msgspec_schemaorg.models

_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d:\d\dZ)?)?)?")
_PLAIN = {str: "str", int: "int", float: "float"}


@cache
def types() -> dict[str, type]:
    """Every type of the vocabulary by its name."""
    found: dict[str, type] = {}
    for package in pkgutil.iter_modules(msgspec_schemaorg.models.__path__, "msgspec_schemaorg.models."):
        folder = importlib.import_module(package.name)
        for module in pkgutil.iter_modules(folder.__path__, f"{package.name}."):
            name = module.name.rpartition(".")[2]
            found[name] = getattr(importlib.import_module(module.name), name)
    return found


@cache
def properties(name: str) -> dict[str, set[str]]:
    """What each property of a type may hold: names of types, and of Python's for text and numbers."""
    found: dict[str, set[str]] = {}
    for kind in reversed(types()[name].__mro__):
        for key, annotation in vars(kind).get("__annotations__", {}).items():
            found[key] = set(re.findall(r"\w+", str(annotation))) - {"Union", "List", "None"}
    return found


def faults(node: dict[str, Any], where: str = "$") -> list[str]:
    """Return what schema.org does not allow in a node and in those below it."""
    name = node.get("@type")
    if name not in types():
        return [f"{where}: no type {name!r}"]
    allowed = properties(name)
    wrong = []
    for key, value in node.items():
        if key in ("@context", "@type", "@id"):
            continue
        if key not in allowed:
            wrong.append(f"{where}: {name} has no {key}")
            continue
        for one in value if isinstance(value, list) else [value]:
            wrong += _value_faults(one, allowed[key], f"{where}.{key}")
    return wrong


def _value_faults(value: Any, ranges: set[str], where: str) -> list[str]:
    if isinstance(value, dict):
        bases = (
            {base.__name__ for base in types()[value["@type"]].__mro__}
            if value.get("@type") in types()
            else set()
        )
        outside = [] if bases & ranges else [f"{where}: {value.get('@type')} is none of {sorted(ranges)}"]
        return outside + faults(value, where)
    if _PLAIN.get(type(value)) in ranges:
        return []
    if isinstance(value, str) and "URL" in ranges and re.match(r"https?://", value):
        return []
    if isinstance(value, str) and {"date", "datetime"} & ranges and _DATE.fullmatch(value):
        return []
    return [f"{where}: {value!r} is none of {sorted(ranges)}"]
