"""Checks against the library's own words: drifted wordings, claims past their review."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from kb.late_pattern import late
from kb.similarity import edit_likeness
from kb.vetting.check_input import Check, CheckInput
from kb.vetting.concepts import concepts_of
from kb.vetting.folding import fold
from kb.vetting.knowledge import Knowledge, KnownClaim
from kb.vetting.quantities import quantities_of
from kb.vetting.raising import raise_at, sentence_of
from kb.vetting.records import Alert, BlockKind
from kb.vetting.sense import NEGATION
from kb.vocabulary import Verdict

#: From which likeness on a sentence is taken to be a wording of ours, and below which it is another.
_DRIFTED, _SAME = 0.82, 0.995
_QUALIFIER = late(
    r"\b(?:may|might|can|about|open-label|in trials?|in (?:a|one|two|pooled|blinded|"
    r"randomi[sz]ed) [\w-]+|routine care|resistant|up to|at most|probably|some|not|no|"
    r"half|in part|against|for (?:about )?a week|within a day)\b"
)


_Approved = tuple[str, frozenset[str], KnownClaim]


@lru_cache(maxsize=4)
def _approved(knowledge: Knowledge) -> tuple[tuple[_Approved, ...], dict[str, tuple[int, ...]]]:
    """Each sentence of each wording that holds, with its concepts; and where each concept stands."""
    found: list[_Approved] = []
    for claim in knowledge.claims.values():
        for part in re.split(r"(?<=[.;])\s+", claim.holds):
            plain = _plain(part)
            if len(plain.split()) >= 5:
                found.append((plain, concepts_of(part).tokens, claim))
    places: dict[str, list[int]] = {}
    for place, (_, concepts, _) in enumerate(found):
        for concept in concepts:
            places.setdefault(concept, []).append(place)
    return tuple(found), {concept: tuple(at) for concept, at in places.items()}


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w%.]+", " ", fold(text).lower).split()).strip(" .")


def wording_without_caveat(given: CheckInput) -> Iterator[Alert]:
    """Flag a wording of ours that lost a qualifier, a number or a "not" on its way into the copy (KL045)."""
    sentence = sentence_of(given)
    tokens = concepts_of(sentence.text).tokens
    if len(tokens) < 3 or sentence.kind is BlockKind.REFERENCE:
        return
    approved, places = _approved(given.knowledge)
    counted = Counter(place for token in tokens for place in places.get(token, ()))
    near = [
        approved[p] for p, n in counted.items() if n >= 3 and n >= 0.7 * min(len(tokens), len(approved[p][1]))
    ]
    if not near:
        return
    own = _plain(sentence.text)
    if any(own in plain for plain, _, _ in near):
        return
    for plain, _, claim in near:
        if not 0.5 < len(own) / len(plain) < 1.5:
            continue
        likeness = edit_likeness(own, plain)
        if not _DRIFTED <= likeness < _SAME:
            continue
        lost = _lost(plain, own)
        if lost:
            yield raise_at(
                given,
                0,
                len(sentence.text),
                f"close to the wording that holds, and it lost or changed: {', '.join(lost)}",
                claim=claim,
                evidence=claim.sources(),
            )
            return


def _lost(approved: str, own: str) -> list[str]:
    """What differs in numbers, negation and qualifiers."""
    lost = []
    ours, theirs = ({str(q.value) for q in quantities_of(text)} for text in (approved, own))
    if theirs - ours:
        lost.append("a number (" + ", ".join(sorted(ours ^ theirs)) + ")")
    if len(NEGATION.findall(approved)) != len(NEGATION.findall(own)):
        lost.append("a negation")
    if len(own) < 0.8 * len(approved):
        return lost
    lost += [f'"{word}"' for word in dict.fromkeys(_QUALIFIER.findall(approved)) if word not in own]
    return lost


#: From which score on a found claim is surely the one that is made.
_SURE = 0.75


def claim_past_review(given: CheckInput) -> Iterator[Alert]:
    """Flag a sentence whose claim was due for review before the day of vetting (KL046)."""
    sentence = sentence_of(given)
    for found in given.found_claims:
        claim = given.knowledge.claims[found.claim]
        if (
            found.agrees
            and found.score >= _SURE
            and claim.review_due < given.today
            and claim.verdict is not Verdict.NOT_ASSESSABLE
        ):
            yield raise_at(
                given,
                0,
                len(sentence.text),
                f"the claim was due for review on {claim.review_due}: what the library says of it may "
                "be out of date",
                claim=claim,
                suggestion="Have the claim reviewed before the page stays up.",
            )
            return


CHECKS: dict[str, Check] = {
    "wording_without_caveat": wording_without_caveat,
    "claim_past_review": claim_past_review,
}
