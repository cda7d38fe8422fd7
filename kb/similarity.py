"""
Likeness of strings: the only unit that imports rapidfuzz.

``WRatio`` is left out on purpose: on whole references it preferred the wrong title in 22 of 100.

What is compared here has been put into a normal form by its caller; numbers, negation
and identifiers are compared as data and never by likeness.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA, JaroWinkler


def edit_likeness(first: str, second: str, at_least: float = 0.0) -> float:
    """Return the share of characters kept, 0 to 1 (Indel distance); 0 when it is below ``at_least``."""
    return float(fuzz.ratio(first, second, score_cutoff=at_least * 100)) / 100


def word_likeness(first: str, second: str) -> float:
    """Return the Jaro-Winkler likeness of two words, 0 to 1, kind to slips at their ends."""
    return float(JaroWinkler.similarity(first, second))


def contained(needle: str, haystack: str, *, least: float = 0) -> tuple[float, int, int]:
    """
    Return how well ``needle`` stands inside ``haystack``, and from where to where.

    Below ``least`` the result is 0. An exact stand is found first, as text search is far quicker.
    """
    if not needle or not haystack:
        return 0.0, 0, 0
    place = haystack.find(needle)
    if place >= 0:
        return 100.0, place, place + len(needle)
    found = fuzz.partial_ratio_alignment(needle, haystack, score_cutoff=least)
    if found is None:
        return 0.0, 0, 0
    if len(needle) > len(haystack):
        return found.score * len(haystack) / len(needle), 0, len(haystack)
    return found.score, found.dest_start, found.dest_end


def nearest(word: str, known: Sequence[str], at_most: int) -> list[tuple[str, int]]:
    """Return the known words within ``at_most`` slips, with how many; swapping two neighbours is one slip."""
    found = process.extract(word, known, scorer=OSA.distance, score_cutoff=at_most, limit=20)
    return [(near, int(slips)) for near, slips, _ in found]
