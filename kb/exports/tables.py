"""The tables of kb.db as data packages and JSON Schemas must describe them: types, keys, constraints."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from functools import cache

from kb.schema import relations, tables_sql

_CHECK = r"\bCHECK \({name} {rest}\)"
_IN = r"IN \(([^()]*)\)"
_BETWEEN = r"BETWEEN (\d+) AND (\d+)"
_FROM = r"(>=?) (\d+)"


@dataclass(frozen=True, slots=True)
class Column:
    """A column with what the schema promises of its values."""

    name: str
    #: TEXT, INTEGER or REAL.
    type: str
    description: str
    #: Never NULL.
    required: bool
    #: No value twice.
    unique: bool
    #: The only values it takes; empty where the schema lists none.
    codes: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A column whose values are keys of another table."""

    column: str
    table: str
    key: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of kb.db."""

    name: str
    description: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    references: tuple[Reference, ...]

    def column(self, name: str) -> Column:
        """Return a column by its name."""
        return next(column for column in self.columns if column.name == name)


@cache
def tables() -> dict[str, Table]:
    """Return every table by its name, each after those that it refers to."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(tables_sql())
        return {
            name: _table(connection, name)
            for name, relation in relations().items()
            if relation.kind == "table"
        }


def _table(connection: sqlite3.Connection, name: str) -> Table:
    relation = relations()[name]
    (sql,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()
    info = connection.execute(f"PRAGMA table_info({name})").fetchall()
    keys = sorted((place, column) for _, column, _, _, _, place in info if place)
    alone = _unique_columns(connection, name)
    columns = tuple(
        Column(
            name=column,
            type=kind,
            description=relation.columns[column],
            required=bool(needed or place),
            unique=column in alone,
            codes=_codes(sql, column),
            minimum=_minimum(sql, column),
            maximum=_maximum(sql, column),
        )
        for _, column, kind, needed, _, place in info
    )
    references = tuple(
        Reference(column=row[3], table=row[2], key=row[4])
        for row in sorted(connection.execute(f"PRAGMA foreign_key_list({name})"), key=lambda row: str(row[3]))
    )
    return Table(name, relation.comment, columns, tuple(column for _, column in keys), references)


def _unique_columns(connection: sqlite3.Connection, table: str) -> set[str]:
    found = set()
    for _, index, unique, *_ in connection.execute(f"PRAGMA index_list({table})").fetchall():
        columns = [row[2] for row in connection.execute(f"PRAGMA index_info({index})")]
        if unique and len(columns) == 1:
            found.add(columns[0])
    return found


def _search(sql: str, column: str, rest: str) -> re.Match[str] | None:
    return re.search(_CHECK.format(name=column, rest=rest), sql)


def _codes(sql: str, column: str) -> tuple[str, ...]:
    match = _search(sql, column, _IN)
    return tuple(code.strip().strip("'") for code in match[1].split(",")) if match else ()


def _minimum(sql: str, column: str) -> int | None:
    between, least = _search(sql, column, _BETWEEN), _search(sql, column, _FROM)
    if between:
        return int(between[1])
    return int(least[2]) + (least[1] == ">") if least else None


def _maximum(sql: str, column: str) -> int | None:
    between = _search(sql, column, _BETWEEN)
    return int(between[2]) if between else None
