"""
HTML to tags and text with offsets, in linear time whatever the input.

The parser of the standard library takes minutes for 100 kB of ``<a `` (Python 3.11), so
this is one of our own: it looks at no character more than a few times.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kb.late_pattern import late

_Find = Callable[[str, int], int]

#: Elements whose content is no markup.
RAW_TEXT = frozenset({"script", "style", "textarea", "title", "xmp", "noembed", "noframes"})

_OPEN = late(r"<(?P<slash>/?)(?P<name>[A-Za-z][^\s/><]{0,60})")
_STOP = late(r"[>\"']")
_ATTRIBUTE = late(
    r"""(?P<name>[^\s"'<>/=]{1,100})(?:\s{0,20}=\s{0,20}(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>[^\s"'<>=`]++)))?"""
)


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute's value, undecoded, with where it starts and ends in the source."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tag:
    """A start or end tag; the name is in small letters."""

    name: str
    start: int
    end: int
    closing: bool
    source: str

    def attributes(self) -> dict[str, Attribute]:
        """Return the attributes by name in small letters; of two with one name the first."""
        found: dict[str, Attribute] = {}
        for match in _ATTRIBUTE.finditer(self.source, self.start + 1 + len(self.name), self.end - 1):
            value = match.lastgroup if match.lastgroup != "name" else None
            span = match.span(value) if value else (match.end(), match.end())
            found.setdefault(match["name"].lower(), Attribute(self.source[slice(*span)], *span))
        return found


@dataclass(frozen=True, slots=True)
class Text:
    """Text between tags, from start to before end; ``raw`` is the element whose content it is."""

    start: int
    end: int
    raw: str = ""


def tokens(source: str) -> Iterator[Tag | Text]:
    """Yield the tags and texts of a page in order; comments and declarations are left out."""
    lower = _ascii_lower(source)
    at = done = 0
    missing: set[str] = set()

    def find(what: str, start: int) -> int:
        """Find, remembering what is not there any more: looking again would cost the rest each time."""
        if what in missing:
            return -1
        found = lower.find(what, start)
        if found < 0:
            missing.add(what)
        return found

    while (at := source.find("<", at)) >= 0:
        opened = _OPEN.match(source, at)
        if opened:
            end = _tag_end(source, opened.end(), find)
            if end < 0:
                break
            if at > done:
                yield Text(done, at)
            name = opened["name"].lower()
            yield Tag(name, at, end, bool(opened["slash"]), source)
            at = done = end
            if name in RAW_TEXT and not opened["slash"]:
                close = find(f"</{name}", at)
                close = len(source) if close < 0 else close
                if close > at:
                    yield Text(at, close, raw=name)
                at = done = close
        elif source.startswith(("<!", "<?", "</"), at):
            if at > done:
                yield Text(done, at)
            mark = "-->" if source.startswith("<!--", at) else ">"
            end = find(mark, at + 2)
            # Browsers hide all that follows an open comment; here it is read, lest a slip hide the page.
            at = done = at + min(4, len(source) - at) if end < 0 else end + len(mark)
        else:
            at += 1
    if at < 0 and done < len(source):
        yield Text(done, len(source))
    elif at >= 0 and done < at:
        yield Text(done, at)


def _tag_end(source: str, at: int, find: _Find) -> int:
    """Return the offset after the tag's closing bracket, or -1."""
    while stop := _STOP.search(source, at):
        if stop[0] == ">":
            return stop.end()
        quoted = source[stop.start() - 1] == "=" or source[at : stop.start()].rstrip().endswith("=")
        closing = find(stop[0], stop.end()) if quoted else -1
        at = closing + 1 if closing >= 0 else stop.end()
    return -1


def _ascii_lower(source: str) -> str:
    """Lower-case without changing the length, which ``str.lower`` may."""
    return source.translate(_LOWER)


_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}
