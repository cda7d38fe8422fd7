"""The key is sent and never shown; nobody is asked without an email address."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ingest.entrez import EntrezClient, Outcome
from ingest.entrez_settings import EntrezSettings
from kb.errors import IngestError
from tests.standin import faults
from tests.standin.client import KEY, Clock, article, client_of, outcomes
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


# --- the key ----------------------------------------------------------------------------------


@pytest.mark.parametrize("key", [KEY, "plain0key", 'a"b', "with space"])
def test_a_bad_key_stops_the_run_and_is_not_shown(server: StandIn, clock: Clock, key: str) -> None:
    server.faults.append(faults.bad_key())
    client = client_of(server, clock, api_key=key)
    with pytest.raises(IngestError, match="API key invalid") as caught:
        list(client.fetch(["1001"]))
    assert key not in str(caught.value) and key not in repr(caught.value)
    assert len(server.requests) == 1


@pytest.mark.parametrize("key", [KEY, "plain0key", "with space"])
def test_a_key_that_is_echoed_is_not_shown(server: StandIn, clock: Clock, key: str) -> None:
    server.poison["1001"] = faults.key_echoed_in_error()
    client = client_of(server, clock, api_key=key)
    [got] = client.fetch(["1001"])
    assert got.outcome is Outcome.FAILED and "api_key=[key]" in got.reason
    assert key not in got.reason and "name@example.org" not in got.reason


@pytest.mark.parametrize(
    "text",
    [
        "api_key=s3cret%2Fk%2By%3D%3D&x=1",
        "s3cret/k+y== in words",
        '{"api-key":"192.0.2.7"}',
        "S3CRET%2fK%2By%3d%3D",
        "api_key%3Ds3cret",
    ],
)
def test_redaction_knows_the_key_however_encoded(text: str) -> None:
    settings = EntrezSettings(email="name@example.org", api_key=KEY)
    redacted = settings.redact(text).lower()
    assert "s3cret" not in redacted and "192.0.2.7" not in redacted
    assert "[key]" in redacted


def test_settings_do_not_print_their_key() -> None:
    assert KEY not in repr(EntrezSettings(email="name@example.org", api_key=KEY))


@pytest.mark.parametrize("value", ["", "  ", None])
def test_an_empty_key_is_none(value: str | None) -> None:
    environ = {"NCBI_EMAIL": "name@example.org"} | ({} if value is None else {"NCBI_API_KEY": value})
    assert EntrezSettings.from_environment(environ).api_key is None


def test_no_key_is_not_sent(client: EntrezClient, server: StandIn) -> None:
    outcomes(client, 1001)
    assert "api_key" not in server.requests[0].parameters


# --- the environment --------------------------------------------------------------------------


@pytest.mark.parametrize("environ", [{}, {"NCBI_EMAIL": " "}, {"NCBI_EMAIL": "nobody"}])
def test_ncbi_is_not_asked_without_an_email_address(environ: dict[str, str]) -> None:
    with pytest.raises(IngestError, match="NCBI_EMAIL"):
        EntrezSettings.from_environment(environ)


def test_a_server_on_this_machine_needs_no_email_address() -> None:
    settings = EntrezSettings.from_environment({"KB_EUTILS_URL": "http://localhost:8099/entrez/eutils"})
    assert settings.address == "http://localhost:8099/entrez/eutils/"
    assert settings.email.endswith(".invalid")


@pytest.mark.parametrize(
    "address",
    [
        "ftp://example.org/",
        "eutils",
        "http://example.org/eutils/",
        "https://user@example.org/",
        "https://",
        "https://example.org/?api_key=1",
        "file:///etc/passwd",
        "http://[::1/",
    ],
)
def test_an_address_that_no_key_may_go_to_is_refused(address: str) -> None:
    with pytest.raises(IngestError, match="KB_EUTILS_URL"):
        EntrezSettings.from_environment({"NCBI_EMAIL": "name@example.org", "KB_EUTILS_URL": address})
