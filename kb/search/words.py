"""Words as the full-text index sees them, and those too small to look for."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
STOP = frozenset(
    "a about also am an and any are aren as at be been being but by can could couldn d did didn do does "
    "doesn doing don done even for from had has have he her here his how i if im in into is isn it its "
    "itself just ll m may me might my of on or our ours per quite re s she should so some such t than "
    "that the their them then there these they this those to too ve very was wasn we were weren what when "
    "which while who whom whose why will with within won would you your yours".split()
)


def tokens_of(text: str) -> list[str]:
    """
    Return the words of a text in lower case and without accents, in order.

    >>> tokens_of("Montgomery-Åsberg: 0.5 mg/kg")
    ['montgomery', 'asberg', '0', '5', 'mg', 'kg']
    """
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _WORD.findall(text.lower())
