"""
Whether words are said or denied.

A denial counts for what follows it in its clause: "is not a miracle, a cure or a
guarantee" denies all three, and "when tablets don't work, ketamine is a cure" denies
nothing about the cure. Words that look like a denial and are none ("nothing short of",
"nobody doubts that", "few people know that") are set aside first. A statement may also be
taken back after it: by its predicate ("… is a myth"), by a turn ("…, but that is wrong"),
and within quotation marks by what is said of the quotation.
"""

from __future__ import annotations

from functools import lru_cache

from kb.late_pattern import late
from kb.vetting.denial_cues import (
    AFTER,
    CLAUSE,
    DISTANCED,
    DOUBT,
    FALSE_NEGATION,
    HEARSAY,
    JUDGED_LATER,
    NEGATION,
    SAY,
    STATED,
    TAKEN_BACK,
    TURN,
)

#: Words that deny by themselves, and others of their kind before them in a list: "no pills, no side effects".
_STARTS_NEGATIVE = late(r"(?:no|zero|without|non|never|not)\b")
_LISTED_NEGATIVE = late(
    r"\b(?:no|zero|without|never|non-?[\w-]+|(?:(?<=^)|(?<=, ))not)\b ?[\w' -]{0,40}?(?:[,;&/] ?(?:and |"
    r"or )?|(?: and| or) $)|"
    # "does not slow breathing and is non-addictive": the second verb stands outside the denial of the first
    rf"\b(?:do|does|did|will|is|are|has|have)(?: not|n't) (?!(?:\w+ ){{0,2}}{SAY})[\w' -]{{1,60}}? and "
    r"(?:is|are|has|have|was|were)(?: \w+ly| also| even| both)* $"
)
_ASKS = late(
    r"^(?:\W|\d|q\b|q:|but |and |so )*(?!(?:did|do) you know|have you (?:tried|heard)|why (?!(?:do|does|did|"
    r"is|are|was|were|can|could|would|should|has|have|will|might|may|isn'?t|"
    r"aren'?t|doesn'?t|don'?t|didn'?t|won'?t|am)\b)|why (?:not|wait|"
    r"suffer|settle)|what if (?:you|we|there|one|two|three|four|five|six|just|all|your|life|tomorrow|an? )|"
    r"isn'?t it (?:time|amazing|great|wonderful|good|nice|incredible|"
    r"remarkable)|is it any wonder|wouldn'?t (?:you|it)|don'?t you|who wouldn'?t|are you ready)(?:is|isn'?t|"
    r"are|aren'?t|does|"
    r"do|did|can|could|will|would|should|was|were|has|have|how|what|what's|when|where|why|who|which|may|"
    r"must|shall|am)\b"
)
_DISTANCE = late(
    r"\b(?:call(?:s|ed)?|label(?:s|led|ed)?|dub(?:s|bed)?|hail(?:s|ed)?|describe[sd]?|tout(?:s|ed)?|say|"
    r"says|said|claim(?:s|ed)?|promise[sd]?|advertise[sd]?|"
    r"market(?:s|ed)?|terms?|words?|phrases?|headlines?|media|press|read|hear|heard|see|seen|sound|sounds|"
    r"so-called|known as|billed)\b"
)
_CONCESSION = late(r"^\W*(?:even )?(?:though|although|while|despite)\b")
_COMMA = late(r",")
_NOT_SO = late(
    r"^\W*(?:(?:it|that|this|they|we|such \w+|the (?:evidence|truth|trials|reality))\b[^.]{0,40}"
    r"(?:\bnot\b|n't\b|\bnever\b|\bmislead|\boverstat|\bexaggerat|\bhype)|no\b|none\b|nothing\b|neither\b|"
    r"unfortunately\b|(?:here,? )?(?:we|i|our \w+) (?:prefer|would rather|'d rather|choose|avoid|stick|try to stick)\b)"
)
_QUOTED = late(r"\"[^\"]{1,160}\"|(?<!\w)'[^']{1,160}'(?!\w)")
#: Words up to which quotation marks hold words at a distance rather than quote a speaker.
_SHORT_QUOTE = 6


#: Characters of the words themselves that are read to see whether they begin a clause of their own.
_AHEAD = 60


@lru_cache(maxsize=4096)
def _without_false(lower: str) -> str:
    return FALSE_NEGATION.sub(lambda match: "_" * len(match[0]), lower)


def clause_before(lower: str, start: int) -> str:
    """Return the part of the clause that stands before a position, with false negations blanked."""
    before = _without_false(lower[:start])
    last = 0
    for match in CLAUSE.finditer(before + lower[start : start + _AHEAD]):
        if match.end() > start:
            break
        last = match.end()
    return before[last:]


def is_denied(lower: str, start: int, end: int) -> bool:
    """Say whether the words from start to end are denied, doubted or warned of."""
    before = clause_before(lower, start)
    if _STARTS_NEGATIVE.match(lower, start):
        before = _LISTED_NEGATIVE.sub("", before)
    if (
        NEGATION.search(before)
        or DISTANCED.search(before + lower[start:end])
        or _is_taken_back(lower, before, end)
    ):
        return True
    return any(
        is_denied(lower[: at.start()] + lower[at.end() :], at.start(), at.start())
        for at in _QUOTED.finditer(lower)
        if at.start() < start and end < at.end()
    )


def _is_taken_back(lower: str, before: str, end: int) -> bool:
    """Say whether what follows the words denies them, by a predicate or a turn."""
    after = lower[end : end + 160]
    if AFTER.search(after) or TAKEN_BACK.search(after):
        return True
    if STATED.search(before) and JUDGED_LATER.search(after):
        return True
    turn = TURN.search(after) if HEARSAY.search(before) else None
    return turn is not None and DOUBT.search(after, turn.end()) is not None


def is_question(lower: str) -> bool:
    """Say whether a sentence asks, rather than invites ("Looking for lasting relief?")."""
    return lower.rstrip("\"') ").endswith("?") and _ASKS.match(lower) is not None


def is_quoted_to_deny(lower: str, start: int, end: int, following: str) -> bool:
    """Say whether the words are reported from others and then taken back, in the sentence or the next."""
    quoted = any(
        at.start() <= start and end <= at.end() and len(at[0].split()) <= _SHORT_QUOTE
        for at in _QUOTED.finditer(lower)
    )
    if not quoted and not _DISTANCE.search(lower[:start]):
        return False
    turn = (_COMMA if _CONCESSION.match(lower) else TURN).search(lower, end)
    if turn and DOUBT.search(lower, turn.end()):
        return True
    return _NOT_SO.match(following) is not None
