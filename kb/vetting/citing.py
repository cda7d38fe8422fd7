"""The copy written back with a numbered reference for every sentence that the evidence supports."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from kb.late_pattern import late
from kb.vetting.knowledge import KnownClaim
from kb.vetting.output.report import VettedPage
from kb.vetting.placing import Placer, source_span
from kb.vetting.reading.detect import detect_format, detect_markup
from kb.vetting.records import BlockKind, Copy, FoundClaim
from kb.vocabulary import Direction, Directness, Severity, Verdict

#: Where a footnote would break the page or be read by no one.
_UNCITED = frozenset(
    {
        BlockKind.TITLE, BlockKind.META_DESCRIPTION, BlockKind.JSON_LD, BlockKind.ALT_TEXT,
        BlockKind.BUTTON, BlockKind.REFERENCE,
    }
)  # fmt: skip
#: A footnote under a sentence it does not support is worse than none: below this likeness nothing is cited.
_SURE = 0.78
#: A claim that the evidence does not support, if nearly as like, leaves the sentence without a footnote.
_NEAR = 0.1
_END = late(r"</body\s*>|</html\s*>", re.I)
_FOOTNOTE = late(r"\[\^\d")

#: From the keys of publications and facts to their references as text.
References = Callable[[Collection[str]], Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A copy with its references."""

    text: str
    #: In the order of their numbers.
    references: tuple[str, ...]
    #: How many sentences were given a footnote.
    sentences: int
    #: Line and claim of each sentence whose claim the evidence does not support.
    left_out: tuple[tuple[int, str], ...]


def cite(
    page: VettedPage, claims: Mapping[str, KnownClaim], references: References, *, format: str | None = None
) -> Cited:
    """
    Return the copy with footnotes and a numbered list of references.

    A sentence is cited where it surely makes a claim, with the claim's own numbers, the
    verdict on the claim is *supported*, and neither an error nor a warning stands against the
    sentence. A Word document comes back as its text.

    :param format: ``text``, ``markdown`` or ``html``; by default told by the name and the source.
    """
    copy = page.copy
    sources, left_out = _sources(page, claims)
    keys = list(dict.fromkeys(key for index in sorted(sources) for key in sources[index]))
    texts = references(keys)
    numbers = {key: n for n, key in enumerate((key for key in keys if key in texts), 1)}
    style = _style(copy, format)
    prefix = "kb" if _FOOTNOTE.search(copy.source) else ""
    text = copy.source
    ends = {index: source_span(copy, copy.sentences[index])[1] for index in sources}
    cited = 0
    for index in sorted(sources, key=lambda i: ends[i], reverse=True):
        own = sorted(numbers[key] for key in sources[index] if key in numbers)
        if own:
            cited += 1
            text = text[: ends[index]] + _marker(own, style, prefix) + text[ends[index] :]
    ordered = tuple(texts[key] for key in numbers)
    return Cited(
        text=_with_list(text, ordered, style, prefix), references=ordered, sentences=cited, left_out=left_out
    )


def read_references(
    connection: sqlite3.Connection, keys: Collection[str], publications: Mapping[str, str]
) -> dict[str, str]:
    """
    Return the references of publications and regulatory facts from kb.db.

    :param publications: the references of the publications among the keys.
    """
    connection.row_factory = sqlite3.Row
    found: dict[str, str] = {}
    for key in keys:
        if key in publications:
            found[key] = publications[key]
            continue
        row = connection.execute(_FACT, (key,)).fetchone()
        if row is not None:
            found[key] = " ".join(f"{part[:1].upper()}{part[1:].rstrip('.')}." for part in row if part)
    return found


_FACT = "SELECT authority, document, jurisdiction FROM regulatory_facts WHERE id = ?"


def number_list(numbers: Sequence[int]) -> str:
    """
    Return reference numbers with runs of three or more drawn together.

    >>> number_list([1, 2, 3, 5, 6])
    '1-3,5,6'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [f"{run[0]}-{run[-1]}" if len(run) > 2 else ",".join(map(str, run)) for run in runs]
    return ",".join(parts)


def _sources(
    page: VettedPage, claims: Mapping[str, KnownClaim]
) -> tuple[dict[int, tuple[str, ...]], tuple[tuple[int, str], ...]]:
    """Return the keys that support each sentence, and what was left out."""
    placer = Placer(page.copy)
    doubtful = {
        place.sentence
        for alert in (*page.alerts, *page.known, *(one.alert for one in page.accepted))
        if alert.severity is not Severity.NOTE and (place := placer.place(alert)) is not None
    }
    made: dict[int, list[FoundClaim]] = {}
    for index, one in page.found:
        if one.agrees and one.claim in claims and page.copy.sentences[index].kind not in _UNCITED:
            made.setdefault(index, []).append(one)
    found: dict[int, tuple[str, ...]] = {}
    left_out: list[tuple[int, str]] = []
    for index, ones in made.items():
        not_held = [one for one in ones if claims[one.claim].verdict is not Verdict.SUPPORTED]
        against = max((one.score for one in not_held), default=0.0)
        keys = [
            key
            for one in ones
            if one not in not_held and one.score >= _SURE and one.score > against + _NEAR
            for key in _supporting(claims[one.claim])
        ]
        if keys and index not in doubtful:
            found[index] = tuple(dict.fromkeys(keys))
        line = page.copy.place(source_span(page.copy, page.copy.sentences[index])[0])[0]
        left_out += [(line, one.claim) for one in not_held if one.score >= _SURE]
    return found, tuple(dict.fromkeys(left_out))


def _supporting(claim: KnownClaim) -> tuple[str, ...]:
    items = [item for item in claim.items if item.counted and item.direction is Direction.SUPPORTS]
    direct = [item for item in items if item.directness is Directness.DIRECT]
    return tuple(dict.fromkeys(item.source for item in direct or items))


def _style(copy: Copy, given: str | None) -> str:
    kind = given or detect_format(copy.name, copy.source[:4096].encode("utf-8", "replace"))
    return kind or detect_markup(copy.source)


def _marker(numbers: Sequence[int], style: str, prefix: str) -> str:
    if style == "markdown":
        return "".join(f"[^{prefix}{number}]" for number in numbers)
    if style == "html":
        links = ",".join(f'<a href="#{prefix}ref-{n}">{n}</a>' for n in numbers)
        return f"<sup>[{links}]</sup>"
    return f" [{number_list(numbers)}]"


def _with_list(text: str, references: Sequence[str], style: str, prefix: str) -> str:
    if not references:
        return text
    numbered = list(enumerate(references, 1))
    if style == "markdown":
        lines = "".join(f"[^{prefix}{n}]: {one}\n" for n, one in numbered)
        return f"{text.rstrip()}\n\n## References\n\n{lines}"
    if style == "html":
        items = "".join(f'<li id="{prefix}ref-{n}">{escape(one)}</li>\n' for n, one in numbered)
        block = f"<section><h2>References</h2>\n<ol>\n{items}</ol></section>\n"
        ends = list(_END.finditer(text))
        at = ends[0].start() if ends else len(text)
        return text[:at] + block + text[at:]
    lines = "".join(f"{n}. {one}\n" for n, one in numbered)
    return f"{text.rstrip()}\n\nReferences\n\n{lines}"
