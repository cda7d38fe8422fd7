"""
Find the PMID of a work that is known by its DOI or its place in a journal.

A PMID is proposed only after its record was fetched and compared: an article id can
be printed in several records, and ecitmatch goes by volume and page alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ingest.entrez import EntrezClient, Outcome
from ingest.entrez_search import CitationQuery
from ingest.pubmed_xml import parse_pubmed_xml
from kb.errors import IngestError
from kb.identifiers import doi_key
from kb.models import Publication
from kb.pubmed_record import PubMedRecord

#: Similarity of titles from which two records are one work, with the same DOI and without:
#: titles differ by a subtitle or a spelling, never by half of their letters.
_SIMILAR_WITH_DOI = 0.6
_SIMILAR_WITHOUT_DOI = 0.9
_MOST_CANDIDATES = 10


@dataclass(frozen=True, slots=True)
class Resolution:
    """What was found for one work: a PMID and how, or none and why."""

    citekey: str
    pmid: str
    how: str


def resolve(client: EntrezClient, publications: Sequence[Publication]) -> list[Resolution]:
    """
    Return a resolution for each publication, in their order.

    First by DOI (ESearch on the article id), then, for the rest, by journal, year, volume,
    page and author (ecitmatch); each answer is compared with the record it names.

    :raises IngestError: if PubMed cannot be asked.
    """
    by_doi = {
        entry.citekey: client.search(doi_query(entry.doi), limit=_MOST_CANDIDATES)
        for entry in publications
        if entry.doi
    }
    candidates = {key: () if found.altered else found.pmids for key, found in by_doi.items()}
    resolved = _verified(client, publications, candidates, "doi[aid]")
    rest = [entry for entry in publications if not _pmid(resolved, entry)]
    matches = client.match_citations([citation_query(entry) for entry in rest]) if rest else {}
    answers = {key: match.pmids[:_MOST_CANDIDATES] for key, match in matches.items()}
    matched = _verified(client, rest, answers, "ecitmatch")
    return [
        next((way[entry.citekey] for way in (resolved, matched) if _pmid(way, entry)), None)
        or _unresolved(entry, resolved, matched, matches[entry.citekey].reason)
        for entry in publications
    ]


def find_by_doi(client: EntrezClient, doi: str) -> str | None:
    """Return the PMID of the one record that carries this DOI as its own, or None."""
    found = client.search(doi_query(doi), limit=_MOST_CANDIDATES)
    if found.altered:
        return None
    records = _fetch(client, found.pmids)
    own = [pmid for pmid, record in records.items() if doi_key(record.doi) == doi_key(doi)]
    return own[0] if len(own) == 1 else None


def doi_query(doi: str) -> str:
    """Return the query for the records with a DOI among their article ids."""
    return '"' + doi.replace('"', " ") + '"[aid]'


def citation_query(entry: Publication) -> CitationQuery:
    """Return what ecitmatch is asked of an entry; the citekey is the key."""
    first = entry.authors[0] if entry.authors else ""
    family, comma, given = first.partition(",")
    if comma:
        initials = "".join(part[0] for part in re.split(r"[\s.\-]+", given) if part)
        first = f"{family} {initials}"
    page = re.split(r"\s*[-–—]+\s*", entry.pages or "")[0]
    return CitationQuery(
        key=entry.citekey,
        journal=_plain(entry.journal_abbreviation or entry.journal or ""),
        year=str(entry.year or ""),
        volume=entry.volume or "",
        page=page,
        author=_plain(first),
    )


def title_similarity(one: str, other: str) -> float:
    """
    Return how much two titles have in common, from 0 to 1, by letters and digits only.

    A title that is the beginning of the other, as where a subtitle was left out, counts 0.95.

    >>> title_similarity("Ketamine for depression: a trial.", "KETAMINE FOR DEPRESSION - A TRIAL")
    1.0
    """
    a, b = (" ".join(re.findall(r"\w+", _plain(text).casefold())) for text in (one, other))
    shorter, longer = sorted((a, b), key=len)
    if not shorter:
        return 0.0
    ratio = SequenceMatcher(None, a, b, autojunk=False).ratio()
    return max(ratio, 0.95) if len(shorter) >= 25 and longer.startswith(shorter + " ") else ratio


def _verified(
    client: EntrezClient,
    publications: Iterable[Publication],
    candidates: dict[str, tuple[str, ...]],
    way: str,
) -> dict[str, Resolution]:
    records = _fetch(client, [pmid for pmids in candidates.values() for pmid in pmids])
    found = {key: [records[pmid] for pmid in pmids if pmid in records] for key, pmids in candidates.items()}
    return {
        entry.citekey: _best(entry, found[entry.citekey], way)
        for entry in publications
        if candidates.get(entry.citekey)
    }


def _best(entry: Publication, records: Sequence[PubMedRecord], way: str) -> Resolution:
    refused = []
    good: dict[str, str] = {}
    for record in records:
        title = record.title or (record.book.title if record.book else "")
        alike = title_similarity(entry.title, title)
        doi = ""
        if entry.doi and record.doi:
            doi = "same DOI, " if doi_key(entry.doi) == doi_key(record.doi) else "another DOI, "
        if doi.startswith("another") or alike < (_SIMILAR_WITH_DOI if doi else _SIMILAR_WITHOUT_DOI):
            refused.append(f"{way}: not PMID {record.pmid}, {doi}title {alike:.2f}")
        else:
            good[record.pmid] = f"{way}, {doi}title {alike:.2f}"
    if len(good) == 1:
        return Resolution(entry.citekey, *next(iter(good.items())))
    if good:
        return Resolution(entry.citekey, "", f"{way}: several fit ({', '.join(good)})")
    return Resolution(entry.citekey, "", "; ".join(refused) or f"{way}: no record")


def _fetch(client: EntrezClient, pmids: Iterable[str]) -> dict[str, PubMedRecord]:
    records = {}
    for fetched in client.fetch(pmids):
        if fetched.outcome is Outcome.FAILED:
            raise IngestError(f"PubMed did not send record {fetched.pmid}: {fetched.reason}")
        if fetched.outcome is Outcome.RECORD:
            records[fetched.pmid] = parse_record(fetched.xml)
    return records


def parse_record(xml: bytes) -> PubMedRecord:
    """
    Return the record in the XML of one article or book.

    :raises IngestError: if it holds anything but one record.
    """
    records = parse_pubmed_xml(b"<PubmedArticleSet>" + xml + b"</PubmedArticleSet>")
    if len(records) != 1:
        raise IngestError(f"{len(records)} records where one was expected")
    return records[0]


def _pmid(resolved: dict[str, Resolution], entry: Publication) -> str:
    found = resolved.get(entry.citekey)
    return found.pmid if found else ""


def _unresolved(
    entry: Publication, resolved: dict[str, Resolution], matched: dict[str, Resolution], reason: str
) -> Resolution:
    by_doi = resolved[entry.citekey].how if entry.citekey in resolved else ""
    by_place = matched[entry.citekey].how if entry.citekey in matched else f"ecitmatch: {reason}"
    if not by_doi:
        by_doi = "doi[aid]: no record" if entry.doi else "no DOI"
    return Resolution(entry.citekey, "", f"{by_doi}; {by_place}")


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
