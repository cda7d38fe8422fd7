"""Which sentence an alert stands in, from its line and column."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from kb.vetting.records import Alert, Copy, Sentence

#: How many sentences back to look for one that encloses a place; blocks nest a few deep at most.
_LOOK_BACK = 64


@dataclass(frozen=True, slots=True)
class Place:
    """A span within one sentence; offsets count from 0 in the sentence's text."""

    sentence: int
    """Index of the sentence in the copy."""
    start: int
    end: int


class Placer:
    """Finds the sentences of one copy by line and column."""

    def __init__(self, copy: Copy) -> None:
        self._copy = copy
        self._lines = [0]
        at = copy.source.find("\n")
        while at >= 0:
            self._lines.append(at + 1)
            at = copy.source.find("\n", at + 1)
        spans = [(*_reach(copy, sentence), index) for index, sentence in enumerate(copy.sentences)]
        self._spans = sorted(span for span in spans if span[1] > span[0])
        self._starts = [span[0] for span in self._spans]

    def offset(self, line: int, column: int) -> int:
        """Return the offset in the source of a line and column, both from 1."""
        start = self._lines[min(max(line, 1), len(self._lines)) - 1]
        return min(start + max(column, 1) - 1, len(self._copy.source))

    def place(self, alert: Alert) -> Place | None:
        """Return where in which sentence the alert stands; none for an alert about the whole page."""
        if not alert.match:
            return None
        start = self.offset(alert.line, alert.column)
        end = self.offset(alert.end_line, alert.end_column)
        best: tuple[int, int] | None = None
        last = bisect_right(self._starts, start) - 1
        for number in range(last, max(last - _LOOK_BACK, -1), -1):
            low, high, index = self._spans[number]
            if start < high and (best is None or high - low < best[0]) and self._holds(index, start):
                best = (high - low, index)
        return None if best is None else self._within(best[1], start, end)

    def _holds(self, index: int, offset: int) -> bool:
        sentence = self._copy.sentences[index]
        offsets = self._copy.blocks[sentence.block].offsets
        low, high = sentence.start, sentence.start + len(sentence.text)
        at = bisect_left(offsets, offset, low, high)
        return at < high and offsets[at] == offset

    def _within(self, index: int, start: int, end: int) -> Place:
        sentence = self._copy.sentences[index]
        offsets = self._copy.blocks[sentence.block].offsets
        low, high = sentence.start, sentence.start + len(sentence.text)
        first = bisect_left(offsets, start, low, high)
        last = bisect_left(offsets, max(end, start + 1), low, high)
        return Place(index, first - low, last - low)


def source_span(copy: Copy, sentence: Sentence, start: int = 0, end: int | None = None) -> tuple[int, int]:
    """Return the offsets in the source of a span of a sentence's text; an entity counts as one character."""
    offsets = copy.blocks[sentence.block].offsets
    first = sentence.start + start
    last = sentence.start + (len(sentence.text) if end is None else end) - 1
    return offsets[first], _after(copy.source, offsets[last])


def _reach(copy: Copy, sentence: Sentence) -> tuple[int, int]:
    return source_span(copy, sentence) if sentence.text else (0, 0)


def _after(source: str, offset: int) -> int:
    """Return the offset behind the character, or the entity, that starts at ``offset``."""
    if source.startswith("&", offset):
        stop = source.find(";", offset, offset + 34)
        if stop > 0 and source[offset + 1 : stop].lstrip("#").isalnum():
            return stop + 1
    return offset + 1
