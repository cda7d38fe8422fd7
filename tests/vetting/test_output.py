"""Text, JSON, GitHub commands and CSV say the same, and none of them can be led astray by the copy."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date

import pytest

from kb.vetting.output.csv_output import COLUMNS, format_csv
from kb.vetting.output.formats import FORMATS
from kb.vetting.output.github import format_github
from kb.vetting.output.json_output import format_json
from kb.vetting.output.report import Accepted, Report, VettedPage, at_least, counts, printable, summary
from kb.vetting.output.text import format_text
from kb.vetting.records import FoundClaim
from kb.vocabulary import Severity
from tests.vetting.samples import TODAY, alert_on, copy_of, page_alert, report_on

CONTRACT = [
    "rule", "severity", "path", "line", "column", "end_line", "end_column", "match", "message", "suggestion",
    "claim", "evidence",
]  # fmt: skip


def test_json_keeps_the_contract_and_its_places_hold_in_the_source() -> None:
    copy = copy_of()
    data = json.loads(format_json(report_on(copy, alert_on(copy, "85% respond"), page_alert(copy))))
    first, second = data["alerts"]
    assert list(first)[: len(CONTRACT)] == CONTRACT
    lines = copy.source.split("\n")
    assert lines[first["line"] - 1][first["column"] - 1 : first["end_column"] - 1] == "85% respond"
    assert first["severity"] == "error" and first["evidence"] == ["Alnefeesi2022"]
    assert (second["match"], second["claim"], second["suggestion"]) == ("", None, None)
    assert data["summary"] == {"error": 2, "warning": 0, "note": 0, "accepted": 0, "known": 0}
    assert data["pages"] == [{"path": "pages/draft.md", "words": 15, "sentences": 4, "alerts": 2}]


def test_json_lists_the_claims_found_with_their_places() -> None:
    copy = copy_of()
    index = next(i for i, s in enumerate(copy.sentences) if "85%" in s.text)
    found = FoundClaim(
        claim="response-70-percent", score=0.7, start=6, end=9, agrees=False, differs=("says 85%",)
    )
    (claim,) = json.loads(format_json(report_on(copy, found=((index, found),))))["claims"]
    assert (claim["claim"], claim["match"], claim["differs"]) == ("response-70-percent", "85%", ["says 85%"])
    assert (claim["line"], claim["column"], claim["end_column"]) == (3, 9, 12)


def test_text_names_place_reason_and_way_out() -> None:
    copy = copy_of()
    text = format_text(
        report_on(copy, alert_on(copy, "85% respond"), page_alert(copy), site="https://kb.example.org")
    )
    assert text.startswith("pages/draft.md\n  3:9 ")
    assert "error    KL014  85%, found" in text
    for line in ("“85% respond”", "About 45%", "https://kb.example.org/claim/response-70-percent", "REG-01"):
        assert line in text
    assert re.search(r"^  page +error +KL010", text, re.M), "an alert about the page has no line"


def test_nothing_found_is_nothing_said() -> None:
    report = report_on(copy_of())
    assert format_text(report) == "" and format_github(report) == ""
    assert summary(report) == "no alerts in 1 page, 15 words"


@pytest.mark.parametrize("style", ["text", "github"])
def test_copy_cannot_steer_a_terminal_or_a_workflow(style: str) -> None:
    copy = copy_of("Evil claim.\n", "a,b:c\n::error::x.md")
    alert = replace(
        alert_on(copy, "Evil"),
        match="Evil\x1b[2J\n::x",
        message="one\n::set-output name=x::y\x1b[0m",
        suggestion="50%\r\n",
    )
    text = FORMATS[style](report_on(copy, alert))
    if style == "text":
        assert "\x1b" not in text and "\n::" not in text
    else:
        assert text.count("\n") == 1 and text.startswith("::error file=a%2Cb%3Ac%0A%3A%3Aerror%3A%3Ax.md,")


def test_github_gives_columns_only_within_a_line() -> None:
    copy = copy_of()
    alert = alert_on(copy, "85% respond")
    assert ",col=9,endColumn=20::" in format_github(report_on(copy, alert))
    assert "col=" not in format_github(report_on(copy, replace(alert, end_line=4)))
    note = replace(alert, severity=Severity.NOTE, suggestion="")
    assert format_github(report_on(copy, note)).startswith(
        "::notice file=pages/draft.md,line=3,endLine=3,title=KL014"
    )


def test_csv_reads_back_and_holds_no_formula() -> None:
    copy = copy_of('=1+1 is “quoted”, with "marks".\n')
    alert = replace(alert_on(copy, "=1+1"), message='a "b", c\nd')
    rows = list(csv.DictReader(io.StringIO(format_csv(report_on(copy, alert)), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["match"] == "'=1+1" and rows[0]["message"] == 'a "b", c\nd' and rows[0]["line"] == "1"


def test_files_not_read_are_told_in_every_format_that_has_a_place_for_them() -> None:
    report = Report(pages=(), today=TODAY, unread=(("x.pdf", "this is a PDF"),))
    assert "x.pdf" in format_text(report) and "this is a PDF" in format_github(report)
    assert json.loads(format_json(report))["unread"] == [{"path": "x.pdf", "message": "this is a PDF"}]
    assert "1 not read" in summary(report)


def test_accepted_and_known_alerts_stand_apart() -> None:
    copy = copy_of()
    alert = alert_on(copy, "85% respond")
    accepted = Accepted(
        alert=alert, reason="shown below", by="clinician", until=date(2027, 1, 1), inline=True
    )
    page = VettedPage(copy=copy, alerts=(), known=(page_alert(copy),), accepted=(accepted,))
    report = Report(pages=(page,), today=TODAY)
    data = json.loads(format_json(report))
    assert data["alerts"] == [] and len(data["known"]) == 1
    assert (
        data["accepted"][0] | {"reason": "shown below", "by": "clinician", "until": "2027-01-01"}
        == data["accepted"][0]
    )
    assert summary(report) == "no alerts in 1 page, 15 words; 1 known from the baseline; 1 accepted"


def test_severities_are_ordered_and_counted() -> None:
    copy = copy_of()
    alert = alert_on(copy, "85%")
    assert counts([alert, replace(alert, severity=Severity.NOTE), alert]) == "2 errors, 1 note"
    assert at_least(Severity.ERROR, Severity.WARNING) and not at_least(Severity.NOTE, Severity.WARNING)
    assert printable("a\u202eb\u200b") == "a\\u202eb\\u200b"
