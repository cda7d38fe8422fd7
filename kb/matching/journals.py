"""
Two names of a journal compared: abbreviations word by word, initials, and a few names by habit.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kb.matching.normalize import words

_IDLE = frozenset(
    "the of and in for on a an de la le der die das des et und & official journal: online".split()
)
#: Names by habit that no rule of abbreviation gives; left is what is printed, right the name in full.
_HABITS = {
    "jama": "journal american medical association",
    "nejm": "new england journal medicine",
    "pnas": "proceedings national academy sciences united states america",
    "bmj": "british medical journal",
    "mmwr": "morbidity mortality weekly report",
    "faseb": "federation american societies experimental biology",
    "embo": "european molecular biology organization",
}
#: What a likeness is worth where each name has a word that the other lacks: `Clin Rheumatol` and
#: `Clin Gastroenterol` are two journals, `Pain Symptom Manage` and `J Pain Symptom Manage` one.
ODD_WORDS = 0.7
#: `Lancet (London, England)`: the place tells two journals apart in a catalogue, seldom in print.
_BRACKETS = re.compile(r"\([^)]*\)")
#: Words from which a name that is the beginning of a longer one counts as the same.
BEGINNING = 3
_MONTHS = frozenset(
    "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august "
    "september october november december suppl supplement vol epub pt part no".split()
)


@lru_cache(maxsize=20000)
def journal_words(name: str) -> tuple[str, ...]:
    """
    Return the words of a journal's name that count.

    >>> journal_words("The American Journal of Psychiatry")
    ('american', 'journal', 'psychiatry')
    """
    bare = _BRACKETS.sub(" ", name).strip() or name
    return tuple(
        word for word in words(bare) if word not in _IDLE and word not in _MONTHS and not word.isdigit()
    )


def shortens(a: str, b: str) -> bool:
    """
    Whether one word is an abbreviation of the other.

    >>> shortens("natl", "national"), shortens("psychiatr", "psychiatry"), shortens("med", "mental")
    (True, True, False)
    """
    if a == b:
        return True
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if long.startswith(short):
        return True
    if short[0] != long[0] or len(short) < 3:
        return False
    if short[-1] == "s" and long.startswith(short[:-1]):
        return True
    if len(short) > 3 and long[: len(short) - 1] == short[:-1]:
        return True
    letters = iter(long)
    return (
        len(short) <= 5
        and short[:2] == long[:2]
        and len(long) > len(short) + 1
        and all(c in letters for c in short)
    )


@lru_cache(maxsize=50000)
def _aligned(name: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How many words of ``name`` stand in ``other`` in the same order."""
    at = matched = 0
    for word in name:
        for place in range(at, len(other)):
            if shortens(word, other[place]):
                matched += 1
                at = place + 1
                break
    return matched


def journal_likeness(a: str, b: str, *, inside: bool = False) -> float:
    """
    Return 0 to 1: the share of words that two names have in common, in order.

    With ``inside``, words of ``b`` that ``a`` lacks cost nothing: ``b`` is a stretch of text.

    >>> journal_likeness("N Engl J Med", "New England Journal of Medicine")
    1.0
    >>> journal_likeness("Pain Symptom Manage", "J Pain Symptom Manage")
    0.75
    """
    one, other = journal_words(a), journal_words(b)
    if not one or not other:
        return 0.0
    best = _share(one, other, inside)
    if best < 1:
        for x, y in ((_in_full(one), other), (one, _in_full(other))):
            if (x, y) != (one, other):
                best = max(best, _share(x, y, inside))
        if not inside and min(len(one), len(other)) == 1 and _initials(one, other):
            best = 1.0
    return best


def _share(one: tuple[str, ...], other: tuple[str, ...], inside: bool) -> float:
    shared = _aligned(one, other)
    if inside:
        return shared / len(one)
    share = shared / max(len(one), len(other))
    shorter = min(len(one), len(other))
    if shared < shorter:
        return share * ODD_WORDS
    if shorter >= BEGINNING and all(shortens(a, b) for a, b in zip(one, other, strict=False)):
        return max(share, 0.8)
    return share


def _in_full(name: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part for word in name for part in _HABITS.get(word, word).split())


def _initials(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    single, many = (one[0], other) if len(one) == 1 else (other[0], one)
    return len(many) > 2 and single == "".join(word[0] for word in many)
