"""A real site and a real browser for these tests; without Chromium they are skipped, except in CI."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.serving import served
from kb.build import build_database
from kb.database import create_database
from kb.history.reading import read_history
from kb.library import Library
from kb.project import Project
from tests.conftest import ROOT
from tests.site.conftest import HOSTILE
from tests.site.rows import every_table

sync_api = pytest.importorskip("playwright.sync_api")

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
#: Functions that look at a page from inside; to be run in it once.
CHECKS = Path(__file__).with_name("checks.js").read_text(encoding="utf-8")
NewPage = Callable[..., Any]


@pytest.fixture(scope="package")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Path of a kb.db built from the shipped text files."""
    path = tmp_path_factory.mktemp("browser") / "kb.db"
    build_database(Library.load(Project(ROOT)), path, history=read_history(ROOT))
    return path


@pytest.fixture(scope="package")
def address(database: Path) -> Iterator[str]:
    """The address of the site, started as a reader would start it."""
    with served(ROOT, database) as base:
        yield base


@pytest.fixture(scope="package")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Path of a kb.db whose every text field holds markup, quotes and SQL."""
    path = tmp_path_factory.mktemp("hostile") / "kb.db"
    create_database(path, every_table(4, HOSTILE))
    return path


@pytest.fixture(scope="package")
def hostile_address(hostile: Path) -> Iterator[str]:
    """The address of a site on hostile text."""
    with served(ROOT, hostile) as base:
        yield base


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    """A Chromium. It lives as long as this folder's tests: others need the event loop that it holds."""
    if not CHROMIUM.exists():
        message = f"no Chromium at {CHROMIUM}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser: Any) -> Iterator[NewPage]:
    """A function that opens a page in a context of its own, with the options of Playwright's contexts."""
    contexts: list[Any] = []

    def opened(**options: Any) -> Any:
        contexts.append(browser.new_context(**options))
        return contexts[-1].new_page()

    yield opened
    for context in contexts:
        context.close()
