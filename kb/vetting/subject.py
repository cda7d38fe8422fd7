"""
Whether a statement is about ketamine, where it names no subject of its own.

Pages about ketamine say "Effective for migraine." under a heading, or "It relieves pain."
The nearest treatment that is named above decides: on a page of several treatments, a card
below the one on magnetic stimulation is not about ketamine.
"""

from __future__ import annotations

from kb.late_pattern import late
from kb.vetting.check_input import CheckInput
from kb.vetting.folding import fold
from kb.vetting.raising import sentence_of
from kb.vetting.records import BlockKind

_KETAMINE = late(
    r"\b(?:es-?)?ketamine?\b(?:[- ]assisted (?:psycho)?therapy\b)?|\bspravato\b|\bkap\b|\binfusions?\b|\bdrips?\b"
)
_ALONGSIDE = late(r"\bwith (?:es-?)?ketamine\b")
#: What else clinics treat with, and what copy compares ketamine with.
_OTHER = late(
    r"\b(?:tms|transcranial|ect|electroconvulsive|cbt|dbt|emdr|cognitive behaviou?ral|botox|nad\+?|vitamins?|"
    r"hydration|stellate|nerve blocks?|lidocaine|magnesium|neurofeedback|psilocybin|mdma|hypnos\w+|"
    r"hypnotherapy|acupuncture|peptides?|hormones?|semaglutide|medication management|red light|hyperbaric|"
    r"exercise|yoga|music therapy|scopolamine|dextromethorphan|add-?ons?|lithium|clozapine|naltrexone|"
    r"buprenorphine|suboxone)\b"
)
#: Medicines that copy sets ketamine against; they count within a sentence, not as a card's subject.
_RIVAL = late(
    r"\b(?:anti-?depressants?|ssris?|snris?|opioids?|opiates?|benzodiazepines?|lithium|talk therapy|"
    r"psychotherapy|counselling|counseling|medications?|medicines?|painkillers?|pills?|drugs)\b"
)
#: What a practice that need not be about ketamine treats with.
_OF_ANY_PRACTICE = late(r"\b(?:talk|talking|tablets?|prescri\w+|therapists?|counsel\w+)\b")
_BREAK = late(r"[.;!?]")
#: Ketamine after a statement: "effective ketamine infusions", "treated with ketamine".
_WITH_KETAMINE = late(
    r"(?:[^.;:!?]{0,60}\b(?:with|by|using|from|through|of|via|after) (?:[\w-]+ ){0,3}?|"
    r"[^\w.;:!?]*(?:[\w-]+,? ){0,2})"
    r"(?:(?:es-?)?ketamine?|spravato|infusions?|drips?)\b|[^.;:!?]{0,120}\bketamine is one of\b"
)
#: Words before a statement that leave its subject to the page.
_OPEN = late(
    r"^\W*(?:(?:it|they|(?:this|the|our|these)(?: (?:treatments?|therap(?:y|ies)|medicine|medication|approach|"
    r"program\w*))?|treatment|therapy)\b(?:'s)? ?)?"
    r"(?:(?:\w+ly|can|will|may|does|also|often|shown|proven|found|known|has|have|been|to|be|is|are|was|were|very|"
    r"most|highly|safe|and|(?:fast|rapid|quick)(?:-acting)?|a|an|more|less|total|real|deep|lasting|provides?|"
    r"offers?|brings?|"
    r"gives?),? ){0,6}$"
)
#: Characters before a sentence, within its block, that tell what it speaks of.
_LOOK_BACK = 300
#: Blocks up to which the treatment that a page speaks of is looked for.
_REACH = 30


def is_about_ketamine(given: CheckInput, lower: str, start: int, end: int) -> bool:
    """
    Say whether what stands from start to end of a sentence is said of ketamine.

    :param lower: the sentence, folded and in lower case.
    """
    before = _ALONGSIDE.sub(lambda match: "_" * len(match[0]), lower[:start])
    last = max((match.end() for match in _KETAMINE.finditer(before)), default=-1)
    if last >= 0:
        between = before[last:]
        return not (_OTHER.search(between) or _RIVAL.search(between) or _BREAK.search(between))
    if _OTHER.search(lower):
        return False
    if _KETAMINE.search(lower, start, end) or _WITH_KETAMINE.match(lower, end):
        return not _RIVAL.search(before)
    return _OPEN.match(before) is not None and is_ketamine_above(given)


def is_told_of_ketamine(given: CheckInput, lower: str) -> bool:
    """Say whether a sentence about people ("no longer suicidal") tells of ketamine, by its own words or the page's."""
    if _OTHER.search(lower):
        return False
    return _KETAMINE.search(lower) is not None or is_ketamine_above(given)


def is_ketamine_above(given: CheckInput) -> bool:
    """Say whether ketamine is the treatment named last, in the sentence's section or above it."""
    copy, block = given.copy, sentence_of(given).block
    start = sentence_of(given).start
    above = [copy.blocks[block].text[max(0, start - _LOOK_BACK) : start], copy.blocks[block].section]
    above += [one.text for one in reversed(copy.blocks[max(0, block - _REACH) : block])]
    for text in above:
        lower = fold(text).lower
        if _KETAMINE.search(lower):
            return True
        if _OTHER.search(lower):
            return False
    kinds = (BlockKind.TITLE, BlockKind.HEADING)
    return any(
        one.kind in kinds and _KETAMINE.search(fold(one.text).lower) for one in copy.blocks
    ) or names_no_other(given)


def names_no_other(given: CheckInput) -> bool:
    """Say whether a copy names neither another treatment nor a medicine that ketamine is set against."""
    texts = (fold(one.text).lower for one in given.copy.blocks)
    others = (_OTHER, _RIVAL, _OF_ANY_PRACTICE)
    return not any(other.search(text) for text in texts for other in others)


def is_ketamine_alone(given: CheckInput) -> bool:
    """Say whether ketamine is the treatment above, and no heading of the page names another one."""
    headings = (fold(one.text).lower for one in given.copy.blocks if one.kind is BlockKind.HEADING)
    return is_ketamine_above(given) and not any(
        _OTHER.search(heading) and not _KETAMINE.search(heading) for heading in headings
    )
