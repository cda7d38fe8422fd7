"""How large copy may be, and the error that says what is wrong with it."""

from __future__ import annotations

from kb.errors import KBError

#: Bytes of a file; a saved page with its pictures inside it stays below.
MAX_BYTES = 10_000_000
#: Characters of text that are left to read; about 150,000 words.
MAX_TEXT = 1_000_000
#: Bytes that the parts of a Word document may unpack to.
MAX_UNPACKED = 40_000_000


class CopyError(KBError):
    """The copy cannot be read: too large, no text, damaged."""


def megabytes(count: int) -> str:
    """
    Return a number of bytes in words.

    >>> megabytes(20_500_000)
    '20.5 MB'
    """
    return f"{count / 1_000_000:.1f} MB"
