"""The data package, read back by the csvw library, held against the standards' own schema and against kb.db."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sqlite3
from importlib.resources import files
from pathlib import Path
from typing import Any

import csvw
import hypothesis
import jsonschema
import pytest
from hypothesis import strategies as st

from kb.errors import ExportError
from kb.exports.csv_text import table_text
from kb.exports.data_package import CSVW_FILE, DESCRIPTION_FILE, package_files
from kb.exports.folder import write_folder
from kb.exports.tables import tables

EVERY = pytest.mark.parametrize("database", ["shipped", "hostile", "empty_texts"], indirect=True)


def stored(connection: sqlite3.Connection, table: str) -> list[tuple[Any, ...]]:
    return connection.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall()


@EVERY
def test_what_csvw_reads_is_what_kb_db_holds(database: sqlite3.Connection, tmp_path: Path) -> None:
    write_folder(tmp_path / "out", package_files(database))
    group = csvw.TableGroup.from_file(tmp_path / "out" / CSVW_FILE)
    assert {str(table.url) for table in group.tables} == {f"{name}.csv" for name in tables()}
    count = 0
    for table in group.tables:
        found = [tuple(row.values()) for row in table.iterdicts()]
        assert found == stored(database, str(table.url).removesuffix(".csv"))
        count += len(found)
    assert count > 70
    group.check_referential_integrity()


@EVERY
def test_the_package_obeys_the_standard_and_describes_its_files(database: sqlite3.Connection) -> None:
    made = package_files(database)
    package = json.loads(made[DESCRIPTION_FILE])
    profile = json.loads(
        (files("dplib") / "profiles" / "2.0" / "datapackage.json").read_text(encoding="utf-8")
    )
    jsonschema.validate(package, profile)
    assert {resource["path"] for resource in package["resources"]} == {n for n in made if n.endswith(".csv")}
    for resource in package["resources"]:
        data = made[resource["path"]]
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert read(data, resource["schema"]) == stored(database, resource["name"])


def read(data: bytes, schema: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Read a CSV file by its table schema and hold it against the constraints, as the standard says."""
    header, *lines = csv.reader(io.StringIO(data.decode("utf-8"), newline=""))
    assert header == [field["name"] for field in schema["fields"]]
    rows = [tuple(map(value, line, schema["fields"], [schema] * len(line))) for line in lines]
    for name in schema.get("primaryKey", []):
        assert all(row[header.index(name)] is not None for row in rows)
    places = [header.index(name) for name in schema.get("primaryKey", [])]
    keys = [tuple(row[place] for place in places) for row in rows]
    assert not places or len(set(keys)) == len(keys)
    return rows


def value(cell: str, field: dict[str, Any], schema: dict[str, Any]) -> Any:
    limits = field.get("constraints", {})
    if cell in field.get("missingValues", schema["missingValues"]):
        assert not limits.get("required")
        return None
    read = {"string": str, "integer": int, "number": float}[field["type"]](cell)
    assert read in limits.get("enum", [read])
    assert limits.get("minimum", read) <= read <= limits.get("maximum", read)
    return read


def test_schemas_say_what_the_database_enforces() -> None:
    found = tables()
    publications = found["publications"]
    assert publications.primary_key == ("citekey",)
    assert (publications.column("year").minimum, publications.column("year").maximum) == (1900, 2100)
    assert publications.column("pmid").unique and not publications.column("pmid").required
    assert publications.column("counts").codes == ("0", "1")
    assert found["findings"].column("n").minimum == 1
    assert found["findings"].column("abstract_check").codes == ("verified", "not found", "unchecked")
    assert found["mentions"].column("line").minimum == 1
    references = {(r.column, r.table, r.key) for r in found["evidence_items"].references}
    assert references == {
        ("claim_id", "claims", "id"), ("citekey", "publications", "citekey"), ("fact_id", "regulatory_facts", "id"),
    }  # fmt: skip
    assert [r.table for r in found["publication_links"].references] == ["publications", "publications"]
    assert all(column.description for table in found.values() for column in table.columns)
    order = list(found)
    assert all(order.index(r.table) <= order.index(t.name) for t in found.values() for r in t.references)


def test_an_empty_text_is_not_null(empty_texts: sqlite3.Connection) -> None:
    text = table_text(empty_texts, tables()["publications"])
    assert text.null_words["pages"] == "\\NNN"
    assert text.null_words["title"] is None
    assert "journal" not in text.null_words


@hypothesis.given(texts=st.lists(st.none() | st.text(st.characters(exclude_categories=["Cs"])), max_size=5))
def test_any_text_survives(texts: list[str | None]) -> None:
    connection = sqlite3.connect(":memory:")
    columns = ", ".join(f'"{column.name}" TEXT' for column in tables()["abstract_sections"].columns)
    connection.execute(f"CREATE TABLE abstract_sections ({columns})")
    connection.executemany("INSERT INTO abstract_sections (label) VALUES (?)", [(text,) for text in texts])
    made = table_text(connection, tables()["abstract_sections"])
    null = made.null_words.get("label", "")
    read = [row["label"] for row in csv.DictReader(io.StringIO(made.data.decode("utf-8"), newline=""))]
    assert [None if label == null else label for label in read] == texts
    connection.close()


def test_shipped_cells_are_no_formulas(shipped: sqlite3.Connection) -> None:
    """What spreadsheets take for a formula: only signs and numbers begin so in our own content."""
    found = set()
    for name, table in tables().items():
        for row in stored(shipped, name):
            for column, cell in zip(table.columns, row, strict=True):
                if isinstance(cell, str) and cell[:1] in tuple("=+-@\t\r") and cell[:1]:
                    found.add(
                        (name, column.name, cell if cell == "=" else cell[:1] + str(cell[1:2].isdigit()))
                    )
    assert found == {
        ("vocabulary", "code", "="),
        ("findings", "comparison", "="),
        ("quantities", "comparison", "="),
        ("findings", "value_printed", "-True"),
    }


def test_the_same_database_gives_the_same_bytes(shipped: sqlite3.Connection) -> None:
    assert package_files(shipped) == package_files(shipped)


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("mine")
    with pytest.raises(ExportError, match="not empty"):
        write_folder(tmp_path, {"a": b""})
    with pytest.raises(ExportError, match="not empty"):
        write_folder(tmp_path / "kept", {"a": b""})
    with pytest.raises(ExportError, match="cannot be written"):
        write_folder(tmp_path / "new", {"no/such/folder": b""})
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
    (tmp_path / "empty").mkdir()
    write_folder(tmp_path / "empty", {"a": b"b"})
    assert (tmp_path / "empty" / "a").read_bytes() == b"b"
