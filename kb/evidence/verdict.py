"""
The rule for a verdict, version 1: published, and shown step by step for each claim.

0. Leave out what no longer stands; publications that share patients count once.
1. No direct item: unsupported, or not assessable where no study could settle it.
2. Direct items on both sides: mixed where the designs are comparable, contradicted
   where the stronger design contradicts.
3. A number of the claim goes beyond the best pooled or controlled finding of the
   same role, population and time: overstated. Items that only report a smaller
   number are weighed here first, and in step 2 only if the bar is met.
4. The claim reaches further than everything that supports it: overstated, on the
   dimensions named.
5. Animal work (a review of it included: whatever differs in species), or markers in
   people, alone never support a statement about what patients gain: unsupported.
6. Otherwise supported, with the certainty the curator gave.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.evidence.comparable import MEASURES, bar_of, goes_beyond, is_comparable
from kb.evidence.figures import figure_text, quantity_text
from kb.evidence.overlap import overlap_groups
from kb.evidence.standing import COUNTED
from kb.evidence.strength import NOT_CLINICAL, strength
from kb.models import Claim, EvidenceItem, Finding, Publication, Quantity, Ruling, Step
from kb.vocabulary import (
    Design,
    Dimension,
    Direction,
    Directness,
    Kind,
    Population,
    Standing,
    Verdict,
)

#: The version of the rule; a change to any step raises it.
RULE_VERSION = 1

_DIRECT = (Directness.DIRECT, Directness.NARROWER)


@dataclass(frozen=True, slots=True)
class Weighed:
    """An evidence item with what the rule needs of its publication or fact."""

    item: EvidenceItem
    design: Design
    standing: Standing
    publication: Publication | None
    findings: tuple[Finding, ...]

    @property
    def name(self) -> str:
        """The citekey or the id of the fact."""
        return self.item.publication or self.item.fact or ""


def weigh(
    claim: Claim,
    publications: Mapping[str, Publication],
    findings: Mapping[str, Finding],
    standings: Mapping[str, Standing],
) -> list[Weighed]:
    """Return the claim's items joined to what they cite; items that cite nothing known are left out."""
    weighed = []
    for item in claim.evidence:
        publication = publications.get(item.publication or "")
        if item.publication and not publication:
            continue
        rests_on = tuple(findings[key] for key in item.findings if key in findings)
        standing = standings.get(item.publication or "", Standing.CURRENT)
        design = item.design or (publication.design if publication else Design.REGULATOR)
        weighed.append(Weighed(item, design, standing, publication, rests_on))
    return weighed


def judge(claim: Claim, evidence: Sequence[Weighed]) -> Ruling:
    """Return the rule's verdict on the claim with the trace of the steps taken."""
    return _Judge(claim, evidence).ruling()


class _Judge:
    def __init__(self, claim: Claim, evidence: Sequence[Weighed]) -> None:
        self.claim = claim
        self.steps: list[Step] = []
        self.fallen = [w for w in evidence if w.standing not in COUNTED]
        self.counted = [w for w in evidence if w.standing in COUNTED]
        direct = [w for w in self.counted if w.item.directness in _DIRECT]
        self.direct = direct
        supports = [w for w in direct if w.item.direction is Direction.SUPPORTS]
        self.not_clinical = [w for w in supports if self._shows_no_outcome(w)]
        self.supports = [w for w in supports if w not in self.not_clinical]
        self.contradicts = [w for w in direct if w.item.direction is Direction.CONTRADICTS]

    def ruling(self) -> Ruling:
        verdict, overreach = self._verdict()
        certainty = self.claim.certainty.level
        return Ruling(verdict=verdict, certainty=certainty, steps=tuple(self.steps), overreach=overreach)

    def _verdict(self) -> tuple[Verdict, tuple[Dimension, ...]]:
        self._count()
        if not self.direct:
            return self._nothing_direct(), ()
        only_amount = [w for w in self.contradicts if self._disputes_amount(w)]
        settled = self._both_sides([w for w in self.contradicts if w not in only_amount])
        settled = settled or self._quantities()
        if settled is None and only_amount:
            settled = self._both_sides(self.contradicts)
        if settled:
            return settled, ()
        if not self.supports:
            return self._no_support(), ()
        overreach = self._overreach()
        if overreach:
            return Verdict.OVERSTATED, overreach
        self._step(6, "nothing above applies", Verdict.SUPPORTED)
        return Verdict.SUPPORTED, ()

    def _count(self) -> None:
        publications = {w.publication.citekey: w.publication for w in self.counted if w.publication}
        groups = [group for group in overlap_groups(publications, publications) if len(group) > 1]
        text = f"{len(self.counted)} of {len(self.counted) + len(self.fallen)} items count"
        if self.fallen:
            text += "; left out: " + ", ".join(f"{w.name} ({w.standing.words})" for w in self.fallen)
        if groups:
            text += "; share patients and count once: " + "; ".join(" + ".join(group) for group in groups)
        unchecked = sum(w.standing is Standing.UNCHECKED for w in self.counted)
        if unchecked:
            text += f"; standing not yet checked in PubMed for {unchecked}"
        self._step(0, text)

    def _nothing_direct(self) -> Verdict:
        if self.claim.not_assessable:
            self._step(1, f"no study could settle it: {self.claim.not_assessable}", Verdict.NOT_ASSESSABLE)
            return Verdict.NOT_ASSESSABLE
        near = len(self.counted)
        found = f"{near} indirect item{'s' if near != 1 else ''}" if near else "nothing in the library"
        self._step(1, f"no direct item: {found}", Verdict.UNSUPPORTED)
        return Verdict.UNSUPPORTED

    def _both_sides(self, against: Sequence[Weighed]) -> Verdict | None:
        if not against:
            return None
        con, con_best = self._strongest(against)
        if not self.supports:
            self._step(2, f"against it: {con_best}; nothing direct for it", Verdict.CONTRADICTED)
            return Verdict.CONTRADICTED
        pro, pro_best = self._strongest(self.supports)
        text = f"for it: {pro_best}; against it: {con_best}"
        if con > pro:
            self._step(2, f"{text}; the stronger design contradicts", Verdict.CONTRADICTED)
            return Verdict.CONTRADICTED
        if con == pro:
            self._step(2, f"{text}; the designs are comparable", Verdict.MIXED)
            return Verdict.MIXED
        self._step(2, f"{text}; the stronger design supports")
        return None

    def _quantities(self) -> Verdict | None:
        for quantity in self.claim.quantities:
            if quantity.role not in MEASURES:
                continue
            pairs = [
                (f, w.publication)
                for w in self.direct
                if w.publication
                for f in w.findings
                if self._comparable(quantity, f)
            ]
            bar = bar_of(quantity, pairs)
            stated = f"{quantity.role.words} of {quantity_text(quantity)}"
            if bar is None:
                self._step(3, f"{stated}: no pooled or controlled finding of the same people and time")
                continue
            found = f"{figure_text(bar[0])} in {bar[1].citekey} ({bar[1].design.words})"
            if goes_beyond(quantity, bar[0]):
                self._step(
                    3,
                    f"{stated} goes beyond the best pooled or controlled finding, {found}",
                    Verdict.OVERSTATED,
                    bar[0].id,
                )
                return Verdict.OVERSTATED
            self._step(3, f"{stated} does not go beyond {found}", finding=bar[0].id)
        return None

    def _no_support(self) -> Verdict:
        if self.not_clinical:
            names = ", ".join(sorted({w.name for w in self.not_clinical}))
            self._step(
                5, f"animal work or markers alone ({names}) show no effect in patients", Verdict.UNSUPPORTED
            )
        else:
            self._step(1, "no direct item supports it; those at hand decide neither way", Verdict.UNSUPPORTED)
        return Verdict.UNSUPPORTED

    def _overreach(self) -> tuple[Dimension, ...]:
        if any(w.item.directness is Directness.DIRECT for w in self.supports):
            self._step(4, "at least one supporting item speaks of all that the claim speaks of")
            return ()
        shared = [set(w.item.differs) for w in self.supports]
        common = set.intersection(*shared) or set.union(*shared)
        overreach = tuple(dimension for dimension in Dimension if dimension in common)
        named = ", ".join(dimension.words for dimension in overreach)
        self._step(4, f"the claim reaches further than its evidence on: {named}", Verdict.OVERSTATED)
        return overreach

    def _shows_no_outcome(self, weighed: Weighed) -> bool:
        about = self.claim.about.population
        if about in (Population.ANIMALS, Population.NOT_APPLICABLE):
            return False
        if Dimension.SPECIES in weighed.item.differs:
            return True
        if self.claim.kind is Kind.MECHANISM:
            return weighed.design is Design.PRECLINICAL
        return weighed.design in NOT_CLINICAL

    def _disputes_amount(self, weighed: Weighed) -> bool:
        findings = weighed.findings
        return bool(findings) and all(
            any(self._comparable(quantity, finding) for quantity in self.claim.quantities)
            for finding in findings
        )

    def _comparable(self, quantity: Quantity, finding: Finding) -> bool:
        return is_comparable(quantity, finding, self.claim.about.population, self.claim.about.window)

    def _strongest(self, weighed: Sequence[Weighed]) -> tuple[int, str]:
        best = max(weighed, key=lambda w: strength(w.design, self.claim.kind))
        return strength(best.design, self.claim.kind), f"{best.name} ({best.design.words})"

    def _step(
        self, number: int, text: str, verdict: Verdict | None = None, finding: str | None = None
    ) -> None:
        self.steps.append(Step(number=number, text=text, verdict=verdict, finding=finding))
