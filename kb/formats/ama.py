"""
AMA: *AMA Manual of Style*, 11th edition.

Tested against the CSL style ``american-medical-association``. Of seven authors and more, three are
named; journals by their abbreviation in italics; pages in full; a DOI ends the reference.
"""

from __future__ import annotations

from kb.formats.entry_types import Kind, kind_of
from kb.formats.notices import mark
from kb.formats.pages import expanded, ranged
from kb.formats.reference import Reference, italic, prose, sentences
from kb.formats.text import one_line
from kb.formats.title_case import title_case
from kb.formats.vancouver import listed, titled
from kb.models import Publication

#: Of more than six authors the first three are named.
_MOST, _NAMED = 6, 3
_DASH = "-"
_MONOGRAPHS = (Kind.BOOK, Kind.REPORT, Kind.THESIS)


def ama(publication: Publication) -> Reference:
    """Return one reference, without its number."""
    p, kind = publication, kind_of(publication)
    title = titled(p)
    if kind in _MONOGRAPHS:
        title = " ".join(
            part for part in (italic(title_case(prose(p.title))), f"[{mark(p)}]" if mark(p) else "") if part
        )
    parts = [listed(p, most=_MOST, named=_NAMED), title, *_body(p, kind)]
    doi = f"doi:{one_line(p.doi)}" if p.doi else ""
    return Reference(" ".join(part for part in (sentences(parts), doi) if part))


def _body(p: Publication, kind: Kind) -> list[str]:
    journal = prose(p.journal or p.journal_abbreviation)
    year, volume, pages = str(p.year or ""), one_line(p.volume), expanded(one_line(p.pages), _DASH)
    if kind is Kind.WEB:
        return [journal, year]
    if kind is Kind.THESIS:
        return [year]
    if kind in (*_MONOGRAPHS, Kind.CHAPTER, Kind.PAPER):
        container = f"In: {italic(title_case(journal))}" if kind.is_part and journal else ""
        vol = f"Vol {ranged(volume, _DASH)}" if volume[:1].isdigit() else volume
        return [container, vol, ":".join(part for part in (year, pages) if part)]
    return [italic(prose(p.journal_abbreviation or p.journal).replace(".", "")), _issue(p, year, pages)]


def _issue(p: Publication, year: str, pages: str) -> str:
    volume, issue = ranged(one_line(p.volume), _DASH), ranged(one_line(p.issue), _DASH)
    if not volume and not issue:
        date = f"Published online {year}" if year else ""
    else:
        place = volume + (f"({issue})" if issue else "")
        date = ";".join(part for part in (year, place) if part)
    return ":".join(part for part in (date, pages) if part)
