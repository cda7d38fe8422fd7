"""
Which records could be meant: by identifier, by place in print, by the rarest words.

Each way bounds what it fetches, so that a citation costs much the same against a hundred
records and against millions.
"""

from __future__ import annotations

from collections import defaultdict
from math import log

from kb.matching.index import Index, Stored, identifier_keys, journal_key, place_key
from kb.matching.normalize import STOP_WORDS, glued_words, page_digits, surname, words
from kb.matching.records import Citation

#: Entries of word lists read for one citation, at most.
WORD_BUDGET = 3000
#: Words looked up for one citation, at most.
WORDS = 9
#: Records fetched by words.
BY_WORDS = 12
#: Records fetched by place.
BY_PLACE = 60
#: Records fetched by first author and year, where no place or no title is given.
BY_AUTHOR = 40


def candidates(citation: Citation, index: Index, *, words_too: bool = True) -> list[Stored]:
    """Return the records that the citation could mean, in no order."""
    found: set[int] = set()
    keys = identifier_keys(doi=citation.doi, pmid=citation.pmid, pmcid=citation.pmcid)
    if keys:
        found.update(index.identified(keys))
    places = _place_keys(citation)
    if places:
        found.update(index.at_places(places, BY_PLACE))
    named = _author_keys(citation)
    if named:
        found.update(index.at_places(named, BY_AUTHOR))
    if words_too:
        found.update(by_words(citation, index))
    return index.fetch(found)


def by_place(citation: Citation, index: Index) -> list[Stored]:
    """Return the records with the citation's identifiers or place."""
    return candidates(citation, index, words_too=False)


def by_words(citation: Citation, index: Index) -> list[int]:
    """Return the ids of the records that share the citation's rarest words, best first."""
    known = [(count, term) for term in _terms(citation) if (count := index.records_with(term))]
    known.sort()
    weight: dict[int, float] = defaultdict(float)
    budget = WORD_BUDGET
    used = 0
    for count, term in known[:WORDS]:
        if count > budget:
            break
        budget -= count
        used += 1
        value = log(1 + index.size / count)
        for number in index.holding([term], count):
            weight[number] += value
    if used < 3 and len(known) >= 2:
        _by_pairs(known, index, weight)
    best = sorted(weight, key=lambda number: -weight[number])[:BY_WORDS]
    if not best:
        return []
    least = weight[best[0]] * 0.3
    return [number for number in best if weight[number] >= least]


def _by_pairs(known: list[tuple[int, str]], index: Index, weight: dict[int, float]) -> None:
    """Where every word is common, the rarest are looked up two by two."""
    rare = known[:5]
    for i, (count, term) in enumerate(rare):
        for other, second in rare[i + 1 :]:
            value = log(1 + index.size / min(count, other))
            for number in index.holding([term, second], WORD_BUDGET // 4):
                weight[number] += value


def _terms(citation: Citation) -> set[str]:
    text = citation.clean
    end = citation.place.start if citation.place else len(text)
    head = text[:end]
    found = {*words(head), *glued_words(head)}
    if "-" in citation.text:
        found.update(words(citation.text))
    return {word for word in found if len(word) > 2 and word not in STOP_WORDS and not word.isdigit()}


def _place_keys(citation: Citation) -> list[int]:
    years = [y + d for y in citation.years[:3] for d in (0, -1, 1)]
    pairs = dict.fromkeys(citation.number_pairs)
    keys = []
    place = citation.place
    if place:
        page = page_digits(place.first_page)
        if place.volume and page:
            pairs[(place.volume, page)] = None
        journal = journal_key(citation.journal)
        if page and journal:
            keys += [place_key("ypj", year, page, journal) for year in years]
            if place.volume:
                keys.append(place_key("vpj", place.volume, page, journal))
    keys += [place_key("vpy", volume, page, year) for volume, page in pairs for year in years]
    return keys


def _author_keys(citation: Citation) -> list[int]:
    """First author and year, two years early to three late: an electronic publication came first."""
    if not citation.authors or (citation.place and citation.title):
        return []
    first = surname(citation.authors.split(",")[0].split(" et ")[0])
    return [
        place_key("ay", first, year + d) for year in citation.years[:1] for d in (-2, -1, 0, 1, 2, 3) if first
    ]
