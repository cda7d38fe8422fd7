"""
One citation compared with one record, field by field.

The record's title is looked for in the whole citation (letters and digits only, so that lost
spaces and line breaks do not matter); what stands before it should hold the authors, what
stands after it the journal. Numbers are compared as numbers.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kb.identifiers import doi_key
from kb.matching.comparison import Comparison, Reading
from kb.matching.index import Stored
from kb.matching.journals import journal_likeness, journal_words, shortens
from kb.matching.normalize import fold, page_digits, page_letters, squash, volume_number, words
from kb.matching.records import Agreement, Citation
from kb.matching.titles import TITLE_SEEN, begins, cut_short, ends, missing_words, other_part, with_number
from kb.similarity import contained, edit_likeness

#: Likeness of title from which it counts as the same.
TITLE_WHOLE = 92.0
#: Likeness of two surnames from which they count as one with a slip of the pen.
SURNAME = 0.8
#: Beginnings of titles that speak of another work, and words that do so wherever they stand.
_REMARK_FIRST = re.compile(
    r"\W*(?:re|reply|response|comment(?:ary)?|erratum|correction|corrigendum|retraction|letter|editorial"
    r"|authors?'? (?:reply|response))\b",
    re.I,
)
_REMARK = re.compile(
    r"\b(?:erratum|corrigendum|author'?s? reply|reply to|comment on|retraction of|retracted)\b", re.I
)
_WORDS_OF_STYLE = frozenset(
    "et al and in the of for on to with by from a an eds ed vol no pp suppl doi epub available online ahead print "
    "jan feb mar apr may jun jul aug sep oct nov dec january february march april june july august september october "
    "november december der die und de la le et usa uk london new york".split()
)


#: What each field adds to the score that orders candidates; half is taken off where it differs.
WEIGHTS = {
    "title": 0.42,
    "journal": 0.13,
    "first_author": 0.13,
    "year": 0.08,
    "volume": 0.1,
    "first_page": 0.12,
    "last_page": 0.02,
}
#: The share of a weight that an agreement is worth.
WORTH = {Agreement.AGREES: 1.0, Agreement.CLOSE: 0.6, Agreement.UNKNOWN: 0.0, Agreement.DIFFERS: -0.5}


def compare(reading: Reading, record: Stored) -> Comparison:
    """Compare a prepared citation with a record."""
    title, start, end = contained(record.squashed, reading.squashed, least=TITLE_SEEN)
    seen = title >= TITLE_SEEN
    text = reading.citation.clean
    raw_start = reading.places[start] if seen and start < len(reading.places) else 0
    raw_end = reading.places[end - 1] + 1 if seen and end > 0 else 0
    glued = _glued(reading, record)
    first_page = Agreement.AGREES if glued else _page(reading, record)
    cut = cut_short(reading, record) if title < TITLE_WHOLE else title
    author = _author(reading, record, start if seen else len(reading.squashed))
    hopeless = not seen and not cut and first_page is not Agreement.AGREES and author is not Agreement.AGREES
    explained, unexplained = (0.0, len(reading.words)) if hopeless else _explained(reading, record)
    whole = seen and begins(text, raw_start) and ends(text, raw_end)
    result = Comparison(
        record=record,
        title=title,
        title_cut=cut,
        title_whole=whole,
        first_author=author,
        year_gap=0 if glued else _year_gap(reading.citation.years, record.year),
        volume=Agreement.AGREES if glued else _volume(reading, record),
        first_page=first_page,
        last_page=Agreement.AGREES if glued else _same(reading.last_page, record.last_page),
        journal=_journal(reading, record, text[raw_end:] if seen else ""),
        missing_words=missing_words(reading, record, title),
        explained=explained,
        unexplained=unexplained,
        identifier=_identifier(reading.citation, record),
        other_part=other_part(with_number(text, raw_start, raw_end, record), record.title) if seen else False,
        other_kind=_is_remark(record.title) != (_is_remark(text[raw_start:]) or _names_remark(text)),
    )
    return _with_score(result)


def _is_remark(title: str) -> bool:
    return bool(_REMARK_FIRST.match(title)) or _names_remark(title)


def _names_remark(text: str) -> bool:
    return bool(_REMARK.search(text))


def _with_score(c: Comparison) -> Comparison:
    likeness = max(c.title, c.title_cut - 10)
    points = WEIGHTS["title"] * max(0.0, likeness - 50) / 50 * (1 if c.title_whole else 0.85)
    points += WEIGHTS["journal"] * (c.journal or 0)
    for name in ("first_author", "year", "volume", "first_page", "last_page"):
        points += WEIGHTS[name] * WORTH[getattr(c, name)]
    points += 0.2 * (c.identifier is Agreement.AGREES) - 0.15 * (c.other_part or c.other_kind)
    return replace(c, score=max(0.0, min(1.0, points * (0.6 + 0.4 * c.explained))))


def _author(reading: Reading, record: Stored, title_start: int) -> Agreement:
    names = record.surnames.split()
    if not names:
        return Agreement.UNKNOWN
    head = reading.squashed[:title_start]
    if not any(c.isalpha() for c in head):
        return Agreement.AGREES if names[0] in reading.names and len(names[0]) > 2 else Agreement.UNKNOWN
    if not reading.citation.authors and title_start == len(reading.squashed):
        return Agreement.UNKNOWN
    first = names[0]
    if first in reading.names and len(first) > 2 and first not in head:
        return Agreement.CLOSE
    at = head.find(first) if len(first) > 2 else (0 if first in reading.names else -1)
    if 0 <= at < 60:
        return Agreement.AGREES
    if at >= 0:
        return Agreement.CLOSE
    printed = re.match(r"\W*([^\W\d_]{3,})", reading.citation.clean)
    opening = fold(printed.group(1)) if printed else ""
    if (
        opening
        and len(first) > 3
        and (
            edit_likeness(opening, first) >= SURNAME or edit_likeness(opening[: len(first)], first) >= SURNAME
        )
    ):
        return Agreement.CLOSE
    if any(len(name) > 3 and name in head for name in names[1:6]):
        return Agreement.CLOSE
    if any(
        len(name) > 4 and abs(len(name) - len(first)) < 2 and edit_likeness(name, first) >= SURNAME
        for name in reading.names
    ):
        return Agreement.CLOSE
    return Agreement.DIFFERS


def _glued(reading: Reading, record: Stored) -> bool:
    """Whether volume and pages stand there with nothing between: `Adv Dent Res19959214230`."""
    if reading.citation.place or not (record.volume and record.year and record.last_page):
        return False
    first = page_digits(record.first_page)
    if not first:
        return False
    ends = {record.last_page, record.last_page[-1:], record.last_page[-2:], record.last_page[-3:]}
    return any(f"{record.volume}{first}{end}" in reading.digit_runs for end in ends) or any(
        f"{record.year}{record.volume}{first}{end}" in reading.digit_runs for end in ends
    )


def _year_gap(years: tuple[int, ...], year: int) -> int | None:
    if not years or not year:
        return None
    return min((year - cited for cited in years), key=abs)


def _same(a: str, b: str) -> Agreement:
    if not a or not b:
        return Agreement.UNKNOWN
    return Agreement.AGREES if a == b else Agreement.DIFFERS


def _volume(reading: Reading, record: Stored) -> Agreement:
    place = reading.citation.place
    cited = place.volume if place else ""
    agreement = _same(cited, record.volume)
    if agreement is Agreement.AGREES or not record.volume:
        return agreement
    if agreement is Agreement.UNKNOWN and _paired(reading, record):
        return Agreement.AGREES
    if cited and place and volume_number(place.issue) == record.volume:
        return Agreement.CLOSE
    return agreement


def _page(reading: Reading, record: Stored) -> Agreement:
    page = page_digits(record.first_page)
    if not page:
        return Agreement.UNKNOWN
    agreement = _same(reading.first_page, page)
    if agreement is Agreement.AGREES:
        place = reading.citation.place
        same_letters = page_letters(place.first_page if place else "") == page_letters(record.first_page)
        return agreement if same_letters else Agreement.CLOSE
    if agreement is Agreement.UNKNOWN:
        return Agreement.AGREES if _paired(reading, record) else agreement
    if reading.last_page and reading.last_page == record.last_page:
        return Agreement.CLOSE
    if abs(int(page) - int(reading.first_page)) <= 1 and int(page) > 3:
        return Agreement.CLOSE
    return agreement


def _paired(reading: Reading, record: Stored) -> bool:
    """Whether volume and page stand there one after the other, where no place could be read."""
    return (record.volume, page_digits(record.first_page)) in reading.citation.number_pairs


def _journal(reading: Reading, record: Stored, tail: str) -> float | None:
    names = [name for name in (record.journal, record.journal_other) if name]
    if not names:
        return None
    best = 0.0
    cited = reading.citation.journal
    for name in names:
        if cited:
            best = max(best, journal_likeness(name, cited))
        if tail and best < 1:
            best = max(best, journal_likeness(name, tail[:120], inside=True))
        if best < 1 and not tail and squash(name) in reading.squashed:
            best = max(best, 0.9)
    return best


def _explained(reading: Reading, record: Stored) -> tuple[float, int]:
    cited = [w for w in reading.words if len(w) > 2 and w not in _WORDS_OF_STYLE and not w.isdigit()]
    if not cited:
        return 0.0, 0
    known = {
        *words(record.title),
        *words(record.journal),
        *words(record.journal_other),
        *record.surnames.split(),
    }
    journal = (*journal_words(record.journal), *journal_words(record.journal_other))
    rest = 0
    for word in cited:
        if word in known or word in record.squashed or any(shortens(word, other) for other in journal):
            continue
        if any(name in word for name in record.surnames.split() if len(name) > 3):
            continue
        rest += 1
    return 1 - rest / len(cited), rest


def _identifier(citation: Citation, record: Stored) -> Agreement:
    if citation.pmid and record.pmid:
        return _same(citation.pmid, record.pmid)
    if citation.doi and record.doi:
        cited = doi_key(citation.doi)
        if cited == record.doi:
            return Agreement.AGREES
        return (
            Agreement.CLOSE
            if cited.startswith(record.doi) or record.doi.startswith(cited)
            else Agreement.DIFFERS
        )
    return Agreement.UNKNOWN
