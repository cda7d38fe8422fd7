"""Checks that ask the dated regulatory facts: approvals, regimens, compounded and home products."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.late_pattern import late
from kb.vetting.approval import PSYCHIATRIC, Approval, approvals_in
from kb.vetting.asking import facts_today, known_claim
from kb.vetting.check_input import Check, CheckInput
from kb.vetting.folding import fold
from kb.vetting.raising import raise_folded, sentence_of
from kb.vetting.rebuttal import stands_under
from kb.vetting.records import Alert
from kb.vetting.sense import Sense, sense_of
from kb.vocabulary import Drug, FactStatus, Severity

_TRD = late(
    r"\b(?:resist\w+|trd|refractory|suicid\w+ (?:ideation|thoughts|behavio\w+)|major "
    r"depress\w+|mdd|depression|depressive|depressed)\b"
)
_NEVER_ESKETAMINE = late(
    r"\b(?:ptsd|post-?traumatic\w*|anxiety|bipolar|ocd|obsessive\w*|chronic pain|crps|"
    r"fibromyalgia|migraines?|addiction|alcohol\w*|prevent\w* suicide|suicide "
    r"prevention)\b"
)
_HISTORY = late(
    r"\b(?:(?:in|since|from|until|by|between|as of) (?:\w+ )?(?:\d{1,2},? )?(?:19|20)\d\d|"
    r"originally|initially|at (?:first|the time|launch)|at that time|previously|used to|"
    r"first approved|formerly|no longer|was once|before \w+ 2025|anymore|back then)\b"
)


def _approved_for(given: CheckInput, approval: Approval) -> bool:
    """Whether a fact that holds today approves the product for the indication stated."""
    facts = facts_today(given, approval.product, FactStatus.APPROVED)
    if approval.product is Drug.KETAMINE:
        return any(PSYCHIATRIC.search(fact.indication) for fact in facts)
    if _NEVER_ESKETAMINE.search(approval.indication):
        return False
    return (
        any(PSYCHIATRIC.search(fact.indication) for fact in facts)
        and _TRD.search(approval.indication) is not None
    )


#: A treatment with ketamine called approved, rather than the drug: no such treatment is.
_A_KETAMINE_TREATMENT = late(
    r"^[ -](?:(?!spravato|esketamine)[\w-]+ ){0,3}?(?:ketamine (?:[\w-]+ )?(?:infusions?|therap(?:y|ies)|treatments?|"
    r"lozenges?|troches?|tablets?|injections?|program\w*|protocols?)|infusions?|lozenges?|troches?)\b"
)
#: An approved treatment whose name is left to the next sentence.
_UNNAMED = late(
    r"^ (?:(?!spravato|esketamine)[\w-]+ ){0,2}(?:medicine|medication|treatment|therapy|option|drug)\b"
)
_NAMES_IT = late(
    r"^\W*(?:it|it's|this|that|this is|that is|(?:the|this) (?:treatment|medicine|therapy|option|drug))\b[^.;]{0,40}?"
    r"(?:\b(?:called|is|known as|named|uses?)\b|'s\b)[^.;]{0,40}?\bketamine\b"
)
_NAMES_ANOTHER = late(r"\b(?:spravato|es-?ketamine|tms|transcranial|not|never|ect)\b|n't\b")
#: The regulator's backing for ketamine at home, which nobody has.
_HOME_BACKED = late(
    r"\b(?:fda|food and drug administration)(?:'s)?[- ](?:recommended|approved|cleared|endorsed|authori[sz]ed|backed|"
    r"sanctioned|recommendations?|guidelines?|guidance)(?: (?:for|on))?(?: [\w-]+){0,2}? "
    r"(?:at-?home|home|take-?home|telehealth|compounded)\b"
    r"(?! (?:blood|device|test|monitor|pulse|sleep))"
)
_WARNING = late(r"\b(?:warn\w*|alerts?|caution\w*|risks?|concern\w*|against|before)\b")


def _borrowed(given: CheckInput, sense: Sense, approval: Approval) -> bool:
    """Whether a treatment with ketamine for mind or pain is called approved, or one that ketamine then names."""
    after = sense.lower[approval.end :]
    if approval.product is Drug.KETAMINE:
        return (
            not approval.proper
            and "off-label" not in sense.lower
            and Drug.ESKETAMINE not in sense.drugs
            and _A_KETAMINE_TREATMENT.match(after) is not None
            and PSYCHIATRIC.search(sense.lower) is not None
        )
    if approval.product is not Drug.NONE or _UNNAMED.match(after) is None:
        return False
    following = given.copy.sentences[given.sentence_index + 1 : given.sentence_index + 2]
    lowers = [fold(sentence.text).lower for sentence in following]
    return any(_NAMES_IT.match(lower) and not _NAMES_ANOTHER.search(lower) for lower in lowers)


def approval_not_held(given: CheckInput) -> Iterator[Alert]:
    """Flag an approval that is stated for a product and a use without one (KL007)."""
    sentence = sentence_of(given)
    sense = sense_of(sentence.text)
    home = _HOME_BACKED.search(sense.lower)
    if (
        home
        and Drug.ESKETAMINE not in sense.drugs
        and not sense.denied_at(home.start(), home.end())
        and not _WARNING.search(sense.lower)
    ):
        facts = [
            f
            for f in facts_today(given, Drug.KETAMINE, FactStatus.NOT_APPROVED, FactStatus.WARNING)
            if "compounded" in f.product
        ]
        yield raise_folded(
            given,
            home.start(),
            home.end(),
            "the FDA has approved no ketamine for use at home and warns about it",
            evidence=[f.id for f in facts],
        )
        return
    for approval in approvals_in(sense.lower):
        borrowed = not approval.psychiatric and _borrowed(given, sense, approval)
        if (
            approval.denied
            or sense.asks
            or not (approval.psychiatric or borrowed)
            or (approval.product not in (Drug.KETAMINE, Drug.ESKETAMINE) and not borrowed)
        ):
            continue
        if approval.product is Drug.ESKETAMINE and not approval.indication:
            continue
        if not borrowed and _approved_for(given, approval):
            continue
        product = Drug.KETAMINE if borrowed else approval.product
        facts = facts_today(given, product, FactStatus.NOT_APPROVED, FactStatus.APPROVED)
        grounds = [f for f in facts if f.status is FactStatus.APPROVED or PSYCHIATRIC.search(f.indication)]
        named = PSYCHIATRIC.search(approval.indication) or PSYCHIATRIC.search(sense.lower)
        use = named[0] if named else "this use"
        approved = "; ".join(dict.fromkeys(f.indication for f in grounds if f.status is FactStatus.APPROVED))
        yield raise_folded(
            given,
            approval.start,
            approval.end,
            f"{product.code} has no FDA approval for {use}; it is approved for {approved}",
            claim=known_claim(given, "iv-not-approved-for-depression", "approved-only-for-anaesthesia")
            if product is Drug.KETAMINE
            else known_claim(given, "esketamine-approved-for-mdd-or-suicidal"),
            evidence=[f.id for f in grounds],
        )


def approval_left_floating(given: CheckInput) -> Iterator[Alert]:
    """Flag "FDA-approved" of ketamine without what for, on a page that speaks of mind or pain (KL008)."""
    sentence = sentence_of(given)
    sense = sense_of(sentence.text)
    stated = tuple(approvals_in(sense.lower))
    if any(approval.denied for approval in stated):
        return
    for approval in stated:
        if sense.asks or approval.proper or approval.psychiatric:
            continue
        generic = approval.product is Drug.NONE and _A_MEDICINE.match(sense.lower[approval.end :]) is not None
        if not (approval.product is Drug.KETAMINE or generic) or Drug.ESKETAMINE in sense.drugs:
            continue
        if not any(PSYCHIATRIC.search(block.text.lower()) for block in given.copy.blocks):
            continue
        facts = facts_today(given, Drug.KETAMINE, FactStatus.APPROVED)
        if not facts:
            continue
        yield raise_folded(
            given,
            approval.start,
            approval.end,
            '"FDA-approved" without what for: ketamine is approved as an anaesthetic, and for '
            "no psychiatric or pain condition",
            claim=known_claim(
                given, "fda-approved-and-open-to-off-label-use", "approved-only-for-anaesthesia"
            ),
            evidence=[f.id for f in facts if "anaesth" in f.indication][:1],
        )
        return


#: An approved medicine that is not named: on these pages, ketamine.
_A_MEDICINE = late(r"^ (?:\w+ )?(?:medicine|medication|treatment|therapy|option|drug)\b(?! for)")
_WITH_ORAL = late(
    r"\b(?P<must>(?:must|has to|have to|needs? to|only|required|should|always|cannot be "
    r"\w+ (?:alone|without|on its own|by itself)|can only|may only|exclusively)\b[^.;]{0,60})?"
    r"\b(?:with|alongside|conjunction with|combination with|combined with|together with|"
    r"in addition to|without|plus|along with|taking|on|(?:if|when|while|provided|as long as) you(?:'re| are)? "
    r"(?:also |already )?(?:take|taking|use|on)|beside|on top of) (?:also )?(?:taking )?(?:an?|"
    r"another|their|your|a new|daily|oral|at least one|the)? ?(?:\w+ )?(?:oral "
    r")?(?:anti-?depressants?|ad\b)"
)
_NOT_ALONE = late(
    r"\bnot (?:been )?(?:fda[- ]?)?(?:approved|indicated|licensed|for use)(?: for use)? "
    r"(?:as (?:an? )?)?(?:mono-?therapy|stand-?alone|alone|by itself|on its own)"
)
_ALONE_TOO = late(
    r"(?<!used )(?<!taken )\b(?:alone|mono-?therapy|or (?:with|without)|with or without|optional|either)\b"
)
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
    r"was)[^.;]{0,20} approved"
)


def _demands_tablet(sense: Sense) -> re.Match[str] | None:
    """Return where a sentence says that esketamine needs an oral antidepressant, where it does."""
    lower = sense.lower
    not_alone = _NOT_ALONE.search(lower)
    match = _WITH_ORAL.search(lower)
    if not_alone or match is None:
        return not_alone
    strict = match["must"] or re.search(r"\b(?:must|required|only)\b", lower[: match.start()])
    settled = (
        _ALONE_TOO.search(lower) or _SUICIDAL.search(lower) or sense.denied_at(match.start(), match.end())
    )
    return match if strict and not settled else None


#: Esketamine said to be used beside a tablet, without a "must".
_BESIDE_TABLET = late(
    r"\b(?:used|approved|indicated|prescribed|given|taken|licensed|administered|intended|spray|medicine|medication|"
    r"treatment|resistant depression|trd|\(trd\)|adults)\b[^.;]{0,60}?\b(?:(?:with|alongside|"
    r"along with|together with|beside|in (?:conjunction|combination) with|combined with|in addition to|paired with|"
    r"as an (?:add-on|adjunct) to)) (?:an?|another|their|your|one)? ?(?:other |daily |standard |conventional |"
    r"traditional )?(?:oral )?anti-?depressants?\b"
    r"|\b(?:spravato|esketamine)\W{1,3}(?:in (?:conjunction|combination) with|combined with|together with|"
    r"along with|with) an? (?:oral )?anti-?depressant,? is (?:now )?(?:fda[- ])?(?:approved|indicated|licensed)\b"
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


def stale_approval(given: CheckInput) -> Iterator[Alert]:
    """Flag what was said of esketamine's approval and no longer holds on the day of vetting (KL009)."""
    sentence = sentence_of(given)
    sense = sense_of(sentence.text)
    lower = sense.lower
    if Drug.ESKETAMINE not in sense.drugs and not re.search(
        r"approv|fda|indication|licen|fast-?track|breakthrough|anti-?depress", lower
    ):
        return
    if sense.asks or _HISTORY.search(lower):
        return
    about_esketamine = Drug.ESKETAMINE in sense.drugs
    alone = [
        f for f in facts_today(given, Drug.ESKETAMINE, FactStatus.APPROVED) if f.regimen.startswith("alone")
    ]
    approved = [
        f for f in facts_today(given, Drug.ESKETAMINE, FactStatus.APPROVED) if "depress" in f.indication
    ]
    claim = known_claim(given, "esketamine-approved-for-mdd-or-suicidal")
    if about_esketamine and alone:
        hit = _demands_tablet(sense)
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
    for approval in approvals_in(lower):
        if approval.denied or not approval.exclusive or approval.proper:
            continue
        if approval.product is Drug.ESKETAMINE or (
            approval.product is Drug.KETAMINE and PSYCHIATRIC.search(lower) and about_esketamine
        ):
            yield raise_folded(
                given,
                approval.start,
                approval.end,
                f'"only" holds for a day: on {given.today} esketamine is the one ketamine product '
                "with an approval in depression in the library's facts; say as of when, and of which "
                "products",
                severity=Severity.NOTE,
                claim=claim,
                evidence=[f.id for f in approved],
            )
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


def _first_year(given: CheckInput) -> int:
    starts = [
        f.start
        for f in given.knowledge.facts.values()
        if f.drug is Drug.ESKETAMINE and f.status is FactStatus.APPROVED and f.start
    ]
    return min(starts, default=given.today).year


CHECKS: dict[str, Check] = {
    "approval_not_held": approval_not_held,
    "approval_left_floating": approval_left_floating,
    "stale_approval": stale_approval,
}
