"""Every form of fault that was seen, over HTTP: it passes, or it is said."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import formatdate

import pytest

from ingest.entrez import EntrezClient, Outcome
from kb.errors import IngestError
from tests.standin import faults
from tests.standin.client import Clock, article, client_of, outcomes
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


# --- faults that pass -------------------------------------------------------------------------

PASSING = {
    "429": faults.rate_limited(),
    "429 within 200": faults.rate_limited(200),
    "429, short form": faults.rate_limited_short(),
    "429 within 202, short form": faults.rate_limited_short(202),
    "500 page": faults.server_error(),
    "500 page within 200": faults.server_error(200),
    "blocked within 200": faults.blocked(),
    "blocked within 403": faults.blocked(403),
    "502 page": faults.bad_gateway(),
    "502 page within 200": faults.bad_gateway(200),
    "gateway text": faults.unrouted(),
    "gateway text within 500": faults.unrouted(500),
    "503, empty": lambda *_: faults.Reply(status=503),
    "empty body": faults.empty(),
    "empty body within 400": lambda *_: faults.Reply(b"  \n", 200),
    "no summary": faults.envelope(" Error occurred: cannot get document summary", 400),
    "backend down": faults.envelope("proxy_stream(): Failed to connect to PubOne service", 400),
    "backend down, cut": faults.envelope("proxy_stream(): &lt;html>502", 400, end=""),
    "error without words": faults.envelope(""),
    "cut at once": faults.cut(0.05),
    "cut within a record": faults.cut(0.3),
    "cut within a chunk": faults.cut(0.6, chunked=True),
    "cut, but the length fits": faults.cut(0.6, closed=True),
    "cut before the end": faults.cut(0.99, closed=True),
    "cut within a character": lambda proper, _: faults.Reply(proper.body[:900] + "é".encode()[:1]),
    "reset": faults.dropped(),
    "closed": faults.dropped("close"),
    "JSON in place of XML": lambda *_: faults.Reply(b'{"unexpected": 1}', content_type="application/json"),
    "JSON, cut": lambda *_: faults.Reply(b'{"error":"API rate lim', content_type="application/json"),
    "another set": lambda *_: faults.Reply(b"<PubmedBookSet></PubmedBookSet>"),
    "another encoding": lambda *_: faults.Reply(
        b'<?xml version="1.0" encoding="latin-1"?><PubmedArticleSet/>'
    ),
    "not well-formed": lambda proper, _: faults.Reply(proper.body.replace(b"</Article>", b"")),
    "entities": lambda proper, _: faults.Reply(
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><PubmedArticleSet>&b;</PubmedArticleSet>'
    ),
}


@pytest.mark.parametrize("fault", PASSING.values(), ids=PASSING.keys())
def test_a_fault_that_passes_costs_nothing(
    client: EntrezClient, server: StandIn, clock: Clock, fault: faults.Fault
) -> None:
    server.faults.extend([fault, fault])
    got = {g.pmid: g for g in client.fetch(map(str, range(1001, 1011)))}
    assert {pmid: g.xml for pmid, g in got.items()} == {p: r.xml() for p, r in server.records.items()}
    assert len(server.requests) <= 4
    assert clock.time - 1000 < 12


def test_what_arrived_before_the_cut_is_not_asked_for_again(client: EntrezClient, server: StandIn) -> None:
    server.faults.append(faults.cut(0.5))
    got = outcomes(client, *range(1001, 1011))
    first, second = server.asked_for()
    assert set(got.values()) == {"record"}
    assert 3 <= len(first) - len(second) <= 6
    assert second == first[-len(second) :]


def test_records_are_handed_over_before_the_next_request(client: EntrezClient, server: StandIn) -> None:
    server.faults.append(faults.cut(0.5))
    next(client.fetch(map(str, range(1001, 1011))))
    assert len(server.requests) == 1


# --- Retry-After and backoff ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "pause"),
    [
        ("7", 7.0),
        ("0", 1.0),
        ("", 1.0),
        ("999999", 120.0),
        (formatdate(1000 + 30, usegmt=True), 30.0),
        (formatdate(0, usegmt=True), 1.0),
        ("soon", 1.0),
        ("-5", 1.0),
        ("2.5", 2.5),
    ],
)
def test_retry_after_is_honoured_up_to_a_limit(
    client: EntrezClient, server: StandIn, clock: Clock, value: str, pause: float
) -> None:
    server.faults.append(faults.rate_limited(retry_after=value))
    outcomes(client, 1001)
    assert len(clock.waits) == 1
    assert clock.waits[0] == pytest.approx(pause, abs=1.0 if "GMT" in value else 0.01)


def test_pauses_double_and_end(client: EntrezClient, server: StandIn, clock: Clock) -> None:
    server.faults.extend([faults.rate_limited(retry_after="")] * 20)
    [got] = client.fetch(["1001"])
    assert clock.waits == [1.0, 2.0, 4.0, 8.0, 16.0]
    assert got.outcome is Outcome.FAILED
    assert got.reason == "NCBI says: API rate limit exceeded; asked 6 times"
    assert len(server.requests) == 6


def test_a_slow_server_is_given_up_and_asked_again(server: StandIn, clock: Clock) -> None:
    server.faults.append(faults.slow(0.5))
    client = client_of(server, clock, timeout=0.1)
    assert outcomes(client, 1001) == {"1001": "record"}
    assert len(server.requests) == 2


# --- faults that stay -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fault",
    [
        faults.server_error(),
        faults.empty(),
        faults.dropped(),
        faults.envelope("Something new"),
        faults.cut(0.01),
        lambda *_: faults.Reply(b"<html>414</html>", 414),
        faults.envelope("x", 400),
        lambda proper, _: faults.Reply(proper.body.replace(b"1007</PMID>", b"1007</PMID>\x01")),
    ],
    ids=["500", "empty", "reset", "error", "cut", "414", "400", "bad character"],
)
def test_one_bad_id_does_not_take_the_others_with_it(
    client: EntrezClient, server: StandIn, fault: faults.Fault
) -> None:
    server.poison["1007"] = fault
    got = list(client.fetch(map(str, range(1001, 1011))))
    assert [g.pmid for g in got if g.outcome is Outcome.FAILED] == ["1007"]
    assert len({g.pmid for g in got if g.outcome is Outcome.RECORD}) == 9
    assert len(server.requests) < 40


def test_where_the_service_is_down_it_is_not_asked_for_every_id(
    client: EntrezClient, server: StandIn
) -> None:
    server.faults.extend([faults.unrouted()] * 100)
    got = list(client.fetch(map(str, range(1, 1000))))
    assert len(got) == 999 and {g.outcome for g in got} == {Outcome.FAILED}
    assert len(server.requests) == 6
    assert got[-1].reason.startswith("not asked for: a gateway could not route the request")


def test_where_every_request_fails_the_rest_is_given_up(client: EntrezClient, server: StandIn) -> None:
    server.faults.extend([faults.server_error()] * 1000)
    got = list(client.fetch(map(str, range(1, 1000))))
    assert len(got) == 999 and {g.outcome for g in got} == {Outcome.FAILED}
    assert len(server.requests) < 40


def test_no_server_is_a_failure_with_its_reason(clock: Clock) -> None:
    with StandIn() as gone:
        pass
    [got] = client_of(gone, clock).fetch(["1"])
    assert got.outcome is Outcome.FAILED
    assert got.reason.startswith("no connection (")


@pytest.mark.parametrize(
    ("fault", "part"),
    [
        (faults.dropped("reset"), "ConnectionResetError"),
        (faults.dropped("close"), "RemoteDisconnected"),
        (faults.empty(), "the answer is empty"),
        (faults.blocked(), "WWW Error Blocked Diagnostic"),
        (faults.cut(0.1), "bytes arrived"),
        (faults.cut(0.1, chunked=True), "ended before the answer did"),
        (faults.cut(0.1, closed=True), "before it is complete"),
        (faults.bad_gateway(), "without a title"),
        (lambda *_: faults.Reply(b"Hello."), "is no XML; it begins with 'Hello.'"),
        (lambda *_: faults.Reply(b"<html>", 429), "web page"),
        (lambda *_: faults.Reply(status=503), "status 503"),
        (faults.envelope(""), "does not say which"),
    ],
)
def test_a_failure_says_what_came(
    client: EntrezClient, server: StandIn, fault: faults.Fault, part: str
) -> None:
    server.faults.extend([fault] * 6)
    [got] = client.fetch(["1001"])
    assert got.outcome is Outcome.FAILED and part in got.reason and got.reason.endswith("; asked 6 times")


@pytest.mark.parametrize(
    ("message", "part"),
    [
        ("Unable to obtain query #1", "Unable to obtain query"),
        ("Supplied id parameter is empty.", "id parameter is empty"),
    ],
)
def test_an_error_that_does_not_pass_is_not_repeated(
    client: EntrezClient, server: StandIn, message: str, part: str
) -> None:
    server.faults.append(faults.envelope(message))
    [got] = client.fetch(["1001"])
    assert got.outcome is Outcome.FAILED and part in got.reason
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (faults.redirected("http://127.0.0.1:9/"), "sends us elsewhere"),
        (lambda *_: faults.Reply(b"<html>Not Found</html>", 404), "web page"),
        (lambda *_: faults.Reply(b"", 404), "no E-utilities at this address"),
    ],
    ids=["redirection", "404 page", "404"],
)
def test_a_wrong_address_is_said(
    client: EntrezClient, server: StandIn, fault: faults.Fault, message: str
) -> None:
    server.faults.extend([fault] * 20)
    try:
        said = " ".join(g.reason for g in client.fetch(["1001"]))
    except IngestError as error:
        said = str(error)
    assert message in said
