"""
kb.db: made whole and swapped in. The only unit that imports sqlite_utils.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import sqlite_utils

from kb.errors import BuildError
from kb.schema import SCHEMA_VERSION, tables_sql, views_sql

#: The columns searched, by table; weights are the site's affair.
SEARCHED = {
    "claims": ("statement", "wordings", "holds", "caveat"),
    "publications": ("title", "authors", "journal", "population", "intervention", "abstract"),
    "search_entries": ("title", "wordings", "terms", "text", "figures"),
}

Row = dict[str, Any]


def create_database(path: Path, rows: Mapping[str, Iterable[Row]]) -> None:
    """
    Write a new database beside ``path`` and move it there once it is complete.

    ``rows`` gives the rows of each table, in an order in which every row's references
    exist. Whatever goes wrong, the file at ``path`` stays as it was; what an earlier,
    killed run left beside it is removed.

    :raises BuildError: if a row violates a constraint, or the folder cannot be written.
    """
    _sweep(path)
    building = path.with_name(f"{path.name}.building-{os.getpid()}")
    try:
        with contextlib.closing(sqlite3.connect(building)) as connection:
            _fill(connection, rows)
        _sync(building)
        building.replace(path)
        _sync(path.parent)
    except sqlite3.Error as error:
        raise BuildError(f"{path.name} was not built: {error}") from error
    except OSError as error:
        raise BuildError(f"{path} cannot be written: {error.strerror}") from error
    finally:
        building.unlink(missing_ok=True)


def _fill(connection: sqlite3.Connection, rows: Mapping[str, Iterable[Row]]) -> None:
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.executescript(tables_sql())
    db = sqlite_utils.Database(connection, recursive_triggers=False)
    with db.atomic():
        for table, table_rows in rows.items():
            db.table(table).insert_all(table_rows, batch_size=1000)
    for sql in views_sql().values():
        connection.executescript(sql)
    for table, columns in SEARCHED.items():
        db.table(table).enable_fts(columns, tokenize="porter unicode61 remove_diacritics 2")
        db.table(table).optimize()
    dangling = connection.execute("PRAGMA foreign_key_check").fetchall()
    if dangling:
        raise BuildError(f"{len(dangling)} rows refer to nothing, the first in {dangling[0][0]}")
    connection.execute("ANALYZE")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.commit()
    connection.execute("VACUUM")


def _sweep(path: Path) -> None:
    for left in path.parent.glob(f"{path.name}.building-*"):
        pid = left.name.rpartition("-")[2].removesuffix("-journal")
        if not (pid.isdecimal() and _alive(int(pid))):
            left.unlink(missing_ok=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
