"""
BibTeX for other people's programs: a clean standard entry, in UTF-8.

The entries of references.bib hold much that only this library reads; here leave the fields that
BibTeX, biblatex, JabRef and Zotero know. What LaTeX would act on is escaped in text, and not in
``doi``, ``pmid``, ``pmcid`` and ``pages``, which programs read as they stand. Styles print ``note``:
that a work was retracted, and what is from memory, shows in the finished bibliography.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote

from kb.formats.names import Name, names_of
from kb.formats.notices import notices
from kb.formats.reference import ELEMENTS, marked_up
from kb.formats.text import one_line
from kb.models import Publication

_COMMANDS = {"i": "textit", "b": "textbf", "sub": "textsubscript", "sup": "textsuperscript"}
_ESCAPES = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "{": r"\{",
        "}": r"\}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        **{character: f"\\{character}" for character in "#$%&_"},
    }
    | {ELEMENTS[name][0]: f"\\{command}{{" for name, command in _COMMANDS.items()}
    | {ELEMENTS[name][1]: "}" for name in _COMMANDS}
)
#: A brace without its pair needs a command, which not every program reads back.
_LONE_BRACES = str.maketrans({"{": r"{\textbraceleft}", "}": r"{\textbraceright}"})
#: What JabRef and BibTeX do not take in a key.
_NOT_IN_KEYS = re.compile(r"""[\s{}(),\\"#%~^'=@:;<>\[\]`|$&?*]+""")


def write_bibtex(publications: Sequence[Publication]) -> str:
    """Return publications as a BibTeX file."""
    return "\n".join(_entry(p) for p in publications)


def _entry(p: Publication) -> str:
    names, cut = names_of(p.authors)
    title = _escaped(p.title)
    fields = {
        "author": " and ".join([*map(_person, names), *(["others"] if cut else [])]),
        "title": f"{{{title}}}" if title else "",
        "journal": _escaped(p.journal),
        "shortjournal": _escaped(p.journal_abbreviation),
        "year": str(p.year or ""),
        "volume": _escaped(p.volume),
        "number": _escaped(p.issue),
        "pages": _verbatim(re.sub(r"(?<=\w)\s*[-–—]+\s*(?=\w)", "--", one_line(p.pages))),
        "doi": _verbatim(p.doi),
        "pmid": _verbatim(p.pmid),
        "pmcid": _verbatim(p.pmcid),
        "keywords": _escaped("; ".join(p.mesh)),
        "note": _escaped(" ".join(notices(p, also=("mesh",)))),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    kind = p.entry_type if re.fullmatch("[a-z]+", p.entry_type) else "misc"
    return "\n".join([f"@{kind}{{{_NOT_IN_KEYS.sub('-', p.citekey)},", *lines, "}", ""])


def _person(name: Name) -> str:
    if name.literal:
        return f"{{{_escaped(name.literal)}}}"
    return ", ".join(_part(part) for part in (name.family, name.suffix, name.dotted) if part)


def _part(text: str) -> str:
    """Return a part of a name; in braces where BibTeX would split it."""
    escaped = _escaped(text)
    return f"{{{escaped}}}" if re.search(r"\band\b", escaped, re.IGNORECASE) else escaped


def _escaped(text: str | None) -> str:
    table = _ESCAPES if _balanced(text or "") else _ESCAPES | _LONE_BRACES
    return marked_up(one_line(text)).translate(table)


def _balanced(text: str) -> bool:
    """Whether every brace has its pair: BibTeX counts them even after a backslash."""
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0


def _verbatim(text: str | None) -> str:
    """Return an identifier as it is; only what would end the field is percent-encoded, as in an address."""
    return re.sub(r"[{}\\]", lambda match: quote(match.group()), one_line(text))
