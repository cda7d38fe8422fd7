"""
Sentences that are taken back as a whole, by what stands around them.

"Myth: it never fails." is denied by its label, "It never fails. That is not true." by the
sentence after it, and an item of a list by the heading or the lead of the list.
"""

from __future__ import annotations

import re

from kb.late_pattern import late
from kb.vetting.folding import fold
from kb.vetting.records import BlockKind, Copy

_MYTH = late(
    r"^\W*(?:(?:the |a |common |popular |another )*(?:myths?|fiction|misconceptions?|false(?: claim|"
    r" belief)?|untrue|hype|not true|"
    r"fallacy|rumou?r)(?: (?:no\.? ?|number |#)?(?:\d+|one|two|three|four|five))?)\s?[:,.-]"
)
_FACT = late(r"^\W*(?:the )?(?:facts?|truth|reality|actually|in fact|true)\s?(?:\d+ ?)?[:,.-]")
_JUDGED = (
    r"(?:(?:an? )?(?:\w+ )?(?:myth|misconception|lie|exaggeration|fallacy|overstatement)s?|false|untrue|"
    r"wrong|misleading|mistaken|"
    r"incorrect|nonsense|hype|fiction|too good to be true|unproven|unsupported|baseless)"
)
_TRUE = (
    r"(?:true|so\b|the case|right|correct|accurate|proven|supported|shown|known|established|what|"
    r"something we|realistic|"
    r"possible|how (?:it|ketamine))"
)
_TAKES_BACK = late(
    rf"^\W*(?:no(?:[.,!;]|$| , )(?! (?:needles?|pills?|waiting|surgery|referral))|not (?:so|true|quite|"
    rf"really|yet|exactly|at all|"
    rf"necessarily|according to)\b|(?:wrong|false|untrue|nonsense|hardly|incorrect|far from it|sadly not|"
    rf"unfortunately not|"
    rf"there is no(?:ne| such)|there's no(?:ne| such)|we disagree|don't believe|do not believe)\b|"
    rf"(?:that|this|it|these|they|both|such (?:\w+ ){{1,2}}|neither|none of (?:it|this|that|these|them)|"
    rf"the claims?)(?:'s|'re| is| are| was|"
    rf" were| sounds?)? (?:(?:simply|just|all|plainly|also|a|an|still|\w+ly) ){{0,3}}{_JUDGED}|"
    rf"(?:that|this|it|these|they|neither)(?: is| are| was| were|'s|'re)?(?:n't| not) (?:\w+ly )?{_TRUE}|"
    rf"none of (?:it|this|that|these|them) (?:is|are) (?:\w+ly )?{_TRUE}|"
    r"(?:the )?(?:trials?|evidence|data|science|research|studies|figures) (?:\w+ )?(?:do|does|did)(?:n't|"
    r" not) (?:\w+ )?"
    r"(?:show|support|bear|back|confirm|prove|say|agree)|"
    r"(?:the )?(?:trials?|evidence|data|science|research|studies|figures|truth|reality) (?:\w+ )?(?:tells?|"
    r"shows?|says?|"
    r"paints?|points?) (?:us )?(?:a different|another|otherwise|something else|the opposite|a more)|"
    r"(?:the )?(?:truth|reality|evidence|facts?)(?: is| are)? (?:otherwise|different|more (?:modest|sober|"
    r"complicated)))"
)
_WARNS = late(
    r"\b(?:warning signs?|red flags?|watch out for|beware of|be wary of|(?:common |popular )?myths\b|"
    r"misconceptions?|"
    r"(?:what|things|claims?|words?|promises?) (?:we|ketamine|it|you|our \w+) (?:do not|don't|does not|"
    r"doesn't|will not|won't|"
    r"cannot|can't|is not|isn't|are not|never|should not|shouldn't)|(?:clinics|providers) to avoid|"
    r"avoid (?:clinics|providers)|"
    r"false claims?|claims? to (?:avoid|question|distrust)|(?:we|you) (?:will |should )?(?:never|not|won't|"
    r"don't|do not|will not) "
    r"(?:\w+ ){0,2}(?:say|promise|claim|write|hear|read|find|expect|believe|trust)|be (?:careful|sceptical|"
    r"skeptical)|"
    r"not (?:true|what we)|too good to be true)\b"
)
#: Blocks up to which the lead of a list is looked for.
_REACH = 40


def is_rebutted(copy: Copy, index: int) -> bool:
    """Say whether a sentence is taken back by its label, by the next sentence, or by what it stands under."""
    sentence = copy.sentences[index]
    lower = fold(sentence.text).lower
    if _FACT.match(lower):
        return False
    if (
        _MYTH.match(lower)
        or _WARNS.search(lower.partition(":")[0] if ":" in lower else "")
        or stands_under(copy, index, _WARNS)
    ):
        return True
    if index + 1 == len(copy.sentences):
        return False
    following = copy.sentences[index + 1]
    if following.block != sentence.block and not lower.endswith("?"):
        return False
    return _TAKES_BACK.match(fold(following.text).lower) is not None


def stands_under(copy: Copy, index: int, pattern: re.Pattern[str]) -> bool:
    """Say whether the section's heading, or what leads into the list, matches."""
    sentence = copy.sentences[index]
    section, lead = copy.blocks[sentence.block].section, lead_of(copy, index)
    return any(pattern.search(fold(text).lower) for text in (section, lead) if text)


def lead_of(copy: Copy, index: int) -> str:
    """Return what leads into the list that a sentence is an item of; empty where it is none."""
    at = copy.sentences[index].block
    if copy.blocks[at].kind is not BlockKind.LIST_ITEM:
        return ""
    before = (block for block in reversed(copy.blocks[max(0, at - _REACH) : at]))
    return next((block.text for block in before if block.kind is not BlockKind.LIST_ITEM), "")
