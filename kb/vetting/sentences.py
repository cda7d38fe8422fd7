"""
Where the sentences of a block start and end.

A regular expression of our own finds the candidates and a few rules refuse them. The
libraries that were tried did no better on marketing copy (5 of 9 lines right), and most
keep no offsets; the rules here answer to tests made of such copy. Time is linear in the
length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.late_pattern import late

Span = tuple[int, int]

#: No sentence is longer, so that a text without full stops cannot make later steps slow.
MAX_SENTENCE = 1_500

#: A mark that may end a sentence, what closes after it, and a reference number at its end.
_CANDIDATE = late(
    r"(?P<mark>[.!?…]{1,12})(?P<close>[\"”’')\]»]{0,4}\.?)(?P<note>(?:\[[\d,–\- ^a-z]{1,20}\]|"
    r"(?<=[a-z)”%]\.)\d{1,3}(?:[,–-]\d{1,3}){0,8})?)"
    r"(?P<gap>\s+|(?=[A-Z“][a-z’]|\Z))|(?P<line>\n)"
)
_NEVER = frozenset(
    "vs v e.g i.e eg ie cf dr drs mr mrs ms prof st mt approx fig figs pp vol viz ca incl resp dept rev capt sgt"
    " gen hon ed eds al est tel ext ref refs eq sect ch".split()
)
#: Abbreviations that may end a sentence, when the next word starts one.
_MAYBE = frozenset(
    "inc ltd co corp llc jr sr dc md m.d d.o np pa rn phd ph.d psyd u.s u.s.a u.k e.u d.c a.m p.m w.h.o"
    " ave blvd rd ste apt jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri no nos".split()
)
#: Units and the like, which end a sentence before any capital letter.
_UNITS = frozenset(
    "etc i.v i.m iv im p.o b.i.d q.d min mins max hr hrs sec wk wks mo mos yr yrs mg kg ml mcg lb lbs oz ft avg misc"
    " temp tab inj dos diff".split()
)
_SHORT = _MAYBE | _UNITS
#: Words that start a sentence far more often than they follow an abbreviation.
_STARTERS = frozenset(
    "the a an this that these those it its we our you your i he she they there their in on at for from as if when"
    " while because although but and so however some many most all after before during with without what how why"
    " who where is are do does can will call ask no not only my his her ketamine patients results treatment"
    " side research studies common then now next just once most since here both each every one two please".split()
)
#: A single letter after one of these belongs to it: vitamin B., hepatitis C.
_BEFORE_LETTER = frozenset(
    "vitamin hepatitis special type group phase class schedule grade plan part medicare".split()
)
_WORD_BEFORE = late(r"[\w.’'&/-]{1,40}\Z")
_WORD_AFTER = late(r"[\"“‘'(\[•*]{0,3}([^\W_][\w’'-]{0,40})?")
_APOSTROPHE = late("['’]")
_PREVIOUS = late(r"(\w{1,20})\s\Z")
_NUMBERING = late(r"(?:\(?\d{1,3}|[a-hA-H]|[ivx]{1,4})\Z")
_PAUSE = late(r"[;,:]\s|\s")


def split_sentences(text: str) -> tuple[Span, ...]:
    """
    Return start and end of each sentence, in order, without white space at the ends.

    >>> text = "Ketamine vs. placebo. You rest."
    >>> [text[start:end] for start, end in split_sentences(text)]
    ['Ketamine vs. placebo.', 'You rest.']
    """
    return tuple(_bounded(text, _sentences(text)))


def _sentences(text: str) -> Iterator[Span]:
    start = 0
    for match in _CANDIDATE.finditer(text):
        if not _is_end(text, start, match):
            continue
        yield start, match.start("gap") if match["line"] is None else match.start()
        start = match.end()
    yield start, len(text)


def _bounded(text: str, spans: Iterator[Span]) -> Iterator[Span]:
    for start, end in spans:
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        while end - start > MAX_SENTENCE:
            cut = start + MAX_SENTENCE
            for pause in _PAUSE.finditer(text, start + MAX_SENTENCE // 2, start + MAX_SENTENCE):
                cut = pause.start() + 1
            yield start, cut
            start = cut
            while start < end and text[start].isspace():
                start += 1
        if end > start:
            yield start, end


def _is_end(text: str, start: int, match: re.Match[str]) -> bool:
    if match["line"] is not None:
        return not text[match.end() : match.end() + 1].islower()
    if match.end() >= len(text):
        return False
    after = _WORD_AFTER.match(text, match.end())
    following = _APOSTROPHE.split(after[1])[0] if after and after[1] else ""
    if not match["gap"]:
        return _is_missing_space(text, match, following)
    lower = following[:1].islower()
    mark = match["mark"]
    if mark != ".":
        if "…" in mark or ".." in mark:
            return not lower and following != ""
        return not lower or not match["close"]
    before = _WORD_BEFORE.search(text, max(0, match.start() - 41), match.start())
    word = before[0].lower().lstrip("'’(") if before else ""
    if match.start() - start <= 8 and _NUMBERING.match(text[start : match.start()].strip()):
        return False
    if word in _NEVER:
        return word == "al" and following.lower() in _STARTERS and not lower
    if lower:
        return _is_typed_lower(word, following, match)
    if not match["close"] and not match["note"]:
        if word in {"no", "nos"}:
            return not following[:1].isdigit()
        if word in _UNITS:
            return True
        if word in _MAYBE or _is_dotted(word):
            return following.lower() in _STARTERS
        if len(word) == 1 and word.isalpha():
            return _letter_ends(text, match.start(), following)
    return True


def _is_missing_space(text: str, match: re.Match[str], following: str) -> bool:
    """Whether a full stop between two words, as in ``infusion.You do``, ends a sentence."""
    before = _WORD_BEFORE.search(text, max(0, match.start() - 41), match.start())
    word = before[0] if before else ""
    if match["mark"] != "." or "." in word or "/" in word:
        return match["mark"] in {"!", "?"} and bool(following)
    if match["close"]:
        return True
    return len(word) >= 2 and word[-2:].islower() and word.lower() not in _NEVER and following[:1].isupper()


def _is_typed_lower(word: str, following: str, match: re.Match[str]) -> bool:
    """Whether a full stop before a small letter ends a sentence all the same: a slip in typing."""
    if match["close"]:
        return False
    return len(word) >= 4 and word.isalpha() and word not in _SHORT and len(following) >= 2


def _is_dotted(word: str) -> bool:
    return "." in word and all(len(part) <= 2 and part.isalpha() for part in word.split("."))


def _letter_ends(text: str, at: int, following: str) -> bool:
    """Whether the full stop after a single letter ends the sentence rather than an initial."""
    previous = _PREVIOUS.search(text, max(0, at - 22), at - 1)
    if previous and previous[1].lower() in _BEFORE_LETTER:
        return True
    return following.lower() in _STARTERS
