"""
The checks on promises against suicide: "saves lives", "relieves suicidal thoughts", "no longer suicidal".

Trials measured thoughts over hours to days; copy that states their relief without trial, time or
crisis line promises more. What is softened ("may reduce"), reported from a trial, or tells whom an
approved use is for is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kb.late_pattern import late
from kb.vetting.asking import known_claim
from kb.vetting.check_input import Check, CheckInput
from kb.vetting.condition_lists import offer_over
from kb.vetting.folding import fold
from kb.vetting.raising import raise_folded, sentence_of
from kb.vetting.records import Alert, BlockKind, Voice
from kb.vetting.sense import HEDGE, sense_of
from kb.vetting.subject import is_about_ketamine, is_told_of_ketamine
from kb.vocabulary import Severity

_THOUGHTS = (
    r"(?:suicidal(?: (?:thoughts?|thinking|ideations?|feelings?|urges?|tendenc\w+|impulses?|behaviou?rs?|cris[ei]s|"
    r"states?|depression|despair|symptoms?|intent\w*))?|suicidality|suicide risk|risk of suicide|"
    r"thoughts? of (?:suicide|self-harm|death|dying|ending))\b"
)
_RELIEF = (
    r"(?:(?:reduc|decreas|reliev|eas|alleviat|improv|diminish|lessen|lower|quiet|calm|lift|combat|revers|"
    r"suppress|quell|dampen|clear|curb|cut|fight|sooth|interrupt)(?:e|es|ed|s|ing)?\b|"
    r"(?:reduction|decrease|improvement|drop|decline|fall)s? (?:in|of)\b|relief (?:from|of|for)\b|reducing\b|"
    r"break(?:s|ing)? (?:the )?(?:cycle|grip|hold|spiral) of\b|"
    r"effective(?:ly)? (?:\w+ )?(?:for|in|against|at|treat\w*)\b|helps?(?: \w+)? (?:with|overcome|against)\b|"
    r"(?:works?|acts?) (?:\w+ )?(?:for|on|against)\b|treats\b|helpful (?:for|in|with)\b|"
    r"(?:brings?|takes?|drives?|shuts?) (?:down|away)\b|effects? (?:on|against)\b|"
    r"(?:rapid|fast|immediate|quick|swift|instant|powerful|effective)(?:-acting)? "
    r"(?:help|treatment|therapy|option|solution|answer|tool|intervention) (?:for|against)\b)"
)
#: A person between relief and thoughts makes the thoughts a mark of whom it is for.
_LINK = (
    r"(?: (?!with\b|who\b|whose\b|among\b|having\b|adults?\b|patients?\b|people\b|individuals\b|those\b|anyone\b|"
    r"attempts?\b|not\b|if\b|when\b|unless\b|until\b|but\b|medicines?\b|medications?\b|antidepressants?\b)"
    r"[\w/'()%-]+[,:]?){0,10}? "
)
_PEOPLE = r"(?:people|patients|those|adults|individuals|clients|anyone|veterans|sufferers)"
_SAID = late(
    rf"\b(?P<relief>{_RELIEF}){_LINK}{_THOUGHTS}|"
    rf"\b(?P<helps>(?:help(?:s|ing)?|(?:results|effects?) (?:for|in|on|with)|"
    rf"relieves?|stabili[sz]es?|rescues?|relief (?:for|to)|lifeline for|(?:rapid|fast|quick|"
    rf"immediate|effective)(?:-acting)? (?:help|treatment|therapy|option) for) (?:[\w-]+ ){{0,3}}?{_PEOPLE} "
    rf"(?:in|with|experiencing|having|who have|who are|facing) (?:[\w-]+ ){{0,4}}?{_THOUGHTS})|"
    r"\b(?P<tool>(?:weapon|tool|defen[cs]e|answer|shield|remedy) (?:against|to|for) suicid\w+)|"
    r"\b(?P<against>anti-?suicid(?:al|e) (?:effects?|properties|benefits?|action|power|response))\b|"
    r"\b(?P<ends>(?:suicidal (?:thoughts?|thinking|ideations?|feelings?|urges?)|suicidality|thoughts? of suicide)"
    r"(?: (?:can|will|often|are|is|were|was|have|has|been|be|also|to|\w+ly)){0,4} (?:reduced|decreased?s?|"
    r"subsided?s?|"
    r"fades?|faded|lifts?|lifted|diminish(?:es|ed)?|drops?|dropped|eased?s?|resolved?s?|lessen(?:s|ed)?|"
    r"improved?s?|relieved|alleviated|clear(?:s|ed)?|recedes?|quieten\w*|falls? away))\b|"
    r"\b(?P<gone>no longer (?:[\w-]+ ){0,3}?suicid\w+|(?:not|n't) suicidal any ?more|free(?:dom)? (?:of|from) "
    r"(?:[\w-]+ ){0,2}?suicid\w+)\b|"
    rf"\b(?P<people>{_PEOPLE} (?:\w+ ){{0,3}}?(?:with|who have|who had|having|experiencing|in) "
    r"(?:[\w-]+ ){0,4}?(?:suicidal (?:thoughts?|thinking|ideations?|feelings?|urges?)|suicidality)"
    r"(?:,? [\w-]+){0,6}? (?:helped|relief|improve[sd]?|better|remission|respond(?:s|ed)?|recover(?:s|ed)?|"
    r"benefit(?:s|ed)?|no longer))\b"
)
#: An item that names them, and words up to which it is one.
_NAMED = late(rf"^\W*(?:(?:acute|active|passive|chronic|severe|have|having) )?(?P<thoughts>{_THOUGHTS})")
_ITEM = 8
#: What makes a statement about people one about their treatment.
_TREATED = late(
    r"\b(?:ketamine|spravato|infusions?|treat\w*|therapy|sessions?|doses?|minutes|hours?|days?|weeks?|helped)\b|%"
)
#: The effect is said to be short, as it was found to be.
_FOR_DAYS = late(
    r"\b(?:temporar\w+|up to (?:about )?(?:a|one|1|seven|7) (?:week|days)|(?:for|about) (?:about |around )?(?:a|"
    r"one|1) "
    r"week|for (?:some|a few|several) days|short[- ](?:term|lived)|wears? off|come back|comes? and goes?|"
    r"returns?)\b"
)
#: What is asked of a patient, or awaited, before treatment.
_ASKED_OF_YOU = late(r"\b(?:once|if|when|until|unless|whether|must|should|require[sd]?|needs?)\b")
#: Studies that are reported, and studies that are merely called upon.
_CLINICAL_STUDIES = late(r"\bclinical (?:stud(?:y|ies)|trials?|research)\b")
#: The effect is said to be short, as it was found to be.
_FOR_DAYS = late(
    r"\b(?:temporar\w+|up to (?:about )?(?:a|one|1|seven|7) (?:week|days)|(?:for|about) (?:about |around )?(?:a|"
    r"one|1) "
    r"week|for (?:some|a few|several) days|short[- ](?:term|lived)|wears? off|come back|comes? and goes?|"
    r"returns?)\b"
)
_STUDIES = late(r"\b(?:stud(?:y|ies)|research\w*|evidence|data|literature)\b")
_SUICID = late(r"suicid|thoughts? of (?:death|dying|ending|self-harm)")


_SUICIDE = late(
    r"\b(?:(?:can be |is |be |as )?(?:a |quite )?(?:literal(?:ly)? |true |real "
    r")?life-?\s?saver|(?:literally |can |truly |really |has )*(?:save[sd]?|saving) "
    r"(?:\w+ ){0,3}lives|life-?\s?saving|"
    r"(?:stop(?:s|ped|ping)?|prevent(?:s|ed|ing)?|eliminat(?:e|es|ed|ing)|end(?:s|ed|"
    r"ing)?|eras(?:e|es|ed|ing)|cur(?:e|es|ed|ing)|halt(?:s|ed|ing)?|banish\w*|get(?:s|"
    r"ting)? rid of|resolv(?:e|es|ed|ing)|take[s]? away|took away) (?:(?!if |when |until |"
    r"unless )[\w']+ ){0,3}(?:suicid\w+)|"
    r"suicid\w+(?: \w+){0,3} (?:vanish\w*|disappear\w*|are gone|is gone|gone|stop(?:s|"
    r"ped)?|melt\w* away|go(?:es)? away|went away|cease[sd]?|evaporat\w+)|anti-?suicid\w+ "
    r"(?:drug|medicine|medication|treatment))\b"
)
_NOT_SUICIDE = late(
    r"\b(?:hotline|(?<!a )lifeline|988|crisis|call(?! (?:this|it|ketamine|our|these|that)\b)|text|"
    r"prevention (?:line|resources|week|month|"
    r"awareness|training)|emergency|cpr|defibrillat\w+|seat ?belts?|war|anesth\w+|surg\w+|"
    r"soldiers?|training)\b"
)
_CRISIS = late(
    r"\b(?:988|crisis (?:line|text)|suicide (?:\w+ )?(?:hotline|lifeline)|1-800-273|call "
    r"911|emergency (?:room|services|department))\b"
)


def suicide_promise(given: CheckInput) -> Iterator[Alert]:
    """Flag a promise to save lives or end suicidal thoughts (KL021)."""
    sentence = sentence_of(given)
    if sentence.voice is Voice.ABSTRACT:
        return
    sense = sense_of(sentence.text)
    for match in _SUICIDE.finditer(sense.lower):
        section = (
            (sense.lower + " " + given.copy.blocks[sentence.block].text.lower())
            if "li" in match[0]
            else sense.lower
        )
        if _NOT_SUICIDE.search(sense.lower) or sense.denied_at(match.start(), match.end()):
            continue
        if (
            "suicid" not in section
            and re.search(r"sav|life", match[0])
            and not re.search(
                r"ketamine|infusion|treatment|spravato|this (?:medicine|medication|drug|therapy)|despair",
                sense.lower,
            )
        ):
            continue
        if "source" in sense.qualifiers or ({"n", "design"} <= sense.qualifiers):
            continue
        claim = known_claim(given, "saves-lives-of-suicidal-people", "treats-suicidal-thoughts")
        extra = "" if _has_crisis_line(given) else "; the page names no crisis line"
        yield raise_folded(
            given,
            match.start(),
            match.end(),
            f'"{match[0].strip()}": suicidal thoughts fell for about a week at most in trials, '
            f"and no study shows fewer attempts or deaths{extra}",
            severity=Severity.WARNING if sense.softened_at(match.start(), match.end()) else None,
            claim=claim,
            evidence=claim.sources() if claim else (),
        )
        return


def suicidal_thoughts_relieved(given: CheckInput) -> Iterator[Alert]:
    """Flag the relief of suicidal thoughts stated as a fact, without the trial that measured it (KL021)."""
    sentence = sentence_of(given)
    if sentence.voice is Voice.ABSTRACT:
        return
    sense = sense_of(sentence.text)
    if not _SUICID.search(sense.lower) or _NOT_SUICIDE.search(
        sense.lower.replace("suicidal cris", "suicidal ")
    ):
        return
    if (
        {"source", "design"} & sense.qualifiers
        or _FOR_DAYS.search(sense.lower)
        or _CLINICAL_STUDIES.search(sense.lower)
    ):
        return
    for match in _SAID.finditer(sense.lower):
        start, end = match.span()
        if (
            sense.denied_at(start, end)
            or _ASKED_OF_YOU.search(sense.clause_before(start))
            or sense.softened_at(start, end)
            or HEDGE.search(sense.clause_before(start))
        ):
            continue
        told_of_people = match["gone"] or match["people"] or match["ends"]
        if not told_of_people and not is_about_ketamine(given, sense.lower, start, end):
            continue
        if told_of_people and not (_TREATED.search(sense.lower) and is_told_of_ketamine(given, sense.lower)):
            continue
        claim = known_claim(given, "treats-suicidal-thoughts", "saves-lives-of-suicidal-people")
        extra = "" if _has_crisis_line(given) else "; the page names no crisis line"
        yield raise_folded(
            given,
            start,
            end,
            f'"{match[0].strip()}": suicidal thoughts fell for about a week at most in trials, and no study '
            f"shows fewer attempts or deaths{extra}",
            severity=Severity.WARNING if _STUDIES.search(sense.lower[:start]) else None,
            claim=claim,
            evidence=claim.sources() if claim else (),
        )
        return


def suicidality_listed(given: CheckInput) -> Iterator[Alert]:
    """Flag suicidal thoughts listed among what is treated, on a page without a crisis line (KL021)."""
    sentence = sentence_of(given)
    if sentence.kind is not BlockKind.LIST_ITEM or sentence.start or len(sentence.text.split()) > _ITEM:
        return
    lower = fold(sentence.text).lower
    named = _NAMED.match(lower)
    if named is None or _NOT_SUICIDE.search(lower) or _has_crisis_line(given):
        return
    offer = offer_over(given)
    if offer is None or offer.rstrip().endswith("?"):
        return
    claim = known_claim(given, "treats-suicidal-thoughts")
    yield raise_folded(
        given,
        named.start("thoughts"),
        named.end("thoughts"),
        "suicidal thoughts are listed among what is treated, and the page names no crisis line",
        severity=Severity.WARNING,
        claim=claim,
        evidence=claim.sources() if claim else (),
    )


def _has_crisis_line(given: CheckInput) -> bool:
    return _names_crisis_line(tuple(block.text for block in given.copy.blocks))


@lru_cache(maxsize=4)
def _names_crisis_line(texts: tuple[str, ...]) -> bool:
    return any(_CRISIS.search(text.lower()) for text in texts)


CHECKS: dict[str, Check] = {
    "suicide_promise": suicide_promise,
    "suicidality_listed": suicidality_listed,
    "suicidal_thoughts_relieved": suicidal_thoughts_relieved,
}
