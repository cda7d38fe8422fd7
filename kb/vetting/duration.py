"""The check on how long an effect is said to last."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.evidence.comparable import in_hours
from kb.late_pattern import late
from kb.vetting.asking import finding, known_claim
from kb.vetting.bars import stated_words
from kb.vetting.check_input import Check, CheckInput
from kb.vetting.folding import folded_at
from kb.vetting.raising import raise_folded, raise_on, sentence_of
from kb.vetting.records import Alert, StatedQuantity, Voice
from kb.vetting.sense import Sense, sense_of
from kb.vocabulary import Drug, Population, Role, Unit

#: How long the response to one infusion lasted, pooled; how soon those who had responded to a series relapsed.
_SINGLE, _RELAPSE = "Kishimoto2016.response-latest", "Murrough2013bp.relapse-median"
_LASTING = late(
    r"\b(?:long-?\s?(?:lasting|term)|(?<!ever)lasting|sustained|permanent|durable|"
    r"enduring|prolonged|extended|(?:last(?:s|ing)?|relief|relieved|well|better|effects?|"
    r"results?) for (?:good|(?:many )?years|the long term)|stays? away|keeps? "
    r"depression away|(?:effects?|results?|benefits?|relief) (?:that )?(?:can |will |may "
    r")?(?:last|persist|endure|continue|remain)s?"
    r"(?: (?:for )?(?:many |several |a few )?(?:weeks and|weeks or|months|years|long))?)\b"
)
#: Years or a lifetime of what the copy promises.
_YEARS = late(
    r"\b(?:years|decades|a lifetime|many months|months and months) of (?:\w+ )?(?:relief|remission|wellness|"
    r"freedom|"
    r"stability|peace|calm|recovery|happiness|better|good|benefits?|improvement)\b|"
    r"\b(?:away|well|free|better|gone|relief|remission|stable|happy|effects?|results?|benefits?|"
    r"improvements?|lasts?|"
    r"lasting|work(?:s|ing)?|lifted|relieved)(?: \w+)? (?:for|over) (?:\w+ ){0,4}(?:years|decades|life|"
    r"a lifetime|"
    r"the rest of (?:your|their) lives?)\b"
)
_HARM = late(r"\b(?:side effects?|adverse|harm|damage|use[ds]?|studied|known)\b")
_RELIEF_NEAR = late(
    r"\b(?:relief|results?|effects?|benefits?|improvement\w*|remission|recovery|change|"
    r"healing|solution|reduction|outcomes?|wellness|freedom|antidepressant|difference|"
    r"transformation|mood|symptom\w*|respon\w+|cure)\b"
)
_NOT_DURABILITY = late(
    r"\b(?:side effects?|adverse|long-?term (?:use|users?|abuse|recreational|safety|"
    r"risks?|effects? (?:of|are|is|on|have)|care|goals?|plan|data|studies|study|research|"
    r"treatment plan|relationship|memory|potentiation|follow|depression|disability|pain|"
    r"problems?|harm|commitment|consequences|opioid|medication)|"
    r"lasting (?:\d|about|approximately|around|from|between|up to|two|three|four|one|less|"
    r"side|harm|damage|negative|memory|memories|friend|impression|trauma)|infusions? last|"
    r"sessions? last|session|prolonged (?:use|exposure|abuse|infusion)|extended "
    r"(?:release|use|hours|family|stay|infusion)|sustained[- ]release|harm|damage|"
    r"last(?:s|ed)? (?:about|around|approximately|between|\d))\b"
)
_FAIR = late(
    r"\b(?:how long|longer[- ]lasting|maintenance|booster\w*|may (?:require|need)|repeat\w*|relapse\w*|not "
    r"(?:permanent|last|lasting|known|been)|wear\w* off|temporary|vary|varies|median|"
    r"average|(?:days|weeks)\b|ongoing|for some|in some|unknown|unclear)\b"
)


def duration_beyond_evidence(given: CheckInput) -> Iterator[Alert]:
    """Flag relief said to last longer than any finding of the library (KL018)."""
    sentence = sentence_of(given)
    if sentence.voice is Voice.ABSTRACT:
        return
    sense = sense_of(sentence.text)
    if sense.asks or sense.in_animals:
        return
    for quantity in given.quantities:
        if (
            quantity.role is Role.EFFECT_DURATION
            and quantity.unit
            and (alert := _long(given, quantity, sense))
        ):
            yield alert
            return
    for match in (*_LASTING.finditer(sense.lower), *_YEARS.finditer(sense.lower)):
        near = sense.lower[max(0, match.start() - 30) : match.end() + 45]
        around = sense.lower[max(0, match.start() - (45 if "last" in match[0] else 20)) : match.end() + 35]
        if (match.re.pattern == _LASTING.pattern and _NOT_DURABILITY.search(near)) or _FAIR.search(
            sense.lower
        ):
            continue
        if match.re.pattern == _YEARS.pattern and _HARM.search(near):
            continue
        if match.re.pattern == _LASTING.pattern and not _RELIEF_NEAR.search(around):
            continue
        if sense.denied_at(match.start(), match.end()) or {"source"} & sense.qualifiers:
            continue
        others = sense.drugs & {Drug.ANTIDEPRESSANT, Drug.OTHER}
        if others and not sense.drugs & {Drug.KETAMINE, Drug.ESKETAMINE}:
            continue
        yield raise_folded(
            given,
            match.start(),
            match.end(),
            f'"{match[0]}": {_found_lasting(given)}',
            claim=known_claim(given, "response-lasts-months"),
            evidence=_durations(given),
        )
        return


def _long(given: CheckInput, quantity: StatedQuantity, sense: Sense) -> Alert | None:
    hours = in_hours(quantity.value, quantity.unit or Unit.HOURS)
    text = sentence_of(given).text
    if (
        hours is None
        or hours <= 24 * 31
        or sense.denied_at(folded_at(text, quantity.start), folded_at(text, quantity.end))
        or {"source", "n"} & sense.qualifiers
    ):
        return None
    if re.search(
        r"\b(?:maintenance|booster|relapse\w*|approved|experience|half of|median)\b", sense.lower
    ) and not re.search(r"\bwithout (?:maintenance|booster)", sense.lower):
        return None
    pain = sense.populations & {Population.CRPS, Population.CHRONIC_PAIN}
    if pain and hours <= 24 * 7 * 13:
        return None
    return raise_on(
        given,
        quantity,
        f"relief for {stated_words(quantity)}: {_found_lasting(given)}",
        claim=known_claim(given, "response-lasts-months"),
        evidence=_durations(given),
    )


def _found_lasting(given: CheckInput) -> str:
    """How long effects lasted, in the library's figures."""
    single, relapse = finding(given, _SINGLE), finding(given, _RELAPSE)
    parts = []
    if single:
        parts.append(
            f"in pooled trials the response to one infusion was seen up to {single.value:f} "
            f"{single.unit.code}"
        )
    if relapse:
        parts.append(
            f"of {relapse.n or 'the'} people who responded to an open-label series half had relapsed after "
            f"{relapse.value:f} {relapse.unit.code}"
        )
    return "; ".join(parts) or "the library holds no such duration"


def _durations(given: CheckInput) -> list[str]:
    wanted = (
        _SINGLE,
        _RELAPSE,
    )
    return [f.publication.citekey for f in given.knowledge.findings if f.id in wanted]


CHECKS: dict[str, Check] = {"duration_beyond_evidence": duration_beyond_evidence}
