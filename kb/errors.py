"""
What stops a run.

A fault in the content is a :class:`kb.models.Problem`, a value; an exception
means that the command cannot go on. The command line prints ``str(error)`` and
exits 2::

    KBError
    ├── SourceFileError        claims.yaml or references.bib cannot be read
    ├── IdentifierError        text that holds no such identifier (a ValueError too)
    ├── ProjectNotFoundError   no claims.yaml here or above
    ├── DatabaseVersionError   kb.db was built by another version
    ├── BuildError             the content does not go into the database
    ├── PublishError           the site cannot be packed, copied or sent to its host
    └── IngestError            the ingest as a whole cannot go on
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kb.models import Problem


class KBError(Exception):
    """Base of every error that a user is meant to read."""


class SourceFileError(KBError):
    """A source file cannot be read; carries every fault found in it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class IdentifierError(KBError, ValueError):
    """The text holds no identifier of the kind asked for."""

    def __init__(self, message: str, *, text: str) -> None:
        self.text = text
        super().__init__(message)


class ProjectNotFoundError(KBError):
    """No knowledge base in this folder or above it."""


class DatabaseVersionError(KBError):
    """The database was built with another schema version than this code reads."""

    def __init__(self, *, found: int, expected: int) -> None:
        self.found = found
        self.expected = expected
        super().__init__(f"kb.db was built with schema {found}, this kb needs {expected}. Run: kb build")


class BuildError(KBError):
    """The library cannot become a database; the old file is left as it was."""


class PublishError(KBError):
    """The site cannot be packed, copied or sent to its host; nothing half made is left behind."""


class ExportError(KBError):
    """An export cannot be written; nothing half made is left behind."""


class IngestError(KBError):
    """The ingest as a whole cannot go on, e.g. no email address was given."""
