"""Check on plain errors of fact that the library knows to be errors (KL041)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.late_pattern import late
from kb.vetting.check_input import Check, CheckInput
from kb.vetting.raising import raise_folded, sentence_of
from kb.vetting.records import Alert, Voice
from kb.vetting.sense import sense_of

_DECADE_NOT_SEVENTIES = (
    r"the (?:early |late |mid-?)?(?:(?:19)?(?:40|50|60|80|90)'?s|(?:fift|sixt|eight|ninet)ies)"
)
#: What copy gets wrong, what is right, and the claim or fact that says so.
_ERRORS: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (late(pattern), right, ground)
    for pattern, right, ground in (
        (
            r"\bglutamine\b(?=[^.]{0,60}\b(?:neuro-?transmitters?|transmitters?|receptors?|nmda|brain|"
            r"synap\w+|excitatory))|(?<=\bneurotransmitter )glutamine\b|\b(?:nmda|"
            r"neurotransmitter|receptors?|brain)\b[^.;]{0,40}\bglutamine\b",
            "the transmitter at the NMDA receptor is glutamate; glutamine is another substance",
            "nmda-uses-glutamine",
        ),
        (
            r"\bclass (?:iii|3|three)\b(?=[^.]{0,40}\b(?:drug|controlled|substance|scheduled|"
            r"medication|narcotic))|\bclass (?:iii|3) scheduled\b",
            "ketamine stands in Schedule III of the controlled substances; there is no class III",
            "us-ketamine-schedule-iii",
        ),
        (
            r"\bketamine\b(?:,? (?!psilocybin|mdma|lsd|cannabis|marijuana|opioids|unlike|not|while|"
            r"whereas|but|"
            r"than|and)[\w']+){0,6}[,:]? (?:an? |as an? |is an? )?(?:dea )?schedule (?:i|ii|iv|v|1|2|4|5|"
            r"one|two|four|five)\b(?![a-z])|"
            r"\bas an? (?:dea )?schedule (?:i|ii|iv|v|1|2|4|5|one|two|four|"
            r"five) (?:[\w-]+ ){0,2}?(?:drug|medication|"
            r"medicine|substance|an?a?esthetic|narcotic),? (?:[\w-]+ ){0,3}?ketamine\b|"
            r"\bschedule (?:i|ii|iv|v|1|2|4|5) (?:drug |medication |medicine |substance )?ketamine\b",
            "ketamine is in Schedule III",
            "us-ketamine-schedule-iii",
        ),
        (
            r"\b(?:schedule|class|scheduled) (?:iii|3|three)\b[^.;]{0,50}\b(?:mean\w*|which means|"
            r"indicat\w+|so)\b[^.;]{0,30}\b(?:approved|safe)\b",
            "a schedule grades the risk of abuse; it approves nothing",
            "schedule-iii-means-approved",
        ),
        (
            r"\bketamine is (?:an? )?(?:powerful |strong |synthetic |type of )*(?:opioid|opiate|"
            r"narcotic)\b(?! (?:alternative|sparing|free|receptor|-))",
            "ketamine is a dissociative anaesthetic that blocks NMDA receptors, not an opioid",
            "acts-on-opioid-receptors",
        ),
        (
            r"\bketamine(?: (?:is|was|acts as|works as|belongs to)| ?[:,])(?: (?:an?|the))? (?:(?!non|"
            r"not|no|than|"
            r"unlike|like|alternative|safer|and|or|with|for|to)[\w-]+ ){0,3}?(?:barbiturates?|"
            r"benzodiazepines?|"
            r"benzos?|ssris?|snris?|anti-?psychotics?|stimulants?|amphetamines?|opioids?|opiates?|"
            r"cannabinoids?|steroids?|"
            r"anti-?histamines?|hormones?|tricyclics?|mood stabili[sz]ers?|"
            r"muscle relaxants?)\b(?![ -](?:alternative|"
            r"sparing|free|receptor|use|crisis|addiction|withdrawal|dependen|disorder|therap|treatment))",
            "ketamine is a dissociative anaesthetic that blocks NMDA receptors",
            "us-ketamine-anaesthesia",
        ),
        (
            r"\bspravato\b[^.;]{0,50}\b(?:given|delivered|administered|comes?|infused|injected|dosed|"
            r"taken|is)\b"
            r"[^.;]{0,25}?\b(?:(?:through|by|via|as|into|with) (?:an? |the |your )?(?:\w+ )?(?:iv|"
            r"i\.v\.|intra-?v\w+|drip|"
            r"infusions?|injections?|shot|needle|veins?|tablets?|pills?|lozenges?|patch|troches?)|"
            r"intra-?v\w+ly|"
            r"intramuscularly|by mouth|orally)\b(?! (?:room|suite|chair|center|clinic|bay|area))|"
            r"\bspravato is an? (?:[\w-]+ ){0,2}?(?:tablet|pill|infusion|injection|lozenge|capsule)\b|"
            r"\b(?:iv|intravenous|injectable|injected|oral|sublingual) spravato\b|"
            r"\bspravato(?: iv| intravenous)? (?:infusions?|injections?|drips?|tablets?|pills?|"
            r"lozenges?|troches?)\b"
            r"(?! (?:room|suite|chair|center|clinic))",
            "Spravato is a nasal spray",
            "us-esketamine-rems",
        ),
        (
            r"\bketamine (?:(?:works|acts) by )?(?:block(?:s|ing)|inhibit(?:s|ing)|prevent(?:s|"
            r"ing)) (?:the )?"
            r"(?:re-?(?:uptake|absorption) of )?(?:brain's )?(?:gaba|serotonin|dopamine|acetylcholine|"
            r"histamine)\b",
            "ketamine blocks NMDA receptors; its part in serotonin or dopamine is not how it was found to act",
            "nmda-uses-glutamine",
        ),
        (
            r"\besketamine\b[^.;]{0,30}\b(?:the |an? )?(?:r-|right-handed )(?:enantiomer|isomer|form|"
            r"ketamine|version|half)\b|"
            r"\bspravato\b[^.;]{0,30}\b(?:arketamine|r-ketamine|racemic)\b",
            "esketamine is the S form of ketamine",
            "compounded-spray-is-racemic",
        ),
        (
            r"\bketamine\b[^.;]{0,30}\b(?:activates?|stimulates?|excites?|switches on|is an agonist (?:of|"
            r"at)|turns on)\b[^.;,]{0,25}\bnmda\b|\bnmda(?: receptor)? "
            r"agonists?\b(?=[^.]{0,40}ketamine)|\bketamine is an nmda(?: receptor)? agonist",
            "ketamine blocks the NMDA receptor, it does not activate it",
            "activates-nmda-and-ampa",
        ),
        (
            r"(?<!es)ketamine\b[^.;]{0,60}\b(?:approved|approval|licen[sc]ed|cleared)\b[^.;]{0,40}\b(?:in|"
            r"since|from) "
            rf"(?:(?!1970\b)19\d\d\b|{_DECADE_NOT_SEVENTIES})(?![^.;]{0, 20}(?:war|vietnam))|"
            r"\bfda (?:first )?(?:approved|licen[sc]ed|cleared) (?:\w+ )?ketamine\b[^.;]{0,40}\b(?:in|since) "
            rf"(?:(?!1970\b)19\d\d\b|{_DECADE_NOT_SEVENTIES})",
            "ketamine was approved in the US as an anaesthetic in 1970",
            "history-1962-1966-1970",
        ),
        (
            r"\b(?:spravato|esketamine)\b[^.;]{0,60}\bapproved\b[^.;]{0,40}\b(?:in|since) (?:\w+ )?"
            r"(?!2019\b|2020\b|2025\b)(?:19|20)\d\d\b|"
            r"\bapproved in (?:\w+ )?(?!2019\b|2020\b|2025\b)(?:19|"
            r"20)\d\d,? [^.;]{0,20}?\b(?:spravato|esketamine)\b|"
            r"\bin (?:\w+ )?(?!2019\b|2020\b|2025\b)(?:19|"
            r"20)\d\d,?[^.;]{0,30}\bapproved (?:[\w-]+ ){0,2}?(?:spravato|"
            r"esketamine)\b|\bapproved (?:spravato|esketamine)\b[^.;]{0,40}\bin (?:\w+ )?(?!2019\b|"
            r"2020\b|2025\b)(?:19|"
            r"20)\d\d\b",
            "esketamine was first approved in the US in 2019, and alone in 2025",
            "us-esketamine-trd-adjunct",
        ),
        (
            r"\bketamine\b[^.;]{0,60}\b(?:synthesi[sz]ed|discovered|invented|developed|created|made|used|use|"
            r"around|goes back|dates back|history)\b[^.;]{0,40}\b(?:in|since|to|from) the (?:(?:19)?(?:20|30|"
            r"40|50)'?s|(?:early |late |mid-?)?(?:nineteen[- ])?(?:twent|thirt|fort|fift)ies)|"
            r"\bketamine\b[^.;]{0,40}\b(?:synthesi[sz]ed|invented|first made|created)\b[^.;]{0,25}\bin the "
            r"(?:early |late |mid-?)?(?:19)?(?:70|80|90)'?s",
            "ketamine was first made in 1962",
            "history-1962-1966-1970",
        ),
        (
            r"\bketamine\b[^.;]{0,40}\b(?:first )?(?:synthesi[sz]ed|discovered|invented|made|"
            r"developed|created)\b(?:(?! and )[^.;,]){0,25}\bin (?!196[0-9]\b)(?:19|20)\d\d\b",
            "ketamine was first made in 1962",
            "history-1962-1966-1970",
        ),
        (
            r"\bketamine\b[^.;]{0,40}\bschedule (?:iii|3|three) (?:\w+ )?(?:narcotic|opioid|"
            r"opiate)\b(?!s? act)",
            "ketamine stands in Schedule III and is no narcotic",
            "us-ketamine-schedule-iii",
        ),
        (
            r"\bndma\b(?=[^.]{0,60}\b(?:receptors?|antagonist|glutamate|ketamine|brain))|"
            r"\bketamine\b[^.;]{0,60}\bndma\b",
            "the receptor is called NMDA; NDMA is another substance",
            "nmda-same-as-glutamate-receptor",
        ),
        (
            r"\bneuro-?transmitters?,? (?:called |known as |named |such as |"
            r"like )?\(?n-?m-?d-?a\b(?! receptor)|"
            r"\bnmda,? (?:is )?(?:an? |the )?(?:\w+ )?neuro-?transmitters?\b",
            "NMDA names a receptor; the transmitter that it answers to is glutamate",
            "nmda-same-as-glutamate-receptor",
        ),
        (
            r"\bketamine (?:works|acts) (?:mainly |primarily |directly )?(?:by (?:raising|increasing|"
            r"boosting|releasing) |"
            r"(?:up)?on )(?:the )?(?:brain's |levels of )?(?:serotonin|dopamine)\b",
            "ketamine blocks NMDA receptors; its part in serotonin or dopamine is not how it was found to act",
            "nmda-uses-glutamine",
        ),
        (
            r"\b(?:world health organi[sz]ation|w\.h\.o\.?|(?:the|by|"
            r"per) who)(?:'s)?\b[^.;]{0,90}\b(?:safest|(?:10|ten) most|top (?:10|ten)|most (?:widely |"
            r"commonly |frequently )?used)\b|"
            r"\b(?:safest|(?:10|ten) most|top (?:10|ten)|most (?:widely |commonly |"
            r"frequently )?used)\b[^.;]{0,90}"
            r"\b(?:according to|per|by|says|on|in the view of) (?:the )?(?:world health organi[sz]ation|"
            r"w\.h\.o\b|"
            r"who\b(?! (?:\w+ ){0,2}(?:are|is|have|want)))",
            "the World Health Organization lists ketamine as essential for anaesthesia and ranks nothing "
            "by safety or use",
            "among-safest-medicines-who",
        ),
        (
            r"\bfda(?:'s)?[- ](?:recommend(?:s|ed|ations?)|endors(?:es|ed)|backed|sanctioned|supported|"
            r"certified)\b(?![^.;]{0,40}\b(?:against|no|not|never|caution|spravato|esketamine|anaesth|"
            r"anesth))[^.;]{0,40}\b(?:home|ketamine|infusions?|lozenges?|troches?)\b|"
            r"\bfda(?:'s)? (?:guidelines?|guidance|standards?) (?:for|on) (?:[\w-]+ ){0,2}?"
            r"(?:at-home|home|take-home) (?:[\w-]+ ){0,2}?(?:ketamine|treatment|therapy|use)",
            "the FDA recommends no psychiatric use of ketamine, and has warned of compounded ketamine at home",
            "us-compounded-oral-alert",
        ),
        (
            r"\b(?:rare(?:ly)?|uncommon(?:ly)?|very few|seldom),? (?:(?:side effects|reactions|effects|"
            r"people|patients) (?:\w+ ){0,3}?)?(?:mild |brief |some |cause[sd]? |experience |have |feel |"
            r"report |get )*(?:nausea|dizziness|dissociation|drowsiness)\b(?! (?:that|lasting|beyond|"
            r"for more|which))|"
            r"\b(?:nausea|dizziness|dissociation) (?:\([^)]{1,20}\) )?(?:is|are|occurs?|"
            r"happens?) (?:\w+ )?(?:rare(?:ly)?|"
            r"uncommon|seldom)\b",
            "nausea, dizziness and dissociation are common: nausea is reported by at least a fifth of people",
            "nausea-10-percent",
        ),
        (
            r"\bhormones?\b,? (?:called|known as|such as|like) (?:neuro-?transmitters?|serotonin|dopamine)|"
            r"\bneuro-?transmitters? \(?hormones?|\b(?:ssris?|antidepressants?)\b[^.;]{0,50}\bhormon(?:es?|"
            r"al)\b[^.;]{0,25}\b(?:brain|balanc\w+|levels?)|"
            r"\b(?:ssris?|antidepressants?)\b[^.;]{0,40}\b(?:balanc|regulat|adjust|rais|restor|chang|"
            r"correct|replac|boost|"
            r"increas)\w*\b[^.;]{0,15}\bhormones?\b",
            "antidepressants act on transmitters such as serotonin, which in the brain are no hormones",
            "usual-antidepressants-hormones",
        ),
        (
            r"\bnmda\b[^.;]{0,12}\b(?:also known as|also called|a\.?k\.?a\.?|or|that is|"
            r"i\.e\.?),? glutamate\b",
            "the NMDA receptor is one of several receptors for glutamate",
            "nmda-same-as-glutamate-receptor",
        ),
    )
)
#: Errors that are put as a denial themselves.
_DENYING: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (late(pattern), right, ground)
    for pattern, right, ground in (
        (
            r"\b(?:ketamine|it|spravato|esketamine)\b[^.;]{0,40}?\b(?:(?:does|do|will) ?(?:not|n't)|doesn't|"
            r"never|without) (?:at all |ever |significantly )?(?:slow(?:s|ing)?|suppress(?:es|ing)?|"
            r"depress(?:es|ing)?|stop(?:s|ping)?|affect(?:s|ing)?|impair(?:s|ing)?|repress(?:es|"
            r"ing)?) (?:your |the |a person's |patients' )?(?:[\w-]+ ){0,2}?"
            r"(?:breathing|respiration|respiratory|airways?|respiratory drive)\b",
            "ketamine can slow breathing, so that has to be watched",
            "breathing-and-circulation-not-depressed",
        ),
        (
            r"\bketamine (?:is|are) (?:not|no longer) (?:a |an )?(?:controlled|scheduled|"
            r"regulated) (?:substance|drug)|"
            r"\bketamine (?:isn't) (?:a |an )?(?:controlled|scheduled) (?:substance|drug)",
            "ketamine stands in Schedule III of the controlled substances",
            "us-ketamine-schedule-iii",
        ),
    )
)
_ERROR_WORDS = late(
    r"glutamin|class|schedul|opi|narcotic|nmda|approved|made|invent|discover|synthes|develop|created|hormon|"
    r"ndma|transmitter|serotonin|dopamine|health|who|fda|nausea|dizziness|dissociat|breath|respir|airway|"
    r"controlled|back to|around|since|licen|barbitur|benzo|ssri|snri|stimulant|steroid|histamin|"
    r"spravato|gaba|enantiomer|"
    r"isomer|relaxant|psychotic|stabili|cannabin|amphet|tricyclic"
)
_DENIES = late(r"\b(?:not|isn't|never|rather than|no longer|unlike|instead of|confus\w+|mistak\w+|myth)\b")


#: What lets an error pass, by its ground.
_PASSES = {
    "us-esketamine-rems": late(r"(?<!es)(?<!es-)ketamine|\b(?:not|never|unlike|rather|or)\b|n't\b"),
    "us-ketamine-anaesthesia": late(r"\b(?:with|unlike|than|combined|interact\w*|instead)\b"),
    "nausea-10-percent": late(
        r"\b(?:anti-?nausea|ondansetron|zofran|(?:medicine|medication|tablet) (?:for|against)|"
        r"pre-?medicat\w+|prolonged|severe|lasting|long-lasting|persistent)\b"
    ),
}
_HEDGES = late(r"\b(?:usually|generally|typically|may|might|often|as a rule|at low doses|most)\b")


def factual_error(given: CheckInput) -> Iterator[Alert]:
    """Flag plain errors of fact that the library knows to be errors (KL041)."""
    sentence = sentence_of(given)
    sense = sense_of(sentence.text)
    if sense.asks or sentence.voice is Voice.ABSTRACT or not _ERROR_WORDS.search(sense.lower):
        return
    for pattern, right, ground in (*_ERRORS, *_DENYING):
        match = pattern.search(sense.lower)
        if match is None or _DENIES.search(sense.clause_before(match.start())):
            continue
        if (pattern, right, ground) in _DENYING:
            if _HEDGES.search(sense.lower):
                continue
        elif re.search(r"\bnot\b", match[0]):
            continue
        if ground in _PASSES and _PASSES[ground].search(sense.lower):
            continue
        claim = given.knowledge.claims.get(ground)
        if claim is None and ground not in given.knowledge.facts:
            continue
        evidence = claim.sources() if claim else (ground,)
        suggestion = claim.holds if claim else given.knowledge.facts[ground].statement
        yield raise_folded(
            given, match.start(), match.end(), right, claim=claim, suggestion=suggestion, evidence=evidence
        )


CHECKS: dict[str, Check] = {"factual_error": factual_error}
