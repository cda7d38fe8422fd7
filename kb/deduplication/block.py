"""
Which pairs are compared at all.

Every record gets several keys; those that share a key are compared. A key shared
by more than :data:`CROWD` records ("Editorial", a DOI of a whole volume) compares each
only with its neighbours in the order of titles and pages, so that the number of
pairs grows with the number of records and not with its square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from kb.deduplication.prepare import Prepared

#: Records to a key from which only neighbours are compared.
CROWD = 40
#: Neighbours on each side in a crowd.
WINDOW = 8
#: Characters of a title's beginning and end that make a key.
STRETCH = 18

Key = tuple[str, ...]


def block(records: Sequence[Prepared], makers: Sequence[str] = ()) -> list[tuple[int, int]]:
    """
    Return the pairs of positions to compare, each once, lower position first.

    :param makers: names of :data:`KEY_MAKERS` to use; all of them where none is given.
    """
    rarity = Counter(word for record in records for word in set(record.title.words) if len(word) > 3)
    pairs: set[int] = set()
    total = len(records)
    for name, maker in KEY_MAKERS.items():
        if makers and name not in makers:
            continue
        blocks: defaultdict[Key, list[int]] = defaultdict(list)
        for position, record in enumerate(records):
            for key in maker(record, rarity):
                blocks[key].append(position)
        for members in blocks.values():
            if len(members) > 1:
                pairs.update(low * total + high for low, high in _within(members, records))
    return [divmod(pair, total) for pair in sorted(pairs)]


def _within(members: list[int], records: Sequence[Prepared]) -> Iterator[tuple[int, int]]:
    reach = len(members)
    if reach > CROWD:
        members = sorted(members, key=lambda i: _order(records[i]))
        reach = WINDOW
    for index, first in enumerate(members):
        for second in members[index + 1 : index + 1 + reach]:
            if first != second:
                yield (first, second) if first < second else (second, first)


def _order(record: Prepared) -> tuple[str, str, str]:
    return (record.title.compact, record.volume, record.pages.first if record.pages else "")


def _identifiers(record: Prepared, _: Counter[str]) -> Iterator[Key]:
    if record.doi:
        yield ("doi", record.doi)
    if record.pmid:
        yield ("pmid", record.pmid)


def _title_ends(record: Prepared, _: Counter[str]) -> Iterator[Key]:
    if record.title.compact:
        yield ("start", record.title.compact[:STRETCH])
        yield ("end", record.title.compact[-STRETCH:])


def _rare_words(record: Prepared, rarity: Counter[str]) -> Iterator[Key]:
    """Two of the three rarest words: a title may be cut, reordered or misprinted and still share them."""
    shared = sorted(
        {w for w in record.title.words if len(w) > 3 and rarity[w] > 1}, key=lambda w: (rarity[w], w)
    )
    for first, second in ((0, 1), (0, 2), (1, 2)):
        if second < len(shared):
            yield tuple(sorted((shared[first], shared[second])))


def _places(record: Prepared, _: Counter[str]) -> Iterator[Key]:
    if record.pages:
        if record.volume:
            yield ("place", record.volume, record.pages.first)
        if record.names:
            yield ("page", record.names[0].surname, record.pages.first)


#: Name of a way of blocking, and what makes its keys.
KEY_MAKERS: dict[str, Callable[[Prepared, Counter[str]], Iterator[Key]]] = {
    "identifiers": _identifiers,
    "title_ends": _title_ends,
    "rare_words": _rare_words,
    "places": _places,
}
