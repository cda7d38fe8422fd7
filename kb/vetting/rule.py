"""What a rule is: its record as written in rules/KLnnn.yml, and the compiled form that vetting runs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from kb.models import doc, position
from kb.vetting.context import Guard
from kb.vetting.grounds import GROUNDS
from kb.vetting.pattern_shape import Needs
from kb.vetting.records import Voice
from kb.vocabulary import Severity, Term


class RuleKind(Term):
    """By what means a rule finds a breach."""

    LEXICAL = "lexical", "Words alone."
    CONTEXTUAL = "contextual", "Words, and what stands around them."
    EVIDENCE = "evidence", "The library's figures and verdicts."
    REGULATORY = "regulatory", "The library's dated facts about approvals."
    STRUCTURAL = "structural", "How the page is put together."
    CROSS_PAGE = "cross-page", "Two places of the copy compared."


class Derived(Term):
    """What an alert of another rule gives rise to."""

    QUOTED_CLINICIAN = "quoted_clinician", "An alert on words that a clinician is quoted with."
    CLAIM_OUTSIDE_TEXT = "claim_outside_text", "An alert outside the running text and not in it."


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternText:
    """One pattern of a rule as written: a sentence that matches any of ``find`` is reported."""

    find: tuple[str, ...] = doc(
        "Regular expressions for folded lower-case text; <name> stands for a word list."
    )
    near: str | None = doc("What the sentence must say as well.", default=None)
    unless: str | None = doc("What in the sentence lets it pass.", default=None)
    around: str | None = doc("What must be said within two sentences.", default=None)
    severity: Severity | None = doc("Where it differs from the rule's.", default=None)
    message: str | None = doc("Where it differs from the rule's.", default=None)
    spared: tuple[Guard, ...] = doc("Contexts that let it pass, besides the rule's.", default=())
    negated_too: str | None = doc(
        "`yes` where the words themselves deny, so that a denial spares nothing.", default=None
    )
    line: int = position()


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecText:
    """What a rule must and must not report, in the notation of :mod:`kb.vetting.spec_copy`."""

    match: tuple[str, ...] = doc("Copy that the rule must report.")
    no_match: tuple[str, ...] = doc("Copy that it must let pass.")
    line: int = position()


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleText:
    """A rule as written in its file."""

    id: str = doc("Code of the rule; never reused.")
    version: int = doc("Raised with every change of what it reports.")
    title: str = doc("What it reports, in a few words.")
    kind: RuleKind = doc("By what means.")
    severity: Severity = doc("How grave a breach is.")
    basis: tuple[str, ...] = doc("Ids of the grounds it stands on.")
    message: str = doc("Why, in one plain sentence; {match} is the words found.")
    suggestion: str = doc("A way out.")
    spared: tuple[Guard, ...] = doc("Contexts in which it does not report.", default=())
    softened: tuple[Guard, ...] = doc("Contexts in which it reports a note.", default=())
    voices: tuple[Voice, ...] = doc("Whose words it looks at.", default=(Voice.CLINIC, Voice.CLINICIAN))
    patterns: tuple[PatternText, ...] = doc("What it looks for.", default=())
    checks: tuple[str, ...] = doc("Names of the checks in Python that look at each sentence.", default=())
    about: tuple[str, ...] = doc(
        "Texts of which one must stand in a sentence for the checks to look at it; all sentences if none.",
        default=(),
    )
    page_checks: tuple[str, ...] = doc("Names of those that look at the copy as a whole.", default=())
    claims: tuple[str, ...] = doc(
        "Ids of the library's claims that a breach by words may make; the alert is linked to the one made.",
        default=(),
    )
    claim_otherwise: str | None = doc(
        "Id of the claim that any breach is about, linked where the sentence makes none of the others.",
        default=None,
    )
    derived: Derived | None = doc("Which alerts of other rules it follows from.", default=None)
    why: str = doc("Why the rule exists, for its page.")
    specs: SpecText = doc("Its own cases.")
    effective_from: date = doc("From which day it applies.")
    line: int = position()


@cache
def _compiled(source: str) -> re.Pattern[str]:
    """Several patterns share a condition."""
    return re.compile(source)


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """
    A pattern ready to run; its expressions are compiled when a text first needs them.

    ``needs`` is what a sentence must hold that can match (:func:`kb.vetting.pattern_shape.needs_of`).
    """

    sources: tuple[str, str | None, str | None, str | None]
    needs: Needs
    severity: Severity
    message: str
    spared: frozenset[Guard]

    @cached_property
    def find(self) -> re.Pattern[str]:
        """What is looked for."""
        return re.compile(self.sources[0])

    @cached_property
    def near(self) -> re.Pattern[str] | None:
        """What the sentence must say as well."""
        return _compiled(self.sources[1]) if self.sources[1] else None

    @cached_property
    def unless(self) -> re.Pattern[str] | None:
        """What in the sentence lets it pass."""
        return _compiled(self.sources[2]) if self.sources[2] else None

    @cached_property
    def around(self) -> re.Pattern[str] | None:
        """What must be said within two sentences."""
        return _compiled(self.sources[3]) if self.sources[3] else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule ready to run."""

    text: RuleText
    patterns: tuple[Pattern, ...]
    spared: frozenset[Guard]
    softened: frozenset[Guard]
    voices: frozenset[Voice]
    basis: tuple[str, ...]

    @property
    def id(self) -> str:
        """Code of the rule, e.g. KL014."""
        return self.text.id

    @property
    def title(self) -> str:
        """What it reports, in a few words."""
        return self.text.title

    @property
    def severity(self) -> Severity:
        """How grave a breach is."""
        return self.text.severity


def basis_of(text: RuleText) -> tuple[str, ...]:
    """
    Return the grounds with their dates.

    :raises KeyError: for an id that is no ground.
    """
    return tuple(GROUNDS[name].short for name in text.basis)
