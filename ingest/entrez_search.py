"""Read what esearch and ecitmatch answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from ingest.entrez_answers import Answer, Fault, FaultKind, fault_of, read_json
from kb.errors import IdentifierError
from kb.identifiers import parse_pmid


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of a search: the count is of all that match, the PMIDs are this page's."""

    count: int
    pmids: tuple[str, ...]
    warnings: tuple[str, ...]
    #: Part of the query was not found, so that the PMIDs answer another question.
    altered: bool


@dataclass(frozen=True, slots=True)
class CitationQuery:
    """What ecitmatch is told of a work; ``key`` comes back with its answer."""

    key: str
    journal: str = ""
    year: str = ""
    volume: str = ""
    page: str = ""
    author: str = ""

    def line(self) -> str:
        """Return the line that ecitmatch reads."""
        fields = (self.journal, self.year, self.volume, self.page, self.author, self.key)
        return "|".join(re.sub(r"[|\s]+", " ", text).strip() for text in fields) + "|"


@dataclass(frozen=True, slots=True)
class CitationMatch:
    """What ecitmatch found: one PMID, several, or none and why."""

    key: str
    pmids: tuple[str, ...]
    reason: str = ""


_WARNINGS = (
    # name in JSON, name in XML, our words, whether the query was altered
    ("phrasesnotfound", "PhraseNotFound", "not found in PubMed", True),
    ("fieldsnotfound", "FieldNotFound", "no such search field", True),
    ("phrasesignored", "PhraseIgnored", "ignored", False),
    ("quotedphrasesnotfound", "QuotedPhraseNotFound", "quoted phrase not found in PubMed", True),
    ("outputmessages", "OutputMessage", "PubMed says", False),
)


def read_search(answer: Answer) -> SearchPage | Fault:
    """Return the page of a search, from JSON or XML, or the fault that the answer is."""
    fault = fault_of(answer)
    if fault:
        return fault
    text = answer.body.decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    try:
        page = _from_json(text) if text.startswith("{") else _from_xml(text)
    except (ElementTree.ParseError, ValueError, AttributeError, TypeError):
        page = None
    if page is None:
        what = "is empty" if not text else f"is no search result; it begins with {text[:40]!r}"
        return Fault(FaultKind.TROUBLE, answer.cut or f"the answer {what}", answer.retry_after)
    return page


def _from_json(text: str) -> SearchPage | None:
    data = read_json(text) or {}
    result = data.get("esearchresult")
    if not isinstance(result, dict) or "count" not in result:
        return None
    lists: dict[str, Any] = {**result.get("errorlist", {}), **result.get("warninglist", {})}
    found = [
        (f"{words}: {item}", alters) for name, _, words, alters in _WARNINGS for item in lists.get(name, [])
    ]
    return _page(result["count"], result.get("idlist", []), found)


def _from_xml(text: str) -> SearchPage | None:
    if not text.startswith("<") or "<!ENTITY" in text:
        return None
    root = ElementTree.fromstring(text)
    count = root.findtext("Count")
    if root.tag != "eSearchResult" or count is None:
        return None
    found = [
        (f"{words}: {element.text}", alters)
        for _, name, words, alters in _WARNINGS
        for element in root.iter(name)
    ]
    return _page(count, [element.text or "" for element in root.iterfind("IdList/Id")], found)


def _page(count: Any, ids: Iterable[str], found: list[tuple[str, bool]]) -> SearchPage:
    return SearchPage(
        count=int(count),
        pmids=tuple(parse_pmid(pmid) for pmid in ids),
        warnings=tuple(text for text, _ in found),
        altered=any(alters for _, alters in found),
    )


def read_citations(answer: Answer) -> tuple[CitationMatch, ...] | Fault:
    """Return what ecitmatch found, one entry for each line that it echoes."""
    fault = fault_of(answer)
    if fault:
        return fault
    if answer.cut:
        return Fault(FaultKind.TROUBLE, answer.cut, answer.retry_after)
    lines = [line for line in answer.body.decode("utf-8", "replace").splitlines() if line.strip()]
    matches = tuple(_citations(lines))
    if len(matches) < len(lines):
        return Fault(FaultKind.TROUBLE, "the answer is no list of citations", answer.retry_after)
    return matches


def _citations(lines: Iterable[str]) -> Iterator[CitationMatch]:
    for line in lines:
        fields = line.rstrip("\r").split("|")
        if len(fields) < 7:
            return
        result = fields[6].strip()
        try:
            yield CitationMatch(fields[5], (parse_pmid(result),))
        except IdentifierError:
            listed = re.fullmatch(r"AMBIGUOUS[\s:]+(\d[\d,\s]*)", result)
            pmids = re.findall(r"[1-9]\d{0,8}", listed.group(1)) if listed else []
            yield CitationMatch(fields[5], tuple(pmids), result or "no answer")
