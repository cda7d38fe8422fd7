"""The client against the stand-in: every PMID ends as a record, missing or failed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ingest.entrez import EntrezClient, Outcome
from ingest.entrez_search import CitationQuery
from kb.errors import IdentifierError
from tests.standin import faults
from tests.standin.client import KEY, Clock, article, client_of, outcomes
from tests.standin.records import END, PROLOGUE
from tests.standin.server import StandIn


@pytest.fixture
def server() -> Iterator[StandIn]:
    with StandIn([article(number) for number in range(1001, 1011)]) as standin:
        yield standin


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def client(server: StandIn, clock: Clock) -> EntrezClient:
    return client_of(server, clock)


# --- records, byte for byte -------------------------------------------------------------------


def test_a_record_is_cut_out_byte_for_byte(client: EntrezClient, server: StandIn) -> None:
    [got] = client.fetch(["1001"])
    assert got.xml == server.records["1001"].xml()
    assert (got.pmid, got.answered, got.outcome) == ("1001", "1001", Outcome.RECORD)
    assert got.prologue == PROLOGUE
    assert got.url == f"{server.address}efetch.fcgi?db=pubmed&id=1001&retmode=xml"


def test_padded_and_repeated_pmids_are_asked_for_once(client: EntrezClient, server: StandIn) -> None:
    assert list(outcomes(client, "00001002", "1001", "1002", "PMID: 1001")) == ["1002", "1001"]
    assert server.asked_for() == [["1002", "1001"]]


def test_nothing_is_asked_if_one_of_them_is_no_pmid(client: EntrezClient, server: StandIn) -> None:
    with pytest.raises(IdentifierError):
        client.fetch(["1001", "10.1000/x"])
    assert server.requests == []


def test_batches_hold_200_and_go_by_post(server: StandIn, clock: Clock) -> None:
    server.records = {str(pmid): article(pmid) for pmid in range(1, 402)}
    client = client_of(server, clock, api_key=KEY)
    got = outcomes(client, *range(1, 402))
    assert set(got.values()) == {"record"} and len(got) == 401
    assert [len(ids) for ids in server.asked_for()] == [200, 200, 1]
    for asked in server.requests:
        assert asked.method == "POST"
        assert asked.target == "/entrez/eutils/efetch.fcgi"
        assert asked.parameters["api_key"] == KEY
        assert (asked.parameters["tool"], asked.parameters["email"]) == ("evidence-kb", "name@example.org")


@pytest.mark.parametrize(("key", "interval"), [(None, 0.37), (KEY, 0.11)])
def test_the_pace_is_ncbis_over_all_calls(
    server: StandIn, clock: Clock, key: str | None, interval: float
) -> None:
    client = client_of(server, clock, api_key=key)
    outcomes(client, 1001)
    client.search("trial")
    client.match_citations([CitationQuery("k", "J", "2000", "1", "1")])
    assert clock.pauses == [interval, interval]


# --- missing and merged -----------------------------------------------------------------------


def test_a_pmid_that_is_not_answered_is_said_to_be_missing(client: EntrezClient, server: StandIn) -> None:
    got = list(client.fetch(["1001", "999", "1002", "998"]))
    assert [(g.pmid, g.outcome.value) for g in got] == [
        ("1001", "record"),
        ("1002", "record"),
        ("999", "missing"),
        ("998", "missing"),
    ]
    assert server.asked_for() == [["1001", "999", "1002", "998"], ["999", "998"]]
    assert "deleted, merged or never given" in got[-1].reason


def test_a_record_that_was_left_out_by_mistake_is_had_the_second_time(
    client: EntrezClient, server: StandIn
) -> None:
    server.faults.append(lambda proper, _: faults.Reply((PROLOGUE + END).encode()))
    assert outcomes(client, 1001) == {"1001": "record"}


def test_a_merged_pmid_names_the_record_it_was_merged_into(client: EntrezClient, server: StandIn) -> None:
    server.merged = {"77": "1003", "78": "1004"}
    got = {g.pmid: g for g in client.fetch(["1001", "77", "78", "999"])}
    assert {pmid: (g.outcome.value, g.answered) for pmid, g in got.items()} == {
        "1001": ("record", "1001"),
        "77": ("record", "1003"),
        "78": ("record", "1004"),
        "999": ("missing", ""),
    }
    assert got["77"].xml == server.records["1003"].xml()


def test_pmids_that_were_merged_into_one_that_is_asked_for_too_are_told_apart(
    client: EntrezClient, server: StandIn
) -> None:
    server.merged = {"77": "1001", "78": "1001"}
    got = {g.pmid: (g.outcome.value, g.answered) for g in client.fetch(["1001", "77", "999", "78"])}
    assert got == {
        "1001": ("record", "1001"),
        "77": ("record", "1001"),
        "78": ("record", "1001"),
        "999": ("missing", ""),
    }


def test_a_confirmation_that_is_cut_is_asked_on(client: EntrezClient, server: StandIn) -> None:
    nothing = faults.Reply((PROLOGUE + END).encode())
    server.faults.extend([lambda *_: nothing, faults.cut(0.5), faults.cut(0.5)])
    assert set(outcomes(client, *range(1001, 1011)).values()) == {"record"}
    assert len(server.requests) == 4


@pytest.mark.parametrize(
    "fault",
    [
        faults.envelope("ID list is empty! Possibly it has no correct IDs.", 400),
        faults.plain("ID+list+is+empty!+Possibly+it+has+no+correct+IDs.\n", 400),
        faults.plain("id: 999 Error occurred: The following PMID is not available: 999"),
    ],
    ids=["xml", "plain", "text"],
)
def test_no_such_id_in_words_is_missing_too(
    client: EntrezClient, server: StandIn, fault: faults.Fault
) -> None:
    server.poison["999"] = fault
    assert outcomes(client, 999) == {"999": "missing"}


# --- hostile answers --------------------------------------------------------------------------


def test_an_abstract_of_many_megabytes_is_kept_as_it_came(client: EntrezClient, server: StandIn) -> None:
    server.records["1001"] = article(1001, abstract=(("", "word &amp; " * 500_000),))
    [got] = client.fetch(["1001"])
    assert got.xml == server.records["1001"].xml() and len(got.xml) > 5_000_000


def test_a_record_is_known_by_its_own_pmid_only(client: EntrezClient, server: StandIn) -> None:
    """PMIDs of corrections, comments and look-alikes in text or comments do not count."""
    decoy = b"<!-- <PubmedArticle><PMID>7</PMID></PubmedArticle> --><![CDATA[<PubmedArticle>]]>"
    server.records["1001"] = article(1001, corrections=(("RetractionIn", "1002"), ("CommentOn", "")))
    server.faults.append(
        lambda proper, _: faults.Reply(proper.body.replace(b"<Language>", decoy + b"<Language>"))
    )
    got = list(client.fetch(["1001", "1002"]))
    assert [g.pmid for g in got] == ["1001", "1002"]
    assert b"RetractionIn" in got[0].xml and b"RetractionIn" not in got[1].xml


def test_another_document_type_and_deeper_trees_are_no_trouble(client: EntrezClient, server: StandIn) -> None:
    deep = b"<x>" * 5_000 + b"</x>" * 5_000
    server.faults.append(
        lambda proper, _: faults.Reply(
            proper.body.replace(b"pubmed_250101", b"pubmed_990101").replace(
                b"<Language>", deep + b"<Language>", 1
            )
        )
    )
    [got] = client.fetch(["1001"])
    assert deep in got.xml and "pubmed_990101" in got.prologue
