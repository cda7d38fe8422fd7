"""
What around a match lets it pass: denial, question, a study's title, an exclusion, a disclosure nearby.

A rule names the contexts that spare it. Everything here looks at folded lower-case text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from kb.late_pattern import late
from kb.vetting.denial import clause_before, is_denied, is_question, is_quoted_to_deny
from kb.vetting.folding import fold
from kb.vetting.rebuttal import stands_under
from kb.vetting.records import BlockKind, Copy, Sentence, Voice
from kb.vetting.sense import qualifiers_of
from kb.vocabulary import Term


class Guard(Term):
    """A context in which a rule does not report."""

    DENIAL = "denial", "The words are denied, doubted or warned of."
    QUESTION = "question", "The sentence asks."
    QUOTED = "quoted-to-deny", "The words are quoted in order to deny them."
    STUDY_TITLE = "study-title", "The words belong to the title of a study, or to a reference."
    EXCLUSION = "exclusion-list", "The sentence, its list or its section says who is not treated."
    CONDITION = "condition", "The words stand in a clause with if, once, unless or until."
    TRIAL = "trial-reported", "The sentence reports a trial, with its size and its design or source."
    SOURCE = "source-cited", "The sentence or its neighbour cites a source."
    FREQUENCY = "frequency-given", "The sentence or its neighbour says how often."
    RISKS = "risks-nearby", "Risks are named within two sentences."
    LIMITS = "limits-stated", "The same paragraph says how small, short or uncertain the evidence is."
    EXPECTED = "expected-result-nearby", "The result generally to be expected stands nearby."
    TOTAL = "course-total-nearby", "What a whole course costs stands in the sentence or its neighbours."
    HEDGE = "partly-said", "The sentence says some, most, many, may or varies."
    HISTORY = "dated-history", "The sentence tells a dated past."
    NO_PATIENT = "no-patient-speaks", "The clinic or a clinician speaks."
    IMPERSONAL = "nobody-tells", "No patient speaks, and nobody in the sentence tells of their own."


@dataclass(frozen=True, slots=True)
class Place:
    """A match in a sentence: positions count characters of the folded text."""

    copy: Copy
    index: int
    start: int
    end: int

    @property
    def sentence(self) -> Sentence:
        """The sentence of the match."""
        return self.copy.sentences[self.index]


_REFERENCE = late(
    r"\bet al\b|\bdoi\b|\b(?:19|20)\d\d;\s?\d|\d+\(\d+\)\s?[:,]\s?(?:pp?\.?\s?)?\d|\bpp\. ?\d|\bpmid\b|"
    r"(?:19|20)\d\d;\d"
)
_TITLED = late(
    r"\b(?:titled|entitled|paper|study|article|trial|editorial|book|review|headline|published|panel|talk|"
    r"lecture|seminar|podcast|webinar|documentary|film|symposium|keynote|chapter)\b[^\"']{0,30}$"
)
_BOOKS = late(
    r"^\W*(?:(?:our |staff |the )?(?:reading list|further reading|suggested reading|recommended reading|"
    r"book ?(?:club|shelf|review)|journal club|bibliography)\b[^:]{0,30}:)"
)
_QUOTED = late(r"\"[^\"]{1,300}\"|(?<!\w)'[^']{1,300}'(?!\w)")
_EXCLUDED = late(
    r"\b(?:not (?:\w+ ){0,2}(?:candidates?|eligible|suitable|appropriate|advised|recommended|right for|"
    r"a fit)|contra-?indicat|"
    r"exclu(?:de|sion)|should (?:not|avoid)|shouldn'?t|ineligib|rules? (?:you |it |them )?out|disqualif|"
    r"unable to (?:treat|accept|offer)|"
    r"(?:do|does|can|will)(?: not|n'?t)|cannot (?:treat|accept|be)|who should(?:n'?t| not)|"
    r"avoid (?:ketamine|it|treatment)|"
    r"need (?:extra |special |additional )?(?:clearance|caution|review)|with caution|caution|decline|"
    r"tell us if|let us know if|screen(?:ed|ing)? for|"
    r"history of|before (?:you|we) (?:start|begin)|refer (?:you|them|such)|turn away|must be (?:controlled|"
    r"treated|stable)|no (?:active|current|uncontrolled|history))"
)
_CONDITION = late(
    r"^(?:.{0,40}[,;:.] )?(?:and |but |so )?(?:if|once|when|unless|until|whether|in case|should you)\b[^.;]*$"
)
_FREQUENCY = late(
    r"\d ?(?:%|percent|per cent)|\b\d+ (?:of|in|out of) (?:the |every )?\d+|"
    r"\b(?!one of (?:the (?!\d)|these|those|our|its|them|us|many|several))(?:one|two|three|four|five|"
    r"six|seven|eight|nine) (?:in|of|out of) (?:every )?(?:\w+)\b|"
    r"\b(?:half|a third|two[- ]thirds|a quarter|one in) (?:of|\w+)"
)
_RISK = late(
    r"\b(?:nausea|vomit\w*|dizz\w*|dissociat\w*|blood[- ]pressure|bladder|urinary|cystitis|sedat\w*|"
    r"drows\w*|headaches?|misuse|abuse|dependen\w+|"
    r"addict\w+|blurred|double vision|anxiety|hallucinat\w*|confus\w*|heart rate|palpitations|breathing|"
    r"respirat\w*|liver|psychosis|side[- ]effects? "
    r"(?:include|may|can|are|such)|risks? (?:include|of)|adverse|memory|cognitive|"
    r"suicid\w+ thoughts? (?:may|can))"
)
_LIMIT = late(
    r"\b(?:small (?:stud|trial|group|number|sample)|few (?:patients|people|participants|studies)|"
    r"only (?:a few|\d+|two|three|four|ten|one)|short[- ]?(?:term|lived)|"
    r"uncertain|unclear|unknown|limited|too early|more research|found no|no (?:difference|benefit|"
    r"advantage)|larger ones|larger (?:trials?|studies)|not (?:yet )?(?:been )?(?:proven|shown|confirmed|"
    r"established|known)|"
    r"open[- ]label|no (?:control|placebo)|uncontrolled|mixed|relaps|faded?|wore off|did not (?:beat|"
    r"differ)|low[- ]certainty|remains? to be)"
)
_EXPECTED = late(
    r"\b(?:typical(?:ly)? (?:\w+ ){0,3}(?:results?|outcomes?|patients?|experience)|on average|"
    r"generally expected|about (?:half\b|\d+ ?(?:%|per ?cent|(?:of|in|out of)\b))|"
    r"in (?:trials|studies)|most people (?:do|will|have) not)"
)
#: A share of people is the usual result where it is more than a boast: measured, rounded, or with its limits.
_SHARE = late(
    r"\b(?:\d+ ?%|percent|half|a third) (?:of (?:\w+ ){0,3})?(?:people|patients|adults|those|respon)"
)
_MEASURED = late(
    r"\b(?:about|around|roughly|approximately|on average|relaps\w*|not|n't|without|only|routine care|"
    r"usual(?:ly)?)\b"
)
_TELLER = late(r"\b(?:i|i'm|i've|i'd|me|my|mine|myself)\b")
_TOTAL = late(
    r"\b(?:total|course|package|whole series|full series|series of|comes to|as of|"
    r"(?:\d+|four|six|eight)[- ](?:session|infusion|treatment|dose) (?:program\w*|plan|bundle|block))\b"
)
_NOT_OURS = late(
    r"\b(?:traditional|conventional|antidepressants?|ssris?|tablets|pills|pharmaceutical|affects?)\b"
)
_HEDGED = late(
    r"\b(?:some|most|many|may|might|can vary|varies|vary|often|usually|typically|generally|currently|as of|"
    r"depend\w*|certain)\b"
)
_DATED = late(r"\b(?:in|since|by|from|until|before|as early as|back in) (?:the )?(?:(?:19|20)\d\d|'?\d0s)")


#: Characters up to which a block that looks like a reference is one.
_LONGEST_REFERENCE = 400


def is_spared(guard: Guard, place: Place) -> bool:
    """Say whether a context spares a match."""
    lower = fold(place.sentence.text).lower
    return _TESTS[guard](place, lower)


def _study_title(place: Place, lower: str) -> bool:
    sentence = place.sentence
    if sentence.kind is BlockKind.REFERENCE or sentence.voice is Voice.ABSTRACT or _REFERENCE.search(lower):
        return True
    if _BOOKS.match(lower):
        return True
    block = place.copy.blocks[sentence.block].text
    if len(block) <= _LONGEST_REFERENCE and _REFERENCE.search(fold(block).lower):
        return True
    for quoted in _QUOTED.finditer(lower):
        if quoted.start() <= place.start and place.end <= quoted.end():
            after = lower[quoted.end() : quoted.end() + 30]
            if _TITLED.search(lower[: quoted.start()]) or re.match(
                r",? (?:is|was) the (?:title|headline)", after
            ):
                return True
    return False


def _exclusion(place: Place, lower: str) -> bool:
    return _EXCLUDED.search(lower) is not None or stands_under(place.copy, place.index, _EXCLUDED)


def neighbours(copy: Copy, index: int, reach: int) -> str:
    """Return the folded lower-case text of the sentences around one, itself included."""
    near = copy.sentences[max(0, index - reach) : index + reach + 1]
    return " ".join(fold(sentence.text).lower for sentence in near)


def _risks(place: Place, lower: str) -> bool:
    terms = {match[0][:6] for match in _RISK.finditer(neighbours(place.copy, place.index, 2))}
    return len(terms) >= 2


def _limits(place: Place, lower: str) -> bool:
    block = place.sentence.block
    whole = " ".join(
        fold(s.text).lower
        for s in place.copy.sentences[max(0, place.index - 4) : place.index + 5]
        if s.block == block
    )
    return _LIMIT.search(whole) is not None


def _trial(place: Place, lower: str) -> bool:
    qualifiers = qualifiers_of(lower)
    return "n" in qualifiers and bool({"design", "source"} & qualifiers)


def _source(place: Place, lower: str) -> bool:
    return (
        "source" in qualifiers_of(lower)
        or "http" in lower
        or re.search(r"\((?:19|20)\d\d\)|, (?:19|20)\d\d\b|\bin (?:19|20)\d\d\b", lower) is not None
    )


def _frequency(place: Place, lower: str) -> bool:
    near = [s for s in place.copy.sentences[place.index : place.index + 2] if s.block == place.sentence.block]
    return any(_FREQUENCY.search(fold(sentence.text).lower) for sentence in near)


def _expected(place: Place) -> bool:
    near = place.copy.sentences[max(0, place.index - 3) : place.index + 4]
    texts = [fold(sentence.text).lower for sentence in near if sentence.voice is not Voice.PATIENT]
    return any(_states_usual(text) and not _NOT_OURS.search(text) for text in texts)


def _states_usual(text: str) -> bool:
    if _EXPECTED.search(text):
        return True
    return _SHARE.search(text) is not None and (
        _MEASURED.search(text) is not None or bool(qualifiers_of(text) & {"n", "design", "source"})
    )


_TESTS: dict[Guard, Callable[[Place, str], bool]] = {
    Guard.DENIAL: lambda place, lower: is_denied(lower, place.start, place.end),
    Guard.QUESTION: lambda place, lower: is_question(lower),
    Guard.QUOTED: lambda place, lower: is_quoted_to_deny(
        lower, place.start, place.end, neighbours(place.copy, place.index + 1, 0)
    ),
    Guard.STUDY_TITLE: _study_title,
    Guard.EXCLUSION: _exclusion,
    Guard.CONDITION: lambda place, lower: _CONDITION.match(clause_before(lower, place.start)) is not None,
    Guard.TRIAL: _trial,
    Guard.SOURCE: _source,
    Guard.FREQUENCY: _frequency,
    Guard.RISKS: _risks,
    Guard.LIMITS: _limits,
    Guard.EXPECTED: lambda place, lower: _expected(place),
    Guard.TOTAL: lambda place, lower: _TOTAL.search(neighbours(place.copy, place.index, 1)) is not None,
    Guard.HEDGE: lambda place, lower: _HEDGED.search(lower) is not None,
    Guard.NO_PATIENT: lambda place, lower: place.sentence.voice is not Voice.PATIENT,
    Guard.IMPERSONAL: lambda place, lower: (
        place.sentence.voice is not Voice.PATIENT and _TELLER.search(lower) is None
    ),
    Guard.HISTORY: lambda place, lower: _DATED.search(lower) is not None,
}
