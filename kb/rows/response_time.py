"""Rows of the shares of people who responded or remitted, by time."""

from __future__ import annotations

from collections.abc import Iterator

from kb.database import Row
from kb.evidence.response_time import response_points
from kb.evidence.time_points import TimePoint
from kb.library import Library
from kb.models import Publication
from kb.rows.findings import real


def response_rows(library: Library, publication: Publication) -> Iterator[Row]:
    """Return the rows of one publication, an arm a row."""
    standing = library.standings[publication.citekey].standing
    for point in response_points(publication, library.findings_of[publication.citekey], standing):
        when = point.when if isinstance(point.when, TimePoint) else None
        interval = point.interval
        yield {
            "finding_id": point.finding.id,
            "kind": point.kind,
            "citekey": publication.citekey,
            "outcome": point.finding.outcome.code,
            "arm": point.arm or None,
            "drug": point.finding.drug.code,
            "route": point.finding.route.code,
            "population": point.finding.population.code,
            "value": float(point.value),
            "events": point.events,
            "n": point.n,
            "interval_low": real(interval.low) if interval else None,
            "interval_high": real(interval.high) if interval else None,
            "interval_origin": interval.origin.code if interval else None,
            "counted_from": when.counted_from.value if when else None,
            "from_hours": round(when.low, 4) if when else None,
            "to_hours": round(when.high, 4) if when else None,
            "basis": (when.basis or None) if when else None,
            "not_placed": None if isinstance(point.when, TimePoint) else point.when.reason,
            "time": point.finding.time,
            "source": point.finding.source.code,
        }
