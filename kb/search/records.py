"""What a search returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from kb.vocabulary import Term


class EntryKind(Term):
    """What kinds of things a search finds, in the order in which they are shown."""

    CLAIM = "claim", "Claims"
    PUBLICATION = "publication", "Publications"
    FINDING = "finding", "Findings"
    RULE = "rule", "Rules for copy"
    FACT = "fact", "Regulatory facts"
    TOPIC = "topic", "Topics"


class Part(NamedTuple):
    """A piece of a text: plain characters, and whether they match what was asked."""

    text: str
    matches: bool


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found."""

    kind: EntryKind
    key: str
    title: tuple[Part, ...]
    #: Who or what says it: the verdict of a claim, the label of a publication, the severity of a rule.
    detail: str
    #: The words around a match outside the title; empty if there is none.
    excerpt: tuple[Part, ...]
    #: How much of the query it holds, from 0 to 1.
    score: float

    @property
    def title_text(self) -> str:
        """The title without marks."""
        return "".join(part.text for part in self.title)


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind: how many in all, and the best of them."""

    kind: EntryKind
    total: int
    shown: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Mended:
    """A word that was read as another."""

    typed: str
    read_as: str


@dataclass(frozen=True, slots=True)
class Answers:
    """What a search found, best first within each group; groups that found nothing are left out."""

    #: The query as it was read: cut to size, control characters removed.
    text: str
    #: What an identifier names; its claims and findings are then the groups.
    named: Found | None
    #: The likeness of an identifier, if the text is one, found or not: ``PMID``, ``DOI`` …
    identifier: str | None
    groups: tuple[Group, ...]
    mended: tuple[Mended, ...]
    #: Near words for those that nothing was found for, when nothing was found at all.
    suggestions: tuple[str, ...]

    @property
    def total(self) -> int:
        """How many things were found in all."""
        return sum(group.total for group in self.groups) + (self.named is not None)

    def of(self, kind: EntryKind) -> tuple[Found, ...]:
        """Return what is shown of one kind."""
        return next((group.shown for group in self.groups if group.kind is kind), ())
