"""The stand-in answers in the forms that the E-utilities were seen to answer in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import ProxyHandler, build_opener

import pytest

from ingest.pubmed_xml import parse_pubmed_xml
from tests.standin import faults
from tests.standin.records import StandInRecord, records_of
from tests.standin.server import StandIn


@pytest.fixture
def server() -> Iterator[StandIn]:
    with StandIn([StandInRecord(pmid=str(n), title=f"Work {n} <i>&amp;") for n in (1, 2, 3)]) as standin:
        yield standin


def ask(server: StandIn, utility: str, **parameters: str) -> tuple[int, str]:
    opener = build_opener(ProxyHandler({}))
    try:
        with opener.open(f"{server.address}{utility}?{urlencode(parameters)}", timeout=5) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_padding_does_not_count_and_repeats_are_answered_once(server: StandIn) -> None:
    _, body = ask(server, "efetch.fcgi", db="pubmed", id="00000003,1,3,999,01", retmode="xml")
    assert [record.pmid for record in parse_pubmed_xml(body.encode())] == ["3", "1"]
    assert parse_pubmed_xml(body.encode())[0].title == "Work 3 <i>&amp;"


def test_no_record_is_a_set_without_one(server: StandIn) -> None:
    status, body = ask(server, "efetch.fcgi", id="999", retmode="xml")
    assert (status, body.splitlines()[-1]) == (200, "<PubmedArticleSet></PubmedArticleSet>")
    assert parse_pubmed_xml(body.encode()) == []


@pytest.mark.parametrize(
    ("parameters", "status", "part"),
    [
        ({"id": "0"}, 400, "ID list is empty"),
        ({"id": ""}, 200, "id parameter is empty"),
        ({"id": "999", "retmode": "text"}, 200, "not available: 999"),
        ({"id": "1", "rettype": "full"}, 200, ""),
    ],
)
def test_errors_of_efetch(server: StandIn, parameters: dict[str, str], status: int, part: str) -> None:
    assert ask(server, "efetch.fcgi", **parameters)[0] == status
    assert part in ask(server, "efetch.fcgi", **parameters)[1]


def test_a_search_reaches_9999_and_no_further(server: StandIn) -> None:
    server.searches["all"] = [str(n) for n in range(20_000)]
    _, first = ask(server, "esearch.fcgi", term="all", retmax="12000", retmode="json")
    assert json.loads(first)["esearchresult"]["retmax"] == "9999"
    _, last = ask(server, "esearch.fcgi", term="all", retstart="9998", retmax="10", retmode="json")
    result = json.loads(last)["esearchresult"]
    assert len(result["idlist"]) == 1 and "adjusted to 9998, 1" in result["warninglist"]["outputmessages"][0]
    _, beyond = ask(server, "esearch.fcgi", term="all", retstart="9999", retmode="json")
    with pytest.raises(json.JSONDecodeError):
        json.loads(beyond)
    assert "'retstart'" in json.loads(beyond, strict=False)["esearchresult"]["ERROR"]


def test_queued_faults_come_first_and_in_order(server: StandIn) -> None:
    server.faults.extend([faults.rate_limited(), faults.blocked(), faults.server_error()])
    assert [ask(server, "efetch.fcgi", id="1")[0] for _ in range(4)] == [429, 200, 500, 200]
    assert len(server.requests) == 4


def test_an_entry_without_a_pmid_makes_no_record() -> None:
    assert records_of([]) == []
