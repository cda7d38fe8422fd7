"""For GitHub Actions: workflow commands that GitHub shows beside the lines of a pull request."""

from __future__ import annotations

from kb.vetting.output.report import Report, advice
from kb.vetting.records import Alert
from kb.vocabulary import Severity

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def format_github(report: Report) -> str:
    """Return a command per alert; a file that could not be read is an error."""
    lines = [_command(report, alert) for alert in report.alerts()]
    lines += [f"::error file={_property(name)},title=not read::{_data(why)}\n" for name, why in report.unread]
    return "".join(lines)


def _command(report: Report, alert: Alert) -> str:
    properties = {
        "file": alert.path,
        "line": str(alert.line),
        "endLine": str(alert.end_line),
        "title": f"{alert.rule} {report.title(alert.rule)}",
    }
    # GitHub takes columns only for a span within one line.
    if alert.match and alert.line == alert.end_line:
        properties |= {"col": str(alert.column), "endColumn": str(alert.end_column)}
    joined = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{_LEVEL[alert.severity]} {joined}::{_data(advice(alert))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
