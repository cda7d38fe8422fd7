"""Two prepared records compared field by field."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from kb.deduplication.names import Name, same_surname, shared_names, swapped
from kb.deduplication.places import Pages, near_container, same_container
from kb.deduplication.prepare import Prepared
from kb.deduplication.titles import (
    ItemKind,
    TitleDifference,
    nearest_titles,
    title_difference,
    title_likeness,
)


class Agreement(IntEnum):
    """How two values of a field stand to each other; in this order, so that rules can ask "at least"."""

    DIFFERENT = 0
    #: At least one of the records does not say.
    MISSING = 1
    CLOSE = 2
    SAME = 3


#: Likeness of titles below which only an identifier or a place can make a pair; rules ask 0.85 and more.
WORTH = 0.80


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two records agree and differ in."""

    #: Likeness of the titles, 0 to 1; 0 also where one is missing.
    title: float
    #: Characters in the shorter of the two compared titles: short ones tell little.
    title_length: int
    #: What makes the titles those of different works, or nothing.
    title_contradiction: str
    #: A number that only one of the titles has.
    extra_number: str
    kind: Agreement
    authors: Agreement
    year: Agreement
    container: Agreement
    volume: Agreement
    issue: Agreement
    pages: Agreement
    #: First and last page agree and are more than one page.
    page_range: bool
    doi: Agreement
    pmid: Agreement
    #: Cochrane reviews of one number whose years or issues differ.
    editions: bool
    #: The record of the earlier year names no volume, issue or pages, the other does.
    ahead_of_print: bool
    #: Both are papers of proceedings.
    proceedings: bool


def worth_comparing(first: Prepared, second: Prepared) -> bool:
    """
    Say, at little cost, whether any rule could hold: titles alike, one identifier, or one place.

    A pair that is not worth comparing is distinct.
    """
    if (first.doi and first.doi == second.doi) or (first.pmid and first.pmid == second.pmid):
        return True
    if (
        first.pages
        and second.pages
        and first.pages.first == second.pages.first
        and first.volume == second.volume
        and first.pages.spans
    ):
        return True
    if first.title.translation or second.title.translation:
        return True
    return title_likeness(first.title, second.title, WORTH) >= WORTH


def compare(first: Prepared, second: Prepared) -> Comparison:
    """Compare every field of two records."""
    if _shifted(first, second) or _shifted(second, first):
        volume, issue, pages = Agreement.SAME, Agreement.MISSING, Agreement.MISSING
    else:
        volume = _exactly(first.volume, second.volume)
        issue = _exactly(first.issue, second.issue)
        pages = compare_pages(first.pages, second.pages)
    title, other = nearest_titles(first.title, second.title)
    titled = bool(title.compact and other.compact)
    likeness = title_likeness(title, other) if titled else 0.0
    difference = title_difference(title, other) if titled else TitleDifference()
    return Comparison(
        title=likeness,
        title_length=min(len(title.compact), len(other.compact)),
        title_contradiction=difference.contradiction,
        extra_number=difference.extra_number,
        kind=_compare_kinds(first.title.kind, second.title.kind),
        authors=compare_names(first.names, second.names, first.names_cut or second.names_cut),
        year=_compare_years(first.year, second.year),
        container=_compare_containers(first, second),
        volume=volume,
        issue=issue,
        pages=pages,
        page_range=pages is Agreement.SAME and _one_range(first.pages, second.pages),
        doi=_exactly(first.doi, second.doi),
        pmid=_exactly(first.pmid, second.pmid),
        editions=_editions(first, second),
        ahead_of_print=_ahead_of_print(first, second),
        proceedings=first.proceedings and second.proceedings,
    )


def compare_names(first: tuple[Name, ...], second: tuple[Name, ...], cut: bool = False) -> Agreement:
    """
    Compare two lists of authors.

    SAME: the same first author (initials not against it) and most of the longer list, or the whole
    of a list cut short; or all the same people in another order. CLOSE: the same first author, or
    half of the shorter list and two names at least.
    """
    if not first or not second:
        return Agreement.MISSING
    leads = same_surname(first[0], second[0])
    initials = (
        not (first[0].initial and second[0].initial)
        or first[0].initial == second[0].initial
        or swapped(first[0], second[0])
    )
    shared = shared_names(first, second)
    shorter, longer = sorted((len(first), len(second)))
    whole = shared >= 0.6 * longer or (shared == shorter and (cut or shorter >= 3))
    if (leads and whole and (initials or shared >= 2)) or shared == longer >= 2:
        return Agreement.SAME
    if (leads and (initials or shared >= 2)) or (shared >= 0.5 * shorter and shared >= 2):
        return Agreement.CLOSE
    return Agreement.DIFFERENT


def compare_pages(first: Pages | None, second: Pages | None) -> Agreement:
    """
    Compare pages: SAME by the first page; CLOSE where only another end of the ranges agrees.

    A printed page and an electronic number cannot be compared: one article has both. Neither can
    an article's number and a range that begins at 1.
    """
    if first is None or second is None:
        return Agreement.MISSING
    if first.first != second.first and (
        first.electronic != second.electronic
        or (first.counted and not second.spans)
        or (second.counted and not first.spans)
    ):
        return Agreement.MISSING
    if first.first == second.first:
        leads_differ = first.lead != second.lead and first.lead and second.lead
        if leads_differ or (
            first.spans and second.spans and first.last != second.last and first.lead != second.lead
        ):
            return Agreement.CLOSE
        return Agreement.SAME
    if (first.last and first.last in (second.last, second.first)) or (
        second.last and second.last == first.first
    ):
        return Agreement.CLOSE
    return Agreement.DIFFERENT


def _one_range(first: Pages | None, second: Pages | None) -> bool:
    return first is not None and second is not None and first.spans and first.last == second.last


def _compare_kinds(first: ItemKind, second: ItemKind) -> Agreement:
    return Agreement.SAME if first is second else Agreement.DIFFERENT


def _compare_years(first: int, second: int) -> Agreement:
    if not first or not second:
        return Agreement.MISSING
    apart = abs(first - second)
    return Agreement.SAME if apart == 0 else Agreement.CLOSE if apart == 1 else Agreement.DIFFERENT


def _compare_containers(first: Prepared, second: Prepared) -> Agreement:
    if not first.container or not second.container:
        return Agreement.MISSING
    if same_container(first.container, second.container):
        return Agreement.SAME
    if near_container(first.container, second.container):
        return Agreement.CLOSE
    if second.container in (first.meeting, second.meeting) or first.container == second.meeting:
        return Agreement.CLOSE
    return Agreement.MISSING if first.proceedings and second.proceedings else Agreement.DIFFERENT


def _editions(first: Prepared, second: Prepared) -> bool:
    return bool(
        first.pages
        and second.pages
        and first.pages.cochrane
        and second.pages.cochrane
        and (first.year != second.year or _exactly(first.issue, second.issue) is Agreement.DIFFERENT)
    )


def _ahead_of_print(first: Prepared, second: Prepared) -> bool:
    if first.year > second.year:
        first, second = second, first
    return not (first.volume or first.issue or first.pages) and bool(second.volume or second.pages)


def _shifted(first: Prepared, second: Prepared) -> bool:
    """Say whether the first record's volume and issue stand one field too late: volume empty, issue 26, page 9."""
    return bool(
        not first.volume
        and first.issue
        and first.issue == second.volume
        and first.pages
        and first.pages.first == second.issue
    )


def _exactly(first: str, second: str) -> Agreement:
    if not first or not second:
        return Agreement.MISSING
    return Agreement.SAME if first == second else Agreement.DIFFERENT
