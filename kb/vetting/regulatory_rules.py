"""Checks on approvals: one that is stated for a use without one, and one left without its use (KL007, KL008)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.late_pattern import late
from kb.vetting.answers import question_before, says_yes
from kb.vetting.approval import PSYCHIATRIC, Approval, approvals_in
from kb.vetting.asking import facts_today, known_claim
from kb.vetting.check_input import Check, CheckInput
from kb.vetting.folding import fold
from kb.vetting.raising import raise_folded, sentence_of
from kb.vetting.records import Alert
from kb.vetting.sense import Sense, sense_of
from kb.vocabulary import Drug, FactStatus

_TRD = late(
    r"\b(?:resist\w+|trd|refractory|suicid\w+ (?:ideation|thoughts|behavio\w+)|major "
    r"depress\w+|mdd|depression|depressive|depressed)\b"
)
_NEVER_ESKETAMINE = late(
    r"\b(?:ptsd|post-?traumatic\w*|anxiety|bipolar|ocd|obsessive\w*|chronic pain|crps|"
    r"fibromyalgia|migraines?|addiction|alcohol\w*|prevent\w* suicide|suicide "
    r"prevention)\b"
)


_MINORS = late(
    r"\b(?:teen\w*|adolescen\w+|children|kids|minors?|p(?:a)?ediatric\w*|youth|young people|"
    r"(?:age[sd]? |under )(?:1[0-8]|twelve|eighteen)\b|(?:1[2-7]|twelve) (?:and|or) (?:up|older|over))"
)


def _approved_for(given: CheckInput, approval: Approval) -> bool:
    """Whether a fact that holds today approves the product for the indication stated."""
    facts = facts_today(given, approval.product, FactStatus.APPROVED)
    if approval.product is Drug.KETAMINE:
        return any(PSYCHIATRIC.search(fact.indication) for fact in facts)
    if _NEVER_ESKETAMINE.search(approval.indication) or _MINORS.search(approval.indication):
        return False
    return (
        any(PSYCHIATRIC.search(fact.indication) for fact in facts)
        and _TRD.search(approval.indication) is not None
    )


#: A treatment with ketamine called approved, rather than the drug: no such treatment is.
_A_KETAMINE_TREATMENT = late(
    r"^[ -](?:(?!spravato|esketamine)[\w-]+ ){0,3}?(?:ketamine (?:[\w-]+ )?(?:infusions?|therap(?:y|"
    r"ies)|treatments?|"
    r"lozenges?|troches?|tablets?|injections?|program\w*|protocols?)|infusions?|lozenges?|troches?)\b"
)
#: An approved treatment whose name is left to the next sentence.
_UNNAMED = late(
    r"^ (?:(?!spravato|esketamine)[\w-]+ ){0,2}(?:medicine|medication|treatment|therapy|option|drug)\b"
)
_NAMES_IT = late(
    r"^\W*(?:it|it's|this|that|this is|that is|(?:the|this) (?:treatment|medicine|therapy|option|"
    r"drug))\b[^.;]{0,40}?"
    r"(?:\b(?:called|is|known as|named|uses?)\b|'s\b)[^.;]{0,40}?\bketamine\b"
)
_NAMES_ANOTHER = late(r"\b(?:spravato|es-?ketamine|tms|transcranial|not|never|ect)\b|n't\b")
#: The regulator's backing for ketamine at home, which nobody has.
_HOME_BACKED = late(
    r"\b(?:fda|food and drug administration)(?:'s)?[- ](?:recommended|approved|cleared|endorsed|"
    r"authori[sz]ed|backed|"
    r"sanctioned|recommendations?|guidelines?|guidance)(?: (?:for|on))?(?: [\w-]+){0,2}? "
    r"(?:at-?home|home|take-?home|telehealth|compounded)\b"
    r"(?! (?:blood|device|test|monitor|pulse|sleep))"
    r"|\b(?:at-?home|home|take-?home|telehealth|compounded|online) (?:[\w-]+ ){0,3}?(?:program|"
    r"lozenges?|troches?|tablets?|"
    r"ketamine|therapy|treatments?)(?: \w+)? (?:is|are) (?:\w+ly |all |now )?(?:fda[- ](?:approved|"
    r"cleared)|approved by the "
    r"(?:fda|food and drug administration))"
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


_ASKED_APPROVED = late(
    r"(?<!es)(?<!es-)\bketamine\b[^?]{0,60}\b(?:approved|fda)\b|\b(?:fda|"
    r"approved)\b[^?]{0,60}(?<!es)\bketamine\b"
)
_LIMITED = late(r"\b(?:not|only|off-label|but|spravato|esketamine|an?a?esthe\w+|surg\w+|however)\b|n't\b")


def _answers_yes(given: CheckInput, sense: Sense) -> bool:
    """Whether the sentence answers with a yes, for mind or pain, whether ketamine is approved."""
    lower = sense.lower
    return (
        says_yes(lower)
        and PSYCHIATRIC.search(lower) is not None
        and _ASKED_APPROVED.search(question_before(given.copy, given.sentence_index)) is not None
        and not _LIMITED.search(lower)
    )


def _for_minors(approval: Approval) -> bool:
    """Whether esketamine is called approved for the young; for adults alone it is."""
    return approval.product is Drug.ESKETAMINE and _MINORS.search(approval.indication) is not None


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
    if _answers_yes(given, sense):
        yield _not_held(given, 0, len(sense.lower), Drug.KETAMINE, PSYCHIATRIC.search(sense.lower))
        return
    for approval in approvals_in(sense.lower):
        borrowed = not approval.psychiatric and _borrowed(given, sense, approval)
        if (
            approval.denied
            or sense.asks
            or not (approval.psychiatric or borrowed or _for_minors(approval))
            or (approval.product not in (Drug.KETAMINE, Drug.ESKETAMINE) and not borrowed)
        ):
            continue
        if approval.product is Drug.ESKETAMINE and not approval.indication:
            continue
        if not borrowed and _approved_for(given, approval):
            continue
        product = Drug.KETAMINE if borrowed else approval.product
        named = PSYCHIATRIC.search(approval.indication) or PSYCHIATRIC.search(sense.lower)
        yield _not_held(given, approval.start, approval.end, product, named)


def _not_held(given: CheckInput, start: int, end: int, product: Drug, named: re.Match[str] | None) -> Alert:
    facts = facts_today(given, product, FactStatus.NOT_APPROVED, FactStatus.APPROVED)
    grounds = [f for f in facts if f.status is FactStatus.APPROVED or PSYCHIATRIC.search(f.indication)]
    use = named[0] if named else "this use"
    approved = "; ".join(dict.fromkeys(f.indication for f in grounds if f.status is FactStatus.APPROVED))
    return raise_folded(
        given,
        start,
        end,
        f"{product.code} has no FDA approval for {use}; it is approved for {approved}",
        claim=known_claim(given, "iv-not-approved-for-depression", "approved-only-for-anaesthesia")
        if product is Drug.KETAMINE
        else known_claim(given, "esketamine-approved-for-mdd-or-suicidal"),
        evidence=[f.id for f in grounds],
    )


_MIND_OR_PAIN = late(PSYCHIATRIC.pattern + r"|\b(?:mood|hopeless\w*|despair|emotional)\b")


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
        if not any(_MIND_OR_PAIN.search(block.text.lower()) for block in given.copy.blocks):
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


CHECKS: dict[str, Check] = {
    "approval_not_held": approval_not_held,
    "approval_left_floating": approval_left_floating,
}
