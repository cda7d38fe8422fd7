"""
Fingerprints of alerts, and the baseline: the alerts that a team has decided to live with for now.

A fingerprint is made of the rule and the sentence, not of the place, so that moving a
paragraph reopens nothing. A baseline counts: the same sentence published once more is new.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kb.errors import KBError
from kb.late_pattern import late
from kb.vetting.placing import Placer
from kb.vetting.records import Alert, Copy

_VERSION = 1
_KEEP = late(r"[^\w%.]+|\.(?!\d)")


class BaselineError(KBError):
    """The baseline file cannot be read."""


def normalised(sentence: str) -> str:
    """
    Return a sentence with case, punctuation, hyphens and quotation marks evened out; numbers keep their points.

    >>> normalised("About  70.5% “respond” – quickly.")
    'about 70.5% respond quickly'
    """
    text = unicodedata.normalize("NFKC", sentence).casefold()
    return " ".join(_KEEP.sub(" ", text).split())


def fingerprint(rule: str, sentence: str) -> str:
    """Return the SHA-256, in hexadecimal, of a rule and a normalised sentence."""
    return hashlib.sha256(f"{rule}\n{normalised(sentence)}".encode()).hexdigest()


def fingerprints(copy: Copy, alerts: Sequence[Alert]) -> tuple[str, ...]:
    """
    Return the fingerprint of each alert.

    An alert about the whole page has the page's name in place of a sentence.
    """
    placer = Placer(copy)
    found = []
    for alert in alerts:
        place = placer.place(alert)
        if place is not None:
            found.append(fingerprint(alert.rule, copy.sentences[place.sentence].text))
        else:
            found.append(fingerprint(alert.rule, alert.match or f"page {copy.name}"))
    return tuple(found)


def read_baseline(path: Path) -> Counter[str]:
    """
    Return how often each fingerprint is known.

    :raises BaselineError: if the file is missing or is no baseline.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BaselineError(f"{path}: {error.strerror}; --write-baseline makes one") from error
    except ValueError as error:
        raise BaselineError(f"{path} is no JSON: {error}") from error
    if not isinstance(data, dict) or data.get("version") != _VERSION:
        raise BaselineError(
            f"{path} is no baseline of version {_VERSION}; write it anew with --write-baseline"
        )
    rows = data.get("alerts")
    if not isinstance(rows, list) or not all(_is_row(row) for row in rows):
        raise BaselineError(f"{path}: each alert needs a fingerprint and a count")
    known: Counter[str] = Counter()
    for row in rows:
        known[row["fingerprint"]] += row["count"]
    return known


def write_baseline(path: Path, found: Iterable[tuple[str, str]]) -> int:
    """
    Write the baseline and return how many alerts it holds; ``found`` gives rule and fingerprint.

    The sentences themselves are not written.

    :raises BaselineError: if the file cannot be written.
    """
    numbers = Counter(found)
    rows = [
        {"rule": rule, "fingerprint": print_, "count": n} for (rule, print_), n in sorted(numbers.items())
    ]
    try:
        path.write_text(json.dumps({"version": _VERSION, "alerts": rows}, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise BaselineError(f"{path} cannot be written: {error.strerror}") from error
    return sum(numbers.values())


def split_known(
    alerts: Sequence[Alert], prints: Sequence[str], left: Counter[str]
) -> tuple[tuple[Alert, ...], tuple[Alert, ...]]:
    """Return the new alerts and the known ones; ``left`` loses those that were met."""
    new, known = [], []
    for alert, print_ in zip(alerts, prints, strict=True):
        if left[print_] > 0:
            left[print_] -= 1
            known.append(alert)
        else:
            new.append(alert)
    return tuple(new), tuple(known)


def _is_row(row: object) -> bool:
    if not isinstance(row, Mapping):
        return False
    count = row.get("count")
    return isinstance(row.get("fingerprint"), str) and isinstance(count, int) and count > 0
