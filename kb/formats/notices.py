"""What a reader of an exported reference must be told: that it fell, and what is unverified."""

from __future__ import annotations

from kb.formats.names import OTHERS
from kb.formats.text import one_line
from kb.models import Publication
from kb.vocabulary import Source, Standing

#: What is printed in brackets after the title of a work that does not stand.
_MARKS = {Standing.RETRACTED: "Retracted", Standing.EXPRESSION_OF_CONCERN: "Expression of concern"}
#: Fields of references.bib that leave with a reference, and what a reader calls them.
_FIELDS = {
    "author": "authors",
    "title": "title",
    "journal": "journal",
    "year": "year",
    "volume": "volume",
    "number": "issue",
    "pages": "pages",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "doi": "DOI",
    "pubtypes": "publication types",
    "mesh": "subject headings",
}


def mark(publication: Publication) -> str:
    """Return the word for a work that no longer stands, to be put in brackets; empty for any other."""
    return _MARKS.get(publication.standing, "")


def notices(publication: Publication) -> list[str]:
    """Return the sentences that go into the note field: standing first, then what is from memory."""
    found: list[str] = []
    if publication.standing not in (Standing.UNCHECKED, Standing.CURRENT):
        said = one_line(publication.standing_note) or publication.standing.definition
        found.append(f"{publication.standing.words.capitalize()}: {_sentence(said)}")
    if publication.identity_source in (Source.MEMORY, Source.MENTION):
        found.append(f"Identity of the work: {_lower(publication.identity_source.definition)}")
    unverified = [_FIELDS[name] for name in publication.from_memory if name in _FIELDS]
    if unverified:
        found.append(f"From memory, not corroborated: {', '.join(unverified)}.")
    if OTHERS in publication.authors:
        found.append("Not all authors are listed.")
    return found


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
