from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from kb.formats import FORMATS
from kb.formats.stored import read_publications
from kb.library import Library
from kb.models import Publication


def test_the_registry_knows_its_formats() -> None:
    assert list(FORMATS) == ["bib", "ris", "nbib", "csl", "vancouver", "ama", "apa"]
    assert all(name == f.name for name, f in FORMATS.items())
    assert len({f.extension for f in FORMATS.values()}) == len(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_every_publication(name: str, library: Library) -> None:
    everything = list(library.publications.values())
    assert FORMATS[name].write(everything)
    assert FORMATS[name].write([]).strip() in ("", "[]")


def as_stored(publication: Publication) -> Publication:
    """The links have no order of their own, and the database keeps them sorted."""
    links = ("includes", "pools", "secondary_of", "supersedes")
    return replace(publication, **{name: tuple(sorted(getattr(publication, name))) for name in links})


def test_publications_come_back_from_the_database(library: Library, database: Path) -> None:
    with sqlite3.connect(database) as conn:
        read = read_publications(conn)
        asked = read_publications(conn, ["Lally2014", "no such", "Berman2000", "Lally2014"])
    conn.close()
    assert {p.citekey: p for p in read} == {p.citekey: as_stored(p) for p in library.publications.values()}
    assert [p.citekey for p in asked] == ["Lally2014", "Berman2000"]
