"""Rules for findings: do the figures of one finding agree with each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kb.checks.rule import CLAIMS, Content, Fault, Rule
from kb.evidence.abstract_check import is_rounded_share
from kb.evidence.intervals import wilson_interval
from kb.evidence.units import METRIC_UNITS
from kb.models import Finding
from kb.near_words import did_you_mean
from kb.vocabulary import Metric, Origin, Severity, Unit

_RATIOS = (Metric.ODDS_RATIO, Metric.RISK_RATIO, Metric.HAZARD_RATIO)
_P = re.compile(r"(?:<=|>=|<|>|=)?\s?(?:0?\.\d+|0|1|1\.0+)(?:e-\d+)?")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def _findings(content: Content) -> Iterator[Finding]:
    yield from content.library.findings.values()


def _at(finding: Finding, message: str, remedy: str = "") -> Fault:
    return Fault(f"{finding.id}: {message}", CLAIMS, finding.line, remedy)


def _unknown_publication(content: Content) -> Iterator[Fault]:
    known = content.library.publications
    for finding in _findings(content):
        unread = any(repr(finding.citekey) in problem.message for problem in content.library.problems)
        if finding.citekey not in known and not unread:
            hint = did_you_mean(finding.citekey, known)
            yield _at(finding, f"unknown citekey {finding.citekey!r}", hint)


def _id_without_citekey(content: Content) -> Iterator[Fault]:
    for finding in _findings(content):
        name = finding.id.removeprefix(finding.citekey + ".")
        if name == finding.id or not _ID.fullmatch(name):
            yield _at(finding, f"the id is not {finding.citekey!r}, a full stop and a short name")


def _share_does_not_add_up(content: Content) -> Iterator[Fault]:
    for finding in _findings(content):
        if finding.metric is not Metric.PROPORTION or finding.unit is not Unit.PERCENT:
            continue
        for events, n, value in _arms(finding):
            if events is None or not n or value is None or not 0 <= events <= n:
                continue
            if not is_rounded_share(events, n, value):
                share = Decimal(100) * events / n
                yield _at(finding, f"{events} of {n} is {share:.1f}%, not {value}%")


def _arms(finding: Finding) -> Iterator[tuple[int | None, int | None, Decimal | None]]:
    yield finding.events, finding.n, finding.value if finding.high is None else None
    yield finding.comparator_events, finding.comparator_n, finding.comparator_value


def _impossible_counts(content: Content) -> Iterator[Fault]:
    for finding in _findings(content):
        for events, n, _ in _arms(finding):
            if n is not None and n <= 0:
                yield _at(finding, f"n is {n}")
            elif events is not None and events < 0:
                yield _at(finding, f"{events} events")
            elif events is not None and n is not None and events > n and finding.metric is Metric.PROPORTION:
                yield _at(finding, f"{events} events of {n} people")


def _interval_without_value(content: Content) -> Iterator[Fault]:
    for finding in _findings(content):
        interval = finding.interval
        if finding.high is not None and (finding.value is None or finding.high <= finding.value):
            yield _at(finding, f"the range ends at {finding.high}, which is not above its beginning")
        if interval is None:
            continue
        if interval.low > interval.high:
            yield _at(finding, f"the interval runs from {interval.low} down to {interval.high}")
        elif finding.value is not None and not interval.low <= finding.value <= interval.high:
            yield _at(finding, f"{finding.value} lies outside its interval {interval.low} to {interval.high}")
        if not 50 <= interval.level < 100:
            yield _at(finding, f"an interval of {interval.level}%", "95 is meant, most likely")


def _impossible_value(content: Content) -> Iterator[Fault]:
    for finding in _findings(content):
        for value in (finding.value, finding.high, finding.comparator_value):
            if value is None:
                continue
            if finding.metric is Metric.PROPORTION and finding.unit is Unit.PERCENT and not 0 <= value <= 100:
                yield _at(finding, f"a share of {value}%")
            elif finding.metric in _RATIOS and value <= 0:
                yield _at(finding, f"{finding.metric.code} of {value}")
            elif finding.metric is Metric.CORRELATION and abs(value) > 1:
                yield _at(finding, f"a correlation of {value}")


def _p_not_readable(content: Content) -> Iterator[Fault]:
    for finding in _findings(content):
        if finding.p is not None and not _P.fullmatch(finding.p):
            yield _at(finding, f"p is {finding.p!r}")


def _unit_does_not_fit(content: Content) -> Iterator[Fault]:
    for finding in _findings(content):
        allowed = METRIC_UNITS.get(finding.metric)
        if allowed and finding.unit not in allowed:
            units = ", ".join(sorted(unit.code for unit in allowed))
            yield _at(finding, f"{finding.metric.code} in {finding.unit.code}", f"one of: {units}")


def _unused(content: Content) -> Iterator[Fault]:
    used = {
        key for claim in content.library.claims.values() for item in claim.evidence for key in item.findings
    }
    for finding in _findings(content):
        if finding.id not in used:
            yield _at(finding, "no evidence item rests on it")


def _nothing_found(content: Content) -> Iterator[Fault]:
    for finding in _findings(content):
        if finding.value is None and finding.p is None and finding.events is None:
            yield _at(finding, "it has neither a value nor a p value nor events")


def _nameless_comparator(content: Content) -> Iterator[Fault]:
    for finding in _findings(content):
        figures = (finding.comparator_value, finding.comparator_events, finding.comparator_n)
        if not finding.comparator and any(figure is not None for figure in figures):
            yield _at(finding, "figures of a comparator that is not named")


def _wrong_computed_interval(content: Content) -> Iterator[Fault]:
    for finding in _findings(content):
        interval = finding.interval
        if interval is None or interval.origin is not Origin.COMPUTED:
            continue
        if finding.events is None or not finding.n or not 0 <= finding.events <= finding.n:
            yield _at(finding, "an interval marked as computed, without events and n to compute it from")
            continue
        ours = wilson_interval(finding.events, finding.n, level=interval.level)
        if (ours.low, ours.high) != (interval.low, interval.high):
            yield _at(finding, f"marked as computed, but Wilson's interval is {ours.low} to {ours.high}")


RULES = (
    Rule(
        code="FND001",
        name="finding-of-unknown-publication",
        severity=Severity.ERROR,
        summary="A finding's citekey is in references.bib.",
        why="A figure without a source is a rumour.",
        good="citekey: Berman2000",
        bad="citekey: Berman2001",
        remedy="use a citekey of references.bib",
        check=_unknown_publication,
    ),
    Rule(
        code="FND002",
        name="finding-id",
        severity=Severity.ERROR,
        summary="A finding's id is its citekey, a full stop and a short name in lower case.",
        why="The id says at a glance whose figure it is, in claims and in links.",
        good="id: Murrough2013bp.response-series",
        bad="id: response_70",
        remedy="begin the id with the citekey",
        check=_id_without_citekey,
    ),
    Rule(
        code="FND003",
        name="share-does-not-add-up",
        severity=Severity.ERROR,
        summary="Events of n make the share that is stated, as rounded there; in both arms.",
        why="Where they disagree, one of the three numbers was copied wrongly.",
        good="{value: 70.8, unit: percent, events: 17, n: 24}",
        bad="{value: 72.8, unit: percent, events: 17, n: 24}",
        remedy="look the numbers up; leave out what the source does not print",
        check=_share_does_not_add_up,
    ),
    Rule(
        code="FND004",
        name="impossible-counts",
        severity=Severity.ERROR,
        summary="Counts are not negative, n is at least one, and no more people have an event than there are.",
        why="Intervals are computed from these counts.",
        good="{events: 17, n: 24}",
        bad="{events: 24, n: 17}",
        remedy="look the numbers up",
        check=_impossible_counts,
    ),
    Rule(
        code="FND005",
        name="value-outside-interval",
        severity=Severity.ERROR,
        summary="An interval runs upwards and holds its value; a range ends above its beginning.",
        why="A value outside its interval is a slip of sign, decimals or lines.",
        good="value: -3.16\ninterval: {low: -8.54, high: 2.22}",
        bad="value: 3.16\ninterval: {low: -8.54, high: 2.22}",
        remedy="look the numbers up, sign included",
        check=_interval_without_value,
    ),
    Rule(
        code="FND006",
        name="impossible-value",
        severity=Severity.ERROR,
        summary="Shares lie between 0 and 100, ratios above 0, correlations between -1 and 1.",
        why="A value its metric cannot have was read from another column.",
        good="{metric: odds-ratio, value: 2.18, unit: ratio}",
        bad="{metric: odds-ratio, value: -2.18, unit: ratio}",
        remedy="look at the metric and the number again",
        check=_impossible_value,
    ),
    Rule(
        code="FND007",
        name="p-not-readable",
        severity=Severity.ERROR,
        summary="p is a number from 0 to 1 as printed, with a comparator where there is one.",
        why="The abstract is searched for exactly this.",
        good='p: "<0.001"',
        bad="p: significant",
        remedy="write 0.25 or <0.001; put words into `note`",
        check=_p_not_readable,
    ),
    Rule(
        code="FND008",
        name="unit-does-not-fit-metric",
        severity=Severity.ERROR,
        summary="A finding's unit is one its metric can have.",
        why="Figures are compared by metric and unit; a share in points would be compared with nothing.",
        good="{metric: proportion, unit: percent}",
        bad="{metric: proportion, unit: points}",
        remedy="see the table of metrics and units",
        check=_unit_does_not_fit,
    ),
    Rule(
        code="FND009",
        name="unused-finding",
        severity=Severity.NOTE,
        summary="An evidence item rests on every finding.",
        why="A figure in nobody's evidence is not shown beside any claim.",
        good="findings: [Murrough2013bp.response-series]",
        bad="A finding that no evidence item names.",
        remedy="name it in the evidence items it belongs to",
        check=_unused,
    ),
    Rule(
        code="FND010",
        name="nothing-found",
        severity=Severity.ERROR,
        summary="A finding has a value, a p value or events.",
        why="A finding is a number; words belong into the evidence item.",
        good="value: 7.95",
        bad="A finding with outcome and scale only.",
        remedy="give the number, or take the finding out",
        check=_nothing_found,
    ),
    Rule(
        code="FND011",
        name="nameless-comparator",
        severity=Severity.ERROR,
        summary="Where the comparator has figures, it has a name.",
        why="33.3% on what? Midazolam and saline are not the same test.",
        good="comparator: midazolam\ncomparator_value: 33.3",
        bad="comparator_value: 33.3",
        remedy="name the other arm in `comparator`",
        check=_nameless_comparator,
    ),
    Rule(
        code="FND012",
        name="wrong-computed-interval",
        severity=Severity.ERROR,
        summary="An interval marked as computed is Wilson's interval of events and n.",
        why="Computed means by our published function, so that anyone gets the same.",
        good="Leave the interval out: it is computed from events and n.",
        bad="{events: 17, n: 24, interval: {low: 52, high: 89, origin: computed}}",
        remedy="leave the interval out; it is computed",
        check=_wrong_computed_interval,
    ),
)
