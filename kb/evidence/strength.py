"""
Which designs are comparable, and which outranks which, by the kind of claim.

The order follows the OCEBM levels of evidence (2011): what counts as strong for a
benefit is not what counts for prevalence or for a rule of law. Two designs of the
same rank are comparable.
"""

from __future__ import annotations

from kb.vocabulary import Design, Kind

_TREATMENT = {
    Design.SYSTEMATIC_REVIEW: 5,
    Design.RCT: 4,
    Design.CROSSOVER_RCT: 4,
    Design.UNCONTROLLED_REVIEW: 3,
    Design.NON_RANDOMISED: 3,
    Design.COHORT: 3,
    Design.REGULATOR: 3,
    Design.GUIDELINE: 3,
    Design.OPEN_LABEL: 2,
    Design.CROSS_SECTIONAL: 2,
    Design.CASE_SERIES: 1,
    Design.CASE_REPORT: 1,
    Design.NARRATIVE_REVIEW: 1,
    Design.ECONOMIC_MODEL: 1,
    Design.MECHANISTIC: 0,
    Design.PRECLINICAL: 0,
    Design.UNCLASSIFIED: 0,
}
#: Trials are too short for rare and late harms: what a regulator concluded from all
#: reports ranks with them, and case series are listened to.
_HARM = _TREATMENT | {Design.REGULATOR: 5, Design.CASE_SERIES: 2, Design.CASE_REPORT: 2}
_MECHANISM = _TREATMENT | {Design.MECHANISTIC: 4, Design.NARRATIVE_REVIEW: 3, Design.PRECLINICAL: 2}
_EPIDEMIOLOGY = _TREATMENT | {Design.CROSS_SECTIONAL: 5, Design.COHORT: 5, Design.ECONOMIC_MODEL: 5}
_RULES = _TREATMENT | {Design.REGULATOR: 6, Design.GUIDELINE: 5}

_RANKS: dict[Kind, dict[Design, int]] = {
    Kind.EFFECT: _TREATMENT,
    Kind.COMPARISON: _TREATMENT,
    Kind.OPINION: _TREATMENT,
    Kind.HARM: _HARM,
    Kind.MECHANISM: _MECHANISM,
    Kind.EPIDEMIOLOGY: _EPIDEMIOLOGY,
    Kind.REGULATORY: _RULES,
    Kind.PRACTICE: _RULES,
}

#: Designs whose figures come from pooling studies.
POOLED = frozenset({Design.SYSTEMATIC_REVIEW, Design.UNCONTROLLED_REVIEW})
#: Designs with a randomised control.
CONTROLLED = frozenset({Design.RCT, Design.CROSSOVER_RCT})
#: Designs that show no outcome in patients.
NOT_CLINICAL = frozenset({Design.PRECLINICAL, Design.MECHANISTIC})


def strength(design: Design, kind: Kind) -> int:
    """Return the rank of a design for a kind of claim, 0 (weakest) to 6."""
    return _RANKS[kind][design]
