"""For other programs: one JSON object."""

from __future__ import annotations

import json
from typing import Any

from kb import __version__
from kb.vetting.baseline import fingerprints
from kb.vetting.output.report import Accepted, Report, VettedPage
from kb.vetting.placing import source_span
from kb.vetting.records import Alert, FoundClaim
from kb.vocabulary import Severity

#: Version of the object's shape; keys may be added within a version.
VERSION = 1


def format_json(report: Report) -> str:
    """Return the run as JSON; ``alerts`` comes first and holds what is neither accepted nor known."""
    return json.dumps(json_data(report), indent=2, ensure_ascii=False) + "\n"


def json_data(report: Report) -> dict[str, Any]:
    """Return the run as plain data."""
    alerts: list[dict[str, Any]] = []
    known: list[dict[str, Any]] = []
    accepted: list[dict[str, Any]] = []
    for page in report.pages:
        alerts += _alerts(report, page, page.alerts)
        known += _alerts(report, page, page.known)
        taken = _alerts(report, page, tuple(one.alert for one in page.accepted))
        accepted += [{**row, **_acceptance(one)} for row, one in zip(taken, page.accepted, strict=True)]
    numbers = {severity.code: sum(a["severity"] == severity.code for a in alerts) for severity in Severity}
    return {
        "alerts": alerts,
        "accepted": accepted,
        "known": known,
        "claims": [_found(report, page, *found) for page in report.pages for found in page.found],
        "pages": [_page(page) for page in report.pages],
        "unread": [{"path": name, "message": message} for name, message in report.unread],
        "summary": {**numbers, "accepted": len(accepted), "known": len(known)},
        "today": report.today.isoformat(),
        "tool": {"name": "kb vet", "version": __version__},
        "version": VERSION,
    }


def _alerts(report: Report, page: VettedPage, alerts: tuple[Alert, ...]) -> list[dict[str, Any]]:
    prints = fingerprints(page.copy, alerts)
    return [_alert(report, alert, print_) for alert, print_ in zip(alerts, prints, strict=True)]


def _alert(report: Report, alert: Alert, print_: str) -> dict[str, Any]:
    return {
        "rule": alert.rule,
        "severity": alert.severity.code,
        "path": alert.path,
        "line": alert.line,
        "column": alert.column,
        "end_line": alert.end_line,
        "end_column": alert.end_column,
        "match": alert.match,
        "message": alert.message,
        "suggestion": alert.suggestion or None,
        "claim": alert.claim,
        "evidence": list(alert.evidence),
        "title": report.title(alert.rule),
        "basis": list(alert.basis),
        "voice": alert.voice.code,
        "claim_url": report.claim_url(alert.claim) or None,
        "fingerprint": print_,
    }


def _acceptance(one: Accepted) -> dict[str, Any]:
    return {"reason": one.reason, "by": one.by, "until": one.until.isoformat()}


def _found(report: Report, page: VettedPage, index: int, found: FoundClaim) -> dict[str, Any]:
    copy = page.copy
    start, end = source_span(copy, copy.sentences[index], found.start, found.end)
    (line, column), (end_line, end_column) = copy.place(start), copy.place(end)
    claim = report.claims.get(found.claim)
    return {
        "claim": found.claim,
        "statement": claim.statement if claim else None,
        "verdict": claim.verdict.code if claim else None,
        "certainty": claim.certainty.code if claim else None,
        "path": copy.name,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "match": copy.sentences[index].text[found.start : found.end],
        "score": round(found.score, 3),
        "agrees": found.agrees,
        "differs": list(found.differs),
        "claim_url": report.claim_url(found.claim) or None,
    }


def _page(page: VettedPage) -> dict[str, Any]:
    return {
        "path": page.copy.name,
        "words": page.words(),
        "sentences": len(page.copy.sentences),
        "alerts": len(page.alerts),
    }
