"""A small copy with alerts, for the tests of what is done with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kb.vetting.output.report import Report, RuleSummary, VettedPage
from kb.vetting.placing import source_span
from kb.vetting.reading import read_copy
from kb.vetting.records import Alert, Copy, FoundClaim
from kb.vocabulary import Severity

TODAY = date(2026, 3, 1)
DRAFT = """\
# Ketamine & you

About **85% respond**, says “everyone”. It costs little.

Nothing <b>here</b> &amp; there is guaranteed.
"""


def copy_of(text: str = DRAFT, name: str = "pages/draft.md") -> Copy:
    return read_copy(name, text.encode())


def alert_on(copy: Copy, words: str, rule: str = "KL014", severity: Severity = Severity.ERROR) -> Alert:
    """An alert on the first sentence that holds these words."""
    sentence = next(s for s in copy.sentences if words in s.text)
    at = sentence.text.index(words)
    start, end = source_span(copy, sentence, at, at + len(words))
    (line, column), (end_line, end_column) = copy.place(start), copy.place(end)
    return Alert(
        rule=rule, severity=severity, path=copy.name, line=line, column=column, end_line=end_line,
        end_column=end_column, match=words, message="85%, found: 45% & less, <pooled>", suggestion="About 45%",
        claim="response-70-percent", evidence=("Alnefeesi2022",), basis=("REG-01 (guidance, 2022)",),
    )  # fmt: skip


def page_alert(copy: Copy) -> Alert:
    return replace(
        alert_on(copy, copy.sentences[0].text), rule="KL010", line=1, column=1, end_line=1, end_column=1,
        match="", message="Off-label use is disclosed nowhere", suggestion="", claim=None, evidence=(),
    )  # fmt: skip


def report_on(
    copy: Copy, *alerts: Alert, found: tuple[tuple[int, FoundClaim], ...] = (), **more: object
) -> Report:
    page = VettedPage(copy=copy, alerts=alerts, found=found)
    rules = {
        a.rule: RuleSummary(
            id=a.rule, title="Rate above the evidence", severity=a.severity, basis=a.basis, why="Because."
        )
        for a in alerts
    }
    return replace(Report(pages=(page,), today=TODAY, rules=rules), **more)  # type: ignore[arg-type]
