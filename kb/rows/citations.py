"""Rows of the citations printed on pages."""

from __future__ import annotations

from kb.database import Row
from kb.page_citations import PageCitation


def citation_row(citation: PageCitation) -> Row:
    """Return the row of a citation; its page and publication must stand in the tables before."""
    return {
        "page": citation.page,
        "position": citation.position,
        "line": citation.line,
        "style": citation.style,
        "text": citation.text,
        "decision": citation.decision.value,
        "citekey": citation.citekey,
        "rule": citation.rule,
        "candidates": ", ".join(citation.candidates) or None,
        "entry": citation.entry,
    }
