"""For spreadsheets: a row per alert."""

from __future__ import annotations

import csv
import io

from kb.vetting.output.report import Report

COLUMNS = (
    "path", "line", "column", "end_line", "end_column", "severity", "rule", "title", "match", "message",
    "suggestion", "claim", "evidence", "basis", "voice",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def format_csv(report: Report) -> str:
    """Return a heading and a row per alert, as RFC 4180 has it; lists are joined by semicolons."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for a in report.alerts():
        cells: tuple[str | int, ...] = (
            a.path, a.line, a.column, a.end_line, a.end_column, a.severity.code, a.rule, report.title(a.rule),
            a.match, a.message, a.suggestion, a.claim or "", "; ".join(a.evidence), "; ".join(a.basis), a.voice.code,
        )  # fmt: skip
        writer.writerow([_harmless(cell) if isinstance(cell, str) else cell for cell in cells])
    return out.getvalue()


def _harmless(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
