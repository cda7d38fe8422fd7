"""Codes of the vocabularies as readers see them: a short label, and the definition beside it."""

from __future__ import annotations

import re
from functools import lru_cache

from kb.vocabulary import VOCABULARIES, Design

_INTERVAL = re.compile(r"\s*\(\d+% CI [^)]*\)\s*$|,\s*\d+% CI .*$")

#: Short names of the designs; the definitions in the vocabulary are whole sentences.
DESIGN_LABELS: dict[Design, str] = {
    Design.SYSTEMATIC_REVIEW: "Systematic review",
    Design.UNCONTROLLED_REVIEW: "Review of uncontrolled studies",
    Design.RCT: "Randomised trial",
    Design.CROSSOVER_RCT: "Randomised crossover trial",
    Design.NON_RANDOMISED: "Controlled, not randomised",
    Design.COHORT: "Cohort",
    Design.CROSS_SECTIONAL: "Survey",
    Design.ECONOMIC_MODEL: "Economic model",
    Design.OPEN_LABEL: "Open label, no control arm",
    Design.CASE_SERIES: "Case series",
    Design.CASE_REPORT: "Single case",
    Design.PRECLINICAL: "Animals or cells",
    Design.MECHANISTIC: "Imaging or laboratory marker",
    Design.NARRATIVE_REVIEW: "Narrative review",
    Design.GUIDELINE: "Guideline or consensus",
    Design.UNCLASSIFIED: "Design not classified",
    Design.REGULATOR: "Regulator's document",
}
_ACRONYMS = {
    "rct": "RCT", "iv": "IV", "im": "IM", "mdd": "major depression", "trd": "treatment-resistant depression",
    "ptsd": "PTSD", "ocd": "OCD", "crps": "CRPS", "pmid-unknown": "PMID unknown",
}  # fmt: skip


def code_label(code: str | None) -> str:
    """
    Return a code as plain words; a code of no vocabulary comes back readable all the same.

    >>> code_label("not-assessable"), code_label("weeks-2-4")
    ('not assessable', 'weeks 2 to 4')
    """
    if not code:
        return ""
    return _ACRONYMS.get(code) or re.sub(r"(\d)-(\d)", r"\1 to \2", code).replace("-", " ")


def capital(text: str) -> str:
    """Return ``text`` with its first letter large and the rest untouched."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Return ``text`` with a large first letter and one full stop at its end."""
    stripped = capital(text.strip())
    return stripped if stripped.endswith((".", "!", "?", ".)")) else stripped + "."


@lru_cache(maxsize=1024)
def design_label(code: str | None) -> str:
    """Return the short name of a study design."""
    labels = {design.code: label for design, label in DESIGN_LABELS.items()}
    return labels.get(code or "") or capital(code_label(code))


@lru_cache(maxsize=1024)
def definition(vocabulary: str, code: str | None) -> str:
    """Return what a code means, in the vocabulary's own sentence; empty for an unknown code."""
    terms = VOCABULARIES.get(vocabulary)
    return next((term.definition for term in terms or () if term.code == code), "")


def figure_alone(figure: str) -> str:
    """
    Return a figure without its interval, which has a place of its own.

    >>> figure_alone("63.0% (46 of 73) against 31.6% on saline (95% CI 51.5 to 73.2, computed)")
    '63.0% (46 of 73) against 31.6% on saline'
    """
    return _INTERVAL.sub("", figure)


def plural(count: int, one: str, many: str | None = None) -> str:
    """
    Return a count with its noun.

    >>> plural(1, "claim"), plural(2, "study", "studies")
    ('1 claim', '2 studies')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def times(count: int) -> str:
    """
    Return how often.

    >>> times(1), times(2), times(3)
    ('once', 'twice', '3 times')
    """
    return {1: "once", 2: "twice"}.get(count) or f"{count:,} times"


def number(value: object) -> str:
    """
    Return a number as people print it: no needless decimals, minus as a minus sign.

    >>> number(50.0), number(-4.96), number("x")
    ('50', '−4.96', 'x')
    """
    text = f"{value:,.10g}" if isinstance(value, (int, float)) else str(value)
    return text.replace("-", "\N{MINUS SIGN}") if isinstance(value, (int, float)) else text
