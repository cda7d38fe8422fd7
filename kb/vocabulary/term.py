"""What a term of a controlled vocabulary is."""

from __future__ import annotations

from enum import Enum
from typing import Self


class Term(Enum):
    """A code with its definition; the code is the value, the definition its documentation."""

    definition: str

    def __new__(cls, code: str, definition: str) -> Self:
        """Make the code the value of the member, and keep the definition beside it."""
        member = object.__new__(cls)
        member._value_ = code
        member.definition = definition
        return member

    @property
    def code(self) -> str:
        """The text that stands for this term in YAML, BibTeX and SQL."""
        return str(self.value)

    @property
    def words(self) -> str:
        """The code as it reads in a sentence."""
        return self.code.replace("-", " ")

    @classmethod
    def of(cls, code: str) -> Self:
        """
        Return the term with this code.

        :raises ValueError: if the vocabulary has no such code.
        """
        for term in cls:
            if term.value == code:
                return term
        raise ValueError(f"{code!r} is no code of {cls.__name__}")
