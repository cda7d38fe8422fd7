"""The fingerprint of a wording: tells whether a page still says it, without keeping what it says."""

from __future__ import annotations

import hashlib
import re

_NEITHER_LETTER_NOR_DIGIT = re.compile(r"(?:[^\w%]|_)+")


def fingerprint(text: str) -> str:
    """
    Return 16 hexadecimal digits of the SHA-256 of a wording.

    Lower case, and runs of anything but letters, digits and % made one space, so that
    a page may change its quotation marks and spacing without being another wording.

    >>> fingerprint("About 70%  respond.") == fingerprint("about 70% respond")
    True
    """
    plain = _NEITHER_LETTER_NOR_DIGIT.sub(" ", text.lower()).strip()
    return hashlib.sha256(plain.encode()).hexdigest()[:16]
