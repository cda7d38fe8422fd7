"""The captures: what was put is there, whole, whatever happens to the writer."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ingest.captures import CaptureStore
from kb.errors import IngestError

ROOT = Path(__file__).parents[2]
URL = "http://127.0.0.1/efetch.fcgi?db=pubmed&id=1&retmode=xml"
MONDAY = datetime(2026, 11, 16, 9, 30, 15, 999, tzinfo=UTC)


def test_a_record_comes_back_byte_for_byte_with_its_line(tmp_path: Path) -> None:
    data = "<PubmedArticle>\r\n\t é\u2028 </PubmedArticle>".encode()
    CaptureStore(tmp_path).put_record("10686270", data, url=URL, prologue="<?xml?>", fetched=MONDAY)
    store = CaptureStore(tmp_path)
    assert store.get("10686270") == data
    [(pmid, kept, capture)] = store.records()
    assert (pmid, kept) == ("10686270", data)
    assert capture.sha256 == hashlib.sha256(data).hexdigest()
    assert capture.fetched == datetime(2026, 11, 16, 9, 30, 15, tzinfo=UTC)
    assert (capture.url, capture.prologue, capture.status) == (URL, "<?xml?>", "captured")


def test_what_is_noted_in_a_run_is_what_the_next_run_reads(tmp_path: Path) -> None:
    store = CaptureStore(tmp_path)
    lines = [
        store.put_record("2", b"<a/>", url=URL),
        store.put_missing("10", url=URL, reason="r", merged_into="3"),
        store.put_failed("9", url=URL, reason='\n"x" é'),
    ]
    again = CaptureStore(tmp_path)
    assert [again.latest(pmid) for pmid in ("2", "10", "9")] == lines
    assert again.missing() == (lines[1],)
    assert again.unread == 0


def test_records_come_by_number(tmp_path: Path) -> None:
    store = CaptureStore(tmp_path)
    for pmid in ("100", "9", "20"):
        store.put_record(pmid, pmid.encode(), url=URL)
    assert [pmid for pmid, _, _ in store.records()] == ["9", "20", "100"]


def test_an_earlier_capture_outlives_a_later_failure(tmp_path: Path) -> None:
    store = CaptureStore(tmp_path)
    first = store.put_record("1", b"<a/>", url=URL)
    store.put_missing("1", url=URL, reason="gone")
    assert store.get("1") == b"<a/>"
    assert store.captured("1") == first
    assert [line.pmid for line in store.missing()] == ["1"]


def test_no_capture_is_none(tmp_path: Path) -> None:
    store = CaptureStore(tmp_path / "never made")
    assert store.get("1") is None
    assert store.latest("1") is None
    assert list(store.records()) == []
    assert not (tmp_path / "never made").exists()


@pytest.mark.parametrize("torn", [b'{"pmid": "2", "sta', b'{"pmid": "2"}', b"\xff\xfe", b"[]", b"7"])
def test_a_torn_last_line_costs_nothing_else(tmp_path: Path, torn: bytes) -> None:
    store = CaptureStore(tmp_path)
    store.put_record("1", b"<a/>", url=URL)
    with store.manifest.open("ab") as manifest:
        manifest.write(torn)
    torn_store = CaptureStore(tmp_path)
    assert torn_store.get("1") == b"<a/>"
    assert torn_store.unread == 1
    torn_store.put_record("3", b"<c/>", url=URL)
    assert [pmid for pmid, _, _ in CaptureStore(tmp_path).records()] == ["1", "3"]


def test_a_line_without_its_file_leaves_the_record_before(tmp_path: Path) -> None:
    """Killed between the line and the file."""
    store = CaptureStore(tmp_path)
    before = store.put_record("1", b"<old/>", url=URL, fetched=MONDAY)
    store.put_record("1", b"<new/>", url=URL)
    (store.folder / "1.xml").write_bytes(b"<old/>")
    again = CaptureStore(tmp_path)
    assert again.get("1") == b"<old/>"
    assert again.captured("1") == before


@pytest.mark.parametrize("step", ["_append", "_replace"])
def test_stopped_at_either_step_the_record_before_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    store = CaptureStore(tmp_path)
    before = store.put_record("1", b"<old/>", url=URL)

    def stop(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(store, step, stop)
    with pytest.raises(KeyboardInterrupt):
        store.put_record("1", b"<new/>", url=URL)
    again = CaptureStore(tmp_path)
    assert (again.get("1"), again.captured("1"), again.damaged()) == (b"<old/>", before, ())


def test_a_file_that_is_not_what_the_manifest_says_does_not_count(tmp_path: Path) -> None:
    store = CaptureStore(tmp_path)
    store.put_record("1", b"<a/>", url=URL)
    (store.folder / "1.xml").write_bytes(b"<b/>")
    (store.folder / "2.xml").write_bytes(b"<c/>")
    again = CaptureStore(tmp_path)
    assert again.get("1") is None
    assert again.get("2") is None
    assert again.damaged() == ("1", "2")
    assert not again.is_fresh("1")


@pytest.mark.parametrize("pmid", ["../1", "", "0", "012", "1.xml", "1234567890", "１"])
def test_only_a_bare_pmid_names_a_file(tmp_path: Path, pmid: str) -> None:
    with pytest.raises(ValueError, match="PMID"):
        CaptureStore(tmp_path).put_record(pmid, b"<a/>", url=URL)
    assert list(tmp_path.rglob("*.xml")) == []


def test_age_counts_from_the_last_answer_with_the_same_record(tmp_path: Path) -> None:
    store = CaptureStore(tmp_path)
    now = MONDAY + timedelta(days=100)
    store.put_record("1", b"<a/>", url=URL, fetched=MONDAY)
    assert store.is_fresh("1")
    assert not store.is_fresh("1", younger_than=timedelta(days=100), now=now)
    assert store.is_fresh("1", younger_than=timedelta(days=101), now=now)
    store.put_record("1", b"<a/>", url=URL, fetched=now - timedelta(days=1))
    assert store.is_fresh("1", younger_than=timedelta(days=2), now=now)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "captures").write_text("a file")
    with pytest.raises(IngestError, match=r"captures.* cannot be (read|written): Not a directory"):
        CaptureStore(tmp_path / "captures").put_record("1", b"<a/>", url=URL)


WRITER = """
import sys
from pathlib import Path
from ingest.captures import CaptureStore
store = CaptureStore(Path(sys.argv[1]))
print("ready", flush=True)
generation = int(sys.argv[2])
while True:
    generation += 1
    for pmid in range(1, 6):
        data = f"<PubmedArticle>{pmid} {generation} {'x' * 20000}</PubmedArticle>".encode()
        store.put_record(str(pmid), data, url="u")
    print(generation, flush=True)
"""


def test_killed_at_any_moment_every_record_is_whole_and_none_is_older_than_before(tmp_path: Path) -> None:
    """Rounds: KB_KILL_ROUNDS, 8 unless set."""
    seed = random.Random(20261121)
    seen = dict.fromkeys(map(str, range(1, 6)), 0)
    for kill in range(int(os.environ.get("KB_KILL_ROUNDS", "8"))):
        highest = max(seen.values())
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, tmp_path, str(highest)], cwd=ROOT, stdout=subprocess.PIPE
        )
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"ready\n"
        if kill == 0:
            assert writer.stdout.readline() == b"1\n"
        time.sleep(seed.uniform(0, 0.06))
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        store = CaptureStore(tmp_path)
        assert store.unread <= kill + 1
        assert store.damaged() == ()
        for pmid, data, capture in store.records():
            head, generation, tail = data.decode().removeprefix("<PubmedArticle>").split(" ", 2)
            assert (head, tail) == (pmid, "x" * 20000 + "</PubmedArticle>")
            assert int(generation) >= seen[pmid]
            assert capture.sha256 == hashlib.sha256(data).hexdigest()
            seen[pmid] = int(generation)
    assert min(seen.values()) > 0


def test_the_manifest_only_grows(tmp_path: Path) -> None:
    store = CaptureStore(tmp_path)
    before = b""
    for number in range(1, 5):
        store.put_record("1", b"<a/>" * number, url=URL)
        text = store.manifest.read_bytes()
        assert text.startswith(before) and len(text) > len(before)
        before = text
    assert [json.loads(line)["pmid"] for line in before.splitlines()] == ["1"] * 4
