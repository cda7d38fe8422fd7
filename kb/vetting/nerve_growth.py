"""Check on growth and repair of nerve cells told of patients: it was seen in animals (KL028)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.late_pattern import late
from kb.vetting.check_input import Check, CheckInput
from kb.vetting.folding import fold
from kb.vetting.knowledge import KnownClaim
from kb.vetting.nerve_words import (
    BRAIN_NEARBY,
    CARRIED_OVER,
    CAUSE_OF_RELIEF,
    CELLS_NEARBY,
    GAINED,
    GROWTH,
    GROWTH_UNNAMED,
    HARMED,
    LABELLED,
    MENDS_IT,
    PLASTIC,
    STORED,
    WHY_IT_WORKS,
)
from kb.vetting.raising import raise_folded, sentence_of
from kb.vetting.rebuttal import stands_under
from kb.vetting.records import Alert, BlockKind, Voice
from kb.vetting.sense import Sense, sense_of
from kb.vocabulary import Kind, Severity

_ANIMALS = late(
    r"\b(?:mice|mouse|rats?|rodents?|animals?|monkeys?|pre-?clinical|in vitro|cell cultures?|"
    r"fruit flies|zebrafish|worms|primates|piglets?)\b"
)
_TREATMENT = late(
    r"\b(?:ketamine(?:'s)?|esketamine|infusions?|spravato|treatments?|therap(?:y|ies)|medicines?|"
    r"medications?|drug|"
    r"doses?|drip|series|sessions?|spray|protocol|kap|nad\+?|it|this|these|they|nmda)\b"
)
_NAMED = late(
    r"\b(?:ketamine(?:'s)?|esketamine|infusions?|spravato|drip|medicine|the drug|lozenges?|troches?)\b"
)
#: Others that make nerve cells grow, or are said to.
_OTHERS = late(
    r"\b(?:stress|depression|trauma|cortisol|exercise|running|walking|movement|yoga|breathwork|"
    r"fasting|neurofeedback|meditation|mindfulness|sleep|tms|transcranial|magnetic|"
    r"electrical|pulses|ect|vagus|learning|practice|practising|practicing|habits?|diet|nutrition|omega-3|"
    r"antidepressants?|ssris?|lithium|psychotherapy|cbt|emdr|(?:talk|speech|physical|occupational) therapy|"
    r"rehabilitation|experiences?|reading|music|childhood|adolescence|surgery|conventional \w+|"
    r"traditional \w+)\b"
    r"(?![- ](?:assisted|damaged|induced|related|resistant))"
)
#: The brain or the reader as the one that does it, unhelped.
_SELF = late(
    r"\b(?:brains?|neurons?|cells|body|bodies|you|we|mind|people|humans?|nervous system|nerves?)(?: \w+ly)?"
    r"(?: (?:can|will|to|is|are|may|itself|constantly|always|also|then|able to|do|does))* $"
)
#: The clinic as the one that does it.
_WE_HEAL = late(r"\bwe (?:\w+ )?(?:re-?pair|heal|restore|re-?build|reverse|mend|fix|re-?grow|regenerate)\b")
_HELPED = late(
    r"\b(?:help|allow|enabl|let|encourag|prompt|assist|get|mak|support|stimulat|teach|giv|caus|lead|"
    r"forc|permit)"
    r"(?:e|es|s|ed|ing|ting|t)? (?:[\w'-]+ ){0,8}?$"
)
_DEFINES = late(
    r"\b(?:brain's|mind's|its|our|your brain's|nervous system's) (?:[\w-]+ ){0,3}?(?:ability|capacity|"
    r"capability|"
    r"power) to (?:[\w,'-]+ ){0,4}?$|\bplasticity,? (?:is|refers|means|describes|, )\b[^.;]{0,60}$"
    r"|\b(?:ability|capacity) of the brain to (?:[\w,'-]+ ){0,4}?$"
)
_OURS = late(
    r"\b(?:ketamine's|spravato's|the drug's|treatment's) (?:[\w-]+ ){0,3}?(?:ability|capacity|power) to "
)
_CLAIMED_SOFTLY = late(
    r"\b(?:may|might|could|thought to|believed|suggest\w*|hypothes\w+|theor\w+|appears?|"
    r"seems?|possibly|potentially|researchers think|scientists think|proposed|potential to)\b"
)
_ELSEWHERE = late(
    r"\b(?:bladder|urinary|liver|kidney|relationships?|marriage|career|finances|reputation|"
    r"brain injury law)\b"
)
_PEOPLE = late(r"\b(?:you|your|patients?|people|clients?|humans?|we|our)\b")
_UNSURE = late(
    r"\b(?:not|no|never|nobody|whether|unknown|uncertain|unclear|yet|but|however|differ\w*|study|"
    r"trial|trials)\b|n't\b"
)
_NOT_IN_PEOPLE = late(
    r"\b(?:no(?:t(?! (?:only|just|merely))|body|ne)?|never|hasn't|yet to|whether|unknown|"
    r"unclear)\b[^.;]{0,50}\b(?:"
    r"shown|seen|known|prove[nd]|established|found|confirmed|observed|demonstrated|measured|repair\w*|"
    r"happens?|study|"
    r"clear|evidence|holds?|applies|occurs?|true)\b[^.;]{0,40}\b(?:in|among|of|to|for) (?:\w+ )?"
    r"(?:patients|people|humans)\b"
    r"|\b(?:unknown|unclear|unproven|untested) (?:in|for) (?:\w+ )?(?:patients|people|humans)\b"
    r"|\bwhether (?:this|it|that|the same)\b"
)
#: Words without which no sentence can make the claim.
_WORDS = late(
    r"neur|nerv|synap|brain|dendri|spine|hippocamp|connect|pathway|damage|atroph|plasticity|circuit|cell|"
    r"mechanism|gr[ae]y matter|imbalanc|network|cortex|inflamm|transmitter|bdnf|growth factor|body|"
    r"routes|mitochond|"
    r"level|mode of"
)
#: Characters before words that a sentence without a subject opens with.
_AT_ONCE = 4
_SEEN = "new spines and synapses were seen in mice and rats; no study in the library saw them in patients"
_UNSETTLED = (
    "a mechanism, most of it from animal work, stands for the outcome; which step lifts mood in patients is not "
    "settled"
)


def animal_work_for_patients(given: CheckInput) -> Iterator[Alert]:
    """Flag growth and repair of nerve cells, and mechanisms that stand for an outcome, told of patients (KL028)."""
    sentence = sentence_of(given)
    if sentence.voice is Voice.ABSTRACT:
        return
    sense = sense_of(sentence.text)
    if sense.asks:
        return
    found = _carried_over(given, sense)
    if found is None:
        if not _WORDS.search(sense.lower) and not MENDS_IT.search(sense.lower):
            return
        if sense.in_animals or _ANIMALS.search(sense.lower):
            return
        if _is_qualified(sense) or _goes_on_about_animals(given, sense):
            return
        found = min(_told(given, sense), key=lambda told: told[2] is not None, default=None)
    if found is None:
        return
    start, end, severity, why = found
    claim = _mechanism(given)
    yield raise_folded(
        given,
        start,
        end,
        f'"{sense.lower[start:end]}": {why}',
        severity=severity,
        claim=claim,
        evidence=claim.sources() if claim else (),
    )


def _before(given: CheckInput) -> str:
    if given.sentence_index <= 0:
        return ""
    return fold(given.copy.sentences[given.sentence_index - 1].text).lower


def _carried_over(given: CheckInput, sense: Sense) -> tuple[int, int, Severity | None, str] | None:
    """Return where what was seen in animals is promised to the reader, in the sentence or the one before."""
    lower = sense.lower
    if not (_ANIMALS.search(lower) or _ANIMALS.search(_before(given))):
        return None
    match = CARRIED_OVER.search(lower)
    if match is None:
        return None
    if _CLAIMED_SOFTLY.search(lower) or _UNSURE.search(lower) or _is_qualified(sense):
        return None
    return match.start(), match.end(), None, _SEEN


def _told(given: CheckInput, sense: Sense) -> Iterator[tuple[int, int, Severity | None, str]]:
    """Yield where the sentence tells it, how grave that is (None: as the rule has it), and why."""
    lower = sense.lower
    for match in GROWTH.finditer(lower):
        if "damage" in match[0] and (_ELSEWHERE.search(lower) or not CELLS_NEARBY.search(lower)):
            continue
        if _is_ours(sense, match):
            yield _of(sense, match, _SEEN)
    if sentence_of(given).kind is BlockKind.LIST_ITEM and (gained := GAINED.search(lower)):
        yield _of(sense, gained, _SEEN)
    for match in MENDS_IT.finditer(lower):
        if _TREATMENT.search(lower[: match.start()]) and _is_ours(sense, match):
            before = _before(given)
            if HARMED.search(before) and not _ANIMALS.search(before):
                yield _of(sense, match, _SEEN)
    for match in GROWTH_UNNAMED.finditer(lower):
        near = BRAIN_NEARBY.search(lower) or stands_under(given.copy, given.sentence_index, BRAIN_NEARBY)
        if near and _is_ours(sense, match):
            yield _of(sense, match, _SEEN)
    for pattern in (CAUSE_OF_RELIEF, LABELLED):
        for match in pattern.finditer(lower):
            if _is_ours(sense, match):
                yield _of(sense, match, _UNSETTLED)
    if ("body" in lower or "nervous" in lower or "cell" in lower) and _NAMED.search(lower):
        for match in STORED.finditer(lower):
            if _is_ours(sense, match):
                yield _of(sense, match, _UNSETTLED)
    yield from _told_softly(given, sense)


def _told_softly(given: CheckInput, sense: Sense) -> Iterator[tuple[int, int, Severity | None, str]]:
    """Yield what asks for a qualifier: the readiness to change by itself, and a mechanism as why it works."""
    lower = sense.lower
    frames = []
    if "mechanism" in lower or "mode" in lower or "level" in lower or "cause" in lower:
        frames.append((WHY_IT_WORKS, _UNSETTLED))
    if sentence_of(given).kind is not BlockKind.HEADING:
        frames.append((PLASTIC, _SEEN))
    for pattern, why in frames:
        for match in pattern.finditer(lower):
            if (match.start() < _AT_ONCE or _TREATMENT.search(lower)) and _is_ours(sense, match):
                yield match.start(), match.end(), Severity.WARNING, why


def _of(sense: Sense, match: re.Match[str], why: str) -> tuple[int, int, Severity | None, str]:
    soft = _CLAIMED_SOFTLY.search(sense.clause_before(match.start()) + match[0]) is not None
    return match.start(), match.end(), Severity.WARNING if soft else None, why


def _is_qualified(sense: Sense) -> bool:
    """Say whether the sentence reports a study of people as such, or says that nobody has seen it in them."""
    qualifiers = sense.qualifiers
    reported = "n" in qualifiers and bool({"design", "source"} & qualifiers)
    return reported or _NOT_IN_PEOPLE.search(sense.lower) is not None


def _goes_on_about_animals(given: CheckInput, sense: Sense) -> bool:
    """Say whether the sentence goes on with what the one before it tells of animals."""
    if _PEOPLE.search(sense.lower) or _NAMED.search(sense.lower):
        return False
    return _ANIMALS.search(_before(given)) is not None


def _is_ours(sense: Sense, match: re.Match[str]) -> bool:
    """Say whether the match is told of the treatment: not denied, not of others, not what the brain does by itself."""
    start = match.start()
    if sense.denied_at(start, match.end()):
        return False
    before = sense.clause_before(start)
    treatment = _NAMED.search(before) is not None
    if _OTHERS.search(before[-60:]) and not treatment:
        return False
    if (_DEFINES.search(before) or _DEFINES.search(sense.lower[:start])) and not _OURS.search(before):
        return False
    if _TREATMENT.search(sense.lower) and not _SELF.search(before):
        return True
    if _WE_HEAL.search(before + match[0]):
        return True
    if _SELF.search(before):
        return treatment or _HELPED.search(before) is not None or _NAMED.search(sense.lower) is not None
    return not re.match(r"(?:neuro-?|synapto-?|spino-?)genesis", match[0])


def _mechanism(given: CheckInput) -> KnownClaim | None:
    claims = given.knowledge.claims
    for found in given.found_claims:
        if claims[found.claim].kind is Kind.MECHANISM:
            return claims[found.claim]
    return next(
        (claims[n] for n in ("builds-synapses-in-treated", "new-synapses-restores-lost") if n in claims), None
    )


CHECKS: dict[str, Check] = {"animal_work_for_patients": animal_work_for_patients}
