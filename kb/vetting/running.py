"""One rule on one copy: its patterns and its checks, sentence by sentence or on the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from kb.vetting.check_input import CheckInput
from kb.vetting.context import Guard
from kb.vetting.denial import is_question
from kb.vetting.folding import fold
from kb.vetting.knowledge import Knowledge
from kb.vetting.lexical import WhereSaid, lexical_alerts, places_to_look
from kb.vetting.linking import linked
from kb.vetting.quantities import quantities_of
from kb.vetting.rebuttal import is_rebutted
from kb.vetting.records import Alert, BlockKind, Copy, FoundClaim, StatedQuantity, Voice
from kb.vetting.registry import CHECKS, PAGE_CHECKS
from kb.vetting.rule import Pattern, Rule

NOTHING_KNOWN = Knowledge(claims={}, publications={}, findings=(), facts={})


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A copy with what is known of each of its sentences."""

    copy: Copy
    quantities: tuple[tuple[StatedQuantity, ...], ...]
    found_claims: tuple[tuple[FoundClaim, ...], ...]
    #: Sentences by who speaks, references left out.
    spoken: Mapping[Voice, frozenset[int]]
    #: Sentences that are questions.
    asks: frozenset[int]
    #: Sentences that what stands around them takes back.
    rebutted: frozenset[int]
    #: Where a text stands.
    said: WhereSaid
    knowledge: Knowledge
    today: date


def prepare(
    copy: Copy, knowledge: Knowledge, today: date, found_claims: tuple[tuple[FoundClaim, ...], ...]
) -> Prepared:
    """Return a copy ready for the rules."""
    folded = tuple(fold(sentence.text).lower for sentence in copy.sentences)
    return Prepared(
        copy=copy,
        quantities=tuple(quantities_of(sentence.text) for sentence in copy.sentences),
        found_claims=found_claims,
        spoken=_spoken(copy),
        asks=frozenset(
            index
            for index, lower in enumerate(folded)
            if lower.endswith(("?", '?"', "?'", "?)")) and is_question(lower)
        ),
        rebutted=frozenset(index for index in range(len(copy.sentences)) if is_rebutted(copy, index)),
        said=WhereSaid(
            "\n".join(folded) + "\n",
            tuple(accumulate((len(lower) + 1 for lower in folded), initial=0)),
        ),
        knowledge=knowledge,
        today=today,
    )


def alerts_of(rule: Rule, prepared: Prepared) -> Iterator[Alert]:
    """Yield what one rule finds by its patterns and checks."""
    for name in rule.text.page_checks:
        for alert in PAGE_CHECKS[name](_given(rule, prepared, -1)):
            yield _linked(rule, prepared, alert, -1)
    checks = [CHECKS[name] for name in rule.text.checks]
    places = places_to_look(rule, prepared.said) if rule.patterns else {}
    if not places and not checks:
        return
    within = frozenset[int]().union(*(prepared.spoken.get(voice, ()) for voice in rule.voices))
    if Guard.DENIAL in rule.spared:
        within -= prepared.rebutted
    checked = (prepared.said.any_of(rule.text.about) if rule.text.about else within) if checks else set[int]()
    if Guard.QUESTION in rule.spared:
        checked = checked - prepared.asks
    told: dict[int, list[int]] = {}
    by_patients = prepared.spoken.get(Voice.PATIENT, frozenset())
    for index in sorted((places.keys() | checked) & within):
        if index in by_patients:
            told.setdefault(prepared.copy.sentences[index].block, []).append(index)
        elif index in places:
            for alert in lexical_alerts(rule, places[index], prepared.copy, index):
                yield _linked(rule, prepared, alert, index)
        if index in checked:
            given = _given(rule, prepared, index)
            for check in checks:
                yield from check(given)
    for indices in told.values():
        yield from _plainest(rule, places, prepared, indices)


def _plainest(
    rule: Rule, places: Mapping[int, Sequence[Pattern]], prepared: Prepared, indices: Sequence[int]
) -> Iterator[Alert]:
    """Yield one alert for a testimonial: what the first pattern finds that finds anything."""
    for pattern in rule.patterns:
        for index in indices:
            if pattern in places.get(index, ()):
                found = next(lexical_alerts(rule, [pattern], prepared.copy, index), None)
                if found is not None:
                    yield _linked(rule, prepared, found, index)
                    return


def _linked(rule: Rule, prepared: Prepared, alert: Alert, index: int) -> Alert:
    made = prepared.found_claims[index] if index >= 0 else ()
    return linked(alert, rule.text.claims, rule.text.claim_otherwise, made, prepared.knowledge)


def _spoken(copy: Copy) -> dict[Voice, frozenset[int]]:
    spoken: dict[Voice, set[int]] = {}
    for index, sentence in enumerate(copy.sentences):
        if sentence.kind is not BlockKind.REFERENCE:
            spoken.setdefault(sentence.voice, set()).add(index)
    return {voice: frozenset(places) for voice, places in spoken.items()}


def _given(rule: Rule, prepared: Prepared, index: int) -> CheckInput:
    return CheckInput(
        copy=prepared.copy,
        sentence=prepared.copy.sentences[index] if index >= 0 else None,
        sentence_index=index,
        quantities=prepared.quantities[index] if index >= 0 else (),
        found_claims=prepared.found_claims[index] if index >= 0 else (),
        knowledge=prepared.knowledge,
        rule=rule,
        today=prepared.today,
    )
