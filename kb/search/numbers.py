"""
Numbers as words of the index, so that "seventy percent", "70 %" and "7 in 10" are one.

The same function runs over the entries when kb.db is built and over the query. Times are
counted in minutes, so that a day finds 24 hours.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kb.vetting.copy_numbers import numbers_of
from kb.vetting.folding import LONGEST, fold
from kb.vocabulary import Unit

_MINUTES = {Unit.MINUTES: 1, Unit.HOURS: 60, Unit.DAYS: 1440, Unit.WEEKS: 10080}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a text as index words, with its place in the folded text."""

    words: tuple[str, ...]
    start: int
    end: int


def figures_of(text: str) -> list[Figure]:
    """
    Return the numbers with a unit; a range gives a word for each end.

    >>> [figure.words for figure in figures_of("seven in ten patients, within a day, 60 to 80%")]
    [('n70percent',), ('n1440minutes',), ('n60percent', 'n80percent')]
    """
    found = []
    for number in numbers_of(text[:LONGEST]):
        if number.unit is not None:
            ends = [number.value] if number.high is None else [number.value, number.high]
            words = tuple(_word(end, number.unit) for end in ends)
            found.append(Figure(words, number.start, number.end))
    return found


def figure_words(text: str) -> list[str]:
    """Return the index words of all numbers in a text of any length, each once."""
    pieces = (line[at : at + LONGEST] for line in text.splitlines() for at in range(0, len(line), LONGEST))
    return list(
        dict.fromkeys(word for piece in pieces for figure in figures_of(piece) for word in figure.words)
    )


def folded(text: str) -> str:
    """Return the text in which the places of :func:`figures_of` count."""
    return fold(text).text


def _word(value: Decimal, unit: Unit) -> str:
    if unit in _MINUTES:
        value, unit = value * _MINUTES[unit], Unit.MINUTES
    digits = f"{value.normalize():f}".replace(".", "x").replace("-", "m")
    return f"n{digits}{''.join(filter(str.isalnum, unit.code))}"
