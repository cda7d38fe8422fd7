"""What a run found, as every output format takes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import quote

from kb.late_pattern import late
from kb.vetting.knowledge import KnownClaim
from kb.vetting.records import Alert, Copy, FoundClaim
from kb.vocabulary import Severity

_WORD = late(r"[^\W_]+(?:['’][^\W_]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSummary:
    """What of a rule an output shows."""

    id: str
    title: str
    severity: Severity
    #: The grounds, with their dates.
    basis: tuple[str, ...]
    #: Why the rule exists.
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """An alert that a person accepted, until a day."""

    alert: Alert
    reason: str
    by: str
    """Role of the person."""
    until: date
    inline: bool
    """Whether the copy itself says so, or a file beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VettedPage:
    """One copy with what was found in it."""

    copy: Copy
    alerts: tuple[Alert, ...]
    #: Alerts that the baseline knows.
    known: tuple[Alert, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    #: Which claims which sentence makes, by the sentence's index.
    found: tuple[tuple[int, FoundClaim], ...] = ()

    def words(self) -> int:
        """Return the number of words read."""
        return sum(1 for block in self.copy.blocks for _ in _WORD.finditer(block.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A whole run."""

    pages: tuple[VettedPage, ...]
    today: date
    rules: Mapping[str, RuleSummary] = field(default_factory=dict)
    claims: Mapping[str, KnownClaim] = field(default_factory=dict)
    #: Files that could not be read, with the reason.
    unread: tuple[tuple[str, str], ...] = ()
    #: Address of the published site, without a slash at the end, or the beginning of a path on it.
    site: str | None = None
    #: Whether a baseline was compared with.
    compared: bool = False

    def alerts(self) -> Iterator[Alert]:
        """Yield the alerts that are neither accepted nor known."""
        for page in self.pages:
            yield from page.alerts

    def title(self, rule: str) -> str:
        """Return what the rule flags; its code where the rule is not at hand."""
        return self.rules[rule].title if rule in self.rules else rule

    def claim_url(self, claim: str | None) -> str:
        """Return the address of a claim's page; empty without a claim or a site."""
        return f"{self.site}/claim/{quote(claim, safe='')}" if claim and self.site is not None else ""

    def rule_url(self, rule: str) -> str:
        """Return the address of a rule's explanation; empty without a site."""
        return f"{self.site}/-/vet/rules#{rule}" if self.site is not None else ""


Formatter = Callable[[Report], str]

_ORDER = {severity: rank for rank, severity in enumerate(Severity)}


def at_least(severity: Severity, least: Severity) -> bool:
    """Say whether ``severity`` is as grave as ``least`` or graver."""
    return _ORDER[severity] <= _ORDER[least]


def counts(alerts: Sequence[Alert]) -> str:
    """
    Return the number of alerts by severity as one phrase.

    >>> counts([])
    'no alerts'
    """
    numbers = Counter(alert.severity for alert in alerts)
    parts = [f"{n} {s.code}{'s' if n != 1 else ''}" for s in Severity if (n := numbers[s])]
    return ", ".join(parts) if parts else "no alerts"


def summary(report: Report) -> str:
    """Return the run in one line."""
    pages = len(report.pages)
    words = sum(page.words() for page in report.pages)
    text = f"{counts(list(report.alerts()))} in {pages} page{'s' * (pages != 1)}, {words:,} words"
    known = sum(len(page.known) for page in report.pages)
    accepted = sum(len(page.accepted) for page in report.pages)
    if known:
        text += f"; {known} known from the baseline"
    if accepted:
        text += f"; {accepted} accepted"
    if report.unread:
        text += f"; {len(report.unread)} not read"
    return text


def advice(alert: Alert) -> str:
    """Return the message and the way out as one text."""
    if not alert.suggestion:
        return alert.message
    stop = "" if alert.message.endswith((".", "!", "?")) else "."
    return f"{alert.message}{stop} Instead: {alert.suggestion}"


def printable(text: str) -> str:
    """
    Return ``text`` on one line, with characters that would steer a terminal shown as escapes.

    >>> printable("a\\tb\\x1b[2J")
    'a b\\\\x1b[2J'
    """
    line = " ".join(text.split())
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in line)
