"""Text that remembers where in the source each of its characters stands."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kb.late_pattern import late

#: A character reference; the longest name in the HTML standard has 31 letters.
ENTITY = late(r"&(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,7}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
_NO_WIDTH = r"\u00ad\u200b-\u200d\u2060\ufeff\x00-\x08\x0e-\x1b"
_IRREGULAR = late(rf"[\s{_NO_WIDTH}]{{2,}}|[^\S ]|[{_NO_WIDTH}]")
_SPACE = late(r"\s")


@dataclass(frozen=True, slots=True)
class Tracked:
    """A text and, for each of its characters, the offset in the source; both equally long."""

    text: str
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, source: str, start: int = 0, end: int | None = None) -> Tracked:
        """Return a piece of the source as it stands."""
        stop = len(source) if end is None else end
        return cls(source[start:stop], tuple(range(start, stop)))

    @classmethod
    def at(cls, text: str, offset: int) -> Tracked:
        """Return text that all stands for one place of the source."""
        return cls(text, (offset,) * len(text))

    @classmethod
    def join(cls, pieces: Iterable[Tracked]) -> Tracked:
        """Return the pieces one after the other."""
        kept = tuple(pieces)
        if len(kept) == 1:
            return kept[0]
        offsets: list[int] = []
        for piece in kept:
            offsets.extend(piece.offsets)
        return cls("".join(piece.text for piece in kept), tuple(offsets))

    def __len__(self) -> int:
        return len(self.text)

    def cut(self, start: int, end: int | None = None) -> Tracked:
        """Return the characters from start to before end."""
        return Tracked(self.text[start:end], self.offsets[start:end])

    def substitute(
        self, pattern: re.Pattern[str], put: str | int | Callable[[re.Match[str]], str]
    ) -> Tracked:
        """
        Return the text with every match replaced.

        :param put: the text to put in its place, or the number of the group to keep of it,
            which then keeps its own places, or a function of the match; new text stands
            where the match starts.
        """
        pieces: list[Tracked] = []
        done = 0
        for match in pattern.finditer(self.text):
            pieces.append(self.cut(done, match.start()))
            done = match.end()
            if isinstance(put, int):
                pieces.append(self.cut(match.start(put), match.end(put)))
            elif match.end() > match.start():
                text = put if isinstance(put, str) else put(match)
                same = text == match[0]
                pieces.append(
                    self.cut(*match.span()) if same else Tracked.at(text, self.offsets[match.start()])
                )
        if not done:
            return self
        pieces.append(self.cut(done))
        return Tracked.join(pieces)

    def unescaped(self) -> Tracked:
        """Return the text with character references resolved; one that means nothing stays."""
        if "&" not in self.text:
            return self
        return self.substitute(ENTITY, lambda match: html.unescape(match[0]))

    def collapsed(self, *, lines: bool = False) -> Tracked:
        """
        Return the text with each run of white space as one space, and none at its ends.

        Characters without width (soft hyphens, zero-width spaces, byte order marks) and
        control characters go, so that they do not hide a word; quotes and hyphens stay.

        :param lines: whether a line break stays one.
        """
        pieces: list[Tracked] = []
        done = 0
        for match in _IRREGULAR.finditer(self.text):
            pieces.append(self.cut(done, match.start()))
            done = match.end()
            line = self.text.find("\n", match.start(), done) if lines else -1
            space = _SPACE.search(self.text, match.start(), done)
            if line >= 0:
                pieces.append(Tracked.at("\n", self.offsets[line]))
            elif space:
                pieces.append(Tracked.at(" ", self.offsets[space.start()]))
        whole = Tracked.join([*pieces, self.cut(done)]) if done else self
        start = len(whole) - len(whole.text.lstrip())
        return whole.cut(start, max(start, len(whole.text.rstrip())))
