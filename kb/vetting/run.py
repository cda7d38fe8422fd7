"""One copy from bytes to what remains to be looked at: read, vet, set aside what is accepted or known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kb.models import Problem
from kb.vetting.baseline import fingerprints, split_known
from kb.vetting.engine import claims_of, vet
from kb.vetting.knowledge import Knowledge
from kb.vetting.output.report import RuleSummary, VettedPage, at_least
from kb.vetting.reading import read_copy
from kb.vetting.records import Alert
from kb.vetting.rule import Rule
from kb.vetting.rule_files import load_rules
from kb.vetting.suppressions import Suppression, apply_suppressions, expired, inline_suppressions
from kb.vocabulary import Severity

__all__ = ["Vetter", "Wanted", "against_baseline", "load_rules", "rule_summaries"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which alerts to show, and which a person accepted."""

    select: tuple[str, ...] = ()
    """Rule codes, or their beginnings; empty for all."""
    ignore: tuple[str, ...] = ()
    minimum_severity: Severity = Severity.NOTE
    suppressions: tuple[Suppression, ...] = ()

    def shows(self, alert: Alert) -> bool:
        """Say whether an alert is asked for."""
        selected = not self.select or alert.rule.startswith(self.select)
        ignored = bool(self.ignore) and alert.rule.startswith(self.ignore)
        return selected and not ignored and at_least(alert.severity, self.minimum_severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vetter:
    """Vets one copy after another by the same rules, library and wishes."""

    knowledge: Knowledge
    rules: Sequence[Rule]
    today: date
    wanted: Wanted = field(default_factory=Wanted)
    format: str | None = None
    """Of the copy; none to have it told by name and content."""
    with_claims: bool = True
    """Whether to list the claims that the sentences make."""

    def vet(self, name: str, data: bytes) -> tuple[VettedPage, tuple[Problem, ...]]:
        """
        Return one vetted copy, and what is wrong with its own acceptances.

        :raises CopyError: if the copy cannot be read.
        """
        copy = read_copy(name, data, format=self.format)
        claims = claims_of(copy, self.knowledge)
        found = vet(copy, self.knowledge, rules=self.rules, today=self.today, claims=claims)
        alerts = [alert for alert in found if self.wanted.shows(alert)]
        inline, faults = inline_suppressions(copy)
        left, accepted = apply_suppressions(copy, alerts, (*inline, *self.wanted.suppressions), self.today)
        page = VettedPage(
            copy=copy,
            alerts=left,
            accepted=accepted,
            found=tuple((index, one) for index, its in enumerate(claims) for one in its)
            if self.with_claims
            else (),
        )
        return page, (*faults, *(_ended(one, name) for one in expired(inline, self.today)))


def against_baseline(page: VettedPage, left: Counter[str]) -> VettedPage:
    """Return the page with its known alerts set aside; ``left`` loses those that were met."""
    new, known = split_known(page.alerts, fingerprints(page.copy, page.alerts), left)
    return replace(page, alerts=new, known=known)


def rule_summaries(rules: Sequence[Rule]) -> dict[str, RuleSummary]:
    """Return what outputs show of the rules, by code."""
    return {
        rule.id: RuleSummary(
            id=rule.id, title=rule.title, severity=rule.severity, basis=rule.basis, why=rule.text.why
        )
        for rule in rules
    }


def _ended(one: Suppression, name: str) -> Problem:
    return Problem(
        code="expired",
        severity=Severity.WARNING,
        message=f"the acceptance of {one.rule} by the {one.by} ended on {one.until} and counts as absent",
        path=name,
        line=one.line,
    )
