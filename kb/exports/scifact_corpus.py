"""The documents of SciFact's corpus: publications by their abstracts, regulatory facts by our own sentence."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kb.evidence.sentences import sentences_of

_BITS = 31
_PUBLICATIONS = "SELECT citekey, label, title, pmid, doi, standing FROM publications ORDER BY citekey"
_FACTS = "SELECT id, authority, product, document, statement FROM regulatory_facts ORDER BY id"
_SECTIONS = "SELECT citekey, label, text FROM abstract_sections ORDER BY citekey, position"


@dataclass(frozen=True, slots=True)
class Document:
    """A publication or regulatory fact as a list of sentences."""

    number: int
    title: str
    sentences: tuple[str, ...]
    structured: bool
    #: What SciFact does not know: our key, where else to find it, whether it stands.
    known: Mapping[str, Any]


def read_documents(conn: sqlite3.Connection) -> dict[str, Document]:
    """Return every document by :func:`work_key` or :func:`fact_key`."""
    publications = conn.execute(_PUBLICATIONS).fetchall()
    facts = conn.execute(_FACTS).fetchall()
    sections: dict[str, list[tuple[str | None, str]]] = {}
    for citekey, label, text in conn.execute(_SECTIONS):
        sections.setdefault(citekey, []).append((label, text))
    numbers = stable_numbers(
        [*(work_key(row[0]) for row in publications), *(fact_key(row[0]) for row in facts)]
    )
    documents = {}
    for citekey, label, title, pmid, doi, standing in publications:
        held = sections.get(citekey, [])
        documents[work_key(citekey)] = Document(
            number=numbers[work_key(citekey)],
            title=title,
            sentences=tuple(sentence for _, text in held for sentence in sentences_of(text)),
            structured=any(section for section, _ in held),
            known={
                "citekey": citekey, "fact_id": None, "label": label, "pmid": pmid, "doi": doi, "standing": standing,
                "abstract_held": bool(held),
            },
        )  # fmt: skip
    for fact_id, authority, product, document, statement in facts:
        documents[fact_key(fact_id)] = Document(
            number=numbers[fact_key(fact_id)],
            title=document,
            sentences=(statement,),
            structured=False,
            known={
                "citekey": None, "fact_id": fact_id, "label": f"{authority}: {product}", "pmid": None, "doi": None,
                "standing": None, "abstract_held": False,
            },
        )  # fmt: skip
    return documents


def stable_numbers(keys: Iterable[str]) -> dict[str, int]:
    """
    Return an integer of 31 bits for each key, the same whatever other keys there are.

    Only where two keys fall on one number does the later by alphabet take the next one free.
    """
    taken: dict[int, str] = {}
    for key in sorted(keys):
        number = int.from_bytes(hashlib.sha256(key.encode("utf-8")).digest()[:4]) >> (32 - _BITS)
        while number in taken:
            number = (number + 1) % (1 << _BITS)
        taken[number] = key
    return {key: number for number, key in taken.items()}


def work_key(citekey: str) -> str:
    """Return the key of a publication among the documents."""
    return f"publication:{citekey}"


def fact_key(key: str) -> str:
    """Return the key of a regulatory fact among the documents."""
    return f"fact:{key}"
