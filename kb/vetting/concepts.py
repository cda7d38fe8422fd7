"""
The words of a sentence as concepts: one token for all the ways of saying a thing.

Names of several words become one token first, then words are stemmed and looked up
among synonyms; what a negation governs is kept apart from the words themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kb.late_pattern import late
from kb.vetting.folding import fold

_NAMES: tuple[tuple[str, str], ...] = (
    (r"es-?\s?ketamine|spravato|s-ketamine|s form of ketamine", "esketamine"),
    (r"post-?\s?traumatic(?: stress)?(?: disorder)?s?\b|ptsd\b|after trauma\b", "ptsd"),
    (r"obsessive[- ]compulsive(?: disorder)?\b|\bocd\b|obsessions", "ocd"),
    (r"complex regional pain syndrome|reflex sympathetic dystrophy|\bcrps\b|\brsd\b", "crps"),
    (r"major depressive disorder|major depression|\bmdd\b", "majordepression"),
    (
        r"(?:treatment|medication|therapy)[- ]?resistant|treatment-?refractory|refractory|"
        r"resistant depression|\btrd\b|treatments? (?:have |has )?fail\w*|(?:failed|not "
        r"(?:helped|responded)) (?:\w+ ){0,3}(?:antidepressants?|medications?|treatments?)|"
        r"(?:antidepressants?|medications?|drugs?|tablets?) (?:\w+ ){0,3}(?:fail\w*|did not "
        r"help|resisted)|where other\w* fail\w*|all else fail\w*",
        "resistant",
    ),
    (r"electro-?\s?convulsive(?: therapy)?|electroshock(?: therapy)?|shock therapy|\bect\b", "ect"),
    (r"chronic fatigue(?: syndrome)?|\bcfs\b", "chronicfatigue"),
    (r"cluster (?:headaches?|attacks?)", "clusterheadache"),
    (r"neuropathic pain|neuropath(?:y|ies)|nerve pain|neuralgia", "nervepain"),
    (r"phantom(?: limb)?(?: pain)?", "phantompain"),
    (r"cancer(?:-related)? pain|pain of cancer", "cancerpain"),
    (r"chronic pain", "chronicpain"),
    (
        r"world health organi[sz]ation(?:'s)?|w\.?h\.?o\.?(?=[ '])(?:'s)?(?= (?:list|work|"
        r"essential|vouch|rank|has|label|con))|\bwho list",
        "whorganisation",
    ),
    (r"food (?:and|&) drug administration|\bf\.?d\.?a\b", "fda"),
    (r"off-?\s?label", "offlabel"),
    (r"side[- ]?effects?|adverse (?:events?|effects?|reactions?)", "sideeffect"),
    (
        r"suicidal (?:thoughts?|ideation|thinking|feelings?)|suicidality|suicide ideation|"
        r"thoughts? of suicide|think of suicide",
        "suicidalthought",
    ),
    (
        r"loss of (?:pleasure|interest)[^,.;]{0,40}|anhedoni\w+|inability to (?:feel|"
        r"experience) pleasure|brings? pleasure back|pleasure returns?",
        "anhedonia",
    ),
    (
        r"long[- ]term|long run|lasting|long-lasting|for months|sustained|durable|enduring|"
        r"permanent\w*",
        "longterm",
    ),
    (r"nurse practitioners?|physician(?:'s)? assistants?|\bnps?\b", "nurse"),
    (
        r"at[- ]home|(?:at|for|from|in|to) (?:\w+ )?(?:own )?home|home[- ](?:based|use)|"
        r"take[- ]home|home",
        "home",
    ),
    (r"nasal sprays?|intra-?nasal\w*|sprays?\b|nasal", "spray"),
    (r"in (?:the|a) (?:clinic|office|doctor's office|hospital|medical setting)", "office"),
    (
        r"(?:almost |nearly |near-?)?(?:immediate(?:ly)?|instant\w*)|at once|right away|"
        r"straight away|(?:in|within) minutes",
        "immediate",
    ),
    (r"blood pressure|heart rate|vital signs|pulse|cardiovascular|circulation", "vitals"),
    (r"respirat\w+|breath\w*|ventilat\w+|airway", "breathing"),
    (r"brain[- ]derived neurotrophic factor|\bbdnf\b|growth factor", "bdnf"),
    (r"glutamatergic|glutamate", "glutamate"),
    (
        r"leading cause of disability|first cause of disability|number one cause of "
        r"disability|disabl\w+",
        "disability",
    ),
    (
        r"do(?:es)? not (?:fully )?know|not (?:completely |fully |well |entirely "
        r")?(?:understood|known|sure|clear|settled)|unclear|still (?:a )?(?:mystery|unknown)|"
        r"aren't (?:entirely |completely )?sure|(?:isn't|not) (?:entirely |completely "
        r")?(?:sure|clear)|(?:nobody|no one) (?:fully |really |exactly )*(?:knows|"
        r"understands)|no(?:t one)? (?:single |clear |one )+(?:\w+ )?mechanism|no one mode of "
        r"action|how (?:exactly )?(?:it|ketamine) works is",
        "notunderstood",
    ),
    (
        r"not (?:be )?(?:a )?one[- ]time|one (?:infusion|dose|treatment|session) is not "
        r"enough|more than one (?:infusion|treatment)",
        "repeatneeded",
    ),
    (
        r"(?:do(?:es)?n't|not) (?:work|help|effective|reliev\w+|"
        r"respond)\b[^.;]{0,25}\b(?:every\w*|all)|not (?:for )?everyone|some (?:patients|"
        r"people) do(?:n't| not)|results (?:may )?vary|in every patient",
        "notall",
    ),
    (r"dextromethorphan", "dextromethorphan"),
    (r"nitrous oxide|laughing gas", "nitrous"),
    (r"opioid receptors?|opiate receptors?|opioid system|opiate system", "opioidreceptor"),
    (r"opioids?|opiates?|narcotics?(?: pain\w*)?", "opioid"),
    (r"schedule (?:iii|3)|class (?:iii|3)|schedule-iii", "scheduleiii"),
    (r"anti-?depressants?\b(?! (?:effect|action|response|propert))|ssris?\b|snris?\b", "antidepressant"),
    (
        r"(?:traditional|conventional|standard|usual|typical|oral|ordinary|first-line) (?:\w+ "
        r")?(?:medications?|medicines?|drugs?|treatments?|pharma\w+(?: treatments?)?|tablets?|"
        r"therap\w+)|tablets|pills",
        "antidepressant",
    ),
    (r"miracle|wonder drug|miraculous|amazing", "miracle"),
    (r"game[- ]chang\w+|break-?through\w*|revolution\w*|transformat\w+|complete change", "breakthrough"),
    (r"withdrawal(?: symptoms?)?", "withdrawal"),
    (
        r"(?:back|return\w*|go) to work|work (?:the |on the )?(?:next|following|same) day|"
        r"days? off|time off|sick leave",
        "workday",
    ),
)
#: All names in one pass: twice as fast as one after the other.
_NAME = late(
    r"\b(?:" + "|".join(f"(?P<{name}{n}>{pattern})" for n, (pattern, name) in enumerate(_NAMES)) + ")"
)
_NAME_OF = {f"{name}{n}": f" {name} " for n, (_, name) in enumerate(_NAMES)}
_SYNONYMS: dict[str, str] = {
    word: concept
    for concept, words in {
        "work": "work effective efficacy effectively help treat relieve relief improve improvement "
        "benefit beneficial better success successful alleviate respond response responder "
        "lift lessen ease treatment therapy cure-all",
        "infusion": "infusion drip iv intravenous vein infuse intravenously infused",
        "fast": "fast rapid rapidly quick quickly fastest faster sooner swift speed immediate",
        "person": "person people patient individual adult client sufferer american someone",
        "addict": "addictive addiction addict abuse misuse dependence dependency habit-forming abused "
        "nonaddictive",
        "regrow": "repair regrow rebuild restore regenerate reverse heal replace undo mend grow growth "
        "form create build new reconnect rewire regrowth",
        "synapse": "synapse synaptic neuron neuronal nerve connection spine dendritic dendrite "
        "connectivity network pathway circuit neuroplasticity plasticity wiring",
        "reboot": "reboot reset restart",
        "cheap": "price cost charge fee pay priced",
        "insurance": "insurance insured insurer coverage cover covered",
        "minimal": "minimal few slight hardly little mild minor low",
        "doctor": "doctor physician psychiatrist clinician provider practitioner",
        "supervise": "supervise supervision monitor oversee supervised monitored medically watch",
        "show": "show study research prove proven demonstrate scientific scientifically evidence "
        "trial literature institution",
        "safe": "safe safety safest safely safer harmless",
        "approve": "approve approval approved license authorise cleared",
        "anaesthetic": "anaesthetic anesthetic anaesthesia anesthesia surgery surgical operation anesthetics",
        "repeat": "repeat repeated booster maintenance multiple series again",
        "return": "return relapse back recur recurrence",
        "dissociate": "dissociate dissociation dissociative trip detached detach",
        "pleasant": "pleasant enjoy enjoyable blissful comfortable wellbeing well-being",
        "lozenge": "lozenge troche tablet oral sublingual mouth",
        "drive": "drive driving car",
        "nausea": "nausea nauseous vomiting sick vomit",
        "life": "life live lives living",
        "save": "save lifesaver lifesaving saving",
        "block": "block antagonist antagonize inhibit antagonise bind blocker antagonizing keep",
        "raise": "raise increase boost release produce production more surge burst",
        "transmitter": "neurotransmitter transmitter",
        "bladder": "bladder urinary cystitis",
        "soldier": "soldier war vietnam battlefield military",
        "gradual": "gradual gradually builds cumulative step",
        "certain": "certain certainly sure guarantee guaranteed definitely",
        "seldom": "seldom rare rarely infrequent infrequently uncommon",
        "potential": "potential risk chance likelihood",
        "dose": "dose dosage",
        "spectrum": "broad broader wide wider range",
        "experience": "experience feel feeling",
        "psychotherapy": "psychotherapy counseling counselling therapist talk",
        "woman": "woman female sex hormone estrogen oestrogen gender",
        "interact": "interact interaction interfere",
        "prescribe": "prescribe prescription prescribed dispense",
        "mood": "mood depressed depression depressive",
        "past": "past history recovery previous",
        "best": "best top leading foremost",
        "absorb": "absorb absorption bioavailability uptake absorbed",
    }.items()
    for word in words.split()
}
_STOP = frozenset(
    "the a an of to in on at for and or is are was were be been being it its this that "
    "these those with by from as than then so but if into onto over under "
    "can could may might will would shall should must do does did has have had having "
    "there their they them we our us you your i my me he she his her who whom which what "
    "when where how "
    "also very much many most some any all each other such just only even still about "
    "around up down out off not no nor never without non use used using one two thing "
    "get make made take taken give given "
    "ketamine able often typically usually generally really quite rather too more less "
    "hour hours day days week weeks month months minute minutes year years while during "
    "after before between through because since until both either own same s t d ll re "
    "ve".split()
)
_TOKEN = late(r"[a-z][a-z'+-]*[a-z+]|[a-z]")
_CUE = late(
    r"\b(?:not|no|non|never|none|neither|nor|cannot|without|hardly|free of|free from|"
    r"nothing|virtually no|lacks?|isn't|aren't|wasn't|weren't|doesn't|don't|didn't|hasn't|"
    r"haven't|hadn't|can't|couldn't|won't|wouldn't|shouldn't|nobody|few|far from|"
    r"un(?=able|likely))\b[- ]?"
)
_BREAK = late(
    r"[;:,.()]|\b(?:but|and|although|while|whereas|because|which|that|until|unless|so|for|"
    r"after|before|during|when|if|from)\b"
)
_SHORT = frozenset({"no", "without", "few", "non", "free of", "free from", "lack", "lacks"})
#: How many characters after a negation it still governs.
_REACH = 50
#: How far a "no" or "without" governs: the words right after it.
_SHORT_REACH = 34


@dataclass(frozen=True, slots=True)
class Concepts:
    """The concepts of a text, and those of them that a negation governs."""

    tokens: frozenset[str]
    negated: frozenset[str]


@lru_cache(maxsize=4096)
def concepts_of(text: str) -> Concepts:
    """
    Return the concepts of a text.

    >>> sorted(concepts_of("Ketamine is not addictive").negated)
    ['addict']
    """
    lower = fold(text).lower
    lower = _NAME.sub(lambda match: _NAME_OF[str(match.lastgroup)], lower)
    tokens = frozenset(_tokens(lower))
    negated: set[str] = set()
    for cue in _CUE.finditer(lower):
        after = lower[cue.end() : cue.end() + (_SHORT_REACH if cue[0].strip("- ") in _SHORT else _REACH)]
        stop = _BREAK.search(after)
        negated.update(_tokens(after[: stop.start()] if stop else after))
    return Concepts(tokens, frozenset(negated & tokens))


def _tokens(lower: str) -> list[str]:
    found = []
    for match in _TOKEN.finditer(lower.replace("non-", "non ").replace("-", " ")):
        word = match[0].removesuffix("'s").strip("'")
        if len(word) > 1 and word not in _STOP and (token := concept_of(word)) not in _STOP:
            found.append(token)
    return found


@lru_cache(maxsize=16384)
def concept_of(word: str) -> str:
    """Return the concept of one lower-case word: its synonym's, else its stem."""
    if word in _SYNONYMS:
        return _SYNONYMS[word]
    for stem in _stems(word):
        if stem in _SYNONYMS:
            return _SYNONYMS[stem]
    return _stems(word)[-1]


def _stems(word: str) -> list[str]:
    stems = [word]
    for ending, instead in (
        ("ies", "y"),
        ("sses", "ss"),
        ("ing", ""),
        ("ing", "e"),
        ("ed", ""),
        ("ed", "e"),
        ("es", "e"),
        ("es", ""),
        ("s", ""),
        ("ly", ""),
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            stems.append(word[: len(word) - len(ending)] + instead)
    if len(stems) == 1:
        return [word, word.rstrip("e")]
    plain = word
    for ending in ("ings", "ing", "edly", "ed", "es", "s", "ly"):
        if plain.endswith(ending) and len(plain) - len(ending) >= 4 and not plain.endswith("ss"):
            plain = plain[: len(plain) - len(ending)]
            break
    return [*stems, plain.rstrip("e")]
