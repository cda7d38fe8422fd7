"""
Claims and evidence as the JSON Lines of SciFact, for programs that learn or test claim verification.

The format is that of https://github.com/allenai/scifact/blob/master/doc/data.md : claims with
evidence by document, documents as lists of sentences. docs/exports.md argues each decision.

- Numbers: SciFact wants integers. Ours are made from the key's SHA-256, so a claim keeps its
  number whatever is added or removed beside it, and fit 31 bits, as the loaders ask.
- ``supports`` is SUPPORT and ``contradicts`` is CONTRADICT. What is inconclusive is cited and has
  no label, as SciFact writes what does not give enough information.
- A document that does both has no label either: SciFact allows one label for a claim and a
  document, and its loader refuses two. ``annotations.jsonl`` holds both.
- A document is a publication or a regulatory fact; the sentence of a fact is our own.
- Sentences are those in which a figure of ours was found. None, where there is no abstract.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kb.exports.licence import DESCRIPTION, LICENCE_TITLE, LICENCE_URL, NOTES, TITLE
from kb.exports.scifact_corpus import Document, fact_key, read_documents, stable_numbers, work_key

LABELS = {"supports": "SUPPORT", "contradicts": "CONTRADICT"}
_CLAIMS = "SELECT id, statement FROM claims ORDER BY id"
_ITEMS = """
SELECT id, claim_id, citekey, fact_id, direction, directness, differs, counted, why FROM evidence_items
ORDER BY claim_id, position
"""
_FOUND = """
SELECT ef.evidence_item_id, f.abstract_sentence
FROM evidence_findings AS ef
JOIN findings AS f ON f.id = ef.finding_id
JOIN evidence_items AS e ON e.id = ef.evidence_item_id AND e.citekey = f.citekey
WHERE f.abstract_check = 'verified' AND f.abstract_sentence IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Annotation:
    """An evidence item as a judgement of one document on one claim."""

    claim: str
    document: str
    direction: str
    sentences: tuple[int, ...]
    known: Mapping[str, Any]


def scifact_files(conn: sqlite3.Connection) -> dict[str, bytes]:
    """Return the files by name."""
    claims = {str(key): str(statement) for key, statement in conn.execute(_CLAIMS)}
    documents = read_documents(conn)
    annotations = _annotations(conn, documents)
    numbers = stable_numbers(claims)
    pairs = _by_pair(annotations)
    labels = {key: _label(items) for key, items in pairs.items()}
    of_claim: dict[str, list[Annotation]] = {key: [] for key in claims}
    for annotation in annotations:
        of_claim[annotation.claim].append(annotation)
    return {
        "claims.jsonl": _lines(
            {"id": numbers[key], "claim": claims[key], **_evidence(mine, documents, labels)}
            for key, mine in of_claim.items()
        ),
        "corpus.jsonl": _lines(
            {
                "doc_id": d.number,
                "title": d.title,
                "abstract": d.sentences,
                "structured": d.structured,
                **d.known,
            }
            for d in documents.values()
        ),
        "annotations.jsonl": _lines(
            {
                "id": numbers[a.claim],
                "doc_id": documents[a.document].number,
                "label": labels[a.claim, a.document],
                "direction": a.direction,
                "sentences": a.sentences,
                **a.known,
            }
            for a in annotations
        ),
        "README.md": _readme(documents, pairs).encode("utf-8"),
    }


def _annotations(conn: sqlite3.Connection, documents: Mapping[str, Document]) -> list[Annotation]:
    found: dict[str, set[str]] = {}
    for item, sentence in conn.execute(_FOUND):
        found.setdefault(item, set()).add(sentence)
    annotations = []
    for key, claim, citekey, fact, direction, directness, differs, counted, why in conn.execute(_ITEMS):
        document = fact_key(fact) if fact else work_key(citekey)
        sentences = documents[document].sentences
        shown = set(sentences) if fact else found.get(key, set())
        annotations.append(
            Annotation(
                claim=claim,
                document=document,
                direction=direction,
                sentences=tuple(place for place, sentence in enumerate(sentences) if sentence in shown),
                known={
                    "claim_id": claim, "evidence_item_id": key, "directness": directness, "differs": differs,
                    "counted": bool(counted), "why": why,
                },
            )
        )  # fmt: skip
    return annotations


def _by_pair(annotations: Iterable[Annotation]) -> dict[tuple[str, str], list[Annotation]]:
    pairs: dict[tuple[str, str], list[Annotation]] = {}
    for annotation in annotations:
        pairs.setdefault((annotation.claim, annotation.document), []).append(annotation)
    return pairs


def _label(items: Iterable[Annotation]) -> str | None:
    labels = {LABELS[item.direction] for item in items if item.direction in LABELS}
    return labels.pop() if len(labels) == 1 else None


def _evidence(
    mine: Sequence[Annotation],
    documents: Mapping[str, Document],
    labels: Mapping[tuple[str, str], str | None],
) -> dict[str, Any]:
    evidence: dict[str, list[dict[str, Any]]] = {}
    for a in mine:
        if a.direction in LABELS and labels[a.claim, a.document]:
            rationale = {"sentences": a.sentences, "label": LABELS[a.direction]}
            evidence.setdefault(str(documents[a.document].number), []).append(rationale)
    cited = list(dict.fromkeys(documents[a.document].number for a in mine))
    return {"evidence": evidence, "cited_doc_ids": cited}


def _lines(records: Iterable[Mapping[str, Any]]) -> bytes:
    return "".join(json.dumps(record) + "\n" for record in records).encode("utf-8")


def _readme(documents: Mapping[str, Document], pairs: Mapping[tuple[str, str], Sequence[Annotation]]) -> str:
    works = [d for d in documents.values() if d.known["citekey"]]
    held = sum(bool(d.known["abstract_held"]) for d in works)
    both = sum({item.direction for item in items} >= set(LABELS) for items in pairs.values())
    notes = "\n".join(f"- {note}" for note in NOTES)
    return f"""# {TITLE}, in SciFact's format

{DESCRIPTION} Licence: {LICENCE_TITLE}, <{LICENCE_URL}>.

| File | What it is |
|---|---|
| claims.jsonl | id, claim, evidence, cited_doc_ids: SciFact's keys and no other |
| corpus.jsonl | doc_id, title, abstract, structured; and our keys: citekey or fact_id, standing, abstract_held |
| annotations.jsonl | every evidence item with our keys: direction, directness, whether it counts, why |

- The abstracts of {held} of {len(works)} publications were at hand. The others have an empty list, and evidence on
  them has no sentences: "not marked", not "nothing in it".
- Inconclusive evidence is cited and has no label. So have {both} pairs of claim and document with evidence on both
  sides.
- A label says what a document says of a claim, also where it no longer stands: see `standing`, and `counted` in
  annotations.jsonl.
- The numbers come from the keys' SHA-256 and stay the same between releases.
{notes}
"""
