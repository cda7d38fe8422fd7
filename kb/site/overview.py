"""What the home page and the lists show."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from kb.vocabulary import Verdict

_TOPICS = "SELECT * FROM topic_scorecard"
_MOST_SEEN = "SELECT * FROM claim_summary ORDER BY mentions DESC, claim_id LIMIT 8"
_LATEST = """
SELECT s.*, c.reviewed_on FROM claims AS c JOIN claim_summary AS s ON s.claim_id = c.id
WHERE c.id NOT IN (
  SELECT claim_id FROM (SELECT claim_id FROM claim_summary ORDER BY mentions DESC, claim_id LIMIT 8)
)
ORDER BY c.reviewed_on DESC, c.source_line DESC LIMIT 6
"""
_COUNTS = """
SELECT (SELECT count(*) FROM claims) AS claims, (SELECT count(*) FROM publications) AS publications,
  (SELECT count(*) FROM findings) AS findings, (SELECT count(*) FROM mentions) AS mentions,
  (SELECT count(DISTINCT page) FROM mentions) AS pages,
  (SELECT max(reviewed_on) FROM claims) AS reviewed_last,
  (SELECT count(*) FROM claims WHERE reviewed_on = (SELECT max(reviewed_on) FROM claims)) AS reviewed_then,
  (SELECT count(*) FROM regulatory_facts) AS facts,
  (SELECT count(*) FROM evidence_items) AS evidence_items,
  (SELECT count(*) FROM publications WHERE pubmed_fetched_on IS NULL) AS unchecked,
  (SELECT count(*) FROM findings WHERE abstract_check = 'verified') AS verified,
  (SELECT count(*) FROM findings WHERE abstract_check = 'not found') AS not_found,
  (SELECT count(*) FROM findings WHERE source = 'memory') AS from_memory,
  (SELECT count(*) FROM publications WHERE standing = 'retracted') AS retracted,
  (SELECT count(*) FROM disagreements) AS disagreements
"""
_VERDICTS = "SELECT verdict, count(*) AS claims FROM claims GROUP BY verdict"
_CLAIMS = """
SELECT s.*, t.title AS topic_title FROM claim_summary AS s JOIN topics AS t ON t.topic = s.topic
WHERE (:topic IS NULL OR s.topic = :topic) AND (:verdict IS NULL OR s.verdict = :verdict)
ORDER BY t.position, s.mentions DESC, s.claim_id
"""
_PUBLICATIONS = """
SELECT p.citekey, p.label, p.title_html, p.design, p.n, p.standing, p.counts, p.pubmed_fetched_on,
  count(DISTINCT e.claim_id) AS claims,
  count(DISTINCT CASE WHEN e.direction = 'supports' THEN e.claim_id END) AS supports,
  count(DISTINCT CASE WHEN e.direction = 'contradicts' THEN e.claim_id END) AS contradicts
FROM publications AS p LEFT JOIN evidence_items AS e ON e.citekey = p.citekey
GROUP BY p.citekey ORDER BY p.citekey
"""
_FACTS = (
    "SELECT id, statement, status, authority, start_on, end_on, reading FROM regulatory_facts ORDER BY id"
)
_DESIGNS_IN_ORDER = "SELECT code FROM vocabulary WHERE vocabulary = 'design' ORDER BY position"

#: Column of topic_scorecard and page_scorecard for each verdict, in the vocabulary's order.
VERDICT_COLUMNS = {verdict.code: verdict.code.replace("-", "_") for verdict in Verdict}


@dataclass(frozen=True, slots=True)
class Overview:
    """What the home page shows."""

    topics: list[sqlite3.Row]
    most_seen: list[sqlite3.Row]
    latest: list[sqlite3.Row]
    counts: sqlite3.Row
    verdicts: dict[str, int]
    build: sqlite3.Row
    largest: int


def read_overview(conn: sqlite3.Connection) -> Overview:
    """Return what the home page shows."""
    topics = conn.execute(_TOPICS).fetchall()
    return Overview(
        topics=topics,
        most_seen=conn.execute(_MOST_SEEN).fetchall(),
        latest=conn.execute(_LATEST).fetchall(),
        counts=conn.execute(_COUNTS).fetchone(),
        verdicts=read_verdicts(conn),
        build=conn.execute("SELECT * FROM build_info").fetchone(),
        largest=max((row["claims"] for row in topics), default=0),
    )


def read_verdicts(conn: sqlite3.Connection) -> dict[str, int]:
    """Return how many claims have each verdict, in the vocabulary's order."""
    found = dict(conn.execute(_VERDICTS).fetchall())
    return {verdict.code: found.get(verdict.code, 0) for verdict in Verdict}


def read_claims(
    conn: sqlite3.Connection, topic: str | None = None, verdict: str | None = None
) -> list[sqlite3.Row]:
    """Return the claims of a topic, a verdict, both or all, by topic and then most seen first."""
    return conn.execute(_CLAIMS, {"topic": topic, "verdict": verdict}).fetchall()


def read_topics(conn: sqlite3.Connection) -> list[sqlite3.Row]:
    """Return every topic with its verdict counts."""
    return conn.execute(_TOPICS).fetchall()


def read_publications(conn: sqlite3.Connection) -> list[tuple[str, list[sqlite3.Row]]]:
    """Return the publications grouped by design, strongest design first."""
    rows = conn.execute(_PUBLICATIONS).fetchall()
    designs = [row[0] for row in conn.execute(_DESIGNS_IN_ORDER)]
    designs += sorted({row["design"] for row in rows} - set(designs))
    grouped = ((design, [row for row in rows if row["design"] == design]) for design in designs)
    return [(design, group) for design, group in grouped if group]


def read_facts(conn: sqlite3.Connection) -> list[sqlite3.Row]:
    """Return the regulatory facts in short."""
    return conn.execute(_FACTS).fetchall()


def read_counts(conn: sqlite3.Connection) -> tuple[sqlite3.Row, sqlite3.Row]:
    """Return the counts of rows and the row of ``build_info``."""
    return conn.execute(_COUNTS).fetchone(), conn.execute("SELECT * FROM build_info").fetchone()
