"""Rows of the summary of findings of each topic."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kb.database import Row as TableRow
from kb.evidence.absolute_effects import Estimate
from kb.evidence.bodies import BodyKey, Comparison, body_key, comparisons, shown_first
from kb.evidence.figures import figure_text, interval_text
from kb.evidence.plain_words import difference_text, per_thousand, plain_words
from kb.evidence.standing import COUNTED
from kb.evidence.summary_of_findings import Row, summary_row
from kb.library import Library
from kb.models import Claim
from kb.vocabulary import Certainty, Directness, Outcome, Population, Source, Topic, Window

_COUNT_WORDS = "one two three four five six seven eight nine ten eleven twelve".split()
_GRADED = re.compile(r"\b(high|moderate|very low|low) (?:certainty|quality)\b")
_TRIALS = re.compile(rf"\b({'|'.join(_COUNT_WORDS)}|\d+)(?: double-blind)? trials\b")


def summary_rows(library: Library) -> Iterator[TableRow]:
    """Return the rows of every topic, in the order in which they are read."""
    held = [
        comparison
        for publication in library.publications.values()
        if library.standings[publication.citekey].standing in COUNTED
        for comparison in comparisons(publication, library.findings_of[publication.citekey])
    ]
    for topic in Topic:
        claims = [claim for claim in library.claims.values() if claim.topic is topic]
        bodies: dict[BodyKey, list[Comparison]] = defaultdict(list)
        for comparison in held:
            if _citing(comparison, claims):
                bodies[body_key(comparison)].append(comparison)
        position = 0
        for key in sorted(bodies, key=_place):
            shown, named = shown_first(bodies[key])
            for comparison in shown:
                position += 1
                citing = _citing(comparison, claims)
                yield _row(topic, position, key, summary_row(comparison, held), named, citing)


def _row(
    topic: Topic, position: int, key: BodyKey, row: Row, named: Sequence[Comparison], claims: Sequence[Claim]
) -> TableRow:
    lead = row.comparison.lead
    printed = _printed_certainty(row.comparison)
    certainty = printed or _certainty(claims)
    relative, by_counts = row.relative, row.by_counts
    score = row.comparison.score
    rests_on = [*row.comparison.findings, *([row.borrowed] if row.borrowed else [])]
    return {
        "topic": topic.code,
        "position": position,
        "outcome": key.outcome.code,
        "definition": lead.definition,
        "population": lead.population.code,
        "drug": lead.drug.code,
        "route": lead.route.code,
        "arm": lead.arm,
        "comparator": lead.comparator,
        "comparator_class": key.comparator,
        "window": lead.window.code,
        "time": lead.time,
        "citekey": row.comparison.publication.citekey,
        "pooled": int(row.comparison.pooled),
        "also_held": ", ".join(dict.fromkeys(c.publication.citekey for c in named)) or None,
        "participants": _participants(row.comparison),
        "studies": _studies(row.comparison),
        "analysis": lead.analysis,
        "relative_metric": row.relative_metric.code if row.relative_metric else None,
        "relative": relative.value if relative else None,
        "relative_low": relative.low if relative else None,
        "relative_high": relative.high if relative else None,
        "relative_computed": int(row.relative_computed),
        "risk_ratio": by_counts.value if by_counts else None,
        "risk_ratio_low": by_counts.low if by_counts else None,
        "risk_ratio_high": by_counts.high if by_counts else None,
        "assumed_per_1000": None if row.assumed is None else per_thousand(row.assumed),
        "assumed_from": row.borrowed.id if row.borrowed else None,
        "corresponding_per_1000": None if row.corresponding is None else per_thousand(row.corresponding),
        "difference_per_1000": per_thousand(row.difference.value) if row.difference else None,
        "difference_low": _end(row.difference, "low"),
        "difference_high": _end(row.difference, "high"),
        "difference_by": row.difference_by,
        "difference": difference_text(row.difference) if row.difference else None,
        "number_needed": row.needed,
        "number_needed_computed": int(row.needed_computed),
        "score": ", ".join(filter(None, (figure_text(score), interval_text(score)))) if score else None,
        "certainty": certainty.code if certainty else None,
        "certainty_from": "the review" if printed else ", ".join(claim.id for claim in claims) or None,
        "plain": _sentence(plain_words(row, certainty)),
        "not_computed": _reasons(row.reasons),
        "from_memory": int(any(f.source is Source.MEMORY for f in rests_on)),
        "finding_ids": ", ".join(f.id for f in row.comparison.findings),
    }


def _citing(comparison: Comparison, claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims whose evidence rests on one of the findings; those that are about its outcome, if any."""
    ids = {finding.id for finding in comparison.findings}
    citing = [
        claim
        for claim in claims
        if any(
            ids & set(item.findings) and item.directness is not Directness.INDIRECT for item in claim.evidence
        )
    ]
    return [claim for claim in citing if claim.about.outcome is comparison.lead.outcome] or citing


def _printed_certainty(comparison: Comparison) -> Certainty | None:
    """Return the level that the review itself gave this outcome, where it is held."""
    found = _GRADED.search(comparison.lead.analysis or "")
    return Certainty.of(found[1].replace(" ", "-")) if found else None


def _certainty(claims: Sequence[Claim]) -> Certainty | None:
    """Return the lowest of the levels that the curator gave the claims."""
    order = list(Certainty)
    return max((claim.certainty.level for claim in claims), key=order.index, default=None)


def _participants(comparison: Comparison) -> int | None:
    both = [f for f in (comparison.share, comparison.score) if f and f.n and f.comparator_n]
    if both:
        return (both[0].n or 0) + (both[0].comparator_n or 0)
    whole = [f.n for f in (comparison.ratio, comparison.difference, comparison.needed) if f and f.n]
    if comparison.score and comparison.score.comparator_value is None and comparison.score.n:
        whole.append(comparison.score.n)
    return whole[0] if whole else None


def _studies(comparison: Comparison) -> int | None:
    if not comparison.pooled:
        return 1
    found = _TRIALS.search(comparison.lead.analysis or "")
    if found is None:
        return None
    return _COUNT_WORDS.index(found[1]) + 1 if found[1] in _COUNT_WORDS else int(found[1])


def _reasons(reasons: Sequence[str]) -> str | None:
    """Return the reasons with those of one cause taken together."""
    causes: dict[str, list[str]] = defaultdict(list)
    for reason in reasons:
        what, _, why = reason.partition(": ")
        causes[why or what].append(what if why else "")
    told = []
    for why, whats in causes.items():
        named = [what.removeprefix("no ") for what in whats if what]
        told.append(
            f"no {', no '.join(named)}: {why}" if named and whats[0].startswith("no ") else _plain(whats, why)
        )
    return "; ".join(told) or None


def _plain(whats: Sequence[str], why: str) -> str:
    return f"{whats[0]}: {why}" if whats[0] else why


def _end(difference: Estimate | None, name: str) -> int | None:
    end = getattr(difference, name) if difference else None
    return None if end is None else per_thousand(end)


def _place(key: BodyKey) -> tuple[int | str, ...]:
    """Return the place of a body: bodies under one heading of the page stand together."""
    return (
        list(Outcome).index(key.outcome), list(Population).index(key.population), key.drug.code,
        list(Window).index(key.window), key.comparator, key.is_score, key.definition,
    )  # fmt: skip


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
