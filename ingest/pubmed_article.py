"""One PubmedArticle element as a record."""

from __future__ import annotations

from ingest.pubmed_fields import (
    Kept,
    abstract,
    article_ids,
    date_parts,
    elocation,
    grants,
    keywords,
    people,
    person,
    references,
)
from ingest.pubmed_lists import walk_article_ids, walk_chemicals, walk_history, walk_mesh, walk_references
from ingest.pubmed_readers import (
    Fields,
    Reader,
    add,
    date_reader,
    finish,
    html_reader,
    list_reader,
    nested_reader,
    read_children,
    repeated_text_reader,
    text_reader,
)
from ingest.pubmed_text import Element, keep_unparsed, text_of
from kb.pubmed_record import (
    Chemical,
    Correction,
    DataBank,
    Issn,
    Labelled,
    LabelledDate,
    LinkedObject,
    MeshHeading,
    MeshQualifier,
    OtherAbstract,
    PublicationType,
    PubMedRecord,
    SupplementaryMesh,
)


def read_pmid(element: Element, fields: Fields, kept: Kept) -> None:
    """Read the PMID and the version of the record."""
    fields["pmid"] = text_of(element)
    fields["version"] = element.get("Version", "")


def read_abstract(element: Element, fields: Fields, kept: Kept) -> None:
    """Read the abstract and its copyright line."""
    sections, copyright_line = abstract(element, kept)
    add(fields, "abstract", sections)
    fields["copyright"] = copyright_line


def read_other_abstract(element: Element, fields: Fields, kept: Kept) -> None:
    """Read an abstract in another language or of another kind."""
    sections, copyright_line = abstract(element, kept)
    other = OtherAbstract(element.get("Type", ""), element.get("Language", "eng"), sections, copyright_line)
    add(fields, "other_abstracts", (other,))


def read_authors(element: Element, fields: Fields, kept: Kept) -> None:
    """Read an AuthorList."""
    add(fields, "author_lists", (people(element, "Author", "authors", kept),))


def read_investigators(element: Element, fields: Fields, kept: Kept) -> None:
    """Read an InvestigatorList."""
    add(fields, "investigator_lists", (people(element, "Investigator", "investigators", kept),))


def read_article_ids(element: Element, fields: Fields, kept: Kept) -> None:
    """Read the article's own ArticleIdList."""
    found = walk_article_ids(element)
    add(fields, "article_ids", article_ids(element, kept) if found is None else found)


def read_elocation(element: Element, fields: Fields, kept: Kept) -> None:
    """Read one ELocationID."""
    add(fields, "elocations", (elocation(element),))


def read_keywords(element: Element, fields: Fields, kept: Kept) -> None:
    """Read one KeywordList."""
    add(fields, "keywords", keywords(element, kept))


def read_references(element: Element, fields: Fields, kept: Kept) -> None:
    """Read one ReferenceList."""
    found = walk_references(element)
    add(fields, "references", tuple(references(element, kept)) if found is None else found)


def read_grants(element: Element, fields: Fields, kept: Kept) -> None:
    """Read the GrantList."""
    add(fields, "grants", grants(element, kept))
    fields["grants_complete"] = element.get("CompleteYN") != "N"


def read_publication_type(element: Element, fields: Fields, kept: Kept) -> None:
    """Read one PublicationType."""
    add(fields, "publication_types", (PublicationType(text_of(element), element.get("UI", "")),))


def read_article_date(element: Element, fields: Fields, kept: Kept) -> None:
    """Read one ArticleDate; the DTD fixes its kind."""
    dated = LabelledDate(element.get("DateType", "Electronic"), date_parts(element, kept))
    add(fields, "article_dates", (dated,))


def read_issn(element: Element, fields: Fields, kept: Kept) -> None:
    """Read one ISSN of the journal."""
    add(fields, "issns", (Issn(element.get("IssnType", ""), text_of(element)),))


def read_issue(element: Element, fields: Fields, kept: Kept) -> None:
    """Read the JournalIssue and its medium."""
    fields["medium"] = element.get("CitedMedium", "")
    read_children(element, _ISSUE, fields, kept)


def read_databanks(element: Element, fields: Fields, kept: Kept) -> None:
    """Read the DataBankList."""
    found: list[DataBank] = []
    for child in element[:]:
        name, numbers = "", []
        for part in child[:]:
            if part.tag == "DataBankName":
                name = text_of(part)
            elif part.tag == "AccessionNumberList":
                numbers += [text_of(number) for number in part[:]]
            else:
                keep_unparsed(part, kept)
        found.append(DataBank(name, tuple(numbers)))
    add(fields, "databanks", tuple(found))
    fields["databanks_complete"] = element.get("CompleteYN") != "N"


def read_mesh(element: Element, fields: Fields, kept: Kept) -> None:
    """Read the MeshHeadingList."""
    found = walk_mesh(element)
    add(fields, "mesh_headings", mesh_with_care(element, kept) if found is None else found)


def mesh_with_care(element: Element, kept: Kept) -> tuple[MeshHeading, ...]:
    """Read the MeSH headings, whatever they hold."""
    found: list[MeshHeading] = []
    for heading in element[:]:
        name = ui = kind = ""
        major = automatic = False
        qualifiers: list[MeshQualifier] = []
        for child in heading[:]:
            tag = child.tag
            if tag == "QualifierName":
                given = child.attrib
                qualifiers.append(
                    MeshQualifier(
                        text_of(child),
                        given.get("UI", ""),
                        given.get("MajorTopicYN") == "Y",
                        "AutoHM" in given,
                    )
                )
            elif tag == "DescriptorName":
                given = child.attrib
                name = text_of(child)
                ui = given.get("UI", "")
                major = given.get("MajorTopicYN") == "Y"
                kind = given.get("Type", "")
                automatic = "AutoHM" in given
            else:
                keep_unparsed(child, kept)
        found.append(MeshHeading(name, ui, major, tuple(qualifiers), kind, automatic))
    return tuple(found)


def chemical(element: Element, kept: Kept) -> Chemical:
    """Read one Chemical."""
    name = ui = number = ""
    for child in element[:]:
        if child.tag == "RegistryNumber":
            number = text_of(child)
        elif child.tag == "NameOfSubstance":
            name, ui = text_of(child), child.get("UI", "")
        else:
            keep_unparsed(child, kept)
    return Chemical(name, ui, number)


def correction(element: Element, kept: Kept) -> Correction:
    """Read one CommentsCorrections; a retraction may name no PMID."""
    pmid: str | None = None
    version = citation = note = ""
    for child in element[:]:
        if child.tag == "RefSource":
            citation = text_of(child)
        elif child.tag == "PMID":
            pmid, version = text_of(child) or None, child.get("Version", "")
        elif child.tag == "Note":
            note = text_of(child)
        else:
            keep_unparsed(child, kept)
    return Correction(element.get("RefType", ""), pmid, citation, note, version)


def supplementary(element: Element, kept: Kept) -> SupplementaryMesh:
    """Read one SupplMeshName."""
    return SupplementaryMesh(text_of(element), element.get("UI", ""), element.get("Type", ""))


def history_date(element: Element, kept: Kept) -> LabelledDate:
    """Read one PubMedPubDate."""
    return LabelledDate(element.get("PubStatus", ""), date_parts(element, kept))


def linked_object(element: Element, kept: Kept) -> LinkedObject:
    """Read one Object."""
    params = tuple(Labelled(param.get("Name", ""), text_of(param)) for param in element[:])
    return LinkedObject(element.get("Type", ""), params)


def read_history(element: Element, fields: Fields, kept: Kept) -> None:
    """Read the History."""
    found = walk_history(element)
    if found is None:
        read_history_with_care(element, fields, kept)
    else:
        add(fields, "history", found)


def read_chemicals(element: Element, fields: Fields, kept: Kept) -> None:
    """Read the ChemicalList."""
    found = walk_chemicals(element)
    if found is None:
        read_chemicals_with_care(element, fields, kept)
    else:
        add(fields, "chemicals", found)


def read_other_id(element: Element, fields: Fields, kept: Kept) -> None:
    """Read one OtherID."""
    add(fields, "other_ids", (Labelled(element.get("Source", ""), text_of(element)),))


def read_general_note(element: Element, fields: Fields, kept: Kept) -> None:
    """Read one GeneralNote; NLM is the DTD's default owner."""
    add(fields, "general_notes", (Labelled(element.get("Owner", "NLM"), text_of(element)),))


def read_citation(element: Element, fields: Fields, kept: Kept) -> None:
    """Read the MedlineCitation: its status, then its children."""
    given = element.attrib
    fields["status"] = given.get("Status", "")
    fields["owner"] = given.get("Owner", "NLM")
    fields["indexing_method"] = given.get("IndexingMethod", "")
    fields["version_id"] = given.get("VersionID", "")
    fields["version_date"] = given.get("VersionDate", "")
    read_children(element, _CITATION, fields, kept)


def read_article(element: Element, fields: Fields, kept: Kept) -> None:
    """Read the Article element."""
    fields["publication_model"] = element.get("PubModel", "")
    read_children(element, _ARTICLE, fields, kept)


def read_pubmed_article(element: Element) -> PubMedRecord:
    """Read a PubmedArticle; raises NotARecordError where it has no PMID."""
    fields: Fields = {}
    kept: Kept = []
    read_children(element, _PUBMED_ARTICLE, fields, kept)
    return finish(fields, kept)


read_pagination = nested_reader(
    {
        "StartPage": text_reader("start_page"),
        "EndPage": text_reader("end_page"),
        "MedlinePgn": text_reader("pages"),
    }
)
read_chemicals_with_care = list_reader("chemicals", "Chemical", chemical)
read_history_with_care = list_reader("history", "PubMedPubDate", history_date)
read_objects = list_reader("objects", "Object", linked_object)

_ISSUE: dict[str, Reader] = {
    "Volume": text_reader("volume"),
    "Issue": text_reader("issue"),
    "PubDate": date_reader("printed_date"),
}
_JOURNAL: dict[str, Reader] = {
    "ISSN": read_issn,
    "JournalIssue": read_issue,
    "Title": text_reader("journal"),
    "ISOAbbreviation": text_reader("journal_abbreviation"),
}
_JOURNAL_INFO: dict[str, Reader] = {
    "Country": text_reader("country"),
    "MedlineTA": text_reader("medline_abbreviation"),
    "NlmUniqueID": text_reader("nlm_id"),
    "ISSNLinking": text_reader("issn_linking"),
}
_ARTICLE: dict[str, Reader] = {
    "Journal": nested_reader(_JOURNAL),
    "ArticleTitle": html_reader("title"),
    "Pagination": read_pagination,
    "ELocationID": read_elocation,
    "Abstract": read_abstract,
    "AuthorList": read_authors,
    "Language": repeated_text_reader("languages"),
    "DataBankList": read_databanks,
    "GrantList": read_grants,
    "PublicationTypeList": nested_reader({"PublicationType": read_publication_type}),
    "VernacularTitle": html_reader("vernacular_title"),
    "ArticleDate": read_article_date,
}
_CITATION: dict[str, Reader] = {
    "PMID": read_pmid,
    "DateCompleted": date_reader("date_completed"),
    "DateRevised": date_reader("date_revised"),
    "Article": read_article,
    "MedlineJournalInfo": nested_reader(_JOURNAL_INFO),
    "ChemicalList": read_chemicals,
    "SupplMeshList": list_reader("supplementary_mesh", "SupplMeshName", supplementary),
    "CitationSubset": repeated_text_reader("citation_subsets"),
    "CommentsCorrectionsList": list_reader("corrections", "CommentsCorrections", correction),
    "GeneSymbolList": nested_reader({"GeneSymbol": repeated_text_reader("gene_symbols")}),
    "MeshHeadingList": read_mesh,
    "NumberOfReferences": text_reader("number_of_references"),
    "PersonalNameSubjectList": list_reader("personal_name_subjects", "PersonalNameSubject", person),
    "OtherID": read_other_id,
    "OtherAbstract": read_other_abstract,
    "KeywordList": read_keywords,
    "CoiStatement": text_reader("coi_statement"),
    "SpaceFlightMission": repeated_text_reader("space_flight_missions"),
    "InvestigatorList": read_investigators,
    "GeneralNote": read_general_note,
}
_PUBMED_DATA: dict[str, Reader] = {
    "History": read_history,
    "PublicationStatus": text_reader("publication_status"),
    "ArticleIdList": read_article_ids,
    "ObjectList": read_objects,
    "ReferenceList": read_references,
}
_PUBMED_ARTICLE: dict[str, Reader] = {
    "MedlineCitation": read_citation,
    "PubmedData": nested_reader(_PUBMED_DATA),
}
