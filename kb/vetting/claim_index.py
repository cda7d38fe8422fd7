"""
The index by which claims are looked up: the concepts of every phrasing, with weights.

Made once per library and kept in memory; a concept weighs the more the fewer claims use it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from kb.similarity import edit_likeness
from kb.vetting.concepts import Concepts, concepts_of
from kb.vetting.knowledge import Knowledge
from kb.vocabulary import Role

#: Weight of a word that no claim uses.
UNKNOWN_WEIGHT = 1.6
#: Weight up to which a concept is too common to look a claim up by, and the share of a phrasing
#: that has to be there for a closer look.
_COMMON, _WORTH = 1.5, 0.3


@dataclass(frozen=True, slots=True)
class Phrasing:
    """A phrasing of a claim, its statement or a wording, as concepts."""

    claim: str
    concepts: Concepts
    weight: float
    #: Weight of shared telling concepts from which it is worth a closer look.
    enough: float
    is_statement: bool


@dataclass(frozen=True, slots=True)
class Index:
    """The phrasings of all claims, and where to look them up."""

    phrasings: tuple[Phrasing, ...]
    by_concept: dict[str, tuple[int, ...]]
    weights: dict[str, float]
    words: tuple[str, ...]
    #: All concepts of a claim's phrasings.
    bags: dict[str, frozenset[str]]
    by_role: dict[Role, tuple[str, ...]]
    #: Concepts that a claim's phrasings affirm somewhere, and deny somewhere.
    affirmed: dict[str, frozenset[str]]
    denied: dict[str, frozenset[str]]


@lru_cache(maxsize=4)
def index_of(knowledge: Knowledge) -> Index:
    """Return the index of a library, made the first time it is asked for."""
    texts = [
        (c.id, text, n == 0)
        for c in knowledge.claims.values()
        for n, text in enumerate((c.statement, *c.wordings))
    ]
    bags: dict[str, frozenset[str]] = {}
    for name, text, _ in texts:
        bags[name] = bags.get(name, frozenset()) | concepts_of(text).tokens
    counted: Counter[str] = Counter(token for bag in bags.values() for token in bag)
    weights = {token: math.log(1 + len(knowledge.claims) / count) for token, count in counted.items()}
    phrasings: list[Phrasing] = []
    by_concept: dict[str, list[int]] = {}
    for name, text, is_statement in texts:
        concepts = concepts_of(text)
        weight = sum(weights[t] for t in concepts.tokens)
        if weight == 0:
            continue
        for token in concepts.tokens:
            by_concept.setdefault(token, []).append(len(phrasings))
        phrasings.append(Phrasing(name, concepts, weight, _WORTH * weight, is_statement))
    affirmed: dict[str, frozenset[str]] = {}
    denied: dict[str, frozenset[str]] = {}
    for name, text, _ in texts:
        concepts = concepts_of(text)
        affirmed[name] = affirmed.get(name, frozenset()) | (concepts.tokens - concepts.negated)
        denied[name] = denied.get(name, frozenset()) | concepts.negated
    by_role: dict[Role, list[str]] = {}
    for claim in knowledge.claims.values():
        for quantity in claim.quantities:
            by_role.setdefault(quantity.role, []).append(claim.id)
    roles = {role: tuple(dict.fromkeys(names)) for role, names in by_role.items()}
    return Index(
        tuple(phrasings),
        {t: tuple(at) for t, at in by_concept.items()},
        weights,
        tuple(sorted(t for t in weights if len(t) >= 6)),
        bags,
        roles,
        affirmed,
        denied,
    )


def candidates(tokens: Iterable[str], index: Index) -> list[int]:
    """The phrasings of which the sentence covers enough to be worth a closer look."""
    shared: dict[int, float] = {}
    for token in tokens:
        weight = index.weights.get(token, 0.0)
        if weight > _COMMON:
            for place in index.by_concept[token]:
                shared[place] = shared.get(place, 0.0) + weight
    return [place for place, weight in shared.items() if weight >= index.phrasings[place].enough]


def focus(tokens: frozenset[str], own: float, claim: str, index: Index) -> float:
    """How much of the sentence, of weight ``own``, the claim's phrasings together cover, from 0 to 1."""
    return min(1.0, sum(index.weights[t] for t in index.bags[claim] & tokens) / own) if own else 0.0


def likeness(tokens: frozenset[str], share: float, phrasing: Phrasing, index: Index) -> float:
    """
    How much of the phrasing the sentence covers, and of the sentence the claim, from 0 to 1.

    :param share: what :func:`focus` says of the sentence and the phrasing's claim.
    """
    shared = phrasing.concepts.tokens & tokens
    if not shared:
        return 0.0
    covered = sum(index.weights[t] for t in shared) / phrasing.weight
    if len(phrasing.concepts.tokens) == 1:
        return covered * (0.72 if share >= 0.85 and len(tokens) <= 2 else 0.35 + 0.3 * share)
    if len(shared) == 1 and len(phrasing.concepts.tokens) > 2:
        covered *= 0.8
    length = min(1.0, phrasing.weight / 7)
    bonus = 0.1 if phrasing.is_statement and len(shared) >= 3 else 0.0
    return min(1.0, covered * (0.5 + 0.12 * length) + 0.36 * share + bonus)


#: Share of a phrasing that a sentence has to say itself, and what a word of the sentence before counts.
_ITSELF, _LEANT = 0.3, 0.6


def leaning(
    tokens: frozenset[str], leant: frozenset[str], share: float, phrasing: Phrasing, index: Index
) -> float:
    """How much of the phrasing a sentence covers together with what it leans on; 0 where it says too little itself."""
    wanted = phrasing.concepts.tokens
    itself = sum(index.weights[t] for t in wanted & tokens)
    if itself < _ITSELF * phrasing.weight or len(wanted) < 2:
        return 0.0
    borrowed = _LEANT * sum(index.weights[t] for t in wanted & leant)
    length = min(1.0, phrasing.weight / 7)
    return min(1.0, (itself + borrowed) / phrasing.weight * (0.5 + 0.12 * length) + 0.36 * share)


def polarity_agrees(
    tokens: frozenset[str], negated: frozenset[str], phrasing: Phrasing, index: Index
) -> bool:
    """Say whether what the sentence denies and affirms is what some phrasing of the claim does."""
    shared = phrasing.concepts.tokens & tokens
    affirmed, denied = index.affirmed[phrasing.claim], index.denied[phrasing.claim]
    apart = {t for t in shared if t not in (denied if t in negated else affirmed)}
    if any(t not in negated for t in shared & (denied - affirmed) if index.weights[t] > _COMMON):
        return False
    if not apart:
        return True
    total = sum(index.weights[t] for t in shared)
    return sum(index.weights[t] for t in apart) < 0.34 * total


@lru_cache(maxsize=8192)
def _mended_among(token: str, words: tuple[str, ...]) -> str:
    likely = [w for w in words if w[0] == token[0] and abs(len(w) - len(token)) <= 2]
    best = max(likely, key=lambda w: edit_likeness(token, w), default=token)
    return best if best != token and edit_likeness(token, best) >= 0.86 else token


def mended(token: str, index: Index) -> str:
    """The concept itself, or the one of the library it is a misspelling of."""
    if token in index.weights or len(token) < 6:
        return token
    return _mended_among(token, index.words)
