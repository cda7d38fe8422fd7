"""Problems as people, programs and GitHub read them; the library never prints."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence

from kb.models import Problem
from kb.vocabulary import Severity

_GITHUB_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def exit_code(problems: Sequence[Problem]) -> int:
    """Return 1 if an error or a warning remains, else 0: a note never fails a run."""
    return int(any(problem.severity is not Severity.NOTE for problem in problems))


def summary(problems: Sequence[Problem]) -> str:
    """
    Return the counts by severity as one phrase.

    >>> summary([])
    'no problems'
    """
    counts = Counter(problem.severity for problem in problems)
    parts = [f"{n} {s.code}{'s' if n != 1 else ''}" for s in Severity if (n := counts[s])]
    return ", ".join(parts) if parts else "no problems"


def format_text(problems: Sequence[Problem]) -> str:
    """Return one line per problem: place, severity, code, message, remedy."""
    lines = []
    for problem in problems:
        place = f"{problem.path}:{problem.line}" if problem.line else problem.path
        remedy = f" ({problem.remedy})" if problem.remedy else ""
        lines.append(
            f"{place}: {problem.severity.code} {problem.code} {_one_line(problem.message + remedy)}\n"
        )
    return "".join(lines)


def format_json(problems: Sequence[Problem]) -> str:
    """Return a JSON list with an object per problem, keys in the order of the text form."""
    rows = [
        {
            "path": problem.path,
            "line": problem.line or None,
            "severity": problem.severity.code,
            "code": problem.code,
            "message": problem.message,
            "remedy": problem.remedy or None,
        }
        for problem in problems
    ]
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"


def format_github(problems: Sequence[Problem]) -> str:
    """
    Return workflow commands that GitHub shows beside the lines of a pull request.

    Per cent signs, line ends, and in properties colons and commas are escaped, as
    GitHub's toolkit does it.
    """
    lines = []
    for problem in problems:
        properties = f"file={_property(problem.path)}"
        if problem.line:
            properties += f",line={problem.line}"
        properties += f",title={_property(problem.code)}"
        remedy = f" ({problem.remedy})" if problem.remedy else ""
        level = _GITHUB_LEVEL[problem.severity]
        lines.append(f"::{level} {properties}::{_data(problem.message + remedy)}\n")
    return "".join(lines)


#: The formats of `kb check --format`, by name.
FORMATS: dict[str, Callable[[Sequence[Problem]], str]] = {
    "text": format_text,
    "json": format_json,
    "github": format_github,
}


def _one_line(text: str) -> str:
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
