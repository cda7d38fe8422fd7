"""Titles: the notes that databases add to them, the kind of item they name, what sets two of them apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from kb.deduplication.plain_text import one_spelling, without_markup, words
from kb.similarity import edit_likeness, word_likeness


class ItemKind(Enum):
    """What a title says the item is; a correction is another publication than what it corrects."""

    WORK = "work"
    CORRECTION = "correction"
    RETRACTION = "retraction"
    REPLY = "reply"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class PreparedTitle:
    """A title ready for comparing."""

    #: Letters and digits only, one spelling, no notes; empty where there is no title.
    compact: str
    words: tuple[str, ...]
    #: Runs of letters and of digits, Roman numbers as digits: `p16ink4a` is p, 16, ink, 4, a.
    parts: tuple[str, ...]
    kind: ItemKind
    #: The same title in another language, where both are given: `English [Deutsch]`.
    translation: PreparedTitle | None = None


#: Notes that stand in square brackets behind a title (MEDLINE, Embase) and are no part of it.
_OPEN_NOTE = re.compile(
    r"\s*\[(?:published )?(?:erratum|comment|corrected|retract|see comment|summary for)\b.*$", re.I
)
_END_NOTE = re.compile(r"^(.{8,}?)[\s.]*\[([^\[\]]*)\][\s.]*$", re.S)
#: CINAHL puts the place of the article commented on behind the title.
_CITED_PLACE = re.compile(
    r"[\s.]+[A-Z][^.]{2,60}\.\s*(?:19|20)\d\d\b[^;]{0,12};\s*\d+\s*(?:\([^)]*\))?:\s*\w+(?:-\w+)?\.?$"
)
#: Words in brackets from which they are taken for the title in another language, not for a note.
_TRANSLATION_WORDS = 4
_NOTE_WORDS = re.compile(
    r"review|refs?\b|references|letter|comment|erratum|see\b|abstract|corrected|in process", re.I
)
_LANGUAGE = re.compile(r"[\s.]*\((?:in )?(?:chinese|french|german|spanish|italian|japanese|russian|portuguese|polish"
                       r"|turkish|korean|dutch|danish|swedish|norwegian|hungarian|czech)\)[\s.]*$", re.I)  # fmt: skip
#: Web of Science: (vol 360, pg 542, 2009); Embase: (Journal (2009) 360 (542-544)).
_CORRECTED_PLACE = re.compile(
    r"\(\s*vol\.?\s*\w+.*?(?:pg?|page)s?\.?\s*\w+.*\)\s*$|\([^()]*\(\d{4}\)[^()]*\([^()]*\)[^()]*\)\s*$", re.I
)
_KINDS = (
    (re.compile(r"^\W*(?:notice of )?retract(?:ion|ed)\b", re.I), ItemKind.RETRACTION),
    (re.compile(r"^\W*(?:(?:author|publisher)'?s? )?(?:correction|corrigend(?:um|a)|errat(?:um|a))\b", re.I),
     ItemKind.CORRECTION),
    (re.compile(r"[-–—:.(\[]\s*(?:correction|corrigendum|erratum)\W*$", re.I), ItemKind.CORRECTION),
    (re.compile(r"[-–—:.(\[]\s*(?:(?:authors?'?s?'? )?(?:repl(?:y|ies)|response))\W*$"
                r"|^\W*(?:authors?'?s?'? )?(?:reply|response)(?: to\b|\s*:|\W*$)"
                r"|^\W*in reply\b", re.I), ItemKind.REPLY),
    (re.compile(r"[-–—:.(\[?]\s*(?:invited |editorial )?(?:comment(?:ary)?|discussion)\W*$"
                r"|\beditorial comment(?:ary)?\W*$"
                r"|^\W*(?:invited )?comment(?:ary|s)?(?: on\b|\s*:)|^\W*re\s*:", re.I), ItemKind.COMMENT),
)  # fmt: skip
_RUN = re.compile(r"\d+|[^\W\d]+")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
#: Words without weight: one more or less of them makes no other title.
_LIGHT = frozenset(
    "an and as at by for from in into is it its of on or the their to with within versus vs via using use".split()
)
#: Characters of a title that are read; what is longer is an abstract in the wrong field.
LONGEST = 2000
#: Likeness of two words from which one is taken for a slip of the other ("inflammtory").
SLIP = 0.92


def prepare_title(text: str) -> PreparedTitle:
    """Return the title without notes and markup, and the kind of item it names."""
    title = without_markup(text[:LONGEST])
    title = _CITED_PLACE.sub("", _OPEN_NOTE.sub("", title))
    translation = None
    while match := _END_NOTE.match(title):
        title, note = match.groups()
        if len(note.split()) >= _TRANSLATION_WORDS and not _NOTE_WORDS.search(note):
            translation = prepare_title(note)
    title = _LANGUAGE.sub("", title)
    bare = title.strip().rstrip(".").strip()
    if bare.startswith("[") and bare.endswith("]"):
        title = bare[1:-1]
    kind = item_kind(title)
    if kind is not ItemKind.WORK:
        title = _without_kind(title)
    levelled = tuple(one_spelling(word) for word in words(title))
    compact = "".join(levelled)
    return PreparedTitle(compact, levelled, _parts(levelled), kind, translation)


def _parts(levelled: tuple[str, ...]) -> tuple[str, ...]:
    parts: list[str] = []
    for word in levelled:
        if word.isalpha() or word.isdigit():
            parts.append(_ROMAN.get(word, word))
        else:
            parts.extend(_RUN.findall(word))
    return tuple(parts)


def nearest_titles(first: PreparedTitle, second: PreparedTitle) -> tuple[PreparedTitle, PreparedTitle]:
    """Return the two titles in the language that both have, as far as the records say."""
    if not first.translation and not second.translation:
        return first, second
    pairs = [
        (a, b)
        for a in (first, first.translation)
        for b in (second, second.translation)
        if a is not None and b is not None
    ]
    return max(pairs, key=lambda pair: title_likeness(*pair))


def item_kind(title: str) -> ItemKind:
    """
    Return what a title says the item is.

    >>> item_kind("Erratum: Effects of an infusion")
    <ItemKind.CORRECTION: 'correction'>
    """
    for pattern, kind in _KINDS:
        if pattern.search(title):
            return kind
    return ItemKind.CORRECTION if _CORRECTED_PLACE.search(title) else ItemKind.WORK


def _without_kind(title: str) -> str:
    """Return what is corrected, retracted or answered, without the words that say so."""
    bare = _CORRECTED_PLACE.sub("", title)
    for pattern, _ in _KINDS:
        bare = pattern.sub(" ", bare)
    return bare if words(bare) else title


def title_likeness(first: PreparedTitle, second: PreparedTitle, at_least: float = 0.0) -> float:
    """Return the likeness of two titles, 0 to 1; a title that holds the whole of the other counts 0.93."""
    a, b = first.compact, second.compact
    if a == b:
        return 1.0
    likeness = edit_likeness(a, b, at_least)
    shorter, longer = (a, b) if len(a) < len(b) else (b, a)
    if likeness < 0.93 and len(shorter) >= 20 and shorter in longer:
        return 0.93
    return likeness


@dataclass(frozen=True, slots=True)
class TitleDifference:
    """What sets two titles apart, in words for a person; empty where nothing does."""

    #: Something else in the same place: `adult / adolescent`, `1 / 2`.
    contradiction: str = ""
    #: A number that only one of the titles has: the mark of a footnote, or of a second part.
    extra_number: str = ""


def title_difference(first: PreparedTitle, second: PreparedTitle) -> TitleDifference:
    """
    Return what makes two titles those of different works.

    Words of one title that the other lacks contradict it only where the other has
    something else instead: a subtitle left out is no contradiction, "Part 2" for "Part 1" is.
    """
    if first.compact == second.compact:
        return TitleDifference()
    left, right = _only_in(first, second), _only_in(second, first)
    if not left and not right:
        return TitleDifference()
    numbers = [word for word in left if word.isdigit()], [word for word in right if word.isdigit()]
    if numbers[0] and numbers[1]:
        return TitleDifference(f"{' '.join(numbers[0])} / {' '.join(numbers[1])}")
    extra = " ".join(numbers[0] or numbers[1])
    left = [word for word in left if not word.isdigit()]
    right = [word for word in right if not word.isdigit()]
    left, right = _without_slips(left, right), _without_slips(right, left)
    left, right = _without_articles(left, right), _without_articles(right, left)
    if left and right:
        return TitleDifference(f"{' '.join(left[:3])} / {' '.join(right[:3])}", extra)
    return TitleDifference("", extra)


def _only_in(first: PreparedTitle, second: PreparedTitle) -> list[str]:
    """Return the parts that the other title lacks, words run together or taken apart not counted."""
    there = set(second.parts)
    return [
        part
        for part in first.parts
        if part not in there
        and part not in _LIGHT
        and not (len(part) > 3 and not part.isdigit() and part in second.compact)
    ]


def _without_slips(here: list[str], there: list[str]) -> list[str]:
    if not here or not there:
        return here
    return [
        word
        for word in here
        if not any(
            (len(word) > 4 and word[:4] == other[:4]) or word_likeness(word, other) >= SLIP for other in there
        )
    ]


def _without_articles(here: list[str], there: list[str]) -> list[str]:
    """Drop `a` where it can only be the article: not where the other title has another letter, as hepatitis B."""
    letters = any(len(word) == 1 and word != "a" for word in there)
    return here if letters else [word for word in here if word != "a"]
