"""
The tagged format of MEDLINE, which PubMed saves as ``.nbib``.

A tag of up to four letters is filled to four columns, then a hyphen and a space; a longer value
goes on in lines that begin with six spaces, so that no line is longer than 80 where it can be
broken. Records are separated by an empty line.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from kb.formats.names import Name, names_of
from kb.formats.notices import notices
from kb.formats.reference import unmarked
from kb.formats.text import one_line
from kb.models import Publication
from kb.vocabulary import Standing

_WIDTH = 80
_RETRACTED = "Retracted Publication"


def write_nbib(publications: Sequence[Publication]) -> str:
    """Return publications as a MEDLINE file."""
    return "\n".join("".join(_folded(tag, value) for tag, value in _fields(p)) for p in publications)


def _fields(p: Publication) -> Iterator[tuple[str, str]]:
    types = [*p.publication_types]
    if p.standing is Standing.RETRACTED and _RETRACTED not in types:
        types.append(_RETRACTED)
    names, cut = names_of(p.authors)
    fields = [
        ("PMID", p.pmid),
        ("VI", p.volume),
        ("IP", p.issue),
        ("DP", str(p.year or "")),
        ("TI", unmarked(p.title)),
        ("PG", p.pages),
        ("LID", f"{p.doi} [doi]" if p.doi else ""),
        *((tag, value) for name in names for tag, value in _person(name)),
        ("AU", "et al." if cut else ""),
        *(("PT", kind) for kind in types),
        ("TA", p.journal_abbreviation),
        ("JT", p.journal),
        *(("MH", heading) for heading in p.mesh),
        *(("SI", number) for number in p.registry),
        ("PMC", p.pmcid),
        ("AID", f"{p.doi} [doi]" if p.doi else ""),
        *(("GN", sentence) for sentence in notices(p, also=("pubtypes", "mesh", "registry"))),
    ]
    yield from ((tag, one_line(value)) for tag, value in fields if one_line(value))


def _person(name: Name) -> Iterator[tuple[str, str]]:
    if name.literal:
        yield "CN", name.literal
        return
    suffix = f" {name.suffix}" if name.suffix else ""
    yield "FAU", f"{name.family}, {' '.join(name.given)}{suffix}" if name.given else name.family + suffix
    yield "AU", f"{name.family} {name.initials}{suffix}"


def _folded(tag: str, value: str) -> str:
    lines = textwrap.wrap(
        value,
        _WIDTH,
        initial_indent=f"{tag:<4}- ",
        subsequent_indent=" " * 6,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "".join(f"{line}\n" for line in lines)
