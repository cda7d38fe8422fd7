"""The citations that a text prints, and which publications of the library they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.late_pattern import late
from kb.vetting.knowledge import Knowledge, KnownPublication

#: Marks that point to a reference list: [1], [2,3], superscript digits, (4).
ANCHOR = late(
    r"\[\s?\d{1,3}(?:\s?[,-]\s?\d{1,3})*\s?\]|[\u00b9\u00b2\u00b3\u2070-\u2079]+|"
    r"\^\d{1,3}\b|(?<=[a-z][.,])\s?\d{1,2}(?=\s(?!(?:to|or|min|hour|day|week|month|year|"
    r"mg|people|patients|infusions?|sessions?|times|%)\b)[a-z]|$)"
)
_DOI = late(r"\b10\.\d{4,9}/[^\s\"'<>\])]+")
_PMID = late(r"\bpmid:?\s*(\d{4,9})\b|pubmed(?:\.ncbi\.nlm\.nih\.gov)?/(\d{4,9})")
_AUTHOR_YEAR = late(
    r"\b(?P<author>[A-Z][A-Za-z\u00c0-\u017e'-]{2,40}(?: [Rr]ot)?)(?:,? et al\.?,?| and "
    r"(?:colleagues|[A-Z][a-z\u00c0-\u017e'-]{1,40})| & [A-Z][a-z\u00c0-\u017e'-]{1,40}|,)?,? "
    r"?\(?(?P<year>(?:19|20)\d\d)[a-z]?\b"
)
_REFERENCE = late(
    r"^\W*(?:\d{1,3}[.)]\s*)?(?P<author>[A-Z][A-Za-z\u00c0-\u017e'-]{2,40})(?:,? "
    r"(?:[A-Z]\.? ?){1,3})?[,.].{0,600}?\b(?P<year>(?:19|20)\d\d)\b",
    re.S,
)
_NOT_AUTHORS = frozenset(
    "in since until from by the before after around about between during through january "
    "february march april may june july august september october november december "
    "spring summer winter fall copyright fda and of for as late early mid year years "
    "updated posted published approved spravato ketamine esketamine medicare".split()
)


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation as printed, and the publications it may mean (none: it does not resolve)."""

    start: int
    end: int
    text: str
    publications: tuple[KnownPublication, ...]


def citations_in(text: str, knowledge: Knowledge, *, reference: bool = False) -> Iterator[Citation]:
    """Yield the citations of a text by DOI, PMID, or author and year; ``reference``: an entry of a list."""
    taken: list[range] = []
    for match in _DOI.finditer(text):
        doi = match[0].lower().rstrip(".,;")
        yield _citation(match, taken, [p for p in knowledge.publications.values() if p.doi == doi])
    for match in _PMID.finditer(text.lower()):
        pmid = match[1] or match[2]
        yield _citation(match, taken, [p for p in knowledge.publications.values() if p.pmid == pmid])
    if reference and not taken:
        title = _plain(text)
        titled = [
            p for p in knowledge.publications.values() if len(p.title) > 25 and _plain(p.title) in title
        ]
        entry = _REFERENCE.match(text[:800])
        if titled or entry:
            end = entry.end() if entry else min(len(text), 60)
            named = _written(knowledge, entry["author"], int(entry["year"])) if entry and not titled else ()
            yield Citation(0, end, text[:end], tuple(titled) or tuple(named) if titled else ())
        return
    for match in _AUTHOR_YEAR.finditer(text):
        if match["author"].lower() in _NOT_AUTHORS or any(match.start() in span for span in taken):
            continue
        yield _citation(match, taken, _written(knowledge, match["author"], int(match["year"])))


def _citation(match: re.Match[str], taken: list[range], publications: list[KnownPublication]) -> Citation:
    taken.append(range(match.start(), match.end()))
    return Citation(match.start(), match.end(), match[0], tuple(publications))


def _written(knowledge: Knowledge, author: str, year: int) -> list[KnownPublication]:
    """The publications by this first author, of the year or the one beside it (online, then in print)."""
    name = author.lower()
    return [
        p
        for p in knowledge.publications.values()
        if p.year is not None
        and abs(p.year - year) <= 1
        and (p.first_author == name or p.first_author.split(" ")[-1] == name)
    ]


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text.lower()).split())
