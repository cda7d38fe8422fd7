"""
The entries of a version of the text files, as pieces of text.

A version is cut into entries without being parsed: two versions differ in few of them, and only
those are read. What an entry says is read as plain data, by its keys, so that a version written
before a key was renamed can be compared all the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from kb.bibliography import parse_entries
from kb.yaml_records import plain_data

#: An entry as plain data: text, lists and further entries by key.
Fields = dict[str, object]

_SECTION = re.compile(r"\n([A-Za-z_]\w*):[^\S\n]*(?:#.*)?(?=\n)")
_FIRST_ITEM = re.compile(r"^( *)- ", re.M)
_BIB_START = re.compile(r"^(?=[^\S\n]*@)", re.M)
_BIB_KEY = re.compile(r"\s*@\s*(?!comment|string|preamble)[A-Za-z]+\s*[{(]\s*([^,\s{}()]+)", re.I)


@dataclass(frozen=True, slots=True)
class Entries:
    """The text of each entry by its key, list by list."""

    findings: dict[str, str] = field(default_factory=dict)
    regulatory_facts: dict[str, str] = field(default_factory=dict)
    claims: dict[str, str] = field(default_factory=dict)
    publications: dict[str, str] = field(default_factory=dict)


def cut(claims: str, references: str) -> Entries:
    """Return the entries of the two files; a list that is unknown and an entry without a key are left out."""
    return Entries(**_lists(claims), publications=_publications(references))


def read_yaml(text: str) -> Fields | None:
    """Return what an entry of claims.yaml says; None if it cannot be read."""
    data = plain_data(text)
    entry = data[0] if isinstance(data, list) and data else None
    return entry if isinstance(entry, dict) else None


def read_bibtex(text: str) -> Fields | None:
    """Return what an entry of references.bib says; None if it cannot be read."""
    found = parse_entries(text)
    if len(found) != 1 or "error" in found[0]:
        return None
    return {key: value for key, value in found[0].items() if key not in ("key", "line")}


# Most commits touch one of the two files: the other is cut once.
@lru_cache(maxsize=2)
def _lists(claims: str) -> dict[str, dict[str, str]]:
    lists: dict[str, dict[str, str]] = {"findings": {}, "regulatory_facts": {}, "claims": {}}
    parts = _SECTION.split("\n" + claims.replace("\r\n", "\n"))
    for name, body in zip(parts[1::2], parts[2::2], strict=True):
        if name in lists:
            lists[name] = _items(body)
    return lists


def _items(body: str) -> dict[str, str]:
    first = _FIRST_ITEM.search(body)
    if first is None:
        return {}
    start = f"\n{first[1]}- "
    key_line = re.compile(rf"^{first[1]}(?:- |  )id:[^\S\n]*(.+?)[^\S\n]*$", re.M)
    found = {}
    for rest in body.split(start)[1:]:
        item = f"{start[1:]}{rest}\n"
        key = key_line.search(item)
        if key:
            found[key[1].strip("'\"")] = item
    return found


@lru_cache(maxsize=2)
def _publications(references: str) -> dict[str, str]:
    pieces = _BIB_START.split(references.replace("\r\n", "\n"))
    keyed = ((_BIB_KEY.match(piece), piece) for piece in pieces)
    return {key[1]: piece for key, piece in keyed if key}
