"""Sentences of an abstract; decimals, initials and abbreviations do not end one."""

from __future__ import annotations

import re

from kb.late_pattern import late

_END = late(r"(?<=[.!?])[)\]\"']*\s+(?=[\"'(\[]*[A-Z0-9])")
_ABBREVIATED = late(
    r"(?:\b(?:vs|i\.?v|i\.?m|i\.?n|p\.?o|e\.g|i\.e|cf|ca|approx|no|fig|al|etc|resp|dr|st|incl|max|min|[A-Z])|(?:^|\s)[a-z])\.$",
    re.I,
)


#: How far back an open bracket is looked for; a longer bracket does not hold a sentence together.
_LOOK_BACK = 400


def sentences_of(text: str) -> list[str]:
    """
    Return the sentences of a text.

    >>> sentences_of("Given i.v. Ketamine fell by 2.5 vs. 1.0 points. It lasted.")
    ['Given i.v. Ketamine fell by 2.5 vs. 1.0 points.', 'It lasted.']
    """
    parts: list[str] = []
    start = 0
    for match in _END.finditer(text):
        head = text[max(start, match.start() - _LOOK_BACK) : match.start()]
        if _ABBREVIATED.search(head[-20:]) or head.count("(") > head.count(")"):
            continue
        parts.append(text[start : match.end()].strip())
        start = match.end()
    parts.append(text[start:].strip())
    return [part for part in parts if part]
