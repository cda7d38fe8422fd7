"""Checks against the library's own words: plain errors of fact, drifted wordings, claims past their review."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from kb.late_pattern import late
from kb.similarity import edit_likeness
from kb.vetting.check_input import Check, CheckInput
from kb.vetting.concepts import concepts_of
from kb.vetting.folding import fold
from kb.vetting.knowledge import Knowledge, KnownClaim
from kb.vetting.quantities import quantities_of
from kb.vetting.raising import raise_at, raise_folded, sentence_of
from kb.vetting.records import Alert, BlockKind, Voice
from kb.vetting.sense import NEGATION, sense_of
from kb.vocabulary import Verdict

#: What copy gets wrong, what is right, and the claim or fact that says so.
_ERRORS: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (late(pattern), right, ground)
    for pattern, right, ground in (
        (
            r"\bglutamine\b(?=[^.]{0,60}\b(?:neuro-?transmitters?|transmitters?|receptors?|nmda|"
            r"brain|synap\w+|excitatory))|(?<=\bneurotransmitter )glutamine\b|\b(?:nmda|"
            r"neurotransmitter|receptors?|brain)\b[^.;]{0,40}\bglutamine\b",
            "the transmitter at the NMDA receptor is glutamate; glutamine is another substance",
            "nmda-uses-glutamine",
        ),
        (
            r"\bclass (?:iii|3|three)\b(?=[^.]{0,40}\b(?:drug|controlled|substance|scheduled|"
            r"medication|narcotic))|\bclass (?:iii|3) scheduled\b",
            "ketamine stands in Schedule III of the controlled substances; there is no class III",
            "us-ketamine-schedule-iii",
        ),
        (
            r"\bketamine\b(?: \w+){0,6} (?:a |as a |is a )?(?:dea )?schedule (?:i|ii|iv|v|1|2|4|5|"
            r"one|two|four|five)\b(?![a-z])",
            "ketamine is in Schedule III",
            "us-ketamine-schedule-iii",
        ),
        (
            r"\b(?:schedule|class|scheduled) (?:iii|3|three)\b[^.;]{0,50}\b(?:mean\w*|which means|"
            r"indicat\w+|so)\b[^.;]{0,30}\b(?:approved|safe)\b",
            "a schedule grades the risk of abuse; it approves nothing",
            "schedule-iii-means-approved",
        ),
        (
            r"\bketamine is (?:an? )?(?:powerful |strong |synthetic |type of )*(?:opioid|opiate|"
            r"narcotic)\b(?! (?:alternative|sparing|free|receptor|-))",
            "ketamine is a dissociative anaesthetic that blocks NMDA receptors, not an opioid",
            "acts-on-opioid-receptors",
        ),
        (
            r"\bketamine\b[^.;]{0,30}\b(?:activates?|stimulates?|excites?|switches on|is an "
            r"agonist (?:of|at)|turns on)\b[^.;,]{0,25}\bnmda\b|\bnmda(?: receptor)? "
            r"agonists?\b(?=[^.]{0,40}ketamine)|\bketamine is an nmda(?: receptor)? agonist",
            "ketamine blocks the NMDA receptor, it does not activate it",
            "activates-nmda-and-ampa",
        ),
        (
            r"\bketamine\b[^.;]{0,60}\bapproved\b[^.;]{0,40}\bin "
            r"(?!1970\b)(?:19[0-9]\d)\b(?![^.;]{0,20}(?:war|vietnam))",
            "ketamine was approved in the US as an anaesthetic in 1970",
            "history-1962-1966-1970",
        ),
        (
            r"\bketamine\b[^.;]{0,40}\b(?:first )?(?:synthesi[sz]ed|discovered|invented|made|"
            r"developed|created)\b[^.;]{0,25}\bin (?!196[0-9]\b)(?:19|20)\d\d\b",
            "ketamine was first made in 1962",
            "history-1962-1966-1970",
        ),
        (
            r"\bhormones?\b,? (?:called|known as|such as|like) (?:neuro-?transmitters?|serotonin|"
            r"dopamine)|\bneuro-?transmitters? \(?hormones?|\b(?:ssris?|"
            r"antidepressants?)\b[^.;]{0,50}\bhormon(?:es?|al)\b[^.;]{0,25}\b(?:brain|balanc\w+|"
            r"levels?)",
            "antidepressants act on transmitters such as serotonin, which in the brain are no hormones",
            "usual-antidepressants-hormones",
        ),
        (
            r"\bnmda\b[^.;]{0,12}\b(?:also known as|also called|a\.?k\.?a\.?|or|that is|"
            r"i\.e\.?),? glutamate\b",
            "the NMDA receptor is one of several receptors for glutamate",
            "nmda-same-as-glutamate-receptor",
        ),
    )
)
_ERROR_WORDS = late(
    r"glutamin|class|schedul|opi|narcotic|nmda|approved|made|invent|discover|synthes|"
    r"develop|created|hormon"
)
_DENIES = late(
    r"\b(?:not|isn't|never|rather than|no longer|unlike|instead of|confus\w+|mistak\w+|"
    r"myth)\b"
)


def factual_error(given: CheckInput) -> Iterator[Alert]:
    """Flag plain errors of fact that the library knows to be errors (KL041)."""
    sentence = sentence_of(given)
    sense = sense_of(sentence.text)
    if sense.asks or sentence.voice is Voice.ABSTRACT or not _ERROR_WORDS.search(sense.lower):
        return
    for pattern, right, ground in _ERRORS:
        match = pattern.search(sense.lower)
        if (
            match is None
            or _DENIES.search(sense.clause_before(match.start()))
            or re.search(r"\bnot\b", match[0])
        ):
            continue
        claim = given.knowledge.claims.get(ground)
        if claim is None and ground not in given.knowledge.facts:
            continue
        evidence = claim.sources() if claim else (ground,)
        suggestion = claim.holds if claim else given.knowledge.facts[ground].statement
        yield raise_folded(
            given, match.start(), match.end(), right, claim=claim, suggestion=suggestion, evidence=evidence
        )


#: From which likeness on a sentence is taken to be a wording of ours, and below which it is another.
_DRIFTED, _SAME = 0.82, 0.995
_QUALIFIER = late(
    r"\b(?:may|might|can|about|open-label|in trials?|in (?:a|one|two|pooled|blinded|"
    r"randomi[sz]ed) [\w-]+|routine care|resistant|up to|at most|probably|some|not|no|"
    r"half|in part|against|for (?:about )?a week|within a day)\b"
)


_Approved = tuple[str, frozenset[str], KnownClaim]


@lru_cache(maxsize=4)
def _approved(knowledge: Knowledge) -> tuple[tuple[_Approved, ...], dict[str, tuple[int, ...]]]:
    """Each sentence of each wording that holds, with its concepts; and where each concept stands."""
    found: list[_Approved] = []
    for claim in knowledge.claims.values():
        for part in re.split(r"(?<=[.;])\s+", claim.holds):
            plain = _plain(part)
            if len(plain.split()) >= 5:
                found.append((plain, concepts_of(part).tokens, claim))
    places: dict[str, list[int]] = {}
    for place, (_, concepts, _) in enumerate(found):
        for concept in concepts:
            places.setdefault(concept, []).append(place)
    return tuple(found), {concept: tuple(at) for concept, at in places.items()}


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w%.]+", " ", fold(text).lower).split()).strip(" .")


def wording_without_caveat(given: CheckInput) -> Iterator[Alert]:
    """Flag a wording of ours that lost a qualifier, a number or a "not" on its way into the copy (KL045)."""
    sentence = sentence_of(given)
    tokens = concepts_of(sentence.text).tokens
    if len(tokens) < 3 or sentence.kind is BlockKind.REFERENCE:
        return
    approved, places = _approved(given.knowledge)
    counted = Counter(place for token in tokens for place in places.get(token, ()))
    near = [
        approved[p] for p, n in counted.items() if n >= 3 and n >= 0.7 * min(len(tokens), len(approved[p][1]))
    ]
    if not near:
        return
    own = _plain(sentence.text)
    if any(own in plain for plain, _, _ in near):
        return
    for plain, _, claim in near:
        if not 0.5 < len(own) / len(plain) < 1.5:
            continue
        likeness = edit_likeness(own, plain)
        if not _DRIFTED <= likeness < _SAME:
            continue
        lost = _lost(plain, own)
        if lost:
            yield raise_at(
                given,
                0,
                len(sentence.text),
                f"close to the wording that holds, and it lost or changed: {', '.join(lost)}",
                claim=claim,
                evidence=claim.sources(),
            )
            return


def _lost(approved: str, own: str) -> list[str]:
    """What differs in numbers, negation and qualifiers."""
    lost = []
    ours, theirs = ({str(q.value) for q in quantities_of(text)} for text in (approved, own))
    if theirs - ours:
        lost.append("a number (" + ", ".join(sorted(ours ^ theirs)) + ")")
    if len(NEGATION.findall(approved)) != len(NEGATION.findall(own)):
        lost.append("a negation")
    if len(own) < 0.8 * len(approved):
        return lost
    lost += [f'"{word}"' for word in dict.fromkeys(_QUALIFIER.findall(approved)) if word not in own]
    return lost


#: From which score on a found claim is surely the one that is made.
_SURE = 0.75


def claim_past_review(given: CheckInput) -> Iterator[Alert]:
    """Flag a sentence whose claim was due for review before the day of vetting (KL046)."""
    sentence = sentence_of(given)
    for found in given.found_claims:
        claim = given.knowledge.claims[found.claim]
        if (
            found.agrees
            and found.score >= _SURE
            and claim.review_due < given.today
            and claim.verdict is not Verdict.NOT_ASSESSABLE
        ):
            yield raise_at(
                given,
                0,
                len(sentence.text),
                f"the claim was due for review on {claim.review_due}: what the library says of it may "
                "be out of date",
                claim=claim,
                suggestion="Have the claim reviewed before the page stays up.",
            )
            return


CHECKS: dict[str, Check] = {
    "factual_error": factual_error,
    "wording_without_caveat": wording_without_caveat,
    "claim_past_review": claim_past_review,
}
