"""Word lists that the patterns of rules share; a pattern names one as ``<name>``."""

from __future__ import annotations

import re

#: Alternatives for folded lower-case text; each stands in a non-capturing group where it is used.
WORD_LISTS: dict[str, str] = {
    "drug": r"ketamine|ketamin|es-?ketamine|spravato|infusions?|treatments?|therap(?:y|ies)|"
    r"medications?|medicines?|drug|protocol|procedure",
    "condition": r"depress\w*|anxiety|ptsd|trauma|ocd|pain|bipolar|suicidal (?:thoughts|ideation)|symptoms?|"
    r"migraines?|fibromyalgia|crps|addiction|alcoholism|mental (?:illness|health condition)s?|"
    r"mood disorders?|despair|darkness|illness|condition|suffering",
    "brain": r"brains?|minds?|neural|neuro\w*|neurons?|circuit\w*|pathways?|synap\w*|mental|"
    r"thoughts? patterns?|thinking",
    "people": r"patients?|clients?|people|individuals?|adults?|everyone|everybody|persons?",
    "not": r"not|never|cannot|cant|\w{2,6}n'?t",
    "insurer": r"insurers?|insurances?(?: compan(?:y|ies)| plans?| providers?| carriers?)?|"
    r"(?:health )?plans?|carriers?|medicare|medicaid",
}

_NAME = re.compile(r"(?<!\?P)(?<!\?)<([a-z]+)>")


def expand(pattern: str) -> str:
    """
    Return the pattern with the word lists in place of their names.

    :raises KeyError: for a name that is no list.
    """
    return _NAME.sub(lambda match: f"(?:{WORD_LISTS[match[1]]})", pattern)
