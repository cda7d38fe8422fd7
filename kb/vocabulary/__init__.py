"""
The controlled vocabularies: every code that the text files may use.

Each member's definition is the text that readers see: it goes into the
``vocabulary`` table, the JSON Schema and the documentation from here.
"""

from __future__ import annotations

from kb.vocabulary.judgement import (
    Certainty,
    Design,
    Dimension,
    Direction,
    Directness,
    Standing,
    Verdict,
)
from kb.vocabulary.measures import (
    Comparison,
    Improvement,
    Metric,
    Role,
    Unit,
)
from kb.vocabulary.provenance import (
    Confidence,
    FactStatus,
    Indexing,
    Origin,
    Reading,
    Reviewer,
    Severity,
    Source,
)
from kb.vocabulary.scope import (
    BROADER,
    Drug,
    Kind,
    Outcome,
    Population,
    Route,
    Topic,
    Window,
)
from kb.vocabulary.term import Term

#: Every vocabulary, by the name it has in the ``vocabulary`` table.
VOCABULARIES: dict[str, type[Term]] = {
    "direction": Direction,
    "directness": Directness,
    "dimension": Dimension,
    "design": Design,
    "standing": Standing,
    "certainty": Certainty,
    "verdict": Verdict,
    "kind": Kind,
    "topic": Topic,
    "population": Population,
    "drug": Drug,
    "route": Route,
    "outcome": Outcome,
    "window": Window,
    "metric": Metric,
    "unit": Unit,
    "improvement": Improvement,
    "role": Role,
    "comparison": Comparison,
    "source": Source,
    "confidence": Confidence,
    "indexing": Indexing,
    "origin": Origin,
    "reviewer": Reviewer,
    "fact_status": FactStatus,
    "reading": Reading,
    "severity": Severity,
}

__all__ = [
    "BROADER",
    "VOCABULARIES",
    "Certainty",
    "Comparison",
    "Confidence",
    "Design",
    "Dimension",
    "Direction",
    "Directness",
    "Drug",
    "FactStatus",
    "Improvement",
    "Indexing",
    "Kind",
    "Metric",
    "Origin",
    "Outcome",
    "Population",
    "Reading",
    "Reviewer",
    "Role",
    "Route",
    "Severity",
    "Source",
    "Standing",
    "Term",
    "Topic",
    "Unit",
    "Verdict",
    "Window",
]
