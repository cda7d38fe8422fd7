"""
Does a publication still stand: one function, from what is known to one word.

PubMed's record, where one was captured, is asked first: a publication type
"Retracted Publication" or a link RetractionIn means retracted; the notice itself
(RetractionOf) is not. A link UpdateIn means that a later edition replaces it. What
references.bib states is kept where it is graver, since a retraction can precede its
record in PubMed.
"""

from __future__ import annotations

from dataclasses import dataclass

from kb.models import Publication
from kb.pubmed_record import PubMedRecord
from kb.vocabulary import Source, Standing

#: Standings whose evidence counts; `unchecked` counts and is said to be unchecked.
COUNTED = frozenset({Standing.CURRENT, Standing.CORRECTED, Standing.REINSTATED, Standing.UNCHECKED})

_GRAVITY = (
    Standing.UNCHECKED,
    Standing.CURRENT,
    Standing.CORRECTED,
    Standing.EXPRESSION_OF_CONCERN,
    Standing.SUPERSEDED,
    Standing.RETRACTED,
)


@dataclass(frozen=True, slots=True)
class StandingNow:
    """A standing, what it rests on, and the note that explains it."""

    standing: Standing
    source: Source
    note: str | None


def standing_of(publication: Publication, record: PubMedRecord | None) -> StandingNow:
    """Return the graver of what references.bib states and what the captured record says."""
    stated = StandingNow(publication.standing, publication.standing_source, publication.standing_note)
    if record is None or publication.standing is Standing.REINSTATED:
        return stated
    seen = _seen(record)
    if _GRAVITY.index(seen) >= _GRAVITY.index(stated.standing):
        note = stated.note if seen is stated.standing else None
        return StandingNow(seen, Source.PUBMED, note)
    return stated


def _seen(record: PubMedRecord) -> Standing:
    if record.is_retracted:
        return Standing.RETRACTED
    if record.has_expression_of_concern:
        return Standing.EXPRESSION_OF_CONCERN
    if record.updated_in:
        return Standing.SUPERSEDED
    if record.is_corrected:
        return Standing.CORRECTED
    return Standing.CURRENT
