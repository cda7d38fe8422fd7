"""
references.bib: BibTeX in, :class:`Publication` out, and back as BibTeX.

bibtexparser reports a repeated key, a repeated field or a missing brace as a
failed block and goes on; here each of them is a fault with its line, and so is
anything that looks like an entry but was read as a comment.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import (
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ImplicitComment,
    ParsingFailedBlock,
)

from kb.errors import IdentifierError
from kb.identifiers import parse_doi, parse_pmcid, parse_pmid, parse_registry
from kb.models import Problem, Publication
from kb.near_words import did_you_mean
from kb.source_text import read_source
from kb.vocabulary import Confidence, Design, Indexing, Severity, Source, Standing, Term


@dataclass(frozen=True, slots=True, kw_only=True)
class BibliographyFile:
    """What references.bib holds, and every fault met while reading it."""

    publications: tuple[Publication, ...] = ()
    problems: tuple[Problem, ...] = ()


class Form(Enum):
    """How a field's text becomes a value."""

    TEXT = "text"
    AUTHORS = "names joined by `and`"
    SEMICOLONS = "list separated by semicolons"
    COMMAS = "list separated by commas"
    REGISTRY = "registry numbers separated by commas"
    INTEGER = "whole number"


@dataclass(frozen=True, slots=True)
class FieldRule:
    """One BibTeX field: the attribute it fills, and how."""

    attribute: str
    form: Form | type[Term] | Callable[[str], str] = Form.TEXT


#: Every field an entry may have, in the order in which entries are written.
FIELDS: dict[str, FieldRule] = {
    "author": FieldRule("authors", Form.AUTHORS),
    "title": FieldRule("title"),
    "journal": FieldRule("journal"),
    "shortjournal": FieldRule("journal_abbreviation"),
    "year": FieldRule("year", Form.INTEGER),
    "volume": FieldRule("volume"),
    "number": FieldRule("issue"),
    "pages": FieldRule("pages"),
    "pmid": FieldRule("pmid", parse_pmid),
    "pmcid": FieldRule("pmcid", parse_pmcid),
    "doi": FieldRule("doi", parse_doi),
    "pubtypes": FieldRule("publication_types", Form.SEMICOLONS),
    "mesh": FieldRule("mesh", Form.SEMICOLONS),
    "registry": FieldRule("registry", Form.REGISTRY),
    "design": FieldRule("design", Design),
    "designnote": FieldRule("design_note"),
    "n": FieldRule("n", Form.INTEGER),
    "nnote": FieldRule("n_note"),
    "population": FieldRule("population"),
    "intervention": FieldRule("intervention"),
    "comparator": FieldRule("comparator"),
    "includes": FieldRule("includes", Form.COMMAS),
    "pools": FieldRule("pools", Form.COMMAS),
    "secondaryof": FieldRule("secondary_of", Form.COMMAS),
    "supersedes": FieldRule("supersedes", Form.COMMAS),
    "formerly": FieldRule("formerly", Form.COMMAS),
    "overlapnote": FieldRule("overlap_note"),
    "standing": FieldRule("standing", Standing),
    "standingnote": FieldRule("standing_note"),
    "standingsource": FieldRule("standing_source", Source),
    "pubmed": FieldRule("indexing", Indexing),
    "identitysource": FieldRule("identity_source", Source),
    "figuresource": FieldRule("figure_source", Source),
    "frommemory": FieldRule("from_memory", Form.COMMAS),
    "confidence": FieldRule("confidence", Confidence),
    "verifynote": FieldRule("verification_note"),
    "note": FieldRule("note"),
}

#: Fields without which an entry says too little to be used.
REQUIRED = ("title", "design", "pubmed", "identitysource", "figuresource", "confidence")

_SEPARATORS = {
    Form.AUTHORS: re.compile(r"\s+and\s+"),
    Form.SEMICOLONS: re.compile(r"\s*;\s*"),
    Form.COMMAS: re.compile(r"\s*,\s*"),
    Form.REGISTRY: re.compile(r"\s*,\s*"),
}
#: A field inside a value: bibtexparser reads on when the comma between two fields is missing.
_SWALLOWED = re.compile(r"[}\"]\s*[A-Za-z]+\s*=\s*[{\"]")
_ENTRY_LIKE = re.compile(r"@\s*[A-Za-z]+\s*[{(]")


def load_publications(path: Path) -> BibliographyFile:
    """
    Read references.bib. Faults come back as ``problems``; the entries beside them are sound.

    :raises SourceFileError: if the file cannot be opened or is not UTF-8.
    """
    return parse_publications(read_source(path), path.name)


def parse_publications(text: str, path: str = "references.bib") -> BibliographyFile:
    """Read the text of a bibliography; ``path`` is the name used in problems."""
    faults = _Faults(path)
    library = parse_string(text)
    for failed in library.failed_blocks:
        faults.add("BIB001", _failure(failed), _line(failed), "BibTeX programs would drop this in silence")
    for comment in library.comments:
        if isinstance(comment, ImplicitComment) and _ENTRY_LIKE.search(comment.comment):
            faults.add(
                "BIB001",
                "an entry is read as a comment",
                _line(comment),
                "look for a missing brace before it",
            )
    publications: list[Publication] = []
    keys: dict[str, str] = {}
    for entry in library.entries:
        folded = entry.key.lower()
        if folded in keys:
            faults.add(
                "BIB002", f"citekey {entry.key!r} differs from {keys[folded]!r} by case only", _line(entry)
            )
        keys[folded] = entry.key
        publication = _publication(entry, faults)
        if publication:
            publications.append(publication)
    return BibliographyFile(publications=tuple(publications), problems=tuple(faults.problems))


def format_bibtex(publication: Publication) -> str:
    """Return one entry as BibTeX text, fields in the order of :data:`FIELDS`, ending in a newline."""
    lines = [f"@{publication.entry_type}{{{publication.citekey},"]
    for name, rule in FIELDS.items():
        value = getattr(publication, rule.attribute)
        if value is None or value == () or value == "":
            continue
        if rule.attribute in ("standing", "standing_source") and value in (Standing.UNCHECKED, Source.NONE):
            continue
        text = _joined(value, rule.form)
        lines.append(f"  {name} = {{{{{text}}}}}," if name == "title" else f"  {name} = {{{text}}},")
    return "\n".join([*lines, "}", ""])


class _Faults:
    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def add(self, code: str, message: str, line: int, remedy: str = "") -> None:
        self.problems.append(
            Problem(
                code=code, severity=Severity.ERROR, message=message, path=self.path, line=line, remedy=remedy
            )
        )


def _publication(entry: Entry, faults: _Faults) -> Publication | None:
    before = len(faults.problems)
    values: dict[str, object] = {
        "citekey": entry.key,
        "entry_type": entry.entry_type.lower(),
        "line": _line(entry),
    }
    present = set()
    for field in entry.fields:
        name = field.key.lower()
        line = int(field.start_line or 0) + 1
        rule = FIELDS.get(name)
        if rule is None:
            faults.add(
                "BIB003", f"unknown field {field.key!r} in {entry.key!r}", line, did_you_mean(name, FIELDS)
            )
            continue
        if name in present:
            faults.add("BIB001", f"field {name!r} stands twice in {entry.key!r}", line, "keep one of them")
            continue
        present.add(name)
        if _SWALLOWED.search(str(field.value)):
            faults.add(
                "BIB001",
                f"a comma is missing after {name!r} of {entry.key!r}",
                line,
                "fields after it are lost",
            )
            continue
        text = _bare(str(field.value))
        if not text:
            faults.add("BIB004", f"field {name!r} of {entry.key!r} is empty", line, "leave the field out")
            continue
        try:
            values[rule.attribute] = _value(text, rule.form)
        except IdentifierError as error:
            faults.add("BIB005", f"{name} of {entry.key!r}: {error}", line)
        except ValueError as error:
            faults.add("BIB004", f"{name} of {entry.key!r}: {error}", line)
    for name in REQUIRED:
        if name not in present:
            faults.add(
                "BIB006", f"{entry.key!r} has no field {name!r}", _line(entry), f"add `{name} = {{...}}`"
            )
    if len(faults.problems) > before:
        return None
    return Publication(**values)  # type: ignore[arg-type]


def _value(text: str, form: Form | type[Term] | Callable[[str], str]) -> object:
    if form is Form.TEXT:
        return text
    if form is Form.INTEGER:
        if not text.isdecimal():
            raise ValueError(f"{text!r} is not a whole number")
        return int(text)
    if isinstance(form, Form):
        parts = [_bare(part) for part in _split(text, _SEPARATORS[form])]
        items = tuple(part for part in parts if part)
        return tuple(parse_registry(item) for item in items) if form is Form.REGISTRY else items
    if isinstance(form, type):
        return _term(text, form)
    return form(text)


def _term(text: str, vocabulary: type[Term]) -> Term:
    try:
        return vocabulary.of(text)
    except ValueError:
        hint = did_you_mean(text, [term.code for term in vocabulary])
        raise ValueError(f"unknown code {text!r}{'; ' + hint if hint else ''}") from None


def _joined(value: object, form: Form | type[Term] | Callable[[str], str]) -> str:
    if isinstance(value, tuple):
        if form is Form.AUTHORS:
            return " and ".join(f"{{{name}}}" if re.search(r"\sand\s", name) else name for name in value)
        return ("; " if form is Form.SEMICOLONS else ", ").join(value)
    return value.code if isinstance(value, Term) else str(value)


def _bare(text: str) -> str:
    """Collapse white space and take off the outer braces, as long as they are a pair."""
    text = " ".join(text.split())
    while text.startswith("{") and text.endswith("}") and _closes_at_end(text):
        text = text[1:-1].strip()
    return text


def _split(text: str, separator: re.Pattern[str]) -> list[str]:
    """Split outside braces only: `{World Health and Safety Board}` is one name."""
    parts, start = [], 0
    for match in separator.finditer(text):
        head = text[: match.start()]
        if head.count("{") == head.count("}"):
            parts.append(text[start : match.start()])
            start = match.end()
    return [*parts, text[start:]]


def _closes_at_end(text: str) -> bool:
    depth = 0
    for index, char in enumerate(text):
        depth += (char == "{") - (char == "}")
        if depth == 0:
            return index == len(text) - 1
    return False


def _line(block: object) -> int:
    return int(getattr(block, "start_line", 0) or 0) + 1


def _failure(block: ParsingFailedBlock) -> str:
    if isinstance(block, DuplicateBlockKeyBlock):
        return f"citekey {block.key!r} stands twice"
    if isinstance(block, DuplicateFieldKeyBlock):
        names = ", ".join(sorted(repr(key) for key in block.duplicate_keys))
        return f"field {names} stands twice in one entry"
    return f"entry cannot be read: {block.error}"


def parse_entries(text: str) -> list[dict[str, str]]:
    """
    Return the entries of any BibTeX file as bare text by field name in lower case.

    ``key``, ``entrytype`` and ``line`` are added. Entries with a key used before are kept, of a
    field that stands twice the first is taken, and what cannot be read is a dictionary that holds
    ``error`` and ``line`` only.
    """
    library = parse_string(text)
    entries: list[dict[str, str]] = []
    for block in library.blocks:
        line = str(_line(block))
        if isinstance(block, ParsingFailedBlock):
            inner = block.ignore_error_block
            if not isinstance(inner, Entry):
                entries.append({"error": _failure(block), "line": line})
                continue
            entry = inner
        elif isinstance(block, Entry):
            entry = block
        else:
            if isinstance(block, ImplicitComment) and _ENTRY_LIKE.search(block.comment):
                entries.append({"error": "an entry is read as a comment", "line": line})
            continue
        found = {"key": entry.key, "entrytype": entry.entry_type.lower(), "line": line}
        for field in entry.fields:
            found.setdefault(field.key.lower(), _bare(str(field.value)))
        entries.append(found)
    return entries
