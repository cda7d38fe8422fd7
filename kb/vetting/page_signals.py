"""What a page's sentences are to the rules about pages: benefit, risk, offer, disclosure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kb.late_pattern import late
from kb.vetting.denial import is_denied, is_question
from kb.vetting.folding import fold
from kb.vetting.records import Block, BlockKind, Copy, Sentence, Voice

#: Blocks that readers read as the page's text.
RUNNING = frozenset(
    {
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.QUOTE,
        BlockKind.CELL,
        BlockKind.CAPTION,
    }
)

CONDITION = late(
    r"\b(?:depress(?:ion|ive|ed)|anxiety|ptsd|post-?traumatic|ocd|obsessive|bipolar|suicid\w+|chronic pain|"
    r"pain (?:conditions?|syndromes?|management|relief)|crps|"
    r"fibromyalgia|neuropath\w+|migraines?|mood disorders?|mental (?:illness|health)|psychiatric|addiction|"
    r"alcoholism|mood)\b"
)
KETAMINE = late(r"(?<!s-)(?<!es)\bketamin\w*|\binfusions?\b|\bkap\b")
#: What a page about ketamine calls the treatment where it does not name it.
_TREATMENT = late(
    r"^(?:it|this|they)\b|\b(?:(?:this|the|our|your|each|guided) (?:[\w-]+ )?(?:treatments?|therap(?:y|ies)|"
    r"medicines?|medications?|procedures?|protocols?|programs?|sessions?|approach|care|lozenges?|troches?)|"
    r"(?:treatment|therapy|session) (?:can|may|will|helps?|offers?|provides?|brings?)|lozenges?|troches?)\b|"
    r"^(?:repair|reduc|improv|reliev|eas|restor|support|help|alleviat|lift|treat|enhanc|boost|calm|heal|"
    r"promot|rapid|fast|quick|lasting|effective)(?:es|s|e|ing)?\b"
)
_MENDS = late(r"\b(?:repair\w*|restor\w+|renew\w*|rebuild\w*|recover\w*|boost\w*|enhanc\w+|calm\w*)\b")
#: People who got better, whoever is told to have helped them.
_BETTER = late(
    r"(?:\d ?%|percent|\b(?:most|many|all|our|entire|majority)\b)[^.;]{0,30}\b(?:patients?|people|clients?)\b"
    r"[^.;]{0,40}\b(?:improv\w+|relief|respon(?:d|ded|se)|remission|better|benefit\w*|reduc\w+)\b"
)
#: Other treatments: a benefit told of one is not ketamine's.
_OTHER = late(
    r"\b(?:ssris?|antidepressants?|tms|transcranial|ect|electroconvulsive|opioids?|nsaids?|psilocybin|mdma|"
    r"nad|vitamins?|hydration|botox|acupuncture|lithium|massage|yoga|exercise)\b"
)
_SYMPTOMS = late(
    r"\b(?:symptoms?|trauma\w*|pain|suffering|well-?being|cravings|intrusive thoughts|panic|ptsd|stress|"
    r"quality of life|mood|brain|life|healing|relief)\b"
)
_RACEMIC = late(r"(?<!s-)(?<!es)\bketamin")
_ESKETAMINE = late(r"\b(?:es-?\s?ketamine|spravato)\b")
_BENEFIT = late(
    r"\b(?:reliev(?:e|es|ed|ing)|relief|reduc(?:e|es|ed|ing)|improv(?:e|es|ed|ing|ements?)|lift(?:s|ed|"
    r"ing)?|eas(?:e|es|ed|ing)|alleviat\w+|help(?:s|ed|ful|ing)?|effective(?:ly)?|"
    r"treat(?:s|ed|ing)?|benefit(?:s|ed)?|heal(?:s|ed|ing)?|cure[sd]?|work(?:s|ed)? (?:well|fast|quickly|"
    r"within|by|for|in|when)|respon(?:d|ds|ded|se)|remission|success\w*|feel better|rapid(?:ly)?|"
    r"transform\w*|life[- ]changing|breakthrough|miracle|hope|game[- ]changer)\b"
)
_PURPOSE = late(
    r"\b(?:ketamine|infusions?)\b[^.;?]{0,50}\b(?:for|to (?:treat|help|manage|relieve)|treats?|helps?|"
    r"against)\b[^.;?]{0,50}"
    r"\b(?:depress|anxiety|ptsd|post-?traumatic|ocd|bipolar|suicid|chronic pain|pain|crps|fibromyalgia|"
    r"migraine|mood|psychiatric)"
)
_OFFER = late(
    r"\b(?:we (?:offer|provide|use|treat|speciali[sz]e|administer|see|utili[sz]e|do utili[sz]e|work|supply|"
    r"ship)|our (?:clinic|cent(?:er|re)|practice|team|staff|infusions?|patients|protocol|program\w*|"
    r"doctors?|nurses?)|"
    r"call (?:us|now|today|\(?\d)|book|schedule|appointments?|consultations?|contact us|your (?:first |"
    r"ketamine )?(?:infusion|treatment|session|consult\w*)|at our|candidates?|"
    r"clinic|cent(?:er|re)s?)\b|\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}"
)
OFF_LABEL = late(
    r"\boff[- ]?label\b|\b(?:not|n't|never|no|without) (?:[\w-]+ ){0,4}(?:fda|"
    r"us food and drug administration|regulat\w+)?[- ]?(?:approv(?:ed|al)|licensed|indicated)\b|"
    r"\bapproved (?:by the fda )?(?:\w+ )?only (?:for|as)\b|\bonly (?:fda[- ])?approv\w+ (?:for|"
    r"as) (?:an? )?(?:an[a]?esthe\w+)|\b(?:has|have)(?: not|n't) (?:been )?approved\b|\bunapproved\b|"
    r"\bonly (?:has |have )?fda approval for\b|\bapproved for an[a]?esthesia only\b|"
    r"\bno (?:other )?use is approved\b"
)
_RISK = late(
    r"\b(?:side[- ]?effects?|risks?|adverse|nausea|vomit\w*|dizz\w*|dissociat\w*|(?:raise[sd]?|high(?:er)?|"
    r"increase[sd]?|elevated|rise in|uncontrolled|your) blood pressure|bladder|urinary|"
    r"misuse|abuse|dependence|contra-?indicat\w+|respiratory depression|slow(?:ed|s)? breathing|confusion|"
    r"hallucinat\w*|headaches?|drowsi\w+|sedation|palpitations)\b"
)
_RISK_DENIED = late(
    r"\b(?:no|without|zero|free of|minimal|little|few(?:er)?|less|low(?:er|ers)?|reduc\w+|unlike) "
    r"(?:[\w-]+ ){0,4}(?:side[- ]?effects?|risks?|adverse|hallucinat\w+|dissociat\w+)|"
    r"\bdissociatives?(?: an[a]?esthe\w+|,|$)|\bnot slow (?:\w+ )?breathing\b"
)
#: Sentences that name ketamine from which a page is about it.
_ABOUT = 2
_NEWS = late(
    r"\b(?:reported by|posted (?:on|by)|press release|in the news|originally published|"
    r"read the full (?:article|story)|subscribe to (?:our )?newsletter|"
    r"by [a-z]+ [a-z]+, (?:staff )?(?:writer|reporter|correspondent)|\(reuters\)|\(ap\)|associated press|"
    r"news archive)\b"
)


@dataclass(frozen=True, slots=True)
class Signals:
    """Per sentence of a copy: whether it states a benefit or a use, names a risk, offers treatment, "
    "discloses."""

    benefit: tuple[bool, ...]
    use: tuple[bool, ...]
    risk: tuple[bool, ...]
    offer: tuple[bool, ...]
    discloses: tuple[bool, ...]
    words: int
    is_news: bool
    only_esketamine: bool


@lru_cache(maxsize=32)
def signals_of(copy: Copy) -> Signals:
    """Return the signals of a copy."""
    benefit, use, risk, offer, discloses = [], [], [], [], []
    words = 0
    ketamine = sum(_is_own(s) and _RACEMIC.search(fold(s.text).lower) is not None for s in copy.sentences)
    news = esketamine = False
    for sentence in copy.sentences:
        lower = fold(sentence.text).lower
        own = _is_own(sentence)
        words += len(lower.split()) if own and sentence.kind in RUNNING else 0
        esketamine = esketamine or _ESKETAMINE.search(lower) is not None
        benefit.append(own and (states_benefit(lower) or (ketamine >= _ABOUT and _benefit_of_it(lower))))
        use.append(benefit[-1] or (own and _states_use(lower)))
        risk.append(own and _RISK.search(lower) is not None and not _RISK_DENIED.search(lower))
        offer.append(own and _OFFER.search(lower) is not None)
        discloses.append(own and OFF_LABEL.search(lower) is not None)
        news = news or _NEWS.search(lower) is not None
    only = ketamine == 0 and esketamine
    return Signals(tuple(benefit), tuple(use), tuple(risk), tuple(offer), tuple(discloses), words, news, only)


def states_benefit(lower: str) -> bool:
    """Say whether a folded sentence states a benefit of ketamine for a condition."""
    if not (CONDITION.search(lower) and KETAMINE.search(lower)) or is_question(lower):
        return False
    hit = _BENEFIT.search(lower)
    return hit is not None and not is_denied(lower, hit.start(), hit.end())


def _benefit_of_it(lower: str) -> bool:
    """Say whether a sentence of a page about ketamine states a benefit without naming both drug and condition."""
    if _OTHER.search(lower) or is_question(lower):
        return False
    named = KETAMINE.search(lower) or (_TREATMENT.search(lower) and CONDITION.search(lower))
    told = named and (_SYMPTOMS.search(lower) or CONDITION.search(lower))
    hit = (_BENEFIT.search(lower) or _MENDS.search(lower)) if told else _BETTER.search(lower)
    return hit is not None and not is_denied(lower, hit.start(), hit.end())


def _is_own(sentence: Sentence) -> bool:
    return sentence.voice is not Voice.ABSTRACT and sentence.kind is not BlockKind.REFERENCE


def _states_use(lower: str) -> bool:
    match = _PURPOSE.search(lower)
    return match is not None and not is_question(lower) and not is_denied(lower, match.start(), match.end())


def own_words(sentence: Sentence) -> bool:
    """Say whether the clinic or someone it quotes speaks here, in the running text."""
    return sentence.voice is not Voice.ABSTRACT and sentence.kind in RUNNING


def running_blocks(copy: Copy) -> list[tuple[int, Block]]:
    """Return the blocks of the running text with their index."""
    return [
        (index, block)
        for index, block in enumerate(copy.blocks)
        if block.kind in RUNNING and block.voice is not Voice.ABSTRACT
    ]
