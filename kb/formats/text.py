"""Text that can stand on one line of any file."""

from __future__ import annotations

import unicodedata

_BREAKING = frozenset({"Cc", "Cs", "Zl", "Zp"})


def one_line(text: str | None) -> str:
    """
    Return ``text`` with line breaks, control characters and runs of white space made one space.

    >>> one_line("a\\r\\n  b\\x00c\\u2028d")
    'a b c d'
    """
    if text and text.isprintable():
        return " ".join(text.split())
    kept = (" " if unicodedata.category(c) in _BREAKING else c for c in text or "")
    return " ".join("".join(kept).split())
