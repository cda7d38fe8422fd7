"""The three formats, and the exit code that only errors and warnings raise."""

from __future__ import annotations

import json

import pytest

from kb.models import Problem
from kb.reporting import FORMATS, exit_code, format_github, format_json, format_text, summary
from kb.vocabulary import Severity


def problem(severity: Severity = Severity.ERROR, message: str = "it is wrong", line: int = 3) -> Problem:
    return Problem(
        code="PUB001", severity=severity, message=message, path="references.bib", line=line, remedy="mend it"
    )


def test_text_is_one_line_per_problem() -> None:
    text = format_text([problem(), problem(line=0, message="two\nlines \x1b[31m")])
    assert text.splitlines() == [
        "references.bib:3: error PUB001 it is wrong (mend it)",
        "references.bib: error PUB001 two\\nlines \\x1b[31m (mend it)",
    ]


def test_json_is_a_list_even_when_empty() -> None:
    assert json.loads(format_json([])) == []
    assert json.loads(format_json([problem()])) == [
        {
            "path": "references.bib",
            "line": 3,
            "severity": "error",
            "code": "PUB001",
            "message": "it is wrong",
            "remedy": "mend it",
        }
    ]


def test_github_escapes_what_would_end_a_command() -> None:
    text = format_github([problem(Severity.NOTE, "70%\n::error::x")])
    assert text == "::notice file=references.bib,line=3,title=PUB001::70%25%0A::error::x (mend it)\n"


@pytest.mark.parametrize(
    ("severities", "code", "words"),
    [
        ([], 0, "no problems"),
        ([Severity.NOTE], 0, "1 note"),
        ([Severity.NOTE, Severity.WARNING], 1, "1 warning, 1 note"),
        ([Severity.ERROR, Severity.ERROR], 1, "2 errors"),
    ],
)
def test_notes_never_fail(severities: list[Severity], code: int, words: str) -> None:
    problems = [problem(severity) for severity in severities]
    assert exit_code(problems) == code
    assert summary(problems) == words


def test_formats_by_name() -> None:
    assert set(FORMATS) == {"text", "json", "github"}
