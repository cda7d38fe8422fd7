"""
The check on bare lists of conditions: items under "Conditions we treat" claim what a sentence would.

An item says nothing by itself; its heading, or what leads into the list, does.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.late_pattern import late
from kb.vetting.asking import known_claim
from kb.vetting.check_input import Check, CheckInput
from kb.vetting.conditions import conditions_in, is_linked, is_unsupported
from kb.vetting.folding import fold
from kb.vetting.raising import raise_folded, sentence_of
from kb.vetting.rebuttal import lead_of
from kb.vetting.records import Alert, BlockKind, Voice
from kb.vetting.subject import is_ketamine_alone
from kb.vocabulary import Severity

_KETAMINE = late(r"\b(?:ketamine|infusions?|iv therapy|drips?)\b")
#: A heading or lead under which a condition is one that is said to be treated.
_OFFERS = late(
    r"\b(?:(?:what|which|conditions?|disorders?|illness(?:es)?|diseases?|diagnos[ei]s|who|problems?|"
    r"concerns|uses?|"
    r"indications?|issues)\b[^.]{0,50}\b(?:treat\w*|help\w*|useful|work\w*|benefit\w*|reliev\w*|address\w*|"
    r"candidates?|manage[ds]?)|(?:we|ketamine|infusions?|therapy|it|treatment)\b[^.]{0,30}\b(?:treats?|"
    r"helps?|relieves?|"
    r"works? for|is used|are used|can be used|effective)|(?:ketamine|infusions?|treatments?) for\b|"
    r"(?:treatable|treated|target) conditions|"
    r"(?:uses?|indications?) (?:of|for) (?:[\w-]+ ){0,2}?ketamine|conditions\W*$|"
    r"(?:effective|proven|used|helpful) (?:for|against|in|to treat)\b)"
)
_NOT_OFFERED = late(
    r"\b(?:not|no|cannot|never|nor|without|exclu\w+|contra-?indicat\w*|unable|decline|stud(?:y|ied|ies)|"
    r"research\w*|"
    r"investigat\w*|evidence|trials?|refer\w*|screen\w*|history|side effects?|risks?|before you|tell us|myths?|"
    r"caution|tms|transcranial|botox|vitamins?|nad|psychotherapy|talk therapy|medication management)\b|n't\b"
)
#: A lead that speaks of the clinic's own treatment, on copy that names no treatment at all.
_OURS = late(r"\b(?:we (?:treat|help)|treated here|our (?:drips?|lozenges?|program\w*))\b")
_STRONG = late(r"\b(?:effective\w*|proven|success\w*|cure[sd]?)\b")
_SOFT = late(r"\b(?:may|might|could|off-?\s?label)\b")
#: A verb makes a sentence of it, which the other check reads.
_FINITE = late(
    r"\b(?:is|are|was|were|has|have|can|will|may|might|do|does|treats?|helps?|if|you|your|we|our|please|"
    r"call|not)\b|n't\b"
)
#: People for whom ketamine needs special caution, as a list names them or their condition.
_GROUP = late(
    r"\b(?:addictions?|alcoholism|(?:alcohol|opioid|opiate|substance|drug|cocaine|chemical)(?: use| abuse)? "
    r"(?:disorders?|addictions?|dependenc[ey]|abuse|misuse|use)|psychosis|psychotic disorders?|schizo\w+|mania|"
    r"(?:teen|adolescent|child(?:hood)?|p(?:a)?ediatric)(?:ager)?s? (?:depression|anxiety|patients|mental health)|"
    r"teens|teenagers|adolescents|minors|pregnan\w+|dementia)\b"
)
#: Characters from the start of an item within which the group stands, so that it is what the item names.
_NEAR_START = 25
#: A list of what makes a candidate holds more than conditions.
_CANDIDATES = late(r"\b(?:candidates?|candidacy|eligib\w+|criteria|qualif\w+|suitable for|right for|who)\b")
#: Conditions without a link from which on a list is reported at its lead, and up to which they are named.
_LISTED, _MOST_NAMED = 2, 8
#: Words up to which an item is bare.
_BARE = 40


def condition_listed(given: CheckInput) -> Iterator[Alert]:
    """Flag an item that names a condition without evidence, under a heading that offers treatment (KL022)."""
    sentence = sentence_of(given)
    lower = fold(sentence.text).lower
    if sentence.voice is Voice.ABSTRACT or len(lower.split()) > _BARE or _FINITE.search(lower):
        return
    named = [
        (name, claim, at)
        for name, claim, at in conditions_in(lower)
        if not claim or is_unsupported(given, claim)
    ]
    offer = offer_over(given) if named else None
    if offer is None:
        return
    names = list(dict.fromkeys(name for name, _, _ in named))
    claims = [given.knowledge.claims[claim] for _, claim, _ in named if claim in given.knowledge.claims]
    beside = bool(conditions_in(offer))
    if sentence.kind is BlockKind.HEADING and (beside or _SOFT.search(offer)):
        return
    plain = _KETAMINE.search(offer) or _STRONG.search(offer)
    yield raise_folded(
        given,
        min(at.start() for _, _, at in named),
        max(at.end() for _, _, at in named),
        f"listed as treated, and no evidence in the library supports ketamine for {', '.join(names)}",
        severity=None if plain and not _SOFT.search(offer) else Severity.WARNING,
        claim=claims[0] if len(claims) == 1 else known_claim(given, "treats-conditions-beyond-depression"),
        evidence=[source for claim in claims for source in claim.sources()][:8],
        suggestion=" ".join(dict.fromkeys(claim.holds for claim in claims[:2])) or None,
    )


def offer_over(given: CheckInput) -> str | None:
    """The heading or lead under which what is listed is said to be treated with ketamine, or None."""
    block = given.copy.blocks[sentence_of(given).block]
    leads = [fold(text).lower for text in (lead_of(given.copy, given.sentence_index), block.section) if text]
    offer = next((lead for lead in leads if _OFFERS.search(lead)), None)
    if offer is None or any(_NOT_OFFERED.search(lead) for lead in leads):
        return None
    texts = [block.text.lower() for block in given.copy.blocks]
    if any(_KETAMINE.search(text) for text in texts):
        return offer
    return (
        offer
        if (_OURS.search(offer) or _STRONG.search(offer))
        and not any(_NOT_OFFERED.search(text) for text in texts)
        else None
    )


def list_led_in(given: CheckInput) -> Iterator[Alert]:
    """Flag the heading or lead of a list that offers ketamine for conditions, none linked to evidence (KL022)."""
    sentence = sentence_of(given)
    lower = fold(sentence.text).lower.rstrip()
    if sentence.kind is not BlockKind.HEADING and not lower.endswith(":"):
        return
    if not _OFFERS.search(lower) or any(kind.search(lower) for kind in (_NOT_OFFERED, _SOFT, _CANDIDATES)):
        return
    names: list[str] = []
    for block in given.copy.blocks[sentence.block + 1 :]:
        item = fold(block.text).lower
        if block.kind is not BlockKind.LIST_ITEM or len(names) >= _MOST_NAMED:
            break
        if len(item.split()) <= _BARE and not (
            _FINITE.search(item) or _NOT_OFFERED.search(item) or _SOFT.search(item)
        ):
            names += [name for name, claim, _ in conditions_in(item) if not is_linked(given, claim)]
    names = list(dict.fromkeys(names))
    if len(names) < _LISTED or not (_KETAMINE.search(lower) or is_ketamine_alone(given)):
        return
    claim = known_claim(given, "effectively-treats-long-list", "treats-conditions-beyond-depression")
    yield raise_folded(
        given,
        0,
        len(lower),
        f"{', '.join(names)} are listed as treated without a link to evidence for each",
        claim=claim,
        evidence=claim.sources()[:8] if claim else (),
    )


def group_listed(given: CheckInput) -> Iterator[Alert]:
    """Flag a list item that names people ketamine needs caution for, under a heading that offers it (KL023)."""
    sentence = sentence_of(given)
    if sentence.kind is not BlockKind.LIST_ITEM or sentence.start:
        return
    lower = fold(sentence.text).lower
    group = _GROUP.search(lower)
    if group is None or group.start() > _NEAR_START or _FINITE.search(lower) or offer_over(given) is None:
        return
    yield raise_folded(
        given,
        group.start(),
        group.end(),
        f'"{group[0]}" is listed among those treated, and ketamine needs special caution there or was not studied',
    )


CHECKS: dict[str, Check] = {
    "condition_listed": condition_listed,
    "group_listed": group_listed,
    "list_led_in": list_led_in,
}
