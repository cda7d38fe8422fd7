"""Vancouver: Citing Medicine, 2nd edition, in citation order (CSL style nlm-citation-sequence)."""

from __future__ import annotations

from collections.abc import Sequence

from kb.formats.names import names_of
from kb.formats.notices import mark
from kb.formats.text import one_line
from kb.models import Publication

#: ICMJE: of seven authors or more, six are named.
_ALL_UP_TO, _SHOWN = 6, 6


def vancouver(publication: Publication) -> str:
    """Return one reference as a line of plain text."""
    p = publication
    names, cut = names_of(p.authors)
    shown = [n.literal or " ".join(part for part in (n.family, n.initials, n.suffix) if part) for n in names]
    cut = cut or len(shown) > _ALL_UP_TO
    authors = ", ".join(
        [*(shown[:_SHOWN] if len(shown) > _ALL_UP_TO else shown), *(["et al"] if cut else [])]
    )
    title = one_line(p.title) + (f" [{mark(p)}]" if mark(p) else "")
    journal = one_line(p.journal_abbreviation or p.journal).replace(".", "")
    place = one_line(p.volume) + (f"({one_line(p.issue)})" if p.issue else "")
    if p.pages:
        place += f":{one_line(p.pages)}"
    date = ";".join(part for part in (str(p.year or ""), place) if part)
    parts = [_sentence(part) for part in (authors, title, journal, date) if part]
    if p.doi:
        parts.append(f"doi:{p.doi}")
    ids = "; ".join(
        [
            *([f"PubMed PMID: {p.pmid}"] if p.pmid else []),
            *([f"PubMed Central PMCID: {p.pmcid}"] if p.pmcid else []),
        ]
    )
    if ids:
        parts.append(f"{ids}.")
    return " ".join(parts)


def write_vancouver(publications: Sequence[Publication]) -> str:
    """Return a numbered reference list, one reference a line."""
    return "".join(f"{number}. {vancouver(p)}\n" for number, p in enumerate(publications, 1))


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
