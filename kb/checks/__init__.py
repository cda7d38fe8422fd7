"""
The checks: every rule that the content must keep, and one function that runs them.

Rules are listed in tuples, one per module; the faults that the loaders report while
reading are rules too, with the same documentation.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from kb.checks.claims import RULES as CLAIM_RULES
from kb.checks.evidence import RULES as EVIDENCE_RULES
from kb.checks.files import RULES as FILE_RULES
from kb.checks.findings import RULES as FINDING_RULES
from kb.checks.former_keys import RULES as KEY_RULES
from kb.checks.mentions import RULES as MENTION_RULES
from kb.checks.publications import RULES as PUBLICATION_RULES
from kb.checks.pubmed import RULES as PUBMED_RULES
from kb.checks.rule import Content, Rule
from kb.library import Library
from kb.models import Problem

_RULES = (
    *FILE_RULES,
    *PUBLICATION_RULES,
    *FINDING_RULES,
    *EVIDENCE_RULES,
    *CLAIM_RULES,
    *MENTION_RULES,
    *KEY_RULES,
    *PUBMED_RULES,
)


def all_rules() -> tuple[Rule, ...]:
    """Return every rule, those of the loaders included, in the order of the documentation."""
    return _RULES


def run_checks(
    library: Library,
    *,
    today: date,
    project_pages: Path | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> list[Problem]:
    """
    Return the problems of the library, by file, line and code.

    ``select`` and ``ignore`` take codes or their beginnings, e.g. ``PUB`` or ``PUB004``;
    without ``select`` every rule is looked at. Without ``project_pages`` mentions are
    not compared with their pages.
    """
    content = Content(library=library, today=today, pages=project_pages)
    found = [problem for problem in library.problems if _is_wanted(problem.code, select, ignore)]
    for rule in _RULES:
        if _is_wanted(rule.code, select, ignore):
            found.extend(rule.problems(content))
    return sorted(found, key=lambda p: (p.path, p.line, p.code, p.message))


def _is_wanted(code: str, select: Sequence[str], ignore: Sequence[str]) -> bool:
    selected = not select or code.startswith(tuple(select))
    return selected and not (ignore and code.startswith(tuple(ignore)))
