"""The databases that the site is tested with, and how it is asked."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from kb.build import build_database
from kb.database import create_database
from kb.library import Library
from kb.project import Project
from tests.conftest import ROOT
from tests.site.rows import every_table

METADATA = ROOT / "datasette-metadata.json"
HOSTILE = "<script>alert(\"x\")</script><b onclick='y'>'; DROP TABLE claims;-- {{ 7*7 }} /%2F~ é\n\\"
Ask = Callable[[Callable[[Datasette], Coroutine[Any, Any, Any]]], Any]


def site(database: Path, public_url: str | None = None, **settings: Any) -> Datasette:
    """Return the site on ``database``, as `kb serve` would start it."""
    metadata = json.loads(METADATA.read_text(encoding="utf-8"))
    if public_url:
        metadata["plugins"] = {"evidence-kb": {"public_url": public_url}}
    return Datasette(
        [], immutables=[str(database)], metadata=metadata, settings={"suggest_facets": False, **settings}
    )


@contextlib.contextmanager
def asker(database: Path, **settings: Any) -> Iterator[Ask]:
    """Give a function that runs a coroutine against one running site on ``database``."""
    datasette = site(database, **settings)
    with asyncio.Runner() as runner:
        runner.run(datasette.invoke_startup())
        try:
            yield lambda conversation: runner.run(conversation(datasette))
        finally:
            for served in datasette.databases.values():
                served.close()
            datasette.executor.shutdown()


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Path of a kb.db built from the shipped text files."""
    path = tmp_path_factory.mktemp("shipped") / "kb.db"
    build_database(Library.load(Project(ROOT)), path)
    return path


@pytest.fixture(scope="session")
def ties(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Path of a small kb.db in which nearly every column holds the same few values."""
    path = tmp_path_factory.mktemp("ties") / "kb.db"
    create_database(path, every_table(9, "word"))
    return path


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Path of a kb.db whose every text field holds markup, quotes and SQL."""
    path = tmp_path_factory.mktemp("hostile") / "kb.db"
    create_database(path, every_table(4, HOSTILE))
    return path


@pytest.fixture(scope="session")
def ask(shipped: Path) -> Iterator[Ask]:
    """A function that runs a coroutine against the site on the shipped content."""
    with asker(shipped) as asking:
        yield asking


@pytest.fixture(scope="session")
def ask_ties(ties: Path) -> Iterator[Ask]:
    """The same on the database of ties, with pages so short that every table has several."""
    with asker(ties, max_returned_rows=4) as asking:
        yield asking


@pytest.fixture(scope="session")
def ask_hostile(hostile: Path) -> Iterator[Ask]:
    """The same on the database of hostile text."""
    with asker(hostile) as asking:
        yield asking
