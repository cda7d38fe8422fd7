"""
Words of the field that mean the same, from ``synonyms.csv``.

A row ``same`` is a group in which each term finds the others. In a row ``narrower`` the
terms before ``=>`` find those after it and not the other way round: who asks for Xanax
wants benzodiazepines, who asks for benzodiazepines did not ask for Xanax.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from kb.search.spelling import other_spellings
from kb.search.words import tokens_of

#: The longest term, in words.
LONGEST = 6


def normal(word: str) -> str:
    """
    Return a lower-case word without its plural and in one of its spellings, to look terms up by.

    >>> normal("tumours"), normal("tumor")
    ('tumor', 'tumor')
    """
    single = (
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
    )
    return min((single, *other_spellings(single)))


@cache
def synonyms() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Return for each term, as its normal words, the terms that it finds as well."""
    found: dict[tuple[str, ...], list[str]] = {}
    text = (files("kb.search") / "synonyms.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        asked, _, narrower = row["terms"].partition("=>")
        terms = _terms(asked)
        others = _terms(narrower) if row["relation"] == "narrower" else terms
        for term in terms:
            found.setdefault(key_of(tokens_of(term)), []).extend(o for o in others if o != term)
    return {key: tuple(dict.fromkeys(others)) for key, others in found.items()}


@cache
def known_words() -> frozenset[str]:
    """Return every word that occurs in a term: none of them is a slip of the pen."""
    text = (files("kb.search") / "synonyms.csv").read_text(encoding="utf-8")
    return frozenset(
        word for row in csv.DictReader(text.splitlines()) for word in tokens_of(row["terms"]) if len(word) > 1
    )


def key_of(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words of a term as it is looked up."""
    return tuple(normal(word) for word in words)


def _terms(cell: str) -> list[str]:
    return [term.strip() for term in cell.split("|") if term.strip()]
