"""
Tables as CSV, exactly: what is read back is what stands in kb.db.

RFC 4180 with a header line, UTF-8 without a mark, CR LF between the rows. NULL is an empty
cell. Where an empty text is a value of its own in a column that may be NULL, NULL is
written as a word that occurs nowhere in that column, and the description of the column
says which. Text is not changed to keep spreadsheets from reading ``=1+1`` as a formula: a
mark put before it would be a change in the data (docs/exports.md).
"""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from kb.exports.tables import Table

#: What PostgreSQL's COPY writes for NULL.
_WORD_FOR_NULL = "\\N"
Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class TableText:
    """A table as a CSV file."""

    table: Table
    data: bytes
    #: What stands for NULL in a column, where it is not the empty cell; None: the column has no NULL.
    null_words: dict[str, str | None]


def table_text(conn: sqlite3.Connection, table: Table) -> TableText:
    """Return a table as CSV, its rows in the order of the file."""
    words = {column.name: _null_word(conn, table, column.name) for column in table.columns}
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(words)
    nulls = [word or "" for word in words.values()]
    for row in rows(conn, table):
        writer.writerow([null if value is None else value for value, null in zip(row, nulls, strict=True)])
    return TableText(
        table=table,
        data=out.getvalue().encode("utf-8"),
        null_words={name: word for name, word in words.items() if word != ""},
    )


def rows(conn: sqlite3.Connection, table: Table) -> Iterator[tuple[Value, ...]]:
    """Return the rows of a table in the order of the file."""
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    yield from map(tuple, conn.execute(f"SELECT {names} FROM {table.name} ORDER BY rowid"))


def _null_word(conn: sqlite3.Connection, table: Table, column: str) -> str | None:
    if table.column(column).type != "TEXT":
        return ""
    if table.column(column).required:
        return None
    word = ""
    while conn.execute(f'SELECT 1 FROM {table.name} WHERE "{column}" = ? LIMIT 1', (word,)).fetchone():
        word = word + "N" if word else _WORD_FOR_NULL
    return word
