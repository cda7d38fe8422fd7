"""The words by which the part of a number is known."""

from __future__ import annotations

import re

from kb.late_pattern import late
from kb.vocabulary import Role

Cues = tuple[tuple[Role | None, re.Pattern[str]], ...]


def cues(*pairs: tuple[Role | None, str]) -> Cues:
    """Compile pairs of a role and the words that tell of it, each from a word's start."""
    return tuple((role, late(rf"\b(?:{pattern})")) for role, pattern in pairs)


HARM = (
    r"nausea|nauseous|vomit\w*|dizz\w+|side effects?|side-effects?|adverse|"
    r"headaches?\b(?! relief)|sedat\w+|drows\w+|"
    r"hypertensi\w+|cystitis|dissociat(?:ion|ive|ed)\b|hallucinat\w+|blurred|bladder|urinary"
)
FAILS = (
    r"(?:do(?:es)?|did|will|have|has|had|are|were|is)(?:n't| not| never)(?: (?:fully|adequately|ever))? "
    r"(?:respon\w+|benefit\w*|improv\w+|help(?:ed)?|work|find|achiev\w+|get|experience|see)|"
    r"fail(?:s|ed|ure)?\b|non-?respon\w+|"
    r"(?:feels?|felt|gets?|got|sees?|saw|find|finds|found|had|have|has|notices?|reports?|with|shows?|"
    r"experiences?) "
    r"(?:no|little|hardly any|not enough) (?:\w+ )?(?:benefit|relief|improvement|change|difference|response|"
    r"effect|help)|"
    r"(?:not|never) (?:in|reach\w*|achiev\w*) (?:a )?(?:full )?remission|inadequate|"
    r"without (?:relief|success)|unresponsive|unimproved|(?:leav\w+|left) (?:[\w'-]+ ){0,4}?(?:no better|disappointed|"
    r"empty-handed)"
)
WORKS = (
    r"res?pon(?:d|ds|ded|der|ders|[sc]e|sive|ding)\b(?! time)|succe(?:ss|ed)\w*|effective(?:ness)?|"
    r"efficacy|improv(?:e|ing)\w*|reliev\w+|relief|"
    r"benefit\w*|work(?:s|ed)?\b(?! (?:day|out|with|full))|help(?:s|ed)?\b|feel(?:s|ing)? "
    r"better|better\b|results?\b(?! of)|"
    r"recover\w*|positive(?:ly)? (?:outcome|change|effect)|lift(?:s|ed)|alleviat\w+|"
    r"reduction|reduced?\b|decrease[sd]?\b|turn(?:ed|s)? (?:a|the) corner|(?:leave|left|walk(?:ed)?|went|go|"
    r"come|came) "
    r"(?:out |home |away |here )?(?:\w+ )?(?:smiling|happy|happier|lighter|brighter|hopeful)|perk\w* up|"
    r"brighten\w*|get going|"
    r"symptoms? (?:fall|drop|ease)|notice\w*|get well|got well|get their lives"
)
PERCENT: Cues = cues(
    (Role.ADVERSE_EVENT_RATE, HARM),
    (Role.RELAPSE_RATE, r"relaps\w+|recurren\w+|return of (?:symptoms|depression)"),
    (Role.OTHER_RATE, FAILS),
    (
        Role.REMISSION_RATE,
        r"remission|remit\w*|symptom-?\s?free|cured\b|free (?:of|from) (?:their )?(?:depression|symptoms|"
        r"suicidal|anxiety|pain)|"
        r"no longer (?:met|meet|meets) (?:the )?criteria|no longer (?:depressed|ill|suicidal)|depression-free|"
        r"(?:complete|full|total) (?:resolution|relief|recovery|elimination)|"
        r"no longer (?:experienc\w+|ha(?:ve|s|d|ving)|suffer\w*|feel\w*|felt|report\w*) "
        r"(?:(?:from|any) )?(?:\w+ )?(?:depress\w+|symptoms|suicid\w+|thoughts|anxiety|pain)|"
        r"(?:are|were|is|was) (?:well|well again)\b",
    ),
    (Role.RESPONSE_RATE, WORKS),
    (
        Role.PREVALENCE,
        r"(?:u\.?s\.? |american )?adults?\b(?= (?:who |will |have |has |suffer|experience|"
        r"live|struggl|in (?:the|america|our)))|"
        r"americans?\b|population\b|suffers? (?:from|with)|prevalence|diagnosed|affects?\b|"
        r"lifetime|at some (?:point|time)|"
        r"live with|living with|struggl\w+ with|develop(?:s)?\b|people in (?:the|america)|worldwide",
    ),
    (
        Role.COST,
        r"discount\w*|off (?:your|the|any|all|first)|savings?|save\b|coinsurance|co-insurance|"
        r"reimburs\w+|deductib\w+|"
        r"financ\w+|apr\b|interest\b|deposit|fees?\b|down payment|price|cost|military|"
        r"veterans? receive|refund\w*|promo",
    ),
    (
        Role.DOSE,
        r"bioavailab\w+|absor\w+|concentrat\w+|saline|solution|purity|of the (?:\w+ )?dose|"
        r"anesthetic dose|anaesthetic dose|"
        r"metaboli[sz]ed|bloodstream",
    ),
    (
        Role.OTHER_RATE,
        r"prescri\w+|off-?\s?label|medications?\b|drugs\b|antidepressants\b|placebo|"
        r"suicides?\b|mortality|dropout|drop out|"
        r"prescriptions|serotonin|neurons?|receptors?|brain|women\b|men\b|heritab\w+|"
        r"compliance|attend\w*|complet\w+",
    ),
    (
        None,
        r"confidential|satisf\w+|committed|dedicated|natural|sure|private|online|hipaa|"
        r"recommend\w*|rating|reviews?|love|pure|safe\b",
    ),
)
DEFINES = late(
    r"\b(?:defin\w+|meaning|that is|i\.?e\.?|classif\w+ as|criteri\w+|counts? as|"
    r"considered|response (?:is|was|means)|"
    r"measured (?:as|by)|which (?:is|was|means))\b"
)
DEPTH_AFTER = late(
    r"^\+?\s?(?:or (?:more|greater|better|higher|above)|and (?:more|greater|above|"
    r"over))?\s?(?:of their |in their |of )?(?:mean |average |greater |overall )?"
    r"(?:reduction|decrease|drop|improvement|decline|fall|recovery|relief|remission of|"
    r"lower|less|fewer|symptom|better|of (?:the|their) (?:symptoms|score))"
)
DEPTH_BEFORE = late(
    r"(?:reduc\w+|decreas\w+|drop\w*|(?:go|goes|went|com(?:e|es)|came) down|improv\w+|declin\w+|fell|fall\w*|"
    r"cut\w*|lower\w*)(?: "
    r"of| by| their| (?:\w+ ){0,4}by)(?: (?:at least|more than|over|about|up to|around|"
    r"roughly|nearly|almost))? ?$"
)
EFFECT = (
    r"reliev\w+|relief|work(?:s|ed|ing)?\b(?! ?days?)|feel(?:s|ing)? better|felt better|"
    r"feel(?:ing)? (?:the )?(?:effects?|relief|results|difference)|"
    r"improve\w*|results?\b|effects?\b|effective|reduc\w+|onset|respon[ds]\w*|symptoms?|"
    r"lift(?! home)\w*|better\b|antidepressant action|"
    r"take(?:s)? (?:effect|hold)|kicks? in|notice\w*|(?<!to )recover\w*|benefits?|alleviat\w+|"
    r"eas(?:e|es|ed|ing)\b|freedom|anhedonia|ideation|"
    r"suicidal|mood|act(?:s|ed)?\b|rapid\w*|change\b|success|disappear\w*|gone\b|vanish\w*"
)
TIME: Cues = cues(
    (
        None,
        r"call(?:s|ed)?\b|contact\w*|reply|get back|phone|email|schedul\w+|appointments?|"
        r"book\w*|notice\b(?= (?:to|of|for))|cancel\w*|"
        r"arriv\w*|business|open\b|hours of operation|per day|a day\b|support line|hotline|"
        r"24/7|years of|experience\b(?! (?:relief|results|an|the))|"
        r"practic\w+|founded|serving|consult\w*|insurance|approv\w+|guarantee|refund|shipping|"
        r"ship\w*|deliver(?:ed|y) (?:to|in|within)|"
        r"half-?life|board|certified|follow-?up|training|ago\b|old news|waitlist|wait list|"
        r"residency|detect\w+|urine|excret\w+",
    ),
    (
        Role.WAITING_TIME,
        r"driv(?:e|ing)\b|operat(?:e|ing)\b|machinery|fast(?:ing)?\b(?= (?:for|before|at))|"
        r"eat(?:ing)?\b|no food|food\b|alcohol|npo|nothing by mouth|"
        r"wait\b|observ\w+|monitor\w*|stay with you|ride home|decisions",
    ),
    (
        Role.ADVERSE_EVENT_DURATION,
        HARM + r"|wears? off|wearing off|subsid\w+|grogg\w+|tired\w*|fatigue|metaboli[sz]ed|leave "
        r"the (?:body|system)",
    ),
    (
        Role.COMPARATOR_LAG,
        r"(?:traditional|conventional|standard|oral|typical|regular|other|common|most|"
        r"prescription|usual|first-line) (?:antidepressants?|medications?|"
        r"treatments?|drugs?|anti-depressants?|therap\w+)|antidepressants?\b(?! (?:effect|"
        r"action|response|propert))|anti-depressants?|ssris?\b|snris?\b|pills?\b|prozac|"
        r"zoloft|lexapro",
    ),
    (
        Role.INTERVAL,
        r"every\b|apart\b|weekly|per week|a week\b|course of|(?:spread|given|administered|"
        r"completed|done|received|delivered|scheduled|sessions|infusions|treatments|"
        r"performed) (?:out )?(?:over|across|within|in|during)\b|"
        r"between (?:infusions|treatments|sessions|doses|boosters)|series of|boosters?\b|"
        r"maintenance (?:infusion|dose|treatment|session)s?|induction|twice\b|consecutive|"
        r"schedule\b|frequency|month-?ly",
    ),
    (
        Role.INFUSION_DURATION,
        r"(?:infusions?|sessions?|treatments?|drips?|procedure|visit|process|iv|"
        r"administration|ketamine) (?:itself )?(?:will |typically |usually |generally |can |"
        r"only |often |then )*(?:lasts?|takes?|runs?|is (?:given|administered|delivered|"
        r"infused)|"
        r"is|are|ranges?|averages?)\b|infus\w+ (?:\w+ ){0,6}over|mg(?:/kg)?\b|administered "
        r"(?:\w+ ){0,6}(?:over|for|during)|given (?:\w+ ){0,4}over|delivered (?:\w+ "
        r"){0,4}over|"
        r"(?:expect|plan) to (?:spend|be|stay)|(?:infusions?|sessions?|drip|treatments?)\b|"
        r"slow(?:ly)? (?:over|drip|iv)|in our (?:office|clinic)|chair\b|intravenously over",
    ),
    (
        Role.EFFECT_DURATION,
        r"(?<!the )(?<!these )(?<!past )last(?:s|ed|ing)?\b|persist\w*|sustain\w*|remain\w*|stay(?:s|"
        r"ed)? well|long-?term|"
        r"durab\w+|enduring|maintain\w*|continu\w+|"
        r"(?:relief|free|well|remission|better|effects?|results?|improvements?|benefits?|"
        r"depression-?free) for\b|relaps\w+|come back|return\b|keep\w*",
    ),
    (Role.AGE, r"aged?\b|ages\b|years? old|years? of age|older\b|younger\b|minimum age|birthday"),
    (
        Role.YEARS_OF_USE,
        r"(?:been )?used\b|in use\b|safe(?:ly)?\b|track record|anesthetic|anaesthetic|"
        r"history\b|decades|around\b|since\b|surger\w+|medicine\b",
    ),
    (Role.ONSET, EFFECT),
)
TIME_AFTER = late(
    r"^[- ](?:long[- ])?(?:iv |ketamine |intravenous |slow |single |drip |treatment |"
    r"therapy )*(?P<what>infusions?|sessions?|treatments?|drips?|appointments?|visits?|"
    r"procedures?|onset|course|program|protocol|history|study|trial|follow-?up|period|"
    r"relief|consultation|experience)\b"
)
NOUN_ROLE = {
    "infusion": Role.INFUSION_DURATION,
    "session": Role.INFUSION_DURATION,
    "treatment": Role.INFUSION_DURATION,
    "drip": Role.INFUSION_DURATION,
    "visit": Role.INFUSION_DURATION,
    "procedure": Role.INFUSION_DURATION,
    "experience": Role.INFUSION_DURATION,
    "onset": Role.ONSET,
    "course": Role.INTERVAL,
    "program": Role.INTERVAL,
    "protocol": Role.INTERVAL,
    "relief": Role.EFFECT_DURATION,
}
#: A stretch of the past or the future, which is no effect's.
PERIOD = late(
    r"\b(?:the|these|this|our|past) (?:last|past|previous|coming|next) (?:about |almost |nearly |few )?$"
)
WITHIN = late(
    r"\b(?:within|in (?:as little as|as few as|just|only|under|about|less than)|in|as "
    r"(?:early|soon|quickly|fast) as|as little as|after (?:just|only)|inside)(?: the)?(?: "
    r"first)?(?: about| around| just| a few)? ?$"
)
LENGTH = late(
    r"\b(?:last\w*|for|takes?|taking|over(?: the course of)?|run(?:s|ning)?)(?: up to| "
    r"about| around| approximately| roughly| at least| more than| only| just| between| an "
    r"average of)? ?$"
)
SINCE_DOSE = late(
    r"^s? (?:after|of|from|following|post) (?:the |your |a |an |their |just |one |first |"
    r"single |receiving |having |starting )*(?:iv |ketamine )*(?:infusion|dose|treatment|"
    r"session|ketamine|administration)"
)
GAIN = late(
    r"\b(?:relie[fv]\w*|better|improve\w*|respon[ds]\w*|depress\w+|mood|suicid\w+|"
    r"anhedonia)\b"
)
OTHER_DRUG = (
    r"\b(?:antidepressants?|anti-depressants?|ssris?|snris?|medications?|pills?|prozac|"
    r"zoloft|lexapro)\b"
)
RELATIVE = late(
    r"\b(?:as (?:effective|likely|fast|good|well|powerful|strong|quick)|more|better|"
    r"faster|effective|likely|odds|prospects|relief|response|success|efficacy|that of|antidepressants?|ssris?|"
    r"remission|recover\w*|chances?|potent|stronger|the rate|rates?|results)\b"
)
OF_RESPONDERS = late(
    r"^ (?:of )?(?:the |all )?(?:responders|remitters|(?:those|patients|people|"
    r"individuals) (?:who|that) (?:had |have )?(?:initially )?(?:respon|remit|relaps|"
    r"reached remission))"
)
STUDY = late(
    r"\b(?:stud(?:y|ies)|trial|research\w*|participants?|enrolled|subjects|volunteers|"
    r"sample|meta-analysis|randomi[sz]ed|in a (?:series|cohort))\b"
)
BREAK = late(r"[;:]|, (?!and |or )|\b(?:while|whereas|compared|versus|vs|although|but|than|however)\b")
