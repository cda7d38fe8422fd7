"""The history of a project's text files, from the first commit to the last."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from kb.history.changes import CHANGED, CLAIM, Change, compare
from kb.history.entries import Entries, cut
from kb.history.repository import Commit, HistoryUnavailableError, read_commits, read_versions
from kb.history.verdicts import verdicts

#: Changed claims whose verdict before and after is worked out, newest first: the rule is run twice for each.
MOST_JUDGED = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitChanges:
    """A commit with what it changed."""

    commit: Commit
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What changed, the oldest commit first; or why that is not known."""

    commits: tuple[CommitChanges, ...] = ()
    #: Why there is no history, in words that follow “no history:”; None where there is one.
    missing: str | None = None


#: The history of a build that was told to leave it out.
NOT_ASKED = History(missing="the build was told to leave it out")


def read_history(folder: Path, claims: str = "claims.yaml", references: str = "references.bib") -> History:
    """
    Return what each commit changed in the two files of ``folder``; what is not committed adds nothing.

    The same commit gives the same history, wherever it was cloned.
    """
    try:
        commits = read_commits(folder, (claims, references))
        found: list[CommitChanges] = []
        budget = MOST_JUDGED
        after: Entries | None = None
        latest: Commit | None = None
        for version in read_versions(folder, commits):
            entries = cut(*version.texts)
            if after is not None and latest is not None:
                told, budget = _with_verdicts(compare(entries, after), entries, after, budget)
                found.append(CommitChanges(commit=latest, changes=told))
            after, latest = entries, version.commit
        if after is not None and latest is not None:
            found.append(CommitChanges(commit=latest, changes=tuple(compare(Entries(), after))))
    except HistoryUnavailableError as error:
        return History(missing=str(error))
    return History(commits=tuple(reversed(found)))


def _with_verdicts(
    changes: list[Change], old: Entries, new: Entries, budget: int
) -> tuple[tuple[Change, ...], int]:
    """Return the changes with the verdicts before and after, and how many claims may still be judged."""
    changed = [change.key for change in changes if change.kind == CLAIM and change.action == CHANGED][:budget]
    before, after = verdicts(old, changed), verdicts(new, changed)
    told = (
        replace(change, verdict_before=before.get(change.key), verdict_after=after.get(change.key))
        if change.kind == CLAIM and change.key in before and change.key in after
        else change
        for change in changes
    )
    return tuple(told), budget - len(changed)
