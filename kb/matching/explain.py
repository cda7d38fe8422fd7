"""
What agrees and what does not, in words.
"""

from __future__ import annotations

from kb.matching.comparison import Comparison
from kb.matching.records import Agreement, Citation, FieldResult
from kb.matching.titles import TITLE_SEEN


def explain(citation: Citation, c: Comparison) -> tuple[FieldResult, ...]:
    """Return one sentence for each field that citation or record gives."""
    place = citation.place
    record = c.record
    fields = [
        _field(
            "identifier",
            c.identifier,
            citation.pmid or citation.doi,
            record.pmid if citation.pmid else record.doi,
        ),
        _title(citation, c),
        _field("first author", c.first_author, citation.authors, record.surnames.partition(" ")[0]),
        _year(citation, c),
        _journal(citation, c),
        _field("volume", c.volume, place.volume if place else "", record.volume),
        _field("first page", c.first_page, place.first_page if place else "", record.first_page),
        _field("last page", c.last_page, place.last_page if place else "", record.last_page),
    ]
    return tuple(field for field in fields if field)


def _field(name: str, agreement: Agreement, cited: str, held: str) -> FieldResult | None:
    if agreement is Agreement.UNKNOWN:
        return None
    cited = cited if len(cited) <= 60 else cited[:57] + "..."
    text = {
        Agreement.AGREES: f"{name} agrees: {held}",
        Agreement.CLOSE: f"{name} is close: {cited or '?'} there, {held} here",
        Agreement.DIFFERS: f"{name} differs: {cited or 'not found'} there, {held} here",
    }[agreement]
    return FieldResult(field=name, agreement=agreement, text=text)


def _title(citation: Citation, c: Comparison) -> FieldResult | None:
    if c.title >= TITLE_SEEN:
        agreement = Agreement.AGREES if c.title >= 92 else Agreement.CLOSE
        word = "agrees" if agreement is Agreement.AGREES else "is close"
        return FieldResult(field="title", agreement=agreement, text=f"title {word} ({c.title:.0f} of 100)")
    if not citation.title:
        return None
    return FieldResult(
        field="title", agreement=Agreement.DIFFERS, text="title differs: it does not stand there"
    )


def _year(citation: Citation, c: Comparison) -> FieldResult | None:
    if c.year_gap is None:
        return None
    cited, held = c.record.year - c.year_gap, c.record.year
    text = f"year agrees: {held}"
    if c.year_gap:
        text = f"year differs: {cited} there, {held} here"
        if 0 < c.year_gap <= 2:
            text += "; electronic publication may have come first"
    return FieldResult(field="year", agreement=c.year, text=text)


def _journal(citation: Citation, c: Comparison) -> FieldResult | None:
    if c.journal is None:
        return None
    if c.journal >= 0.6:
        return FieldResult(
            field="journal", agreement=Agreement.AGREES, text=f"journal agrees: {c.record.journal}"
        )
    if not citation.journal:
        return None
    return FieldResult(
        field="journal",
        agreement=Agreement.DIFFERS,
        text=f"journal differs: {citation.journal[:60]} there, {c.record.journal} here",
    )
