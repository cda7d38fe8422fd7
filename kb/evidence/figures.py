"""Numbers as people read them: a finding's figure, a claim's quantity."""

from __future__ import annotations

from decimal import Decimal

from kb.evidence.intervals import interval_of
from kb.models import Finding, Quantity
from kb.vocabulary import Comparison, Metric, Origin, Unit

_SUFFIX = {
    Unit.PERCENT: "%",
    Unit.POINTS: " points",
    Unit.SD: " SD",
    Unit.RATIO: "",
    Unit.PEOPLE: " people",
    Unit.MILLION_PEOPLE: " million people",
    Unit.EVENTS: "",
    Unit.INFUSIONS: " infusions",
    Unit.MG_PER_KG: " mg/kg",
    Unit.MG: " mg",
    Unit.MMHG: " mmHg",
    Unit.USD_BILLION: " billion US dollars",
    Unit.USD: " US dollars",
    Unit.YEAR: "",
    Unit.FOLD: "-fold",
}
_PREFIX = {
    Metric.ODDS_RATIO: "OR ",
    Metric.RISK_RATIO: "RR ",
    Metric.HAZARD_RATIO: "HR ",
    Metric.CORRELATION: "r = ",
    Metric.NNT: "NNT ",
    Metric.MEDIAN: "median ",
    Metric.MEDIAN_TIME: "median ",
    Metric.MEAN_TIME: "mean ",
    Metric.EARLIEST_TIME: "from ",
    Metric.LATEST_TIME: "up to ",
}
_COMPARISON = {
    Comparison.ABOUT: "about ",
    Comparison.AT_LEAST: "at least ",
    Comparison.AT_MOST: "at most ",
    Comparison.MORE_THAN: "more than ",
    Comparison.LESS_THAN: "less than ",
}


def number_text(value: Decimal, high: Decimal | None, unit: Unit) -> str:
    """Return a value or range with its unit; minus as a minus sign."""
    figure = _plain(value) if high is None else f"{_plain(value)} to {_plain(high)}"
    suffix = _SUFFIX.get(unit, f" {unit.code}")
    if high is None and value == 1 and suffix.endswith("s"):
        suffix = suffix[:-1]
    return figure + suffix


def figure_text(finding: Finding) -> str:
    """Return a finding's figure as one phrase, e.g. ``46.9% against 33.3% on midazolam``."""
    if finding.value is None:
        return _p_text(finding.p) if finding.p else "no figure"
    prefix = _PREFIX.get(finding.metric, "") + _COMPARISON.get(finding.comparison, "")
    text = prefix + number_text(finding.value, finding.high, finding.unit)
    if finding.events is not None and finding.n:
        text += f" ({finding.events} of {finding.n})"
    if finding.comparator_value is not None:
        text += f" against {number_text(finding.comparator_value, None, finding.unit)}"
        if finding.comparator:
            text += f" on {finding.comparator}"
    return text


def interval_text(finding: Finding) -> str | None:
    """Return the interval as a phrase, with `computed` where it is ours; None if there is none."""
    interval = interval_of(finding)
    if interval is None:
        return None
    mark = ", computed" if interval.origin is Origin.COMPUTED else ""
    return f"{interval.level}% CI {_plain(interval.low)} to {_plain(interval.high)}{mark}"


def quantity_text(quantity: Quantity) -> str:
    """Return a claim's number as a phrase, e.g. ``about 70%``."""
    prefix = _COMPARISON.get(quantity.comparison, "")
    return prefix + number_text(quantity.value, quantity.high, quantity.unit)


def _p_text(p: str) -> str:
    bound = p[:1] in "<>=" and p[:1]
    return f"p {bound} {p[1:].strip()}" if bound else f"p = {p}"


def _plain(value: Decimal) -> str:
    text = f"{value:,f}"
    return text.replace("-", "\N{MINUS SIGN}")
