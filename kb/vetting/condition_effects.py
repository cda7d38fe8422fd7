"""
The check on effects stated for conditions: "effective for PTSD", "helps with a range of disorders".

It reads what the check on lists of conditions leaves: one or two conditions with the word that it
works, conditions nobody counts ("multiple conditions", "and other disorders"), the heading or lead
of a list, and a card whose heading names the condition and whose text the effect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.late_pattern import late
from kb.vetting.asking import known_claim
from kb.vetting.check_input import Check, CheckInput
from kb.vetting.conditions import CONDITIONS, is_linked
from kb.vetting.folding import fold
from kb.vetting.raising import raise_folded, sentence_of
from kb.vetting.records import Alert, BlockKind, Voice
from kb.vetting.sense import HEDGE, NEGATION, Sense, sense_of
from kb.vetting.subject import is_about_ketamine, is_ketamine_above

#: Adverbs and auxiliaries between a subject and its verb.
_BETWEEN = r"(?:(?:can|will|does|do|also|has|have|been|is|are|often|even|both|\w+ly|to|be|designed|known|able) ){0,5}"
_SHOWN = r"(?:shown|proven|found|known|demonstrated|proved)"
#: It works, said outright.
_WORKS = (
    r"effective(?:ly|ness)?\b(?! dose)|efficac(?:y|ious)\b|(?:great|good|excellent|remarkable|impressive|high|"
    r"tremendous|outstanding|strong|superb|striking|dramatic|profound|powerful|positive|proven|amazing) "
    r"(?:success|results|effects|track record)\b(?= (?:in|for|with|on|against|treat\w*))|success(?:ful|fully)?\b"
    r"(?= (?:in|at|with|for|treat\w*|reliev\w*|help\w*))|"
    r"proven (?:[\w-]+ )?(?:benefits|results|relief|success|track record)\b|"
    rf"{_SHOWN} (?:\w+ ){{0,3}}?to (?:\w+ly )?(?:help|treat|reliev\w*|alleviate|reduce|improve|ease|benefit|work)\b|"
    r"works? (?:well|wonders|great|fast|quickly) (?:for|in|on|against|with)\b|(?:helpful|beneficial|useful) "
    r"(?:for|in|with)\b"
)
#: Plain verbs of an effect; they count where ketamine is their subject.
_HELPS = (
    r"helps?\b(?! (?:you )?(?:to )?(?:decide|determine|understand|us|find|navigate))|treats?\b|relieves?\b|"
    r"alleviates?\b|(?:provid|offer|bring|giv|deliver)(?:e|es|s)? (?:[\w-]+ ){0,3}?relief\b|benefits?\b|eases?\b|"
    r"(?:reduc|improv)es?\b(?= (?:the )?(?:symptoms|signs|severity))"
)
_STRONG = late(rf"\b(?:{_WORKS})")
_SAID = late(
    rf"\b(?:{_WORKS}|(?:ketamine|infusions?|it|therapy|treatments?|drips?|kap) {_BETWEEN}(?:{_HELPS}))"
)
_ILLS = (
    r"(?:conditions?|disorders?|illness(?:es)?|ailments?|diseases?|diagnos[ei]s|mental health (?:issues|problems|"
    r"challenges|concerns|struggles))\b"
)
_MANY = late(
    r"\b(?:(?:range|variety|host|number|spectrum|array|multitude|list|family) of|multiple|various|numerous|"
    rf"several|many(?: different)?|a lot of|all kinds of|and other|or other|as well as other) "
    rf"(?:[\w-]+,? (?:and |or |& )?){{0,5}}?{_ILLS}"
)
#: The heading or lead of a list, where it states the effect.
_LEAD = late(
    r"\b(?:(?:conditions?|disorders?|diagnos[ei]s|illness(?:es)?|symptoms|what|problems|issues)\b[^.?!:]{0,30}?\b"
    r"(?:ketamine|infusions?|it|kap|drips?)(?: [\w-]+){0,3}? (?:can (?:\w+ )?(?:treat|help|relieve|heal|improve)|"
    r"treats|helps|relieves|works for|heals|improves)|"
    r"(?:that|which|who) (?:\w+ )?(?:respond\w*|benefit\w*|improve\w*)(?: \w+){0,2} (?:to|from|with) "
    r"(?:[\w-]+ ){0,2}?(?:ketamine|infusions?)|"
    r"(?:treatable|treated (?:effectively|successfully)|(?:effectively|successfully) treated|helped|relieved) "
    r"(?:with|by) (?:[\w-]+ ){0,2}?(?:ketamine|infusions?)|"
    r"(?:ketamine|infusions?|it|kap)\b[^.?!:]{0,60}\b(?:effective|helpful|beneficial|successful|proven|works well) "
    r"(?:in|for|at|with|against|when|to)(?: (?:treat\w*|reliev\w*|manag\w*|people|patients|those|with|the|following|"
    r"conditions|help|these|a|number|of|symptoms|disorders|suffering|from)){0,6}|"
    rf"(?:ketamine|infusions?|it|kap)\b[^.?!:]{{0,40}}\b{_SHOWN} (?:\w+ )?to (?:\w+ )?(?:help|treat|"
    r"relieve|improve|ease|benefit)(?: (?:with|people|patients|those|the|following|symptoms|of|treat)){0,4}|"
    r"(?:ketamine|infusions?|it|kap)(?: [\w-]+){0,3}? (?:can (?:help |effectively |successfully )?)?(?:helps?|treats?|"
    r"relieves?|alleviates?)(?: (?:with|the|following|these|conditions|symptoms|of|people|patients|those|treat)){0,5}"
    r")\W*$"
)
#: Where a card's text begins without a subject.
_CARD = late(
    r"^\W*(?:(?:highly|very|particularly|especially|proven|remarkably|rapidly|quickly|often|also|clinically|"
    r"extremely|shown to be|safely|gently|effectively|significantly|dramatically),? (?:and )?){0,3}"
    r"(?:helps (?!you (?:decide|understand))|treats |relieves |eases |alleviates |reduces |calms |quiets |lessens |"
    r"soothes |supports (?:\w+ )?(?:recovery|healing|relief)|improves |restores |reverses |interrupts |breaks |"
    r"(?:provid|offer|bring|giv|deliver)(?:es|s) (?:[\w-]+,? (?:and )?){0,4}?(?:relief|improvement|healing|"
    r"remission)|effective (?:for|in|at|against|treatment|relief|when|where|even|with)|successful (?:in|at|for))"
)
_UNSURE = late(
    r"\b(?:being (?:studied|investigated|explored|researched)|under (?:study|investigation)|unproven|"
    r"research(?:ers)? (?:is|are|into|on)|studies are|not (?:yet )?known|little evidence|evidence is|"
    r"remains? (?:limited|unclear|mixed)|(?:limited|mixed|weak|preliminary|early|emerging) (?:evidence|research|"
    r"data|studies)|(?:most|more) (?:commonly|often) used|mostly used|used (?:mainly|mostly|primarily)|"
    r"how effective|not (?:been )?(?:settled|established|clear|certain)|"
    r"unsettled|unclear|uncertain|debated|disputed|whether|if it is|varies|depends|effectiveness of (?!ketamine))\b"
)
#: An effect for some is stated for some.
_SOME = late(r"^[^.;:,]{0,25}\b(?:certain|some|selected|a few|a subset)\b")
_CHRONIC_PAIN = late(r"\bchronic[- ]pain\b|\bpain (?:conditions|disorders|syndromes)\b")
_UNTESTED = late(r"\b(?:existential|end[- ]of[- ]life|terminal(?:ly)? ill\w*)\b")
#: What stands between an effect and a condition where the effect is on something else.
_ELSEWHERE = late(
    r"[.;:?!]|\b(?:well-?being|quality of life|mood|sleep|function\w*|reliance|need for|"
    r"neither|nothing|none|no)\b"
)
_NONE = late(r"\b(?:neither|nothing|none|no)\b")
#: From how many conditions on a plain verb ("eases", "treats") is read as an effect claimed for each.
_FEW = 2
#: Characters from the effect to the first condition, and words up to which a heading is one of a card.
_FAR, _CARD_WORDS = 150, 6
#: Blocks below a heading in which its list is looked for.
_LIST = 20


def effect_for_conditions(given: CheckInput) -> Iterator[Alert]:
    """Flag an effect that is stated for conditions without a link to evidence for each (KL022)."""
    sentence = sentence_of(given)
    sense = sense_of(sentence.text)
    if (
        sentence.voice is Voice.ABSTRACT
        or sense.asks
        or sense.excludes
        or sense.in_animals
        or {"source", "n", "design"} & sense.qualifiers
    ):
        return
    found = (
        _over_a_list(given, sense) or _in_a_sentence(given, sense) or _on_a_card(given, sense, sentence.block)
    )
    if found is None or _UNSURE.search(sense.lower):
        return
    start, end, names = found
    what = ", ".join(dict.fromkeys(names)) if names else "conditions it does not name"
    claim = known_claim(given, "effectively-treats-long-list", "treats-conditions-beyond-depression")
    yield raise_folded(
        given,
        start,
        end,
        f"an effect is stated for {what} without a link to evidence for each",
        claim=claim,
        evidence=claim.sources()[:8] if claim else (),
    )


_Found = tuple[int, int, list[str]]


def _unlinked(given: CheckInput, lower: str) -> list[tuple[str, re.Match[str]]]:
    """Conditions a text names that the library holds no supported claim for."""
    found = [
        (name, match)
        for name, claim, pattern in CONDITIONS
        if not is_linked(given, claim) and (match := pattern.search(lower))
    ]
    for name, pattern in (("chronic pain", _CHRONIC_PAIN), ("distress at the end of life", _UNTESTED)):
        if match := pattern.search(lower):
            found.append((name, match))
    return found


def _stands(given: CheckInput, sense: Sense, start: int, end: int) -> bool:
    """Say whether an effect is stated of ketamine as a fact."""
    return not (
        sense.softened_at(start, end)
        or HEDGE.search(sense.clause_before(start))
        or _SOME.match(sense.lower[end:])
        or sense.denied_at(start, end)
    ) and is_about_ketamine(given, sense.lower, start, end)


def _in_a_sentence(given: CheckInput, sense: Sense) -> _Found | None:
    """An effect on conditions that are named with it, or on many that nobody counts."""
    said = _SAID.search(sense.lower)
    if said is None:
        return None
    many = _MANY.search(sense.lower, said.start(), said.end() + _FAR)
    if many and not _NONE.search(many[0]) and _stands(given, sense, said.start(), said.end()):
        return said.start(), many.end(), [name for name, _ in _unlinked(given, sense.lower)]
    works = _STRONG.search(sense.lower) or said
    named = [
        (name, at)
        for name, at in _unlinked(given, sense.lower)
        if 0 <= at.start() - works.end() <= _FAR
        and not _ELSEWHERE.search(sense.lower, works.end(), at.start())
    ]
    few = 1 if _STRONG.match(sense.lower, works.start()) else _FEW
    if len(named) < few or not _stands(given, sense, works.start(), works.end()):
        return None
    return works.start(), max(at.end() for _, at in named), [name for name, _ in named]


def _on_a_card(given: CheckInput, sense: Sense, block: int) -> _Found | None:
    """An effect without a subject, under a heading that names a condition or beside one that is untested."""
    start = _CARD.match(sense.lower)
    if (
        start is None
        or sentence_of(given).start
        or sense.softened_at(0, start.end())
        or not is_about_ketamine(given, sense.lower, 0, start.end())
    ):
        return None
    section = fold(given.copy.blocks[block].section).lower
    names = [name for name, _ in _unlinked(given, section)] if len(section.split()) <= _CARD_WORDS else []
    untested = [
        name
        for name, match in _unlinked(given, sense.lower)
        if match.start() >= start.end() - 1 and not any(name == one and claim for one, claim, _ in CONDITIONS)
    ]
    if not (names or untested):
        return None
    return 0, len(sense.lower), names or untested


def _over_a_list(given: CheckInput, sense: Sense) -> _Found | None:
    """The heading or lead of a list of conditions, where it says that ketamine helps them."""
    sentence = sentence_of(given)
    lead = _LEAD.search(sense.lower)
    if (
        lead is None
        or NEGATION.search(lead[0])
        or sense.softened_at(lead.start(), lead.end())
        or sense.denied_at(lead.start(), lead.end())
    ):
        return None
    if not (sentence.kind is BlockKind.HEADING or sense.lower.rstrip().endswith(":")):
        return None
    if not is_about_ketamine(given, sense.lower, lead.start(), lead.end()) and not is_ketamine_above(given):
        return None
    heads = sentence.kind is BlockKind.HEADING
    names: list[str] = []
    for below in given.copy.blocks[sentence.block + 1 : sentence.block + 1 + _LIST]:
        if below.kind is not BlockKind.LIST_ITEM and not heads:
            break
        if heads and below.kind is BlockKind.HEADING and len(below.text.split()) > _CARD_WORDS:
            break
        if below.kind is BlockKind.LIST_ITEM or len(below.text.split()) <= _CARD_WORDS:
            names += [name for name, _ in _unlinked(given, fold(below.text).lower)]
    return (lead.start(), len(sense.lower.rstrip(" :")), names) if names else None


CHECKS: dict[str, Check] = {"effect_for_conditions": effect_for_conditions}
