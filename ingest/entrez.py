"""
Ask PubMed: records by PMID, PMIDs by query, PMIDs by citation.

Nothing that was asked for is dropped in silence: every PMID ends as a record, as
missing (PubMed answered, twice, without it) or as failed (with the reason).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from ingest.entrez_answers import Fault, FaultKind
from ingest.entrez_records import CutRecord, RecordBatch, read_records
from ingest.entrez_search import CitationMatch, CitationQuery, read_citations, read_search
from ingest.entrez_settings import EntrezSettings
from ingest.entrez_transport import AskError, Transport
from kb.errors import IngestError
from kb.identifiers import parse_pmid

#: ESearch reaches the first 9,999 matches of a query in PubMed, and no further (NBK25499).
REACHABLE = 9_999
#: Requests in a row that may fail before the rest is given up: enough to find one bad id among 200.
_MOST_FAILURES_IN_A_ROW = 12
_ATTEMPTS_WHEN_SPLIT = 2


class Outcome(Enum):
    """How the asking for one PMID ended."""

    RECORD = "record"
    MISSING = "missing"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What became of one PMID that was asked for."""

    pmid: str
    outcome: Outcome
    #: The record's own PMID; another one than ``pmid`` where PubMed has merged the two.
    answered: str = ""
    xml: bytes = b""
    prologue: str = ""
    #: Where the record is found, without key or email address.
    url: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The PMIDs that a query finds, up to the limit; ``count`` is of all that match."""

    count: int
    pmids: tuple[str, ...]
    warnings: tuple[str, ...] = ()
    #: Part of the query was not found, so that the PMIDs answer another question.
    altered: bool = False


class _GivenUp(Exception):
    def __init__(self, reason: str, remaining: Iterable[str]) -> None:
        self.reason = reason
        self.remaining = tuple(remaining)
        super().__init__(reason)


class EntrezClient:
    """The E-utilities, as far as we need them."""

    def __init__(self, settings: EntrezSettings, *, transport: Transport | None = None) -> None:
        self.settings = settings
        self._transport = transport or Transport(settings)
        self._failures = 0

    @classmethod
    def from_environment(
        cls, environ: Mapping[str, str], *, notice: Callable[[str], None] | None = None
    ) -> EntrezClient:
        """
        Return a client for NCBI_EMAIL, NCBI_API_KEY and KB_EUTILS_URL.

        :param notice: told, in one line, of every pause after a fault.
        :raises IngestError: if they do not allow to ask.
        """
        settings = EntrezSettings.from_environment(environ)
        return cls(settings, transport=Transport(settings, notice=notice))

    def record_url(self, pmid: str) -> str:
        """Return the address of one record's XML, without key or email address."""
        return f"{self.settings.address}efetch.fcgi?db=pubmed&id={pmid}&retmode=xml"

    def fetch(self, pmids: Iterable[str]) -> Iterator[Fetched]:
        """
        Yield what became of each PMID, once, as the answers come in.

        A caller that keeps each record before it asks for the next loses nothing if it is stopped.

        :raises IdentifierError: if one of them is no PMID; nothing is asked then.
        :raises IngestError: if PubMed refuses the key, or the address is wrong.
        """
        asked = list(dict.fromkeys(parse_pmid(pmid) for pmid in pmids))
        size = self.settings.batch_size
        return self._fetch([asked[start : start + size] for start in range(0, len(asked), size)])

    def _fetch(self, batches: Sequence[list[str]]) -> Iterator[Fetched]:
        self._failures = 0
        for number, batch in enumerate(batches):
            try:
                yield from self._fetch_batch(batch)
            except _GivenUp as given_up:
                for pmid in given_up.remaining:
                    yield self._failed(pmid, given_up.reason)
                for later in batches[number + 1 :]:
                    for pmid in later:
                        yield self._failed(pmid, f"not asked for: {given_up.reason}")
                return

    def _fetch_batch(self, batch: list[str]) -> Iterator[Fetched]:
        absent: list[str] = []
        strays = False
        waiting = [batch]
        while waiting:
            group = waiting.pop()
            try:
                answer = self._ask(group, None if group is batch else _ATTEMPTS_WHEN_SPLIT)
            except AskError as error:
                yield from self._after_fault(error.fault, group, waiting, absent)
                continue
            self._failures = 0
            found = {record.pmid: record for record in answer.records}
            strays = strays or not found.keys() <= set(group)
            yield from (self._record(pmid, found[pmid], answer) for pmid in group if pmid in found)
            rest = [pmid for pmid in group if pmid not in found]
            if answer.cut and rest and len(rest) < len(group):
                waiting.append(rest)
            elif answer.cut and rest:
                fault = Fault(FaultKind.TROUBLE, answer.cut)
                yield from self._after_fault(fault, group, waiting, absent)
            else:
                absent.extend(rest)
        yield from self._confirm(absent, one_by_one=strays)

    def _after_fault(
        self, fault: Fault, group: list[str], waiting: list[list[str]], absent: list[str]
    ) -> Iterator[Fetched]:
        """Give up, halve the group, or say of its one PMID that it failed."""
        self._failures += 1
        if fault.kind is FaultKind.UNAVAILABLE or self._failures > _MOST_FAILURES_IN_A_ROW:
            raise _GivenUp(fault.reason, [*group, *(pmid for later in waiting for pmid in later), *absent])
        if fault.kind is FaultKind.NO_SUCH_ID:
            self._failures = 0
            absent.extend(group)
        elif len(group) == 1:
            yield self._failed(group[0], fault.reason)
        else:
            middle = len(group) // 2
            waiting += [group[middle:], group[:middle]]

    def _confirm(self, absent: list[str], *, one_by_one: bool) -> Iterator[Fetched]:
        """
        Ask once more for what an answer left out.

        PubMed says nothing of a deleted PMID, and may answer a merged one with the record it
        was merged into: where an answer held records that were not asked for, each is asked alone.
        """
        groups = [[pmid] for pmid in reversed(absent)] if one_by_one else [absent] if absent else []
        while groups:
            group = groups.pop()
            try:
                answer = self._ask(group)
            except AskError as error:
                if error.fault.kind is FaultKind.UNAVAILABLE:
                    later = [pmid for waiting in reversed(groups) for pmid in waiting]
                    raise _GivenUp(error.fault.reason, [*group, *later]) from None
                for pmid in group:
                    known = error.fault.kind is FaultKind.NO_SUCH_ID
                    yield self._missing(pmid) if known else self._failed(pmid, error.fault.reason)
                continue
            found = {record.pmid: record for record in answer.records}
            yield from (self._record(pmid, found[pmid], answer) for pmid in group if pmid in found)
            rest = [pmid for pmid in group if pmid not in found]
            if len(group) > 1 and not found.keys() <= set(group):
                groups += [[pmid] for pmid in reversed(rest)]
            elif answer.cut and len(rest) < len(group):
                groups += [rest] if rest else []
            elif answer.cut:
                yield from (self._failed(pmid, answer.cut) for pmid in rest)
            elif len(group) == len(found) == 1 and rest:
                yield self._record(group[0], next(iter(found.values())), answer)
            else:
                yield from (self._missing(pmid) for pmid in rest)

    def _ask(self, pmids: Sequence[str], attempts_in_trouble: int | None = None) -> RecordBatch:
        parameters = {"db": "pubmed", "id": ",".join(pmids), "retmode": "xml"}
        return self._transport.ask(
            "efetch", parameters, read_records, attempts_in_trouble=attempts_in_trouble
        )

    def _record(self, pmid: str, record: CutRecord, answer: RecordBatch) -> Fetched:
        return Fetched(
            pmid=pmid,
            outcome=Outcome.RECORD,
            answered=record.pmid,
            xml=record.xml,
            prologue=answer.prologue,
            url=self.record_url(record.pmid),
        )

    def _missing(self, pmid: str) -> Fetched:
        return Fetched(
            pmid=pmid,
            outcome=Outcome.MISSING,
            url=self.record_url(pmid),
            reason="PubMed holds no such record: deleted, merged or never given",
        )

    def _failed(self, pmid: str, reason: str) -> Fetched:
        return Fetched(pmid=pmid, outcome=Outcome.FAILED, url=self.record_url(pmid), reason=reason)

    def search(self, query: str, *, limit: int = 100) -> SearchResult:
        """
        Return the PMIDs that ``query`` finds, up to ``limit``, in PubMed's order.

        :raises IngestError: if the query is empty or PubMed cannot run it.
        """
        if not query.strip():
            raise IngestError("the query is empty")
        pmids: dict[str, None] = {}
        warnings: dict[str, None] = {}
        start, altered = 0, False
        while True:
            size = min(limit - len(pmids), REACHABLE - start)
            parameters = {
                "db": "pubmed",
                "term": query,
                "retmode": "json",
                "retstart": str(start),
                "retmax": str(max(size, 0)),
            }
            try:
                page = self._transport.ask("esearch", parameters, read_search)
            except AskError as error:
                raise IngestError(f"PubMed did not run the query: {error.fault.reason}") from None
            altered = altered or page.altered
            warnings |= dict.fromkeys(page.warnings)
            pmids |= dict.fromkeys(page.pmids[: max(size, 0)])
            start += len(page.pmids)
            if not page.pmids or len(pmids) >= limit or start >= min(page.count, REACHABLE):
                break
        wanted = min(limit, page.count)
        if len(pmids) < wanted:
            why = f"PubMed serves the first {REACHABLE} only" if start >= REACHABLE else "PubMed sent no more"
            warnings[f"{len(pmids)} of {wanted} PMIDs: {why}"] = None
        return SearchResult(page.count, tuple(pmids), tuple(warnings), altered)

    def match_citations(self, queries: Sequence[CitationQuery]) -> dict[str, CitationMatch]:
        """
        Return what ecitmatch finds for each query, under its key.

        :raises IngestError: if PubMed cannot be asked.
        """
        answers: dict[str, CitationMatch] = {}
        size = self.settings.batch_size
        for start in range(0, len(queries), size):
            batch = queries[start : start + size]
            # Our own numbers go as keys: a citekey could hold what the format cannot carry.
            lines = [
                CitationQuery(f"c{i}", q.journal, q.year, q.volume, q.page, q.author).line()
                for i, q in enumerate(batch)
            ]
            parameters = {"db": "pubmed", "bdata": "\r".join(lines)}
            try:
                matches = self._transport.ask("ecitmatch", parameters, read_citations)
            except AskError as error:
                raise IngestError(f"PubMed did not match the citations: {error.fault.reason}") from None
            by_number = {match.key: match for match in matches}
            for i, query in enumerate(batch):
                match = by_number.get(f"c{i}")
                answers[query.key] = (
                    CitationMatch(query.key, match.pmids, match.reason)
                    if match
                    else CitationMatch(query.key, (), "not answered: too little to go by")
                )
        return answers
