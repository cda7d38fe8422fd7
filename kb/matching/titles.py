"""
Titles compared: whether one stands whole in a citation, breaks off, names another part or another thing.
"""

from __future__ import annotations

import re

from kb.matching.comparison import Reading
from kb.matching.index import Stored
from kb.matching.normalize import STOP_WORDS, volume_number, words
from kb.similarity import contained, edit_likeness

#: Likeness of title below which it counts as absent.
TITLE_SEEN = 75.0
#: Letters and digits from which a cited title that breaks off early is looked for in the record's.
CUT_LENGTH = 18
#: Likeness of two words from which one is a slip for the other.
WORD = 0.7
_PART = re.compile(
    r"\b(?:part|paper|study|phase|chapter|volume|no|number)\s*\.?\s*([ivx]{1,5}|\d{1,3})\b|[.:]\s*([ivx]{1,4})[.:]",
    re.I,
)
_NUMBER_NEXT = re.compile(r"\w?\W{0,2}(?:\d{1,3}|[IVX]{1,4})\b(?![,;:(])")
_LOST_SPACE = re.compile(r"[a-z][A-Z]")


def begins(text: str, start: int) -> bool:
    """Whether a title can begin at ``start``: after nothing, punctuation, a number, initials or `et al`."""
    before = text[:start].rstrip(" \"'\u201c\u2018([")
    if not before or not before[-1].isalpha():
        return True
    last = before.split()[-1]
    if text[start - 1].isalpha():
        return text[start].isupper()
    return last[-1].isupper() or last == "al" or bool(_LOST_SPACE.search(last))


def ends(text: str, end: int) -> bool:
    """Whether a title can end at ``end``: before nothing, punctuation, a bracket with a year, a dash between spaces."""
    after = text[end:].lstrip("\"'\u201d\u2019)]")
    if after[:1].isalnum():
        return True
    after = after.lstrip()
    if not after or text[end:].startswith((" - ", " | ")):
        return True
    if after[0] == "(":
        return after[1:2].isdigit()
    return not after[0].isalnum() and after[0] not in "-/"


def cut_short(reading: Reading, record: Stored) -> float:
    """Return 0 to 100: the cited title inside the record's: a subtitle left out, or a name in front of the record's."""
    cited = reading.title
    if len(cited) < CUT_LENGTH or len(cited) > len(record.squashed) + 5:
        return 0.0
    return contained(cited, record.squashed, least=TITLE_SEEN)[0]


def missing_words(reading: Reading, record: Stored, title: float) -> int:
    """Return how many words of the record's title are not in the citation: `penicillin` for `antibiotic`."""
    if title >= 100 or title < TITLE_SEEN:
        return 0
    missing = 0
    for word in set(words(record.title)):
        if len(word) < 4 or word in STOP_WORDS or word in reading.squashed:
            continue
        if not any(
            abs(len(other) - len(word)) < 4 and edit_likeness(word, other) >= WORD for other in reading.names
        ):
            missing += 1
    return missing


def other_part(cited: str, title: str) -> bool:
    """Whether two titles differ in a number, a Roman numeral or the number of a part."""
    one, other = _parts(cited), _parts(title)
    numbers, others = re.findall(r"\d+", cited), re.findall(r"\d+", title)
    if numbers != others and sorted(numbers) != sorted(others) and len(numbers) == len(others):
        return True
    romans, other_romans = _romans(cited), _romans(title)
    return bool(one and other and one != other) or bool(romans and other_romans and romans != other_romans)


def _romans(title: str) -> list[str]:
    return sorted(
        word for word in words(title) if word in ("ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    )


def with_number(text: str, start: int, end: int, record: Stored) -> str:
    """Return the cited title with the number that ends it, where the record's title ends with one too."""
    if record.squashed[-1:].isdigit() or record.squashed[-1:] in "ivx":
        found = _NUMBER_NEXT.match(text, end)
        end = found.end() if found else end
    return text[start:end]


def _parts(title: str) -> set[str]:
    return {volume_number(a or b) for a, b in _PART.findall(title)} - {""}
