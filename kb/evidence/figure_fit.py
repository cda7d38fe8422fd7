"""
Does a printed number fit a finding: unit, sign, comparator and the words around it.

Forty minutes may be the length of an infusion, the first rating or the onset; fourteen
points may be a fall or a level. The metric of the finding says which words must stand
beside the number.
"""

from __future__ import annotations

import re

from kb.evidence.attribution import outcome_pattern
from kb.evidence.quantities import Printed
from kb.evidence.units import METRIC_UNITS
from kb.late_pattern import late
from kb.models import Finding
from kb.vocabulary import Metric, Outcome, Unit

#: Metrics of an outcome: the sentence must name it, and report a result.
OUTCOME_METRICS = frozenset(
    {
        Metric.PROPORTION, Metric.MEAN, Metric.MEAN_CHANGE, Metric.MEAN_DIFFERENCE, Metric.PERCENT_CHANGE,
        Metric.EARLIEST_TIME, Metric.LATEST_TIME, Metric.MEDIAN_TIME, Metric.MEAN_TIME, Metric.RISK_DIFFERENCE,
    }
)  # fmt: skip
_LABELS: dict[Metric, str] = {
    Metric.ODDS_RATIO: r"(?:\ba?OR\b|odds ratios?)",
    Metric.RISK_RATIO: r"(?:\bRR\b|risk ratios?|relative risks?|rate ratios?)",
    Metric.HAZARD_RATIO: r"(?:\ba?HR\b|hazard ratios?)",
    Metric.CORRELATION: r"(?:\br\b|ρ|correlation)",
    Metric.SMD: r"(?:\bd\b|\bg\b|\bES\b|\bSMDs?\b|effect sizes?|standardi[sz]ed mean differences?)",
    Metric.NNT: r"(?:\bNNTs?\b|numbers? needed to treat)",
    Metric.MEDIAN: r"\bmedian\b",
    Metric.MEDIAN_TIME: r"\bmedian\b",
    Metric.MEAN_TIME: r"(?:\bmean\b|\baverage\b)",
}
#: What may stand between a label and its number: words and brackets, no other number.
_TO_NUMBER = late(r"(?:[^\d;()]|\([^()]*\)|\(){0,70}")
_ABOUT = r"\W+(?:a |an |the )?(?:about |approximately |at least )?"
_BEFORE = {
    Metric.LENGTH: late(rf"\b(?:over|for|during|lasting|lasted|of|duration|length){_ABOUT}$"),
    Metric.EARLIEST_TIME: late(
        rf"\b(?:within|as early as|from|by|first|onset|starting|beginning|began|after){_ABOUT}(?:day |week |hour )?$",
        re.I,
    ),
    Metric.LATEST_TIME: late(
        r"\b(?:up to|through|throughout|until|lasting|lasted|for|sustained|persist\w*|maintain\w*|remain\w*|still)\b"
        r"[^.;\d]{0,40}$",
        re.I,
    ),
}  # fmt: skip
_AFTER_LENGTH = late(
    r"^[\s-]*\w*\s+(?:\w+ ){0,3}(?:infusions?|course|treatment|period|follow-?up|study|trial)\b"
)
_GIVEN_UP = late(r"\b(?:no longer|not|lost|faded|disappeared|nonsignificant|non-significant)\b", re.I)
_DOWN = late(r"\b(?:decreas|reduc|lower|fell\b|fall|declin|drop|less\b|smaller|diminish)\w*", re.I)
_DOWN_AFTER = late(r"\b(?:lower|less|fewer|decrease|reduction|fall|drop|decline)\b", re.I)
_UP = late(r"\b(?:increas|rise|rose|gain|higher)\w*", re.I)
_SIGNLESS = frozenset({Metric.CORRELATION, Metric.SMD})
#: Metrics that may be below nought.
_BOTH_WAYS = _SIGNLESS | {
    Metric.MEAN_CHANGE,
    Metric.MEAN_DIFFERENCE,
    Metric.PERCENT_CHANGE,
    Metric.RISK_DIFFERENCE,
}
_CHANGES = frozenset({Metric.MEAN_CHANGE, Metric.PERCENT_CHANGE})


def fits(number: Printed, finding: Finding, text: str) -> bool:
    """Say whether a number of the finding's size has its unit, sign, comparator and the words of its metric."""
    if number.comparator != "=" or (number.ordinal and finding.metric not in _BEFORE):
        return False
    return (
        _fits_unit(number, finding)
        and _fits_sign(number, finding, text)
        and _fits_metric(number, finding, text)
    )


def _fits_unit(number: Printed, finding: Finding) -> bool:
    wanted = finding.unit
    if wanted not in METRIC_UNITS.get(finding.metric, (wanted,)):
        return False
    if wanted in (Unit.RATIO, Unit.SD) or finding.metric is Metric.NNT:
        return number.unit is None
    if wanted is Unit.POINTS:
        return number.unit in (None, Unit.POINTS.code)
    if finding.metric is Metric.RISK_DIFFERENCE:
        return number.unit in (wanted.code, "percentage points")
    return number.unit == wanted.code


def _fits_sign(number: Printed, finding: Finding, text: str) -> bool:
    if not finding.value:
        return True
    if finding.value < 0 and finding.metric not in _BOTH_WAYS:
        return False
    if number.signed and number.value < 0:
        as_a_fall = _DOWN.search(finding.definition or "") and finding.metric not in _CHANGES
        return finding.value < 0 or bool(as_a_fall)
    down = _falls(number, text)
    if finding.value < 0:
        return down and finding.metric not in _SIGNLESS and not number.signed
    return not (down and finding.metric in _CHANGES)


def _falls(number: Printed, text: str) -> bool:
    """Whether words give the number a downward direction: before it in its clause, or right behind it."""
    clause = re.split(r"[;:]|\bwhereas\b|\bwhile\b", text[: number.start])[-1]
    down, up = [*_DOWN.finditer(clause)], [*_UP.finditer(clause)]
    if not down:
        return bool(_DOWN_AFTER.search(re.split(r"[;.,)]|\bthan\b", text[number.end : number.end + 40])[0]))
    return not up or down[-1].start() > up[-1].start()


def _fits_metric(number: Printed, finding: Finding, text: str) -> bool:
    metric, before = finding.metric, text[: number.start]
    if metric in _LABELS:
        labels = list(re.finditer(_LABELS[metric], before))
        return bool(labels) and bool(_TO_NUMBER.fullmatch(before[labels[-1].end() :]))
    if metric is Metric.LENGTH:
        return not number.ordinal and bool(
            _BEFORE[metric].search(before) or _AFTER_LENGTH.search(text[number.end :])
        )
    if metric in _BEFORE:
        return bool(_BEFORE[metric].search(before)) and not _GIVEN_UP.search(text)
    if metric is Metric.DOSE:
        return "ketamine" in text.lower()
    if metric is Metric.COUNT:
        return _fits_count(finding, text)
    return True


def _fits_count(finding: Finding, text: str) -> bool:
    """A count of doses is one of the drug's; a count of people with an outcome names the outcome."""
    if finding.unit is Unit.INFUSIONS:
        return bool(re.search(r"ketamine|infusion|\bdoses?\b", text, re.I))
    if finding.outcome in (Outcome.OTHER, Outcome.PRACTICE):
        return True
    own = outcome_pattern(finding)
    return own is None or bool(own.search(text))
