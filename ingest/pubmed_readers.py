"""
Readers: functions that put what an element says into the fields of a record to be.

Each level of an article has a table from tag to reader; a tag that is in no table
is kept in ``unparsed``. Children are taken as a slice, which lxml gives in half the
time that its iterator needs for the few there are. Where the DTD lets an element occur again, its reader adds to what
is there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ingest.pubmed_fields import Kept, date_parts
from ingest.pubmed_text import Element, keep_unparsed, text_and_html, text_of
from kb.pubmed_record import PubMedRecord

Fields = dict[str, Any]
Reader = Callable[[Element, Fields, Kept], None]


class NotARecordError(ValueError):
    """The element has no PMID or no citation, so it cannot become a record."""


def read_children(element: Element, readers: Mapping[str, Reader], fields: Fields, kept: Kept) -> None:
    """Give each child to the reader of its tag; keep those that have none."""
    for child in element[:]:
        reader = readers.get(child.tag)
        if reader is None:
            keep_unparsed(child, kept)
        else:
            reader(child, fields, kept)


def finish(fields: Fields, kept: Kept) -> PubMedRecord:
    """
    Make the record of what the readers found.

    The fields go into the record at once and not through ``__init__``, which sets
    sixty of them one by one and would take a tenth of the whole time; what is absent is
    the default that the class holds. A test holds the readers to fields that exist.
    """
    pmid = fields.get("pmid", "")
    if not (pmid.isascii() and pmid.isdigit()):
        raise NotARecordError("it has no PMID" if not pmid else f"its PMID is not a number: {pmid[:40]!r}")
    if kept:
        fields["unparsed"] = tuple(kept)
    record = object.__new__(PubMedRecord)
    vars(record).update(fields)
    return record


def add(fields: Fields, name: str, values: tuple[Any, ...]) -> None:
    """Append to a field that may be there already."""
    fields[name] = fields[name] + values if name in fields else values


def text_reader(name: str) -> Reader:
    """Return a reader that puts the element's text into a field."""

    def read(element: Element, fields: Fields, kept: Kept) -> None:
        fields[name] = text_of(element)

    return read


def html_reader(name: str) -> Reader:
    """Return a reader that puts text and safe HTML into ``name`` and ``name_html``."""
    name_html = f"{name}_html"

    def read(element: Element, fields: Fields, kept: Kept) -> None:
        fields[name], fields[name_html] = text_and_html(element)

    return read


def date_reader(name: str) -> Reader:
    """Return a reader that puts a date into a field."""

    def read(element: Element, fields: Fields, kept: Kept) -> None:
        fields[name] = date_parts(element, kept)

    return read


def repeated_text_reader(name: str) -> Reader:
    """Return a reader for an element that may occur again."""

    def read(element: Element, fields: Fields, kept: Kept) -> None:
        add(fields, name, (text_of(element),))

    return read


def nested_reader(readers: Mapping[str, Reader]) -> Reader:
    """Return a reader that gives each child to a table of its own."""

    def read(element: Element, fields: Fields, kept: Kept) -> None:
        read_children(element, readers, fields, kept)

    return read


def list_reader(name: str, tag: str, make: Callable[[Element, Kept], Any]) -> Reader:
    """Return a reader for a list whose members all have one tag."""

    def read(element: Element, fields: Fields, kept: Kept) -> None:
        found = []
        for child in element[:]:
            if child.tag == tag:
                found.append(make(child, kept))
            else:
                keep_unparsed(child, kept)
        add(fields, name, tuple(found))

    return read
