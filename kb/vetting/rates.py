"""Checks on shares of people who respond or remit, and on multiples of another treatment's effect."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kb.evidence.comparable import same_people
from kb.late_pattern import late
from kb.vetting.bars import ROUNDING, bars_for, figure_words, figures_near, stated_words
from kb.vetting.check_input import Check, CheckInput
from kb.vetting.folding import fold, folded_at
from kb.vetting.knowledge import KnownClaim
from kb.vetting.raising import raise_on, sentence_of
from kb.vetting.records import Alert, StatedQuantity, Voice
from kb.vetting.role_cues import DEFINES
from kb.vetting.sense import Sense, qualifiers_of, sense_of
from kb.vocabulary import Comparison, Drug, Kind, Population, Role, Severity, Unit

_WORDS = {Role.RESPONSE_RATE: "response", Role.REMISSION_RATE: "remission"}
_OTHER = (
    r"(?:(?:traditional|conventional|standard|oral|typical|other|usual|regular|first[- "
    r"]line) (?:\w+ )?(?:treatments?|medications?|drugs?|therap(?:y|ies)|"
    r"pharma\w+(?: treatments?)?)|anti-?depressants?\b|ssris?\b|snris?\b|\bect\b|"
    r"electro-?\s?convulsive(?: therapy)?|electroshock|\btms\b|transcranial magnetic "
    r"stimulation|placebo|"
    r"psychotherapy|talk therapy|\bcbt\b|talk therapies|psilocybin|mdma|stellate "
    r"ganglion\w*|\bsgb\b|prozac|zoloft|midazolam|nerve blocks?|opioids?)"
)
_OTHER_BEFORE = late(
    rf"\b{_OTHER}(?: (?:alone|only|itself))?(?: \w+){{0,2}}? (?:\w+ ){{0,1}}(?:ha(?:s|ve)|"
    r"help\w*|work\w*|achieve\w*|is|are|offer\w*|provid\w*|produc\w*|reach\w*|show\w*|"
    rf"fail\w*|yield\w*|only|at|of|relieve\w*|benefit\w*)\b[^,;]{{0,50}}$"
)
_OTHER_AFTER = late(
    rf"^[^,;]{{0,60}}\b(?:with|for|on|to|from|using|taking|by|given|after|in|of|receiving) "
    rf"(?:(?:the|a|an|their|first|only|just) )?{_OTHER}"
)
_FAILED = late(
    r"\b(?:fail\w*|resist\w*|tried|despite|unlike|who (?:had|have|did)|compared|than|"
    r"versus|vs|haven't|hasn't|no relief|other than|instead of)\b"
)


def rate_above_evidence(given: CheckInput) -> Iterator[Alert]:
    """Flag a response or remission rate above the best pooled or controlled figure of the same people."""
    sentence = sentence_of(given)
    if sentence.voice is Voice.ABSTRACT:
        return
    sense = sense_of(sentence.text)
    for quantity in given.quantities:
        quantity = _turned(quantity, sense, sentence.text)
        if not _is_own_rate(quantity, sense, sentence.text):
            continue
        role = quantity.role or Role.RESPONSE_RATE
        if {"design", "n", "source", "interval"} & sense.qualifiers and figures_near(
            given.knowledge, quantity, role
        ):
            continue
        if (
            quantity.value % 1
            and figures_near(given.knowledge, quantity, role, within=0)
            and quantity.comparison is Comparison.EXACTLY
        ):
            continue
        alert = _above(given, quantity, role, sense)
        if alert is not None:
            yield alert


#: Those who do not get better, of one's own patients: what is left is a rate of response.
_UNHELPED = late(
    r"^[^.;]{0,60}?\b(?:fails?|failed|(?:do|does|did)(?: not|n't)|never|(?:go|goes|went|leave|leaves|left|"
    r"walk(?:s|ed)?) "
    r"(?:home |away |here |(?:our|the|this) [\w-]+ )?(?:without|disappointed|unhappy|empty-handed|unimproved|no "
    r"better)|(?:see|sees|"
    r"saw|feel|feels|felt|"
    r"get|gets|got|notice\w*|report\w*) (?:no|nothing|little)|(?:stay|stays|stayed|remain\w*) (?:depressed|"
    r"ill|unwell|the same))\b"
)
_OURS = late(
    r"\b(?:we|our|us|my|here|ketamine|infusions?|drips?|this clinic|the (?:programme|program|protocol|"
    r"course|series))\b"
)
_NOT_EVERY_DRUG = late(rf"\b{_OTHER}")
#: Share of the unhelped up to which the rest is worth a look.
_FEW = 30


def _turned(quantity: StatedQuantity, sense: Sense, text: str) -> StatedQuantity:
    """Return the share of those who respond where a sentence gives the few who do not: "one in ten fail"."""
    if quantity.role is not Role.OTHER_RATE or quantity.unit is not Unit.PERCENT or quantity.value > _FEW:
        return quantity
    end = folded_at(text, quantity.end)
    ours = _OURS.search(sense.lower) is not None and _NOT_EVERY_DRUG.search(sense.lower) is None
    if not ours or _UNHELPED.search(sense.lower[end:]) is None:
        return quantity
    turned = {
        Comparison.LESS_THAN: Comparison.MORE_THAN,
        Comparison.AT_MOST: Comparison.AT_LEAST,
        Comparison.MORE_THAN: Comparison.LESS_THAN,
        Comparison.AT_LEAST: Comparison.AT_MOST,
    }
    return replace(
        quantity,
        value=100 - quantity.value,
        high=None,
        comparison=turned.get(quantity.comparison, quantity.comparison),
        role=Role.RESPONSE_RATE,
    )


def _above(given: CheckInput, quantity: StatedQuantity, role: Role, sense: Sense) -> Alert | None:
    groups = sense.populations - {Population.ANIMALS}
    esketamine = Drug.ESKETAMINE in sense.drugs and Drug.KETAMINE not in sense.drugs
    bars = bars_for(given.knowledge, role, groups, esketamine=esketamine)
    low = quantity.value
    claim = _rate_claim(given, quantity, role)
    word = _WORDS[role]
    if not bars.shown:
        whom = ", ".join(sorted(group.code for group in groups)) or "these people"
        message = (
            f"{stated_words(quantity)} {word}: the library holds no pooled or controlled figure for {whom}"
        )
        return raise_on(
            given,
            _with_label(given, quantity),
            message,
            severity=Severity.WARNING,
            claim=claim,
            suggestion="Leave the figure out, or cite its study.",
        )
    shown = bars.shown
    best = max(f.value for f in shown)
    bar = bars.bar or shown[0]
    at_most = quantity.comparison in (Comparison.AT_MOST, Comparison.LESS_THAN)
    limit = max(f.value for f in (bar, bars.highest_pooled) if f)
    if round(low) <= limit + ROUNDING:
        return None
    ceiling = max([best, *(f.value for f in (bars.controlled, bars.open_label) if f)])
    text = sentence_of(given).text
    softened = sense.softened_at(folded_at(text, quantity.start), folded_at(text, quantity.end))
    beyond = low > ceiling + ROUNDING or (bars.pooled is not None and low >= bar.value + 35 and not at_most)
    severity = Severity.ERROR if beyond and not softened else Severity.WARNING
    figures = ", ".join(figure_words(f) for f in shown)
    return raise_on(
        given,
        _with_label(given, quantity),
        f"{stated_words(quantity)} {word}: {figures}",
        severity=severity,
        claim=claim,
        evidence=[f.publication.citekey for f in shown],
    )


def _with_label(given: CheckInput, quantity: StatedQuantity) -> StatedQuantity:
    """Return the quantity with its label, where the page sets it on a line of its own above it."""
    sentence = sentence_of(given)
    offsets = given.copy.blocks[sentence.block].offsets
    after = sentence.start + quantity.end
    alone = quantity.start == 0 and after < len(offsets) and given.copy.source[offsets[after]] in "\n\r<"
    return replace(quantity, end=len(sentence.text)) if alone else quantity


def rate_without_qualifier(given: CheckInput) -> Iterator[Alert]:
    """Flag a rate that names neither who was studied, how, when, by what definition nor a source."""
    sentence = sentence_of(given)
    if sentence.voice is Voice.ABSTRACT:
        return
    sense = sense_of(sentence.text)
    for quantity in given.quantities:
        quantity = _turned(quantity, sense, sentence.text)
        if not _is_own_rate(quantity, sense, sentence.text) and not _is_depth(quantity, sense, sentence.text):
            continue
        block = given.copy.blocks[sentence.block].text
        named = sense.qualifiers | qualifiers_of(fold(block).lower)
        if named & {"source", "n", "interval"} or len(named & {"design", "time", "definition"}) >= 2:
            continue
        missing = [words for name, words in _MISSING if name not in named]
        yield raise_on(
            given,
            _with_label(given, quantity),
            f"{stated_words(quantity)} {_WORDS.get(quantity.role or Role.RESPONSE_RATE, 'improvement')} stands "
            f"without {', '.join(missing[:-1])} or {missing[-1]}",
            claim=_rate_claim(given, quantity, quantity.role or Role.RESPONSE_RATE),
            suggestion="Say in how many people, in what kind of study and at what time, and cite it.",
        )
        return


_MISSING = (
    ("n", "the number of people"),
    ("design", "the kind of study"),
    ("time", "the time point"),
    ("definition", "what counts as response"),
    ("source", "a source"),
)

_COMPARES = late(
    r"\b(?:effective\w*|efficacy|respon[ds]\w*|success\w*|remission|relief|fast(?:er)?|"
    r"quick(?:er|ly)|rapid\w*|powerful|potent|better|results?|improve\w*|work(?:s|ed|"
    r"ing)?|stronger|likely|recover\w*|chances?|odds (?:of|for)|prospects)\b"
)
_NOT_EFFECT = late(
    r"\b(?:women|men|females?|males?|risk|odds (?:of|for) (?:develop|hav|suffer|dy|relaps|attempt|"
    r"experienc)\w*|likely to (?:develop|have|suffer|be|die|"
    r"get|attempt|experience (?:depress|anxi))|price|cost|dose|amount|doubles? as|double "
    r"(?:room|occupancy|the (?:dose|price))|prevalence|suicide rate|"
    r"likely to (?:feel|be) (?:sick|ill|dizzy|queasy|unwell|drowsy)|nausea|vomit\w*|"
    r"affect\w*|drivers?|strength|prescri\w+|check)\b"
)


def relative_without_base(given: CheckInput) -> Iterator[Alert]:
    """Flag a multiple of another treatment's effect without both rates and a source."""
    sentence = sentence_of(given)
    if sentence.voice is Voice.ABSTRACT:
        return
    sense = sense_of(sentence.text)
    for quantity in given.quantities:
        if quantity.role is not Role.RELATIVE_EFFECT or quantity.unit is not Unit.FOLD:
            continue
        start, end = folded_at(sentence.text, quantity.start), folded_at(sentence.text, quantity.end)
        near = sense.lower[max(0, start - 90) : end + 90]
        if not _COMPARES.search(near) or _NOT_EFFECT.search(near) or sense.denied_at(start, end):
            continue
        rates = [
            q
            for q in given.quantities
            if q.unit is Unit.PERCENT and q.role in (Role.RESPONSE_RATE, Role.REMISSION_RATE, Role.OTHER_RATE)
        ]
        if (len(rates) >= 2 or len(_PERCENTS.findall(sense.lower)) >= 2) and {
            "source",
            "design",
            "n",
        } & sense.qualifiers:
            continue
        claim = _claim_with(given, Role.RELATIVE_EFFECT)
        yield raise_on(
            given,
            quantity,
            f"a multiple ({stated_words(quantity).replace(' fold', '-fold')}) without both rates "
            "and a source; "
            "no trial in the library measured such a ratio against another treatment",
            severity=Severity.WARNING if sense.softened_at(start, end) else None,
            claim=claim,
            suggestion="Give both rates, from one head-to-head trial with its citation, or leave the "
            "comparison out.",
            evidence=claim.sources() if claim else (),
        )


_PERCENTS = late(r"\d ?(?:%|per ?cent\b)")
#: "raises the success of drips by 45%" compares as well.
_RAISED_BY = late(
    r"\b(?:rais|boost|increas|enhanc|improv|better|strengthen|multipl)\w* [^.;,]{0,60}\bby (?:up to |about |over |"
    r"more than |around |nearly |as much as )?$"
)
_RATED = late(
    r"\b(?:symptoms?|depress\w*|anxiety|pain|ptsd|suicid\w+|cravings|phq\S*|gad\S*|madrs|hamd|mood|flashbacks|"
    r"migraines?) ?"
    r"(?:[\w'-]+ ){0,3}$|^ ?(?:[\w'-]+ ){0,5}?(?:symptoms?|depress\w*|anxiety|pain|ptsd|suicid\w+|cravings|phq|"
    r"gad|madrs|mood)\b"
)
_NO_RESULT = late(
    r"\b(?:goals?|aims?|targets?|hop(?:e|ing)|if|less|at least|or more|or greater|criteri\w+|counts?)\b"
)


def _is_depth(quantity: StatedQuantity, sense: Sense, text: str) -> bool:
    """Say whether the quantity is how far the copy says that symptoms fall on ketamine."""
    if quantity.role is not Role.IMPROVEMENT or quantity.unit is not Unit.PERCENT or sense.in_animals:
        return False
    start, end = folded_at(text, quantity.start), folded_at(text, quantity.end)
    if sense.denied_at(start, end) or DEFINES.search(sense.lower) or _NO_RESULT.search(sense.lower):
        return False
    if re.search(_OTHER, sense.lower) and not sense.drugs & {Drug.KETAMINE, Drug.ESKETAMINE}:
        return False
    return _RATED.search(sense.lower[max(0, start - 60) : start]) is not None or (
        _RATED.search(sense.lower[end : end + 60]) is not None
    )


#: "60% more effective" compares, and is no share of people.
_MULTIPLE = late(r"^ ?(?:more|less|fewer|greater|higher|lower) (?:\w+ly )?(?!than)\w+")


def _is_own_rate(quantity: StatedQuantity, sense: Sense, text: str) -> bool:
    """Say whether the quantity is a rate that the copy claims for ketamine."""
    if quantity.role not in _WORDS or quantity.unit is not Unit.PERCENT:
        return False
    start, end = folded_at(text, quantity.start), folded_at(text, quantity.end)
    if sense.denied_at(start, end) or sense.in_animals:
        return False
    before, after = sense.lower[:start], sense.lower[end:]
    if _MULTIPLE.match(after) or _RAISED_BY.search(before[-90:]):
        return False
    only_other = (
        Drug.KETAMINE not in sense.drugs
        and Drug.ESKETAMINE not in sense.drugs
        and _FAILED.search(sense.lower) is None
    )
    if only_other and re.search(_OTHER, sense.lower):
        return False
    clause = re.split(r",|;|\b(?:while|whereas|but|compared (?:to|with)|versus|vs\.?|than)\b", before)[-1]
    following = re.split(
        r",|;|\band (?=\d)|\b(?:while|whereas|but|compared (?:to|with)|versus|vs\.?|than)\b", after
    )[0]
    if _OTHER_BEFORE.search(clause) and "ketamine" not in clause and not _FAILED.search(clause):
        return False
    if re.match(r"^\W*(?:" + _OTHER + r"|for " + _OTHER + ")", clause) and "ketamine" not in clause:
        return False
    if "ketamine" not in following and _OTHER_AFTER.search(following) and not _FAILED.search(following):
        return False
    return re.search(r"\b(?:only|just|fewer than|less than)\W*$", before) is None or quantity.value > 70


def _rate_claim(given: CheckInput, quantity: StatedQuantity, role: Role) -> KnownClaim | None:
    """The claim that states this rate, nearest in number; of other people than the depressed, theirs."""
    claims = list(given.knowledge.claims.values())
    people = sense_of(sentence_of(given).text).populations - {Population.ANIMALS}
    if people and not any(same_people(group, Population.DEPRESSION) for group in people):
        theirs = (
            c for c in claims if c.kind is Kind.EFFECT and c.population in people and c.drug is Drug.KETAMINE
        )
        return next(theirs, None)
    stating = [(c, q) for c in claims for q in c.quantities if q.role is role]
    stating = stating or [(c, q) for c in claims for q in c.quantities if q.role is Role.RESPONSE_RATE]
    if not stating:
        return None
    return min(stating, key=lambda pair: abs(pair[1].value - quantity.value))[0]


def _claim_with(given: CheckInput, role: Role) -> KnownClaim | None:
    for found in given.found_claims:
        claim = given.knowledge.claims[found.claim]
        if any(q.role is role for q in claim.quantities):
            return claim
    return next(
        (c for c in given.knowledge.claims.values() if any(q.role is role for q in c.quantities)), None
    )


CHECKS: dict[str, Check] = {
    "rate_above_evidence": rate_above_evidence,
    "rate_without_qualifier": rate_without_qualifier,
    "relative_without_base": relative_without_base,
}
