"""
Keep what PubMed answered: one file a record, and a manifest that says whence and when.

``captures/pubmed/<pmid>.xml`` holds the bytes of one record as they came;
``captures/pubmed/manifest.jsonl`` gains a line for every answer and never loses one.
The line is written before the file is put in place, and a file counts only with a
line that has its hash: so whenever the writer is killed, each record is the one
before or the one after, whole, with its provenance.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from kb.errors import IngestError


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One line of the manifest: what became of one PMID, once."""

    pmid: str
    #: ``captured``, ``missing`` (PubMed holds no such record) or ``failed``.
    status: str
    #: When the answer came, in UTC.
    fetched: datetime
    #: Where from, without key or email address.
    url: str
    #: Of the bytes of the record, in hexadecimal; empty unless captured.
    sha256: str = ""
    #: What stood before the record in the answer: declaration, document type, opening tag.
    prologue: str = ""
    #: The PMID of the record that PubMed gave in place of this one.
    merged_into: str = ""
    reason: str = ""


_STATUSES = frozenset({"captured", "missing", "failed"})
_PMID = re.compile(r"[1-9][0-9]{0,8}")


class CaptureStore:
    """The captures below one folder; ``CaptureStore(Path("captures"))``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "pubmed"
        self.manifest = self.folder / "manifest.jsonl"
        self._lines: dict[str, list[Capture]] = {}
        #: Lines of the manifest that could not be read: the torn one of a killed writer, at most.
        self.unread = 0
        self._load()

    def put_record(
        self, pmid: str, xml: bytes, *, url: str, prologue: str = "", fetched: datetime | None = None
    ) -> Capture:
        """Keep the bytes of one record, in place of earlier ones; return its line."""
        capture = Capture(
            pmid=_checked(pmid),
            status="captured",
            fetched=_second(fetched),
            url=url,
            sha256=hashlib.sha256(xml).hexdigest(),
            prologue=prologue,
        )
        with self._locked():
            self._append(capture)
            self._replace(self._path(pmid), xml)
        return capture

    def put_missing(
        self, pmid: str, *, url: str, reason: str, merged_into: str = "", fetched: datetime | None = None
    ) -> Capture:
        """Note that PubMed holds no record under this PMID; an earlier capture stays."""
        return self._note(
            Capture(
                pmid=_checked(pmid),
                status="missing",
                fetched=_second(fetched),
                url=url,
                reason=reason,
                merged_into=merged_into,
            )
        )

    def put_failed(self, pmid: str, *, url: str, reason: str, fetched: datetime | None = None) -> Capture:
        """Note that the record could not be had, and why; an earlier capture stays."""
        return self._note(
            Capture(pmid=_checked(pmid), status="failed", fetched=_second(fetched), url=url, reason=reason)
        )

    def get(self, pmid: str) -> bytes | None:
        """Return the bytes of a record, or None if there are none that the manifest vouches for."""
        found = self._vouched(pmid)
        return found[0] if found else None

    def captured(self, pmid: str) -> Capture | None:
        """Return the line that belongs to the record at hand, or None if there is none."""
        found = self._vouched(pmid)
        return found[1] if found else None

    def latest(self, pmid: str) -> Capture | None:
        """Return what was last noted of a PMID, whatever it is."""
        lines = self._lines.get(pmid)
        return lines[-1] if lines else None

    def records(self) -> Iterator[tuple[str, bytes, Capture]]:
        """Yield every record with its PMID and its line, by PMID as a number."""
        for pmid in sorted(self._lines, key=int):
            found = self._vouched(pmid)
            if found:
                yield pmid, *found

    def missing(self) -> tuple[Capture, ...]:
        """Return the latest line of each PMID that PubMed last answered without a record."""
        latest = (lines[-1] for _, lines in sorted(self._lines.items(), key=lambda item: int(item[0])))
        return tuple(line for line in latest if line.status == "missing")

    def damaged(self) -> tuple[str, ...]:
        """Return the PMIDs whose file is not what any line of the manifest says, by number."""
        names = (path.stem for path in self.folder.glob("*.xml") if _PMID.fullmatch(path.stem))
        return tuple(sorted((pmid for pmid in names if not self._vouched(pmid)), key=int))

    def is_fresh(
        self, pmid: str, *, younger_than: timedelta | None = None, now: datetime | None = None
    ) -> bool:
        """Tell whether a record is at hand and, if ``younger_than`` is given, was fetched within it."""
        capture = self.captured(pmid)
        if capture is None or younger_than is None:
            return capture is not None
        newest = max(line.fetched for line in self._lines[pmid] if line.sha256 == capture.sha256)
        return (now or datetime.now(UTC)) - newest < younger_than

    def _path(self, pmid: str) -> Path:
        return self.folder / f"{_checked(pmid)}.xml"

    def _vouched(self, pmid: str) -> tuple[bytes, Capture] | None:
        lines = self._lines.get(pmid)
        if not lines:
            return None
        try:
            data = self._path(pmid).read_bytes()
        except FileNotFoundError:
            return None
        digest = hashlib.sha256(data).hexdigest()
        return next(((data, line) for line in reversed(lines) if line.sha256 == digest), None)

    def _load(self) -> None:
        try:
            text = self.manifest.read_bytes()
        except FileNotFoundError:
            return
        except OSError as error:
            raise IngestError(f"{self.manifest} cannot be read: {error.strerror}") from None
        for line in text.split(b"\n"):
            if not line.strip():
                continue
            capture = _parse_line(line)
            if capture is None:
                self.unread += 1
            else:
                self._lines.setdefault(capture.pmid, []).append(capture)

    def _note(self, capture: Capture) -> Capture:
        with self._locked():
            self._append(capture)
        return capture

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the folder: one writer at a time; the system lets go when the writer dies."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with (self.folder / ".lock").open("wb") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                yield
        except OSError as error:
            raise IngestError(f"{self.folder} cannot be written: {error.strerror or error}") from None

    def _append(self, capture: Capture) -> None:
        line = json.dumps(_to_dict(capture), ensure_ascii=False).encode() + b"\n"
        with self.manifest.open("ab+") as manifest:
            if manifest.seek(0, os.SEEK_END) > 0:
                manifest.seek(-1, os.SEEK_END)
                if manifest.read(1) != b"\n":
                    # A writer was killed within its line: ours begins a new one.
                    line = b"\n" + line
            manifest.write(line)
            manifest.flush()
            os.fsync(manifest.fileno())
        self._lines.setdefault(capture.pmid, []).append(capture)

    def _replace(self, path: Path, data: bytes) -> None:
        building = self.folder / ".building"
        with building.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        building.replace(path)
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _checked(pmid: str) -> str:
    if not _PMID.fullmatch(pmid):
        raise ValueError(f"{pmid!r} is not a PMID in its bare form")
    return pmid


def _second(moment: datetime | None) -> datetime:
    return (moment or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)


def _to_dict(capture: Capture) -> dict[str, str]:
    values = {
        "pmid": capture.pmid,
        "status": capture.status,
        "fetched": capture.fetched.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "url": capture.url,
        "sha256": capture.sha256,
        "prologue": capture.prologue,
        "merged_into": capture.merged_into,
        "reason": capture.reason,
    }
    return {name: value for name, value in values.items() if value}


def _parse_line(line: bytes) -> Capture | None:
    try:
        data: Any = json.loads(line)
        pmid, status, sha256 = data["pmid"], data["status"], data.get("sha256", "")
        fetched = datetime.strptime(data["fetched"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        texts = {name: str(data.get(name, "")) for name in ("url", "prologue", "merged_into", "reason")}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    if not isinstance(pmid, str) or not _PMID.fullmatch(pmid) or status not in _STATUSES:
        return None
    hashed = isinstance(sha256, str) and re.fullmatch("[0-9a-f]{64}", sha256) is not None
    if (status == "captured") != hashed:
        return None
    return Capture(pmid=pmid, status=status, fetched=fetched, sha256=sha256, **texts)
