"""
Bodies of evidence that can stand in one row: the same outcome, people, drug, comparator and time.

Inside a publication the findings of one comparison are brought together: the shares of the two
arms, the ratio, the difference and the number needed to treat that were printed for it. Across
publications a body is one outcome, group of people, drug, comparator and window; nothing is pooled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.evidence.strength import POOLED
from kb.late_pattern import late
from kb.models import Finding, Publication
from kb.vocabulary import Design, Drug, Metric, Outcome, Population, Window

_RATIOS = (Metric.RISK_RATIO, Metric.ODDS_RATIO, Metric.HAZARD_RATIO)
_SCORES = (Metric.MEAN_DIFFERENCE, Metric.SMD, Metric.MEAN_CHANGE, Metric.MEAN, Metric.PERCENT_CHANGE)
#: Outcomes whose definition is that of the vocabulary unless the people differ.
_ONE_MEANING = (Outcome.RESPONSE, Outcome.REMISSION, Outcome.DEPRESSION_SEVERITY)
_NO_HEALTH_OUTCOME = (
    Outcome.PRACTICE,
    Outcome.COST,
    Outcome.PREVALENCE,
    Outcome.STATUS,
    Outcome.NEURAL_ACTIVITY,
    Outcome.NEURAL_STRUCTURE,
    Outcome.PHARMACOKINETICS,
)
_CLASSES = (
    ("placebo", late(r"(?:nasal )?saline(?: on the same schedule)?|placebo(?: spray)?")),
    ("midazolam", late(r"midazolam(?: [\d.]+(?: to [\d.]+)? mg/kg)?(?:, six infusions)?")),
    ("placebo or midazolam", late(r"(?:placebo|saline) or midazolam")),
    ("electroconvulsive therapy", late(r"electroconvulsive therapy(?: three times weekly)?")),
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What one publication reports of one outcome against one comparator at one time."""

    publication: Publication
    #: The first finding: it gives outcome, people, drug, arm, comparator and time.
    lead: Finding
    share: Finding | None
    ratio: Finding | None
    difference: Finding | None
    needed: Finding | None
    score: Finding | None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings it is made of, each once."""
        found = (self.share, self.ratio, self.difference, self.needed, self.score)
        return tuple(finding for finding in found if finding)

    @property
    def pooled(self) -> bool:
        """Whether a review pooled it."""
        return self.publication.design in POOLED

    @property
    def paired(self) -> bool:
        """Whether both arms are the same people, as in a crossover that is not cut to its first phase."""
        first_phase = any("first phase" in (f.analysis or "") for f in self.findings)
        return self.publication.design is Design.CROSSOVER_RCT and not first_phase


@dataclass(frozen=True, slots=True)
class BodyKey:
    """What findings must share to be one body of evidence."""

    outcome: Outcome
    definition: str
    population: Population
    drug: Drug
    comparator: str
    window: Window
    is_score: bool


def comparator_class(comparator: str) -> str:
    """
    Return the kind of a comparator; one that is not plainly of a kind stands for itself.

    >>> comparator_class("midazolam 0.045 mg/kg"), comparator_class("escitalopram and saline")
    ('midazolam', 'escitalopram and saline')
    """
    return next((name for name, pattern in _CLASSES if pattern.fullmatch(comparator)), comparator)


def comparisons(publication: Publication, findings: Iterable[Finding]) -> list[Comparison]:
    """Return the comparisons of one publication, in the order of their findings."""
    groups: dict[tuple[object, ...], list[Finding]] = defaultdict(list)
    differences = []
    for finding in findings:
        if not finding.comparator or finding.outcome in _NO_HEALTH_OUTCOME:
            continue
        if finding.metric is Metric.RISK_DIFFERENCE:
            differences.append(finding)
        elif _slot(finding):
            groups[*_same(finding), finding.definition, finding.metric in _SCORES and finding.id].append(
                finding
            )
    for finding in differences:
        fitting = [group for group in groups.values() if _same(group[0]) == _same(finding)]
        (fitting[0] if len(fitting) == 1 else groups[finding.id,]).append(finding)
    found = [_comparison(publication, group) for group in groups.values()]
    return [c for i, c in enumerate(found) if not any(_mirrors(c, earlier) for earlier in found[:i])]


def body_key(comparison: Comparison) -> BodyKey:
    """Return which body of evidence a comparison belongs to."""
    lead = comparison.lead
    population = Population.MDD if lead.population is Population.TRD else lead.population
    return BodyKey(
        outcome=lead.outcome,
        definition="" if lead.outcome in _ONE_MEANING else (lead.definition or ""),
        population=population,
        drug=lead.drug,
        comparator=comparator_class(lead.comparator or ""),
        window=lead.window,
        is_score=comparison.score is not None,
    )


def shown_first(members: Sequence[Comparison]) -> tuple[list[Comparison], list[Comparison]]:
    """Return what stands in the rows of a body, and what is only named: the newest pooled one, else every trial."""
    newest = sorted(members, key=lambda c: (-(c.publication.year or 0), -(c.lead.n or 0), c.lead.id))
    pooled = [comparison for comparison in newest if comparison.pooled]
    if pooled:
        return pooled[:1], pooled[1:] + [comparison for comparison in newest if not comparison.pooled]
    return newest, []


def _mirrors(one: Comparison, other: Comparison) -> bool:
    """Whether two comparisons of one publication are the same two arms, told from either side."""
    a, b = one.share, other.share
    if a is None or b is None or None in (a.events, a.n, b.events, b.n):
        return False
    return (
        (a.outcome, a.window, a.events, a.n, a.comparator_events, a.comparator_n)
        == (b.outcome, b.window, b.comparator_events, b.comparator_n, b.events, b.n)
    )  # fmt: skip


def _same(finding: Finding) -> tuple[object, ...]:
    subgroup = finding.analysis if (finding.analysis or "").startswith("subgroup") else None
    return (
        finding.outcome, finding.window, finding.time, finding.arm, finding.comparator, finding.population,
        finding.drug, subgroup,
    )  # fmt: skip


def _slot(finding: Finding) -> str | None:
    if finding.metric is Metric.PROPORTION and finding.comparator_value is not None:
        return "share"
    if finding.metric in _RATIOS and finding.value is not None:
        return "ratio"
    if finding.metric is Metric.NNT:
        return "needed"
    if finding.metric in _SCORES:
        both = finding.metric in (Metric.MEAN_DIFFERENCE, Metric.SMD) or finding.comparator_value is not None
        return "score" if both else None
    return "difference" if finding.metric is Metric.RISK_DIFFERENCE else None


def _comparison(publication: Publication, group: Sequence[Finding]) -> Comparison:
    slots: dict[str, Finding] = {}
    for finding in group:
        slots.setdefault(_slot(finding) or "", finding)
    lead = slots.get("share") or group[0]
    return Comparison(
        publication, lead, slots.get("share"), slots.get("ratio"), slots.get("difference"),
        slots.get("needed"), slots.get("score"),
    )  # fmt: skip
