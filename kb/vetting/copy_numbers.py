"""
The numbers of a sentence of copy, without their roles.

The grammar of :mod:`kb.evidence.quantities` reads what abstracts print. Copy also
says "two-thirds", "twice", "tenfold", "half an hour", "between 70 and 80 percent",
"over", "up to": these forms are read here, and take precedence where both match.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kb.evidence.quantities import Form, Printed, numbers_in
from kb.evidence.units import TIMES
from kb.late_pattern import late
from kb.vetting.folding import fold
from kb.vocabulary import Comparison, Unit


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its unit; ``start`` and ``end`` count characters of the folded text."""

    value: Decimal
    high: Decimal | None
    unit: Unit | None
    comparison: Comparison
    start: int
    end: int
    #: How many of how many, where it is printed so: 7 in 10.
    is_share: bool = False


_ANY = late(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|"
    r"fif|six|seven|eigh|nine)teen"
    r"|twenty|thirty|forty|fou?rty|fifty|sixty|seventy|eighty|ninety|hundred|half|third|"
    r"thirds|quarters?|dozen"
    r"|twice|doubl\w+|tripl\w+|thrice|\w+fold|an? (?:hour|day|week|month|year|couple))\b"
)
_ONES = {
    word: number for number, word in enumerate("one two three four five six seven eight nine ten".split(), 1)
}
_TENS = {
    word: 10 * number
    for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_TEENS = {
    word: number
    for number, word in enumerate(
        "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(), 11
    )
}
_COUNTS = _ONES | _TEENS | _TENS | {"hundred": 100, "a": 1, "an": 1, "dozen": 12}
_SHARED = "|".join(sorted(_ONES | _TEENS | _TENS, key=len, reverse=True))
_TENS_WORD = rf"(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES)}))?"
_PERCENT_WORD = r"\s?(?:%|per ?cent\b|pct\b)"
_FRACTIONS = {
    "half": 50,
    "one half": 50,
    "third": 33,
    "thirds": 33,
    "two thirds": 67,
    "quarter": 25,
    "three quarters": 75,
    "four fifths": 80,
    "three fifths": 60,
    "fifth": 20,
}
_OF_PEOPLE = (
    r"(?:(?:of |(?=(?:the|our|all|those) ))(?:the |all |our |those |these |my |its |treated )*(?:[a-z-]+ "
    r"){0,2}?(?:patients?|people|clients?|adults?|those|"
    r"participants?|individuals?|users?|sufferers?|subjects?|them|who|americans?)|"
    r"(?=responded|respond|remitted|improved))"
)
_TIME_UNIT = {
    "minute": Unit.MINUTES,
    "min": Unit.MINUTES,
    "hour": Unit.HOURS,
    "hr": Unit.HOURS,
    "day": Unit.DAYS,
    "week": Unit.WEEKS,
    "month": Unit.MONTHS,
    "year": Unit.YEARS,
}
_EXTRA: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "tenfold",
        late(
            r"\b(?P<a>\d+(?:\.\d+)?|two|three|four|five|six|seven|eight|nine|ten|hundred)[- "
            r"]?fold\b"
        ),
    ),
    (
        "times",
        late(
            r"\b(?P<a>\d+(?:\.\d+)?|two|three|four|five|six|ten)(?:x\b| ?times\b(?! (?:a|per|each|"
            r"in|over|daily|weekly)\b))"
        ),
    ),
    (
        "double",
        late(
            r"\b(?:twice(?! (?:a|per|each|daily|weekly|monthly|in|the week|yearly)\b)|double(?:s|"
            r"d)?(?![- ]?(?:blind|check|dose|edged|click|major|board|tap))|doubling)\b"
        ),
    ),
    ("triple", late(r"\b(?:triple(?:s|d)?(?![- ]?(?:blind|board))|thrice)\b")),
    ("hundred", late(rf"\b(?:one |a )?hundred{_PERCENT_WORD}")),
    (
        "percents",
        late(
            r"(?<![\w.-])(?P<between>between )?(?P<a>\d+(?:\.\d+)?|"
            rf"{_TENS_WORD})(?:{_PERCENT_WORD})?(?: ?- ?| to | or |(?(between) and | to "
            rf"))(?P<b>\d+(?:\.\d+)?|{_TENS_WORD}){_PERCENT_WORD}"
        ),
    ),
    (
        "plus",
        late(
            rf"(?<![\w.-])(?P<a>\d+(?:\.\d+)?)\+?{_PERCENT_WORD}(?! ?-?(?:ci\b|c\.i\.|confidence|credible|"
            rf"cri\b))\s?(?P<plus>\+|or (?:more|higher|"
            r"greater|better|above|so))?"
        ),
    ),
    (
        "every",
        late(
            rf"\b(?P<a>\d+|{_SHARED}) (?:(?:out of|in|of) (?:every|each) |times out of )(?:a |one )?"
            rf"(?P<b>\d+|{_SHARED}|hundred)\b"
        ),
    ),
    (
        "every",
        late(
            rf"\b(?P<a>{'|'.join(_TEENS)}|{_TENS_WORD}) (?:out of|in|of) (?:the |our |a |one )?(?:last |"
            rf"first )?"
            rf"(?P<b>{'|'.join(_TEENS)}|{'|'.join(_TENS)}|hundred)\b"
        ),
    ),
    (
        "every",
        late(
            rf"\bof (?:every|each) (?P<b>\d+|{_SHARED}|hundred)(?: [a-z'-]+){{1,6}}?,? (?P<a>\d+|"
            rf"{_SHARED})\b(?= [a-z])"
        ),
    ),
    ("half an hour", late(r"\bhalf(?: an?|-)[- ]?(?P<unit>hour|day|year)\b")),
    ("three quarters", late(r"\bthree[- ]quarters of an hour\b")),
    (
        "fraction",
        late(
            r"\b(?:a |one[- ])?(?P<a>half|third|two[- ]thirds|quarter|three[- ]quarters|four[- "
            rf"]fifths|three[- ]fifths|fifth) {_OF_PEOPLE}"
        ),
    ),
    (
        "an hour",
        late(
            r"\b(?:(?:with)?in|under|after|about|around|just|for|over|only|nearly|than) "
            r"(?P<whole>an? (?:single )?(?P<unit>minute|hour|day|week|month|year))\b(?! (?:or two "
            r")?(?:before|prior|in advance))"
        ),
    ),
    ("couple", late(r"\ba couple(?: of)? (?P<unit>minute|hour|day|week|month|year)s\b")),
    (
        "words",
        late(
            r"\b(?P<a>one|two|three|four|five|six|seven|eight|nine|ten) ?(?:to|or|-|and up to) "
            r"?(?P<b>two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen)(?= (?:[a-z-]+ "
            r"){0,2}?(?P<what>infusions|treatments|sessions|doses|minutes|hours|days|weeks|months|"
            r"years)\b)"
        ),
    ),
    ("and over", late(r"(?<![\w.])(?P<a>\d+)\+ (?P<unit>minute|hour|day|week|month|year)s?\b")),
)
_BEFORE = late(
    r"(?P<most>\b(?:up to|as (?:much|many|high) as|at most|no more than|maximum of|within|"
    r"in under|in less than|"
    r"in as little as|as little as|in as few as|less than or equal to))|"
    r"(?P<less>\b(?:under|less than|fewer than|below|"
    r"almost|nearly|close to|shy of))|(?P<more>\b(?:more than|over|above|greater than|"
    r"upwards? of|exceed(?:s|ing)?|"
    r"in excess of|north of|better than|well over)|[>])|(?P<least>\b(?:at least|no less "
    r"than|a minimum of|minimum of|not less than)|>=)"
    r"|(?P<about>\b(?:about|around|approximately|roughly|some|approx\.?|circa|an "
    r"estimated|estimated|on average|"
    r"averag(?:e|es|ing))|~)"
)
_COMPARISONS = {
    "most": Comparison.AT_MOST,
    "less": Comparison.LESS_THAN,
    "more": Comparison.MORE_THAN,
    "least": Comparison.AT_LEAST,
    "about": Comparison.ABOUT,
}
_PRINTED = {
    "<": Comparison.LESS_THAN,
    ">": Comparison.MORE_THAN,
    "<=": Comparison.AT_MOST,
    ">=": Comparison.AT_LEAST,
}
_LINK = late(r"[\s(]*(?:the|an?(?: \w+ing)?|only|just|of|to|between|that|even)?\s*$")


def numbers_of(text: str) -> tuple[Number, ...]:
    """Return the numbers of a sentence in order; intervals, p values and spreads are left out."""
    folded = fold(text)
    lower = folded.lower
    if not _ANY.search(lower):
        return ()
    found: list[Number] = []
    taken = bytearray(len(lower) + 1)
    for name, pattern in _EXTRA:
        for match in pattern.finditer(lower):
            if not any(taken[match.start() : match.end()]) and (number := _extra(name, match, lower)):
                taken[number.start : number.end] = b"\x01" * (number.end - number.start)
                found.append(number)
    for printed in numbers_in(folded.text):
        if printed.form in (Form.STATISTIC, Form.P, Form.INTERVAL) or any(taken[printed.start : printed.end]):
            continue
        found.append(_from_print(printed, lower))
    return tuple(sorted(found, key=lambda number: number.start))


def _extra(name: str, match: re.Match[str], text: str) -> Number | None:
    groups = match.groupdict()
    start, end = match.span()
    high: Decimal | None = None
    unit: Unit = Unit.PERCENT
    if name in ("tenfold", "times"):
        value, unit = _value(groups["a"]), Unit.FOLD
    elif name in ("double", "triple"):
        value, unit = Decimal(2 if name == "double" else 3), Unit.FOLD
    elif name == "hundred":
        value = Decimal(100)
    elif name == "percents":
        start = match.start("a")
        value, high = _value(groups["a"]), _value(groups["b"])
        if value > high:
            return None
    elif name == "plus":
        value = _value(groups["a"])
    elif name == "every":
        if _value(groups["a"]) > _value(groups["b"]):
            return None
        value = round(100 * _value(groups["a"]) / _value(groups["b"]), 1)
    elif name == "words":
        value, high = _value(groups["a"]), _value(groups["b"])
        unit = _TIME_UNIT.get(groups["what"].rstrip("s"), Unit.INFUSIONS)
    elif name == "half an hour":
        unit = {"hour": Unit.MINUTES, "day": Unit.HOURS, "year": Unit.MONTHS}[groups["unit"]]
        value = Decimal({"hour": 30, "day": 12, "year": 6}[groups["unit"]])
    elif name == "three quarters":
        value, unit = Decimal(45), Unit.MINUTES
    elif name == "fraction":
        end = match.end("a")
        value = Decimal(_FRACTIONS[groups["a"].replace("-", " ")])
    elif name == "an hour":
        start, end = match.span("whole")
        value, unit = Decimal(1), _TIME_UNIT[groups["unit"]]
    else:
        value = Decimal(2) if name == "couple" else _value(groups["a"])
        unit = _TIME_UNIT[groups["unit"]]
    plus = name == "and over" or "+" in match[0] or (groups.get("plus") or "or so") != "or so"
    comparison = Comparison.AT_LEAST if plus else _comparison(text, start)
    if high is not None:
        comparison = Comparison.RANGE
    while end > start and text[end - 1] == " ":
        end -= 1
    return Number(value, high, unit, comparison, start, end, name in ("fraction", "every"))


def _from_print(printed: Printed, text: str) -> Number:
    unit = next((unit for unit in Unit if unit.code == printed.unit), None)
    value, high = printed.value, printed.high
    comparison = Comparison.RANGE if printed.form is Form.RANGE else _comparison(text, printed.start)
    if printed.form is Form.SHARE and high:
        value, high, unit = round(100 * value / high, 1), None, Unit.PERCENT
        comparison = _comparison(text, printed.start)
    elif (
        comparison is Comparison.MORE_THAN
        and unit in TIMES
        and text[: printed.start].rstrip().endswith("over")
    ):
        comparison = Comparison.EXACTLY
    elif comparison is Comparison.EXACTLY:
        comparison = _PRINTED.get(printed.comparator, comparison)
    return Number(value, high, unit, comparison, printed.start, printed.end, printed.form is Form.SHARE)


def _comparison(text: str, start: int) -> Comparison:
    """The comparison in the words right before a number."""
    before = text[max(0, start - 36) : start].rstrip("$( ")
    link = _LINK.search(before)
    shorter = before[: link.start()] if link else before
    for match in _BEFORE.finditer(before):
        if match.end() in (len(before), len(shorter.rstrip())):
            return _COMPARISONS[str(match.lastgroup)]
    return Comparison.EXACTLY


def _value(text: str) -> Decimal:
    if text[0].isdigit():
        return Decimal(text)
    parts = re.split(r"[- ]", text)
    return Decimal(sum(_COUNTS[part] for part in parts))
