"""Look things up in kb.db from the shell: search by words, show one claim or publication."""

from __future__ import annotations

import difflib
import sqlite3
from dataclasses import asdict, dataclass

from kb.errors import KBError
from kb.search import EntryKind
from kb.search import search as find


class NotFoundError(KBError):
    """Nothing goes by this name; the message names the nearest."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One result of a search."""

    kind: str
    id: str
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search found, the words that were read as others, and near words if it found nothing."""

    found: tuple[Hit, ...]
    mended: tuple[tuple[str, str], ...]
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One evidence item as shown with its claim."""

    direction: str
    directness: str
    label: str
    source: str
    design: str
    figures: str | None
    why: str


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """A claim with all that the shell shows of it."""

    id: str
    statement: str
    verdict: str
    verdict_by: str
    certainty: str
    stated: str | None
    holds: str
    caveat: str
    steps: tuple[str, ...]
    evidence: tuple[Evidence, ...]


def search(
    db: sqlite3.Connection, words: str, *, limit: int = 20, kind: str | None = None, as_typed: bool = False
) -> Hits:
    """
    Return the best of what the words bring up, never more than ``limit``, kind by kind.

    Claims come first, then publications, findings, rules, regulatory facts and topics; what an
    identifier names comes before all.

    :param kind: code of the kind that alone is wanted.
    :param as_typed: do not mend misspelt words.
    """
    wanted = EntryKind.of(kind) if kind else None
    answers = find(db, words, kind=wanted, as_typed=as_typed, shown=limit)
    found = [one for group in answers.groups for one in group.shown]
    best = sorted(found, key=lambda one: -one.score)[: limit - bool(answers.named)]
    ordered = [*filter(None, [answers.named]), *(one for one in found if one in best)]
    hits = tuple(Hit(one.kind.code, one.key, one.title_text, one.detail) for one in ordered)
    return Hits(hits, tuple((word.typed, word.read_as) for word in answers.mended), answers.suggestions)


def show_claim(db: sqlite3.Connection, claim_id: str) -> ShownClaim:
    """
    Return one claim with its evidence and the trace of its verdict.

    :raises NotFoundError: if there is no such claim; the message names the nearest.
    """
    row = db.execute(
        "SELECT id, statement, verdict, verdict_by, certainty, stated, holds, caveat FROM claims WHERE id = ?",
        (claim_id,),
    ).fetchone()
    if row is None:
        ids = [key for (key,) in db.execute("SELECT id FROM claims")]
        near = difflib.get_close_matches(claim_id, ids, n=3, cutoff=0.4)
        hint = f"; the nearest: {', '.join(near)}" if near else ""
        raise NotFoundError(f"no claim {claim_id!r}{hint}")
    steps = db.execute(
        "SELECT step, text FROM verdict_steps WHERE claim_id = ? ORDER BY position", (claim_id,)
    )
    evidence = db.execute(
        "SELECT direction, directness || coalesce(' (' || differs || ')', ''), label, source, design, figures, why"
        " FROM evidence_table WHERE claim_id = ? ORDER BY direction = 'inconclusive', direction DESC, source",
        (claim_id,),
    )
    return ShownClaim(
        **dict(row),
        steps=tuple(f"{number}. {text}" for number, text in steps),
        evidence=tuple(Evidence(*item) for item in evidence),
    )


def claim_text(claim: ShownClaim) -> str:
    """Return a claim as a page of text."""
    lines = [
        claim.statement,
        "",
        f"{claim.verdict.upper()} (certainty {claim.certainty}, by the {claim.verdict_by})",
    ]
    if claim.stated:
        lines.append(f"The claim states: {claim.stated}")
    for direction, heading in (
        ("supports", "For it"),
        ("contradicts", "Against it"),
        ("inconclusive", "Undecided"),
    ):
        items = [item for item in claim.evidence if item.direction == direction]
        if items:
            lines += ["", f"{heading}:"]
            for item in items:
                lines.append(f"  {item.label} [{item.source}], {item.design}, {item.directness}")
                lines += [f"    {text}" for text in (item.figures, item.why) if text]
    lines += ["", f"What holds: {claim.holds}", f"Caveat: {claim.caveat}", "", "How the verdict came about:"]
    return "\n".join([*lines, *(f"  {step}" for step in claim.steps)])


def claim_data(claim: ShownClaim) -> dict[str, object]:
    """Return a claim as plain data for JSON."""
    return asdict(claim)
