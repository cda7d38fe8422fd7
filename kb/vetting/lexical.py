"""Rules that look for words: patterns on folded text, and the contexts that spare a match."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from kb.vetting.context import Place, is_spared, neighbours
from kb.vetting.folding import Folded, fold
from kb.vetting.pattern_shape import Needs
from kb.vetting.records import Alert, Copy
from kb.vetting.rule import Pattern, Rule
from kb.vocabulary import Severity

#: Alerts of one rule on one sentence.
_MOST = 2
#: Sentences up to which it is quicker to look at each.
_A_FEW = 4
_NOWHERE: frozenset[int] = frozenset()


class WhereSaid:
    """In which sentences of a copy a text stands; looked for once, whichever rules ask."""

    def __init__(self, lower: str, starts: Sequence[int]) -> None:
        """
        :param lower: all sentences, folded and in lower case, each on a line.
        :param starts: where each sentence starts in it, and its length at the end.
        """
        self._lower, self._starts = lower, starts
        self._known: dict[str, frozenset[int]] = {}
        # Most texts stand nowhere, and a set tells that faster than a search.
        self._threes, self._fives = (
            {lower[at : at + size] for at in range(len(lower) - size + 1)} for size in (3, 5)
        )
        self.all = frozenset(range(len(starts) - 1))

    def that_hold(self, needs: Needs) -> Iterable[int]:
        """Return the indices of the sentences that hold all that some way of matching needs."""
        if not needs:
            return self.all
        found: set[int] = set()
        for groups in needs:
            here = self.any_of(groups[0])
            for group in groups[1:]:
                if not here:
                    break
                here = self._holding(here, group)
            found |= here
        return found

    def any_of(self, literals: Iterable[str]) -> set[int]:
        """Return the indices of the sentences in which one of the texts stands."""
        found: set[int] = set()
        known, threes, fives = self._known, self._threes, self._fives
        for literal in literals:
            places = known.get(literal)
            if places is None:
                size, runs = (5, fives) if len(literal) > 4 else (3, threes)
                if len(literal) >= size and not (literal[:size] in runs and literal[-size:] in runs):
                    known[literal] = _NOWHERE
                    continue
                places = known[literal] = frozenset(self._look_for(literal))
            if places:
                found |= places
        return found

    def _holding(self, places: set[int], group: Sequence[str]) -> set[int]:
        """Return those of some sentences in which one of the texts stands; a few are looked at themselves."""
        if len(places) > _A_FEW:
            return places & self.any_of(group)
        lower, starts = self._lower, self._starts
        return {
            place
            for place in places
            if any(lower.find(text, starts[place], starts[place + 1]) >= 0 for text in group)
        }

    def _look_for(self, literal: str) -> Iterator[int]:
        lower, starts = self._lower, self._starts
        at = lower.find(literal)
        while at >= 0:
            index = bisect_right(starts, at) - 1
            yield index
            at = lower.find(literal, starts[index + 1])


def places_to_look(rule: Rule, said: WhereSaid) -> dict[int, list[Pattern]]:
    """Return which patterns of a rule can match in which sentences."""
    places: dict[int, list[Pattern]] = {}
    for pattern in rule.patterns:
        for index in said.that_hold(pattern.needs):
            places.setdefault(index, []).append(pattern)
    return places


def lexical_alerts(rule: Rule, patterns: Sequence[Pattern], copy: Copy, index: int) -> Iterator[Alert]:
    """Yield the alerts of a rule's patterns on one sentence, at most two, none within another."""
    sentence = copy.sentences[index]
    folded = fold(sentence.text)
    lower = folded.lower
    taken: list[tuple[int, int]] = []
    for pattern in patterns:
        for start, end in _hits(pattern, lower):
            if len(taken) >= _MOST or any(start < last and first < end for first, last in taken):
                continue
            if pattern.around and not pattern.around.search(neighbours(copy, index, 2)):
                break
            place = Place(copy, index, start, end)
            if any(is_spared(guard, place) for guard in pattern.spared):
                continue
            taken.append((start, end))
            yield _alert(rule, pattern, place, folded)


def _hits(pattern: Pattern, lower: str) -> Iterator[tuple[int, int]]:
    first = pattern.find.search(lower)
    if first is None:
        return
    if pattern.near and not pattern.near.search(lower):
        return
    if pattern.unless and pattern.unless.search(lower):
        return
    for match in pattern.find.finditer(lower, first.start()):
        if match.end() > match.start():
            yield match.span("hit") if "hit" in pattern.find.groupindex and match["hit"] else match.span()


def _alert(rule: Rule, pattern: Pattern, place: Place, folded: Folded) -> Alert:
    copy, sentence = place.copy, place.sentence
    severity = pattern.severity
    if severity is not Severity.ERROR and any(is_spared(guard, place) for guard in rule.softened):
        severity = Severity.NOTE
    start = folded.offsets[place.start]
    last = folded.offsets[place.end - 1]
    block = copy.blocks[sentence.block]
    line, column = copy.place(block.offsets[sentence.start + start])
    end_line, end_column = copy.place(block.offsets[sentence.start + last])
    match = sentence.text[start : last + 1]
    return Alert(
        rule=rule.id,
        severity=severity,
        path=copy.name,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column + 1,
        match=match,
        message=pattern.message.replace("{match}", " ".join(match.split())),
        suggestion=rule.text.suggestion,
        basis=rule.basis,
        voice=sentence.voice,
    )
