"""What a format is: a name, what to call the file, and the function that writes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kb.models import Publication


@dataclass(frozen=True, slots=True)
class Format:
    """A bibliographic format that publications can be written in."""

    #: Short name, as typed on the command line and in addresses.
    name: str
    #: What people call it.
    title: str
    #: Of a file, without its full stop; may hold one itself, as ``csl.json`` does.
    extension: str
    #: Media type of the file, with its character set where it has one.
    media_type: str
    #: Publications to the text of a file; the empty list gives an empty but valid file.
    write: Callable[[Sequence[Publication]], str]
