"""Checks on what copy says of studies: cited, resolvable, still standing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.late_pattern import late
from kb.vetting.check_input import Check, CheckInput
from kb.vetting.citations import ANCHOR, citations_in
from kb.vetting.folding import fold
from kb.vetting.knowledge import KnownClaim
from kb.vetting.raising import raise_at, raise_folded, sentence_of
from kb.vetting.records import Alert, BlockKind, Voice
from kb.vetting.sense import sense_of
from kb.vetting.study_appeals import appeals_in, refers_back
from kb.vocabulary import Drug, Severity, Standing

#: What the sentence calls proven is another treatment.
_ELSEWHERE = late(
    r"\b(?:(?:traditional|conventional|standard|other|oral) (?:\w+ )?(?:treatments?|"
    r"medications?|therap(?:y|ies)|options?|"
    r"drugs)|antidepressants?|psychotherapy|ect|tms|medications?)\b"
)
_SOFT_NOUN = late(
    r"\b(?:track record|until proven|not proven|remains? to be|needed|warranted|ongoing|"
    r"unproven|mixed|more research|"
    r"further research|proven (?:guilty|wrong|difficult))\b"
)
#: What was shown is nothing, or little.
_LITTLE = late(
    r"^[^,;]{0,25}\b(?:(?:not|no)\b(?! (?:\w+ ){0,2}"
    r"(?:addict|habit|harm|danger|toxic|cause|risk|dependen))|mixed|conflicting|inconclusive|limited|"
    r"small|weak|thin|lacking|few|little|"
    r"short|brief|relaps\w+|cannot|single (?:patients?|people|persons?))\b"
)
#: What is proven may be a way to measure.
_INSTRUMENT = late(r"\b(?:scor\w+|scales?|monitor\w*|questionnaires?|tools?)\b")
_OF_TREATMENT = late(
    r"\b(?:ketamine|spravato|infusions?|it |its |treat\w*|therap\w+|depress\w+|patients?|"
    r"relief|effective\w*|antidepress\w+|pain|ptsd|anxiety|suicid\w+|brain|synap\w+|mood|"
    r"dose|respon(?:se|d)|remission|symptoms?|trd\b|both have|kap\b|efficacy|well-being|benefits?\b|"
    r"approach|remedy|what we do|"
    r"protocol|program|methods?\b|our (?:method|work|care)|works\b|"
    r"microdos\w+|infused|psychedelic\w*|medicine|lozenges?)"
)
_NAMED_SOURCE = late(
    r"\b(?:published in|(?:journal of|american journal|jama|lancet|nejm|new england "
    r"journal|nature|biological psychiatry|plos|cochrane|bmj|frontiers in|"
    r"neuropsychopharmacology)\b|\((?:[^()]*\b(?:19|20)\d\d[a-z]?|n ?= ?\d+[^()]*)\)|et "
    r"al)"
)


def study_without_citation(given: CheckInput) -> Iterator[Alert]:
    """Flag "studies show" and "proven" without a citation in the sentence (KL027)."""
    sentence = sentence_of(given)
    if sentence.voice is Voice.ABSTRACT or sentence.kind is BlockKind.REFERENCE:
        return
    sense = sense_of(sentence.text)
    for appeal in appeals_in(sense.lower):
        start, end = appeal.start, appeal.end
        if sense.asks or sense.denied_at(start, end) or sense.denied_at(end):
            continue
        if _ELSEWHERE.search(sense.clause_before(start)) and not sense.drugs & {
            Drug.KETAMINE,
            Drug.ESKETAMINE,
        }:
            continue
        near = sense.lower[max(0, start - 30) : end + 30]
        if _SOFT_NOUN.search(near) or not _OF_TREATMENT.search(sense.lower):
            continue
        if sense.in_animals and not appeal.proof:
            continue
        if not appeal.in_trials and _INSTRUMENT.search(near):
            continue
        after = sense.lower[end : end + 45]
        if _LITTLE.match(after):
            continue
        cited = (
            ANCHOR.search(sentence.text)
            or "source" in sense.qualifiers
            or any(c.publications for c in citations_in(sentence.text, given.knowledge))
        )
        if cited or (refers_back(sense.lower) and _named_before(given)):
            continue
        named = _NAMED_SOURCE.search(sense.lower)
        described = {"n", "design"} <= sense.qualifiers
        if described or (named and {"n", "design"} & sense.qualifiers):
            continue
        known = _known_sources(given)
        add = f"; the library holds {', '.join(known[:3])} on it" if known else ""
        yield raise_folded(
            given,
            start,
            start + len(appeal.text),
            f'"{appeal.text}" without a citation in the sentence{add}',
            severity=Severity.ERROR if appeal.proof and not named else Severity.WARNING,
            claim=_found(given),
            evidence=known,
            suggestion="Cite the study right there, and say of whom and how many it speaks.",
        )
        return


def _named_before(given: CheckInput) -> bool:
    """Say whether the same paragraph named a study before this sentence."""
    sentence = sentence_of(given)
    text = given.copy.blocks[sentence.block].text[: sentence.start]
    return (
        _NAMED_SOURCE.search(fold(text).lower) is not None
        or "source" in sense_of(text).qualifiers
        or any(citations_in(text, given.knowledge))
    )


def _found(given: CheckInput) -> KnownClaim | None:
    best = max(given.found_claims, key=lambda found: found.score, default=None)
    return given.knowledge.claims[best.claim] if best else None


def _known_sources(given: CheckInput) -> tuple[str, ...]:
    claim = _found(given)
    return claim.sources() if claim else ()


_FALLEN = {
    Standing.RETRACTED: ("is retracted", Severity.ERROR),
    Standing.EXPRESSION_OF_CONCERN: ("carries an expression of concern", Severity.ERROR),
    Standing.SUPERSEDED: ("was replaced by a later edition", Severity.WARNING),
}


def citation_that_falls(given: CheckInput) -> Iterator[Alert]:
    """Flag a citation of a retracted, doubted or replaced work, or one that means nothing known (KL044)."""
    sentence = sentence_of(given)
    reference = sentence.kind is BlockKind.REFERENCE
    if not re.search(r"(?:19|20)\d\d|10\.\d{4}|pmid|pubmed", sentence.text.lower()):
        return
    for cited in citations_in(sentence.text, given.knowledge, reference=reference):
        for publication in cited.publications:
            if publication.standing not in _FALLEN or len(cited.publications) > 1:
                continue
            said = re.search(r"\bretract\w*|withdrawn", sentence.text.lower())
            words, severity = _FALLEN[publication.standing]
            if not said:
                note = f": {publication.standing_note}" if publication.standing_note else ""
                yield raise_at(
                    given,
                    cited.start,
                    cited.end,
                    f"{publication.label} {words}{note}",
                    severity=severity,
                    evidence=[publication.citekey],
                    suggestion="Cite a work that stands.",
                )
        if not cited.publications and re.search(r"et al|10\.\d{4}|pmid|pubmed", cited.text.lower()):
            yield raise_at(
                given,
                cited.start,
                cited.end,
                f'"{cited.text}" is no publication of the library: nobody has checked it',
                severity=Severity.NOTE,
                suggestion="Add the publication to the library, or cite one that is in it.",
            )


#: From how many entries on a list of references should be pointed to.
_FEWEST_ENTRIES = 2


def reference_list_without_anchors(given: CheckInput) -> Iterator[Alert]:
    """Flag a reference list that nothing in the text points to (KL044, a page check)."""
    entries = [s for s in given.copy.sentences if s.kind is BlockKind.REFERENCE]
    blocks = {s.block for s in entries}
    if len(blocks) < _FEWEST_ENTRIES:
        return
    for index, block in enumerate(given.copy.blocks):
        if index in blocks or block.kind is BlockKind.REFERENCE:
            continue
        if ANCHOR.search(block.text) or any(citations_in(block.text, given.knowledge)):
            return
    first = entries[0]
    yield raise_at(
        given,
        0,
        len(first.text),
        f"a list of {len(blocks)} references, and nothing in the text points to it",
        sentence=first,
        suggestion="Put the number of the reference behind each sentence that rests on it.",
    )


CHECKS: dict[str, Check] = {
    "study_without_citation": study_without_citation,
    "citation_that_falls": citation_that_falls,
}
PAGE_CHECKS: dict[str, Check] = {"reference_list_without_anchors": reference_list_without_anchors}
