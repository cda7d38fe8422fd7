"""A PMID is proposed only for a work whose record says the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from ingest.entrez import EntrezClient
from ingest.entrez_settings import EntrezSettings
from ingest.entrez_transport import Transport
from ingest.resolve import Resolution, citation_query, find_by_doi, parse_record, resolve, title_similarity
from kb.errors import IngestError
from kb.models import Publication
from kb.vocabulary import Confidence, Design, Indexing, Source
from tests.standin import faults
from tests.standin.records import StandInRecord
from tests.standin.server import StandIn

TITLE = "Rapid relief of low mood after one infusion: a randomised trial"
RECORD = StandInRecord(
    pmid="101",
    title=TITLE + ".",
    doi="10.1000/Mood.1(2)",
    journal="Journal of Mood",
    abbreviation="J Mood",
    year="2014",
    volume="4",
    pages="469-75",
    authors=("Müller, Jörg",),
)
ENTRY = Publication(
    citekey="Mueller2014",
    title=TITLE,
    journal="Journal of Mood",
    journal_abbreviation="J Mood",
    year=2014,
    volume="4",
    pages="469--475",
    doi="10.1000/mood.1(2)",
    authors=("Müller, Jörg-Peter A.", "Doe, J"),
    design=next(iter(Design)),
    indexing=Indexing.PMID_UNKNOWN,
    identity_source=next(iter(Source)),
    figure_source=next(iter(Source)),
    confidence=next(iter(Confidence)),
)


@pytest.fixture
def server() -> Iterator[StandIn]:
    with StandIn([RECORD]) as standin:
        yield standin


@pytest.fixture
def client(server: StandIn) -> EntrezClient:
    settings = EntrezSettings(email="name@example.org", address=server.address, timeout=5.0)
    return EntrezClient(settings, transport=Transport(settings, sleep=lambda _seconds: None))


def test_a_doi_is_found_among_the_article_ids(client: EntrezClient, server: StandIn) -> None:
    assert resolve(client, [ENTRY]) == [Resolution("Mueller2014", "101", "doi[aid], same DOI, title 1.00")]
    assert server.requests[0].parameters["term"] == '"10.1000/mood.1(2)"[aid]'
    assert [asked.utility for asked in server.requests] == ["esearch", "efetch"]


@pytest.mark.parametrize("doi", [None, "10.1000/unknown"])
def test_without_a_doi_the_place_in_the_journal_serves(
    client: EntrezClient, server: StandIn, doi: str | None
) -> None:
    server.records["101"] = replace(RECORD, doi="")
    [found] = resolve(client, [replace(ENTRY, doi=doi)])
    assert found == Resolution("Mueller2014", "101", "ecitmatch, title 1.00")


def test_of_several_candidates_the_one_with_the_title_is_taken(client: EntrezClient, server: StandIn) -> None:
    server.records["102"] = replace(RECORD, pmid="102", title="Letter to the editor", doi="10.1000/letter")
    server.records["101"] = replace(RECORD, doi="")
    [found] = resolve(client, [replace(ENTRY, doi=None)])
    assert (found.pmid, found.how) == ("101", "ecitmatch, title 1.00")


@pytest.mark.parametrize(
    ("record", "entry", "part"),
    [
        (replace(RECORD, title="Something else about another subject"), ENTRY, "same DOI, title 0."),
        (replace(RECORD, doi="10.1000/other"), ENTRY, "another DOI, title 1.00"),
        (
            replace(RECORD, doi="", title=TITLE[:40]),
            replace(ENTRY, title="Pain and its " + TITLE[40:]),
            "title",
        ),
    ],
    ids=["another title", "another DOI", "half a title"],
)
def test_a_record_that_says_otherwise_is_not_proposed(
    client: EntrezClient, server: StandIn, record: StandInRecord, entry: Publication, part: str
) -> None:
    server.records["101"] = record
    [found] = resolve(client, [entry])
    assert found.pmid == ""
    assert "not PMID 101" in found.how and part in found.how


def test_two_records_that_fit_are_not_chosen_between(client: EntrezClient, server: StandIn) -> None:
    server.records["102"] = replace(RECORD, pmid="102")
    [found] = resolve(client, [ENTRY])
    assert found.pmid == "" and "several fit (101, 102)" in found.how


def test_pmids_for_half_the_query_are_not_taken(client: EntrezClient, server: StandIn) -> None:
    server.searches['"10.1000/mood.1(2)"[aid]'] = {
        "count": "1",
        "idlist": ["101"],
        "warninglist": {"quotedphrasesnotfound": ['"10.1000/mood.1(2)"[aid]']},
    }
    bare = replace(ENTRY, journal=None, journal_abbreviation=None, pages=None, volume=None)
    [found] = resolve(client, [bare])
    assert found == Resolution(
        "Mueller2014", "", "doi[aid]: no record; ecitmatch: not answered: too little to go by"
    )


def test_every_publication_is_answered_in_its_order(client: EntrezClient) -> None:
    unknown = replace(ENTRY, citekey="Nobody1900", doi=None, journal="No Journal", journal_abbreviation=None)
    found = resolve(client, [unknown, ENTRY])
    assert [(f.citekey, f.pmid) for f in found] == [("Nobody1900", ""), ("Mueller2014", "101")]
    assert found[0].how == "no DOI; ecitmatch: NOT_FOUND;INVALID_JOURNAL"


def test_a_candidate_that_cannot_be_fetched_is_no_answer(client: EntrezClient, server: StandIn) -> None:
    server.poison["101"] = faults.server_error()
    with pytest.raises(IngestError, match="did not send record 101"):
        resolve(client, [ENTRY])


def test_ecitmatch_is_asked_in_plain_letters() -> None:
    query = citation_query(ENTRY)
    assert query.line() == "J Mood|2014|4|469|Muller JPA|Mueller2014|"


@pytest.mark.parametrize(("doi", "pmid"), [("10.1000/MOOD.1(2)", "101"), ("10.1000/none", None)])
def test_a_doi_leads_to_its_own_record(client: EntrezClient, doi: str, pmid: str | None) -> None:
    assert find_by_doi(client, doi) == pmid


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ("A trial of X", "a trial of x.", 1, 1),
        ("Trial in <i>Müller</i>'s patients", "Trial in i Muller i s patients", 0.95, 1),
        (TITLE, TITLE.split(":")[0], 0.95, 1),
        ("Ketamine", "Ketamine for pain in children", 0, 0.6),
        ("", "", 0, 0),
        (TITLE, "Maternal and fetal effects of caffeine", 0, 0.6),
    ],
)
def test_titles_are_compared_by_their_words(one: str, other: str, low: float, high: float) -> None:
    assert low <= title_similarity(one, other) <= high
    assert title_similarity(one, other) == title_similarity(other, one)


@pytest.mark.parametrize("xml", [b"", b"<PubmedArticle/><PubmedArticle/>"])
def test_a_capture_holds_one_record(xml: bytes) -> None:
    with pytest.raises(IngestError):
        parse_record(xml)
