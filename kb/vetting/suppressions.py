"""
Alerts that a person accepts: which rule, why, in what role, until when.

In Markdown and HTML a comment does it, on the line of the sentence or alone on a line
above it; ``accept-page`` speaks of the whole page::

    <!-- kb-vet: accept KL014 until 2027-03-31 by medical-director: the trial is described below -->

For any format a file does it, ``kb-suppressions.toml``. What has expired counts as absent.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from kb.errors import KBError
from kb.late_pattern import late
from kb.models import Problem
from kb.vetting.baseline import fingerprints, normalised
from kb.vetting.output.report import Accepted
from kb.vetting.placing import Placer
from kb.vetting.records import Alert, Copy
from kb.vocabulary import Severity

_COMMENT = late(r"<!--[ \t\r\n]{0,9}kb-vet:")
#: Characters of a comment that are looked at.
_LONGEST = 2000
_ORDER = late(
    r"(?P<verb>accept|accept-page)\s+(?P<rules>KL\d{3}(?:\s*,\s*KL\d{3})*)"
    r"\s+until\s+(?P<until>\d{4}-\d\d-\d\d)\s+by\s+(?P<by>[a-z]+(?:-[a-z]+)*)\s*:\s*(?P<reason>\S.*)",
    re.S,
)
_ROLE = late(r"[a-z]+(?:-[a-z]+)*")
_CODE = late(r"KL\d{3}")
_FORM = "kb-vet: accept KL014 until 2027-03-31 by medical-director: reason"
_KEYS = {"rule", "page", "sentence", "fingerprint", "reason", "by", "until"}


class SuppressionError(KBError):
    """The file of suppressions cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """One acceptance; of a line, of a sentence, or of a page."""

    rule: str
    reason: str
    by: str
    """Role of the person, e.g. ``medical-director``; never a name."""
    until: date
    """Last day on which it counts."""
    inline: bool
    line: int = 0
    """Line of the copy that it speaks of, from 1; 0 for any."""
    page: str = ""
    """Pattern of page names, e.g. ``pages/*.md``; empty for any."""
    sentence: str = ""
    """Words that the sentence starts with, normalised; empty for any."""
    fingerprint: str = ""

    def holds_on(self, today: date) -> bool:
        """Say whether it counts on that day."""
        return today <= self.until


def inline_suppressions(copy: Copy) -> tuple[tuple[Suppression, ...], tuple[Problem, ...]]:
    """Return what the copy's own comments accept, and the comments that cannot be read."""
    found: list[Suppression] = []
    faults: list[Problem] = []
    for match in _COMMENT.finditer(copy.source):
        end = copy.source.find("-->", match.end(), match.end() + _LONGEST)
        line = copy.place(match.start())[0]
        order = _ORDER.fullmatch(copy.source[match.end() : end].strip()) if end >= 0 else None
        until = _day(order["until"]) if order else None
        if order is None or until is None:
            faults.append(
                Problem(
                    code="comment",
                    severity=Severity.WARNING,
                    message="this kb-vet comment cannot be read and counts as absent",
                    path=copy.name,
                    line=line,
                    remedy=f"write it as <!-- {_FORM} -->",
                )
            )
            continue
        speaks_of = 0 if order["verb"] == "accept-page" else _line_of(copy, match.start(), end + 3)
        for rule in _CODE.findall(order["rules"]):
            found.append(
                Suppression(
                    rule=rule, reason=" ".join(order["reason"].split()), by=order["by"], until=until,
                    inline=True, line=speaks_of,
                )
            )  # fmt: skip
    return tuple(found), tuple(faults)


def read_suppressions(path: Path) -> tuple[Suppression, ...]:
    """
    Return the suppressions of a file, expired ones included.

    :raises SuppressionError: naming the entry and what is wrong with it.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SuppressionError(f"{path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SuppressionError(f"{path}: {error}") from error
    rows = data.pop("accept", [])
    if data or not isinstance(rows, list):
        raise SuppressionError(f"{path}: only [[accept]] entries are known here")
    return tuple(_entry(path, number, row) for number, row in enumerate(rows, 1))


def apply_suppressions(
    copy: Copy, alerts: Sequence[Alert], suppressions: Sequence[Suppression], today: date
) -> tuple[tuple[Alert, ...], tuple[Accepted, ...]]:
    """Return the alerts that remain and those that are accepted."""
    valid = [one for one in suppressions if one.holds_on(today)]
    if not valid:
        return tuple(alerts), ()
    placer = Placer(copy)
    prints = fingerprints(copy, alerts)
    left: list[Alert] = []
    accepted: list[Accepted] = []
    for alert, print_ in zip(alerts, prints, strict=True):
        place = placer.place(alert)
        sentence = copy.sentences[place.sentence].text if place else ""
        one = next((s for s in valid if _covers(s, copy, alert, sentence, print_)), None)
        if one is None:
            left.append(alert)
        else:
            accepted.append(
                Accepted(alert=alert, reason=one.reason, by=one.by, until=one.until, inline=one.inline)
            )
    return tuple(left), tuple(accepted)


def expired(suppressions: Sequence[Suppression], today: date) -> tuple[Suppression, ...]:
    """Return those that no longer count."""
    return tuple(one for one in suppressions if not one.holds_on(today))


def _covers(one: Suppression, copy: Copy, alert: Alert, sentence: str, print_: str) -> bool:
    if one.rule != alert.rule:
        return False
    if one.line and not alert.line <= one.line <= alert.end_line:
        return False
    if one.page and not fnmatchcase(copy.name.replace("\\", "/"), one.page):
        return False
    if one.sentence and not normalised(sentence).startswith(one.sentence):
        return False
    return not one.fingerprint or one.fingerprint == print_


def _line_of(copy: Copy, start: int, end: int) -> int:
    """Return the line a comment speaks of: its own, or the next with text if it stands alone."""
    source = copy.source
    before = source[source.rfind("\n", 0, start) + 1 : start]
    stop = source.find("\n", end)
    after = source[end : stop if stop >= 0 else len(source)]
    if before.strip() or after.strip() or stop < 0:
        return copy.place(end)[0]
    rest = source[stop + 1 :]
    return copy.place(stop + 1 + len(rest) - len(rest.lstrip()))[0]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _entry(path: Path, number: int, row: Any) -> Suppression:
    def fault(message: str) -> SuppressionError:
        return SuppressionError(f"{path}: entry {number}: {message}")

    if not isinstance(row, dict):
        raise fault("must be a table")
    unknown = set(row) - _KEYS
    if unknown:
        raise fault(f"unknown key {sorted(unknown)[0]!r}; known are {', '.join(sorted(_KEYS))}")
    until = row.get("until")
    texts = {key: row.get(key, "") for key in _KEYS - {"until"}}
    if not all(isinstance(text, str) for text in texts.values()):
        raise fault("everything but until must be a text")
    if type(until) is not date:
        raise fault("until must be a day, e.g. 2027-03-31 (without quotation marks)")
    if not _CODE.fullmatch(texts["rule"]):
        raise fault("rule must be a code, e.g. KL014")
    if not texts["reason"].strip():
        raise fault("reason is missing")
    if not _ROLE.fullmatch(texts["by"]):
        raise fault("by must be a role in lower case, e.g. medical-director")
    if not (texts["page"] or texts["sentence"] or texts["fingerprint"]):
        raise fault("say of what: page, sentence or fingerprint")
    return Suppression(
        rule=texts["rule"], reason=texts["reason"], by=texts["by"], until=until, inline=False,
        page=texts["page"], sentence=normalised(texts["sentence"]), fingerprint=texts["fingerprint"],
    )  # fmt: skip
