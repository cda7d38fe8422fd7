"""
What a sentence says of an approval: which product, for what, and whether it says so at all.

"FDA-approved" is true or false only of a product and an indication, so both are read
before anything is judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.late_pattern import late
from kb.vetting.denial import clause_before, is_denied
from kb.vocabulary import Drug

_FDA = (
    r"(?:(?:u\.?s\.? |european |british |federal |the )?(?:fda|f\.d\.a\.|food (?:and|&) drug administration|"
    r"mhra|medicines and healthcare products regulatory agency|medicines regulator|(?:(?:drug|"
    r"medicines|federal|"
    r"health) )?regulators?|"
    r"ema|european medicines agency|health canada|tga|therapeutic goods administration|hpra|medsafe))"
)
#: An agency's name somewhere: without one nothing is read more closely.
_AGENCY = late(
    r"approv|\bfda|food (?:and|&) drug|mhra|regulator|\bema\b|european medicines|health canada|\btga\b|"
    r"therapeutic goods|hpra|medsafe"
)
_APPROVED = late(
    rf"\b{_FDA}(?:'s)?[- ]*(?:(?:has|have|had|is|also|already|fully|now|recently|officially|"
    r"just|finally|ever|itself|rightly) )*(?:-\s?)?(?:app?rov(?:ed|al|es)|clear(?:ed|s|ance)|"
    r"authori[sz](?:ed|es|"
    r"ation)|licen[sc]e[ds]|sanction(?:ed|s)|endorse[sd]|signed (?:it )?off|signs off|ok(?:ay)?(?:'d|ed|s)|"
    r"permits|recogni[sz]e[ds]|blessed|accepted|backed|certified|registered|passed|green-?lit|"
    r"given (?:the green light|its blessing|the nod|the go-ahead|the thumbs up)|(?:gave|gives) (?:it |"
    r"ketamine |us |its )?"
    r"(?:the |its )?(?:green light|blessing|nod|go-ahead|thumbs up|seal|stamp)|(?:stamp|seal|badge) "
    r"of approval|"
    r"green light|(?:says|said) yes)|"
    rf"\b(?:green light|blessing|nod|go-ahead|thumbs up|seal of approval|stamp of approval|licen[sc]e|"
    rf"backing|clearance) "
    rf"(?:from|by|of) (?:the )?{_FDA}|"
    r"\b(?:approved|cleared|authori[sz]ed|approval|sanctioned|endorsed|licensed|certified|blessed|backed|"
    r"passed|signed off|"
    rf"green-?lit|rubber-?stamped|accepted) (?:by|from|of) (?:the )?(?:{_FDA}|federal (?:government|"
    rf"agency|agencies|"
    r"authorities))|\b(?:federally|government)[- ]app?roved|"
    rf"\b{_FDA} (?:has |had |recently )?(?:gave|given|gives|grant(?:s|ed)|award(?:s|ed)|"
    rf"issued) (?:[\w-]+ ){{0,4}}?(?:approval|"
    rf"clearance|authori[sz]ation)(?: (?:to|of))?\b"
)
#: An approval that is sought, supposed or out of reach, besides what denies any statement.
_NOT_YET = late(
    r"\b(?:non|unapproved|pending|awaiting|seek(?:s|ing)?|await|if|before|other than|beyond|outside|may soon|"
    r"could soon|will soon|working (?:on|to|toward)|trying to|hop(?:e|es|ing)|appl(?:y|ied|"
    r"ying))\b[^.;]{0,70}$"
)
_NOT_AFTER = late(
    r"^[^,.;]{0,25}\b(?:not|pending|denied|rejected|yet)\b|^ (?:is|was|are) (?:still "
    r")?(?:pending|sought|awaited|not|required)"
)
PSYCHIATRIC = late(
    r"\b(?:depress\w+|anxiety|ptsd|post-?traumatic\w*|trauma|bipolar|ocd|obsessive\w*|"
    r"suicid\w+|mood disorders?|mental (?:health|illness\w*)|psychiatric|addiction|"
    r"alcohol\w*|substance|"
    r"pain\b|crps|fibromyalgia|migraines?|neuropath\w+|anhedonia|trd|mdd)"
)
_PROPER = late(
    r"\b(?:an?a?esthe\w+|surg\w+|sedat\w+|opioids?|procedur\w+|operating|children|"
    r"animals?|veterinary|other (?:uses|purposes|conditions|indications)|different)"
)
#: A time that parts an approval from what it is for.
_SO_LONG = late(
    r"^ for (?:(?:over|more than|many|several|about|nearly) )?"
    r"(?:\d+ |fifty |a half )?(?:decades|years|(?:half a )?century)"
    r"(?= (?:to treat|for|as) )"
)
#: Relief of pain put beside anaesthesia as if it were approved too, and not for an operation.
_PAIN_TOO = late(
    r"^(?:(?!\bused\b)[^.;]){0,60}?\b(?:an?a?esthe\w+|sedat\w+)(?: (?:agent|drug|medication|medicine|use))?"
    r"(?:,? (?:and|or|as well as)|,| ?/| ?&) ?(?:(?:an?|for|as|also|to|treat|(?:chronic|acute)) )*"
    r"(?:analgesi(?:a|cs?)|pain\b(?:[ -](?:relie\w+|management|control|medication|medicine|killer))?|"
    r"painkill\w+|(?:depress\w+|anxiety|ptsd|mood disorders|mental health)\b)"
    r"(?! propert| effect| (?:[\w-]+ ){0,3}(?:is|are) )(?![^.;]{0,30}\b(?:during|surg\w+|procedur\w+|"
    r"operat\w+))"
)
_PAIN_ALONE = late(
    r"^ ?(?:[\w-]+ ){0,2}(?:for |as )(?:an? |use as an? )?(?:analgesi(?:a|cs?)|painkill\w+)(?! (?:in|"
    r"during) )|"
    r"^ (?:analgesic|painkiller)\b(?! propert| effect)"
)
_LABEL = late(r"^((?: [\w-]+){0,3}) ?:")
#: "We use an approved medicine to ease …": what it is used for, and not what it is approved for.
_USES = late(r"\bus(?:es?|ing)\b[^,;]{0,20}$")
_TO_EASE = late(r"^(?P<what> (?:\w+ )?(?:medicine|medication|drug|agent|compound)) to \w+ ")
_ESKETAMINE = late(r"\b(?:es-?\s?ketamine|spravato|s-ketamine)\b")
_KETAMINE = late(
    r"(?<![a-z])(?<!s-)(?<!es-)(?<!\bs )ketamine\b|\binfusions?\b|\btroches?\b|"
    r"\blozenges?\b|\bdrips?\b(?! coffee)"
)
_OTHER = late(
    r"\b(?:(?:oral |existing |other |current |available |several |many |conventional |"
    r"traditional |prescription )*(?:anti-?depressants?|ssris?|tms|transcranial\w*|ect|"
    r"medications|medicines|drugs|devices?|pumps?|facilit(?:y|ies)|"
    r"pharmac(?:y|ies)|(?:manufactur|suppli|wholesal|distribut)(?:er|or)s?|laborator(?:y|ies)|labs?|"
    r"neurostar|auvelity|zulresso|naltrexone|botox|equipment|monitors?|"
    r"opioids?|stimulat\w+|(?<!ketamine )(?<!infusion )therapies)|(?<!ketamine )(?<!infusion )treatments)\b"
)
_SEGMENT_END = late(
    r"[;:.!?()]|, (?:and|has|have|had|now|you|we|our|your|so)\b|\bfor (?:over |more than |many |"
    r"several )?(?:decades|years|half a century|"
    r"\d+ years)\b|"
    r"\b(?:but|however|although|though|while|whereas|which|off-?\s?label|and "
    r"(?:treats?|is|it|has|can|we|are|now|was|have|used|also|its|then|been|because|for (?:decades|"
    r"years))|"
    r"used (?:safely )?(?:off|for decades|since)|is (?:also )?(?:used|now|being)|so (?:it|"
    r"doctors|physicians)|since|because|that|(?<!to )(?:helps?|relieves?|works?|"
    r"eases?|lifts?|changes?|provides?|offers?|gives?|can|may|will)|has (?:also|been|"
    r"shown))\b"
)
ONLY = late(r"\b(?:only|just one|lone|sole|one and only|exclusively)\b")


@dataclass(frozen=True, slots=True)
class Approval:
    """An approval that a sentence states; offsets count characters of its folded text."""

    start: int
    end: int
    denied: bool
    product: Drug
    #: What it says the approval is for, in its own lower-case words; empty where it does not say.
    indication: str
    #: Whether the indication is one for mind or pain.
    psychiatric: bool
    #: Whether the sentence names anaesthesia or another use that is approved.
    proper: bool
    exclusive: bool


def approvals_in(lower: str) -> Iterator[Approval]:
    """Yield the approvals that a folded, lower-cased sentence speaks of."""
    if not _AGENCY.search(lower):
        return
    for match in _APPROVED.finditer(lower):
        before, after = lower[: match.start()], lower[match.end() :]
        after = (
            _LABEL.sub(r"\1 ", _SO_LONG.sub("", after)) if not before.strip(" -") else _SO_LONG.sub("", after)
        )
        ends = _SEGMENT_END.search(after)
        segment = after[: ends.start()] if ends else after
        subject = _last_clause(before)
        if _USES.search(subject) and (purpose := _TO_EASE.match(segment)):
            segment = segment[: purpose.end("what")]
        product = _product(subject, segment, lower)
        named = PSYCHIATRIC.search(segment[:140])
        proper = bool(_PROPER.search(segment)) and not (named and _precedes(segment, named.start()))
        pain = _PAIN_TOO.search(segment) or _PAIN_ALONE.search(segment)
        if pain:
            named, proper = pain, False
        if named is None and _subject_names_use(subject):
            named = PSYCHIATRIC.search(subject)
        denied = (
            is_denied(lower, match.start(), match.end())
            or _NOT_YET.search(clause_before(lower, match.start())) is not None
            or _NOT_AFTER.search(after) is not None
        )
        exclusive = ONLY.search(lower[max(0, match.start() - 40) : match.end() + 12]) is not None
        yield Approval(
            match.start(),
            match.end(),
            denied,
            product,
            segment.strip(),
            named is not None and not proper,
            proper or _PROPER.search(lower) is not None,
            exclusive,
        )


def _precedes(segment: str, position: int) -> bool:
    """Whether the use for mind or pain is named first, and the proper one after it."""
    proper = _PROPER.search(segment)
    return proper is not None and position < proper.start()


def _subject_names_use(subject: str) -> bool:
    """Whether the subject is a treatment *for* something, e.g. ``ketamine for depression is``."""
    return (
        re.search(
            r"\b(?:ketamine|infusions?|therap(?:y|ies)|treatments?|lozenges?|tablets?|spravato|"
            r"esketamine)\b[^,;]{0,40}\b(?:for|of|to treat|in)\b[^,;]{0,50}(?:\b(?:is|are|was|has|"
            r"been|now|fully|an?|the)\b|^)\W*(?:[a-z]+ ){0,3}$",
            subject,
        )
        is not None
    )


def _last_clause(before: str) -> str:
    parts = re.split(r"[;:.!?]|, (?:but|and|while|which)\b|\b(?:but|although|while|whereas)\b", before)
    return parts[-1]


#: The approved thing is what the subject is said to be: "our infusions are FDA-approved treatments".
_IS = late(
    r"\b(?:is|are|was|were|remains?|as)(?: (?:an?|the|now|already|also|fully|all|both|currently|"
    r"officially))*\W*$"
)


def _product(subject: str, segment: str, lower: str) -> Drug:
    named = _ESKETAMINE.search(subject) or _KETAMINE.search(subject)
    head = "" if named and _IS.search(subject) else segment[:60]
    places: list[tuple[int, Drug]] = []
    for drug, pattern in ((Drug.ESKETAMINE, _ESKETAMINE), (Drug.KETAMINE, _KETAMINE), (Drug.OTHER, _OTHER)):
        for match in pattern.finditer(subject):
            places.append((len(subject) - match.end(), drug))
        match_after = pattern.search(head)
        if match_after:
            at = match_after.start()
            directly = (
                re.fullmatch(r"\W*(?:[a-z-]+ ){0,3}\W*", head[:at]) is not None and " for " not in head[:at]
            )
            places.append((at if directly else 60 + at, drug))
    if places:
        nearest = min(places, key=lambda place: place[0])[1]
        if nearest is Drug.KETAMINE and any(drug is Drug.ESKETAMINE for _, drug in places):
            return Drug.ESKETAMINE
        return nearest
    if _ESKETAMINE.search(lower):
        return Drug.ESKETAMINE
    return Drug.KETAMINE if _KETAMINE.search(lower) else Drug.NONE
