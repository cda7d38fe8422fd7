"""
RIS, by the specification of 2001 and 2011 and as Zotero, EndNote and JabRef read it.

``TY`` comes first and ``ER`` last, each line is a tag, two spaces, a hyphen, a space and the
value, and lines end in CR LF, as the specification asks. The format has no field for what became of
a work, so a retracted one says so after its title, as PubMed's own titles do, and in a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kb.formats.entry_types import kind_of
from kb.formats.names import Name, names_of
from kb.formats.notices import mark, notices
from kb.formats.reference import unmarked
from kb.formats.text import one_line
from kb.identifiers import doi_url, pubmed_url
from kb.models import Publication

_RANGE = re.compile(r"(\w+)\s*[-–—]+\s*(\w+)")


def write_ris(publications: Sequence[Publication]) -> str:
    """Return publications as a RIS file."""
    records = ("".join(f"{tag}  - {value}\r\n" for tag, value in _lines(p)) for p in publications)
    return "\r\n".join(records)


def _lines(p: Publication) -> Iterator[tuple[str, str]]:
    yield "TY", kind_of(p).ris
    names, cut = names_of(p.authors)
    for name in names:
        yield "AU", _person(name)
    if cut:
        yield "AU", "et al."
    title = unmarked(p.title)
    first, last = _pages(one_line(p.pages))
    fields = [
        ("TI", f"{title} [{mark(p)}]" if mark(p) else title),
        ("T2", one_line(p.journal)),
        ("J2", one_line(p.journal_abbreviation)),
        ("PY", str(p.year or "")),
        ("VL", one_line(p.volume)),
        ("IS", one_line(p.issue)),
        ("SP", first),
        ("EP", last),
        ("DO", one_line(p.doi)),
        ("AN", one_line(p.pmid)),
        ("DB", "PubMed" if p.pmid else ""),
        ("C2", one_line(p.pmcid)),
        ("UR", pubmed_url(one_line(p.pmid)) if p.pmid else doi_url(one_line(p.doi)) if p.doi else ""),
        *(("KW", one_line(heading)) for heading in p.mesh),
        *(("N1", sentence) for sentence in notices(p, also=("mesh",))),
        ("ID", one_line(p.citekey)),
    ]
    yield from ((tag, value) for tag, value in fields if value)
    yield "ER", ""


def _person(name: Name) -> str:
    return name.literal or ", ".join(part for part in (name.family, name.dotted, name.suffix) if part)


def _pages(pages: str) -> tuple[str, str]:
    match = _RANGE.fullmatch(pages)
    return (match.group(1), match.group(2)) if match else (pages, "")
