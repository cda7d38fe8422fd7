"""
Whether words are said or denied.

A negation counts for what follows it in its clause: "is not a miracle, a cure or a
guarantee" denies all three, and "when tablets don't work, ketamine is a cure" denies
nothing about the cure. Words that look like a negation and are none ("nothing short
of", "not only", "no longer") are set aside first.
"""

from __future__ import annotations

import re
from functools import lru_cache

_FALSE_NEGATION = re.compile(
    r"\b(?:(?:don't|doesn't|isn't|aren't|didn't) (?:only|just|merely|simply)|not (?:only|just|merely|"
    r"simply|to mention|alone|surprising(?:ly)?)|nothing (?:short of|less than|but|like|else)|no (?:doubt|"
    r"question|wonder|longer|matter|surprise|exaggeration)|"
    r"without (?:a |any )?(?:doubt|question|exaggeration)|(?:can'?t|cannot) (?:wait|believe|overstate|"
    r"say enough|recommend)|"
    r"(?:couldn'?t|could not|never) (?:be|been|have been) (?:easier|simpler|safer|better|happier)|"
    r"never (?:before|again|look(?:ed)? back|feel|too late)|"
    r"(?:don'?t|do not) (?:wait|miss|let|suffer|settle|have to|need to|worry|hesitate|give up|lose hope|"
    r"just take|delay)|"
    r"(?:hasn'?t|haven'?t|didn'?t|did not|have not|has not|doesn'?t|does not|don'?t|do not|isn'?t|"
    r"not) (?:work(?:ed|ing)?|help(?:ed|ing)?|respond(?:ed|ing)?|(?:been )?enough|find relief|found relief|"
    r"succeeded)|fail(?:ed|s)? to (?:work|help|respond)|"
    r"why not|if not)\b"
)
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|neither|nor|cannot|can't|cant|without|nobody|nothing|isn't|isnt|aren't|arent|"
    r"wasn't|weren't|don't|dont|doesn't|doesnt|"
    r"didn't|hasn't|haven't|hadn't|won't|wont|wouldn't|shouldn't|couldn't|lacks?|lacking|refuse|refuses|"
    r"decline|declines|hardly|neither|"
    r"mistakes?|mistaken|inaccurate|incorrect|irresponsible|unethical|dishonest|na[iï]ve|unrealistic|"
    r"(?:idea|notion|belief|assumption) that|(?:little|limited|insufficient|weak|"
    r"scant) (?:\w+ )?(?:evidence|proof|data|support)|doubt(?:s|ful)?|questionable|unclear|unknown|"
    r"uncertain|debat\w+|even if|if you (?:are|were|have been|get) (?:promised|told|offered|guaranteed)|"
    r"if you (?:read|hear|see)|talk of|as (?:if|though)|until|unless|someday|hope (?:that|you)|hopefully|"
    r"once (?:thought|considered|believed|said)|used to be|anything but|(?:words?|terms?|phrases?|slogans?|"
    r"labels?) (?:like|such as)|(?:some|many|other|certain) (?:clinics|providers|websites|companies|ads|"
    r"sites|pages) (?:\w+ )?(?:advertise|promise|claim|tout|market|say|tell|boast|use)|"
    r"rather (?:[\w-]+ ){1,6}than|sooner (?:[\w-]+ ){1,6}than|has yet to|have yet to|unproven|unlikely|"
    r"far from|by no means|rather than|instead of|short of|stops? short|avoids?|avoided|myths?|"
    r"misconceptions?|falsely|false|"
    r"so-called|exaggerat\w*|overstat\w*|oversell\w*|hype|hyped|beware|wary|cautious|sceptical|skeptical|"
    r"suspicious|careful of|red flags?|"
    r"mislead\w*|untrue|wrong to|too (?:early|soon) to|too good to|contrary to|anyone who|any clinic|"
    r"whether|if (?:a|an|any|some|another|the) (?:[\w-]+ )?(?:provider|clinic|doctor|website|site|person|"
    r"company|cent(?:er|re)|ad|page|seller)\b|if (?:somebody|someone|anybody|anyone|a clinic|a provider|"
    r"an ad|a website|a page|they|people|others) (?:tells?|says?|promises?|claims?|offers?|guarantees?|"
    r"advertises?)|clinics (?:that|who|which)|"
    r"(?:providers?|websites?|ads?|pages?|advertis\w+) (?:that|who|which)|steer clear|walk away|stay away|"
    r"be careful|instead of|prohibit\w*|forbid\w*|forbidden|ban(?:s|ned)?)\b"
)
_SUBJECT = (
    r"(?:\[?ketamine\]?|it|its|it's|this|that|these|they|we|we're|you|you'll|our|your|infusions?|patients?|"
    r"spravato|esketamine|the|iv|there|there's|he|she|i|"
    r"many|most|some|studies|results|here|a single)"
)
_VERB = (
    r"(?:is|are|was|were|can|will|has|have|may|might|does|do|offers?|provides?|works?|brings?|gives?|"
    r"delivers?|helps?|makes?|stands?|"
    r"remains?|cures?|heals?|means|shows?|took|takes|lifts?|relieves?|guarantees?|ends?|stops?)"
)
_CLAUSE = re.compile(
    rf"[;:.!?]|(?<!anything )\bbut\b|\b(?:yet|however|although|though|while|whereas|because|since|"
    rf"therefore)\b|[,)] (?:and |so |which |then )?(?={_SUBJECT}\b[^,;]{{0,40}}?\b{_VERB}\b)|"
    rf"\b(?:and|so) (?={_SUBJECT} (?:\w+ )?{_VERB}\b)| , "
)
_AFTER = re.compile(
    r"^[\"']?(?: \w+){0,3}? (?:(?:is|are|was|were|does|do|has|have|can|should|must)(?: not|n't)|cannot|"
    r"never|no longer) (?:be |been |ever )?"
    r"(?:\w+ly )?(?:possible|what we|something|available|exist|true|realistic|on offer|our|known|"
    r"guaranteed|promised|established|proven|part of|appropriate|"
    r"used here|supported|trusted|believed|called|a claim|claims?|accurate|correct|allowed|expected|"
    r"offered|given|made|said|taken)"
)
_AFTER_PLAIN = re.compile(
    r"^[\"']? remains? (?:to be (?:seen|shown|proven)|unproven|unclear|unknown|debated|open)|"
    r"^[\"']?(?: \w+){0,4}? (?:is|are|was|were|would be|should be|may be|will be|might be|has been|"
    r"have been) (?:\w+ly |a |an )?(?:disappointed|dishonest|irresponsible|unethical|wishful|absurd|"
    r"impossible|unrealistic|red flags?|warning signs?|"
    r"ignored|misleading|false|untrue|myths?|disappointed|"
    r"wrong|exaggerat\w*|overstat\w*|unproven|unknown|unclear|hype|not|avoided|debunked|retracted|"
    r"treated with|met with|rejected|unsupported|rare)"
)
#: Words that deny by themselves, and others of their kind before them in a list: "no pills, no side effects".
_STARTS_NEGATIVE = re.compile(r"(?:no|zero|without|non|never|not)\b")
_LISTED_NEGATIVE = re.compile(
    r"\b(?:no|zero|without|never|non-?[\w-]+|not) ?[\w' -]{0,40}?(?:[,;&/] ?(?:and |or )?|(?: and| or) $)"
)
_ASKS = re.compile(
    r"^(?:\W|\d|q\b|q:|but |and |so )*(?!(?:did|do) you know|have you (?:tried|heard)|why (?:not|wait|"
    r"suffer|settle)|what if (?:you|we|there)|isn'?t it time|are you ready)(?:is|isn'?t|are|aren'?t|does|"
    r"do|did|can|could|will|would|should|was|were|has|have|how|what|what's|when|where|why|who|which|may)\b"
)
_DISTANCE = re.compile(
    r"\b(?:call(?:s|ed)?|label(?:s|led|ed)?|dub(?:s|bed)?|hail(?:s|ed)?|describe[sd]?|tout(?:s|ed)?|say|"
    r"says|said|claim(?:s|ed)?|promise[sd]?|advertise[sd]?|"
    r"market(?:s|ed)?|terms?|words?|phrases?|headlines?|media|press|read|hear|heard|see|seen|sound|sounds|"
    r"so-called|known as|billed)\b"
)
_TURN = re.compile(
    r"(?:\b(?:but|however|though|although|yet|in (?:fact|truth|reality)|whereas)\b| , |; |\. )"
)
_CONCESSION = re.compile(r"^\W*(?:even )?(?:though|although|while|despite)\b")
_COMMA = re.compile(r",")
_DOUBT = re.compile(
    r"\b(?:not|n't|no|never|mixed|limited|modest|smaller|short(?:er)?|uncertain|depends|evidence|only|"
    r"overstat\w*|exaggerat\w*|hype|misleading|careful|cautious|avoid|less|trials|far|temporary|small|"
    r"weak)\b|n't\b"
)
_NOT_SO = re.compile(
    r"^\W*(?:(?:it|that|this|they|we|such \w+|the (?:evidence|truth|trials|reality))\b[^.]{0,40}"
    r"(?:\bnot\b|n't\b|\bnever\b|\bmislead|\boverstat|\bexaggerat|\bhype)|no\b|none\b|nothing\b|neither\b|"
    r"unfortunately\b)"
)
_QUOTED = re.compile(r"\"[^\"]{1,80}\"|(?<!\w)'[^']{1,80}'(?!\w)")
#: Words up to which quotation marks hold words at a distance rather than quote a speaker.
_SHORT_QUOTE = 6


#: Characters of the words themselves that are read to see whether they begin a clause of their own.
_AHEAD = 20


@lru_cache(maxsize=4096)
def _without_false(lower: str) -> str:
    return _FALSE_NEGATION.sub(lambda match: "_" * len(match[0]), lower)


def clause_before(lower: str, start: int) -> str:
    """Return the part of the clause that stands before a position, with false negations blanked."""
    before = _without_false(lower[:start])
    last = 0
    for match in _CLAUSE.finditer(before + lower[start : start + _AHEAD]):
        if match.end() > start:
            break
        last = match.end()
    return before[last:]


def is_denied(lower: str, start: int, end: int) -> bool:
    """Say whether the words from start to end are denied, doubted or warned of."""
    before = clause_before(lower, start)
    if _STARTS_NEGATIVE.match(lower, start):
        before = _LISTED_NEGATIVE.sub("", before)
    if _NEGATION.search(before):
        return True
    after = lower[end : end + 90]
    return _AFTER.search(after) is not None or _AFTER_PLAIN.search(after) is not None


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
    turn = (_COMMA if _CONCESSION.match(lower) else _TURN).search(lower, end)
    if turn and _DOUBT.search(lower, turn.end()):
        return True
    return _NOT_SO.match(following) is not None
