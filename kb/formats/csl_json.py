"""
CSL-JSON, the input of citeproc programs, by its schema ``csl-data.json`` 1.0.2.

Titles stand as they are: the schema's rich text (``<i>``, ``<b>``, ``<sub>``, ``<sup>``) is what
PubMed uses too. A work that no longer stands says so in ``genre``, which NLM's and APA's styles
print in brackets after the title, and in ``note``. The number of an article without pages stands in
``number``, as APA's style wants it, and in ``page``, since many styles know nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from kb.formats.entry_types import Kind, kind_of
from kb.formats.names import Name, names_of
from kb.formats.notices import mark, notices
from kb.formats.pages import is_article_number
from kb.formats.text import one_line
from kb.models import Publication


def csl_item(publication: Publication) -> dict[str, Any]:
    """Return a publication as one item of CSL-JSON; what is not known is left out."""
    kind, pages = kind_of(publication), one_line(publication.pages)
    names, cut = names_of(publication.authors)
    authors = [_person(name) for name in names] + ([{"literal": "et al."}] if cut else [])
    item = {
        "id": publication.citekey,
        "type": kind.csl,
        "title": one_line(publication.title),
        "author": authors,
        "issued": {"date-parts": [[publication.year]]} if publication.year else None,
        "container-title": one_line(publication.journal or publication.journal_abbreviation),
        "container-title-short": one_line(publication.journal_abbreviation),
        "volume": one_line(publication.volume),
        "issue": one_line(publication.issue),
        "page": pages,
        "number": pages if kind is Kind.ARTICLE and is_article_number(pages) else "",
        "DOI": one_line(publication.doi),
        "PMID": one_line(publication.pmid),
        "PMCID": one_line(publication.pmcid),
        "genre": mark(publication),
        "note": " ".join(notices(publication)),
    }
    return {key: value for key, value in item.items() if value}


def write_csl_json(publications: Sequence[Publication]) -> str:
    """Return publications as a CSL-JSON file."""
    return json.dumps([csl_item(p) for p in publications], ensure_ascii=False, indent=2) + "\n"


def _person(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": name.literal}
    parts = {"family": name.family, "given": name.dotted, "suffix": name.suffix}
    return {key: value for key, value in parts.items() if value}
