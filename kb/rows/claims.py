"""Rows of claims, their evidence items, and what they state."""

from __future__ import annotations

from collections.abc import Iterator

from kb.database import Row
from kb.evidence.figures import figure_text, interval_text, quantity_text
from kb.evidence.overlap import linked
from kb.evidence.standing import COUNTED
from kb.evidence.verdict import Weighed
from kb.library import Library
from kb.models import Claim


def claim_row(library: Library, claim: Claim) -> Row:
    """Return the row of a claim, with the rule's verdict and the curator's."""
    ruling = library.rulings[claim.id]
    curator = claim.curator_verdict
    about = claim.about
    return {
        "id": claim.id,
        "topic": claim.topic.code,
        "kind": claim.kind.code,
        "statement": claim.statement,
        "verdict": (curator.verdict if curator else ruling.verdict).code,
        "verdict_by": "curator" if curator else "rule",
        "rule_verdict": ruling.verdict.code,
        "curator_verdict": curator.verdict.code if curator else None,
        "curator_because": curator.because if curator else None,
        "overreach": ", ".join(d.code for d in ruling.overreach) or None,
        "certainty": ruling.certainty.code,
        "certainty_because": claim.certainty.because,
        "stated": "; ".join(quantity_text(q) for q in claim.quantities) or None,
        "population": about.population.code,
        "drug": about.drug.code,
        "route": about.route.code,
        "comparator": about.comparator,
        "outcome": about.outcome.code,
        "window": about.window.code,
        "wordings": "\n".join(claim.wordings),
        "holds": claim.holds,
        "caveat": claim.caveat,
        "not_assessable": claim.not_assessable,
        "no_evidence": claim.no_evidence,
        "search": claim.search,
        "reviewed_by": claim.review.by.code,
        "reviewed_on": claim.review.reviewed_on.isoformat(),
        "review_due": claim.review.due.isoformat(),
        "source_line": claim.line,
    }


def evidence_rows(claim: Claim, weighed: list[Weighed]) -> Iterator[Row]:
    """Return the rows of a claim's evidence items."""
    keys = item_ids(claim, weighed)
    for position, (key, w) in enumerate(zip(keys, weighed, strict=True), 1):
        figures = [
            figure_text(f) + (f", {interval}" if (interval := interval_text(f)) else "") for f in w.findings
        ]
        yield {
            "id": key,
            "claim_id": claim.id,
            "position": position,
            "citekey": w.item.publication,
            "fact_id": w.item.fact,
            "direction": w.item.direction.code,
            "directness": w.item.directness.code,
            "differs": ", ".join(d.code for d in w.item.differs) or None,
            "design": w.design.code,
            "why": w.item.why,
            "figures": "; ".join(figures) or None,
            "counted": int(w.standing in COUNTED),
            "shares_patients_with": ", ".join(_sharing(w, weighed)) or None,
            "source_line": w.item.line,
        }


def _sharing(one: Weighed, weighed: list[Weighed]) -> list[str]:
    if one.publication is None:
        return []
    return [
        w.publication.citekey
        for w in weighed
        if w.publication
        and w.publication is not one.publication
        and w.item.direction is one.item.direction
        and linked(one.publication, w.publication)
    ]


def item_ids(claim: Claim, weighed: list[Weighed]) -> list[str]:
    """Return an id for each item: claim and source, numbered from the second of one source on."""
    seen: dict[str, int] = {}
    ids = []
    for w in weighed:
        seen[w.name] = seen.get(w.name, 0) + 1
        number = f".{seen[w.name]}" if seen[w.name] > 1 else ""
        ids.append(f"{claim.id}.{w.name}{number}")
    return ids
