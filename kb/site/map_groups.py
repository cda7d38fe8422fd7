"""How the evidence map is cut into bands of rows and of columns, for ``?rows=`` and ``?columns=``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from kb.vocabulary import Design, Verdict

ROWS: Final = {"topic": "topic", "verdict": "verdict", "evidence": "amount of evidence"}
COLUMNS: Final = {"design": "design", "year": "year", "use": "use"}

#: Designs that readers take together, strongest first.
DESIGN_BANDS: Final = {
    "Reviews of trials": (Design.SYSTEMATIC_REVIEW,),
    "Randomised trials": (Design.RCT, Design.CROSSOVER_RCT),
    "Cohorts and surveys": (
        Design.UNCONTROLLED_REVIEW,
        Design.NON_RANDOMISED,
        Design.COHORT,
        Design.CROSS_SECTIONAL,
        Design.ECONOMIC_MODEL,
    ),
    "Open label, cases": (Design.OPEN_LABEL, Design.CASE_SERIES, Design.CASE_REPORT),
    "Animals, markers": (Design.PRECLINICAL, Design.MECHANISTIC),
    "Guidelines, opinion": (Design.GUIDELINE, Design.NARRATIVE_REVIEW, Design.UNCLASSIFIED),
    "Regulators": (Design.REGULATOR,),
}
_BAND_OF = {design.code: band for band, designs in DESIGN_BANDS.items() for design in designs}
_YEARS = ((1999, "to 1999"), (2009, "2000 to 2009"), (2014, "2010 to 2014"), (2019, "2015 to 2019"))
_USES = ((1, "1 claim"), (4, "2 to 4 claims"), (9, "5 to 9 claims"), (19, "10 to 19 claims"))
_AMOUNTS = ((0, "nothing"), (2, "1 or 2 sources"), (5, "3 to 5 sources"), (9, "6 to 9 sources"))


def design_band(code: str) -> str:
    """Return the band of a design; what no vocabulary knows is ``Other``."""
    return _BAND_OF.get(code, "Other")


def year_band(year: int | None) -> str:
    """
    Return the period of a year.

    >>> year_band(2013), year_band(2025), year_band(None)
    ('2010 to 2014', '2020 on', 'no year')
    """
    return "no year" if year is None else _step(year, _YEARS, "2020 on")


def use_band(claims: int) -> str:
    """Return how much a publication is used, by the number of claims it bears on."""
    return _step(claims, _USES, "20 claims or more")


def amount_band(sources: int) -> str:
    """Return how much evidence a claim has, by the number of its sources."""
    return _step(sources, _AMOUNTS, "10 sources or more")


def verdict_order(code: str) -> int:
    """Return the place of a verdict in the vocabulary; an unknown one comes last."""
    codes = [verdict.code for verdict in Verdict]
    return codes.index(code) if code in codes else len(codes)


def order_of_bands(kind: str, names: Iterable[str]) -> list[str]:
    """Return the names of bands in reading order: strongest design, earliest year or most of it first."""
    known = {
        "design": [*DESIGN_BANDS],
        "year": [name for _, name in _YEARS] + ["2020 on", "no year"],
        "use": ["20 claims or more", *(name for _, name in reversed(_USES))],
        "evidence": ["10 sources or more", *(name for _, name in reversed(_AMOUNTS))],
    }.get(kind, [])
    present = dict.fromkeys(names)
    return [name for name in known if name in present] + [name for name in present if name not in known]


def _step(value: int, steps: Sequence[tuple[int, str]], beyond: str) -> str:
    return next((name for top, name in steps if value <= top), beyond)
