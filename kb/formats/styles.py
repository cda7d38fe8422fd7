"""The citation styles: one reference, and a list of them as the style orders and numbers it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kb.formats.ama import ama
from kb.formats.apa import apa, apa_list
from kb.formats.notices import notices
from kb.formats.reference import Reference
from kb.formats.vancouver import vancouver
from kb.models import Publication


@dataclass(frozen=True, slots=True)
class Style:
    """A style in which one publication is cited."""

    name: str
    title: str
    cite: Callable[[Publication], Reference]


#: Every style by its name.
STYLES: Mapping[str, Style] = MappingProxyType(
    {
        style.name: style
        for style in (
            Style("vancouver", "Vancouver (NLM)", vancouver),
            Style("ama", "AMA, 11th edition", ama),
            Style("apa", "APA, 7th edition", apa),
        )
    }
)


def write_vancouver(publications: Sequence[Publication]) -> str:
    """Return a numbered list in the order given, one reference a line."""
    return _listed(_numbered(map(vancouver, publications)), publications)


def write_ama(publications: Sequence[Publication]) -> str:
    """Return a numbered list in the order given, one reference a line."""
    return _listed(_numbered(map(ama, publications)), publications)


def write_apa(publications: Sequence[Publication]) -> str:
    """Return a list in alphabetical order, one reference a line."""
    return _listed([reference.text for reference in apa_list(publications)], publications)


def _numbered(references: Iterable[Reference]) -> list[str]:
    return [f"{number}. {reference.text}" for number, reference in enumerate(references, 1)]


def _listed(lines: Sequence[str], publications: Sequence[Publication]) -> str:
    """Return the lines and, below them, what no style has a place for: standing and what is from memory."""
    said = [f"{p.citekey}: {' '.join(found)}" for p in publications if (found := notices(p))]
    notes = ["", "Notes, not part of the references", *said] if said else []
    return "".join(f"{line}\n" for line in [*lines, *notes])
