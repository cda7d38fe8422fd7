"""Checks on what copy says of studies: cited, resolvable, still standing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.late_pattern import late
from kb.vetting.check_input import Check, CheckInput
from kb.vetting.citations import ANCHOR, citations_in
from kb.vetting.knowledge import KnownClaim
from kb.vetting.raising import raise_at, raise_folded, sentence_of
from kb.vetting.records import Alert, BlockKind, Voice
from kb.vetting.sense import sense_of
from kb.vocabulary import Drug, Severity, Standing

_STUDY = (
    r"(?:(?:clinical |scientific |recent |numerous |many |several |multiple |countless |"
    r"new |medical |published |peer-reviewed |various |large |other |some |most "
    r")*(?:stud(?:y|ies)|research(?:ers)?|trials?|science|evidence|data|literature))"
)
_SHOWS = late(
    rf"\b(?P<show>{_STUDY}(?: (?:on|of|into|in|at|by|from|about|with|using) (?:[\w'-]+ "
    rf"){{1,6}}?| )(?:(?:has|have|had|also|now|consistently|repeatedly|clearly|already|"
    r"been|even|further|overwhelmingly) )*"
    r"(?P<verb>show(?:s|n|ed|ing)?|prov(?:e|es|en|ed)|demonstrat\w+|found|finds?|"
    r"confirm\w*|indicat\w+|suggest\w*|reveal\w*|support(?:s|ed)?|establish\w*|report(?:s|"
    r"ed)?)\b)"
    r"|\b(?P<proven>(?:clinically|scientifically|medically|research|scientific|well)[- "
    r"](?:proven|shown|tested and proven|validated|demonstrated)|proven (?:by (?:science|"
    r"research|studies)|in (?:clinical )?(?:studies|trials)|to (?!be a (?:challenge|"
    r"struggle))|effective\w*|treatment|results|therapy|relief|efficacy|safe)|"
    r"(?:has|have) been (?:clinically |scientifically )?proven|(?:is|are) (?:a )?proven)"
    r"|\b(?P<passive>(?:has|have) been (?:repeatedly |consistently |widely |clinically "
    r")?(?:shown|demonstrated|found) (?:to|in|by)\b)"
)
#: What the sentence calls proven is another treatment.
_ELSEWHERE = late(
    r"\b(?:(?:traditional|conventional|standard|other|oral) (?:\w+ )?(?:treatments?|"
    r"medications?|therap(?:y|ies)|options?|"
    r"drugs)|antidepressants?|psychotherapy|ect|tms|medications?)\b"
)
_SOFT_NOUN = late(
    r"\b(?:track record|until proven|not proven|remains? to be|needed|warranted|ongoing|"
    r"unproven|mixed|scor\w+|scales?|monitor\w*|questionnaires?|tools?|more research|"
    r"further research|proven (?:guilty|wrong|difficult))\b"
)
_OF_TREATMENT = late(
    r"\b(?:ketamine|spravato|infusions?|it |its |treat\w*|therap\w+|depress\w+|patients?|"
    r"relief|effective\w*|antidepress\w+|pain|ptsd|anxiety|suicid\w+|brain|synap\w+|mood|"
    r"dose)"
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
    if not re.search(
        r"prove|show|demonstrat|found|find|confirm|indicat|suggest|reveal|support|establish|"
        r"report|validat",
        sense.lower,
    ):
        return
    for match in _SHOWS.finditer(sense.lower):
        if sense.asks or sense.denied_at(match.start(), match.end()) or sense.denied_at(match.end()):
            continue
        if _ELSEWHERE.search(sense.clause_before(match.start())) and not sense.drugs & {
            Drug.KETAMINE,
            Drug.ESKETAMINE,
        }:
            continue
        near = sense.lower[max(0, match.start() - 30) : match.end() + 30]
        if _SOFT_NOUN.search(near) or not _OF_TREATMENT.search(sense.lower) or sense.in_animals:
            continue
        after = sense.lower[match.end() : match.end() + 45]
        if re.match(r"^[^,;]{0,25}\b(?:not|no|mixed|conflicting|inconclusive|limited)\b", after):
            continue
        cited = (
            ANCHOR.search(sentence.text)
            or "source" in sense.qualifiers
            or any(c.publications for c in citations_in(sentence.text, given.knowledge))
        )
        if cited:
            continue
        named = _NAMED_SOURCE.search(sense.lower)
        described = {"n", "design"} <= sense.qualifiers
        if described or (named and {"n", "design"} & sense.qualifiers):
            continue
        proven = match["proven"] is not None or (match["verb"] or "").startswith("prov")
        text = match[0].strip()
        known = _known_sources(given)
        add = f"; the library holds {', '.join(known[:3])} on it" if known else ""
        yield raise_folded(
            given,
            match.start(),
            match.start() + len(text),
            f'"{text}" without a citation in the sentence{add}',
            severity=Severity.ERROR if proven and not named else Severity.WARNING,
            claim=_found(given),
            evidence=known,
            suggestion="Cite the study right there, and say of whom and how many it speaks.",
        )
        return


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
