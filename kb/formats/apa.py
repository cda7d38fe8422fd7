"""
APA: *Publication Manual of the American Psychological Association*, 7th edition.

Tested against the CSL style ``apa``. Up to twenty authors are named, of more the first nineteen and
the last; journals in full and in headline capitals; titles stay as they are held, since which words
are names cannot be told by a program.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence

from kb.formats.entry_types import Kind, kind_of
from kb.formats.names import Name, names_of
from kb.formats.notices import mark
from kb.formats.pages import expanded, is_article_number, ranged
from kb.formats.reference import Reference, italic, prose, sentences
from kb.formats.text import one_line
from kb.formats.title_case import title_case
from kb.models import Publication

#: Of more than twenty authors, the first nineteen and the last.
_MOST, _NAMED = 20, 19
_DASH = "–"
_IN_SERIALS = (Kind.ARTICLE, Kind.PAPER)


def apa(publication: Publication, suffix: str = "") -> Reference:
    """Return one reference; ``suffix`` is the letter after the year that tells two works apart."""
    p, kind = publication, kind_of(publication)
    journal = p.journal or p.journal_abbreviation
    title = prose(p.title)
    if kind is Kind.WEB or not journal:
        title = italic(title)
    marked = f"[{mark(p)}]" if mark(p) else ""
    if kind is Kind.MANUSCRIPT and not marked and not journal and not p.doi:
        marked = "[Unpublished manuscript]"
    year = f"({p.year}{suffix})" if p.year else f"(n.d.{'-' + suffix if suffix else ''})"
    if authors := _authors(p):
        head = [authors, year, " ".join(part for part in (title, marked) if part)]
    else:
        head = [title, year, marked]
    doi = f"https://doi.org/{one_line(p.doi)}" if p.doi else ""
    return Reference(" ".join(part for part in (sentences([*head, _source(p, kind)]), doi) if part))


def apa_list(publications: Sequence[Publication]) -> list[Reference]:
    """
    Return references in the order of a reference list: by authors, year, title.

    Works with the same authors and year get the letters a, b, c after the year.
    """
    ordered = sorted(publications, key=_sort_key)
    same = Counter(_authors_and_year(p) for p in ordered)
    letters: Counter[tuple[str, int | None]] = Counter()
    references = []
    for p in ordered:
        key = _authors_and_year(p)
        letters[key] += 1
        references.append(apa(p, _letter(letters[key]) if same[key] > 1 else ""))
    return references


def _source(p: Publication, kind: Kind) -> str:
    journal = prose(p.journal or p.journal_abbreviation)
    if kind is Kind.WEB:
        return title_case(journal)
    volume, issue = ranged(one_line(p.volume), _DASH), ranged(one_line(p.issue), _DASH)
    pages = expanded(one_line(p.pages), _DASH)
    if kind in _IN_SERIALS:
        if kind is Kind.ARTICLE and is_article_number(pages):
            pages = f"Article {pages}"
        place = italic(volume) + (f"({issue})" if issue else "")
        return ", ".join(part for part in (italic(title_case(journal)), place, pages) if part)
    details = [
        f"Vol. {volume}" if volume else "",
        f"Issue {issue}" if issue else "",
        f"{'pp' if _DASH in pages else 'p'}. {pages}" if pages else "",
    ]
    within = ", ".join(part for part in details if part)
    if not journal:
        return f"({within})" if within else ""
    return f"In {italic(journal)}" + (f" ({within})" if within else "")


def _authors(p: Publication) -> str:
    names, cut = names_of(p.authors)
    shown = [_person(name) for name in names]
    if cut:
        return f"{', '.join(shown[:_NAMED])}, et al." if shown else ""
    if len(shown) > _MOST:
        return f"{', '.join(shown[:_NAMED])}, … {shown[-1]}"
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])}, & {shown[-1]}"


def _person(name: Name) -> str:
    if name.literal:
        return prose(name.literal)
    return prose(", ".join(part for part in (name.family, _initials(name), name.suffix) if part))


def _initials(name: Name) -> str:
    return " ".join(
        "-".join(f"{part[0].upper()}." for part in word.split("-") if part) for word in name.given
    )


def _authors_and_year(p: Publication) -> tuple[str, int | None]:
    return _authors(p), p.year


def _sort_key(p: Publication) -> tuple[str, bool, int, str, str]:
    title = prose(p.title)
    return (_folded(_authors(p) or title), p.year is not None, p.year or 0, _folded(title), p.citekey)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if c.isalnum() or c in " ,").replace(",", " ")


def _letter(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters
