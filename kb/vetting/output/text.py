"""For people at a terminal: each alert with its reason, its ground and a way out."""

from __future__ import annotations

from kb.vetting.output.report import Report, VettedPage, printable
from kb.vetting.records import Alert


def format_text(report: Report) -> str:
    """Return the alerts page by page, and the files that could not be read."""
    parts = [_page(report, page) for page in report.pages if page.alerts]
    parts += [f"{printable(name)}\n  not read: {printable(reason)}\n" for name, reason in report.unread]
    return "\n".join(parts)


def _page(report: Report, page: VettedPage) -> str:
    lines = [printable(page.copy.name)]
    for alert in page.alerts:
        lines.append(
            f"  {_where(alert):<9} {alert.severity.code:<8} {alert.rule}  {printable(alert.message)}"
        )
        lines += [f"      {label + ':':<9} {printable(text)}" for label, text in _details(report, alert)]
    return "\n".join(lines) + "\n"


def _where(alert: Alert) -> str:
    return f"{alert.line}:{alert.column}" if alert.match else "page"


def _details(report: Report, alert: Alert) -> list[tuple[str, str]]:
    rows = []
    if alert.match:
        rows.append(("copy", f"“{_shortened(alert.match)}”"))
    if alert.suggestion:
        rows.append(("instead", alert.suggestion))
    if alert.claim:
        rows.append(("claim", report.claim_url(alert.claim) or alert.claim))
    if alert.evidence:
        rows.append(("evidence", ", ".join(alert.evidence)))
    if alert.basis:
        rows.append(("ground", "; ".join(alert.basis)))
    return rows


def _shortened(text: str, limit: int = 160) -> str:
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
