"""Rules for mentions: is each in one place, and does the page still say it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kb.checks.rule import CLAIMS, Content, Fault, Rule
from kb.fingerprint import fingerprint
from kb.models import Claim, Mention
from kb.vocabulary import Severity


def _mentions(content: Content) -> Iterator[tuple[Claim, Mention]]:
    for claim in content.library.claims.values():
        for mention in claim.mentions:
            yield claim, mention


def _at(mention: Mention, message: str, remedy: str = "") -> Fault:
    return Fault(f"mention {mention.id}: {message}", CLAIMS, mention.source_line, remedy)


def _id_twice(content: Content) -> Iterator[Fault]:
    seen: dict[str, Claim] = {}
    for claim, mention in _mentions(content):
        if mention.id in seen:
            yield _at(mention, f"the id stands at {seen[mention.id].id!r} already")
        seen.setdefault(mention.id, claim)


def _place_twice(content: Content) -> Iterator[Fault]:
    seen: dict[tuple[object, ...], Mention] = {}
    for claim, mention in _mentions(content):
        key = (claim.id, mention.page, mention.line, mention.start, mention.end)
        first = seen.setdefault(key, mention)
        if first is not mention:
            yield _at(mention, f"the same place as mention {first.id} of {claim.id!r}")


def _impossible_place(content: Content) -> Iterator[Fault]:
    for _, mention in _mentions(content):
        start, end = mention.start, mention.end
        if mention.line < 1:
            yield _at(mention, f"line {mention.line}")
        if (start is None) != (end is None):
            yield _at(mention, "`start` and `end` go together")
        elif start is not None and end is not None and not 0 <= start < end:
            yield _at(mention, f"characters {start} to {end}")
        if Path(mention.page).name != mention.page:
            yield _at(mention, f"page {mention.page!r} is not a bare file name")


def _line_says_otherwise(content: Content) -> Iterator[Fault]:
    if content.pages is None:
        return
    pages: dict[str, list[str] | None] = {}
    for claim, mention in _mentions(content):
        if mention.page not in pages:
            pages[mention.page] = _lines(content.pages, mention.page)
        lines = pages[mention.page]
        if lines is None:
            continue
        if not 1 <= mention.line <= len(lines):
            yield _at(mention, f"{mention.page} has {len(lines)} lines, not {mention.line}")
        elif mention.fingerprint and fingerprint(wording_at(lines, mention)) != mention.fingerprint:
            yield _at(mention, f"line {mention.line} of {mention.page} does not say {claim.id!r} as it did")


def wording_at(lines: list[str], mention: Mention) -> str:
    """Return the wording of a mention on its page, given the page's lines."""
    line = lines[mention.line - 1]
    return line if mention.start is None else line[mention.start : mention.end]


def _lines(folder: Path, page: str) -> list[str] | None:
    """The lines of a page, split at line feeds only; None where the page is not at hand."""
    path = folder / page
    if Path(page).name != page or not path.is_file():
        return None
    text = path.read_bytes().decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
    return text.removesuffix("\n").split("\n")


def _page_not_at_hand(content: Content) -> Iterator[Fault]:
    if content.pages is None:
        return
    told: set[str] = set()
    for _, mention in _mentions(content):
        if mention.page not in told and _lines(content.pages, mention.page) is None:
            told.add(mention.page)
            yield _at(mention, f"page {mention.page!r} is not in the folder of pages")


def _no_fingerprint(content: Content) -> Iterator[Fault]:
    if content.pages is None:
        return
    for _, mention in _mentions(content):
        if not mention.fingerprint:
            yield _at(mention, "no fingerprint: nothing tells when the page changes")


RULES = (
    Rule(
        code="MEN001",
        name="mention-id-twice",
        severity=Severity.ERROR,
        summary="A mention's id is used once in the whole file.",
        why="Links to a mention go by its id.",
        good="- {id: seventy-001, …}\n- {id: seventy-002, …}",
        bad="- {id: seventy-001, …}\n- {id: seventy-001, …}",
        remedy="give it an id of its own",
        check=_id_twice,
    ),
    Rule(
        code="MEN002",
        name="mention-place-twice",
        severity=Severity.ERROR,
        summary="A claim has one mention per place; one line may mention several claims.",
        why="Counts of mentions are shown.",
        good="- {id: a-1, page: one.txt, line: 3}\n- {id: a-2, page: one.txt, line: 9}",
        bad="- {id: a-1, page: one.txt, line: 3}\n- {id: a-2, page: one.txt, line: 3}",
        remedy="keep one of them, or give `start` and `end`",
        check=_place_twice,
    ),
    Rule(
        code="MEN003",
        name="impossible-place",
        severity=Severity.ERROR,
        summary="Lines count from 1; `start` and `end` come together, in order; a page is a bare file name.",
        why="The place must be findable, and inside the folder of pages.",
        good="{page: one.txt, line: 3, start: 0, end: 24}",
        bad="{page: ../one.txt, line: 0, start: 24}",
        remedy="count again",
        check=_impossible_place,
    ),
    Rule(
        code="MEN004",
        name="page-says-otherwise",
        severity=Severity.WARNING,
        summary="Where the page is at hand, the wording there has the mention's fingerprint.",
        why="Pages change; a mention must not stay when the sentence is gone.",
        good="fingerprint: the one of the wording on that line",
        bad="fingerprint: 0000000000000000",
        remedy="find the sentence again, or take the mention out",
        check=_line_says_otherwise,
    ),
    Rule(
        code="MEN005",
        name="page-not-at-hand",
        severity=Severity.NOTE,
        summary="Every page that is mentioned is in the folder of pages.",
        why="What is not at hand cannot be compared.",
        good="page: a file of the folder",
        bad="page: gone.txt",
        remedy="capture the page again, or mend its name",
        check=_page_not_at_hand,
    ),
    Rule(
        code="MEN006",
        name="no-fingerprint",
        severity=Severity.NOTE,
        summary="A mention has a fingerprint.",
        why="Without one nobody notices when the page changes.",
        good="fingerprint: 9f86d081884c7d65",
        bad="A mention with page and line only.",
        remedy="add the fingerprint of the wording",
        check=_no_fingerprint,
    ),
)
