"""Check on what was said of esketamine's approval and was overtaken (KL009)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.late_pattern import late
from kb.vetting.answers import question_before, says_yes
from kb.vetting.approval import PSYCHIATRIC, approvals_in
from kb.vetting.asking import facts_today, known_claim
from kb.vetting.check_input import Check, CheckInput
from kb.vetting.folding import fold
from kb.vetting.knowledge import KnownClaim, KnownFact
from kb.vetting.raising import raise_folded, sentence_of
from kb.vetting.rebuttal import stands_under
from kb.vetting.records import Alert
from kb.vetting.sense import Sense, sense_of
from kb.vocabulary import Drug, FactStatus, Severity

_HISTORY = late(
    r"\b(?:(?:in|since|from|until|by|between|as of) (?:\w+ )?(?:\d{1,2},? )?(?:19|20)\d\d|"
    r"originally|initially|at (?:first|the time|launch)|at that time|previously|used to|"
    r"first approved|formerly|no longer|was once|before (?:[\w-]+ ){0,2}2025|anymore|back then)\b"
)
_WITH_ORAL = late(
    r"\b(?P<must>(?:must|has to|have to|needs? to|only|required|should|always|cannot be "
    r"\w+ (?:alone|without|on its own|by itself)|can only|may only|exclusively)\b[^.;]{0,60})?"
    r"\b(?:with|alongside|conjunction with|combination with|combined with|together with|"
    r"in addition to|without|plus|along with|taking|on|(?:if|when|while|provided|"
    r"as long as) you(?:'re| are)? "
    r"(?:also |already )?(?:take|taking|use|on)|beside|on top of) (?:also )?(?:taking )?(?:an?|"
    r"another|their|your|a new|daily|oral|at least one|the)? ?(?:\w+ )?(?:oral "
    r")?(?:anti-?depressants?|ad\b)"
)
_NOT_ALONE = late(
    r"(?:\bnot|n't) (?:been )?(?:fda[- ]?)?(?:approved|indicated|licensed|for use)(?: for use)? "
    r"(?:as (?:an? )?)?(?:mono-?therapy|stand-?alone|alone|by itself|on its own)"
    r"|\b(?:cannot|can't|can not|may not|must not|mustn't|should never|can never) be (?:used|taken|"
    r"given|prescribed|"
    r"administered|started)(?: \w+)? (?:alone|on its own|by itself|solo|as (?:an? )?mono-?therapy|"
    r"without an? (?:oral )?"
    r"anti-?depressant)"
)
_ALONE_TOO = late(
    r"(?<!used )(?<!taken )\b(?:alone|mono-?therapy|or (?:with|without)|with or without|optional|either)\b"
)
_STRICT = late(r"\b(?:must|required|only)\b")
_SUICIDAL = late(r"\bsuicid\w+")
_SEEKS = late(
    r"\b(?:(?:compan(?:y|ies)|manufacturers?|johnson (?:&|and) johnson|janssen|pharma\w*|"
    r"researchers|drug ?makers?)\b[^.;]{0,60}\b(?:seek\w*|working|trying|hop\w+|pursu\w+|"
    r"appl\w+|await\w*|racing|evaluat\w+|test(?:ing|ed)?)\b[^.;]{0,60}\b(?:approv\w+|"
    r"label(?:l?ed)? indication|indication|licen[cs]\w+)|"
    r"(?:awaiting|pending|expected to (?:get|receive|win)|not yet (?:been )?(?:received|"
    r"approved|gotten|won)|hasn't (?:yet )?been|has not (?:yet )?been|yet to (?:be|"
    r"receive|get)|fast-?track\w*|breakthrough therapy "
    r"designation)\b[^.;]{0,50}\b(?:approv\w+|fda))"
)
_NO_FORM = late(
    r"\bno (?:form|version|type|kind|formulation) of (?:es)?ketamine (?:is|has been|"
    r"was)[^.;]{0,20} approved\b[^.;]{0,50}\b(?:depress|mood|psychiatric|mental|trd|any (?:condition|"
    r"use|disorder))"
)


_MEDS = r"(?:anti-?depressants?|ssris?|snris?)"
#: Further ways of asking for a tablet beside the spray.
_REQUIRED = late(
    rf"\b(?:requires?|required|mandat\w+|needs?|must|have to|has to|insists?|"
    rf"obliges?)\b[^.;]{{0,50}}\b(?:stay on|remain on|"
    rf"keep (?:on )?taking|continue (?:on|taking|with)|take|taking|be on|add|prescri\w+|paired with|"
    rf"combined with|pair\w* "
    rf"(?:it )?with|start|along with|alongside) (?:an?|another|your|their|the|"
    rf"at least one)? ?(?:[\w-]+ ){{0,2}}?{_MEDS}\b"
    rf"|\b(?:needs?|requires?) (?:an?|another|your|"
    rf"the) (?:[\w-]+ ){{0,2}}?{_MEDS}\b[^.;]{{0,30}}\b(?:to work|as well|too|beside|"
    rf"alongside|with it)\b"
    rf"|\bonly\b[^.;]{{0,40}}\b(?:approved|allowed|available|covered by (?:its|the) label|given|"
    rf"prescribed|used)\b[^.;]{{0,40}}"
    rf"\b(?:as an? add-?on|adjunctive(?:ly)?|as an? adjunct)"
    rf"|\b{_MEDS} (?:is|are) (?:always |still |also |absolutely )?(?:required|mandatory|necessary|"
    rf"needed|a must|compulsory)\b"
)
_STILL_NOT = late(
    r"\b(?:bipolar|child\w*|teen\w*|adolescen\w+|minors?|under|prevent\w*|anxiety|ptsd|ocd|pain|home|"
    r"postpartum)\b"
)
_ASKED_TABLET = late(rf"\b(?:have to|need|must|required|necessary|still)\b[^?]{{0,60}}\b{_MEDS}\b")
_SOFT_YES = late(r"\b(?:no longer|not|alone|without|optional|usually|most|often|may|can)\b|n't\b")


def _demands_tablet(sense: Sense) -> re.Match[str] | None:
    """Return where a sentence says that esketamine needs an oral antidepressant, where it does."""
    lower = sense.lower
    not_alone = _NOT_ALONE.search(lower)
    match = _WITH_ORAL.search(lower)
    if not_alone:
        return not_alone
    if match is None or not (match["must"] or _STRICT.search(lower[: match.start()])):
        match = _REQUIRED.search(lower)
        if match is None:
            return None
        settled = (
            _ALONE_TOO.search(lower) or _SUICIDAL.search(lower) or sense.denied_at(match.start(), match.end())
        )
        return None if settled else match
    settled = (
        _ALONE_TOO.search(lower) or _SUICIDAL.search(lower) or sense.denied_at(match.start(), match.end())
    )
    return None if settled else match


#: Esketamine said to be used beside a tablet, without a "must".
_BESIDE_TABLET = late(
    r"\b(?:used|approved|indicated|prescribed|given|taken|licensed|administered|intended|spray|"
    r"medicine|medication|"
    r"treatment|resistant depression|trd|\(trd\)|adults)\b[^.;]{0,60}?\b(?:(?:with|alongside|"
    r"along with|together with|beside|in (?:conjunction|combination) with|combined with|"
    r"in addition to|paired with|"
    r"as an (?:add-on|adjunct) to)) (?:an?|another|their|your|one)? ?(?:other |daily |standard |"
    r"conventional |"
    r"traditional )?(?:oral )?anti-?depressants?\b"
    r"|\b(?:spravato|esketamine)\W{1,3}(?:in (?:conjunction|combination) with|combined with|together with|"
    r"along with|with) an? (?:oral )?anti-?depressant,? is (?:now )?(?:fda[- ])?(?:approved|indicated|"
    r"licensed)\b"
)
_PERMITTED = late(
    r"\b(?:can|may|could|might|compared?|versus|vs|trials?|stud(?:y|ies)|continue|unlike|safe)\b"
)
_ALONE_SAID = late(
    r"\bmono-?therapy\b|\bstand-?alone\b|\bwith or without an? (?:oral )?anti-?depressant|"
    r"\b(?:used|taken|given|approved|prescribed)(?: [\w-]+){0,6}? (?:alone|on its own|by itself|"
    r"without an? (?:oral )?anti)"
)
_RESISTANT = late(r"resist|\btrd\b|refractory")
_NAMES_ESKETAMINE = late(r"\b(?:es-?ketamine|spravato)\b")


def _beside_tablet(given: CheckInput, sense: Sense) -> re.Match[str] | None:
    """Return where a sentence or item about esketamine gives it beside a tablet only, where it does."""
    lower = sense.lower
    match = _BESIDE_TABLET.search(lower)
    if match is None or sense.qualifiers & {"n", "design", "source"} or _PERMITTED.search(lower):
        return None
    if Drug.ESKETAMINE not in sense.drugs and (
        Drug.KETAMINE in sense.drugs or not stands_under(given.copy, given.sentence_index, _NAMES_ESKETAMINE)
    ):
        return None
    before = lower[: match.end()]
    if "suicid" in lower and not _RESISTANT.search(lower):
        return None
    if before.rfind("suicid") > max(before.rfind("resist"), before.rfind("trd"), before.rfind("refractory")):
        return None
    if sense.denied_at(match.start(), match.end()) or _ALONE_TOO.search(lower) or _ALONE_SAID.search(lower):
        return None
    said = any(_ALONE_SAID.search(fold(block.text).lower) for block in given.copy.blocks)
    return None if said else match


#: "The only medicine approved for": the article tells it from "approved only for".
_THE_ONLY = late(r"\b(?:the|our|its) (?:(?:first|one) and )?(?:only|sole)\b[^.;]{0,45}$|\bsole\b[^.;]{0,45}$")
_MIND = late(r"\bppd\b|\bpmdd\b")


#: An approval that esketamine has, denied.
_DENIED_USE = late(
    r"\b(?:has|have|is|was)(?: not|n't)(?: yet)?(?: been)? (?:fda[- ])?(?:approved|cleared|"
    r"authori[sz]ed)\b[^.;]{0,60}?\b"
    r"(?:resistant depression|depress\w+ (?:[\w-]+ ){0,4}?suicid\w+|suicid\w+ (?:thoughts|ideation)|"
    r"major depress\w+|"
    r"trd|mdd|(?:for|in|to treat) depression)"
    r"|\boff-?label (?:for|in|to treat) (?:treatment-?\s?resistant depression|trd)\b"
)
_OTHER_USE = late(
    r"\b(?:racemic|generic|compounded|iv|infusions?|prevent\w*|bipolar|child\w*|teen\w*|adolescen\w+|"
    r"minors?|under|home|"
    r"anxiety|ptsd|ocd|pain|mild|first-line|an?a?esthe\w+|until|before|postpartum|ketamine itself|"
    r"unlike|whereas|while)\b|"
    r"(?<!es)(?<!es-)(?<!\()ketamine\b"
)
#: "No other drug has it", which says as much as "only".
_NO_OTHER = late(
    r"\b(?:no|nothing|none) (?:other|else)\b[^.;]{0,60}\b(?:approv\w+|fda)\b[^.;]{0,40}\b(?:depress\w+|trd)\b"
)
_ONE_USE = late(
    r"\b(?:just|only|exactly|but|a)? ?(?:one|a single|1) (?:use|indication|condition|diagnosis|"
    r"purpose|disorder)\b"
)


#: The same without the agency's name.
_ONLY_APPROVED = late(
    r"\b(?:only|sole|lone) (?:[\w-]+ ){1,4}?approved (?:for|to treat|"
    r"in) (?:[\w-]+ ){0,3}?(?:depression|trd)\b"
)


def _answers_tablet(given: CheckInput, lower: str) -> re.Match[str] | None:
    """Return the yes to whether esketamine needs a tablet beside it, where the sentence is one."""
    question = question_before(given.copy, given.sentence_index)
    if not (
        question and _NAMES_ESKETAMINE.search(question) and _ASKED_TABLET.search(question) and says_yes(lower)
    ):
        return None
    return None if _SOFT_YES.search(lower) else re.match(r".+", lower)


def stale_approval(given: CheckInput) -> Iterator[Alert]:
    """Flag what was said of esketamine's approval and no longer holds on the day of vetting (KL009)."""
    sentence = sentence_of(given)
    sense = sense_of(sentence.text)
    lower = sense.lower
    if Drug.ESKETAMINE not in sense.drugs and not re.search(
        r"approv|fda|indication|licen|fast-?track|breakthrough|anti-?depress|^\W*yes|^\W*absolutely", lower
    ):
        return
    if sense.asks or _HISTORY.search(lower):
        return
    about_esketamine = Drug.ESKETAMINE in sense.drugs or (
        Drug.KETAMINE not in sense.drugs and stands_under(given.copy, given.sentence_index, _NAMES_ESKETAMINE)
    )
    alone = [
        f for f in facts_today(given, Drug.ESKETAMINE, FactStatus.APPROVED) if f.regimen.startswith("alone")
    ]
    approved = [
        f for f in facts_today(given, Drug.ESKETAMINE, FactStatus.APPROVED) if "depress" in f.indication
    ]
    claim = known_claim(given, "esketamine-approved-for-mdd-or-suicidal")
    if about_esketamine and alone:
        hit = _demands_tablet(sense) or _answers_tablet(given, lower)
        if hit:
            since = alone[0].start.strftime("%B %Y") if alone[0].start else "some time"
            yield raise_folded(
                given,
                hit.start(),
                hit.end(),
                f"out of date: since {since} esketamine is reported as approved for "
                "treatment-resistant depression alone too",
                severity=Severity.ERROR,
                claim=claim,
                suggestion=alone[0].statement,
                evidence=[alone[0].id],
            )
            return
    denied = _DENIED_USE.search(lower) if approved and Drug.ESKETAMINE in sense.drugs else None
    if denied and not _OTHER_USE.search(lower):
        yield raise_folded(
            given,
            denied.start(),
            denied.end(),
            f"out of date: esketamine spray has been approved for depression of these kinds since {_first_year(given)}",
            severity=Severity.ERROR,
            claim=claim,
            evidence=[f.id for f in approved],
        )
        return
    beside = _beside_tablet(given, sense) if alone else None
    if beside:
        yield raise_folded(
            given,
            beside.start(),
            beside.end(),
            "incomplete: for treatment-resistant depression esketamine is by now reported as approved "
            "alone too, and not only beside a tablet",
            severity=Severity.NOTE,
            claim=claim,
            suggestion=alone[0].statement,
            evidence=[alone[0].id],
        )
        return
    if approved:
        seeks = _SEEKS.search(lower) or _NO_FORM.search(lower)
        if (
            seeks
            and (not _STILL_NOT.search(lower) or _RESISTANT.search(lower))
            and PSYCHIATRIC.search(lower)
            and (
                about_esketamine
                or _NO_FORM.search(lower)
                or re.search(r"\b(?:nasal|compan|manufactur|pharma|drug ?maker)", lower)
            )
        ):
            yield raise_folded(
                given,
                seeks.start(),
                seeks.end(),
                "out of date: esketamine spray has been approved for treatment-resistant depression "
                f"since {_first_year(given)}",
                severity=Severity.ERROR,
                claim=known_claim(given, "companies-still-seek-approval"),
                evidence=[f.id for f in approved],
            )
            return
    only = _ONLY_APPROVED.search(lower) if Drug.ESKETAMINE in sense.drugs else None
    if only and not sense.denied_at(only.start(), only.end()):
        yield _only(given, only.start(), only.end(), approved, claim)
        return
    for approval in approvals_in(lower):
        no_other = Drug.ESKETAMINE in sense.drugs and _NO_OTHER.search(lower) is not None
        one_use = approval.product is Drug.ESKETAMINE and _ONE_USE.search(lower) is not None
        if (
            (approval.denied and not no_other)
            or not (approval.exclusive or no_other or one_use)
            or approval.proper
        ):
            continue
        if (
            no_other
            or approval.product is Drug.ESKETAMINE
            or (approval.product is Drug.KETAMINE and PSYCHIATRIC.search(lower) and about_esketamine)
        ):
            yield _only(given, approval.start, approval.end, approved, claim)
            return
        if (
            approval.product in (Drug.OTHER, Drug.NONE)
            and _THE_ONLY.search(lower[: approval.start])
            and (approval.psychiatric or _MIND.search(approval.indication))
        ):
            yield raise_folded(
                given,
                approval.start,
                approval.end,
                '"the only one approved" holds for a day; say as of when, and check what was approved since',
                severity=Severity.NOTE,
                suggestion="Say as of when it was the only one, and name what was approved since.",
            )
            return


def _only(
    given: CheckInput, start: int, end: int, approved: list[KnownFact], claim: KnownClaim | None
) -> Alert:
    return raise_folded(
        given,
        start,
        end,
        f'"only" holds for a day: on {given.today} esketamine is the one ketamine product with an approval in '
        "depression in the library's facts; say as of when, and of which products",
        severity=Severity.NOTE,
        claim=claim,
        evidence=[f.id for f in approved],
    )


def _first_year(given: CheckInput) -> int:
    starts = [
        f.start
        for f in given.knowledge.facts.values()
        if f.drug is Drug.ESKETAMINE and f.status is FactStatus.APPROVED and f.start
    ]
    return min(starts, default=given.today).year


CHECKS: dict[str, Check] = {"stale_approval": stale_approval}
