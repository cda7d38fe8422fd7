"""A claim in one file: valid by its own schema, complete, and the same as kb.db says."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

import jsonschema
import pytest

from kb.exports.claim_file import LEFT_OUT, OF_CLAIM, OF_PUBLICATION, VOCABULARY_OF, claim_data
from kb.exports.claim_schema import claim_schema
from kb.exports.tables import tables
from kb.lookup import NotFoundError
from kb.vocabulary import VOCABULARIES

EVERY = pytest.mark.parametrize("database", ["shipped", "hostile", "empty_texts"], indirect=True)


def claims(connection: sqlite3.Connection) -> list[str]:
    return [key for (key,) in connection.execute("SELECT id FROM claims ORDER BY id")]


def stored(connection: sqlite3.Connection, table: str, where: str, *values: Any) -> list[dict[str, Any]]:
    names = [c.name for c in tables()[table].columns if c.name not in LEFT_OUT.get(table, set())]
    columns = ", ".join(f'"{name}"' for name in names)
    cursor = connection.execute(f"SELECT {columns} FROM {table} WHERE {where}", values)
    return [dict(zip(names, row, strict=True)) for row in cursor]


def alone(row: dict[str, Any], *below: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in below}


@EVERY
def test_every_claim_is_valid_complete_and_the_same(database: sqlite3.Connection) -> None:
    validator = jsonschema.Draft202012Validator(claim_schema())
    items = 0
    for key in claims(database):
        data = json.loads(json.dumps(claim_data(database, key)))
        assert [error.message for error in validator.iter_errors(data)] == []
        claim = data["claim"]
        assert [alone(claim, *OF_CLAIM)] == stored(database, "claims", "id = ?", key)
        for name, (table, order) in OF_CLAIM.items():
            held = [alone(row, "findings") if name == "evidence" else row for row in claim[name]]
            assert held == stored(database, table, f"claim_id = ? ORDER BY {order}", key)
        findings = {f["id"]: f for f in data["findings"]}
        publications = {p["citekey"]: p for p in data["publications"]}
        facts = {f["id"]: f for f in data["regulatory_facts"]}
        for item in claim["evidence"]:
            items += 1
            linked = stored(database, "evidence_findings", "evidence_item_id = ?", item["id"])
            assert sorted(item["findings"]) == sorted(link["finding_id"] for link in linked)
            assert set(item["findings"]) <= set(findings)
            assert item["citekey"] in publications or item["fact_id"] in facts
        for finding in findings.values():
            assert stored(database, "findings", "id = ?", finding["id"]) == [finding]
            assert finding["citekey"] in publications
        for citekey, publication in publications.items():
            assert stored(database, "publications", "citekey = ?", citekey) == [
                alone(publication, *OF_PUBLICATION)
            ]
            for name, table in OF_PUBLICATION.items():
                assert publication[name] == stored(database, table, "citekey = ? ORDER BY rowid", citekey)
        for fact in facts.values():
            assert stored(database, "regulatory_facts", "id = ?", fact["id"]) == [fact]
    assert items == database.execute("SELECT count(*) FROM evidence_items").fetchone()[0]


def test_whatever_hangs_on_a_claim_is_in_its_file() -> None:
    hanging = {name for name, table in tables().items() if any(r.table == "claims" for r in table.references)}
    assert {table for table, _ in OF_CLAIM.values()} == hanging


def test_every_code_is_explained(shipped: sqlite3.Connection) -> None:
    """Whatever column holds codes, the file says what each of them means."""
    columns = {name for table in tables().values() for name in (column.name for column in table.columns)}
    assert set(VOCABULARY_OF) <= columns
    assert set(VOCABULARY_OF.values()) <= set(VOCABULARIES)
    data = claim_data(shipped, "response-70-percent")
    words = data["vocabulary"]
    for finding in data["findings"]:
        for column in (
            "outcome",
            "metric",
            "comparison",
            "unit",
            "population",
            "drug",
            "route",
            "window",
            "source",
        ):
            assert words[column][finding[column]]
        assert finding["interval_origin"] is None or words["origin"][finding["interval_origin"]]
    for publication in data["publications"]:
        assert words["design"][publication["design"]] and words["source"][publication["identity_source"]]
    for item in data["claim"]["evidence"]:
        assert words["direction"][item["direction"]]
        assert all(
            words["dimension"][part.strip()] for part in (item["differs"] or "").split(",") if part.strip()
        )
    said = {data["claim"]["verdict"], *(step["verdict"] for step in data["claim"]["steps"])}
    assert set(words["verdict"]) == (said | {year["verdict"] for year in data["claim"]["history"]}) - {None}
    assert "severity" not in words


def test_the_file_says_what_is_from_memory_computed_and_licensed(shipped: sqlite3.Connection) -> None:
    data = claim_data(shipped, "response-70-percent")
    assert data["licence"]["name"] == "CC-BY-4.0"
    assert data["build"]["claims_sha256"]
    notes = " ".join(data["notes"])
    assert "`memory`" in notes and "Wilson" in notes and "publishers" in notes
    murrough = next(f for f in data["findings"] if (f["events"], f["n"]) == (17, 24))
    assert (murrough["interval_origin"], round(murrough["interval_low"], 1)) == ("computed", 50.8)


def test_abstracts_stay_behind(hostile: sqlite3.Connection) -> None:
    for publication in claim_data(hostile, claims(hostile)[0])["publications"]:
        assert "abstract" not in publication


def test_an_unknown_claim_names_the_nearest(shipped: sqlite3.Connection) -> None:
    with pytest.raises(NotFoundError, match="did you mean 'response-70-percent'"):
        claim_data(shipped, "response-70-percents")
