"""
BibTeX for other people's programs: a clean standard entry, in UTF-8.

The entries of references.bib hold much that only this library reads; here leave the fields that
BibTeX, biblatex, JabRef and Zotero know. What LaTeX would act on is escaped in text, and not in
``doi``, ``pmid`` and ``pages``, which programs read as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kb.formats.names import Name, names_of
from kb.formats.notices import mark, notices
from kb.formats.text import one_line
from kb.models import Publication

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "#$%&_"},
}


def write_bibtex(publications: Sequence[Publication]) -> str:
    """Return publications as a BibTeX file."""
    return "\n".join(_entry(p) for p in publications)


def _entry(p: Publication) -> str:
    names, cut = names_of(p.authors)
    authors = [_person(name) for name in names] + (["others"] if cut else [])
    title = _escaped(one_line(p.title))
    said = [*([f"{mark(p)}."] if mark(p) and not notices(p) else []), *notices(p)]
    fields = {
        "author": " and ".join(authors),
        "title": f"{{{title}}}" if title else "",
        "journal": _escaped(one_line(p.journal)),
        "shortjournal": _escaped(one_line(p.journal_abbreviation)),
        "year": str(p.year or ""),
        "volume": _escaped(one_line(p.volume)),
        "number": _escaped(one_line(p.issue)),
        "pages": _pages(one_line(p.pages)),
        "doi": one_line(p.doi),
        "pmid": one_line(p.pmid),
        "pmcid": one_line(p.pmcid),
        "keywords": _escaped("; ".join(one_line(heading) for heading in p.mesh)),
        "note": _escaped(" ".join(said)),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{p.entry_type}{{{p.citekey},", *lines, "}", ""])


def _person(name: Name) -> str:
    if name.literal:
        return f"{{{_escaped(name.literal)}}}"
    return ", ".join(_escaped(part) for part in (name.family, name.suffix, name.dotted) if part)


def _pages(pages: str) -> str:
    return re.sub(r"(?<=\w)\s*[-–—]+\s*(?=\w)", "--", pages)


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(character, character) for character in text)
