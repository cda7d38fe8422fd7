"""
The check on bare lists of conditions: items under "Conditions we treat" claim what a sentence would.

An item says nothing by itself; its heading, or what leads into the list, does.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.late_pattern import late
from kb.vetting.asking import known_claim
from kb.vetting.check_input import Check, CheckInput
from kb.vetting.conditions import CONDITIONS, is_unsupported
from kb.vetting.folding import fold
from kb.vetting.raising import raise_folded, sentence_of
from kb.vetting.rebuttal import lead_of
from kb.vetting.records import Alert, Voice
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
    r"(?:treatable|treated|target) conditions|conditions\W*$|(?:effective|proven|used|helpful) (?:for|"
    r"against|in|to treat)\b)"
)
_NOT_OFFERED = late(
    r"\b(?:not|no|cannot|never|nor|without|exclu\w+|contra-?indicat\w*|unable|decline|stud(?:y|ied|ies)|"
    r"research\w*|"
    r"investigat\w*|evidence|trials?|refer\w*|screen\w*|history|side effects?|risks?|before you|tell us|myths?|"
    r"caution|tms|transcranial|botox|vitamins?|nad|psychotherapy|talk therapy|medication management)\b|n't\b"
)
_STRONG = late(r"\b(?:effective\w*|proven|success\w*|cure[sd]?)\b")
_SOFT = late(r"\b(?:may|might|could|off-?\s?label)\b")
#: A verb makes a sentence of it, which the other check reads.
_FINITE = late(
    r"\b(?:is|are|was|were|has|have|can|will|may|might|do|does|treats?|helps?|if|you|your|we|our|please|"
    r"call|not)\b|n't\b"
)
#: Words up to which an item is bare.
_BARE = 40


def condition_listed(given: CheckInput) -> Iterator[Alert]:
    """Flag an item that names a condition without evidence, under a heading that offers treatment (KL022)."""
    sentence = sentence_of(given)
    lower = fold(sentence.text).lower
    if sentence.voice is Voice.ABSTRACT or len(lower.split()) > _BARE or _FINITE.search(lower):
        return
    named = [(name, claim, at) for name, claim, pattern in CONDITIONS if (at := pattern.search(lower))]
    named = [(name, claim, at) for name, claim, at in named if not claim or is_unsupported(given, claim)]
    if not named:
        return
    block = given.copy.blocks[sentence.block]
    leads = [fold(text).lower for text in (lead_of(given.copy, given.sentence_index), block.section) if text]
    offer = next((lead for lead in leads if _OFFERS.search(lead)), None)
    if offer is None or any(_NOT_OFFERED.search(lead) for lead in leads):
        return
    if not any(_KETAMINE.search(block.text.lower()) for block in given.copy.blocks):
        return
    names = list(dict.fromkeys(name for name, _, _ in named))
    claims = [given.knowledge.claims[claim] for _, claim, _ in named if claim in given.knowledge.claims]
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


CHECKS: dict[str, Check] = {"condition_listed": condition_listed}
