from __future__ import annotations

from pathlib import Path

import pytest

from kb.build import build_database
from kb.library import Library
from kb.models import Publication
from kb.project import Project
from tests.conftest import ROOT


@pytest.fixture(scope="session")
def library() -> Library:
    return Library.load(Project(ROOT))


@pytest.fixture(scope="session")
def shipped_publications(library: Library) -> list[Publication]:
    return list(library.publications.values())


@pytest.fixture(scope="session")
def database(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("formats") / "kb.db"
    build_database(library, path)
    return path
