"""
The matching words of a text, told apart from the rest.

SQLite marks them, since it alone knows how it stemmed them; the marks are two control
characters that no entry holds. What comes out is plain text in parts: who shows it
escapes it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.search.records import Part
from kb.search.words import STOP, tokens_of

_TO_DECIMAL, _FROM_DECIMAL = re.compile(r"[0-9][.,]$"), re.compile(r"[.,][0-9]")
_ON, _OFF = "\x02", "\x03"
#: Words of an excerpt.
_EXCERPT = 28
_MARKED = f"""
SELECT e.id, e.key, e.detail,
  highlight(search_entries_fts, 0, '{_ON}', '{_OFF}') AS title,
  snippet(search_entries_fts, 1, '{_ON}', '{_OFF}', '', {_EXCERPT}) AS wording,
  snippet(search_entries_fts, 3, '{_ON}', '{_OFF}', '…', {_EXCERPT}) AS text
FROM search_entries_fts JOIN search_entries AS e ON e.id = search_entries_fts.rowid
WHERE search_entries_fts MATCH ? AND search_entries_fts.rowid IN
"""
_HELD = f"""
SELECT rowid, highlight(search_entries_fts, 0, '{_ON}', '{_OFF}'), highlight(search_entries_fts, 1, '{_ON}', '{_OFF}')
FROM search_entries_fts WHERE search_entries_fts MATCH ? AND rowid IN
"""


@dataclass(frozen=True, slots=True)
class Marked:
    """An entry with its matching words told apart."""

    key: str
    detail: str
    title: tuple[Part, ...]
    excerpt: tuple[Part, ...]


def marked(conn: sqlite3.Connection, match: str, ids: Sequence[int]) -> dict[int, Marked]:
    """Return these entries with what the full-text query matches in them; ids that it does not find are left out."""
    if not ids:
        return {}
    places = ",".join("?" * len(ids))
    rows = conn.execute(f"{_MARKED} ({places})", (match, *ids)).fetchall()
    return {row[0]: _marked(*row[1:]) for row in rows}


def shares_held(conn: sqlite3.Connection, match: str, ids: Sequence[int]) -> dict[int, float]:
    """Return how much of its title, or of the wording nearest to it, a full-text query finds in each entry."""
    if not ids:
        return {}
    rows = conn.execute(f"{_HELD} ({','.join('?' * len(ids))})", (match, *ids))
    return {
        entry: max(_share(line) for line in (title, *wordings.split("\n"))) for entry, title, wordings in rows
    }


def _share(line: str) -> float:
    """Return the share of the words of a marked line, small ones aside, that are marked; short lines count less."""
    counts = [0, 0]
    for text, matches in parts_of(line):
        counts[matches] += sum(word not in STOP for word in tokens_of(text))
    return counts[True] / (sum(counts) + 1)


def _marked(key: str, detail: str, title: str, wording: str, text: str) -> Marked:
    """Keep as excerpt what matches most outside the title, if it says more than the title does."""
    parts = parts_of(title)
    said = {part.text.lower() for part in parts if part.matches}
    quoted = [(Part("“", False), *parts_of(line), Part("”", False)) for line in wording.split("\n")]
    excerpts = [*quoted, tuple(_one_line(parts_of(text)))]
    new = [(len({p.text.lower() for p in excerpt if p.matches} - said), excerpt) for excerpt in excerpts]
    most, excerpt = max(new, key=lambda item: item[0], default=(0, ()))
    return Marked(key, detail, parts, excerpt if most else ())


def parts_of(text: str) -> tuple[Part, ...]:
    """
    Return a text with marks as parts; marks that do not pair up change nothing but what is marked.

    >>> parts_of("a \\x02b\\x03 c")
    (Part(text='a ', matches=False), Part(text='b', matches=True), Part(text=' c', matches=False))

    SQLite takes the two halves of a decimal for two words; half a number is no match.

    >>> parts_of("RR 3.\x0270\x03")
    (Part(text='RR 3.', matches=False), Part(text='70', matches=False))
    """
    parts = [part for part in _parts(text) if part.text]
    around = ["", *(part.text for part in parts), ""]
    return tuple(
        Part(part.text, part.matches and not _is_half(around[i], part.text, around[i + 2]))
        for i, part in enumerate(parts)
    )


def _is_half(before: str, number: str, after: str) -> bool:
    return number.isdigit() and bool(_TO_DECIMAL.search(before) or _FROM_DECIMAL.match(after))


def _parts(text: str) -> Iterator[Part]:
    first, *rest = text.replace(_OFF, f"{_OFF}{_ON}").split(_ON)
    yield Part(first.replace(_OFF, ""), first.endswith(_OFF))
    for piece in rest:
        yield Part(piece.replace(_OFF, ""), piece.endswith(_OFF))


def _one_line(parts: Sequence[Part]) -> Iterator[Part]:
    for text, matches in parts:
        yield Part(text.replace("\n", " "), matches)
