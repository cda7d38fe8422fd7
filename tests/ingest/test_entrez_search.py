"""Searches and citations against the stand-in: what PubMed did not find is said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ingest.entrez import EntrezClient
from ingest.entrez_answers import Answer, Fault
from ingest.entrez_search import CitationMatch, CitationQuery, SearchPage, read_search
from ingest.entrez_settings import EntrezSettings
from ingest.entrez_transport import Transport
from kb.errors import IngestError
from tests.standin import faults
from tests.standin.records import StandInRecord
from tests.standin.server import StandIn


@pytest.fixture
def server() -> Iterator[StandIn]:
    records = [
        StandInRecord(
            pmid="11",
            title="Ketamine in depression",
            doi="10.1000/Abc(1)",
            journal="Journal of X",
            abbreviation="J X",
            year="2014",
            volume="4",
            pages="469-75",
        ),
        StandInRecord(
            pmid="12",
            title="Ketamine in pain",
            journal="Journal of X",
            abbreviation="J X",
            year="2014",
            volume="4",
            pages="469-80",
        ),
        StandInRecord(
            pmid="13", title="Midazolam", journal="Journal of X", year="1999", volume="1", pages="5"
        ),
    ]
    with StandIn(records) as standin:
        yield standin


@pytest.fixture
def client(server: StandIn) -> EntrezClient:
    settings = EntrezSettings(email="name@example.org", address=server.address, timeout=5.0)
    return EntrezClient(settings, transport=Transport(settings, sleep=lambda _seconds: None))


def test_a_search_returns_what_is_found_and_how_much_there_is(client: EntrezClient) -> None:
    found = client.search("ketamine", limit=1)
    assert (found.count, found.pmids, found.warnings, found.altered) == (2, ("11",), (), False)


def test_a_long_result_is_had_in_pages(client: EntrezClient, server: StandIn) -> None:
    server.searches["all"] = [str(n) for n in range(1, 15_001)]
    found = client.search("all", limit=20_000)
    assert found.pmids == tuple(str(n) for n in range(1, 10_000))
    assert found.count == 15_000
    assert "9999 of 15000 PMIDs: PubMed serves the first 9999 only" in found.warnings
    assert [asked.parameters["retmax"] for asked in server.requests] == ["9999"]


def test_pages_that_are_cut_short_are_asked_on(client: EntrezClient, server: StandIn) -> None:
    server.searches["all"] = [str(n) for n in range(1, 31)]
    server.faults.append(lambda _, parameters: server._esearch({**parameters, "retmax": "20"}))
    assert client.search("all", limit=25).pmids == tuple(str(n) for n in range(1, 26))
    assert [asked.parameters["retstart"] for asked in server.requests] == ["0", "20"]


@pytest.mark.parametrize("term", ["zzqqxxwv", '"zzqq xxwv"[ti]'])
@pytest.mark.parametrize("form", ["json", "xml"])
def test_a_phrase_that_is_not_found_is_said(
    client: EntrezClient, server: StandIn, term: str, form: str
) -> None:
    def in_xml(_proper: faults.Reply, parameters: dict[str, str]) -> faults.Reply:
        return server._esearch({**parameters, "retmode": "xml"})

    server.faults.append(in_xml if form == "xml" else faults.unchanged())
    found = client.search(term)
    assert found.pmids == () and found.altered
    assert any("zzqq" in warning and "not found" in warning for warning in found.warnings)
    assert "PubMed says: No items found." in found.warnings


def test_pubmed_may_answer_in_xml(client: EntrezClient, server: StandIn) -> None:
    server.faults.append(lambda _proper, p: server._esearch({**p, "retmode": "xml"}))
    assert client.search("ketamine").pmids == ("11", "12")


def test_a_result_for_half_the_query_is_marked(client: EntrezClient, server: StandIn) -> None:
    server.searches["a b"] = {
        "count": "1",
        "idlist": ["11"],
        "errorlist": {"phrasesnotfound": ["b"], "fieldsnotfound": ["zz"]},
        "warninglist": {"phrasesignored": ["the"], "outputmessages": []},
    }
    found = client.search("a b")
    assert found.pmids == ("11",) and found.altered
    assert found.warnings == ("not found in PubMed: b", "no such search field: zz", "ignored: the")


@pytest.mark.parametrize("query", ["", "  \n"])
def test_an_empty_query_is_not_asked(client: EntrezClient, server: StandIn, query: str) -> None:
    with pytest.raises(IngestError, match="the query is empty"):
        client.search(query)
    assert server.requests == []


@pytest.mark.parametrize(
    ("message", "said", "asked"),
    [
        ("Search Backend failed: Exception:\n'retstart' cannot be larger than 9998.", "retstart", 1),
        ("Search Backend failed: syntax error", "Search Backend failed", 6),
        ("Search Backend failed: Database is not supported: pubmed", "not supported", 6),
        ("Unable to obtain query #1", "Unable to obtain query", 1),
        ("Empty term and query_key - nothing todo", "Empty term", 1),
    ],
)
def test_an_error_of_the_search_is_said(
    client: EntrezClient, server: StandIn, message: str, said: str, asked: int
) -> None:
    server.faults.extend([faults.search_error(message)] * 10)
    with pytest.raises(IngestError, match=said):
        client.search("ketamine")
    assert len(server.requests) == asked


PASSING = {
    "429": faults.rate_limited(),
    "429 within 200": faults.rate_limited(200),
    "500": faults.server_error(),
    "blocked": faults.blocked(),
    "gateway": faults.unrouted(),
    "cut": faults.cut(0.5),
    "cut, chunked": faults.cut(0.5, chunked=True),
    "cut, closed": faults.cut(0.5, closed=True),
    "reset": faults.dropped(),
    "502": faults.bad_gateway(200),
    "outage": faults.search_error("Search Backend failed: Database is not supported: pubmed"),
    "records": lambda *_: faults.Reply(b"<PubmedArticleSet></PubmedArticleSet>"),
    "count in words": lambda *_: faults.Reply(b'{"esearchresult":{"count":"many","idlist":[]}}'),
}


@pytest.mark.parametrize("fault", PASSING.values(), ids=PASSING.keys())
def test_a_fault_that_passes_costs_nothing(
    client: EntrezClient, server: StandIn, fault: faults.Fault
) -> None:
    server.faults.extend([fault, fault])
    assert client.search("ketamine").pmids == ("11", "12")
    assert len(server.requests) == 3
    found = client.match_citations([CitationQuery("k", "J X", "2014", "4", "469", "doe j")])
    assert found["k"].pmids == ("11", "12")


@pytest.mark.parametrize(
    "fault",
    [fault for name, fault in PASSING.items() if name != "cut, closed"],
    ids=[name for name in PASSING if name != "cut, closed"],
)
def test_a_fault_that_passes_costs_no_citation(
    client: EntrezClient, server: StandIn, fault: faults.Fault
) -> None:
    server.faults.extend([fault, fault])
    found = client.match_citations([CitationQuery("k", "J X", "2014", "4", "469", "doe j")])
    assert found["k"].pmids == ("11", "12")
    assert len(server.requests) == 3


def test_an_empty_answer_to_a_search_is_no_result(client: EntrezClient, server: StandIn) -> None:
    server.faults.append(faults.empty())
    assert client.search("ketamine").pmids == ("11", "12")
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<eSearchResult></eSearchResult>",
        b"<html/>",
        b"[]",
        b"12",
        b'{"esearchresult":[]}',
        b"\x00",
        b'<!DOCTYPE x [<!ENTITY a "1">]><eSearchResult><Count>&a;</Count></eSearchResult>',
        b'{"esearchresult":{}}',
        b'{"esearchresult":{"count":"1","idlist":["x"]}}',
        b"{" * 100_000,
    ],
)
def test_what_is_no_result_is_a_fault(body: bytes) -> None:
    assert isinstance(read_search(Answer(status=200, body=body)), Fault)


def test_a_raw_line_end_in_json_is_read() -> None:
    body = b'{"esearchresult":{"count":"1","idlist":["5"],"querytranslation":"a\nb"}}'
    assert read_search(Answer(status=200, body=body)) == SearchPage(1, ("5",), (), False)


# --- ecitmatch --------------------------------------------------------------------------------


def query(key: str, **more: Any) -> CitationQuery:
    fields = {"key": key, "journal": "J X", "year": "2014", "volume": "4", "page": "469", **more}
    return CitationQuery(**fields)


def test_citations_come_back_under_their_keys(client: EntrezClient, server: StandIn) -> None:
    server.citations = {"seven": "AMBIGUOUS (7 citations)", "three": "AMBIGUOUS 33057196,32076266,32025019"}
    found = client.match_citations(
        [
            query("one", journal="Journal of X", year="1999", volume="1", page="5"),
            query("two"),
            query("three", journal="three"),
            query("seven", journal="seven"),
            query("no", journal="J X", page="1"),
            query("fake", journal="fake journal"),
            CitationQuery("little", journal="J X"),
        ]
    )
    assert {key: (match.pmids, match.reason) for key, match in found.items()} == {
        "one": (("13",), ""),
        "two": (("11", "12"), "AMBIGUOUS 11,12"),
        "three": (("33057196", "32076266", "32025019"), "AMBIGUOUS 33057196,32076266,32025019"),
        "seven": ((), "AMBIGUOUS (7 citations)"),
        "no": ((), "NOT_FOUND"),
        "fake": ((), "NOT_FOUND;INVALID_JOURNAL"),
        "little": ((), "not answered: too little to go by"),
    }
    assert len(server.requests) == 1


def test_what_the_format_cannot_carry_does_not_break_it(client: EntrezClient, server: StandIn) -> None:
    found = client.match_citations([query("a|b", author="x|y\rz"), query("c\nd", page="1|2")])
    assert found["a|b"].pmids == ("11", "12")
    assert found["c\nd"] == CitationMatch("c\nd", (), "NOT_FOUND")
    assert server.requests[0].parameters["bdata"].count("\r") == 1
    assert server.requests[0].parameters["tool"] == "evidence-kb"


def test_none_answered_is_said_for_each(client: EntrezClient) -> None:
    found = client.match_citations([CitationQuery("a"), CitationQuery("b", journal="J X")])
    assert [match.reason for match in found.values()] == ["not answered: too little to go by"] * 2


def test_citations_that_cannot_be_asked_stop_with_the_reason(client: EntrezClient, server: StandIn) -> None:
    server.faults.extend([faults.plain("Sorry, no citations today")] * 10)
    with pytest.raises(IngestError, match="no list of citations"):
        client.match_citations([query("a")])
