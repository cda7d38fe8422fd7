"""Rows of findings, with computed intervals and the check against the abstract."""

from __future__ import annotations

from decimal import Decimal

from kb.database import Row
from kb.evidence.abstract_check import FigureCheck, check_figure
from kb.evidence.figures import figure_text, interval_text
from kb.evidence.intervals import interval_of
from kb.library import Library
from kb.models import Finding


def finding_row(library: Library, f: Finding) -> Row:
    """Return the row of a finding, with its interval and where the abstract has it."""
    interval = interval_of(f)
    check = _check(library, f)
    printed_interval = interval_text(f)
    return {
        "id": f.id,
        "citekey": f.citekey,
        "figure": figure_text(f) + (f" ({printed_interval})" if printed_interval else ""),
        "outcome": f.outcome.code,
        "definition": f.definition,
        "scale": f.scale,
        "metric": f.metric.code,
        "comparison": f.comparison.code,
        "value": real(f.value),
        "value_printed": None if f.value is None else f"{f.value:f}",
        "high": real(f.high),
        "unit": f.unit.code,
        "improvement": f.improvement.code if f.improvement else None,
        "interval_low": real(interval.low) if interval else None,
        "interval_high": real(interval.high) if interval else None,
        "interval_level": interval.level if interval else None,
        "interval_origin": interval.origin.code if interval else None,
        "sd": real(f.sd),
        "p": f.p,
        "events": f.events,
        "n": f.n,
        "arm": f.arm,
        "comparator": f.comparator,
        "comparator_value": real(f.comparator_value),
        "comparator_events": f.comparator_events,
        "comparator_n": f.comparator_n,
        "population": f.population.code,
        "drug": f.drug.code,
        "route": f.route.code,
        "window": f.window.code,
        "time": f.time,
        "analysis": f.analysis,
        "source": f.source.code,
        "note": f.note,
        "abstract_check": check.state,
        "abstract_label": check.label,
        "abstract_sentence": check.sentence,
        "source_line": f.line,
    }


def _check(library: Library, finding: Finding) -> FigureCheck:
    publication = library.publications.get(finding.citekey)
    captured = library.captured_for(publication) if publication else None
    return check_figure(finding, captured.record.abstract if captured else ())


def real(value: Decimal | None) -> float | None:
    """Return a number as SQLite stores it."""
    return None if value is None else float(value)
