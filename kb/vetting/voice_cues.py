"""
The words by which a speaker is told: titles, verbs of saying, the first person, headings over reviews.

Everything is for text as printed, since names are told by their capitals.
"""

from __future__ import annotations

import re

from kb.late_pattern import late

PATIENTS_HEADING = late(
    r"\b(?:testimonials?|reviews?|success stories|(?:patient|client|member|healing|recovery|our|their|"
    r"inspiring|personal|shared) (?:success )?(?:stories|voices|experiences|journeys|feedback)|in their (?:own )?"
    r"words|(?:what|hear)\b.{0,20}\b(?:patients?|clients?|people|members|others|they)(?: \w+){0,2} "
    r"(?:say|saying|said)|(?:patients?|clients?|members) (?:say|speak|share)|"
    r"real (?:patients?|people|clients?|stories|results|experiences|reviews)|hear from (?:our|real|those|people|"
    r"patients)|stories (?:of|from) |kind words|wall of love|(?:happy|satisfied) (?:patients|clients|customers))|"
    r"^[A-Z][\w-]+['’]s (?:ketamine )?(?:story|journey|experience)\b",
    re.I,
)
STARS = late(r"[★⭐🌟]{2,}|\b5(?:\.0)? ?(?:/|out of) ?5\b|^\W{0,3}(?:5|five)[ -]stars?\b", re.I)
_TITLE = (
    r"(?:Drs?\b\.?|Prof\b\.?|Professor|Doctor|M\.?D\b|D\.?O\b\.?|Ph\.?D|Psy\.?D|PMHNP|CRNA|"
    r"ARNP|APRN|N\.?P\b|PA-C|R\.?N\b|"
    r"[Pp]hysicians?|[Dd]octors?|[Pp]sychiatrists?|[Pp]sychologists?|[Aa]na?esthesiologists?|"
    r"[Aa]nesthetists?|"
    r"[Nn]urses?|[Cc]linicians?|[Tt]herapists?|[Pp]rofessor|[Nn]europsychiatrist|"
    r"[Mm]edical [Dd]irector|[Rr]esearchers?|[Ss]urgeons?|"
    r"[Nn]eurologists?|[Ss]pecialists?)"
)
CLINICIAN = late(rf"(?<!\w){_TITLE}(?!\w)")
NAME = r"[A-ZÀ-Ý][\w’'-]+"
TITLED = (
    (
        ("Dr", "Prof", "Doctor"),
        late(rf"\b(?:Dr|Prof|Doctor|Professor)\b\.? (?:(?:{NAME}|[A-Z]\.) ){{0,2}}({NAME})"),
    ),
    (
        (
            " MD",
            " M.D",
            " DO",
            " D.O",
            " PhD",
            " Ph.D",
            " Psy",
            " NP",
            " PM",
            " CRNA",
            " AP",
            " AR",
            " RN",
            " PA",
        ),
        late(rf"\b({NAME}),? (?:MD|M\.D\.|DO|D\.O\.|PhD|Ph\.D\.|PsyD|NP|PMHNP|CRNA|APRN|ARNP|RN|PA-C)\b"),
    ),
)
_SAYING = (
    r"(?:says?|said|explains?|explained|notes?|noted|adds?|added|tells?|told us|states?|"
    r"stated|puts it|believes?|points out|describes?|writes?|wrote|recalls?|"
    r"comments?|remarks?|reports?|shares?|shared|continues?)"
)
SAYS_WHO = late(rf"\b{_SAYING}\b,? (?P<who>[^.;“\"]{{2,90}})|(?P<before>[^.;“”\"]{{2,90}}?),? {_SAYING}\b")
INDIRECT = late(
    rf"(?:^|[,”\"] ){_SAYING} (?P<after>(?:Dr\.? )?{NAME}(?: {NAME}){{0,3}}(?:, [^.]{{2,60}})?|"
    rf"(?:our|one of our|the|a) [^.,]{{2,40}})[.,]|"
    rf"\b[Aa]ccording to (?P<by>(?:our|one of our|the clinic’?'?s?|your)? ?[^.,]{{2,60}})|"
    rf"^(?P<start>(?:Dr\.? )?{NAME}(?: {NAME}){{0,2}}),? (?:says|explains|adds|notes)\b"
)
QUOTED = late(
    r"“(?P<curly>[^“”]{1,5000})(?:”|\Z)|(?<!\w)\"(?P<straight>[^\"]{1,5000})\"(?!\w)|"
    r"(?<!\w)«(?P<angle>[^«»]{1,5000})»"
)
VERB = late(rf"\b(?:{_SAYING}|calls?|called|likens?|compares?)\b")
SAID_BEFORE = late(
    rf"(?P<who>.{{2,150}})\b(?:{_SAYING}\b[^“\"]{{0,20}}|(?:calls?|called|likens?|compares?)\b[^“\"]{{0,60}}|"
    r"(?<=[\w.)]): ?)$"
)
BY = late(r"[Aa]ccording to (?P<who>.{2,80})")
SIGNED = late(r" ?[—–-] ?(?P<name>.{2,60})")
PRONOUN_SAYS = late(rf",? ?(?:(?:s?he|they) {_SAYING}|{_SAYING} (?:s?he|they))\b")
FIRST_PERSON = late(
    r"\b(?:I|I[’']ve|I[’']m|I[’']d) (?:\w+ )?(?:was|were|had|have|felt|feel|feeling|tried|"
    r"suffered|struggled|came|got|am|could|couldn[’']t|"
    r"went|started|finally|used to|been|no longer|don[’']t|didn[’']t|can|lost|never|still|"
    r"found|did|saw|noticed|woke|wake|walked|lived|live|owe|"
    r"received|completed|experienced|thought|began|highly|would|wish|decided|stopped|know|"
    r"love|cried|left|not)\b|"
    r"\b(?:saved|changed|gave(?: me)?|got|turned) (?:back )?my (?:whole )?(?:life|world)|"
    r"\bI[’'](?:ve|m)\b|\b(?:helped|gave|made|treated|cured|healed|saved) me\b",
)
QUESTION = late(r"[^.!?…]{0,400}\?")
FIRST_HINTS = ("I ", "I’", "I'", " me", " my ", "My ")
FIRST_WORD = late(r"\b(?:I|I[’'](?:ve|m|d|ll)|me|[Mm]y|mine|myself)\b")
ILL = late(
    r"\b(?:depress\w*|anxi\w*|pain\w*|suicid\w*|ptsd|ocd|crps|fibromyalgia|migraine\w*|"
    r"infusions?|ketamine|treatments?|sessions?|life|years?|"
    r"hope\w*|happy|happiness|medications?|meds|symptoms?|relief|myself again|alive|doctor|"
    r"staff|clinic|better|trauma)\b",
    re.I,
)
OWN_PRACTICE = late(
    r"\b(?:my (?:patients|clients|practice|training|residency|clinic|colleagues|goal|mission|approach|"
    r"philosophy)|with (?:patients|clients)|I (?:am|was)? ?requesting|I[’']m requesting|"
    r"(?:as|I[’']m|I am) an? (?:[\w-]+ ){0,3}(?:physician|doctor|psychiatrist|nurse|therapist|"
    r"clinician|provider|an?a?esthesiologist|psychologist|coach|counselor)|"
    r"I (?:treat|prescribe|founded|opened|practice|trained|specialize)|I (?:agree|consent|understand|acknowledge|"
    r"certify|authorize|confirm|hereby)|we (?:treat|offer|provide))\b",
    re.I,
)
#: Sentences that others are to tick or to sign are nobody's story.
FORM = late(r"\b(?:questionnaire|checklist|assessment|quiz|consent|screening|survey|scale|form)\b", re.I)
PATIENT_WORD = late(
    r"\b(?:patients?|clients?|members?|survivor|veteran|caregiver|mother|father|mom|dad|who (?:received|"
    r"underwent|had|suffered|lives|has struggled)|reviewer|"
    r"(?:google|yelp|facebook|verified) (?:review(?:er)?|patient))\b",
    re.I,
)
SIGNATURE = late(
    rf"^(?P<dash>[—–~-]+ ?)?(?P<name>(?:{NAME} (?:[A-Z]\.?|{NAME})|[A-Z]\. ?[A-Z]\.?|"
    rf"{NAME})(?:,? (?:MD|DO|PhD|NP|RN|[^.!?]{{1,40}}))?\.?)$"
)
TRAILING = late(rf"[.!?…”\"’] ?[—–~-]{{1,2}} ?(?P<name>(?:Dr\.? )?(?:{NAME}|[A-Z]\.)[^!?]{{0,50}})$")
#: One of these occurs wherever somebody is quoted.
SPEECH = (
    *'“"«',
    "ccording to",
    " say",
    "said",
    "explain",
    " note",
    " add",
    " tell",
    " told",
    " state",
    " wr",
    " puts ",
    "believe",
    " points ",
    "describe",
    "recall",
    "comment",
)
INITIAL = late(r"^[A-ZÀ-Ý][\w’'-]* ?[A-Z]?\.|^[A-Z]\. ?[A-Z]\.?|, (?:\d{2}\b|[A-Z])|^\w+ [A-Z]\.?$")
