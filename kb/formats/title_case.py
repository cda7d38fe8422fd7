"""
Headline capitals as citeproc programs set them: in APA for journals, in AMA for titles of books.

The rule is CSL's ``text-case="title"`` for English: every word in small letters is capitalised,
but not articles, short conjunctions and prepositions inside the text; words that hold a capital
stay as they are.
"""

from __future__ import annotations

import re

_SMALL = frozenset(
    "about above across afore after against al along alongside amid amidst among amongst anenst apropos apud "
    "around as aside astride at athwart atop barring before behind below beneath beside besides between beyond but "
    "by circa despite down during et except for forenenst from given in inside into lest like modulo near next "
    "notwithstanding of off on onto out over per plus pro qua sans since than through thru throughout thruout till "
    "to toward towards under underneath until unto up upon versus vs v via with within without or yet so and nor a "
    "an the de von van c ca".split()
)
_WORD = re.compile(r"[^\s\-–—/.,;?!:\[\]()\"'‘’“”\x00-\x1f]+")


def title_case(text: str) -> str:
    """
    Return ``text`` with headline capitals.

    >>> title_case("The lancet. Psychiatry: a journal of neuro-imaging in one’s practice")
    'The Lancet. Psychiatry: A Journal of Neuro-Imaging in One’s Practice'
    """
    words = list(_WORD.finditer(text))
    out, done = [], 0
    for i, match in enumerate(words):
        between = text[done : match.start()]
        out += [between, _cased(match, between, text, first=i == 0, last=i == len(words) - 1)]
        done = match.end()
    return "".join([*out, text[done:]])


def _cased(match: re.Match[str], between: str, text: str, *, first: bool, last: bool) -> str:
    word = match.group()
    if word != word.lower() or between.endswith(("'", "’")):
        return word
    lone = len(word) == 1
    opens = first or any(mark in between for mark in "?!:") or text[match.end() :][:1] == "-"
    if opens or (not lone and (word not in _SMALL or last)):
        return word if lone and "\u0370" <= word <= "\u03ff" else word[0].upper() + word[1:]
    return word
