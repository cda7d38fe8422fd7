"""What changed, as the page, the section on a claim's page and the feeds show it."""

from __future__ import annotations

import itertools
import sqlite3
from dataclasses import dataclass

#: Commits on a page, and entries of one sort that a commit shows; the table of changes has them all.
COMMITS_A_PAGE, SHOWN = 20, 40

_COMMITS = """
SELECT commit_id, changed_at, subject, min(change) AS first, max(change) AS last FROM changes
GROUP BY commit_id ORDER BY first DESC LIMIT ? OFFSET ?
"""
_COUNT = "SELECT count(DISTINCT commit_id) FROM changes"
_ROWS = """
SELECT * FROM (
  SELECT ch.*, c.statement, p.label, f.statement AS fact,
    count(*) OVER sort AS of_this_sort, row_number() OVER (sort ORDER BY ch.change) AS place
  FROM changes AS ch
  LEFT JOIN claims AS c ON ch.kind = 'claim' AND c.id = ch.entity
  LEFT JOIN publications AS p ON ch.kind = 'publication' AND p.citekey = ch.entity
  LEFT JOIN regulatory_facts AS f ON ch.kind = 'regulatory fact' AND f.id = ch.entity
  WHERE ch.change BETWEEN ? AND ?
  WINDOW sort AS (PARTITION BY ch.commit_id, ch.kind, ch.action)
) WHERE place <= ? ORDER BY change
"""
_OF_ENTITY = """
SELECT * FROM changes WHERE kind = ? AND entity = ? ORDER BY change DESC LIMIT ?
"""
_MISSING = "SELECT history_missing FROM build_info"
#: Where the page of each kind of entry is.
PLACES = {"claim": "/claim/", "publication": "/publication/", "regulatory fact": "/facts/"}
_PLURALS = {"claim": "claims", "publication": "publications", "regulatory fact": "regulatory facts"}


@dataclass(frozen=True, slots=True)
class Changed:
    """One entry that a commit changed."""

    row: sqlite3.Row

    @property
    def is_live(self) -> bool:
        """Whether the entry has a page today."""
        return any(self.row[key] is not None for key in ("statement", "label", "fact"))

    @property
    def name(self) -> str:
        """What to call the entry: its name today, else what it was called when it went."""
        row = self.row
        named = row["statement"] or row["label"] or row["fact"]
        return str(named or (row["what"] if row["action"] != "changed" else "") or row["entity"])

    @property
    def lines(self) -> list[str]:
        """What changed, a sentence each; nothing for what came or went whole."""
        return self.row["what"].split("\n") if self.row["action"] == "changed" else []


@dataclass(frozen=True, slots=True)
class Sort:
    """The entries of one kind that came, changed or went with a commit."""

    kind: str
    action: str
    total: int
    entries: list[Changed]

    @property
    def title(self) -> str:
        """The count in words."""
        return f"{self.total:,} {self.kind if self.total == 1 else _PLURALS[self.kind]} {self.action}"


@dataclass(frozen=True, slots=True)
class CommitShown:
    """A commit with what it changed, sort by sort: changed first, then what came and went."""

    commit: sqlite3.Row
    sorts: list[Sort]

    @property
    def day(self) -> str:
        """The day in UTC."""
        return str(self.commit["changed_at"])[:10]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """One page of what changed, the newest day first."""

    days: list[tuple[str, list[CommitShown]]]
    page: int
    pages: int
    #: Why nothing is known, where the history was not read.
    missing: str | None


def read_changes_page(conn: sqlite3.Connection, page: int) -> ChangesPage:
    """Return a page of what changed, from 1; a page that is not there is empty."""
    commits = read_commits(conn, COMMITS_A_PAGE, (page - 1) * COMMITS_A_PAGE)
    total = conn.execute(_COUNT).fetchone()[0]
    days = [(day, list(shown)) for day, shown in itertools.groupby(commits, key=lambda c: c.day)]
    missing = conn.execute(_MISSING).fetchone()[0]
    return ChangesPage(days, page, -(-total // COMMITS_A_PAGE), missing)


def read_commits(conn: sqlite3.Connection, most: int, skipped: int = 0) -> list[CommitShown]:
    """Return the newest commits with what each changed."""
    shown = []
    for commit in conn.execute(_COMMITS, (most, skipped)).fetchall():
        rows = conn.execute(_ROWS, (commit["first"], commit["last"], SHOWN)).fetchall()
        sorts: dict[tuple[str, str], Sort] = {}
        for row in rows:
            key = (row["kind"], row["action"])
            sorts.setdefault(key, Sort(*key, row["of_this_sort"], [])).entries.append(Changed(row))
        order = ("changed", "added", "removed")
        shown.append(CommitShown(commit, sorted(sorts.values(), key=lambda s: order.index(s.action))))
    return shown


def read_changes_of(conn: sqlite3.Connection, kind: str, key: str, most: int = 50) -> list[sqlite3.Row]:
    """Return what changed in one entry, the newest first."""
    return conn.execute(_OF_ENTITY, (kind, key, most)).fetchall()
