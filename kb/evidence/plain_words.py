"""What a row of a summary of findings says in a sentence, as firmly as its certainty allows (GRADE guidelines 26)."""

from __future__ import annotations

from typing import Final

from kb.evidence.absolute_effects import Estimate
from kb.evidence.figures import figure_text, interval_text
from kb.evidence.summary_of_findings import Row
from kb.models import Finding
from kb.vocabulary import Certainty, Metric, Outcome

_HOW_SURE: Final = {
    Certainty.HIGH: "",
    Certainty.MODERATE: "Probably: ",
    Certainty.LOW: "Possibly: ",
    Certainty.VERY_LOW: "Very uncertain: ",
}
_HAVE: Final = {
    Outcome.RESPONSE: "respond",
    Outcome.REMISSION: "are in remission",
    Outcome.RELAPSE: "relapse",
    Outcome.ABSTINENCE: "stay free of the substance",
}
_TIMES: Final = {
    Metric.ODDS_RATIO: "the odds are {} times those",
    Metric.RISK_RATIO: "the risk is {} times that",
    Metric.HAZARD_RATIO: "the hazard is {} times that",
}


def per_thousand(share: float) -> int:
    """Return how many of 1,000 people a share is."""
    return round(1000 * share)


def difference_text(difference: Estimate) -> str:
    """
    Return a difference as people of 1,000.

    >>> difference_text(Estimate(0.135, -0.105, 0.354))
    '135 more (105 fewer to 354 more)'
    """
    text = _more(difference.value)
    if difference.low is None or difference.high is None:
        return text
    return f"{text} ({_more(difference.low)} to {_more(difference.high)})"


def plain_words(row: Row, certainty: Certainty | None) -> str:
    """Return one or two sentences; numbers only where they could be computed or were printed."""
    lead = row.comparison.lead
    sure = _HOW_SURE[certainty] if certainty else ""
    if row.comparison.score is not None:
        return sure + _score(row.comparison.score)
    arm, comparator = lead.arm or lead.drug.words, lead.comparator or "the comparator"
    if row.assumed is None or row.corresponding is None or row.difference is None:
        return sure + _ratio(row, comparator)
    had = _HAVE.get(lead.outcome) or f"have the outcome ({lead.definition or lead.outcome.words})"
    text = (
        f"{sure}of 1,000 people, {per_thousand(row.assumed)} {had} on {comparator} "
        f"and {per_thousand(row.corresponding)} on {arm}: {difference_text(row.difference)}."
    )
    if row.borrowed:
        text += f" The {per_thousand(row.assumed)} are those of {row.borrowed.citekey}, taken as the risk."
    if _may_be_none(row.difference):
        text += " The interval includes no difference."
    return text


def _score(score: Finding) -> str:
    what = score.definition or score.outcome.words
    if score.value is None:
        return f"{what}, against {score.comparator}: {figure_text(score)}, and no size of the difference is held."
    interval = interval_text(score)
    figure = figure_text(score)
    against = "" if score.comparator_value is not None else f" against {score.comparator}"
    return f"{what}{against}: {figure}{f' ({interval})' if interval else ''}."


def _ratio(row: Row, comparator: str) -> str:
    if row.relative is None or row.relative_metric is None:
        return f"against {comparator}: no shares and no ratio are held."
    text = f"{_TIMES[row.relative_metric].format(f'{row.relative.value:g}')} on {comparator}"
    if row.relative.low is not None and row.relative.high is not None:
        text += f" ({row.relative.low:g} to {row.relative.high:g})"
    return text + "; how many of 1,000 people that is cannot be told."


def _more(share: float) -> str:
    people = per_thousand(share)
    return f"{abs(people):,} {'more' if people >= 0 else 'fewer'}"


def _may_be_none(difference: Estimate) -> bool:
    return (
        difference.low is not None and difference.high is not None and difference.low <= 0 <= difference.high
    )
