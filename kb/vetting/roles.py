"""
Which part a number plays in its sentence.

The unit narrows the choice; the nearest cue word decides, a cue in another clause
counting as farther away. A number without any cue has no role: an opening time, a
telephone number, years of practice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from kb.evidence.units import TIMES
from kb.late_pattern import late
from kb.vetting.benefit_shares import role_of_benefit
from kb.vetting.copy_numbers import Number
from kb.vetting.role_cues import (
    BREAK,
    DEFINES,
    DEPTH_AFTER,
    DEPTH_BEFORE,
    EFFECT,
    GAIN,
    HARM,
    LENGTH,
    NOUN_ROLE,
    OF_RESPONDERS,
    OTHER_DRUG,
    PERCENT,
    PERIOD,
    RELATIVE,
    SINCE_DOSE,
    STUDY,
    TIME,
    TIME_AFTER,
    WITHIN,
    Cues,
)
from kb.vocabulary import Role, Unit


def role_of(number: Number, text: str, others: Iterable[Number]) -> Role | None:
    """Return the role of a number in its folded, lower-cased sentence; None where it plays none we know."""
    before, after = text[: number.start], text[number.end :]
    unit = number.unit
    if unit is Unit.PERCENT or (unit is None and 0 < number.value < 1 and not number.is_share):
        return _share(number, text, before, after, others)
    if unit in TIMES:
        return _time(number, text, before, after)
    if unit in (Unit.USD, Unit.USD_BILLION):
        return Role.COST
    if unit in (Unit.MG, Unit.MG_PER_KG):
        return Role.DOSE
    if unit is Unit.INFUSIONS:
        return Role.SESSIONS
    if unit is Unit.FOLD:
        return Role.RELATIVE_EFFECT if RELATIVE.search(text) else None
    if unit is Unit.MILLION_PEOPLE:
        return Role.PREVALENCE
    if unit is Unit.PEOPLE:
        return Role.PARTICIPANTS if STUDY.search(text) else None
    if unit is None and number.high is None and Decimal(1900) <= number.value <= Decimal(2099):
        return (
            Role.DATE
            if re.search(
                r"(?:\b(?:in|since|until|from|by|of|early|late|the|around|circa|year)|\() ?$", before
            )
            else None
        )
    return None


def _share(number: Number, text: str, before: str, after: str, others: Iterable[Number]) -> Role | None:
    if DEPTH_AFTER.search(after) or DEPTH_BEFORE.search(before[-90:]):
        rated = any(o is not number and o.unit is Unit.PERCENT for o in others)
        return Role.THRESHOLD if rated or DEFINES.search(before) else Role.IMPROVEMENT
    near = DEFINES.search(before[-70:])
    if (
        near
        and re.search(r"\b(?:respon\w+|remission)\b", before)
        and re.search(r"\b(?:scor|scale|symptom|baseline|madrs|hdrs|phq|reduc|improve)", text)
    ):
        return Role.THRESHOLD
    if OF_RESPONDERS.match(after):
        return Role.RELAPSE_RATE if "relaps" in after else Role.OTHER_RATE
    role = _nearest(PERCENT, number, text)
    if role in (None, Role.OTHER_RATE, Role.PREVALENCE):
        role = role_of_benefit(before, after) or role
    return _far_off(text, before, after) if role is None else role


#: "… in 77% of patients", "seen by 77% of people".
_AMONG = late(
    r"\b(?:in|among|for|by|with|of|to) (?:about |around |nearly |almost |over |up to |more than |some )?$"
)
_PEOPLE = late(
    r"^\+?(?: of)?(?: (?:the|all|our|those|these|treated))* (?:patients|people|clients|adults|participants|individuals|"
    r"cases|users|members)\b"
)


def _far_off(text: str, before: str, after: str) -> Role | None:
    """Return response for a share of people whose benefit stands at some distance, and nothing else does."""
    if not _AMONG.search(before) or not _PEOPLE.match(after):
        return None
    spoken_of = {role for role, pattern in PERCENT if pattern.search(text)}
    return Role.RESPONSE_RATE if spoken_of == {Role.RESPONSE_RATE} else None


def _time(number: Number, text: str, before: str, after: str) -> Role | None:
    if PERIOD.search(before[-30:]):
        return None
    noun = TIME_AFTER.match(after)
    if noun:
        return NOUN_ROLE.get(noun["what"].rstrip("s"))
    if (
        SINCE_DOSE.match(after)
        and re.search(rf"\b(?:{EFFECT})", text)
        and not re.search(rf"\b(?:{HARM}|driv)", text)
    ):
        return (
            Role.ONSET
            if number.unit in (Unit.MINUTES, Unit.HOURS, Unit.DAYS)
            else _nearest(TIME, number, text)
        )
    role = _nearest(TIME, number, text)
    if role is Role.ONSET and re.search(rf"\b(?:{HARM})", text) and not GAIN.search(text):
        return Role.ADVERSE_EVENT_DURATION
    if role is Role.ONSET and LENGTH.search(before[-40:]) and re.search(OTHER_DRUG, before[-80:]):
        return Role.COMPARATOR_LAG
    if role is None or role in (
        Role.WAITING_TIME,
        Role.COMPARATOR_LAG,
        Role.ADVERSE_EVENT_DURATION,
        Role.AGE,
    ):
        return role
    if WITHIN.search(before[-40:]) and role in (
        Role.ONSET,
        Role.INFUSION_DURATION,
        Role.EFFECT_DURATION,
        Role.YEARS_OF_USE,
    ):
        begun = re.search(rf"\b(?:{EFFECT})", text)
        return Role.ONSET if begun else role
    if role is Role.ONSET and LENGTH.search(before[-40:]):
        return Role.EFFECT_DURATION if re.search(r"\b(?:for|last\w*)(?: \w+){0,3} ?$", before[-30:]) else None
    if role is Role.YEARS_OF_USE and number.unit is not Unit.YEARS:
        return None
    if role is Role.ONSET and number.unit is Unit.YEARS:
        return None
    return role


def _nearest(cues: Cues, number: Number, text: str) -> Role | None:
    best: tuple[float, int] | None = None
    chosen: Role | None = None
    for order, (role, pattern) in enumerate(cues):
        for match in pattern.finditer(text):
            after = match.start() >= number.end
            gap = match.start() - number.end if after else number.start - match.end()
            if gap < 0:
                gap = 0
            between = text[number.end : match.start()] if after else text[match.end() : number.start]
            distance = gap * (1.0 if after else 2.0) + 45 * len(BREAK.findall(between))
            if distance < 110 and (best is None or (distance, order) < best):
                best, chosen = (distance, order), role
    return chosen
