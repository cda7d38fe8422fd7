"""
A summary of findings in GRADE's form: outcomes in rows, with risks per 1,000 people.

One row is one comparison of one publication: the newest published pooled estimate of a body of
evidence where there is one, else each trial by itself; nothing is pooled here. The assumed risk is
the comparator arm's own. A ratio without arms borrows it from the largest parallel randomised
trial held of the same outcome, people, comparator and window with at least 20 people in that arm,
and says so. What cannot be computed is left empty and the reason kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kb.evidence.absolute_effects import (
    Counts,
    Estimate,
    number_needed,
    risk_by_odds_ratio,
    risk_by_risk_ratio,
    risk_difference,
    risk_ratio,
)
from kb.evidence.bodies import BodyKey, Comparison, body_key
from kb.evidence.comparable import same_people
from kb.models import Finding
from kb.vocabulary import Design, Metric, Outcome, Unit

#: People in the comparator arm below which its risk is not borrowed for another study.
FEWEST_TO_BORROW = 20
WANTED = frozenset({Outcome.RESPONSE, Outcome.REMISSION, Outcome.ABSTINENCE})
UNWANTED = frozenset(
    {Outcome.RELAPSE, Outcome.ADVERSE_EVENT, Outcome.DISSOCIATION, Outcome.MORTALITY, Outcome.SUICIDE}
)
_GOOD_WORDS = ("remission", "response", "zero", "no suicidal", "halved")
_MEMBERS = {"placebo or midazolam": ("placebo", "midazolam", "placebo or midazolam")}


@dataclass(frozen=True, slots=True)
class Row:
    """One row; shares are fractions of one, and ``reasons`` say what could not be computed and why."""

    comparison: Comparison
    #: The printed ratio, else the computed risk ratio.
    relative: Estimate | None = None
    relative_metric: Metric | None = None
    relative_computed: bool = False
    #: The risk ratio of the counts, beside a ratio that was printed.
    by_counts: Estimate | None = None
    assumed: float | None = None
    #: The finding whose comparator arm gave the assumed risk, where it is another publication's.
    borrowed: Finding | None = None
    corresponding: float | None = None
    difference: Estimate | None = None
    #: How the difference's interval came about: ``printed``, ``newcombe`` or ``ratio``.
    difference_by: str | None = None
    needed: str | None = None
    needed_computed: bool = False
    reasons: tuple[str, ...] = field(default=())


def summary_row(comparison: Comparison, library: Sequence[Comparison]) -> Row:
    """
    Return the row of a comparison.

    :param library: every comparison held that still stands, from which an assumed risk may be borrowed.
    """
    if comparison.score is not None:
        return Row(comparison, reasons=("a score, not a share of people: it has no risks per 1,000",))
    return _from_shares(comparison) if comparison.share else _from_ratio(comparison, library)


def wanted(finding: Finding) -> bool | None:
    """Return whether patients wish for the outcome; None where that cannot be told."""
    if finding.outcome in WANTED:
        return True
    if finding.outcome in UNWANTED:
        return False
    words = finding.definition or ""
    return True if any(word in words for word in _GOOD_WORDS) and "worse" not in words else None


def _from_shares(comparison: Comparison) -> Row:
    share = comparison.share
    if share is None or share.value is None or share.comparator_value is None:
        raise ValueError("a row of shares needs both shares")
    counts = None if comparison.paired else _counts(share)
    why = _why_no_counts(comparison, share)
    reasons = []
    printed_ratio, by_counts = _printed(comparison.ratio), risk_ratio(counts) if counts else None
    if counts and by_counts is None:
        reasons.append("no risk ratio: nobody in one of the arms had the outcome")
    elif counts is None and printed_ratio is None:
        reasons.append(f"no risk ratio: {why}")
    assumed = counts.comparator_risk if counts else float(share.comparator_value) / 100
    corresponding = counts.risk if counts else float(share.value) / 100
    difference, by = _difference(comparison, counts, corresponding - assumed)
    if by is None:
        reasons.append(f"no interval of the difference: {why}")
    needed, needed_computed = _needed(comparison, share, counts, why, reasons)
    computed = Metric.RISK_RATIO if by_counts else None
    return Row(
        comparison,
        relative=printed_ratio or by_counts,
        relative_metric=comparison.ratio.metric if comparison.ratio else computed,
        relative_computed=printed_ratio is None and by_counts is not None,
        by_counts=by_counts if printed_ratio else None,
        assumed=assumed,
        corresponding=corresponding,
        difference=difference,
        difference_by=by,
        needed=needed,
        needed_computed=needed_computed,
        reasons=tuple(reasons),
    )


def _difference(comparison: Comparison, counts: Counts | None, shares: float) -> tuple[Estimate, str | None]:
    """Return the difference with the printed interval, else that of the counts, else none."""
    printed = _printed(comparison.difference)
    if printed and printed.low is not None and printed.high is not None:
        return Estimate(printed.value / 100, printed.low / 100, printed.high / 100), "printed"
    return (risk_difference(counts), "newcombe") if counts else (Estimate(shares), None)


def _from_ratio(comparison: Comparison, library: Sequence[Comparison]) -> Row:
    ratio, relative = comparison.ratio, _printed(comparison.ratio)
    needed = _printed_needed(comparison)
    if ratio is None or relative is None:
        return Row(comparison, needed=needed, reasons=("the shares of the two arms are not held",))
    base = Row(comparison, relative=relative, relative_metric=ratio.metric, needed=needed)
    reasons = [] if needed else ["no number needed to treat: the counts of both arms are not held"]
    if ratio.metric is Metric.HAZARD_RATIO:
        reasons.append("no risks per 1,000: a hazard ratio alone, without a share at a time")
        return replace(base, reasons=tuple(reasons))
    lender = _lender(comparison, library)
    counts = _counts(lender) if lender else None
    if counts is None:
        reasons.append(
            "no risks per 1,000: no comparator arm of this outcome, comparison and time with "
            f"{FEWEST_TO_BORROW} people or more is held"
        )
        return replace(base, reasons=tuple(reasons))
    assumed = counts.comparator_risk
    apply = risk_by_odds_ratio if ratio.metric is Metric.ODDS_RATIO else risk_by_risk_ratio
    corresponding = apply(assumed, relative.value)
    difference = Estimate(corresponding - assumed)
    if relative.low is not None and relative.high is not None:
        low, high = apply(assumed, relative.low) - assumed, apply(assumed, relative.high) - assumed
        difference = Estimate(corresponding - assumed, low, high)
    else:
        reasons.append("no interval of the difference: the ratio's own is not held")
    return replace(
        base,
        assumed=assumed,
        borrowed=lender,
        corresponding=corresponding,
        difference=difference,
        difference_by="ratio" if difference.low is not None else None,
        reasons=tuple(reasons),
    )


def _needed(
    comparison: Comparison, share: Finding, counts: Counts | None, why: str, reasons: list[str]
) -> tuple[str | None, bool]:
    printed = _printed_needed(comparison)
    good = wanted(share)
    if counts and good is not None:
        return number_needed(risk_difference(counts), good), True
    if printed is None:
        unknown = "whether the outcome is wished for is not held"
        reasons.append(f"no number needed to treat: {unknown if counts else why}")
    return printed, False


def _lender(comparison: Comparison, library: Sequence[Comparison]) -> Finding | None:
    """Return the share whose comparator arm lends its risk."""
    key = body_key(comparison)
    kinds = _MEMBERS.get(key.comparator, (key.comparator,))
    able = [
        other.share
        for other in library
        if other.share
        and other.publication.design is Design.RCT
        and not (other.share.analysis or "").startswith("subgroup")
        and same_people(other.share.population, comparison.lead.population)
        and (other.share.comparator_n or 0) >= FEWEST_TO_BORROW
        and _counts(other.share)
        and _comparable(body_key(other), key, kinds)
    ]
    return max(able, key=lambda share: (share.comparator_n or 0, share.id), default=None)


def _comparable(one: BodyKey, other: BodyKey, kinds: Sequence[str]) -> bool:
    return (one.outcome, one.definition, one.window) == (
        other.outcome,
        other.definition,
        other.window,
    ) and one.comparator in kinds


def _counts(share: Finding) -> Counts | None:
    if share.events is None or not share.n or share.comparator_events is None or not share.comparator_n:
        return None
    return Counts(share.events, share.n, share.comparator_events, share.comparator_n)


def _why_no_counts(comparison: Comparison, share: Finding) -> str:
    if comparison.paired:
        return "a crossover, whose arms are the same people, and the pairs are not held"
    if share.events is not None and share.comparator_events is not None and not share.comparator_n:
        return "the number of people in the comparator arm is not held"
    return "the counts of both arms are not held"


def _printed(finding: Finding | None) -> Estimate | None:
    if finding is None or finding.value is None:
        return None
    interval = finding.interval
    if interval is None:
        return Estimate(float(finding.value))
    return Estimate(float(finding.value), float(interval.low), float(interval.high))


def _printed_needed(comparison: Comparison) -> str | None:
    finding = comparison.needed
    if finding is None or finding.value is None or finding.unit not in (Unit.PEOPLE, Unit.RATIO):
        return None
    return f"NNT {finding.value.normalize():f}"
