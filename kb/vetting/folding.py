"""
Text as the patterns of vetting want it, with the way back to the characters of the original.

Copy has curly quotes, non-breaking hyphens, dashes of four lengths, thousands with
commas and invisible characters. One pass folds them, so that no pattern needs to know.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from kb.late_pattern import late

#: Longer sentences are read up to here: nobody writes them, and no pattern may be baited.
LONGEST = 4000

_HYPHENS = "-\u2010\u2011\u2012\u2212\ufe63\uff0d"
_DASHES = "\u2013\u2014\u2015"
_SINGLE = "\u2018\u2019\u201a\u201b\u02bc\u0060\u00b4"
_DOUBLE = "\u201c\u201d\u201e\u201f\u00ab\u00bb"
_NOTHING = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_PLAIN = dict.fromkeys(_HYPHENS, "-") | dict.fromkeys(_SINGLE, "'") | dict.fromkeys(_DOUBLE, '"')
_PLAIN |= dict.fromkeys(_NOTHING, "")
_ONE_FOR_ONE = {ord(char): plain for char, plain in _PLAIN.items() if len(plain) == 1}
_ONE_FOR_ONE |= {ord("\u00a0"): " ", ord("\u202f"): " ", ord("\t"): " ", ord("\u2014"): ","}
#: What needs the slow way: runs of spaces, and thousands with commas.
_RARE = late(r"  |\d,\d{3}|^ ")
_COUNTING = tuple(range(LONGEST + 1))


@dataclass(frozen=True, slots=True)
class Folded:
    """The folded text; ``offsets[i]`` is where its character i stands in the original, with the end last."""

    text: str
    lower: str
    offsets: tuple[int, ...]


@lru_cache(maxsize=2048)
def fold(text: str) -> Folded:
    """
    Return the text with plain quotes, hyphens, spaces and numbers, and where each character stood.

    >>> fold("a\\u00a070\\u201180\\u202f% rate, $1,200").text
    'a 70-80 % rate, $1200'
    """
    text = text[:LONGEST]
    same = text.translate(_ONE_FOR_ONE)
    if same.isascii() and same.isprintable() and not _RARE.search(same):
        return Folded(same, same.lower(), _COUNTING[: len(text) + 1])
    characters: list[str] = []
    offsets: list[int] = []
    for index, char in enumerate(text):
        for plain in _folded(text, index, char):
            if plain == " " and (not characters or characters[-1] == " "):
                continue
            characters.append(plain)
            offsets.append(index)
    offsets.append(len(text))
    folded = "".join(characters)
    lower = folded.lower()
    return Folded(folded, lower if len(lower) == len(folded) else folded, tuple(offsets))


def folded_at(text: str, offset: int) -> int:
    """Return where the character at an offset of the text stands in the folded text."""
    return bisect_left(fold(text).offsets, min(offset, len(text[:LONGEST])))


def _folded(text: str, index: int, char: str) -> str:
    if char == ",":
        after = text[index + 1 : index + 5]
        in_number = (
            index > 0 and text[index - 1].isdigit() and after[:3].isdigit() and not after[3:].isdigit()
        )
        return "" if in_number and len(after) >= 3 else char
    if "!" <= char <= "~":
        return char
    if char in _PLAIN:
        return _PLAIN[char]
    if char.isspace():
        return " "
    if char in _DASHES:
        between_digits = _digit_near(text, index, -1) and _digit_near(text, index, 1)
        return "-" if between_digits else " , "
    plain = unicodedata.normalize("NFKC", char).replace("\u2044", "/")
    return plain if plain.isprintable() else " "


def _digit_near(text: str, index: int, step: int) -> bool:
    index += step
    while 0 <= index < len(text) and (
        text[index].isspace() or text[index] in "$%" or text[index] in _NOTHING
    ):
        index += step
    return 0 <= index < len(text) and text[index].isdigit()
