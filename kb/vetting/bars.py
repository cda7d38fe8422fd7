"""What a stated number is measured against: the library's comparable figures, best first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kb.evidence.comparable import MEASURES, same_people
from kb.evidence.strength import CONTROLLED, POOLED
from kb.vetting.knowledge import Knowledge, KnownFinding
from kb.vetting.records import StatedQuantity
from kb.vocabulary import Comparison, Design, Drug, Population, Role, Unit, Window

#: Points by which a share may pass a figure: rounding.
ROUNDING = Decimal(3)

_DESIGN_WORDS = {
    Design.SYSTEMATIC_REVIEW: "pooled trials",
    Design.UNCONTROLLED_REVIEW: "pooled real-world",
    Design.RCT: "best controlled trial",
    Design.CROSSOVER_RCT: "best controlled trial",
    Design.OPEN_LABEL: "best open-label series",
    Design.COHORT: "routine care",
    Design.NON_RANDOMISED: "best controlled study",
}
#: Figures of a chosen few: those who went on, or had responded before.
_SELECTED = ("went on", "responded", "remitted", "next step", "escitalopram and", "general anaesthesia")

#: An open-label series of fewer people is no figure to measure by.
_FEWEST = 20


@dataclass(frozen=True, slots=True)
class Bars:
    """The best pooled, controlled and open-label figure; None where the library has none."""

    pooled: KnownFinding | None
    controlled: KnownFinding | None
    open_label: KnownFinding | None
    cohort: KnownFinding | None
    #: The highest pooled figure of any kind of studies, real-world or controlled.
    highest_pooled: KnownFinding | None

    @property
    def bar(self) -> KnownFinding | None:
        """The pooled figure, else the controlled one: what a claim is held to."""
        return self.pooled or self.controlled

    @property
    def shown(self) -> tuple[KnownFinding, ...]:
        """At most two figures for a message: the bar, and the best of any other design."""
        bar = self.bar
        others = [
            f for f in (self.open_label, self.controlled, self.cohort) if f is not None and f is not bar
        ]
        return tuple(f for f in (bar, *others[:1]) if f is not None)


def bars_for(
    knowledge: Knowledge, role: Role, populations: Iterable[Population], *, esketamine: bool = False
) -> Bars:
    """Return the best figures for a role in people of these groups (of depression where none is named)."""
    groups = tuple(populations) or (Population.DEPRESSION,)
    fitting = [f for f in knowledge.findings if _fits(f, role, groups, esketamine)]
    better = max if MEASURES[role].more_is_better else min

    def best(designs: Iterable[Design]) -> KnownFinding | None:
        some = [f for f in fitting if f.publication.design in designs]
        return better(some, key=_size) if some else None

    real_world = [f for f in fitting if f.publication.design is Design.UNCONTROLLED_REVIEW]
    pooled = best((Design.UNCONTROLLED_REVIEW,)) if real_world else best(POOLED)
    return Bars(pooled, best(CONTROLLED), best((Design.OPEN_LABEL,)), best((Design.COHORT,)), best(POOLED))


def figures_near(
    knowledge: Knowledge, quantity: StatedQuantity, role: Role, *, within: int = 1
) -> tuple[KnownFinding, ...]:
    """Return the findings of this role that report the number, to rounding."""
    measure = MEASURES[role]
    return tuple(
        f
        for f in knowledge.findings
        if f.outcome in measure.outcomes
        and f.metric in measure.metrics
        and f.publication.counts
        and f.unit is quantity.unit
        and abs(f.value - quantity.value) <= within
    )


def figure_words(finding: KnownFinding) -> str:
    """Return a figure with its design, e.g. ``best open-label series 71% of 24 people``."""
    words = _DESIGN_WORDS.get(finding.publication.design, finding.publication.design.code)
    people = finding.n or finding.publication.n
    figure = (
        f"{round(finding.value)}%"
        if finding.unit is Unit.PERCENT
        else f"{finding.value:f} {finding.unit.code}"
    )
    text = f"{words} {figure}"
    if people and finding.publication.design is not Design.UNCONTROLLED_REVIEW:
        text += f" of {people} people" if finding.unit is Unit.PERCENT else f" ({people} people)"
    if finding.comparator_value is not None and finding.unit is Unit.PERCENT:
        text += f" against {round(finding.comparator_value)}% on {_short(finding.comparator or 'control')}"
    return text


def stated_words(quantity: StatedQuantity) -> str:
    """Return the number as the copy states it, e.g. ``more than 85%`` or ``70% to 80%``."""
    before = {
        Comparison.MORE_THAN: "more than ",
        Comparison.AT_LEAST: "at least ",
        Comparison.AT_MOST: "up to ",
        Comparison.LESS_THAN: "under ",
        Comparison.ABOUT: "about ",
    }.get(quantity.comparison, "")
    unit = "%" if quantity.unit is Unit.PERCENT else f" {quantity.unit.code}" if quantity.unit else ""
    if quantity.value == 1 and unit.endswith("s"):
        unit = unit[:-1]
    high = f" to {_plain(quantity.high)}" if quantity.high is not None else ""
    return f"{before}{_plain(quantity.value)}{high}{unit}"


def _plain(value: Decimal) -> str:
    return f"{value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize():f}"


def _short(arm: str) -> str:
    return arm.split(" 0.")[0].split(",")[0]


def _size(finding: KnownFinding) -> Decimal:
    return finding.value


def _fits(finding: KnownFinding, role: Role, groups: tuple[Population, ...], esketamine: bool) -> bool:
    measure = MEASURES[role]
    if finding.outcome not in measure.outcomes or finding.metric not in measure.metrics:
        return False
    if not finding.publication.counts or (finding.drug is Drug.ESKETAMINE) is not esketamine:
        return False
    if finding.drug not in (Drug.KETAMINE, Drug.ESKETAMINE, Drug.ANY_KETAMINE):
        return False
    arm = finding.arm or ""
    if any(words in arm for words in _SELECTED) or finding.id.split(".")[1].find("kept") >= 0:
        return False
    if (
        finding.window in (Window.DAY_1, Window.WEEK_1)
        and finding.publication.design is not Design.SYSTEMATIC_REVIEW
    ):
        return False
    people = finding.n or finding.publication.n or 0
    if finding.publication.design is Design.OPEN_LABEL and people < _FEWEST:
        return False
    return any(same_people(finding.population, group) for group in groups)
