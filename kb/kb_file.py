"""kb.db, opened for reading; apart from its making, so that readers need not load what makes it."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from kb.errors import BuildError, DatabaseVersionError
from kb.schema import SCHEMA_VERSION


@contextlib.contextmanager
def open_database(path: Path) -> Iterator[sqlite3.Connection]:
    """
    Open kb.db for reading.

    :raises DatabaseVersionError: if it was built with another schema version.
    :raises BuildError: if there is no such file or it is no database.
    """
    if not path.is_file():
        raise BuildError(f"{path} does not exist. Run: kb build")
    with contextlib.closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        try:
            found = int(connection.execute("PRAGMA user_version").fetchone()[0])
        except sqlite3.DatabaseError as error:
            raise BuildError(f"{path} is not a database: {error}") from error
        if found != SCHEMA_VERSION:
            raise DatabaseVersionError(found=found, expected=SCHEMA_VERSION)
        connection.row_factory = sqlite3.Row
        yield connection
