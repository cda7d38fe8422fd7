"""What a rule is: its code, what it says to a curator, and the function that looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from kb.library import Library
from kb.models import Problem
from kb.vocabulary import Severity

CLAIMS = "claims.yaml"
REFERENCES = "references.bib"


@dataclass(frozen=True, slots=True)
class Content:
    """What the rules look at."""

    library: Library
    today: date
    #: The folder of the pages that mentions speak of, where it is at hand.
    pages: Path | None = None


class Fault(NamedTuple):
    """One place where a rule is broken; the rule adds its code, severity and remedy."""

    message: str
    path: str
    line: int
    #: In place of the rule's own remedy.
    remedy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule with its documentation; rules without ``check`` are kept by the loaders."""

    code: str
    #: Short name, lower case with hyphens.
    name: str
    severity: Severity
    #: One sentence: what must be so.
    summary: str
    #: Why it matters, in a sentence or two.
    why: str
    #: An example that keeps the rule, as YAML or BibTeX.
    good: str
    #: An example that breaks it.
    bad: str
    remedy: str
    check: Callable[[Content], Iterator[Fault]] | None = field(default=None, compare=False)

    def problems(self, content: Content) -> Iterator[Problem]:
        """Yield a problem for each place in the content that breaks the rule."""
        if self.check is None:
            return
        for fault in self.check(content):
            yield Problem(
                code=self.code,
                severity=self.severity,
                message=fault.message,
                path=fault.path,
                line=fault.line,
                remedy=fault.remedy or self.remedy,
            )
