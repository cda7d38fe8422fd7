"""Rows of what changed, and of the keys that entries had before."""

from __future__ import annotations

from collections.abc import Iterator

from kb.database import Row
from kb.history.reading import History
from kb.library import Library


def change_rows(history: History) -> Iterator[Row]:
    """Yield a row for each entry that a commit changed, the oldest first."""
    told = ((commit.commit, change) for commit in history.commits for change in commit.changes)
    for number, (commit, change) in enumerate(told, 1):
        yield {
            "change": number,
            "changed_at": commit.committed_at,
            "commit_id": commit.id,
            "subject": commit.subject,
            "kind": change.kind,
            "entity": change.key,
            "action": change.action,
            "what": "\n".join(change.what),
            "verdict_before": change.verdict_before,
            "verdict_after": change.verdict_after,
        }


def former_id_rows(library: Library) -> Iterator[Row]:
    """Yield a row for each key that a claim or publication had before."""
    for claim in sorted(library.claims.values(), key=lambda c: c.id):
        for former in claim.replaces:
            yield {"kind": "claim", "former": former, "entity": claim.id}
    for publication in sorted(library.publications.values(), key=lambda p: p.citekey):
        for former in publication.formerly:
            yield {"kind": "publication", "former": former, "entity": publication.citekey}
