"""Two statements of one copy that cannot both hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kb.late_pattern import late
from kb.vetting.check_input import Check, CheckInput
from kb.vetting.folding import fold
from kb.vetting.page_signals import own_words
from kb.vetting.quantities import quantities_of
from kb.vetting.raising import raise_at
from kb.vetting.records import Alert, Sentence
from kb.vetting.sense import qualifiers_of
from kb.vocabulary import Role, Unit


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two statements that exclude each other, and what tells that they speak of different things."""

    one: re.Pattern[str]
    other: re.Pattern[str]
    message: str
    #: Texts of which a sentence of either kind holds at least one.
    about: tuple[str, ...]
    #: What in the other sentence tells that another product or time is meant.
    unless: re.Pattern[str] | None = None


_PAIRS = (
    _Pair(
        late(
            r"\b(?:will not|won't|do not|don't|never|cannot|not) (?:[\w-]+ ){0,3}(?:prescribe|offer|"
            r"provide|supply|give|dispense|send|ship)\b[^.;]{0,60}\b(?:take[- ]home|at[- ]home|"
            r"home[- ](?:use|based)|to take home|for home)|"
            r"\b(?:must|may|can|should) (?:never|not) be (?:used|taken|given|administered) (?:at|from) home\b|"
            r"\bshould (?:only|never) be (?:used|taken|given|administered)\b[^.;]{0,50}\b(?:at home|"
            r"under (?:the |direct )?supervision|in (?:a|our|the) (?:clinic|office))|"
            r"\bdo not try this at home\b|\bonly (?:be )?(?:used|given|administered|available) (?:in|at|"
            r"under)\b[^.;]{0,40}\b(?:clinic|office|supervision)"
        ),
        late(
            r"\b(?:at[- ]home|home[- ]based|take[- ]home)\b[^.;]{0,60}\b(?:available|offer(?:ed)?|suppl\w+|"
            r"therap\w+|program\w*|lozenges?|troches?|spray|treatment)\b|"
            r"\b(?:we|doctors?|providers?) (?:do |can |also |will |[\w-]+ ){0,3}(?:offer|provide|supply|"
            r"prescribe|ship|mail|send|initiate)\b[^.;]{0,60}\b(?:home|your door)\b|"
            r"\b(?:our|ask about|ask [\w ]{1,20} about) (?:[\w-]+ )?(?:take|at)[- ]home (?:[\w-]+ )?(?:troches?|"
            r"lozenges?|sprays?|ketamine|tablets?)"
        ),
        "home use is ruled out in one place and offered in another",
        ("home", "supervision", "clinic", "office", "door"),
    ),
    _Pair(
        late(
            r"\b(?:not|never|isn't|aren't|n't) (?:[\w-]+ ){0,2}(?:covered|"
            r"paid for) by (?:[\w-]+ ){0,2}insurance\b(?!.{0,60}\b(?:most|many|some)\b)"
        ),
        late(
            r"\b(?:insurance|ppo'?s?|plans?|insurers?|carriers?)\b[^.;]{0,40}\b(?:may|might|can|will|do|"
            r"often|sometimes) (?:[\w-]+ ){0,2}(?:cover|pay|reimburse)\b|\bwe (?:accept|take|"
            r"bill) (?:[\w-]+ ){0,3}insurance\b|\bcovered by (?:most|many|all) (?:[\w-]+ )?(?:insurance|"
            r"plans|insurers)"
        ),
        "insurance is said not to pay in one place and to pay in another",
        ("insur", "ppo", "plan", "carrier"),
    ),
    _Pair(
        late(r"\b(?:no|without a|(?:not|n't) need an?|(?:not|n't) require an?) (?:[\w'-]+ )?referral"),
        late(
            r"\breferrals? (?:from [\w ]{1,40})?(?:is|are) (?:required|needed|necessary|mandatory)\b|"
            r"\b(?:need|require|must have|requires) an? (?:[\w'-]+ )?referral"
        ),
        "a referral is not needed in one place and needed in another",
        ("referral",),
    ),
    _Pair(
        late(
            r"\b(?:has|have|are|with|causes?) no side[- ]?effects?\b|"
            r"\bwithout (?:any )?side[- ]?effects?\b|\bside[- ]effect[- ]free\b"
        ),
        late(
            r"\bside[- ]?effects? (?:may |can )?(?:include|are|such as)\b(?!.{0,20}\b(?:no|none|minimal|"
            r"rare)\b)"
        ),
        "side effects are denied in one place and listed in another",
        ("side",),
    ),
    _Pair(
        late(
            r"\b(?:not|cannot|never|n't|unable to|avoid|refrain from)(?: [\w-]+){0,2} driv(?:e|ing)\b|"
            r"\bno driving\b|\byou(?:'ll| will)? need (?:a ride|a driver|someone to drive)"
        ),
        late(
            r"(?<!before )(?<!until )(?<!when )(?<!if )(?<!once )(?<!after )(?<!whether )\byou (?:can|may|are able to|"
            r"will be able to|are free to) (?:[\w-]+ ){0,2}?drive\b"
        ),
        "driving is ruled out in one place and allowed in another",
        ("driv", "ride"),
        late(
            r"\b(?:next|following|day after|24 hours|tomorrow|sleep|morning|later|ketamine-free|without ketamine|"
            r"therapy only|consult\w*|weeks?|lozenges?|ha(?:s|ve) worn off|cannot|only)\b"
        ),
    ),
    _Pair(
        late(
            r"\bwe (?:do not|don't|cannot|can't) (?:\w+ ){0,2}(?:accept|take|bill)(?: \w+){0,2} insurance\b"
            r"(?! (?:for|directly|on|with))"
        ),
        late(
            r"\bwe (?:\w+ ){0,2}?(?:accept|take|bill) (?:all|most|many|your|major)(?: [\w-]+){0,2} insurances?\b|"
            r"^\W*insurance (?:is )?accepted\b"
        ),
        "insurance is refused in one place and taken in another",
        ("insurance",),
        late(
            r"\b(?:except|visits?|medication management|consult\w*|tms|therapy|counsel\w*|psychiatr\w+|"
            r"directly|infusions?|ketamine|services)\b"
        ),
    ),
    _Pair(
        late(
            r"\b(?:ketamine|it|infusions?)\b[^.;]{0,40}\b(?:non-?addictive|not (?:\w+ )?(?:addictive|habit-forming))|"
            r"\bketamine (?:carries|has|poses) no (?:risk|potential) (?:of|for) (?:addiction|abuse|dependen\w+)"
        ),
        late(
            r"\bketamine\b[^.;]{0,40}\b(?:(?:risk|potential) (?:of|for) (?:\w+ (?:and|or) )?(?:addiction|abuse|misuse|"
            r"dependen\w+)|(?:can|may) be(?:come)? (?:addictive|habit-forming))"
        ),
        "ketamine is called non-addictive in one place and a risk of addiction is named in another",
        ("addict", "habit", "abuse", "misuse", "depend"),
        late(r"\b(?:opioids?|opiates?|benzo\w+|alcohol|people who|history|low|minimal|little|dose|doses|when|if|in)\b"),
    ),
)  # fmt: skip
_SPRAVATO = late(r"spravato|es-?\s?ketamine")
_NEGATION = late(r"\b(?:not|never|no)\b|n't\b")
_NOT_MOOD = late(
    r"\b(?:pain|crps|spray|spravato|es-?ketamine|im|intramuscular|injection|stay|visit|appointment|door|"
    r"whole|consult\w*|session in total|from start|"
    r"according to (?:an?|one|another) (?:[\w-]+ ){0,2}(?:study|trial|survey))\b"
)
#: Points by which two response rates must differ.
_RATES_APART = Decimal(10)


def self_contradiction(given: CheckInput) -> Iterator[Alert]:
    """Flag pairs of statements that cannot both hold (KL043)."""
    own = [(sentence, fold(sentence.text).lower) for sentence in given.copy.sentences if own_words(sentence)]
    own = [(sentence, lower) for sentence, lower in own if not lower.rstrip().endswith("?")]
    for pair in _PAIRS:
        yield from _pair(given, pair, own)
    yield from _quantities(
        given, own, Role.INFUSION_DURATION, Unit.MINUTES, Decimal(0), "the length of an infusion"
    )
    yield from _quantities(given, own, Role.RESPONSE_RATE, Unit.PERCENT, _RATES_APART, "the response rate")


def _pair(given: CheckInput, pair: _Pair, own: list[tuple[Sentence, str]]) -> Iterator[Alert]:
    near = [(one, lower) for one, lower in own if any(text in lower for text in pair.about)]
    for one, lower in near:
        if pair.one.search(lower) is None:
            continue
        for other, others in near:
            second = pair.other.search(others)
            if (
                second is None
                or (other is one)
                or _NEGATION.search(others[max(0, second.start() - 20) : second.end()])
            ):
                continue
            if bool(_SPRAVATO.search(lower)) != bool(_SPRAVATO.search(others)):
                continue
            if pair.unless and pair.unless.search(others):
                continue
            yield _alert(given, other, second.span(), f"{pair.message} (line {_line(given, one)})")
            return


def _quantities(
    given: CheckInput, own: list[tuple[Sentence, str]], role: Role, unit: Unit, apart: Decimal, what: str
) -> Iterator[Alert]:
    seen: list[tuple[Sentence, Decimal, Decimal]] = []
    for sentence, lower in own:
        fitting = [q for q in quantities_of(sentence.text) if q.role is role and q.unit is unit]
        if not fitting or _NOT_MOOD.search(lower) or {"n", "source", "design"} & qualifiers_of(lower):
            continue
        for quantity in fitting:
            low, high = quantity.value, quantity.high or quantity.value
            for before, its_low, its_high in seen:
                gap = max(low - its_high, its_low - high)
                if gap > apart and before is not sentence:
                    message = (
                        f"{what} is {_range(low, high)} here and {_range(its_low, its_high)} on line "
                        f"{_line(given, before)}"
                    )
                    yield raise_at(
                        given, quantity.start, quantity.end, message, sentence=sentence,
                        suggestion="Decide which holds, and say what each applies to.",
                    )  # fmt: skip
                    return
            seen.append((sentence, low, high))


def _range(low: Decimal, high: Decimal) -> str:
    return f"{low.normalize():f}" if low == high else f"{low.normalize():f} to {high.normalize():f}"


def _line(given: CheckInput, sentence: Sentence) -> int:
    return given.copy.place(given.copy.blocks[sentence.block].offsets[sentence.start])[0]


def _alert(given: CheckInput, sentence: Sentence, span: tuple[int, int], message: str) -> Alert:
    offsets = fold(sentence.text).offsets
    return raise_at(
        given, offsets[span[0]], offsets[span[1] - 1] + 1, message, sentence=sentence,
        suggestion="Decide which holds, and say what each applies to.",
    )  # fmt: skip


PAGE_CHECKS: dict[str, Check] = {"self_contradiction": self_contradiction}
