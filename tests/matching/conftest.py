from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from kb.bibliography import load_publications
from kb.matching import Index, IndexRecord, Matcher, build_index
from kb.models import Publication
from tests.conftest import ROOT

SHARED = ROOT.parent / "shared"


def library() -> tuple[Publication, ...]:
    return load_publications(ROOT / "references.bib").publications


def matcher_of(path: Path, publications: Iterable[Publication | IndexRecord]) -> Matcher:
    records = (p if isinstance(p, IndexRecord) else IndexRecord.of_publication(p) for p in publications)
    build_index(path, records)
    return Matcher(Index(path))


@pytest.fixture(scope="session")
def publications() -> dict[str, Publication]:
    return {p.citekey: p for p in library()}


@pytest.fixture(scope="session")
def matcher(tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    return matcher_of(tmp_path_factory.mktemp("matching") / "library.index", library())
