"""The records that the stand-in serves: made here, in the shape of PubMed's."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from kb.models import Publication

PROLOGUE = (
    '<?xml version="1.0" ?>\n'
    '<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
    '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n'
    "<PubmedArticleSet>"
)
END = "</PubmedArticleSet>\n"


@dataclass(frozen=True, kw_only=True)
class StandInRecord:
    """One record, as far as the ingest looks at it."""

    pmid: str
    title: str
    #: Pairs of a label, which may be empty, and text.
    abstract: tuple[tuple[str, str], ...] = ()
    authors: tuple[str, ...] = ()
    journal: str = ""
    abbreviation: str = ""
    year: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    pmcid: str = ""
    publication_types: tuple[str, ...] = ("Journal Article",)
    mesh: tuple[str, ...] = ()
    #: Pairs of a RefType and the PMID on the other side, which may be empty.
    corrections: tuple[tuple[str, str], ...] = field(default=())

    def xml(self) -> bytes:
        """Return the record's element."""
        return _article(self).encode()


def records_of(publications: Iterable[Publication]) -> list[StandInRecord]:
    """Return a record for each publication that has a PMID, saying what its entry says."""
    return [
        StandInRecord(
            pmid=entry.pmid,
            title=entry.title + ".",
            authors=entry.authors,
            journal=entry.journal or "",
            abbreviation=entry.journal_abbreviation or "",
            year=str(entry.year or ""),
            volume=entry.volume or "",
            issue=entry.issue or "",
            pages=entry.pages or "",
            doi=entry.doi or "",
            pmcid=entry.pmcid or "",
            publication_types=entry.publication_types or ("Journal Article",),
            mesh=entry.mesh,
        )
        for entry in publications
        if entry.pmid
    ]


def with_abstracts(records: Iterable[StandInRecord], abstracts: Path) -> list[StandInRecord]:
    """Return the records with the abstracts of a JSONL file of ``pmid`` and ``abstract``, a section to a line."""
    lines = (json.loads(line) for line in abstracts.read_text(encoding="utf-8").splitlines())
    found = {line["pmid"]: tuple(_section(part) for part in line["abstract"].split("\n")) for line in lines}
    return [replace(record, abstract=found.get(record.pmid, record.abstract)) for record in records]


def _section(text: str) -> tuple[str, str]:
    label, colon, rest = text.partition(": ")
    return (label, rest) if colon and label.isupper() else ("", text)


def _element(name: str, text: str, attributes: str = "") -> str:
    return f"<{name}{attributes}>{escape(text)}</{name}>" if text else ""


def _article(record: StandInRecord) -> str:
    abstract = "".join(
        _element("AbstractText", text, f" Label={quoteattr(label)}" if label else "")
        for label, text in record.abstract
    )
    issue = (
        _element("Volume", record.volume)
        + _element("Issue", record.issue)
        + f"<PubDate>{_element('Year', record.year)}</PubDate>"
    )
    ids = _element("ArticleId", record.pmid, ' IdType="pubmed"')
    ids += _element("ArticleId", record.doi, ' IdType="doi"')
    ids += _element("ArticleId", record.pmcid, ' IdType="pmc"')
    corrections = "".join(
        f"<CommentsCorrections RefType={quoteattr(kind)}><RefSource>{escape(record.journal)}</RefSource>"
        + _element("PMID", other, ' Version="1"')
        + "</CommentsCorrections>"
        for kind, other in record.corrections
    )
    mesh = "".join(f"<MeshHeading>{_element('DescriptorName', term)}</MeshHeading>" for term in record.mesh)
    authors = "".join(map(_author, record.authors))
    types = "".join(_element("PublicationType", kind) for kind in record.publication_types)
    return (
        '<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM">'
        f'<PMID Version="1">{record.pmid}</PMID><Article PubModel="Print"><Journal>'
        f'<JournalIssue CitedMedium="Print">{issue}</JournalIssue>'
        f"{_element('Title', record.journal)}{_element('ISOAbbreviation', record.abbreviation)}</Journal>"
        f"<ArticleTitle>{escape(record.title)}</ArticleTitle>"
        + (f"<Pagination>{_element('MedlinePgn', record.pages)}</Pagination>" if record.pages else "")
        + _element("ELocationID", record.doi, ' EIdType="doi" ValidYN="Y"')
        + (f"<Abstract>{abstract}</Abstract>" if abstract else "")
        + (f'<AuthorList CompleteYN="Y">{authors}</AuthorList>' if authors else "")
        + f"<Language>eng</Language><PublicationTypeList>{types}</PublicationTypeList></Article>"
        f"<MedlineJournalInfo>{_element('MedlineTA', record.abbreviation)}</MedlineJournalInfo>"
        + (f"<CommentsCorrectionsList>{corrections}</CommentsCorrectionsList>" if corrections else "")
        + (f"<MeshHeadingList>{mesh}</MeshHeadingList>" if mesh else "")
        + "</MedlineCitation><PubmedData><PublicationStatus>ppublish</PublicationStatus>"
        f"<ArticleIdList>{ids}</ArticleIdList></PubmedData></PubmedArticle>"
    )


def _author(name: str) -> str:
    last, comma, first = name.partition(",")
    if not comma:
        last, _, first = name.rpartition(" ")
    if not last.strip():
        return f'<Author ValidYN="Y"><CollectiveName>{escape(name)}</CollectiveName></Author>'
    initials = first.strip() if first.strip().isupper() else "".join(part[0] for part in first.split())
    return (
        f'<Author ValidYN="Y">{_element("LastName", last.strip())}{_element("ForeName", first.strip())}'
        f"{_element('Initials', initials)}</Author>"
    )
