"""
Numbers in text, in one normal form.

A number is worth nothing without its part: ``24`` may be hours, people or points,
``95`` the level of an interval, ``0.05`` a p value. So each number found is put in
a form (value, share, range, interval, p value, size of a sample) with its sign,
decimals as printed, comparator and unit. Units are the codes of
:class:`kb.vocabulary.Unit`; a unit outside them is kept as printed, so that it
equals none of ours. Middle-dot decimals, Unicode minus, grouped thousands, leading
points and numbers in words are read; intervals and p values are never values.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from functools import lru_cache

from kb.late_pattern import late
from kb.vocabulary import Unit


class Form(Enum):
    """What part a printed number plays."""

    VALUE = "value"
    SHARE = "events of n"
    RANGE = "range"
    INTERVAL = "interval"
    P = "p value"
    SAMPLE = "size of a sample"
    STATISTIC = "test statistic, spread or name"


@dataclass(frozen=True, slots=True)
class Printed:
    """One number as printed; ``start`` and ``end`` count characters of the normalised text."""

    form: Form
    value: Decimal
    start: int
    end: int
    #: Upper end of a range or interval; the n of a share.
    high: Decimal | None = None
    #: ``=`` unless a comparator is printed: ``<``, ``>``, ``<=``, ``>=``.
    comparator: str = "="
    #: A code of Unit, the unit as printed where it is none of ours, or None.
    unit: str | None = None
    #: Whether a plus or minus sign is printed.
    signed: bool = False
    #: Level of an interval in percent, where printed.
    level: int | None = None
    #: Whether the number names a time point, as in ``day 7``.
    ordinal: bool = False


_ONES = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: number for number, word in enumerate([*_ONES, *_TEENS], 1)}
_WORDS |= {word: 10 * number for number, word in enumerate(_TENS, 2)}
_WORD = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES)}))?|{'|'.join([*_TEENS, *_ONES])})"

_DIGITS = r"(?:\d+(?:\.\d+)?|\.\d+)"
#: A number that does not belong to a name such as CRPS-1, HDRS17 or 5-HT2.
_FREE = r"(?<![\w.])(?<![A-Za-z)]-)(?<![\d.]/)"
_SIGNED = rf"[-+]?\s?{_DIGITS}"
_COUNT = rf"(?:\d+|{_WORD})"
_COMPARE = r"(?:<=|>=|<|>|=|\bof\b|\bwas\b|\bequal to\b)"
_LEVEL = r"(?P<level>\d{2}(?:\.\d)?)\s*%\s*"
_CI = r"(?:CI|CrI|confidence intervals?|credible intervals?)"
_FILLER = r"(?:\s*\[?\(?(?:CI|CrI)\)?\]?)?[\s:,=\[(]*(?:of|from|was|is|between)?\s*[\[(]?\s*"

_PATTERNS: tuple[tuple[Form, re.Pattern[str]], ...] = (
    (
        Form.P,
        late(rf"(?<![\w-])[pP](?:[ -]?values?)?\s*(?P<compare>{_COMPARE})\s*(?P<value>{_DIGITS})"),
    ),
    (
        Form.INTERVAL,
        late(
            rf"(?:(?:{_LEVEL})?(?<![A-Za-z]){_CI}{_FILLER})"
            rf"(?P<value>{_SIGNED})\s*%?\s*(?:-|to|,|;|and)\s*(?P<high>{_SIGNED})",
            re.I,
        ),
    ),
    (Form.STATISTIC, late(rf"{_FREE}(?P<value>\d{{2}}(?:\.\d)?)\s*%\s*{_CI}", re.I)),
    (Form.SAMPLE, late(r"(?<!\w)[nN]\s*=\s*(?P<value>\d+)")),
    (
        Form.STATISTIC,
        late(
            rf"(?<![\w-])(?:t|F|z|Z|Q|k|df|I2|chi2|χ2|SDs?|SE|SEM|β|κ)\s*(?:\([\d., ]*\))?\s*[=:]?\s*"
            rf"(?P<value>{_SIGNED})(?!\w)"
        ),
    ),
    (Form.STATISTIC, late(rf"(?:±|\+/-)\s*(?:SD|SE|SEM)?\s*(?P<value>{_DIGITS})")),
    (
        Form.SHARE,
        late(
            rf"{_FREE}\b(?P<value>{_COUNT})\s*(?:/|\s(?:out of|of|in)(?: the| all)?\s)\s*(?P<high>{_COUNT})\b"
            rf"(?![.]\d|/|\s*(?:%|mg|minutes?|hours?|days?|weeks?|months?|years?|h\b|min\b))",
            re.I,
        ),
    ),
    (
        Form.RANGE,
        late(rf"(?<!from )(?<!From ){_FREE}(?P<value>{_DIGITS})\s*%?\s*(?:-|to)\s*(?P<high>{_DIGITS})"),
    ),
    (
        Form.VALUE,
        late(
            rf"(?P<compare><=|>=|<|>)?\s*(?P<money>\$\s?)?{_FREE}(?P<value>[-+]?{_DIGITS}|\b{_WORD}\b)",
            re.I,
        ),
    ),
)

_STOP = (
    r"(?!(?:of|in|at|to|for|and|or|with|after|vs|versus|were|was|had|on|by|from|than|the|per|as|who|that)\b)"
)
_ADJECTIVES = rf"(?:{_STOP}[A-Za-z][\w()+-]*\s+){{0,3}}?"
_PEOPLE = (
    r"(?:(?:in|out)?patients?|subjects?|participants?|adults?|people|persons?|individuals?|women|men|"
    r"volunteers?|responders?|remitters?|users?|veterans?|adolescents?|completers?)"
)
_UNITS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (unit, late(pattern, re.I))
    for unit, pattern in (
        ("percentage points", r"\s*percentage[- ]points?\b"),
        (Unit.PERCENT.code, r"\s*(?:%|per ?cent\b)"),
        (Unit.MG_PER_KG.code, r"[\s-]*mg\s*(?:/|per\s)\s*kg\b(?!\s*(?:/|per\b|-|·)\s*\w)"),
        (Unit.MG.code, r"[\s-]*mg\b(?!\s*(?:/|per\b|kg|-1|·))"),
        (Unit.MMHG.code, r"\s*mm\s?Hg\b"),
        (Unit.MINUTES.code, r"[\s-]*min(?:ute)?s?\b"),
        (Unit.HOURS.code, r"[\s-]*(?:hours?|hrs?|h)\b"),
        (Unit.DAYS.code, r"[\s-]*days?\b"),
        (Unit.WEEKS.code, r"[\s-]*(?:weeks?|wks?)\b"),
        (Unit.MONTHS.code, r"[\s-]*(?:months?)\b"),
        (Unit.YEARS.code, r"[\s-]*(?:years?|yrs?)\b"),
        (Unit.FOLD.code, r"(?:[\s-]*fold\b|\s+times\s+(?:as|more|less|higher|lower|greater)\b)"),
        (Unit.POINTS.code, r"[\s-]*points?\b(?![\s-]*scale)"),
        (Unit.MILLION_PEOPLE.code, rf"\s*million\s+{_ADJECTIVES}{_PEOPLE}\b"),
        (Unit.PEOPLE.code, rf"\s+{_ADJECTIVES}{_PEOPLE}\b"),
        (Unit.INFUSIONS.code, rf"\s+{_ADJECTIVES}(?:infusions?|doses|treatments|sessions?)\b"),
        (Unit.EVENTS.code, rf"\s+{_ADJECTIVES}(?:studies|trials?|deaths?|cases|events?|reports?|RCTs)\b"),
    )
)  # fmt: skip
_OTHER_UNIT = late(
    r"(?:\s*(?:mg|µg|mcg|ng|g|kg|mL|ml|IU|cm|mm|Hz|bpm)\b\S*|-[A-Za-z]{2,}\S*|(?=[A-Za-z])\w+)"
)
_TIME_LABELS = {
    "minute": Unit.MINUTES, "hour": Unit.HOURS, "day": Unit.DAYS,
    "week": Unit.WEEKS, "month": Unit.MONTHS, "year": Unit.YEARS,
}  # fmt: skip
_TIME_LABEL = late(
    r"(?<![\d.][ -])(?<!-)\b(minute|hour|day|week|month|year)s?\s+(?:\d+(?:\s*,\s*\d+)*(?:,?\s*and)?\s+)?$",
    re.I,
)
_COMPARATORS = {
    "at least": ">=", "more than": ">", "greater than": ">", "above": ">", "exceeding": ">", "at most": "<=",
    "less than": "<", "fewer than": "<", "below": "<", "under": "<", "nearly": "<", "almost": "<",
}  # fmt: skip
_IN_WORDS = late(rf"\b({'|'.join(_COMPARATORS)})\s+\(?$", re.I)
_NAME_LABEL = late(
    r"\b(?:type|stage|grade|phase|step|visit|cluster|group|level|version|DSM|ICD|item|table|no\.?|cohort)\s*-?$",
    re.I,
)
_BORROWED = late(rf"\s*(?:vs\.?|versus|and|or|against|compared (?:with|to))\s*{_DIGITS}\s*%(?!\s*{_CI})")
#: A spread or a bracketed range that stands between a number and its unit.
_SPREAD = late(
    rf"\s*(?:±\s*(?:SD|SE|SEM)?\s*{_DIGITS}|\((?:(?:range|IQR|SD|SE|SEM)[\s:,=]*)?{_SIGNED}(?:\s*(?:-|to)\s*{_SIGNED})?\))"
)
_NOT_ORDINAL = (Unit.PERCENT.code, Unit.MG.code, Unit.MG_PER_KG.code, Unit.POINTS.code, Unit.MMHG.code)


def normalise(text: str) -> str:
    """
    Return text with one minus, one decimal point, no grouped thousands and single spaces.

    >>> normalise("34·3 of 6,000, −4.96")
    '34.3 of 6000, -4.96'
    """
    text = text.translate(_TRANSLATION).replace("+/-", "±").replace("+-", "±")
    text = re.sub(r"([<>]) or =\s*", r"\1=", text)
    text = re.sub(r"(?<=\d)[\u00b7\u2219\u22c5\u05f3](?=\d)", ".", text)
    text = re.sub(
        r"(?<![\d.,])(\d{1,3})((?:,\d{3})+)(?!\d|,\d)", lambda m: m[1] + m[2].replace(",", ""), text
    )
    return " ".join(text.split())


_TRANSLATION = {ord(dash): "-" for dash in "\u2212\u2010\u2011\u2012\u2013\u2014\ufe63\uff0d"}
_TRANSLATION |= {
    ord("≤"): "<=",
    ord("⩽"): "<=",
    ord("≥"): ">=",
    ord("⩾"): ">=",
    ord("＜"): "<",
    ord("＞"): ">",
}
_TRANSLATION |= {ord("％"): "%"}


@lru_cache(maxsize=4096)
def numbers_in(text: str) -> tuple[Printed, ...]:
    """Return the numbers of a normalised text in order; each character belongs to one number at most."""
    taken = bytearray(len(text))
    found: list[Printed] = []
    for form, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.start("value"), match.end()
            if any(taken[start:end]):
                continue
            number = _read(form, match, text)
            if number is not None:
                taken[start:end] = b"\x01" * (end - start)
                found.append(number)
    return tuple(sorted(found, key=lambda number: number.start))


def _read(form: Form, match: re.Match[str], text: str) -> Printed | None:
    groups = match.groupdict()
    value, start, end = _decimal(groups["value"]), match.start("value"), match.end()
    high = _decimal(groups["high"]) if groups.get("high") else None
    if form is Form.INTERVAL:
        level = int(float(groups["level"])) if groups.get("level") else None
        return Printed(form, value, start, end, high=high, level=level)
    if form is Form.P:
        compare = groups["compare"].strip()
        return Printed(form, value, start, end, comparator=compare if compare[0] in "<>" else "=")
    if form is Form.SHARE:
        return Printed(form, value, start, end, high=high) if high and value <= high else None
    if form in (Form.SAMPLE, Form.STATISTIC):
        return Printed(form, value, start, end)
    printed = Printed(
        form,
        value,
        start,
        end,
        high=high,
        comparator=groups.get("compare") or _comparator_before(text[:start]),
        signed=groups["value"][0] in "+-",
    )
    return _with_unit(printed, text, money=bool(groups.get("money")))


def _comparator_before(text: str) -> str:
    """The comparator in words right before a number: more than 70% is not 70%."""
    match = _IN_WORDS.search(text[-20:])
    return _COMPARATORS[match[1].lower()] if match else "="


def _with_unit(number: Printed, text: str, *, money: bool) -> Printed:
    before = text[max(0, number.start - 40) : number.start].rstrip("(") if number.start else ""
    if _NAME_LABEL.search(before):
        return replace(number, form=Form.STATISTIC)
    unit = _unit_after(number, text, money=money)
    label = _TIME_LABEL.search(before)
    if label and unit not in _NOT_ORDINAL:
        return replace(number, unit=_TIME_LABELS[label[1].lower()].code, ordinal=True)
    return replace(number, unit=unit)


def _unit_after(number: Printed, text: str, *, money: bool) -> str | None:
    spread = _SPREAD.match(text, number.end)
    if money:
        return (Unit.USD_BILLION if re.match(r"\s*billion\b", text[number.end :], re.I) else Unit.USD).code
    for at in (number.end, spread.end() if spread else None):
        if at is None:
            continue
        for unit, pattern in _UNITS:
            if pattern.match(text, at):
                return unit
        other = _OTHER_UNIT.match(text, at)
        if other and other[0].strip():
            return other[0].strip()
    return Unit.PERCENT.code if _BORROWED.match(text, number.end) else None


def _decimal(text: str) -> Decimal:
    text = text.replace(" ", "").lower()
    if text[0] in "+-.0123456789":
        return Decimal(text)
    tens, _, ones = re.sub(r"[- ]", " ", text).partition(" ")
    if tens in _WORDS:
        return Decimal(_WORDS[tens] + (_WORDS[ones] if ones else 0))
    joined = next(word for word in _TENS if text.startswith(word))
    return Decimal(_WORDS[joined] + _WORDS[text.removeprefix(joined)])
