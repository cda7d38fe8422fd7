"""A client for the stand-in that need not wait, for the tests that ask it."""

from __future__ import annotations

from typing import Any

from ingest.entrez import EntrezClient
from ingest.entrez_settings import EntrezSettings
from ingest.entrez_transport import Transport
from tests.standin.records import StandInRecord
from tests.standin.server import StandIn

KEY = "s3cret/k+y=="


def article(pmid: int | str, **more: Any) -> StandInRecord:
    return StandInRecord(pmid=str(pmid), title=f"Title of {pmid}: a trial & <more>", **more)


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.pauses: list[float] = []

    def __call__(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.pauses.append(round(seconds, 3))
        self.time += seconds

    @property
    def waits(self) -> list[float]:
        """The pauses after faults; the others are the pace."""
        return [pause for pause in self.pauses if pause > 0.4]


def client_of(server: StandIn, clock: Clock, **more: Any) -> EntrezClient:
    standard = {"email": "name@example.org", "address": server.address, "timeout": 5.0}
    settings = EntrezSettings(**{**standard, **more})
    transport = Transport(settings, clock=clock, now=clock, sleep=clock.sleep, jitter=lambda: 0.5)
    return EntrezClient(settings, transport=transport)


def outcomes(client: EntrezClient, *pmids: int | str) -> dict[str, str]:
    return {got.pmid: got.outcome.value for got in client.fetch(map(str, pmids))}
