"""
When findings may be pooled: the rule, with the reason where they may not.

An average says something only if the studies ask one question. We pool findings that share

- outcome and metric, and the definition and scale by which the outcome was measured;
- the time of measurement, where it is one time: "months" and "years" are spans, and no time;
- the people, by the same code: people with treatment-resistant depression are not pooled with
  people with any depression, though the rule for a verdict sets them side by side;
- drug and route;
- the kind of design: an arm of a trial is not pooled with an uncontrolled series;
- for differences and ratios, the kind of comparator: inert, or active like midazolam;

that come from at least three independent studies, of which a variance can be worked out, and that
are not pooled themselves. Studies are independent if no publication includes, pools, re-analyses
or replaces another; of those that share patients the largest counts. Three, because with two
studies the variance between them is a guess, and the interval (Student's t with one degree of
freedom) then says nothing; a review of two trials is still shown as its authors published it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kb.evidence.overlap import overlap_groups
from kb.evidence.pooling import SCALES, effect_of
from kb.evidence.strength import CONTROLLED, POOLED
from kb.models import Finding, Publication
from kb.vocabulary import Design, Metric, Outcome, Window

#: Fewer independent studies are not pooled.
FEWEST: Final = 3

_SPANS = frozenset({Window.UNSTATED, Window.MONTHS, Window.YEARS})
#: Why numbers of a metric have no variance.
_TIMES = {
    Metric.EARLIEST_TIME: "these are times at which studies looked, without a variance",
    Metric.LATEST_TIME: "these are times at which studies looked, without a variance",
    Metric.MEDIAN_TIME: "these are median times, printed without a variance",
    Metric.MEAN_TIME: "these are mean times, printed without a variance",
}
#: Metrics that compare two arms.
_CONTRASTS = frozenset(
    {
        Metric.ODDS_RATIO,
        Metric.RISK_RATIO,
        Metric.HAZARD_RATIO,
        Metric.MEAN_DIFFERENCE,
        Metric.RISK_DIFFERENCE,
        Metric.SMD,
    }
)
_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class Study:
    """A finding with its publication, and the design of the part it comes from."""

    finding: Finding
    publication: Publication
    design: Design


@dataclass(frozen=True, slots=True)
class Poolable:
    """The sets that may be pooled; if there is none, why not, as the rest of a sentence."""

    sets: tuple[tuple[Study, ...], ...]
    reason: str | None


#: What a set of studies must share, in the order in which a reader asks.
_SAMENESS: Final[tuple[tuple[str, Callable[[Study], Hashable]], ...]] = (
    ("at the same time", lambda s: s.finding.window),
    ("in the same people", lambda s: s.finding.population),
    ("of the same drug by the same route", lambda s: (s.finding.drug, s.finding.route)),
    ("in designs of one kind", lambda s: _kind(s.design)),
    ("by the same definition and scale", lambda s: _definition(s.finding)),
    ("against the same kind of comparator", lambda s: _comparator(s.finding)),
)


def poolable(studies: Sequence[Study], publications: Mapping[str, Publication]) -> Poolable:
    """
    Say which of the studies, all of one outcome and metric, may be pooled, or why none may.

    :param publications: the whole library, for links between publications.
    """
    single = [s for s in studies if s.design not in POOLED and "pooled" not in (s.finding.analysis or "")]
    metric = studies[0].finding.metric
    if metric in _TIMES:
        return Poolable((), _TIMES[metric])
    if metric not in SCALES:
        return Poolable((), "numbers of this kind are not averaged")
    single = [s for s in single if "subgroup" not in (s.finding.analysis or "")]
    alone = _independent(single, publications)
    if not alone:
        return Poolable((), "every figure here is itself pooled, or of a part of a study")
    if len(alone) < FEWEST:
        studies_ = "one study" if len(alone) == 1 else "two independent studies"
        return Poolable((), f"the figures come from {studies_}, and pooling takes three")
    usable = [s for s in single if effect_of(s.finding) is not None]
    left = len(_independent(usable, publications))
    if left < FEWEST:
        given = "none" if not left else f"only {_count(left)}"
        reason = (
            f"{given} of the {_count(len(alone))} independent studies {'gives' if left == 1 else 'give'} "
        )
        return Poolable((), reason + "what a variance is worked out from, and pooling takes three")
    timed = [s for s in usable if s.finding.window not in _SPANS]
    sets = [
        found
        for group in _parted(timed, lambda s: tuple(key(s) for _, key in _SAMENESS))
        if len(found := _independent(group, publications)) >= FEWEST
    ]
    if sets:
        return Poolable(tuple(tuple(found) for found in sets), None)
    return Poolable((), _why_not(usable, timed, publications))


def _why_not(usable: list[Study], timed: list[Study], publications: Mapping[str, Publication]) -> str:
    """Return how far the studies agree: up to the first likeness that no three of them share."""

    def count(studies: Iterable[Study]) -> int:
        return len(_independent(studies, publications))

    total = _count(count(usable))
    if count(timed) < FEWEST:
        return f"of the {total} studies with a variance no three name one time of measurement"
    group, agreed = timed, []
    for likeness, key in _SAMENESS:
        agreed.append(likeness)
        group = max(_parted(group, key), key=count)
        if count(group) < FEWEST:
            break
    none = (
        "the three studies with a variance do not all"
        if total == "three"
        else f"no three of the {total} studies with a variance"
    )
    return f"{none} measure " + " and ".join(agreed)


def _independent(studies: Iterable[Study], publications: Mapping[str, Publication]) -> list[Study]:
    """Return one study for each group that shares patients: the largest, its primary analysis first."""
    by_citekey: dict[str, Study] = {}
    for study in sorted(studies, key=lambda s: (not _primary(s.finding), s.finding.id)):
        by_citekey.setdefault(study.publication.citekey, study)
    groups = overlap_groups(sorted(by_citekey), publications)
    return [max((by_citekey[key] for key in group), key=lambda s: s.finding.n or 0) for group in groups]


def _parted(studies: Iterable[Study], key: Callable[[Study], Hashable]) -> list[list[Study]]:
    parts: dict[Hashable, list[Study]] = {}
    for study in studies:
        parts.setdefault(key(study), []).append(study)
    return list(parts.values())


def _kind(design: Design) -> Hashable:
    return "controlled" if design in CONTROLLED else design


def _definition(finding: Finding) -> Hashable:
    text = " ".join((finding.definition or "").casefold().split())
    if finding.outcome is Outcome.RESPONSE and (not text or re.search(r"\bhal(f|ved)\b|50%", text)):
        # The vocabulary's own meaning of response, in whatever words.
        return ""
    scale = (finding.scale or "").casefold()
    # Standard deviations are the same on every scale; the words then only say which way is better.
    return "" if finding.metric is Metric.SMD else (scale or text)


def _comparator(finding: Finding) -> Hashable:
    if finding.metric not in _CONTRASTS:
        return None
    text = (finding.comparator or "").casefold()
    if re.search(r"saline|placebo", text) and "midazolam" not in text:
        return "inert"
    return "midazolam" if "midazolam" in text else text


def _primary(finding: Finding) -> bool:
    return "primary" in (finding.analysis or "")


def _count(number: int) -> str:
    return _WORDS[number] if number < len(_WORDS) else str(number)
