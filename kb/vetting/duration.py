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
#: What of the patient may last.
_GAIN = (
    r"(?:relie[fv]\w*|results?|effects?|benefits?|improv\w+|remission|recovery|changes?|gains?|healing|solutions?|"
    r"reductions?|outcomes?|wellness|well-?being|freedom|differences?|transformations?|moods?|symptoms?|"
    r"respon\w+|cures?|impacts?|progress|stability|peace|happiness|wellbeing|breakthroughs?|success|"
    r"alleviation|resilience|growth|shifts?|comfort|hope|protection|antidepressant|calm|clarity|control)"
)
_LASTING = late(
    r"\b(?:long-?\s?(?:lasting|term|lived)|"
    r"ongoing(?= (?:relief|remission|improvements?)\b)|(?<!ever)lasting|sustained|permanent|durable|"
    r"persistent(?= (?:[\w-]+ ){0,2}(?:relief|reductions?|improvements?|benefits?|results?|remission|gains?)\b)|"
    r"enduring|prolonged|extended|(?:last(?:s|ing)?|relief|relieved|well|better|effects?|"
    r"results?) for (?:good|(?:many )?years|the long (?:term|haul|run))|stays? away|keeps? "
    r"depression away|(?:effects?|results?|benefits?|relief|healing|changes?|recovery|wellness|improvements?|"
    r"remission|progress|transformation) "
    r"(?:(?:that|which) )?(?:(?:can|will|may|should|often|truly|really|actually) )?"
    r"(?:lasts?|persists?|endures?|continues?|remains?|sticks?|holds?(?! true))"
    r"(?: (?:for )?(?:many |several |a few )?(?:weeks and|weeks or|months|years|long))?)\b"
)
#: What of it is said to be kept; symptoms and moods last too, and are none.
_KEPT_GAIN = (
    r"(?:relief|results?|effects?|benefits?|improvements?|remission|recovery|changes?|gains?|healing|"
    r"reductions?|outcomes?|wellness|well-?being|freedom|transformations?|progress|stability|breakthroughs?|"
    r"success|resilience|growth|shifts?|clarity)"
)
#: What is done so that it lasts, and the months it is said to last.
_KEPT = late(
    r"\b(?:lastingly|durably|enduringly|permanently) (?:improv|reliev|reduc|eas|chang|transform|heal|lift|restor|"
    r"resolv|alleviat|better|rewir|reset)\w*\b"
    r"|\b(?:improv|reliev|reduc|eas|chang|transform|heal|lift|restor|resolv|alleviat|rewir)(?:e|es|ed|ing|s)? "
    r"(?:[\w'-]+ ){0,4}?(?:lastingly|durably|for the long (?:term|haul)|permanently)\b"
    rf"|\b(?:sustain|prolong|solidify|cement|lock in)(?:s|ing)? (?:(?:your|their|the|these|those|and|this|long-term) "
    rf"){{0,2}}{_KEPT_GAIN}\b"
    r"|\b(?:mak(?:e|es|ing)|help(?:s|ing)?) (?:it|them|(?:(?:the|these|those|your|real|that) )?(?:changes?|results?|"
    r"insights?|gains|relief|healing|work|progress|benefits)) (?:really |truly )?(?:stick|last)\b"
    rf"|\b(?:{_KEPT_GAIN}|window)\b[^.;:?!]{{0,25}}?(?:in)?to (?:\w+ )?(?:months|years)\b"
    r"|\b(?:extends?|extending|stretch(?:es|ing)?|prolongs?|prolonging|lengthens?) (?:[\w'-]+ ){1,4}?(?:in)?(?:to|for|"
    r"by|over) (?:[\w'-]+ ){0,3}?(?:months|years)\b"
    rf"|\b{_KEPT_GAIN}(?: [\w'-]+){{0,4}}? (?:for|lasting|up to|beyond) (?:\w+ ){{0,3}}?"
    rf"(?:weeks,? (?:or|to|and|or even|and even) )?(?:many |several |a few |even )?(?:months|years)\b(?! of\b)"
    rf"|\b{_KEPT_GAIN}(?: (?:that|which) (?:is|are))? here to stay\b"
    rf"|\b(?:{_KEPT_GAIN}|well|better)(?: [\w'-]+){{0,3}}? long after (?:the|your|treatment|each|an?)\b"
    r"|\b(?:at bay|under control) for (?:\w+ ){0,3}?(?:months|years)\b"
    r"|\b(?:gives?|brings?|enjoy|provides?|experience|offers?|up to|delivers?|means?) (?:[\w'-]+ ){0,3}?months of "
    r"(?:\w+ )?(?:relief|remission|wellness|freedom|stability|peace)\b"
    rf"|\bnot (?:just |only |merely |simply )?(?:a )?(?:temporary|short-term|momentary|fleeting) {_KEPT_GAIN}\b"
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
_RELIEF_NEAR = late(rf"\b{_GAIN}\b")
_NOT_DURABILITY = late(
    r"\b(?:side effects?|adverse|long-?term (?:use|users?|abuse|recreational|safety|"
    r"risks?|effects? (?:of|are|is|on|have)|care|goals?|plan|data|studies|study|research|"
    r"treatment plan|relationship|memory|potentiation|follow|depression|disability|pain|"
    r"problems?|harm|commitment|consequences|opioid|medication)|"
    r"lasting (?:\d|about|approximately|around|from|between|up to|two|three|four|one|less|"
    r"side|harm|damage|negative|memory|memories|friend|impression|trauma)|infusions? last|"
    r"sessions? last|(?:lasting|prolonged|extended|long-?term|sustained) (?:[\w-]+ )?(?:sessions?|infusions?)|"
    r"prolonged (?:use|exposure|abuse)|extended (?:release|use|hours|family|stay|periods?|times?)|"
    r"(?:prolonged|sustained|persistent|enduring) (?:attention|attack|stress|grief|pain|sadness|depress\w+|anxiety|"
    r"symptoms?|illness|suffering|exposure|approach|efforts?)|persistent,|long-?term (?:partners?|support|"
    r"treatments?|therapy|health|mental health|success|strateg\w+|patients?|antidepressants?|solution)|"
    r"sustained[- ]release|harm|damage|over the course|"
    r"last(?:s|ed)? (?:about|around|approximately|between|\d))\b"
)
_FAIR = late(
    r"\b(?:how long|longer[- ]lasting|maintenance|booster\w*|may (?:require|need)|repeat\w*|relapse\w*|not "
    r"(?:permanent|last|lasting|known|been)|wear\w* off|(?<!not )(?<!just )(?<!only )(?<!than )(?<!of )(?<!beyond )"
    r"(?<!merely )temporary|(?:long|last\w*|duration|durability|longevity|length)\b[^.;]{0,40}\b(?:vary|varies)|"
    r"(?:vary|varies)\b[^.;]{0,25}\b(?:long|last\w*|duration)|median|"
    r"average|(?:days|weeks)\b(?!,? (?:or|to|and|or even|and even|even|or sometimes) (?:\w+ )?(?:months|years))|"
    r"ongoing (?:treatments?|infusions?|sessions?|doses?|dosing)|for some|in some|unknown|unclear)\b"
)
#: Times of the onset, of the course, or of other treatments, which say nothing of how long it lasts.
_OTHER_TIME = late(
    r"\b(?:within|in|after|over|of|rather than|not|instead of|takes?|than|from|every|per|first|next)(?: (?:just|only|"
    r"as little as|about|the|a|an|few|couple of|several|as few as|first|\w+)){0,2}? (?:(?:hours|days|weeks)(?:,? (?:or|"
    r"to|and) )?){1,2}\b"
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
    for match in _durations_said(sense.lower):
        if _FAIR.search(_OTHER_TIME.sub(" ", sense.lower)):
            return
        if sense.denied_at(match.start(), match.end()) or {"source"} & sense.qualifiers:
            continue
        others = sense.drugs & {Drug.ANTIDEPRESSANT, Drug.OTHER}
        if (
            others
            and not sense.drugs & {Drug.KETAMINE, Drug.ESKETAMINE}
            and not _SET_AGAINST.search(sense.lower)
        ):
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


#: Other drugs are named for the comparison alone.
_SET_AGAINST = late(r"\b(?:unlike|than|compared (?:to|with)|versus|not just|rather than)\b")


#: It is the illness, or what it leaves behind, that lasts.
_ILL_LASTS = late(
    r"\b(?:depress\w+|anxiety|pain|ptsd|trauma(?:s|tic events?)?|symptoms?|episodes?|stress|cravings?|illness|"
    r"headaches?|migraines?|grief|sadness) (?:(?:can|may|will|could|often|usually|typically|sometimes|that|which|"
    r"also|even|causes?|leaves?|symptoms|has|have|must) ){0,3}(?:(?:lasts?|lasting|persists?|continues?) "
    r"(?:[\w-]+ ){0,4})?$"
)
_EASED = late(r"\b(?:relie[fv]\w*|improve\w*|reduc\w*|freedom|remission|heal\w*|eas(?:e|es|ed|ing))\b")


def _is_of_illness(lower: str, start: int) -> bool:
    """Say whether what is said to last is the illness."""
    before = lower[max(0, start - 70) : start]
    lasts = _ILL_LASTS.search(before)
    if lasts is None or _EASED.search(before):
        return False
    return " " in lasts[0].strip() or lower.startswith(("last", "persist", "continu", "endur"), start)


#: What every way of saying so has in it; most sentences have none.
_OF_TIME = late(
    r"last|long|ongoing|sustain|permanent|durabl|persist|endur|extend|stretch|years|months|decades|lifetime|for good|"
    r"stays? away|keeps? depression|continue|remain|sticks?\b|holds?\b|solidif|cement|lock|to stay|temporary|"
    r"short-term|momentary|fleeting"
)


def _durations_said(lower: str) -> Iterator[re.Match[str]]:
    """Yield the words of a sentence that say that a benefit lasts."""
    if not _OF_TIME.search(lower):
        return
    for match in _LASTING.finditer(lower):
        around = lower[max(0, match.start() - (45 if "last" in match[0] else 20)) : match.end() + 35]
        near = lower[max(0, match.start() - 30) : match.end() + 45]
        if _is_of_illness(lower, match.start()):
            continue
        if not _NOT_DURABILITY.search(near) and _RELIEF_NEAR.search(around):
            yield match
    for pattern in (_YEARS, _KEPT):
        for match in pattern.finditer(lower):
            harm = _HARM.search(lower, max(0, match.start() - 30), match.end() + 45)
            if not harm and not _is_of_illness(lower, match.start()):
                yield match


def _long(given: CheckInput, quantity: StatedQuantity, sense: Sense) -> Alert | None:
    hours = in_hours(quantity.value, quantity.unit or Unit.HOURS)
    text = sentence_of(given).text
    if (
        hours is None
        or hours <= 24 * 31
        or sense.denied_at(folded_at(text, quantity.start), folded_at(text, quantity.end))
        or {"source", "n"} & sense.qualifiers
        or _is_of_illness(sense.lower, folded_at(text, quantity.start))
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
