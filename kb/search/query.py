"""What a text asks for: its words and numbers, each with the other ways of saying it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kb.search.numbers import Figure, figures_of, folded
from kb.search.spelling import other_spellings
from kb.search.synonyms import LONGEST, key_of, synonyms
from kb.search.words import STOP, tokens_of

#: Characters of a query that are read; more than any sentence has.
LONGEST_QUERY = 500
#: Words of a query that are looked for.
_MOST_TERMS = 24
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_PERCENT = frozenset({"percent", "percentage", "cent", "pct"})
_DIGITS = {
    word: str(number)
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        1,
    )
} | {
    word: str(10 * ten)
    for ten, word in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), 3)
}
_WORDS = {digits: word for word, digits in _DIGITS.items()}


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked for, as full-text queries: the word itself, and what means the same."""

    typed: str
    exact: str
    close: str

    @property
    def match(self) -> str:
        """The query that finds it in any form."""
        return f"{self.exact} OR {self.close}" if self.close else self.exact


def cleaned(text: str) -> str:
    """Return the query without control characters and runs of space, cut to what is read."""
    printable = "".join(char if char.isprintable() else " " for char in text[: 4 * LONGEST_QUERY])
    return " ".join(printable.split())[:LONGEST_QUERY].rstrip()


def terms_of(text: str) -> tuple[Term, ...]:
    """
    Return what a cleaned text asks for, each thing once.

    >>> [term.exact for term in terms_of("about 70% of people respond")]
    ['figures : "n70percent"', '"people"', '"respond"']
    """
    plain = folded(text)
    figures = figures_of(text)
    words = [
        (match.start(), token)
        for match in _WORD.finditer(plain)
        for token in tokens_of(match[0])
        if not any(figure.start <= match.start() < figure.end for figure in figures)
    ]
    tokens = [token for _, token in words]
    others = _others(tokens)
    places = [place for place, token in enumerate(tokens) if token not in STOP and token not in _PERCENT]
    if not places and not figures:
        places = list(range(len(tokens)))
    found = [(words[place][0], word_term(tokens[place], others.get(place, ()))) for place in places]
    found += [(figure.start, term) for figure in figures for term in _figure_terms(figure, plain)]
    unique = {term.exact: term for _, term in sorted(found, key=lambda item: item[0])}
    return tuple(unique.values())[:_MOST_TERMS]


def word_term(word: str, others: Iterable[str] = ()) -> Term:
    """Return the term of one word; ``others`` are terms that mean the same."""
    numeral = _DIGITS.get(word) or _WORDS.get(word)
    exact = [phrase(word), *(phrase(other) for other in other_spellings(word))]
    return Term(word, _any(exact), _any([*filter(None, [numeral and phrase(numeral)]), *map(phrase, others)]))


def phrase(text: str) -> str:
    """Return the words of a text as one full-text phrase; nothing in it can be an operator."""
    return f'"{" ".join(tokens_of(text))}"'


def _others(tokens: Sequence[str]) -> dict[int, tuple[str, ...]]:
    """Return for the places of words that form a known term what else means it; longer terms go first."""
    table = synonyms()
    key = key_of(tokens)
    found: dict[int, tuple[str, ...]] = {}
    at = 0
    while at < len(key):
        for length in range(min(LONGEST, len(key) - at), 0, -1):
            others = table.get(key[at : at + length])
            if others is not None:
                found.update(dict.fromkeys(range(at, at + length), others))
                break
        at += length
    return found


def _figure_terms(figure: Figure, plain: str) -> Iterator[Term]:
    typed = plain[figure.start : figure.end]
    digits = [token for token in tokens_of(typed) if token.isdigit()] + [
        _DIGITS[token] for token in tokens_of(typed) if token in _DIGITS
    ]
    for word in figure.words:
        yield Term(typed, f'figures : "{word}"', _any(phrase(number) for number in digits))


def _any(alternatives: Iterable[str]) -> str:
    return " OR ".join(dict.fromkeys(alternatives))
