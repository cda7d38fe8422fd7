from __future__ import annotations

import dataclasses
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kb.build import build_database, rows_of
from kb.database import create_database
from kb.errors import BuildError, DatabaseVersionError
from kb.kb_file import open_database
from kb.library import Library
from kb.project import Project
from kb.rows.publications import label_of
from kb.schema import relations, views_sql
from tests.conftest import ROOT

KILLS = int(os.environ.get("KB_KILL_ROUNDS", "6"))


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load(Project(ROOT))


@pytest.fixture(scope="module")
def database(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("built") / "kb.db"
    build_database(library, path)
    return path


def test_the_same_input_gives_the_same_bytes(database: Path, tmp_path: Path) -> None:
    build_database(Library.load(Project(ROOT)), tmp_path / "again.db")
    assert (tmp_path / "again.db").read_bytes() == database.read_bytes()


def test_everything_in_the_text_files_is_in_the_database(database: Path, library: Library) -> None:
    with open_database(database) as db:
        counts = {
            table: db.execute(f"select count(*) from {table}").fetchone()[0]
            for table in (
                "publications",
                "findings",
                "claims",
                "mentions",
                "evidence_items",
                "regulatory_facts",
            )
        }
        assert not db.execute("pragma foreign_key_check").fetchall()
        assert db.execute("pragma integrity_check").fetchone()[0] == "ok"
    claims = library.claims.values()
    assert counts == {
        "publications": len(library.publications),
        "findings": len(library.findings),
        "claims": len(library.claims),
        "mentions": sum(len(claim.mentions) for claim in claims),
        "evidence_items": sum(len(claim.evidence) for claim in claims),
        "regulatory_facts": len(library.regulatory_facts),
    }


def test_every_table_view_and_column_is_described(database: Path) -> None:
    with open_database(database) as db:
        actual = {
            name: [row[1] for row in db.execute(f"pragma table_info({name})")]
            for (name,) in db.execute(
                "select name from sqlite_master where type in ('table', 'view')"
                " and name not like '%_fts%' and name not like 'sqlite_%'"
            )
        }
    assert actual == {name: list(relation.columns) for name, relation in relations().items()}
    assert all(relation.comment for relation in relations().values())


@pytest.mark.parametrize("view", views_sql())
def test_every_view_answers(database: Path, view: str) -> None:
    with open_database(database) as db:
        db.execute(f"select * from {view}").fetchall()


def test_every_table_is_strict(database: Path) -> None:
    with open_database(database) as db:
        loose = db.execute(
            "select name from pragma_table_list where type = 'table' and strict = 0 and schema = 'main'"
            " and name not like 'sqlite_%' and name not like '%_fts%'"
        ).fetchall()
    assert loose == []


def test_full_text_search_finds_stems(database: Path) -> None:
    with open_database(database) as db:
        found = db.execute(
            "select count(*) from publications_fts where publications_fts match 'depress'"
        ).fetchone()[0]
    assert found > 10


@pytest.mark.parametrize(
    ("table", "change", "message"),
    [
        ("publications", {"pmid": "12a"}, "CHECK constraint failed: pmid"),
        ("publications", {"year": 20140}, "CHECK constraint failed: year"),
        ("publications", {"citekey": None}, "NOT NULL|datatype"),
        ("findings", {"citekey": "Nobody1999"}, "FOREIGN KEY|refer to nothing"),
        ("findings", {"value": "seventy"}, "cannot store TEXT value in REAL column"),
        ("evidence_items", {"direction": "partly"}, "CHECK constraint failed: direction"),
        ("evidence_items", {"citekey": None, "fact_id": None}, "CHECK constraint failed"),
    ],
)
def test_a_row_that_breaks_a_constraint_stops_the_build(
    library: Library, tmp_path: Path, table: str, change: dict[str, object], message: str
) -> None:
    path = tmp_path / "kb.db"
    path.write_bytes(b"the old file")
    rows = {name: [dict(row) for row in table_rows] for name, table_rows in rows_of(library).items()}
    rows[table][0].update(change)
    with pytest.raises(BuildError, match=message):
        create_database(path, rows)
    assert path.read_bytes() == b"the old file"
    assert [p.name for p in tmp_path.iterdir()] == ["kb.db"]


def test_a_folder_that_cannot_be_written_is_an_error(library: Library, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"not built|cannot be written"):
        build_database(library, tmp_path / "absent" / "kb.db")


def test_another_schema_version_is_refused(database: Path, tmp_path: Path) -> None:
    old = tmp_path / "kb.db"
    old.write_bytes(database.read_bytes())
    connection = sqlite3.connect(old)
    connection.execute("pragma user_version = 99")
    connection.commit()
    connection.close()
    with pytest.raises(DatabaseVersionError, match="Run: kb build"), open_database(old):
        pass
    with pytest.raises(BuildError, match="does not exist"), open_database(tmp_path / "absent.db"):
        pass
    (tmp_path / "text.db").write_text("no database " * 100)
    with pytest.raises(BuildError, match="not a database"), open_database(tmp_path / "text.db"):
        pass


def test_a_killed_build_leaves_the_old_file_whole(database: Path, tmp_path: Path) -> None:
    """Kill `kb build` at random moments; the file is always the old or the new one, byte for byte."""
    for name in ("claims.yaml", "references.bib"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    path = tmp_path / "kb.db"
    new = database.read_bytes()
    command = [sys.executable, "-m", "kb", "-C", str(tmp_path), "build", "--no-check", "--no-history"]
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    whole = time.perf_counter() - start
    assert path.read_bytes() == new
    seed = random.Random(20261121)
    for round_ in range(KILLS):
        old = b"the old file %d" % round_
        path.write_bytes(old)
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
        time.sleep(whole * seed.uniform(0.3, 1.05))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert path.read_bytes() in (old, new)
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    assert path.read_bytes() == new
    assert {p.name for p in tmp_path.iterdir()} == {"claims.yaml", "references.bib", "kb.db"}


HOSTILE = """<script>alert(1)</script>'; DROP TABLE claims; --" OR 1=1 &amp; {{ 7*7 }}"""


def test_hostile_text_is_stored_as_it_stands(library: Library, tmp_path: Path) -> None:
    claims = {key: dataclasses.replace(claim, holds=HOSTILE) for key, claim in library.claims.items()}
    build_database(dataclasses.replace(library, claims=claims), tmp_path / "kb.db")
    with open_database(tmp_path / "kb.db") as db:
        assert {row[0] for row in db.execute("select holds from claims")} == {HOSTILE}


def test_labels_name_one_two_and_many_authors(library: Library) -> None:
    labels = {key: label_of(p) for key, p in library.publications.items()}
    assert labels["Murrough2013bp"] == "Murrough et al. 2013"
    assert labels["Duman2012"] == "Duman and Aghajanian 2012"
