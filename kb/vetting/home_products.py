"""Checks on compounded ketamine and ketamine or esketamine for use at home."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.late_pattern import late
from kb.vetting.asking import facts_today, known_claim
from kb.vetting.check_input import Check, CheckInput
from kb.vetting.folding import fold
from kb.vetting.raising import raise_folded, sentence_of
from kb.vetting.records import Alert
from kb.vetting.sense import sense_of
from kb.vocabulary import Drug, FactStatus

_HOME = late(
    r"\b(?:(?:at|from|for|in|to) (?:the comfort of )?(?:your |their |the |my )?(?:own "
    r")?home\b|at-home|home[- ]based|home use|take-?\s?home|home (?:ketamine|therapy|"
    r"treatment|dosing|spray|program)|mailed|(?:ship(?:ped|s)?|mail(?:s)?|deliver(?:ed|"
    r"s)?|sen[dt]|post(?:s|ed)?|arrives?|couriered) "
    r"(?:[\w-]+ ){0,6}?(?:right |directly |straight )?(?:(?:to|at|on) (?:your|you|their|"
    r"the) ?(?:own )?(?:home|house|door\w*)?)|"
    r"by (?:mail|post|courier|parcel)|online|"
    r"(?:on|in|from) (?:your|their|the|my|his|her) (?:own )?(?:sofa|couch|settee|bed|bedroom|living[- ]room|"
    r"lounge|"
    r"kitchen(?: table)?|armchair|duvet|garden|front room|hotel room)|letter-?box|mail-?box|door-?step|"
    r"(?:door)?mat\b|porch|"
    r"under (?:the|your) tongue|courier\w*|refills?|subscription|without leaving (?:the house|home|your \w+)|"
    r"self-administer\w*|telehealth|supervision)"
)
_COMPOUND = late(r"\b(?:compound(?:ed|ing)\b(?! (?:interest|problem|the problem|effect)))")
_PRODUCT = late(
    r"\b(?:ketamine|nasal sprays?|sprays?|lozenges?|troches?|tablets?|sublingual\w*|rapid "
    r"dissolv\w+|capsules?|oral|wafers?|melts|gummies|under (?:the|your) tongue)\b"
)
#: Home use that needs no name beside it on a page about ketamine.
_TAKEN_HOME = late(
    r"\b(?:take|taken|taking|dosed?|self-administer\w*) (?:it |them |this )?(?:safely |right )?(?:at|from) "
    r"(?:the comfort of )?(?:your |their )?(?:own )?home\b(?! (?:a|an|the|your|with) )|"
    r"\b(?:take-home|at-home) (?:[\w-]+ ){0,2}?(?:dos(?:es?|ing)|therapy|treatments?|protocols?|program\w*|"
    r"medicines?|medications?|modalit\w+|microdos\w+)\b"
)
_TOPICAL = late(
    r"\b(?:creams?|topical\w*|naltrexone|oxytocin|vitamin\w*|hormon\w+|semaglutide|drive|"
    r"driv(?:en|ing)|ride|rest)\b"
)
_OFFERED = late(
    r"\b(?:available|offer\w*|provid\w*|prescri\w+|treat\w*|relie\w+|help\w*|benefit\w*|"
    r"effective\w*|use[ds]?|using|tak(?:e|en|ing)|maintenance|therapy|program|get|receive|"
    r"order|mail\w*|ship\w*|deliver\w*|convenient|sen[dt]|suppl\w+|post(?:s|ed)?|arriv\w+|dispens\w+|buy|"
    r"pop|slip|dissolv\w+|let|melt|place|tuck|enjoy|try|start|drop\w*|dos(?:e|ing)|swallow|suck|inhale|"
    r"self-administer\w*|administer\w*|choos(?:e|ing)|pick|continue|begin|experience|arrives?|lands?|turns? up|"
    r"comes?|reach(?:es)?|"
    r"courier\w*|refills?|subscri\w+|pick up|collect)\b"
)
_DISCLOSED = late(
    r"\b(?:not|no|never|isn't|aren't|hasn't|haven't|without|non)\b[^.;]{0,40}\b(?:fda|"
    r"food and drug)\b[^.;]{0,40}|\bfda (?:has|have|does|did) not|\b(?:not|isn't|aren't) "
    r"(?:been )?(?:approved|reviewed|evaluated) (?:by|for)|unapproved"
)
_UNTESTED = late(
    r"\b(?:not (?:been )?(?:tested|studied|known|recommended|approved|safe)|unknown|"
    r"unproven|warn\w*|dangerous|risky|against)\b|"
    r"\b(?:usual|own|regular|normal|other|daily|morning) (?:tablets?|medicines?|medications?)\b"
)
_PRODUCT_HOME = late(
    r"\b(?:ketamine|nasal spray|spray|lozenges?|troches?|tablets?)\b[^.;,]{0,60}\b(?:at|"
    r"from|for|in) (?:the comfort of )?(?:your |their |the )?(?:own )?home\b|"
    r"\b(?:at-?home|home[- ]based|take-?home|home) "
    r"(?!(?:between|before|after|during|following|until|once|when|while|prior) )"
    r"(?:\w+ ){0,2}(?:ketamine|nasal|spray|"
    r"lozenges?|troches?|tablets?|treatment|therap\w+|program)"
    r"|\b(?:ketamine|nasal spray|spray|lozenges?|troches?|tablets?)\b[^.;]{0,60}\b(?:sent|mailed|shipped|"
    r"delivered|"
    r"posted|arrives?|couriered)\b[^.;]{0,30}\b(?:home|house|door\w*|you)\b"
    r"|\b(?:order|buy|get|sends?|posts?|mails?|ships?)\b[^.;]{0,30}\b(?:ketamine|nasal spray|spray|"
    r"lozenges?|troches?|"
    r"tablets?)\b[^.;]{0,40}\b(?:online|by mail|by post|home|to you(?:r \w+)?)\b"
    r"|\b(?:ketamine|nasal spray|lozenges?|troches?|wafers?|melts|gummies)\b[^.;]{0,60}\b(?:(?:on|in|from) "
    r"(?:your|the|their) "
    r"(?:own )?(?:sofa|couch|settee|bed|bedroom|living[- ]room|lounge|kitchen(?: table)?|armchair|"
    r"front room)|letter-?box|"
    r"mail-?box|door-?step|(?:door)?mat|porch|courier\w*|without leaving)\b"
    r"|\b(?:pop|slip|place|tuck|let|melt|dissolve)\b[^.;]{0,40}\b(?:wafers?|lozenges?|troches?|tablets?|"
    r"ketamine|one|it)\b"
    r"[^.;]{0,25}\bunder (?:the|your) tongue\b"
    r"|\b(?:couriers?|couriered|subscription|refills?)\b[^.;]{0,40}\b(?:ketamine|lozenges?|troches?|wafers?)\b"
    r"|\bcompounded\b|\b(?:mail\w*|ship\w*|deliver\w*)\b[^.;]{0,30}\bto your"
    r"|\b(?:at-?home|take-?home) (?:[\w-]+ ){0,2}?(?:modalit\w+|options?|dos(?:es?|ing)|sessions?|kits?|microdos\w+|"
    r"protocols?|medicines?|medications?|use|delivery)\b"
    r"|\b(?:your |their )?(?:own )?home (?:with|using|by|via|through) (?:[\w-]+ ){0,3}?(?:ketamine|lozenges?|"
    r"troches?|tablets?|nasal spray)\b"
    r"|\b(?:need no|(?:don't|do not|won't|no longer) need (?:any )?|without (?:any |clinical |medical )?)\s?"
    r"supervision\b[^.;]{0,40}\b(?:administer|take|use|dose|ketamine)"
    r"|\bself-administer\w*\b[^.;]{0,40}\b(?:ketamine|lozenges?|troches?|tablets?|medicine|dose)\b"
    r"|\b(?:ketamine|lozenges?|troches?|tablets?|prescription)\b[^.;]{0,50}\bcompounding pharmac"
    r"|\b(?:online|telehealth) ketamine (?:therapy|treatments?|program\w*|prescri\w+)\b"
    r"|\bketamine (?:therapy|treatments?) (?:online|by mail|by telehealth|via telehealth)\b"
)


#: Forms of ketamine that only a compounding pharmacy makes, offered by the clinic itself.
_OTHER_FORMS = late(
    r"\bwe (?:(?:also|now|can|currently|do) )*(?:offer|provide|prescribe|use|dispense|have)\b[^.;]{0,60}?\b"
    r"(?:(?:oral|sublingual|(?:intra-?)?nasal|rectal)(?: (?:and|or|&) [\w-]+)? ketamine|"
    r"ketamine (?:lozenges?|troches?|(?:nasal )?sprays?|tablets?|rdts?))\b"
    r"|\b(?:oral|sublingual|(?:intra-?)?nasal|rectal) ketamine (?:is|are) (?:(?:also|now|currently) )*"
    r"(?:available|offered|something we|one of our)\b"
    r"|\b(?:let|letting|allow\w*|hold\w*|plac(?:e|ing)|dissolv\w+|melt\w*) (?:a|the|your|each|one) "
    r"(?:\w+ )?(?:lozenge|troche|rdt)\b"
)
_REPORTED = late(
    r"\b(?:authors?|researchers?|investigators?)\b[^.;]{0,40}\b(?:conclud|found|report|suggest|wr[io]te)"
)


_OWN_OFFER = late(r"\b(?:we|our|my|you|your|takes?|taken|taking)\b|^(?:[^\s]+ ){0,5}[^\s]+$")
_BACKED = late(r"\bfda[- ]\w+ $")


def _speaks_of_ketamine_alone(given: CheckInput) -> bool:
    """Whether the page names ketamine and never esketamine."""
    lowers = [fold(block.text).lower for block in given.copy.blocks]
    return any("ketamine" in lower for lower in lowers) and not any(
        _ESKETAMINE.search(lower) for lower in lowers
    )


def _home_offer(given: CheckInput, lower: str) -> re.Match[str] | None:
    """Return where a sentence offers ketamine for home, or in a form that is compounded, where it does."""
    if _TOPICAL.search(lower) or _REPORTED.search(lower):
        return None
    match = None
    if _HOME.search(lower) or _COMPOUND.search(lower):
        if _PRODUCT.search(lower) and _OFFERED.search(lower):
            match = _PRODUCT_HOME.search(lower)
        if match is None and _OWN_OFFER.search(lower):
            match = _TAKEN_HOME.search(lower)
    match = match or _OTHER_FORMS.search(lower)
    if match and _BACKED.search(lower[: match.start()]):
        return None
    if match is None or "ketamine" in lower or _speaks_of_ketamine_alone(given):
        return match
    # what is taken at home may be the esketamine of a page that speaks of both; its own words must tell
    return _PRODUCT_HOME.search(lower) if _PRODUCT.search(lower) and _OFFERED.search(lower) else None


def compounded_without_disclosure(given: CheckInput) -> Iterator[Alert]:
    """Flag a compounded or home product on a page that never says it is not FDA-approved (KL011)."""
    sentence = sentence_of(given)
    sense = sense_of(sentence.text)
    lower = sense.lower
    match = _home_offer(given, lower)
    if (
        match is None
        or sense.asks
        or sense.excludes
        or sense.denied_at(match.start(), match.end())
        or ("supervision" not in match[0] and sense.denied_at(match.end()))
        or _UNTESTED.search(lower)
    ):
        return
    if re.match(r"^\W*(?:is|are) (?:not|never)\b", lower[match.end() :]):
        return
    if Drug.ESKETAMINE in sense.drugs and not _COMPOUND.search(lower):
        return
    if any(_DISCLOSED.search(fold(block.text).lower) for block in given.copy.blocks):
        return
    facts = [
        f
        for f in facts_today(given, Drug.KETAMINE, FactStatus.NOT_APPROVED, FactStatus.WARNING)
        if "compounded" in f.product
    ]
    if not facts:
        return
    claim = known_claim(
        given,
        "home-nasal-spray-treats-list"
        if "spray" in lower or "nasal" in lower
        else "oral-ketamine-at-home-works",
    )
    yield raise_folded(
        given,
        match.start(),
        match.end(),
        "a compounded or home ketamine product, and the page never says that the FDA has "
        "neither approved nor reviewed it",
        claim=claim,
        evidence=[f.id for f in facts],
    )


_SAME = late(
    r"\b(?:(?:the )?same (?:\w+ )?(?:as|drug as|medication as|thing as|active \w+ as)|"
    r"generic(?: version| form| equivalent)?(?: of| for)?|equivalent (?:to|of)|identical "
    r"to|just like|as (?:good|effective) as|interchangeable with|our version of|"
    r"compounded(?: version of)?|(?:cheaper|affordable|low(?:er)?[- ]cost|less expensive|generic) "
    r"(?:version|form) of|substitute for|no different "
    r"(?:from|than)|similar to|alternative to|answer to|off-?brand|own-brand|home-?made|knock-?off|budget|"
    r"discount(?:ed)?|"
    r"cut-price|twin of|cousin of|copy of|carbon copy of|does (?:exactly |precisely )?(?:what|"
    r"the same (?:job |thing )?as)|"
    r"(?:every bit|just|exactly) as (?:good|strong|potent|powerful|effective) as|a match for|"
    r"in all but name)\s+(?:the |your )?"
    r"(?:brand(?:ed|-name)? )?(?:expensive |pricey |costly )?(?:spravato|esketamine|brand(?:ed|-name)? spray)"
    r"|\b(?:spravato|esketamine)(?:'s)?[ -](?:equivalent|generic|clone|dupe|twin|cheaper (?:cousin|twin|"
    r"sister|brother)|style|"
    r"in all but|without the (?:price|brand|bill|cost|paperwork)|at (?:half|a fraction|a third))\b"
    r"|\b(?:spravato|esketamine)\b[^.;]{0,60}\b(?:(?:very |exact |exactly the )?same (?:thing|drug|stuff|"
    r"medicine|effect|result)|identical|"
    r"interchangeable|every bit as good|no different|just as good)\b"
    r"|\bsame (?:molecule|ingredient|active(?: ingredient)?|medicine|drug|stuff|thing|compound|"
    r"chemistry)\b[^.;]{0,30}\b"
    r"(?:brand(?:ed|-name)? (?:spray|version|product|name)|spravato|esketamine|big[- ](?:name|brand) spray|"
    r"the spray your)"
)
_NOT_THE_SAME = late(r"\b(?:not|n't|never|neither|nor)\b|n't\b")
_CONTRAST = late(r"\b(?:unlike|opposed to|different|differs?|contrast|not|no|never|isn't|aren't|nor)\b")


def compounded_as_branded(given: CheckInput) -> Iterator[Alert]:
    """Flag a compounded product that is called the same as, or a generic of, the approved spray (KL012)."""
    sense = sense_of(sentence_of(given).text)
    for match in _SAME.finditer(sense.lower):
        before = sense.clause_before(match.start())
        similar = "similar" in match[0] or "alternative" in match[0] or "as effective" in match[0]
        if (
            _CONTRAST.search(before)
            or _NOT_THE_SAME.search(match[0])
            or sense.denied_at(match.start(), match.end())
            or (similar and sense.hedged)
        ):
            continue
        facts = [
            f for f in facts_today(given, Drug.KETAMINE, FactStatus.NOT_APPROVED) if "compounded" in f.product
        ]
        yield raise_folded(
            given,
            match.start(),
            match.end(),
            "a compounded product is neither the approved esketamine spray nor a generic of it; "
            "no FDA review covers it",
            claim=known_claim(given, "compounded-spray-is-racemic"),
            evidence=[f.id for f in facts],
        )


_ESKETAMINE_HOME = late(
    r"\b(?:take|taking|use|using|administer\w*|self-administer\w*|inhale|get|receive|do|"
    r"have|order|send|mail\w*|ship\w*|deliver\w*|prescri\w+)?\b[^.;,]{0,30}\b(?:spravato|"
    r"esketamine)\b[^.;]{0,60}\b(?:at|from|in|to) (?:the comfort of )?(?:your |their |the "
    r")?(?:own )?(?:home|house|door)\b"
    r"|\b(?:at-?home|home|take-?home|mail-?order|home (?:delivery|use|supply|"
    r"administration) of) (?:spravato|esketamine)\b"
    r"|\b(?:spravato|esketamine)\b[^.;]{0,60}\b(?:take-?home|at-home|home (?:use|delivery|kit)|for home|"
    r"(?:in|on) your own "
    r"(?:home|bed|sofa|couch|living room|schedule))\b"
    r"|\b(?:spravato|esketamine)\b[^.;]{0,70}\b(?:in|on|from) (?:the|your|their|his|her) "
    r"(?:own )?(?:living[- ]room|lounge|bedroom|"
    r"kitchen|sofa|couch|settee|armchair|bed|front room|office|car|garden)\b"
    r"|\b(?:spravato|esketamine)\b[^.;]{0,50}\b(?:by (?:post|mail|courier)|through your letter-?box|"
    r"on your doorstep|"
    r"from your (?:local )?(?:pharmacy|chemist)|straight to your)\b"
    r"|\b(?:your|a) (?:partner|husband|wife|spouse|friend|carer|caregiver|relative|mother|father) (?:can|"
    r"may|will) "
    r"(?:give|administer|spray|supervise)[^.;]{0,40}\b(?:spravato|esketamine)\b"
    r"|\b(?:take-?home|at-home) (?:nasal )?spray\b[^.;]{0,60}\b(?:spravato|esketamine)\b"
    r"|\b(?:spravato|esketamine)\b[^.;]{0,60}\b(?:(?:no|without|skip|skipping) (?:the |"
    r"any )?(?:2-hour |two-hour )?(?:monitoring|observation|supervision|wait)|"
    r"unsupervised|drive (?:yourself )?(?:home|right after))"
)
_ESKETAMINE = late(r"\b(?:spravato|esketamine)\b")
_RIGHTLY = late(
    r"\b(?:must be|only (?:at|in|under)|unlike|opposed|before|ride|someone|drive you|driven|go(?:ing)? home|"
    r"return(?:ing)? home|sent home|leave|rest)\b"
)


def esketamine_at_home(given: CheckInput) -> Iterator[Alert]:
    """Flag esketamine offered for home use or without its observation (KL013)."""
    sense = sense_of(sentence_of(given).text)
    if Drug.ESKETAMINE not in sense.drugs:
        return
    for match in _ESKETAMINE_HOME.finditer(sense.lower):
        skips = "without" in match[0] or "no monitoring" in match[0]
        drug = _ESKETAMINE.search(sense.lower, match.start(), match.end())
        named = drug.start() if drug else match.start()
        clause = sense.clause_before(named) + sense.lower[named : match.end()]
        if not skips and (_RIGHTLY.search(clause) or sense.denied_at(match.end())):
            continue
        if sense.denied_at(named, match.end()):
            continue
        facts = [f for f in facts_today(given, Drug.ESKETAMINE, FactStatus.RESTRICTED) if "home" in f.regimen]
        if facts:
            yield raise_folded(
                given,
                match.start(),
                match.end(),
                "esketamine may be given only at certified centres, with two hours of observation, "
                "and never at home",
                suggestion=facts[0].statement,
                evidence=[f.id for f in facts],
            )
        return


CHECKS: dict[str, Check] = {
    "compounded_without_disclosure": compounded_without_disclosure,
    "compounded_as_branded": compounded_as_branded,
    "esketamine_at_home": esketamine_at_home,
}
