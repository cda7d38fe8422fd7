"""Text that comes out of a study: abstracts, titles, entries of a reference list."""

from __future__ import annotations

import re

from kb.late_pattern import late

REFERENCES_HEADING = late(
    r"\W{0,3}(?:(?:\w+ )?references?(?: list)?|bibliography|works cited|literature(?: cited)?|"
    r"citations?|sources?|further reading|"
    r"scientific (?:literature|publications)|(?:published |clinical )?(?:studies|research) cited)\W{0,3}$",
    re.I,
)
ABSTRACT_HEADING = late(
    r"\W{0,3}(?:abstract|structured abstract|study abstract|summary of the study)\W{0,3}$", re.I
)

_LABEL = late(
    r"\b(?P<label>Abstract|ABSTRACT|Background|BACKGROUND|Objectives?|OBJECTIVES?|Aims?|AIMS?|"
    r"Methods?|METHODS?|Results|RESULTS|Findings|FINDINGS|"
    r"Conclusions?|CONCLUSIONS?|Interpretation|INTERPRETATION|Introduction|INTRODUCTION|"
    r"Design|DESIGN|Setting|Participants|PARTICIPANTS|"
    r"Main Outcomes?(?: and Measures?)?|MAIN OUTCOME MEASURES?|Importance|IMPORTANCE|"
    r"Study Selection|Data Sources|Patients and Methods|"
    r"Materials and Methods|Trial Registration|Funding|Limitations)\s?[:.—–]",
)
_OPENING_LABELS = frozenset(
    {"abstract", "background", "objective", "objectives", "aim", "aims", "importance"}
)

#: What only authors write, in small letters: a page that merely reports a study does not say "we found".
_AUTHORS = late(
    r"\b(?:we|the authors) (?:found|conclude[d]?|hypothesi[sz]ed?|investigated|examined|assessed|evaluated|"
    r"aimed|"
    r"randomi[sz]ed|compared|enrolled|recruited|sought)\b|"
    r"\b(?:the present|the current|our) (?:study|trial|meta-analysis|"
    r"investigation|findings|results)\b|\bthese (?:findings|results|data) (?:suggest|indicate|support|"
    r"demonstrate)\b"
)
#: Phrases of studies, in small letters; each counts once. The plain
#: pieces before each pattern save the search where none of them occurs.
_CUES = tuple(
    (tuple(hints.split("|")), late(pattern))
    for hints, pattern in (
        (
            "this |these ",
            r"\bthis (?:study|trial|meta-analysis|investigation)\b",
        ),
        (
            "findings|these ",
            r"\bfindings (?:suggest|that emerged|emerged)",
        ),
        (
            "were |randomly",
            r"\b(?:participants|subjects|patients)(?: [\w-]+){0,6} were (?:randomi[sz]ed|"
            r"assigned|allocated|recruited|enrolled)\b|"
            r"\brandomly assigned\b",
        ),
        (
            "p <|p<|p =|p=|p >|p>|p ≤|p≤|95%|sd|se|or|hr|rr|smd|ci",
            r"\bp ?[<=>≤] ?0?\.\d+|\b95% ?(?:ci|confidence interval)\b|\b(?:sd|se|sem|or|hr|"
            r"rr|smd|ci) ?[=:] ?[-−]?\d",
        ),
        ("n=|n =", r"\bn ?= ?\d+"),
        (
            "blind|placebo-|cross|open-label|randomi",
            r"\b(?:double-blind|placebo-controlled|crossover|open-label)\b.{0,80}\b(?:design|trial|study)\b|"
            r"\brandomi[sz]ed,? (?:\w+-\w+,? )+",
        ),
        (
            "compared with|versus|relative to",
            r"\b(?:compared with|versus|relative to) (?:placebo|saline|midazolam|controls?|"
            r"healthy (?:controls|volunteers))\b",
        ),
        ("healthy ", r"\bhealthy (?:controls|volunteers)\b"),
        ("et al", r"\bet al\b"),
        (
            "madrs|ham|hdrs|qids|bprs|cadss|shaps|bdi|rcmrglu|fmri|pet",
            r"\b(?:madrs|ham-?d|hdrs|qids|bprs|cadss|shaps|bdi|rcmrglu|fmri|pet)\b",
        ),
        (
            "neur|glutamatergic|antagonist|dopaminergic|putative|preliminary|unknown|unclear|little is",
            r"\b(?:neural correlates|neurobiological mechanisms?|glutamatergic system|"
            r"receptor antagonist|dopaminergic|putative|"
            r"preliminary evidence|it is unknown whether|remains? (?:unknown|unclear)|little is known)\b",
        ),
        ("doi|pmid", r"\b(?:doi|pmid)\b"),
        (
            "outcome|endpoint|baseline|effect",
            r"\b(?:primary|secondary) (?:outcome|endpoint)s?\b|\bat baseline\b|"
            r"\beffect size\b|\btreatment effect\b",
        ),
    )
)
#: A raised reference number that lost its raising: ``activities.2 Notably``.
_GLUED = late(
    r"[a-z)][.,;]\d{1,3}(?:[,–-]\d{1,3}){0,6}(?= |$)|(?<=[a-zD])\d{1,3}(?:[,–-]\d{2,3})+(?=[ .,;:]|$)"
)
_ADDRESS = late(
    r"\b(?:you|your|call us|our (?:clinic|patients|team|center|centre|practice|physicians?|"
    r"staff|providers?))\b",
    re.I,
)

_DIGIT = late(r"\d")
_AUTHOR = r"[A-ZÀ-Ý][\w’'À-ÿ-]+,? (?:[A-Z]\.?[ -]?){1,3}"
_REFERENCE_CUES = tuple(
    (late(pattern), weight)
    for pattern, weight in (
        (rf"^\W{{0,4}}(?:\d{{1,3}}[.)\]]* )?{_AUTHOR}(?:,|;|\.|&| and| et al|\(|:)", 2),
        (rf"(?:{_AUTHOR}, ?){{2}}", 1),
        (r"\bet al\b", 1),
        (
            r"\(\d{4}[a-z]?(?:, [A-Z][a-z]+)?\)\.?|[.,] ?(?:19|20)\d\d\b ?[.;:]|[.,] (?:19|"
            r"20)\d\d [A-Z][a-z]{2}\b",
            1,
        ),
        (r"\b(?:19|20)\d\d(?: [A-Z][a-z]{2}(?: \d{1,2})?)?; ?\d+ ?(?:\([^)]{1,12}\))?: ?[\w.]*\d", 3),
        (r"\b\d{1,3} ?\(\d{1,3}(?:[-–]\d{1,3})?\)[,:] ?(?:pp?\. ?)?[e\d]", 2),
        (r"\bpp?\. ?\d", 1),
        (r"\b(?:doi(?:\.org)?[:/]|DOI[: ])", 2),
        (r"\b10\.\d{4,9}/\S", 1),
        (r"\bPMC?(?:ID)?:? ?\d{6,}|pubmed\.ncbi|ncbi\.nlm\.nih", 2),
        (
            r"\b(?:J|Am|Arch|Biol|Br|Int|Clin|Psychiatr\w*|Med|Neuro\w*|"
            r"Psycho\w*) (?:[A-Z][a-z]+ ?){1,4}[.;,]",
            1,
        ),
    )
)
#: A sentence that says what somebody found is a statement, with its source in brackets or not.
_TELLS = late(
    r"\bet al\b[.,]* ?(?:\(?\d{4}\)?,? )?(?:have |has )?(?:found|show|report|demonstrat|observ|conclud|"
    r"conduct|compar|"
    r"treat|saw)|^(?:In |According to |Researchers|A (?:recent )?(?:study|trial))"
)
_LINK_ONLY = late(r"^(?:\W{0,4}\d{1,3}[.)\]]* )?(?:https?://|www\.|doi)\S+\W*$")

_STUDY_TITLE = late(
    r": (?:(?:an?|the|results (?:from|of)) )?(?:[\w-]+,? ){0,4}(?:randomi[sz]ed|double-blind|"
    r"placebo-controlled|systematic review|meta-analysis|"
    r"pilot (?:study|trial)|case (?:report|series)|open-label|cohort study|cross-?over|"
    r"retrospective|prospective|controlled trial|proof-of-concept)\b|"
    r"\bpublished (?:paper|article|study|research) ?:|"
    r"^(?:Effects?|Efficacy|Safety|Antidepressant effects?|Anti-\w+ effects?|"
    r"Rapid antidepressant effects?|Association) of [^.?!]{20,250}$|"
    r": (?:implications|evidence|results|findings) (?:for|from) ",
    re.I,
)

_TITLE_STARTS = ("Effect", "Efficacy", "Safety", "Antidep", "Anti-", "Rapid", "Association")


def is_reference(text: str, *, in_list: bool, item: bool) -> bool:
    """
    Whether a block is an entry of a reference list.

    :param in_list: whether it stands under a heading such as References.
    :param item: whether it is an item of a list.
    """
    if len(text) > 900 or len(text) < 8 or not (in_list or _DIGIT.search(text)):
        return False
    if _TELLS.search(text):
        return False
    score = sum(weight for pattern, weight in _REFERENCE_CUES if pattern.search(text))
    if _LINK_ONLY.match(text):
        return in_list or score >= 2
    if _ADDRESS.search(text) and not in_list:
        score -= 2
    if in_list and item:
        return not _ADDRESS.search(text)
    return score >= (2 if in_list else 4)


def is_study_title(text: str) -> bool:
    """Whether a line reads as the title of a study."""
    if ": " not in text and " :" not in text and not text.startswith(_TITLE_STARTS):
        return False
    return len(text) < 300 and bool(_STUDY_TITLE.search(text)) and not _ADDRESS.search(text)


def is_study_text(text: str) -> bool:
    """Whether a block reads as part of an abstract or of a paper."""
    opening = _LABEL.match(text)
    if opening is None and len(text) < 80:
        return False
    labels = {match["label"].lower() for match in _LABEL.finditer(text)}
    if opening and (opening["label"].lower() in _OPENING_LABELS or len(labels) >= 2):
        return len(text) < 40 or not _ADDRESS.search(text[:300])
    if len(labels) >= 3:
        return True
    small = text.lower()
    score = sum(any(hint in small for hint in hints) and bool(cue.search(small)) for hints, cue in _CUES)
    authors, glued = len(_AUTHORS.findall(small)), len(_GLUED.findall(text))
    if not authors and glued < 2:
        return False
    score += min(3, authors) + min(3, glued)
    if _ADDRESS.search(text):
        score -= 2
    needed = 3 if len(text) < 1_500 else 4
    return score >= needed
