"""
The check on effects stated for conditions: "effective for PTSD", "helps with a range of disorders".

It reads what the check on lists of conditions leaves: one or two conditions with the word that it
works, conditions nobody counts ("multiple conditions", "and other disorders"), the heading or lead
of a list, and a card whose heading names the condition and whose text the effect.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from kb.late_pattern import late
from kb.vetting.asking import known_claim
from kb.vetting.check_input import Check, CheckInput
from kb.vetting.conditions import conditions_in, is_linked, is_unsupported
from kb.vetting.folding import fold
from kb.vetting.raising import raise_folded, sentence_of
from kb.vetting.records import Alert, BlockKind, Voice
from kb.vetting.sense import HEDGE, NEGATION, Sense, sense_of
from kb.vetting.subject import (
    is_about_ketamine,
    is_ketamine_above,
    is_ketamine_alone,
    is_told_of_ketamine,
    names_no_other,
)

#: Adverbs and auxiliaries between a subject and its verb.
_BETWEEN = (
    r"(?:(?:can|will|does|do|also|has|have|been|is|are|often|even|both|(?!rarely|barely)\w+ly|to|be|designed|"
    r"known|able) ){0,5}"
)
_SHOWN = r"(?:shown|proven|found|known|demonstrated|proved)"
#: It works, said outright.
_WORKS = (
    r"effective(?:ly|ness)?\b(?! dose)|efficac(?:y|ious)\b|(?:great|good|excellent|remarkable|impressive|high|"
    r"tremendous|outstanding|strong|superb|striking|dramatic|profound|powerful|positive|proven|amazing) "
    r"(?:success|results|effects|track record)\b(?= (?:in|for|with|on|against|treat\w*))|success(?:ful|fully)?\b"
    r"(?= (?:in|at|with|for|treat\w*|reliev\w*|help\w*))|"
    r"proven (?:[\w-]+ )?(?:benefits|results|relief|success|track record)\b|"
    rf"{_SHOWN} (?:\w+ ){{0,3}}?to (?:\w+ly )?(?:help|treat|reliev\w*|alleviate|reduce|improve|ease|benefit|"
    rf"work)\b|"
    r"works? (?:\w+ly )?(?:well|wonders|great|fast|quickly) (?:for|in|on|against|with)\b|(?:helpful|beneficial|"
    r"useful) "
    r"(?:for|in|with)\b"
)
#: Plain verbs of an effect; they count where ketamine is their subject.
_HELPS = (
    r"helps?\b(?! (?:you )?(?:to )?(?:decide|determine|understand|us|find|navigate))|treats?\b|relieves?\b|"
    r"alleviates?\b|(?:provid|offer|bring|giv|deliver)(?:e|es|s)? (?:[\w-]+ ){0,3}?relief\b|benefits?\b|eases?\b|"
    r"(?:calm|sooth|quiet|lift|heal|combat|tackl|tam|lessen|resolv)(?:e|es|s)?\b|"
    r"(?:reduc|improv)es?\b(?= (?:the )?(?:symptoms|signs|severity))"
)
_STRONG = late(rf"\b(?:{_WORKS})")
#: Relief that is given, by whatever the sentence is about.
_GIVES = (
    r"(?:provid|offer|bring|giv|deliver|promot)(?:e|es|s|ing)? (?:[\w-]+ ){0,3}?relief (?:to|for|from)\b|"
    r"(?:reduc|improv|eas|reliev|alleviat)(?:e|es|ing) (?:the )?(?:symptoms|signs|severity) of\b"
)
_SAID = late(
    rf"\b(?:{_WORKS}|{_GIVES}|(?:ketamine|infusions?|it|therapy|treatments?|drips?|kap) {_BETWEEN}(?:{_HELPS}))"
)
_ILLS = (
    r"(?:conditions?|disorders?|illness(?:es)?|ailments?|diseases?|diagnos[ei]s|mental health (?:issues|problems|"
    r"challenges|concerns|struggles))\b"
)
_MANY = late(
    r"\b(?:(?:range|variety|host|number|spectrum|array|multitude|list|family) of|multiple|various|numerous|"
    rf"several|many(?: different)?|a lot of|all kinds of|and other|or other|as well as other|"
    rf"and (?:further|similar|related|many more)) "
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
    r"(?:in|for|at|with|against|when|to)(?: (?:treat\w*|reliev\w*|manag\w*|people|patients|those|with|the|"
    r"following|"
    r"conditions|help|these|a|number|of|symptoms|disorders|suffering|from)){0,6}|"
    rf"(?:ketamine|infusions?|it|kap)\b[^.?!:]{{0,40}}\b{_SHOWN} (?:\w+ )?to (?:\w+ )?(?:help|treat|"
    r"relieve|improve|ease|benefit)(?: (?:with|people|patients|those|the|following|symptoms|of|treat)){0,4}|"
    r"(?:ketamine|infusions?|it|kap)(?: [\w-]+){0,3}? (?:can (?:help |effectively |successfully )?)?(?:helps?|"
    r"treats?|"
    r"relieves?|alleviates?)(?: (?:with|the|following|these|conditions|symptoms|of|people|patients|those|"
    r"treat)){0,5}"
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
#: Studies that nobody could look up link no condition to its evidence.
#: "PTSD: fewer nightmares", an item that names a condition and then its effect.
_LABELLED = late(
    r"^\W*[\w'()/ -]{2,40}? ?[:,] ?(?:(?:rapid|fast|quick|real|deep|lasting|steady|long-term|total|full|complete|"
    r"significant|dramatic|great|noticeable|swift|gentle) ){0,2}(?:(?:relief|mood lift|improvement|reduction|"
    r"remission)\b|"
    r"(?:fewer|less|quieter|calmer|reduced|lighter|milder|restored|renewed|improved|decreased) "
    r"(?!than|trials?|studie[ds]|research|evidence|data|common|clear|likely|often)\w+|(?:eases?|calms?|"
    r"relieves?|lifts?|quiets?|"
    r"softens?|lessens?|reduces?|loosens?|breaks?|interrupts?|restores?) \w+)"
)
_MANY_STUDIES = late(
    r"\b(?:numerous|many|countless|several|multiple|most|various|dozens of|hundreds of|thousands of|decades of) "
    r"(?:[\w-]+,? ){0,3}?(?:trials|studies|research)\b"
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
_LAST_DAYS = late(r"\b(?:existential|end[- ]of[- ]life|terminal(?:ly)? ill\w*)\b")
#: What stands between an effect and a condition where the effect is on something else.
_ELSEWHERE = late(
    r"[.;:?!]|\b(?:well-?being|quality of life|mood|sleep|function\w*|reliance|need for|"
    r"neither|nothing|none|no|during|procedures?|surgery|an?esthesia)\b"
)
_NONE = late(r"\b(?:neither|nothing|none|no)\b")
#: An effect that is said after the conditions.
_ANSWERS = late(
    r"\b(?:(?:loses? (?:its|their) (?:\w+ )?(?:grip|power|hold)|fades?|lifts?|melts? away|improves?|"
    r"gets? better|eases?|"
    r"resolves?|clears?|subsides?|quiets?)(?: [\w-]+){0,4}? (?:with|after|from|on|during|through|"
    r"thanks to) (?:[\w-]+ ){0,3}?"
    r"(?:ketamine|infusions?)|respond(?:s|ed)? (?:\w+ ){0,3}?to (?:[\w-]+ ){0,2}?(?:ketamine|infusions?)|"
    r"(?:effectively|successfully) (?:treated|relieved|managed) (?:with|by|using) (?:[\w-]+ ){0,2}?(?:ketamine|"
    r"infusions?)|treated (?:effectively|successfully|very well) (?:with|by) (?:[\w-]+ ){0,2}?(?:ketamine|"
    r"infusions?)|"
    r"(?<=, )(?:[\w-]+ ){0,2}?ketamine (?:therapy |infusions? |treatment )?(?:is|are|has been|has proven|works|"
    r"can be) "
    r"(?:[\w-]+ ){0,3}?(?:effective|successful|well|wonders|helpful|beneficial)|"
    r"(?<=, )(?:[\w-]+ ){0,2}?ketamine (?:therapy |infusions? |treatment )?(?:can |will |often )?(?:provid|offer|"
    r"bring|giv)(?:e|es|s)? (?:[\w-]+ ){0,3}?relief|"
    r"(?:notice|experience|see|report|find|feel|enjoy|get|achieve)s? (?:[\w-]+ ){0,3}?(?:improvements?|relief|"
    r"reductions?|benefits?|results|(?:li(?:fe|ves)|freedom|joy|comfort|calm) (?:back|again)))\b"
)
_WHO = late(
    r"\b(?:sufferers|survivors)\b|\b(?:people|patients|those|adults|individuals|clients|"
    r"veterans) (?:[\w-]+ ){0,2}?(?:with|experiencing|who)\b"
)
#: How what people report of their treatment begins.
_TOLD = ("notice", "experience", "see", "report", "find", "feel", "enjoy", "get", "achieve")
_OF_FEW = late(r"\b(?:few|hardly|rarely|some|not|no|never|if|whether|when|unless|once|should)\b")
#: People who are addressed by their illness, and what they are told that it will do.
_ADDRESSED = late(
    r"^\W*(?:are you |do you |is your [\w-]+ |have you been )?(?:still )?(?:living|suffer\w*|struggl\w+|dealing|"
    r"battling|tired|"
    r"sick|plagued|fighting|coping|exhausted|worn|overwhelmed|held back|stuck) (?:[\w'-]+ ){0,2}?(?:with|from|"
    r"of|by|down by)\b"
)
_ASKED_WHAT = late(
    r"^\W*(?:so |q:? ?)?(?:what|which|who)\b[^?]{0,60}\b(?:ketamine|infusions?|it|drips?)\b[^?]{0,30}\b(?:help|"
    r"treat|"
    r"good for|used for|used to|work for|relieve|useful)"
)
_FINITE = late(
    r"\b(?:is|are|was|were|has|have|can|will|may|might|do|does|not|no|if|depends?|trials?|stud\w+)\b|n't\b"
)
_PROMISE = late(
    r"\b(?:ketamine|infusions?|(?:our|a) drips?)(?: (?:therapy|treatments?|infusions?|assisted|can|will|often|"
    r"quickly|gently|"
    r"truly|really)){0,3} (?:help|helps|relieves?|eases?|bring|brings|offers?|provides?|gives?|ends?|stops?|"
    r"calms?|quiets?|"
    r"restores?|works?|is the answer|is your answer|heals?|treats?|lifts?|break|breaks)\b(?! (?:you )?(?:decide|"
    r"understand))"
)
#: Effects of one sentence that are read.
_MOST = 4
#: From how many conditions on a plain verb ("eases", "treats") is read as an effect claimed for each.
_FEW = 2
#: Characters from the effect to the first condition, and words up to which a heading is one of a card.
_FAR, _CARD_WORDS = 150, 6
#: Characters within which a plain verb has a condition for its object.
_NEAR = 40
#: Characters before the first condition of a bare list.
_OPENING = 20
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
        or {"source", "n"} & sense.qualifiers
        or ("design" in sense.qualifiers and not _MANY_STUDIES.search(sense.lower))
    ):
        return
    found = (
        _over_a_list(given, sense) or _in_a_sentence(given, sense) or _on_a_card(given, sense, sentence.block)
    )
    found = found or _after_a_question(given, sense)
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


@dataclass(frozen=True, slots=True)
class _Named:
    """A condition that a text names, without a claim in the library that is supported as it stands."""

    name: str
    start: int
    end: int
    #: Whether the library holds nothing at all for it.
    untested: bool


_Found = tuple[int, int, list[str]]


def _unlinked(given: CheckInput, lower: str) -> list[_Named]:
    found = [
        _Named(name, at.start(), at.end(), not claim or is_unsupported(given, claim))
        for name, claim, at in conditions_in(lower)
        if not is_linked(given, claim)
    ]
    if at := _CHRONIC_PAIN.search(lower):
        found.append(_Named("chronic pain", at.start(), at.end(), False))
    if at := _LAST_DAYS.search(lower):
        found.append(_Named("distress at the end of life", at.start(), at.end(), True))
    return found


def _stands(given: CheckInput, sense: Sense, start: int, end: int) -> bool:
    """Say whether an effect is stated of ketamine as a fact."""
    return not (
        sense.softened_at(start, end)
        or HEDGE.search(sense.clause_before(start))
        or _SOME.match(sense.lower[end:])
        or NEGATION.search(sense.lower[start:end])
        or sense.denied_at(start, end)
    ) and is_about_ketamine(given, sense.lower, start, end)


def _in_a_sentence(given: CheckInput, sense: Sense) -> _Found | None:
    """An effect on conditions that are named with it, or on many that nobody counts."""
    for said in islice(_SAID.finditer(sense.lower), _MOST):
        start, end = said.span()
        many = _MANY.search(sense.lower, start, end + _FAR)
        named = [
            one
            for one in _unlinked(given, sense.lower)
            if 0 <= one.start - end <= _FAR and not _ELSEWHERE.search(sense.lower, end, one.start)
        ]
        if _STRONG.match(sense.lower, start) is None and len(named) < _FEW:
            named = [one for one in named if one.untested and one.start - end <= _NEAR]
        if many and not _NONE.search(many[0]):
            end_at = many.end()
        elif named:
            end_at = max(one.end for one in named)
        else:
            continue
        if _stands(given, sense, start, end):
            return start, end_at, [one.name for one in named]
    return _named_first(given, sense)


def _named_first(given: CheckInput, sense: Sense) -> _Found | None:
    """Conditions as the subject: "PTSD responds well to ketamine", "For PTSD ketamine is highly effective"."""
    answers = _ANSWERS.search(sense.lower)
    if answers is None:
        return None
    start, end = answers.span()
    named = [one for one in _unlinked(given, sense.lower[:start]) if start - one.end <= _FAR]
    told = answers[0].startswith(_TOLD)
    if told and not (_WHO.search(sense.lower[:start]) and is_told_of_ketamine(given, sense.lower)):
        return None
    if not named or NEGATION.search(answers[0]) or _OF_FEW.search(sense.lower[:start]):
        return None
    if sense.softened_at(start, end) or not (told or _stands(given, sense, start, end)):
        return None
    return min(one.start for one in named), end, [one.name for one in named]


def _after_a_question(given: CheckInput, sense: Sense) -> _Found | None:
    """What a question asks of and its answer says: "Living with tinnitus? Our infusions bring relief."."""
    place = given.sentence_index
    if place == 0:
        return None
    before = given.copy.sentences[place - 1]
    asked = fold(before.text).lower
    if sentence_of(given).block - before.block > 1 or not asked.rstrip().endswith("?"):
        return None
    if _ASKED_WHAT.match(asked) and not _FINITE.search(sense.lower):
        listed = _unlinked(given, sense.lower)
        first = min((one.start for one in listed), default=_NEAR)
        names = [one.name for one in listed] if len(listed) >= _FEW and first <= _OPENING else []
        return (first, max(one.end for one in listed), names) if names else None
    answer = _PROMISE.search(sense.lower) if _ADDRESSED.match(asked) else None
    if answer is None or sense.softened_at(*answer.span()) or sense.denied_at(*answer.span()):
        return None
    names = [one.name for one in _unlinked(given, asked)]
    return (answer.start(), answer.end(), names) if names else None


def _on_a_card(given: CheckInput, sense: Sense, block: int) -> _Found | None:
    """An effect without a subject, under a heading that names a condition or beside one that is untested."""
    labelled = _LABELLED.match(sense.lower)
    if labelled and not sentence_of(given).start and (is_ketamine_alone(given) or names_no_other(given)):
        at = labelled[0].index(":") if ":" in labelled[0] else labelled[0].index(",")
        names = [one.name for one in _unlinked(given, sense.lower[:at])]
        if names and not sense.softened_at(0, labelled.end()) and not sense.denied_at(at, labelled.end()):
            return 0, len(sense.lower), names
    start = _CARD.match(sense.lower)
    if (
        start is None
        or sentence_of(given).start
        or sense.softened_at(0, start.end())
        or not is_about_ketamine(given, sense.lower, 0, start.end())
    ):
        return None
    section = fold(given.copy.blocks[block].section).lower
    named = _unlinked(given, section) if len(section.split()) <= _CARD_WORDS else []
    named = named or [
        one for one in _unlinked(given, sense.lower) if one.untested and one.start >= start.end() - 1
    ]
    return (0, len(sense.lower), [one.name for one in named]) if named else None


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
            names += [one.name for one in _unlinked(given, fold(below.text).lower)]
    return (lead.start(), len(sense.lower.rstrip(" :")), names) if names else None


CHECKS: dict[str, Check] = {"effect_for_conditions": effect_for_conditions}
