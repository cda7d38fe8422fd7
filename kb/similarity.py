"""
Likeness of strings: the only unit that imports rapidfuzz.

What is compared here has been put into a normal form by its caller; numbers, negation
and identifiers are compared as data and never by likeness.
"""

from __future__ import annotations

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler


def edit_likeness(first: str, second: str, at_least: float = 0.0) -> float:
    """Return the share of characters kept, 0 to 1 (Indel distance); 0 when it is below ``at_least``."""
    return float(fuzz.ratio(first, second, score_cutoff=at_least * 100)) / 100


def word_likeness(first: str, second: str) -> float:
    """Return the Jaro-Winkler likeness of two words, 0 to 1, kind to slips at their ends."""
    return float(JaroWinkler.similarity(first, second))
