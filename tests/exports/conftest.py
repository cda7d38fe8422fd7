"""The databases that exports are tested with: shipped content, hostile text, empty texts, captured abstracts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kb.build import build_database
from kb.database import Row, create_database
from kb.library import Library
from kb.project import Project
from tests.conftest import ROOT
from tests.site.conftest import HOSTILE
from tests.site.rows import every_table

#: What a file format or a spreadsheet might act on, beside what a browser might.
WORSE = f'=1+1|\r\n\t,;""\'{HOSTILE}\r]]>\x00\x1b\u2028\N{RIGHT-TO-LEFT OVERRIDE}@x '


def _open(path: Path, rows: dict[str, list[Row]]) -> sqlite3.Connection:
    create_database(path, rows)
    return sqlite3.connect(path)


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """kb.db built from the shipped text files."""
    path = tmp_path_factory.mktemp("shipped") / "kb.db"
    build_database(Library.load(Project(ROOT)), path)
    with closing(sqlite3.connect(path)) as connection:
        yield connection


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """A kb.db whose every text field holds what some format might act on."""
    with closing(_open(tmp_path_factory.mktemp("hostile") / "kb.db", every_table(4, WORSE))) as connection:
        yield connection


@pytest.fixture(scope="session")
def empty_texts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """A kb.db with NULL, the empty text, and the words for NULL, in one column."""
    rows = every_table(5, "k")
    for row, pages in zip(rows["publications"], (None, "", "\\N", "\\NN", "1-2"), strict=True):
        row |= {"pages": pages, "title": "", "abstract": ""}
    with closing(_open(tmp_path_factory.mktemp("empty") / "kb.db", rows)) as connection:
        yield connection


@pytest.fixture
def database(request: pytest.FixtureRequest) -> sqlite3.Connection:
    """The database named by the parameter."""
    connection: sqlite3.Connection = request.getfixturevalue(request.param)
    return connection
