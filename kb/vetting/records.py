"""
What vetting passes from stage to stage: copy, sentence, statement, alert.

Lines and columns count from 1, as editors do; offsets within a text count from 0 and
the end is the character after the last.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from kb.vocabulary import Comparison, Role, Severity, Term, Unit


class BlockKind(Term):
    """What part of a page a piece of text is."""

    HEADING = "heading", "A heading."
    PARAGRAPH = "paragraph", "Running text."
    LIST_ITEM = "list-item", "An item of a list."
    CELL = "cell", "A cell of a table."
    QUOTE = "quote", "A block quotation."
    CAPTION = "caption", "A caption."
    BUTTON = "button", "A button or a link that looks like one."
    ALT_TEXT = "alt-text", "Text in place of an image."
    TITLE = "title", "The page's title."
    META_DESCRIPTION = "meta-description", "The description that search engines show."
    JSON_LD = "json-ld", "A text inside structured data."
    REFERENCE = "reference", "An entry of a reference list."


class Voice(Term):
    """Who speaks."""

    CLINIC = "clinic", "The page itself."
    CLINICIAN = "clinician", "A clinician who is quoted."
    PATIENT = "patient", "A patient who is quoted: a testimonial."
    ABSTRACT = "abstract", "The abstract or title of a study, pasted in or cited."


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One piece of text of a page, with where each of its characters stands in the source."""

    kind: BlockKind
    text: str
    #: Offset in the source of each character of ``text``; as long as ``text``.
    offsets: tuple[int, ...] = field(repr=False)
    voice: Voice = Voice.CLINIC
    #: Where it stands in the document tree, e.g. ``html/body/main/ul[2]/li[3]``; empty for plain text.
    path: str = ""
    #: The nearest heading above it.
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of a block."""

    text: str
    block: int
    """Index of the block in the copy."""
    start: int
    """Offset of its first character in the block's text."""
    voice: Voice
    kind: BlockKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A draft or page, read: its blocks, its sentences, and its source for places."""

    name: str
    source: str = field(repr=False)
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column, from 1, of an offset in the source."""
        before = self.source.count("\n", 0, offset)
        return before + 1, offset - (self.source.rfind("\n", 0, offset) + 1) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedQuantity:
    """A number that a sentence states, with the part it plays."""

    role: Role | None
    comparison: Comparison
    value: Decimal
    high: Decimal | None
    unit: Unit | None
    start: int
    """Offsets in the sentence's text."""
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundClaim:
    """A claim of the library that a sentence makes, or disagrees with on a guard."""

    claim: str
    score: float
    start: int
    end: int
    #: Whether number, unit, negation and population agree with the claim as stated.
    agrees: bool
    #: What differs, in words, e.g. ``says 85%, the claim 70%``.
    differs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One thing to look at, with the reason and a way out."""

    rule: str
    severity: Severity
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    match: str
    #: Why, in one plain sentence with the figures.
    message: str
    #: A wording that would hold, or what to do; empty where there is none.
    suggestion: str = ""
    #: Id of the claim it is about.
    claim: str | None = None
    #: Citekeys and ids of facts that the message rests on.
    evidence: tuple[str, ...] = ()
    #: The grounds, with their dates, e.g. ``REG-12 (Oct 2023)``.
    basis: tuple[str, ...] = ()
    voice: Voice = Voice.CLINIC
