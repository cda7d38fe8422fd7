"""Source files as text: UTF-8, or an error that says where it is not."""

from __future__ import annotations

from pathlib import Path

from kb.errors import SourceFileError
from kb.models import Problem
from kb.vocabulary import Severity


def read_source(path: Path) -> str:
    """
    Return the text of a source file.

    :raises SourceFileError: if the file is missing, unreadable or not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise SourceFileError([_fault(path, 0, f"cannot be read: {error.strerror}")]) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise SourceFileError(
            [_fault(path, line, f"not UTF-8: byte {error.object[error.start]:#04x}")]
        ) from error


def _fault(path: Path, line: int, message: str) -> Problem:
    return Problem(code="SRC001", severity=Severity.ERROR, message=message, path=path.name, line=line)
