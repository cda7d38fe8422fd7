"""For code scanning: SARIF 2.1.0, the OASIS standard for results of static analysis."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from kb import __version__
from kb.vetting.baseline import fingerprints
from kb.vetting.output.report import Accepted, Report, VettedPage, advice
from kb.vetting.records import Alert
from kb.vocabulary import Severity

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "ruleAndSentence/v1"
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def format_sarif(report: Report) -> str:
    """Return the run as a SARIF log; accepted alerts are in it as suppressed results."""
    return json.dumps(sarif_data(report), indent=2, ensure_ascii=False) + "\n"


def sarif_data(report: Report) -> dict[str, Any]:
    """Return the run as plain data, in the shape of SARIF 2.1.0."""
    rules = _rules(report)
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    results: list[dict[str, Any]] = []
    for page in report.pages:
        state = {"baselineState": "new"} if report.compared else {}
        results += _results(report, page, page.alerts, index, state)
        results += _results(report, page, page.known, index, {"baselineState": "unchanged"})
        for one in page.accepted:
            results += _results(report, page, (one.alert,), index, {"suppressions": [_suppression(one)]})
    driver: dict[str, Any] = {
        "name": "kb vet",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": rules,
    }
    if _is_absolute(report):
        driver["informationUri"] = f"{report.site}/-/vet"
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report)],
        "results": results,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def artifact_uri(path: str) -> str:
    """
    Return a path as SARIF wants it: a URI reference, absolute only where the path is.

    >>> artifact_uri("pages/our team.md")
    'pages/our%20team.md'
    """
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix())


def _is_absolute(report: Report) -> bool:
    """Whether links can be given: SARIF wants whole addresses."""
    return bool(report.site) and str(report.site).startswith(("https://", "http://"))


def _rules(report: Report) -> list[dict[str, Any]]:
    codes = {a.rule for page in report.pages for a in (*page.alerts, *page.known)}
    codes |= {one.alert.rule for page in report.pages for one in page.accepted} | set(report.rules)
    return [_rule(report, code) for code in sorted(codes)]


def _rule(report: Report, code: str) -> dict[str, Any]:
    rule = report.rules.get(code)
    if rule is None:
        return {"id": code}
    ground = "; ".join(rule.basis)
    help_text = " ".join(filter(None, (f"{rule.title}.", rule.why, f"Ground: {ground}." if ground else "")))
    data: dict[str, Any] = {
        "id": code,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": help_text},
        "help": {"text": help_text, "markdown": f"**{code}** {help_text}"},
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        "properties": {"basis": list(rule.basis)},
    }
    if _is_absolute(report):
        data["helpUri"] = report.rule_url(code)
    return data


def _results(
    report: Report, page: VettedPage, alerts: tuple[Alert, ...], index: dict[str, int], more: dict[str, Any]
) -> list[dict[str, Any]]:
    prints = fingerprints(page.copy, alerts)
    return [
        {**_result(report, alert, index[alert.rule], print_), **more}
        for alert, print_ in zip(alerts, prints, strict=True)
    ]


def _result(report: Report, alert: Alert, rule_index: int, print_: str) -> dict[str, Any]:
    properties: dict[str, Any] = {"evidence": list(alert.evidence), "basis": list(alert.basis)}
    if alert.claim:
        properties |= {"claim": alert.claim}
        if _is_absolute(report):
            properties |= {"claimUrl": report.claim_url(alert.claim)}
    return {
        "ruleId": alert.rule,
        "ruleIndex": rule_index,
        "level": _LEVEL[alert.severity],
        "message": {"text": advice(alert)},
        "locations": [{"physicalLocation": _location(alert)}],
        "partialFingerprints": {FINGERPRINT: print_},
        "properties": properties,
    }


def _location(alert: Alert) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": alert.line, "startColumn": alert.column}
    region |= {"endLine": alert.end_line, "endColumn": alert.end_column}
    if alert.match:
        region["snippet"] = {"text": alert.match}
    return {"artifactLocation": {"uri": artifact_uri(alert.path)}, "region": region}


def _suppression(one: Accepted) -> dict[str, Any]:
    return {
        "kind": "inSource" if one.inline else "external",
        "status": "accepted",
        "justification": f"{one.reason} ({one.by}, until {one.until.isoformat()})",
    }


def _invocation(report: Report) -> dict[str, Any]:
    notes = [
        {
            "level": "error",
            "message": {"text": why},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": artifact_uri(name)}}}],
        }
        for name, why in report.unread
    ]
    data: dict[str, Any] = {"executionSuccessful": not report.unread}
    if notes:
        data["toolExecutionNotifications"] = notes
    return data
