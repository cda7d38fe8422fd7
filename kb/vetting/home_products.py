"""Check on compounded ketamine, and ketamine for use at home (KL011)."""

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
    r"self-administer\w*|administer\w*|choos(?:e|ing)|pick|continue|begin|experience|arrives?|lands?|"
    r"turns? up|"
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
    r"\b(?:usual|own|regular|normal|other|daily|morning|pressure|thyroid|heart|diabetes|"
    r"anti-nausea) (?:tablets?|medicines?|medications?)\b"
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
    r"|\b(?:couriers?|couriered|subscription|refills?)\b[^.;]{0,40}\b(?:ketamine|lozenges?|troches?|"
    r"wafers?)\b"
    r"|\bcompounded\b|\b(?:mail\w*|ship\w*|deliver\w*)\b[^.;]{0,30}\bto your"
    r"|\b(?:at-?home|take-?home) (?:[\w-]+ ){0,2}?(?:modalit\w+|options?|dos(?:es?|ing)|sessions?|"
    r"kits?|microdos\w+|"
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


_FORMS = (
    r"(?:lozenges?|troches?|(?:nasal )?sprays?|tablets?|rdts?|capsules?|wafers?|melts|"
    r"gumm(?:y|ies)|suppositor(?:y|ies)|films?|pills?)"
)
#: Forms of ketamine that only a compounding pharmacy makes, offered by the clinic itself.
_OTHER_FORMS = late(
    r"\blet (?:the|a|your) (?:\w+ )?tablets? dissolve\b|"
    r"\b(?:custom|personali[sz]ed|flavou?red|compounded) (?:\w+ )?(?:troches|lozenges)\b|"
    r"\bwe (?:(?:also|now|can|currently|do) )*(?:offer|provide|prescribe|use|dispense|have)\b[^.;]{0,60}?\b"
    r"(?:(?:oral|sublingual|(?:intra-?)?nasal|rectal)(?: (?:and|or|&) [\w-]+)? ketamine|"
    rf"ketamine {_FORMS})\b"
    r"|\b(?:oral|sublingual|(?:intra-?)?nasal|rectal) ketamine (?:is|are) (?:(?:also|now|currently) )*"
    r"(?:available|offered|something we|one of our)\b"
    r"|\b(?:let|letting|allow\w*|hold\w*|plac(?:e|ing)|dissolv\w+|melt\w*|take|taking|swish\w*|tuck\w*) "
    r"(?:a|the|your|each|one|my) (?:\w+ )?(?:ketamine )?(?:lozenge|troche|rdt)\b"
    rf"|\b(?:our|your|my) (?:[\w-]+ ){{0,3}}?ketamine {_FORMS}\b"
    r"|\b(?:our|my) (?:[\w-]+ ){0,2}?(?:lozenges|troches|rdts)\b(?! are (?:\w+ )?(?:approv|fda))|"
    r"\bour at-?home (?:\w+ )?(?:tablets|spray|doses?)\b"
    r"|\b(?:lozenges|troches)\b[^.;]{0,30}\b(?:in the mail|by mail|to my (?:door|house)|"
    r"on my (?:couch|sofa|bed))\b"
    r"|\bcompounded (?:[\w-]+ ){0,2}?ketamine\b(?=[^.;]{0,60}\b(?:eas|lift|reliev|help|treat|let|bring|giv|"
    r"offer|work|from \$|\$\d|tailored|personali[sz]ed))"
    rf"|\b(?:custom(?:-made|-compounded|i[sz]ed)?|personali[sz]ed|made-to-order|flavou?red|rapid-dissolv\w+|"
    rf"dissolvable) (?:[\w-]+ ){{0,2}}?ketamine {_FORMS}\b"
    rf"|\bketamine {_FORMS}\b[^.;]{{0,40}}\b(?:for \$|from \$|per month|a month|included|"
    rf"made (?:just )?for you|"
    r"tailored|prescribed online)"
)
#: Ketamine that is had without going to a clinic, by what it is called.
_REMOTE = late(
    r"\b(?:at-?home|take-?home|home-based|mail-?order|mailed|home-delivered|telehealth|tele-?medicine|online|"
    r"virtual|remote) (?:[\w-]+ ){0,2}?(?<!es)(?<!es-)ketamine\b|\bhome ketamine\b"
    r"|(?<!es)(?<!es-)\bketamine(?: \w+)?,? (?:(?:taken|used|dosed|given|delivered|sent|mailed|"
    r"shipped)(?: [\w-]+){0,3} )?"
    r"(?:right |straight |directly )?"
    r"(?:at home|from home|to your (?:home|door\w*|house)|by mail|in your own (?:home|bed|living room)|"
    r"by telehealth|via telehealth|online|from (?:your|the comfort of(?: your)?) (?:\w+ )?(?:home|couch|"
    r"sofa|bed))\b"
    r"|\b(?:mail|ship|send|deliver|overnight|courier)(?:s|ed|ing)? (?:out )?(?:you )?(?:your |"
    r"the )?(?:[\w'-]+ ){0,4}?"
    r"(?<!es)(?<!es-)\bketamine\b"
    rf"|\bketamine {_FORMS},? (?:[\w-]+ ){{0,2}}?(?:shipped|mailed|delivered|sent|couriered)\b"
    rf"|\b(?:nasal|oral|sublingual|rectal|"
    rf"compounded) ketamine(?: {_FORMS})?\b(?=[^.;]{{0,60}}\b(?:daily|between "
    rf"infusions|own pace|home|monthly|program|living room)\b)"
    rf"|(?<!es)(?<!es-)\bketamine(?: {_FORMS})?,? (?:delivered|shipped|mailed|sent) (?:discreetly|"
    rf"overnight|nationwide|statewide|"
    rf"monthly|weekly|fast|free|right|straight|to (?:you|your|patients))\b"
    r"|\b(?:take|taking|use|using|dose|try|do|have|receive|get|"
    r"experience) (?:[\w'-]+ ){0,2}?(?<!es)(?<!es-)ketamine\b"
    r"(?![^.;]{0,50}\b(?:rest|recover|relax|ride|driven))[^.;]{0,50}\bat home\b"
    r"|\bcompounding (?:partner|pharmac\w+|lab|team)\b[^.;]{0,60}\bketamine\b"
    r"|\bketamine prescriptions? (?:online|today|tonight|in \w+ |within|by|from home|without)\b"
    r"|\bwithout leaving (?:home|the house|your \w+)\b|\bketamine (?:memberships?|subscriptions?|"
    r"refills?|kits?|box)\b"
    r"|\b(?:tablets?|lozenges?|troches?|capsules?) of ketamine\b|\bketamine (?:in|from) bed\b"
    r"|\bskip the clinic\b|\bclinic comes to (?:you|your)\b"
)
#: What makes a mention an offer: praise, a price, an invitation, or the clinic's own voice.
_PROMOTED = late(
    r"\b(?:our|we|us|your|you|qualify|eligible|start|begin|try|get|order|book|sign up|ask for|"
    r"now available|simple|"
    r"easy|easier|affordable|convenient|private|discreet|costs?|saves?|cheaper|works?|feels?|helps?|"
    r"brings?|lifts?|"
    r"eases?|relieves?|treats?|better|as well|same results|trusted|\d+ ?/ ?month|per month|a month|"
    r"for (?:depression|"
    r"anxiety|ptsd|pain|trauma)|between infusions|daily|own pace|monthly)\b|\$ ?\d|^(?:[^\s]+ ){3,7}[^\s]+$"
)
_GENERIC_SPRAY = late(
    r"\b(?:generic|custom(?:-made)?|our own|compounded|in-house) (?:version of )?(?:spravato|esketamine)\b"
)
_REPORTED = late(
    r"\b(?:authors?|researchers?|investigators?)\b[^.;]{0,40}\b(?:conclud|found|report|suggest|wr[io]te)"
)
#: Other talk of such products: they are no longer offered, others offer them, or a plan does not pay.
_NOT_OFFERED = late(
    r"\b(?:closed|ended|stopped|discontinued|retired|no longer|used to|phased out|shut down|"
    r"out-of-network|superbills?|reimburs\w*|insurers?|insurance|coverage|some (?:companies|providers|"
    r"clinics)|other "
    r"(?:companies|providers|clinics)|telehealth companies|blood pressure|intake|paperwork|"
    r"(?:intake|consent) forms?|fill (?:out|in)|complete (?:your|the)|portal|seminar|support group|"
    r"webinar|studies|study|trials?|what is|how)\b(?! (?:is|"
    r"are) (?:made|mixed))"
)
_CONTRASTED = late(
    r"\b(?:unlike|as opposed to|in contrast to|instead of|rather than|versus|vs\.?|compared (?:to|with)|than)"
    r" (?:[\w-]+ ){0,3}$"
)


_ESKETAMINE = late(r"\b(?:spravato|esketamine)\b")
_RACEMIC = late(r"(?<![a-z-])ketamine\b|\bgeneric\b|\bour own\b|\bcustom")
_STOPPED = late(
    r"\b(?:closed|ended|stopped|discontinued|retired|no longer|phased out|shut down|another "
    r"(?:clinic|provider|company)|elsewhere|bring (?:the|your|any|all)|we (?:do not|don't|never|"
    r"cannot|can't|will not|won't) (?:\w+ )?(?:provide|"
    r"offer|prescribe|ship|mail|send|supply|support|allow|give|dispense))\b"
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
    match = match or _OTHER_FORMS.search(lower) or _remote(lower)
    if match and _BACKED.search(lower[: match.start()]):
        return None
    if match is None or "ketamine" in lower or _speaks_of_ketamine_alone(given):
        return match
    # what is taken at home may be the esketamine of a page that speaks of both; its own words must tell
    if not (_PRODUCT.search(lower) and _OFFERED.search(lower)):
        return _OTHER_FORMS.search(lower) or _GENERIC_SPRAY.search(lower)
    return _PRODUCT_HOME.search(lower) or _OTHER_FORMS.search(lower)


def _remote(lower: str) -> re.Match[str] | None:
    """Return where a sentence promotes ketamine without a clinic, or a copy of the approved spray."""
    match = _GENERIC_SPRAY.search(lower) if "ketamine" in lower or "spravato" in lower else None
    if match is None and "ketamine" in lower:
        match = _REMOTE.search(lower)
    if match is None or _NOT_OFFERED.search(lower) or not _PROMOTED.search(lower):
        return None
    return match


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
        or (
            not match[0].startswith("without")
            and "supervision" not in match[0]
            and sense.denied_at(match.end())
        )
        or _UNTESTED.search(lower)
    ):
        return
    if re.match(r"^\W*(?:is|are) (?:not|never)\b", lower[match.end() :]):
        return
    if Drug.ESKETAMINE in sense.drugs and not (_COMPOUND.search(lower) or _RACEMIC.search(match[0])):
        return
    if _STOPPED.search(lower) or _CONTRASTED.search(lower[: match.start()]):
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


CHECKS: dict[str, Check] = {"compounded_without_disclosure": compounded_without_disclosure}
