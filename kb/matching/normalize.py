"""
One form for comparing: letters folded, words cut, pages and surnames in one shape.

Only comparison keys are made here; what is stored and shown stays as it was.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Letters that Unicode decomposition leaves as they are, and letters written out in print.
_LETTERS = {
    "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i",
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "κ": "kappa",
    "λ": "lambda", "μ": "mu", "ω": "omega", "τ": "tau", "σ": "sigma", "θ": "theta", "χ": "chi",
}  # fmt: skip
_DASHES = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_DASH_FORMS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-"))
_WORD = re.compile(r"[^\W_]+")
_CAMEL = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{3,}")
_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.I)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}

#: Words too common to tell one work from another.
STOP_WORDS = frozenset(
    "a an and are as at be by de der des die et for from in into is it la le of on or "
    "the their to und using versus vs via was were with al".split()
)


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    decomposed = unicodedata.normalize("NFKD", character.lower())
    return "".join(_LETTERS.get(c, c) for c in decomposed if not unicodedata.combining(c))


def fold(text: str) -> str:
    """
    Return ``text`` in lower case without marks on letters.

    >>> fold("Lass-Flörl, TNF-α")
    'lass-florl, tnf-alpha'
    """
    if text.isascii():
        return text.lower()
    return "".join(_fold_character(c) for c in text)


def plain_dashes(text: str) -> str:
    """Return ``text`` with every dash as a hyphen and without invisible characters."""
    if text.isascii():
        return text
    return _DASHES.sub("", text).translate(_DASH_FORMS)


def squash(text: str) -> str:
    """
    Return only the letters and digits of ``text``, folded: line breaks and lost spaces do not matter.

    >>> squash("Hepatic enceph-\\nalopathy: I.")
    'hepaticencephalopathyi'
    """
    return "".join(_WORD.findall(fold(text)))


def squash_map(text: str) -> tuple[str, list[int]]:
    """Return the squashed text and, for each of its characters, the place in ``text`` it came from."""
    pieces: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for folded in _fold_character(character):
            if folded.isalnum():
                pieces.append(folded)
                places.append(place)
    return "".join(pieces), places


def words(text: str) -> list[str]:
    """Return the folded words of ``text`` in order."""
    return _WORD.findall(fold(text))


def glued_words(text: str) -> list[str]:
    """
    Return the parts of words that lost the space between them.

    >>> glued_words("WebberLS, MiyakeA.FriedmanN. P. in mice")
    ['webber', 'miyake', 'friedman']
    """
    found = []
    for word in _WORD.findall(text):
        if len(word) > 3 and not word.islower() and not word[1:].islower() and not word.isupper():
            found += [fold(part) for part in _CAMEL.findall(word) if len(part) < len(word)]
    return found


def surname(author: str) -> str:
    """
    Return the squashed surname of ``Family Given``, ``Family, Given`` or ``Family GI``.

    >>> surname("von Haaren C"), surname("Rapee R. M."), surname("O'Colmain, Benita J")
    ('vonhaaren', 'rapee', 'ocolmain')
    """
    if "," in author:
        return squash(author.partition(",")[0])
    parts = author.replace(".", " ").split()
    while len(parts) > 1 and (len(parts[-1]) <= 2 or (len(parts[-1]) <= 3 and parts[-1].isupper())):
        parts.pop()
    if len(parts) == 1 or not parts:
        return squash("".join(parts))
    return squash("".join(parts))


def page_digits(page: str) -> str:
    """
    Return the number in a page, the key under which pages are looked up.

    >>> page_digits("R687"), page_digits("CD004286"), page_digits("ii12"), page_digits("xii")
    ('687', '4286', '12', '')
    """
    found = _DIGITS.search(page)
    return found.group().lstrip("0") if found else ""


def page_letters(page: str) -> str:
    """
    Return the letters around a page's number: `S4` is not page 4.

    >>> page_letters("S4"), page_letters("a1864"), page_letters("742")
    ('s', 'a', '')
    """
    return "".join(c for c in page.lower() if c.isalpha())


def volume_number(volume: str) -> str:
    """
    Return a volume as its number, Roman numerals included.

    >>> volume_number("15 Suppl 1"), volume_number("XIV"), volume_number("ii"), volume_number("Suppl")
    ('15', '14', '2', '')
    """
    found = _DIGITS.search(volume)
    if found:
        return found.group().lstrip("0")
    text = volume.strip().lower()
    return str(roman(text)) if text and _ROMAN.fullmatch(text) else ""


def roman(text: str) -> int:
    """Return the value of a Roman numeral that is known to be one."""
    values = [_ROMAN_VALUES[c] for c in text.lower()]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def last_page(first: str, last: str) -> str:
    """
    Return the last page in full: `1193-8` ends on 1198.

    >>> last_page("1193", "8"), last_page("E541", "4"), last_page("12", "15"), last_page("9", "")
    ('1198', '544', '15', '')
    """
    start, end = page_digits(first), page_digits(last)
    if end and len(end) < len(start):
        return start[: len(start) - len(end)] + end
    return end
