"""How evidence bears on a claim, how sure it makes us, and what is made of it."""

from __future__ import annotations

from kb.vocabulary.term import Term


class Direction(Term):
    """What an evidence item makes of the claim."""

    SUPPORTS = "supports", "The finding speaks for the claim as stated."
    CONTRADICTS = "contradicts", "The finding speaks against the claim as stated."
    INCONCLUSIVE = "inconclusive", "The finding bears on the claim and decides neither way."


class Directness(Term):
    """Whether the evidence speaks of what the claim speaks of (GRADE's directness)."""

    DIRECT = "direct", "Same people, drug, route, comparator, outcome and time as the claim."
    NARROWER = (
        "narrower",
        "Part of what the claim speaks of: the claim reaches further on the dimensions named.",
    )
    INDIRECT = (
        "indirect",
        "Other people, drug, route, comparator, outcome or time than the claim, as named.",
    )


class Dimension(Term):
    """On what the evidence and the claim differ (GRADE's PICO, with route and time)."""

    SPECIES = "species", "Animals or cells, where the claim speaks of people."
    POPULATION = "population", "Other people: diagnosis, severity, setting or selection."
    DRUG = "drug", "Another drug or preparation."
    DOSE = "dose", "Another dose or schedule."
    ROUTE = "route", "Another route of administration."
    COMPARATOR = "comparator", "Another comparator, or none where the claim implies one."
    OUTCOME = "outcome", "Another outcome than the claim states."
    TIME = "time", "Another time point or a shorter observation."


class Design(Term):
    """Study design, after PubMed's publication types and the OCEBM levels."""

    SYSTEMATIC_REVIEW = "systematic-review", "Systematic review or meta-analysis of controlled studies."
    UNCONTROLLED_REVIEW = (
        "uncontrolled-review",
        "Systematic review or meta-analysis of studies without a control arm.",
    )
    RCT = "rct", "Randomised controlled trial with parallel groups."
    CROSSOVER_RCT = "crossover-rct", "Randomised crossover trial."
    NON_RANDOMISED = "non-randomised", "Controlled, but not randomised."
    COHORT = "cohort", "Cohort or registry followed over time, retrospective ones included."
    CROSS_SECTIONAL = "cross-sectional", "Survey of a population at one time."
    ECONOMIC_MODEL = "economic-model", "Cost-of-illness or other economic model."
    OPEN_LABEL = "open-label", "Open-label trial with a single arm."
    CASE_SERIES = "case-series", "Series of cases, death registers included."
    CASE_REPORT = "case-report", "Report of a single patient."
    PRECLINICAL = "preclinical", "Experiments on animals or cells."
    MECHANISTIC = "mechanistic", "Imaging or laboratory marker in people, not a clinical outcome."
    NARRATIVE_REVIEW = "narrative-review", "Review without a systematic search; hypothesis papers."
    GUIDELINE = "guideline", "Guideline or consensus statement."
    UNCLASSIFIED = (
        "unclassified",
        "Not classified yet: PubMed's types alone do not tell. It counts as the weakest.",
    )
    REGULATOR = "regulator", "Document of a regulator: approval, label, alert, schedule."


class Certainty(Term):
    """How sure the body of evidence makes us (GRADE)."""

    HIGH = "high", "Further research is very unlikely to change what we say: say it plainly."
    MODERATE = "moderate", "Further research may change it: say 'probably'."
    LOW = "low", "Further research is likely to change it: say 'may'."
    VERY_LOW = "very-low", "Any estimate is very uncertain: do not state it as a benefit."


class Verdict(Term):
    """What the evidence makes of the claim."""

    SUPPORTED = "supported", "The evidence that stands bears the claim out as it is worded."
    OVERSTATED = "overstated", "There is something to it, but less than the claim says."
    MIXED = "mixed", "Evidence of comparable design points both ways."
    CONTRADICTED = "contradicted", "The stronger evidence says otherwise."
    UNSUPPORTED = "unsupported", "No evidence in the library bears the claim out directly."
    NOT_ASSESSABLE = "not-assessable", "No study could settle it: an opinion, a price, a promise."


class Standing(Term):
    """Whether the publication still stands."""

    CURRENT = "current", "PubMed was asked: no correction, concern or retraction is recorded."
    CORRECTED = "corrected", "A correction was published; the publication stands as corrected."
    EXPRESSION_OF_CONCERN = (
        "expression-of-concern",
        "The journal published an expression of concern; not counted until settled.",
    )
    RETRACTED = "retracted", "Retracted: it supports nothing."
    REINSTATED = "reinstated", "Retracted, then reinstated by the journal."
    SUPERSEDED = "superseded", "Replaced by a later edition of the same work."
    UNCHECKED = (
        "unchecked",
        "PubMed has not been asked yet; no event is known. Counted, and said to be unchecked.",
    )
