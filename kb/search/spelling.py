"""
British and American spellings of one word.

By rule for the regular classes, by list for the rest. The rules are generous: a spelling
that nobody uses is in no text and so finds nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

_PAIRS: dict[str, str] = dict(
    pair.split("/")
    for pair in """
    programme/program centre/center fibre/fiber litre/liter metre/meter theatre/theater calibre/caliber
    licence/license practise/practice defence/defense offence/offense judgement/judgment ageing/aging
    acknowledgement/acknowledgment grey/gray enrol/enroll enrolment/enrollment fulfil/fulfill
    fulfilment/fulfillment skilful/skillful wilful/willful instalment/installment speciality/specialty
    cheque/check mould/mold plough/plow tyre/tire sceptic/skeptic sceptical/skeptical storey/story
    counselling/counseling counsellor/counselor counselled/counseled labelled/labeled labelling/labeling
    travelling/traveling travelled/traveled modelling/modeling modelled/modeled channelled/channeled
    signalling/signaling signalled/signaled cancelled/canceled cancelling/canceling marvellous/marvelous
    tranquilliser/tranquilizer tranquillisers/tranquilizers manoeuvre/maneuver orientated/oriented
    aluminium/aluminum sulphate/sulfate sulphur/sulfur
    """.split()
)
_OTHER = _PAIRS | {american: british for british, american in _PAIRS.items()}
#: What stands for what, anywhere in a word, in both directions.
_PIECES = (
    ("anaesth", "anesth"), ("haem", "hem"), ("aemi", "emi"), ("paed", "ped"), ("gynaec", "gynec"), ("caes", "ces"),
    ("faec", "fec"), ("aetiol", "etiol"), ("oestr", "estr"), ("oesoph", "esoph"), ("oedem", "edem"), ("foet", "fet"),
    ("rrhoe", "rrhe"), ("homoeo", "homeo"), ("coeliac", "celiac"), ("leucocyt", "leukocyt"),
    ("analogue", "analog"), ("catalogue", "catalog"), ("dialogue", "dialog"),
)  # fmt: skip
#: Endings, in both directions: organise and organize, analyse and analyze, behaviour and behavior.
_ENDINGS = (
    (r"is(e|ed|es|er|ers|ing|ation|ations|able)", "iz"),
    (r"iz(e|ed|es|er|ers|ing|ation|ations|able)", "is"),
    (r"ys(e|ed|es|ing)", "yz"),
    (r"yz(e|ed|es|ing)", "ys"),
    (r"our(|s|ed|ing|al|ally|able|ful|less|ism|ist|ite)", "or"),
    (r"or(|s|ed|ing|al|ally|able|ful|less|ism|ist|ite)", "our"),
)
_RULES = tuple((re.compile(rf"(?<=\w\w\w){pattern}$"), other) for pattern, other in _ENDINGS)


@lru_cache(maxsize=4096)
def other_spellings(word: str) -> tuple[str, ...]:
    """
    Return how a lower-case word is spelt across the Atlantic; nothing if it is the same.

    >>> other_spellings("randomized"), other_spellings("anaesthetised")
    (('randomised',), ('anaesthetized', 'anesthetised', 'anesthetized'))
    """
    found = {word}
    if word in _OTHER:
        found.add(_OTHER[word])
    elif word.endswith("s") and word[:-1] in _OTHER:
        found.add(f"{_OTHER[word[:-1]]}s")
    for british, american in _PIECES:
        found |= {known.replace(british, american) for known in found}
        found |= {known.replace(american, british) for known in found if british not in known}
    for pattern, other in _RULES:
        found |= {pattern.sub(rf"{other}\1", known) for known in found}
    return tuple(sorted(found - {word}))
