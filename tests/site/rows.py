"""Rows for every table of kb.db: many ties, and any text one likes in every field that takes it."""

from __future__ import annotations

import sqlite3
from typing import Any

from kb.schema import tables_sql

#: Tables in an order in which references are satisfied.
ORDER = (
    "build_info", "vocabulary", "topics", "publications", "publication_authors", "publication_terms",
    "publication_links", "corrections", "abstract_sections", "disagreements", "findings", "regulatory_facts",
    "claims", "quantities", "evidence_items", "evidence_findings", "verdict_steps", "verdict_history",
    "response_over_time",
    "summary_of_findings", "pooled_estimates", "pages", "mentions", "search_entries", "search_words", "changes",
    "former_ids",
)  # fmt: skip
_DIRECTIONS = ("supports", "contradicts", "inconclusive")
_RELATIONS = ("includes", "pools", "secondary-of", "supersedes")


def every_table(count: int, text: str) -> dict[str, list[dict[str, Any]]]:
    """Return ``count`` rows or more for each table; ``text`` stands in every free field."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(tables_sql())
    columns = {name: connection.execute(f"PRAGMA table_info({name})").fetchall() for name in ORDER}
    connection.close()
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in ORDER}

    def add(table: str, i: int, **given: Any) -> None:
        row = {c[1]: given.get(c[1], _value(c[2], bool(c[3]), i, text)) for c in columns[table]}
        rows[table].append(row)

    def key(kind: str, i: int) -> str:
        return f"{text}{kind}{i:03}"

    add("build_info", 0)
    for i in range(count):
        cite, claim, other = key("p", i), key("c", i), key("p", (i + 1) % count)
        add("vocabulary", i, code=key("v", i))
        add("topics", i, topic=key("t", i), position=count - i)
        add(
            "publications", i, citekey=cite, year=2000 + i % 2, counts=i % 2, confidence="high",
            pmid=str(1000 + i) if i % 2 else None, pmcid=f"PMC{i}{text}" if i % 2 else None,
            doi=f"10.1/{i}{text}" if i % 2 else None,
        )  # fmt: skip
        add("publication_authors", i, citekey=cite, position=1)
        add("publication_terms", i, citekey=cite, kind=("mesh", "registry")[i % 2], position=1)
        add("publication_links", i, citekey=cite, other=other, relation=_RELATIONS[i % 4])
        add("corrections", i, citekey=cite, position=1)
        add("abstract_sections", i, citekey=cite, position=1)
        add("disagreements", i, citekey=cite)
        add("regulatory_facts", i, id=key("r", i))
        add(
            "findings", i, id=key("f", i), citekey=key("p", i % 3), interval_low=1.0, interval_high=2.0, n=5,
            interval_origin="computed", improvement=("negative", None)[i % 2],
            abstract_check=("unchecked", "verified", "not found")[i % 3],
        )  # fmt: skip
        by_curator = i % 2 == 1
        add(
            "claims", i, id=claim, topic=key("t", i % 2), verdict=text, rule_verdict=text,
            verdict_by="curator" if by_curator else "rule", curator_verdict=text if by_curator else None,
            curator_because=text if by_curator else None,
        )  # fmt: skip
        add("quantities", i, claim_id=key("c", i % 3), position=count - i)
        add("verdict_history", i, claim_id=key("c", i % 3), year=2000 + i, changed=i % 2)
        add(
            "response_over_time", i, finding_id=key("f", i), citekey=key("p", i % 3), outcome=("response", text)[i % 2],
            value=50.0, from_hours=None if i % 2 else 24.0 * (i + 1), to_hours=None if i % 2 else 24.0 * (i + 1),
            not_placed=text if i % 2 else None, interval_origin="computed",
        )  # fmt: skip
        add(
            "summary_of_findings", i, topic=key("t", i % 2), position=i + 1, citekey=key("p", i % 3), pooled=i % 2,
            relative_computed=i % 2, number_needed_computed=i % 2, from_memory=i % 2, assumed_from=key("f", i),
            difference_by=("printed", "newcombe", "ratio")[i % 3],
        )  # fmt: skip
        add("verdict_steps", i, claim_id=key("c", i % 3), position=count - i, finding_id=key("f", i % 3))
        add(
            "pooled_estimates", i, claim_id=key("c", i % 3), position=i + 1, reason=text if i % 2 else None, k=3,
            estimate=None if i % 2 else 0.5, interval_low=0.25, interval_high=0.75, averaged_on="logit",
        )  # fmt: skip
        add("pages", i, page=key("g", i))
        fact = i % 4 == 3
        add(
            "evidence_items", i, id=key("e", count - i), claim_id=key("c", i % 3), position=i + 1,
            citekey=None if fact else key("p", i % 3), fact_id=key("r", 0) if fact else None,
            direction=_DIRECTIONS[i % 3], directness="narrower", differs=text, counted=i % 2,
            shares_patients_with=key("p", 0),
        )  # fmt: skip
        for number, (kind, entry) in enumerate(
            (("claim", claim), ("publication", cite), ("finding", key("f", i)), ("rule", key("k", i)),
             ("fact", key("r", i)), ("topic", key("t", i)))
        ):  # fmt: skip
            add("search_entries", i, id=6 * i + number + 1, kind=kind, key=entry)
        add("search_words", i, word=key("w", i))
        add("evidence_findings", i, evidence_item_id=key("e", count - i), finding_id=key("f", i % 3))
        add(
            "mentions",
            i,
            id=key("m", count - i),
            claim_id=key("c", i % 3),
            page=key("g", i % 2),
            line=1 + i % 2,
        )
        of_claim = i % 2 == 0
        add(
            "changes", i, change=i + 1, commit_id=key("h", i // 2), entity=claim if of_claim else cite,
            kind="claim" if of_claim else "publication", action=("added", "changed", "removed")[i % 3],
            changed_at=f"2026-11-2{i // 2 % 9}T02:36:59Z",
        )  # fmt: skip
        add("former_ids", i, kind="claim", former=key("o", i), entity=claim)
    return rows


def _value(kind: str, needed: bool, i: int, text: str) -> Any:
    if not needed and i % 4 == 0:
        return None
    if kind == "TEXT":
        return text
    return 1 + i % 2 if kind == "INTEGER" else 0.5 + i % 2
