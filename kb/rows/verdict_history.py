"""Rows of what the verdict would have been, year by year."""

from __future__ import annotations

from collections.abc import Iterator

from kb.database import Row
from kb.evidence.verdict_history import verdict_history
from kb.library import Library
from kb.models import Claim
from kb.vocabulary import Direction


def history_rows(library: Library, claim: Claim) -> Iterator[Row]:
    """Return the rows of one claim, oldest year first."""
    history = verdict_history(claim, library.weighed(claim), library.regulatory_facts, library.publications)
    for now in history:
        settled = next(step for step in reversed(now.ruling.steps) if step.verdict)
        yield {
            "claim_id": claim.id,
            "year": now.year,
            "verdict": now.ruling.verdict.code,
            "changed": int(now.changed),
            "step": settled.number,
            "because": settled.text,
            "items": len(now.counted),
            "supporting": now.count(Direction.SUPPORTS),
            "contradicting": now.count(Direction.CONTRADICTS),
            "inconclusive": now.count(Direction.INCONCLUSIVE),
            "arrived": ", ".join(now.arrived) or None,
            "left_out": ", ".join(now.left) or None,
        }
