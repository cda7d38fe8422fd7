"""
Fields that articles and books share: people, dates, abstracts, identifiers.

Each function takes an lxml element and the list in which unknown elements are
kept, walks the children once, and returns a value. Speed matters here: a PubMed
file holds some three million elements, so tags are compared in place, in the
order of their frequency, and no path is searched.
"""

from __future__ import annotations

from ingest.pubmed_lists import walk_people
from ingest.pubmed_text import Element, keep_unparsed, text_and_html, text_of
from kb.pubmed_record import (
    AbstractSection,
    Affiliation,
    ArticleId,
    Author,
    AuthorList,
    DateParts,
    Elocation,
    Grant,
    Identifier,
    Keyword,
    Reference,
    Unparsed,
)

Kept = list[Unparsed]

_new = tuple.__new__
"""Makes a named tuple from a tuple of all its fields, in half the time that calling its class takes."""


def leaves(element: Element) -> dict[str, str]:
    """Return tag and text of the children, for elements whose children occur once each."""
    return {child.tag: text_of(child) for child in element[:]}


def date_parts(element: Element, kept: Kept) -> DateParts:
    """Read a date: Year, Month, Day and the rarer parts."""
    year = month = day = season = medline = hour = minute = second = ""
    for child in element[:]:
        tag = child.tag
        text = text_of(child) if len(child) else (child.text or "").strip()
        if tag == "Year":
            year = text
        elif tag == "Month":
            month = text
        elif tag == "Day":
            day = text
        elif tag == "Hour":
            hour = text
        elif tag == "Minute":
            minute = text
        elif tag == "MedlineDate":
            medline = text
        elif tag == "Season":
            season = text
        elif tag == "Second":
            second = text
        else:
            keep_unparsed(child, kept)
    return _new(DateParts, (year, month, day, season, medline, hour, minute, second))


def identifier(element: Element) -> Identifier:
    """Read an identifier of a person or institution."""
    return Identifier(element.get("Source", ""), text_of(element))


def person(element: Element, kept: Kept) -> Author:
    """Read an Author, Investigator or PersonalNameSubject."""
    family = given = initials = suffix = collective = investigators = ""
    identifiers: tuple[Identifier, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    for child in element[:]:
        tag = child.tag
        if tag == "LastName":
            family = text_of(child)
        elif tag == "ForeName":
            given = text_of(child)
        elif tag == "Initials":
            initials = text_of(child)
        elif tag == "AffiliationInfo":
            affiliations += affiliation(child, kept)
        elif tag == "Identifier":
            identifiers += (identifier(child),)
        elif tag == "Suffix":
            suffix = text_of(child)
        elif tag == "CollectiveName":
            collective = text_of(child)
            investigators = child.get("Investigators", "")
        elif tag == "Affiliation":
            affiliations += (Affiliation(text_of(child)),)
        else:
            keep_unparsed(child, kept)
    equal = element.get("EqualContrib")
    return Author(
        family,
        given,
        initials,
        suffix,
        collective,
        identifiers,
        affiliations,
        None if equal is None else equal == "Y",
        element.get("ValidYN") != "N",
        investigators,
    )


def affiliation(element: Element, kept: Kept) -> tuple[Affiliation, ...]:
    """Read an AffiliationInfo; more than one where it names more than one institution."""
    texts: list[str] = []
    identifiers: list[Identifier] = []
    for child in element[:]:
        tag = child.tag
        if tag == "Affiliation":
            texts.append(text_of(child))
        elif tag == "Identifier":
            identifiers.append(identifier(child))
        else:
            keep_unparsed(child, kept)
    if len(texts) == 1:
        return (Affiliation(texts[0], tuple(identifiers)),)
    texts = texts or [""] * bool(identifiers)
    return tuple(Affiliation(text, () if place else tuple(identifiers)) for place, text in enumerate(texts))


def people(element: Element, tag: str, kind: str, kept: Kept) -> AuthorList:
    """Read a list of persons: AuthorList of Author, InvestigatorList of Investigator."""
    found = walk_people(element, tag)
    if found is None:
        found = people_with_care(element, tag, kept)
    return AuthorList(
        element.get("Type", kind), found, element.get("CompleteYN") != "N", element.get("ID", "")
    )


def people_with_care(element: Element, tag: str, kept: Kept) -> tuple[Author, ...]:
    """Read the members of a list of persons, whatever they hold."""
    found: list[Author] = []
    for child in element[:]:
        if child.tag == tag:
            found.append(person(child, kept))
        else:
            keep_unparsed(child, kept)
    return tuple(found)


def abstract(element: Element, kept: Kept) -> tuple[tuple[AbstractSection, ...], str]:
    """Read an Abstract or OtherAbstract: its sections, and the copyright line."""
    sections: list[AbstractSection] = []
    copyright_line = ""
    for child in element[:]:
        if child.tag == "AbstractText":
            text, html = text_and_html(child)
            sections.append(AbstractSection(child.get("Label", ""), child.get("NlmCategory", ""), text, html))
        elif child.tag == "CopyrightInformation":
            copyright_line = text_of(child)
        else:
            keep_unparsed(child, kept)
    return tuple(sections), copyright_line


def article_ids(element: Element, kept: Kept) -> tuple[ArticleId, ...]:
    """Read an ArticleIdList; ``pubmed`` is the DTD's default kind."""
    found: list[ArticleId] = []
    for child in element[:]:
        if child.tag == "ArticleId":
            found.append(ArticleId(child.get("IdType", "pubmed"), text_of(child)))
        else:
            keep_unparsed(child, kept)
    return tuple(found)


def elocation(element: Element) -> Elocation:
    """Read an ELocationID."""
    return Elocation(element.get("EIdType", ""), text_of(element), element.get("ValidYN") != "N")


def keywords(element: Element, kept: Kept) -> tuple[Keyword, ...]:
    """Read a KeywordList."""
    owner = element.get("Owner", "NLM")
    found: list[Keyword] = []
    for child in element[:]:
        if child.tag == "Keyword":
            found.append(Keyword(text_of(child), child.get("MajorTopicYN") == "Y", owner))
        else:
            keep_unparsed(child, kept)
    return tuple(found)


def grants(element: Element, kept: Kept) -> tuple[Grant, ...]:
    """Read a GrantList."""
    found: list[Grant] = []
    for child in element[:]:
        if child.tag != "Grant":
            keep_unparsed(child, kept)
            continue
        parts = leaves(child)
        found.append(
            Grant(
                parts.pop("GrantID", ""),
                parts.pop("Acronym", ""),
                parts.pop("Agency", ""),
                parts.pop("Country", ""),
            )
        )
        if parts:
            for part in child[:]:
                if part.tag in parts:
                    keep_unparsed(part, kept)
    return tuple(found)


def references(element: Element, kept: Kept, section: tuple[str, ...] = ()) -> list[Reference]:
    """Read a ReferenceList; a list within it adds its heading to the outer one."""
    found: list[Reference] = []
    heading = None
    for child in element[:]:
        tag = child.tag
        if tag == "Reference":
            citation = ""
            ids: tuple[ArticleId, ...] = ()
            for part in child[:]:
                tag = part.tag
                if tag == "Citation":
                    citation = text_of(part)
                elif tag == "ArticleIdList":
                    ids += article_ids(part, kept)
                else:
                    keep_unparsed(part, kept)
            found.append(Reference(citation, ids, section))
        elif tag == "Title":
            heading = child
            title = text_of(child)
            section = (*section, title) if title else section
        elif tag == "ReferenceList":
            found.extend(references(child, kept, section))
        else:
            keep_unparsed(child, kept)
    if heading is not None and not found:
        keep_unparsed(heading, kept)
    return found
