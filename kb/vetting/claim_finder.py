"""
Which claims of the library a sentence makes.

Numbers with their units and roles, negation, people, drug and route are compared as
data first; the words that remain are compared as concepts, rare ones weighing more.
A sentence that says 85% is the claim about response rates, and disagrees with 70%;
"is not addictive" never agrees with "is addictive".
"""

from __future__ import annotations

from decimal import Decimal

from kb.evidence.comparable import in_hours, same_people
from kb.models import Quantity
from kb.vetting.bars import stated_words
from kb.vetting.claim_index import (
    UNKNOWN_WEIGHT,
    Phrasing,
    candidates,
    focus,
    index_of,
    leaning,
    likeness,
    mended,
    polarity_agrees,
)
from kb.vetting.concepts import concepts_of
from kb.vetting.knowledge import Knowledge, KnownClaim
from kb.vetting.quantities import quantities_of
from kb.vetting.records import FoundClaim, StatedQuantity
from kb.vetting.sense import Sense, sense_of
from kb.vocabulary import Drug, Kind, Population, Role, Route, Unit

#: From which score on a claim counts as found.
LEAST = 0.55
#: At most so many claims are found in one sentence.
MOST = 4
#: Score below which only a number can save a claim.
_FAINT = 0.45
#: Roles by which a number alone says which claim it is.
_TELLING = frozenset(
    {
        Role.RESPONSE_RATE,
        Role.REMISSION_RATE,
        Role.ONSET,
        Role.ADVERSE_EVENT_RATE,
        Role.RELATIVE_EFFECT,
        Role.COST,
        Role.PREVALENCE,
        Role.COMPARATOR_LAG,
        Role.INFUSION_DURATION,
    }
)
_SPECIFIC = frozenset(Population) - {
    Population.OTHER,
    Population.NOT_APPLICABLE,
    Population.TREATED,
    Population.GENERAL,
    Population.HEALTHY,
}


NOTHING: tuple[float, Phrasing | None] = (0.0, None)


def find_claims(text: str, knowledge: Knowledge, context: str = "") -> tuple[FoundClaim, ...]:
    """
    Return the claims that a sentence makes or disagrees with on a guard, best first, at most four.

    :param context: what a sentence that leans on another leans on: the sentence before "This is …", or
        the heading of a list item. Its words help to recognise a claim, its numbers and negations do not.
    """
    sense = sense_of(text)
    if sense.asks or len(text) < (2 if context else 8):
        return ()
    index = index_of(knowledge)
    said = concepts_of(text)
    tokens = frozenset(mended(token, index) for token in said.tokens)
    quantities = quantities_of(text)
    own = sum(index.weights.get(t, UNKNOWN_WEIGHT) for t in tokens)
    leant = frozenset(mended(token, index) for token in concepts_of(context).tokens) - tokens
    best: dict[str, tuple[float, Phrasing | None]] = {}
    shares: dict[str, float] = {}
    for place in candidates(tokens | leant, index):
        phrasing = index.phrasings[place]
        share = shares.get(phrasing.claim)
        if share is None:
            share = shares[phrasing.claim] = focus(tokens, own, phrasing.claim, index)
        score = likeness(tokens, share, phrasing, index)
        if leant & phrasing.concepts.tokens:
            score = max(score, leaning(tokens, leant, share, phrasing, index))
        if score > best.get(phrasing.claim, NOTHING)[0]:
            best[phrasing.claim] = (score, phrasing)
    stated = {q.role for q in quantities if q.role in _TELLING}
    for role in stated:
        for name in index.by_role.get(role, ()):
            best.setdefault(name, NOTHING)
    found = []
    for name, (score, like) in best.items():
        claim = knowledge.claims[name]
        if score < _FAINT and not any(q.role in stated for q in claim.quantities):
            continue
        agrees = like is None or polarity_agrees(tokens, said.negated, like, index)
        found.append(_guarded(claim, score, agrees, sense, quantities, len(text)))
    kept = sorted((f for f in found if f.score >= LEAST), key=lambda f: (-f.score, f.claim))
    return tuple(f for f in kept[:MOST] if f.score >= kept[0].score - 0.3)


def _guarded(
    claim: KnownClaim,
    score: float,
    agrees: bool,
    sense: Sense,
    quantities: tuple[StatedQuantity, ...],
    length: int,
) -> FoundClaim:
    differs: list[str] = []
    if not agrees:
        differs.append("denies what the claim says, or says what it denies")
        score *= 0.8
    score, numbers = _by_numbers(claim, score, quantities)
    differs += numbers
    score = _by_scope(claim, score, sense, differs)
    start, end = 0, length
    for q in quantities:
        if any(q.role is own.role for own in claim.quantities):
            start, end = q.start, q.end
            break
    return FoundClaim(
        claim=claim.id,
        score=round(min(score, 1.0), 3),
        start=start,
        end=end,
        agrees=not differs,
        differs=tuple(differs),
    )


def _by_numbers(
    claim: KnownClaim, score: float, quantities: tuple[StatedQuantity, ...]
) -> tuple[float, list[str]]:
    """Raise or lower the score by the numbers, and say which of them differ."""
    differs: list[str] = []
    own = [q for q in claim.quantities if q.role not in (Role.THRESHOLD, Role.PARTICIPANTS)]
    if not own:
        foreign = [
            q
            for q in quantities
            if q.role in (Role.RESPONSE_RATE, Role.REMISSION_RATE, Role.ADVERSE_EVENT_RATE)
        ]
        return (score * 0.93 if foreign else score), differs
    for mine in own[:1]:
        same_role = [q for q in quantities if q.role is mine.role and _comparable(q, mine)]
        if not same_role:
            close = [q for q in quantities if q.role is None and _comparable(q, mine) and _near(q, mine)]
            score = score * 1.1 + 0.08 if close else score * (0.75 if mine.role in _TELLING else 0.88)
            continue
        nearest = min(same_role, key=lambda q: abs(_size(q.value, q.unit) - _size(mine.value, mine.unit)))
        if _near(nearest, mine):
            score += 0.28 if mine.role in _TELLING else 0.14
            if mine.role in (Role.RESPONSE_RATE, Role.COST, Role.PREVALENCE, Role.INFUSION_DURATION):
                score = max(score, 0.66)
        else:
            differs.append(f"says {stated_words(nearest)}, the claim {_words(mine)}")
            gap = abs(_size(nearest.value, nearest.unit) - _size(mine.value, mine.unit))
            if mine.role is Role.RESPONSE_RATE:
                score = max(score, 0.62 + 0.05 * float(1 - min(gap, Decimal(50)) / 50))
            elif mine.role not in _TELLING:
                score *= 0.9
    return score, differs


def _by_scope(claim: KnownClaim, score: float, sense: Sense, differs: list[str]) -> float:
    people = sense.populations & _SPECIFIC
    if claim.population in _SPECIFIC and people and not any(same_people(p, claim.population) for p in people):
        related = Population.SUICIDAL_IDEATION in (claim.population, *people) and (
            people | {claim.population}
        ) & {Population.DEPRESSION, Population.MDD, Population.TRD}
        if not related and claim.kind in (Kind.EFFECT, Kind.COMPARISON, Kind.HARM):
            differs.append(
                f"speaks of {', '.join(sorted(p.code for p in people))}, the claim of {claim.population.code}"
            )
            score *= 0.85
    ketamines = {Drug.KETAMINE, Drug.ESKETAMINE, Drug.ANY_KETAMINE}
    if (
        claim.drug is Drug.KETAMINE
        and sense.drugs
        and Drug.KETAMINE not in sense.drugs
        and Drug.ESKETAMINE in sense.drugs
    ):
        differs.append("speaks of esketamine, the claim of ketamine")
        score *= 0.9
    elif claim.drug in ketamines and sense.drugs == {Drug.ANTIDEPRESSANT} and claim.kind is Kind.EFFECT:
        differs.append("speaks of antidepressants, the claim of ketamine")
        score *= 0.85
    if claim.route in (Route.INTRANASAL, Route.ORAL) and sense.routes and claim.route not in sense.routes:
        score *= 0.85
    return score


def _comparable(said: StatedQuantity, mine: Quantity) -> bool:
    if said.unit is mine.unit:
        return True
    return (
        said.unit is not None
        and in_hours(Decimal(1), said.unit) is not None
        and in_hours(Decimal(1), mine.unit) is not None
    )


def _size(value: Decimal, unit: Unit | None) -> Decimal:
    hours = in_hours(value, unit) if unit else None
    return value if hours is None else hours


def _near(said: StatedQuantity, mine: Quantity) -> bool:
    """Whether the numbers are the same, to rounding; for shares three points."""
    low, high = (
        _size(said.value, said.unit),
        _size(said.high if said.high is not None else said.value, said.unit),
    )
    own_low = _size(mine.value, mine.unit)
    own_high = _size(mine.high if mine.high is not None else mine.value, mine.unit)
    slack = Decimal(3) if mine.unit is Unit.PERCENT else own_high / 20
    return abs(low - own_low) <= slack and abs(high - own_high) <= slack


def _words(mine: Quantity) -> str:
    return stated_words(
        StatedQuantity(
            role=mine.role,
            comparison=mine.comparison,
            value=mine.value,
            high=mine.high,
            unit=mine.unit,
            start=0,
            end=0,
        )
    )
