"""``kb ingest`` as it is typed: what it prints, keeps, asks for and exits with."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from ingest.captures import CaptureStore
from ingest.cli import ingest
from ingest.context import IngestContext
from ingest.entrez import EntrezClient
from ingest.entrez_settings import EntrezSettings
from ingest.entrez_transport import Transport
from kb.errors import IngestError
from kb.models import Publication
from kb.pubmed_record import PubMedRecord
from kb.vocabulary import Confidence, Design, Indexing, Source
from tests.standin import faults
from tests.standin.records import StandInRecord
from tests.standin.server import StandIn

ROOT = Path(__file__).parents[2]
KEY = "s3cret/k+y=="


def article(pmid: int | str, **more: str) -> StandInRecord:
    return StandInRecord(pmid=str(pmid), title=f"Work number {pmid} on its own subject", **more)


def entry(citekey: str, **more: Any) -> Publication:
    base = Publication(
        citekey=citekey,
        design=next(iter(Design)),
        indexing=Indexing.INDEXED,
        identity_source=next(iter(Source)),
        figure_source=next(iter(Source)),
        confidence=next(iter(Confidence)),
    )
    return replace(base, **more)


@pytest.fixture
def server() -> Iterator[StandIn]:
    with StandIn([article(n, doi=f"10.1000/w{n}") for n in range(101, 111)]) as standin:
        yield standin


@dataclass
class Bench:
    """A knowledge base of this test's own, and the command line to it."""

    server: StandIn
    folder: Path
    entries: Sequence[Publication] = ()
    added: list[PubMedRecord] = field(default_factory=list)

    def add(self, record: PubMedRecord) -> str:
        self.added.append(record)
        return f"New{record.pmid}"

    def client(self, notice: Callable[[str], None]) -> EntrezClient:
        settings = EntrezSettings(
            email="name@example.org", api_key=KEY, address=self.server.address, timeout=5.0
        )
        transport = Transport(settings, sleep=lambda _seconds: None, notice=notice)
        return EntrezClient(settings, transport=transport)

    def run(self, *words: str, stdin: str | None = None) -> Result:
        context = IngestContext(
            captures=self.folder / "captures",
            publications=lambda: self.entries,
            add=self.add,
            client=self.client,
        )
        result = CliRunner().invoke(ingest, words, input=stdin, obj=context)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        for text in (result.stdout, result.stderr, *self.texts()):
            assert KEY not in text and "name@example.org" not in text
        return result

    def texts(self) -> Iterator[str]:
        for path in self.folder.rglob("*"):
            if path.is_file():
                yield path.read_text()

    @property
    def store(self) -> CaptureStore:
        return CaptureStore(self.folder / "captures")


@pytest.fixture
def bench(server: StandIn, tmp_path: Path) -> Bench:
    return Bench(server, tmp_path)


def lines(result: Result) -> list[list[str]]:
    return [line.split("\t") for line in result.stdout.splitlines()]


def test_records_are_captured_with_their_provenance(bench: Bench) -> None:
    result = bench.run("pubmed", "101", "PMID: 0102", "https://pubmed.ncbi.nlm.nih.gov/103/")
    assert result.exit_code == 0
    assert [(pmid, status) for pmid, status, _ in lines(result)] == [
        ("101", "captured"),
        ("102", "captured"),
        ("103", "captured"),
    ]
    assert bench.store.get("102") == bench.server.records["102"].xml()
    capture = bench.store.latest("102")
    assert capture is not None
    assert capture.prologue.endswith("<PubmedArticleSet>")
    assert capture.url == f"{bench.server.address}efetch.fcgi?db=pubmed&id=102&retmode=xml"
    assert datetime.now(UTC) - capture.fetched < timedelta(minutes=1)
    assert "3 captured, 0 known, 0 missing, 0 failed" in result.stderr


def test_what_is_captured_is_not_asked_for_again(bench: Bench) -> None:
    bench.run("pubmed", "101")
    result = bench.run("pubmed", "101", "102")
    assert [line[:2] for line in lines(result)] == [["101", "known"], ["102", "captured"]]
    assert bench.server.asked_for() == [["101"], ["102"]]


def test_refresh_asks_again_and_says_what_changed(bench: Bench) -> None:
    bench.run("pubmed", "101", "102")
    bench.server.records["102"] = article(102, journal="J")
    result = bench.run("pubmed", "--refresh", "101", "102")
    assert ["unchanged" in lines(result)[0][2], "changed" in lines(result)[1][2]] == [True, True]
    assert "unchanged" not in lines(result)[1][2]
    assert bench.store.get("102") == bench.server.records["102"].xml()


def test_older_than_asks_for_the_old_ones_only(bench: Bench) -> None:
    old = datetime.now(UTC) - timedelta(days=40)
    bench.store.put_record("101", b"<PubmedArticle/>", url="u", fetched=old)
    bench.run("pubmed", "102")
    bench.run("pubmed", "101", "102", "--older-than", "50")
    bench.run("pubmed", "101", "102", "--older-than", "30")
    assert bench.server.asked_for() == [["102"], ["101"]]


def test_missing_and_failed_are_listed_kept_and_exit_1(bench: Bench) -> None:
    bench.server.poison["103"] = faults.server_error()
    result = bench.run("pubmed", "101", "102", "103", "999")
    assert result.exit_code == 1
    assert {pmid: status for pmid, status, _ in lines(result)} == {
        "101": "captured",
        "102": "captured",
        "103": "failed",
        "999": "missing",
    }
    assert [line.pmid for line in bench.store.missing()] == ["999"]
    failed = bench.store.latest("103")
    assert failed is not None and failed.status == "failed" and "500" in failed.reason
    assert "asking again in" in result.stderr
    bench.server.poison.clear()
    again = bench.run("pubmed", "101", "102", "103", "999")
    assert {pmid: status for pmid, status, _ in lines(again)} == {
        "101": "known",
        "102": "known",
        "103": "captured",
        "999": "missing",
    }


def test_a_merged_pmid_is_said_and_the_record_kept_under_its_own(bench: Bench) -> None:
    bench.server.merged = {"77": "104"}
    result = bench.run("pubmed", "77")
    assert result.exit_code == 1
    assert lines(result) == [["77", "missing", "merged into 104, which is captured"]]
    assert bench.store.get("104") == bench.server.records["104"].xml()
    assert bench.store.get("77") is None
    latest = bench.store.latest("77")
    assert latest is not None and latest.merged_into == "104"


def test_a_doi_is_looked_up(bench: Bench) -> None:
    bench.entries = [entry("Known", pmid="105", doi="10.1000/W105")]
    result = bench.run("pubmed", "doi:10.1000/W106", "10.1000/none", "https://doi.org/10.1000/w105")
    assert result.exit_code == 1
    assert [line[:2] for line in lines(result)] == [
        ["10.1000/none", "missing"],
        ["105", "captured"],
        ["106", "captured"],
    ]


def test_a_doi_that_cannot_be_looked_up_does_not_stop_the_rest(bench: Bench) -> None:
    bench.server.faults.extend([faults.search_error("Search Backend failed: x")] * 6)
    result = bench.run("pubmed", "10.1000/w106", "101")
    assert [line[:2] for line in lines(result)] == [["10.1000/w106", "failed"], ["101", "captured"]]


@pytest.mark.parametrize(
    "stdin",
    [
        "101\n102\n",
        "101,102",
        "101 102 # both\n\n# none\n",
        "101\tcaptured\t9 bytes\n102\tknown\t\n",
        "PMID: 101\nhttps://pubmed.ncbi.nlm.nih.gov/102/\n",
    ],
)
def test_identifiers_come_from_standard_input(bench: Bench, stdin: str) -> None:
    result = bench.run("pubmed", "-", stdin=stdin)
    assert [line[:2] for line in lines(result)] == [["101", "captured"], ["102", "captured"]]


@pytest.mark.parametrize(
    "words",
    [
        ["pubmed", "PMC123", "101"],
        ["pubmed"],
        ["pubmed", "10686270x"],
        ["pubmed", "--older-than", "-1", "101"],
        ["search"],
        ["search", "a", "--limit", "0"],
    ],
)
def test_what_cannot_be_meant_exits_2_and_asks_nothing(bench: Bench, words: list[str]) -> None:
    result = bench.run(*words)
    assert result.exit_code == 2 and result.stdout == "" and result.stderr
    assert bench.server.requests == [] and not (bench.folder / "captures").exists()


def test_all_takes_the_pmids_of_the_entries_and_proposes_the_others(bench: Bench) -> None:
    title = bench.server.records["103"].title
    bench.entries = [
        entry("A", pmid="101"),
        entry("B", pmid="102"),
        entry("C", doi="10.1000/w103", title=title, indexing=Indexing.PMID_UNKNOWN),
        entry("D", doi="10.1000/none", title="Elsewhere", indexing=Indexing.NOT_INDEXED),
        entry("E", title="Not to be found", indexing=Indexing.NOT_FOUND),
    ]
    result = bench.run("pubmed", "--all")
    assert result.exit_code == 0
    assert [line[:2] for line in lines(result)] == [["101", "captured"], ["102", "captured"], ["C", "103"]]
    assert "D: no PMID found" in result.stderr and "E:" not in result.stderr
    assert bench.store.get("103") is None and bench.added == []


def test_add_appends_an_entry_for_what_has_none(bench: Bench) -> None:
    bench.entries = [entry("A", pmid="101"), entry("B", doi="10.1000/W102")]
    result = bench.run("pubmed", "101", "102", "103", "--add")
    assert [record.pmid for record in bench.added] == ["103"]
    assert [line[2].rpartition(", ")[2] for line in lines(result)] == [
        "is A already",
        "is B already",
        "added as New103",
    ]
    bench.entries = [*bench.entries, entry("New103", pmid="103")]
    again = bench.run("pubmed", "104", "104", "103", "--add")
    assert [line[0] for line in lines(again)] == ["103", "104"]
    assert [record.pmid for record in bench.added] == ["103", "104"]


def test_a_known_record_can_be_added_later(bench: Bench) -> None:
    bench.run("pubmed", "101")
    assert bench.run("pubmed", "101", "--add").stdout.rstrip().endswith(", added as New101")
    assert len(bench.server.requests) == 1


def test_a_record_that_cannot_be_added_does_not_stop_the_rest(bench: Bench) -> None:
    def add(record: PubMedRecord) -> str:
        if record.pmid == "101":
            raise IngestError("no room")
        return "New102"

    bench.add = add  # type: ignore[method-assign]
    result = bench.run("pubmed", "101", "102", "--add")
    assert result.exit_code == 1
    assert [line[2].rpartition(", ")[2] for line in lines(result)] == [
        "not added: no room",
        "added as New102",
    ]


def test_a_dry_run_asks_and_writes_nothing(bench: Bench) -> None:
    bench.entries = [entry("A", pmid="101"), entry("C", doi="10.1000/w103", indexing=Indexing.PMID_UNKNOWN)]
    bench.run("pubmed", "102")
    before = sorted(bench.texts())
    result = bench.run("pubmed", "--all", "102", "10.1000/w104", "--add", "--dry-run")
    assert lines(result) == [
        ["102", "known", ""],
        ["101", "would ask", ""],
        ["10.1000/w104", "would look for its PMID", ""],
        ["C", "would look for its PMID", "10.1000/w103"],
    ]
    assert result.exit_code == 0
    assert len(bench.server.requests) == 1 and sorted(bench.texts()) == before and bench.added == []


def test_a_bad_key_exits_2_with_what_arrived_kept(bench: Bench) -> None:
    bench.server.records = {str(n): article(n) for n in range(1, 301)}
    bench.server.faults.extend([faults.unchanged(), faults.bad_key()])
    result = bench.run("pubmed", *map(str, range(1, 301)))
    assert result.exit_code == 2
    assert "API key invalid" in result.stderr
    assert len(list(bench.store.records())) == 200


def test_an_echoed_key_is_stored_nowhere(bench: Bench) -> None:
    bench.server.poison["101"] = faults.key_echoed_in_error()
    result = bench.run("pubmed", "101")
    assert result.exit_code == 1 and "[key]" in result.stdout


def test_all_faults_at_once_lose_nothing(bench: Bench) -> None:
    bench.server.records = {str(n): article(n) for n in range(1, 98)}
    bench.entries = [entry(f"E{n}", pmid=str(n)) for n in range(1, 98)]
    bench.server.faults.extend(
        [
            faults.rate_limited(),
            faults.rate_limited(200),
            faults.server_error(),
            faults.cut(0.3),
            faults.dropped(),
            faults.cut(0.4, chunked=True),
            faults.blocked(),
            faults.cut(0.5, closed=True),
        ]
    )
    result = bench.run("pubmed", "--all")
    assert result.exit_code == 0
    assert {pmid: xml for pmid, xml, _ in bench.store.records()} == {
        pmid: record.xml() for pmid, record in bench.server.records.items()
    }


def test_the_manifest_is_lines_of_json(bench: Bench) -> None:
    bench.run("pubmed", "101", "999")
    rows = [json.loads(line) for line in bench.store.manifest.read_text().splitlines()]
    assert [(row["pmid"], row["status"]) for row in rows] == [("101", "captured"), ("999", "missing")]
    assert set(rows[0]) == {"pmid", "status", "fetched", "url", "sha256", "prologue"}


# --- search -----------------------------------------------------------------------------------


def test_search_prints_pmids_and_says_the_count_aside(bench: Bench) -> None:
    result = bench.run("search", "work subject", "--limit", "3")
    assert (result.exit_code, result.stdout) == (0, "101\n102\n103\n")
    assert "3 of 10 PMIDs" in result.stderr
    assert [line[1] for line in lines(bench.run("pubmed", "-", stdin=result.stdout))] == ["captured"] * 3


def test_a_search_that_finds_nothing_exits_1_and_says_why(bench: Bench) -> None:
    result = bench.run("search", "zzqqxxwv")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "not found in PubMed: zzqqxxwv" in result.stderr


def test_a_search_that_pubmed_cannot_run_exits_2(bench: Bench) -> None:
    result = bench.run("search", "((")
    assert result.exit_code == 2 and "Search Backend failed" in result.stderr


# --- as a process -----------------------------------------------------------------------------

PROGRAM = """
import sys
from pathlib import Path
from typing import Any
from ingest.cli import ingest
from ingest.context import IngestContext
ingest(obj=IngestContext(captures=Path(sys.argv.pop(1)), publications=lambda: (), add=lambda record: ""))
"""


def process(folder: Path, address: str, *words: str, **environ: str) -> subprocess.Popen[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("NCBI_", "KB_"))}
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(folder), *words],
        cwd=ROOT,
        text=True,
        env={**clean, "KB_EUTILS_URL": address, **environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_the_environment_is_heeded(server: StandIn, tmp_path: Path) -> None:
    out, err = process(
        tmp_path, server.address, "pubmed", "101", NCBI_EMAIL="a@example.org", NCBI_API_KEY=KEY
    ).communicate()
    assert out.startswith("101\tcaptured\t") and KEY not in err
    assert server.requests[0].parameters["email"] == "a@example.org"
    assert server.requests[0].parameters["api_key"] == KEY


def test_without_an_email_address_nothing_is_sent(tmp_path: Path) -> None:
    asking = process(tmp_path, "https://eutils.example.org/", "pubmed", "101")
    out, err = asking.communicate()
    assert (asking.returncode, out) == (2, "") and "NCBI_EMAIL" in err and "Traceback" not in err


def test_killed_at_any_moment_what_was_captured_stays_and_the_rest_can_be_asked_for(
    server: StandIn, tmp_path: Path
) -> None:
    """Rounds: KB_KILL_ROUNDS, 4 unless set."""
    server.records = {str(n): article(n, journal="J" * 3000) for n in range(1, 161)}
    seed = random.Random(20261121)
    kept: set[str] = set()
    for _ in range(int(os.environ.get("KB_KILL_ROUNDS", "4"))):
        server.faults.clear()
        server.faults.append(faults.cut(seed.uniform(0.1, 0.9)))
        asking = process(tmp_path, server.address, "pubmed", "--refresh", *server.records)
        begun = len(server.requests)
        while len(server.requests) == begun and asking.poll() is None:
            time.sleep(0.002)
        time.sleep(seed.uniform(0, 0.3))
        asking.send_signal(signal.SIGKILL)
        asking.communicate()
        store = CaptureStore(tmp_path)
        assert store.damaged() == ()
        records = {pmid: xml for pmid, xml, _ in store.records()}
        assert records == {pmid: server.records[pmid].xml() for pmid in records}
        assert kept <= records.keys()
        kept = set(records)
    server.faults.clear()
    finishing = process(tmp_path, server.address, "pubmed", *server.records)
    out, _ = finishing.communicate()
    assert finishing.returncode == 0
    assert {line.split("\t")[1] for line in out.splitlines()} <= {"known", "captured"}
    assert out.count("\tknown\t") == len(kept)
    assert len(list(CaptureStore(tmp_path).records())) == 160
