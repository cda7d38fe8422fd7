"""
The citations on saved pages, each with the publication it means and what points to it.

A page is read as it was saved: plain text as it stands, HTML and Markdown block by block.
Entries of a list and citations in the text are matched against the library; numbers in
the text that lead to an entry are kept as marks, so that an entry nothing leads to shows.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from kb.errors import KBError
from kb.matching import Decision, Index, IndexRecord, Match, Matcher, build_index, split_references
from kb.matching.references import Printed, Style, looks_like_reference
from kb.models import Publication
from kb.page_pointers import entry_numbers, pointers
from kb.vetting.reading import CopyError, read_copy
from kb.vetting.records import BlockKind

#: Ends of the names of files that are pages.
PAGE_SUFFIXES = (".txt", ".html", ".htm", ".md")
#: Bytes of a page, pages of a folder, citations of a page.
MAX_BYTES = 10_000_000
MAX_PAGES = 10_000
MAX_CITATIONS = 2_000
#: Pieces of a page that are matched, most of which are no citation.
MAX_LOOKED_AT = 5_000
#: Characters of a citation that are kept.
MAX_CHARACTERS = 300
#: Pieces of a page that no reader takes for its text.
_BESIDE = frozenset(
    {BlockKind.TITLE, BlockKind.META_DESCRIPTION, BlockKind.JSON_LD, BlockKind.ALT_TEXT, BlockKind.BUTTON}
)
#: Characters up to which an entry that does not match is a citation at all.
_LONGEST_UNMATCHED = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCitation:
    """A citation as printed on a page, and what was made of it."""

    #: File name of the page.
    page: str
    #: Place among the citations of the page, from 1.
    position: int
    #: Line of the file it begins on, from 1.
    line: int
    #: `listed`, `in text`, `title line`, or `mark`: a number that leads to a list.
    style: str
    #: As printed, white space undone, cut at :data:`MAX_CHARACTERS`.
    text: str
    decision: Decision
    #: The publication; None unless the decision is `match`.
    citekey: str | None
    #: What decided: a rule of :mod:`kb.matching.rules`, `listed entry`, or `no such entry`.
    rule: str
    #: Citekeys a person should look at, best first; empty for a match.
    candidates: tuple[str, ...] = ()
    #: Position of the listed citation that this one leads to.
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class PageReading:
    """What a folder of pages holds."""

    citations: tuple[PageCitation, ...]
    #: One sentence for each page, or rest of a page, that was not read.
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Page:
    """The text of a page, line by line, and where each line stands in the file."""

    lines: tuple[str, ...]
    #: Line of the file for each of ``lines``.
    places: tuple[int, ...]
    #: Indexes of the lines known to be entries of a list.
    entries: frozenset[int] = frozenset()


def read_citations(folder: Path, publications: Iterable[Publication]) -> PageReading:
    """
    Return the citations on the pages of ``folder`` (not of folders in it), in the order of their names.

    :raises KBError: if the folder cannot be listed or holds more than :data:`MAX_PAGES` pages.
    """
    try:
        paths = sorted(p for p in folder.iterdir() if p.suffix.lower() in PAGE_SUFFIXES and p.is_file())
    except OSError as error:
        raise KBError(f"{folder} cannot be read: {error.strerror}") from error
    if len(paths) > MAX_PAGES:
        raise KBError(f"{folder} holds {len(paths):,} pages; at most {MAX_PAGES:,} are read")
    found: list[PageCitation] = []
    unread: list[str] = []
    with tempfile.TemporaryDirectory() as temporary:
        index_path = Path(temporary) / "library.index"
        build_index(index_path, (IndexRecord.of_publication(p) for p in publications))
        with closing(Index(index_path)) as index:
            matcher = Matcher(index)
            for path in paths:
                try:
                    page = _read(path)
                except KBError as error:
                    unread.append(str(error))
                    continue
                printed = _printed(page)
                on_page = list(_citations(path.name, page, printed[:MAX_LOOKED_AT], matcher))
                if len(printed) > MAX_LOOKED_AT or len(on_page) > MAX_CITATIONS:
                    unread.append(f"{path.name}: too many citations, the rest was not read")
                found += on_page[:MAX_CITATIONS]
    return PageReading(tuple(found), tuple(unread))


def _citations(name: str, page: _Page, pieces: Iterable[Printed], matcher: Matcher) -> Iterator[PageCitation]:
    """First those that name a work, then what leads to a listed one."""
    kept: list[PageCitation] = []
    listed: list[tuple[int, Printed, tuple[int, ...]]] = []
    for printed in pieces:
        match = matcher.match(printed.text)
        if not _is_kept(printed, match):
            continue
        kept.append(_cited(name, len(kept) + 1, printed, match, page))
        if printed.style is Style.LISTED:
            listed.append((len(kept), printed, match.citation.years))
    yield from kept
    entries = entry_numbers(page.lines, listed)
    leading = islice(pointers(page.lines, entries), MAX_CITATIONS + 1)
    for number, pointer in enumerate(leading, len(kept) + 1):
        leads = kept[pointer.entry - 1] if pointer.entry else None
        yield PageCitation(
            page=name,
            position=number,
            line=page.places[pointer.line - 1],
            style=pointer.style,
            text=_short(pointer.text),
            decision=leads.decision if leads else Decision.NONE,
            citekey=leads.citekey if leads else None,
            rule="listed entry" if leads else "no such entry",
            entry=pointer.entry,
        )


def _read(path: Path) -> _Page:
    name = path.name
    try:
        name.encode()
        if path.stat().st_size > MAX_BYTES:
            raise KBError(f"{name}: larger than {MAX_BYTES:,} bytes, not read")
        data = path.read_bytes()
    except UnicodeEncodeError as error:
        raise KBError(f"{name!a}: the file's name is no text, not read") from error
    except OSError as error:
        raise KBError(f"{name}: cannot be read: {error.strerror}") from error
    if path.suffix.lower() == ".txt":
        if b"\x00" in data:
            raise KBError(f"{name}: is not text, not read")
        text = data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
        lines = tuple(text.split("\n"))
        return _Page(lines, tuple(range(1, len(lines) + 1)))
    return _blocks(name, data)


def _blocks(name: str, data: bytes) -> _Page:
    """A block a line, with an empty line after each, as paragraphs stand in plain text."""
    try:
        copy = read_copy(name, data)
    except CopyError as error:
        raise KBError(f"{error}, not read") from error
    lines: list[str] = []
    places: list[int] = []
    entries: set[int] = set()
    line, offset = 1, 0
    for block in sorted((b for b in copy.blocks if b.text.strip()), key=lambda b: b.offsets[0]):
        if block.kind in _BESIDE:
            continue
        line += copy.source.count("\n", offset, block.offsets[0])
        offset = block.offsets[0]
        if block.kind is BlockKind.REFERENCE:
            entries.add(len(lines))
        lines += [" ".join(block.text.split()), ""]
        places += [line, line]
    return _Page(tuple(lines), tuple(places), frozenset(entries))


def _printed(page: _Page) -> list[Printed]:
    """The citations of a page, by line; entries known to be such are not cut up again."""
    rest = "\n".join("" if i in page.entries else line for i, line in enumerate(page.lines))
    known = [Printed(text=page.lines[i], line=i + 1) for i in sorted(page.entries)]
    return sorted((*known, *split_references(rest)), key=lambda p: p.line)


def _is_kept(printed: Printed, match: Match) -> bool:
    """What matches is a citation; else it must look like one, and a line that may be a title does not."""
    if match.decision is Decision.MATCH:
        return True
    if printed.style is Style.LISTED:
        return len(printed.text) <= _LONGEST_UNMATCHED and looks_like_reference(printed.text)
    return printed.style is Style.IN_TEXT


def _cited(name: str, position: int, printed: Printed, match: Match, page: _Page) -> PageCitation:
    matched = match.decision is Decision.MATCH
    alike = [] if match.decision is not Decision.REVIEW else [match.key, *(r.key for r in match.runners_up)]
    return PageCitation(
        page=name,
        position=position,
        line=page.places[printed.line - 1],
        style=printed.style.value,
        text=_short(printed.text),
        decision=match.decision,
        citekey=match.key if matched else None,
        rule=match.rule,
        candidates=tuple(dict.fromkeys(key for key in alike if key)),
    )


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= MAX_CHARACTERS else plain[: MAX_CHARACTERS - 1] + "…"
