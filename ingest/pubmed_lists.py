"""
The long lists of an article, each read in one flat walk.

Nine of ten elements of a PubMed file stand in these lists, so they decide its speed:
a flat walk takes a third of the time of loops within loops. A walk knows only
the usual children; at the first that is unusual (markup inside a text, a heading, an
element of a later DTD) it returns None, and the careful reader takes the list. Both give
the same values; a test compares them.
"""

from __future__ import annotations

from ingest.pubmed_text import ALLOWED_TAGS, Element, text_of, tidy
from kb.pubmed_record import (
    Affiliation,
    ArticleId,
    Author,
    Chemical,
    DateParts,
    Identifier,
    LabelledDate,
    MeshHeading,
    MeshQualifier,
    Reference,
)

_new = tuple.__new__
"""Makes a named tuple from all its fields, in half the time that calling its class takes."""
_WHITE = " \t\r\n"

Attributes = list[tuple[str, str]]


def _free_text(text: str | None) -> str:
    if not text:
        return ""
    return tidy(text) if "\n" in text or "\t" in text or "\r" in text else text.strip(" ")


def walk_references(element: Element) -> tuple[Reference, ...] | None:
    """Read a ReferenceList that holds no further list."""
    found: list[Reference] = []
    citation = ""
    section: tuple[str, ...] = ()
    ids: list[ArticleId] = []
    begun = False
    walk = element.iter()
    next(walk)
    for part in walk:
        tag = part.tag
        if tag == "ArticleId":
            ids.append(_new(ArticleId, (part.get("IdType", "pubmed"), (part.text or "").strip(_WHITE))))
        elif tag == "Citation":
            citation = text_of(part) if len(part) else _free_text(part.text)
        elif tag == "Reference":
            if begun:
                found.append(_new(Reference, (citation, tuple(ids), section)))
                citation = ""
                ids = []
            begun = True
        elif tag == "Title" and not begun:
            section = (text_of(part),)
        elif tag in ALLOWED_TAGS:
            if next(part.iterancestors("Citation"), None) is None:
                return None
        elif tag != "ArticleIdList":
            return None
    if section and not found and not begun:
        return None
    if begun:
        found.append(_new(Reference, (citation, tuple(ids), section)))
    return tuple(found)


def walk_article_ids(element: Element) -> tuple[ArticleId, ...] | None:
    """Read an ArticleIdList."""
    found: list[ArticleId] = []
    for child in element[:]:
        if child.tag != "ArticleId":
            return None
        found.append(_new(ArticleId, (child.get("IdType", "pubmed"), text_of(child))))
    return tuple(found)


def walk_people(element: Element, member: str) -> tuple[Author, ...] | None:
    """Read an AuthorList or InvestigatorList whose texts hold no markup."""
    found: list[Author] = []
    family = given = initials = suffix = collective = ""
    identifiers: list[Identifier] = []
    affiliations: list[Affiliation] = []
    place = ""
    place_ids: list[Identifier] = []
    inside = False
    current: Element = None
    walk = element.iter()
    next(walk)
    for part in walk:
        tag = part.tag
        if tag == "LastName":
            family = _free_text(part.text)
        elif tag == "ForeName":
            given = _free_text(part.text)
        elif tag == "Initials":
            initials = _free_text(part.text)
        elif tag == "Affiliation":
            if place or not inside:
                return None
            place = _free_text(part.text)
        elif tag == "AffiliationInfo" or tag == member:
            if inside:
                affiliations.append(_new(Affiliation, (place, tuple(place_ids))))
                place = ""
                place_ids = []
            inside = tag == "AffiliationInfo"
            if not inside:
                if current is not None:
                    found.append(
                        _person(
                            current, family, given, initials, suffix, collective, identifiers, affiliations
                        )
                    )
                    family = given = initials = suffix = collective = ""
                    identifiers = []
                    affiliations = []
                current = part
        elif tag == "Identifier":
            known = _new(Identifier, (part.get("Source", ""), (part.text or "").strip(_WHITE)))
            if not inside:
                identifiers.append(known)
            elif part.getparent().tag == "AffiliationInfo":
                place_ids.append(known)
            else:
                return None
        elif tag == "Suffix":
            suffix = _free_text(part.text)
        elif tag == "CollectiveName" and "Investigators" not in part.attrib:
            collective = _free_text(part.text)
        else:
            return None
    if inside:
        affiliations.append(_new(Affiliation, (place, tuple(place_ids))))
    if current is not None:
        found.append(_person(current, family, given, initials, suffix, collective, identifiers, affiliations))
    return tuple(found)


def _person(
    element: Element,
    family: str,
    given: str,
    initials: str,
    suffix: str,
    collective: str,
    identifiers: list[Identifier],
    affiliations: list[Affiliation],
) -> Author:
    equal = element.get("EqualContrib")
    return _new(
        Author,
        (
            family,
            given,
            initials,
            suffix,
            collective,
            tuple(identifiers),
            tuple(affiliations),
            None if equal is None else equal == "Y",
            element.get("ValidYN") != "N",
            "",
        ),
    )


def walk_history(element: Element) -> tuple[LabelledDate, ...] | None:
    """Read a History of plain dates."""
    found: list[LabelledDate] = []
    kind: str | None = None
    year = month = day = hour = minute = ""
    walk = element.iter()
    next(walk)
    for part in walk:
        tag = part.tag
        if tag == "Year":
            year = (part.text or "").strip(_WHITE)
        elif tag == "Month":
            month = (part.text or "").strip(_WHITE)
        elif tag == "Day":
            day = (part.text or "").strip(_WHITE)
        elif tag == "Hour":
            hour = (part.text or "").strip(_WHITE)
        elif tag == "Minute":
            minute = (part.text or "").strip(_WHITE)
        elif tag == "PubMedPubDate":
            if kind is not None:
                date = _new(DateParts, (year, month, day, "", "", hour, minute, ""))
                found.append(_new(LabelledDate, (kind, date)))
                year = month = day = hour = minute = ""
            kind = part.get("PubStatus", "")
        else:
            return None
    if kind is not None:
        date = _new(DateParts, (year, month, day, "", "", hour, minute, ""))
        found.append(_new(LabelledDate, (kind, date)))
    return tuple(found)


def walk_mesh(element: Element) -> tuple[MeshHeading, ...] | None:
    """Read a MeshHeadingList."""
    found: list[MeshHeading] = []
    name: str | None = None
    attributes: Attributes = []
    qualifiers: list[MeshQualifier] = []
    walk = element.iter()
    next(walk)
    for part in walk:
        tag = part.tag
        if tag == "DescriptorName":
            if name is not None:
                found.append(_heading(name, attributes, qualifiers))
                qualifiers = []
            name = _free_text(part.text)
            attributes = part.items()
        elif tag == "QualifierName":
            if name is None:
                return None
            ui, major, _, automatic = _mesh_attributes(part.items())
            qualifiers.append(_new(MeshQualifier, (_free_text(part.text), ui, major, automatic)))
        elif tag != "MeshHeading":
            return None
    if name is not None:
        found.append(_heading(name, attributes, qualifiers))
    return tuple(found)


def _heading(name: str, attributes: Attributes, qualifiers: list[MeshQualifier]) -> MeshHeading:
    ui, major, kind, automatic = _mesh_attributes(attributes)
    return _new(MeshHeading, (name, ui, major, tuple(qualifiers), kind, automatic))


def _mesh_attributes(attributes: Attributes) -> tuple[str, bool, str, bool]:
    if len(attributes) == 2:
        (first, ui), (second, major) = attributes
        if first == "UI" and second == "MajorTopicYN":
            return ui, major == "Y", "", False
    given = dict(attributes)
    return given.get("UI", ""), given.get("MajorTopicYN") == "Y", given.get("Type", ""), "AutoHM" in given


def walk_chemicals(element: Element) -> tuple[Chemical, ...] | None:
    """Read a ChemicalList."""
    found: list[Chemical] = []
    number = ""
    walk = element.iter()
    next(walk)
    for part in walk:
        tag = part.tag
        if tag == "NameOfSubstance":
            found.append(_new(Chemical, (_free_text(part.text), part.get("UI", ""), number)))
            number = ""
        elif tag == "RegistryNumber":
            number = (part.text or "").strip(_WHITE)
        elif tag != "Chemical":
            return None
    return None if number else tuple(found)
