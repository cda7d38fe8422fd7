"""
The schema as text: one file of tables, one file a view, each column commented.

The comments are the documentation: the site, docs/schema.md and the descriptions in
datasette-metadata.json all come from here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

#: Raised with every change to the tables or views.
SCHEMA_VERSION = 3

_CREATE = re.compile(r"CREATE (TABLE|VIEW) (\w+)")
_TABLE_COLUMN = re.compile(r'\s+"?([a-z]\w*)"? (TEXT|INTEGER|REAL)\b.*-- (.+)$')
_VIEW_COLUMN = re.compile(r'.*?(?:AS )?"?(\w+)"?,? -- (.+)$')


@dataclass(frozen=True, slots=True)
class Relation:
    """A table or view with what its comments say."""

    name: str
    kind: str
    comment: str
    #: Comment of each column, in the order of the columns.
    columns: dict[str, str]


def tables_sql() -> str:
    """Return the statements that make the tables and their indexes."""
    return (files("kb") / "sql" / "schema.sql").read_text(encoding="utf-8")


def views_sql() -> dict[str, str]:
    """Return the statement of each view by its name; file name and view name agree."""
    folder = files("kb") / "sql" / "views"
    paths = sorted((p for p in folder.iterdir() if p.name.endswith(".sql")), key=lambda p: p.name)
    return {p.name.removesuffix(".sql"): p.read_text(encoding="utf-8") for p in paths}


@cache
def relations() -> dict[str, Relation]:
    """Return every table and view by name, tables first."""
    found: dict[str, Relation] = {}
    for text in (tables_sql(), *views_sql().values()):
        _read(text, found)
    return found


def _read(text: str, found: dict[str, Relation]) -> None:
    comment: list[str] = []
    relation: Relation | None = None
    for line in text.splitlines():
        create = _CREATE.match(line)
        if create:
            kind, name = create.group(1).lower(), create.group(2)
            relation = Relation(name, kind, " ".join(comment), {})
            found[name] = relation
        elif line.startswith("-- "):
            comment.append(line[3:])
            continue
        elif relation:
            pattern = _TABLE_COLUMN if relation.kind == "table" else _VIEW_COLUMN
            column = pattern.match(line)
            if column:
                relation.columns[column.group(1)] = column.group(column.lastindex or 1)
        if not line.strip():
            comment = []
