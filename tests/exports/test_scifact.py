"""The SciFact files, read back under the constraints of its documentation and of its own loader."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st

from kb.database import create_database
from kb.exports.scifact import LABELS, scifact_files
from kb.exports.scifact_corpus import stable_numbers
from tests.site.rows import every_table

EVERY = pytest.mark.parametrize("database", ["shipped", "hostile", "empty_texts", "captured"], indirect=True)


@pytest.fixture(scope="module")
def captured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """Three claims on abstracts of two sections and three sentences, the second with a figure of ours."""
    rows = every_table(3, "k")
    sentences = ["Ten were treated.", "Seven of ten responded.", "Ketamine may work."]
    sections = [("RESULTS", " ".join(sentences[:2])), ("CONCLUSIONS", sentences[2])]
    rows["abstract_sections"] = [
        {"citekey": p["citekey"], "position": i, "label": label, "text": text, "html": text}
        for p in rows["publications"]
        for i, (label, text) in enumerate(sections, 1)
    ]
    for finding in rows["findings"]:
        finding |= {"abstract_check": "verified", "abstract_sentence": sentences[1]}
    for i, item in enumerate(rows["evidence_items"]):
        item["citekey"] = rows["publications"][i]["citekey"]
    for link, item, finding in zip(
        rows["evidence_findings"], rows["evidence_items"], rows["findings"], strict=True
    ):
        link |= {"evidence_item_id": item["id"], "finding_id": finding["id"]}
    both = {**rows["evidence_items"][0], "id": "both", "position": 9, "direction": "contradicts"}
    rows["evidence_items"].append(both)
    path = tmp_path_factory.mktemp("captured") / "kb.db"
    create_database(path, rows)
    with closing(sqlite3.connect(path)) as connection:
        yield connection


def load(connection: sqlite3.Connection) -> tuple[list[Any], dict[int, Any], list[Any]]:
    made = scifact_files(connection)
    claims, corpus, annotations = (
        [json.loads(line) for line in made[f"{name}.jsonl"].decode("ascii").splitlines()]
        for name in ("claims", "corpus", "annotations")
    )
    return claims, {document["doc_id"]: document for document in corpus}, annotations


@EVERY
def test_the_constraints_of_the_format_hold(database: sqlite3.Connection) -> None:
    claims, corpus, _ = load(database)
    assert len(corpus) == count(database, "publications") + count(database, "regulatory_facts")
    assert len({claim["id"] for claim in claims}) == len(claims) == count(database, "claims")
    for document in corpus.values():
        assert 0 <= document["doc_id"] < 2**31
        assert isinstance(document["title"], str) and isinstance(document["structured"], bool)
        assert all(isinstance(sentence, str) for sentence in document["abstract"])
    for claim in claims:
        assert list(claim) == ["id", "claim", "evidence", "cited_doc_ids"]  # the loader refuses any other key
        assert 0 <= claim["id"] < 2**31 and isinstance(claim["claim"], str)
        assert len(set(claim["cited_doc_ids"])) == len(claim["cited_doc_ids"])
        assert set(claim["cited_doc_ids"]) <= set(corpus)
        for key, rationales in claim["evidence"].items():
            assert int(key) in claim["cited_doc_ids"]
            assert len({rationale["label"] for rationale in rationales}) == 1  # the loader refuses two
            for rationale in rationales:
                assert list(rationale) == ["sentences", "label"]
                assert rationale["label"] in ("SUPPORT", "CONTRADICT")
                assert all(0 <= place < len(corpus[int(key)]["abstract"]) for place in rationale["sentences"])
                assert rationale["sentences"] == sorted(set(rationale["sentences"]))


def count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


@EVERY
def test_every_evidence_item_is_there_under_its_keys(database: sqlite3.Connection) -> None:
    claims, corpus, annotations = load(database)
    found = []
    for a in annotations:
        document = corpus[a["doc_id"]]
        keys = (a["evidence_item_id"], a["claim_id"], document["citekey"], document["fact_id"])
        found.append((*keys, a["direction"], a["why"]))
    sql = "SELECT id, claim_id, citekey, fact_id, direction, why FROM evidence_items ORDER BY claim_id, position"
    assert found == database.execute(sql).fetchall()
    statements = dict(database.execute("SELECT id, statement FROM claims"))
    by_number = {claim["id"]: claim for claim in claims}
    assert all(by_number[a["id"]]["claim"] == statements[a["claim_id"]] for a in annotations)


def test_labels_follow_the_directions(shipped: sqlite3.Connection) -> None:
    claims, _, annotations = load(shipped)
    directions: dict[tuple[int, int], set[str]] = {}
    for a in annotations:
        directions.setdefault((a["id"], a["doc_id"]), set()).add(a["direction"])
    assert {"supports", "contradicts"} in directions.values()
    for claim in claims:
        for doc in claim["cited_doc_ids"]:
            wanted = {LABELS[d] for d in directions[claim["id"], doc] if d in LABELS}
            found = {rationale["label"] for rationale in claim["evidence"].get(str(doc), [])}
            assert found == (wanted if len(wanted) == 1 else set())


def test_without_abstracts_no_sentence_is_marked_and_the_readme_says_so(shipped: sqlite3.Connection) -> None:
    _, corpus, annotations = load(shipped)
    assert (
        "The abstracts of 0 of 97 publications were at hand" in scifact_files(shipped)["README.md"].decode()
    )
    works = [document for document in corpus.values() if document["citekey"]]
    assert all(document["abstract"] == [] and not document["abstract_held"] for document in works)
    facts = [document for document in corpus.values() if document["fact_id"]]
    assert facts and all(len(document["abstract"]) == 1 for document in facts)
    assert all(a["sentences"] == ([0] if corpus[a["doc_id"]]["fact_id"] else []) for a in annotations)


def test_sentences_with_our_figures_are_marked(captured: sqlite3.Connection) -> None:
    _, corpus, annotations = load(captured)
    works = [document for document in corpus.values() if document["citekey"]]
    assert all(document["structured"] and len(document["abstract"]) == 3 for document in works)
    assert works[0]["abstract"][1] == "Seven of ten responded."
    assert {tuple(a["sentences"]) for a in annotations if a["evidence_item_id"] != "both"} == {(1,)}


def test_evidence_on_both_sides_has_no_label(captured: sqlite3.Connection) -> None:
    claims, _, annotations = load(captured)
    (both,) = [a for a in annotations if a["evidence_item_id"] == "both"]
    (claim,) = [claim for claim in claims if claim["id"] == both["id"]]
    assert both["label"] is None and both["direction"] == "contradicts"
    assert str(both["doc_id"]) not in claim["evidence"] and both["doc_id"] in claim["cited_doc_ids"]
    assert "So have 1 pairs" in scifact_files(captured)["README.md"].decode()


@hypothesis.given(keys=st.sets(st.text(max_size=4), min_size=1), other=st.text(max_size=4))
def test_numbers_stay_when_a_key_comes_or_goes(keys: set[str], other: str) -> None:
    before, after = stable_numbers(keys), stable_numbers(keys | {other})
    assert {key: after[key] for key in keys} == before
    assert len(set(after.values())) == len(after)


def test_colliding_keys_both_get_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.exports.scifact_corpus._BITS", 2)
    assert sorted(stable_numbers("abcd").values()) == [0, 1, 2, 3]


def test_a_number_once_given_stays(shipped: sqlite3.Connection) -> None:
    assert stable_numbers(["response-70-percent"]) == {"response-70-percent": 2_060_247_746}
