"""
Vancouver: *Citing Medicine*, 2nd edition, in citation order.

Tested against the CSL style ``nlm-citation-sequence``. Six authors, then "et al."; journals by their
abbreviation, without full stops; pages shortened; DOI, PMID and PMCID at the end.
"""

from __future__ import annotations

from kb.formats.entry_types import Kind, kind_of
from kb.formats.names import Name, names_of
from kb.formats.notices import mark
from kb.formats.pages import is_article_number, ranged, shortened
from kb.formats.reference import Reference, closed, prose, sentences
from kb.formats.text import one_line
from kb.models import Publication

#: Of more than six authors the first six are named.
_MOST, _NAMED = 6, 6
_DASH = "–"


def vancouver(publication: Publication) -> Reference:
    """Return one reference, without its number."""
    p, kind = publication, kind_of(publication)
    head = [listed(p, most=_MOST, named=_NAMED), titled(p)]
    if kind is Kind.ARTICLE:
        body = [prose(p.journal_abbreviation or p.journal).replace(".", ""), _issue(p)]
    else:
        journal = prose(p.journal or p.journal_abbreviation)
        pages = shortened(one_line(p.pages), _DASH) if kind is not Kind.BOOK else ""
        body = [
            f"In: {journal}" if kind.is_part and journal else journal,
            str(p.year or ""),
            pages and (pages if is_article_number(pages) else f"p. {pages}"),
        ]
        if kind is Kind.WEB and journal:
            head, body = [head[0], journal], [*body[1:], head[1]]
    doi = f"doi:{one_line(p.doi)}" if p.doi else ""
    ids = [
        f"{what}: {one_line(number)}"
        for what, number in (("PubMed PMID", p.pmid), ("PubMed Central PMCID", p.pmcid))
        if number
    ]
    text = [sentences([*head, *body]), doi, closed("; ".join(ids)) if ids else ""]
    return Reference(" ".join(part for part in text if part))


def listed(p: Publication, *, most: int, named: int) -> str:
    """Return the authors as NLM and AMA list them; of more than ``most``, ``named`` and "et al."."""
    names, cut = names_of(p.authors)
    shown = [_person(name) for name in names]
    if len(shown) + cut > most:
        shown, cut = shown[:named], True
    return ", ".join([*shown, *(["et al."] if cut and shown else [])])


def titled(p: Publication) -> str:
    """Return the title, with what became of the work in brackets where it no longer stands."""
    return " ".join(part for part in (prose(p.title), f"[{mark(p)}]" if mark(p) else "") if part)


def _issue(p: Publication) -> str:
    volume, issue = ranged(one_line(p.volume), _DASH), ranged(one_line(p.issue), _DASH)
    place = [volume + (f"({issue})" if issue else ""), shortened(one_line(p.pages), _DASH)]
    parts = [str(p.year or ""), ":".join(part for part in place if part)]
    return ";".join(part for part in parts if part)


def _person(name: Name) -> str:
    return prose(name.literal or " ".join(part for part in (name.family, name.initials, name.suffix) if part))
