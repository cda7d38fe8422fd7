"""What a reader of an exported reference must be told: that it fell, and what is unverified."""

from __future__ import annotations

from collections.abc import Collection

from kb.formats.names import OTHERS
from kb.formats.text import one_line
from kb.models import Publication
from kb.vocabulary import Source, Standing

#: What is printed in brackets after the title of a work that does not stand.
_MARKS = {Standing.RETRACTED: "Retracted", Standing.EXPRESSION_OF_CONCERN: "Expression of concern"}
#: Fields of references.bib that every format carries, and what a reader calls them.
_CARRIED = {
    "author": "authors",
    "title": "title",
    "journal": "journal",
    "shortjournal": "journal abbreviation",
    "year": "year",
    "volume": "volume",
    "number": "issue",
    "pages": "pages",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "doi": "DOI",
}
_OTHER_FIELDS = {"pubtypes": "publication types", "mesh": "subject headings", "registry": "registry numbers"}


def mark(publication: Publication) -> str:
    """Return the word for a work that no longer stands, to be put in brackets; empty for any other."""
    return _MARKS.get(publication.standing, "")


def notices(publication: Publication, also: Collection[str] = ()) -> list[str]:
    """
    Return the sentences that go into the note field: standing first, then what is from memory.

    :param also: fields of references.bib that a format carries beyond those of a reference.
    """
    found = [_standing(publication)] if publication.standing not in _UNREMARKABLE else []
    if publication.identity_source is Source.MEMORY:
        found.append("That the work is as described here is from memory, not corroborated.")
    if publication.identity_source is Source.MENTION:
        found.append("The work is known only from a page that cites it.")
    carried = _CARRIED | {name: words for name, words in _OTHER_FIELDS.items() if name in also}
    unverified = [words for name, words in carried.items() if name in publication.from_memory]
    if unverified:
        found.append(f"From memory, not corroborated: {', '.join(unverified)}.")
    if OTHERS in publication.authors:
        found.append("Not all authors are listed.")
    return found


_UNREMARKABLE = (Standing.UNCHECKED, Standing.CURRENT)


def _standing(publication: Publication) -> str:
    words = publication.standing.words.capitalize()
    said = one_line(publication.standing_note) or publication.standing.definition
    said = said if said.endswith((".", "!", "?")) else f"{said}."
    return said if said.lower().startswith(words.lower()) else f"{words}: {said}"
