"""
Send one request to the E-utilities, at NCBI's pace, until it is answered or given up.

Bio.Entrez builds the requests. It would also send them, but without a timeout, with
retries that do not wait and that ignore Retry-After, and only to NCBI's own address;
so while it builds a request, its ``urlopen`` is replaced by ours, which never raises
what Bio.Entrez would catch.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPException, IncompleteRead
from io import BytesIO
from typing import IO, Any, TypeVar
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

from Bio import Entrez

from ingest.entrez_answers import Answer, Fault, FaultKind, parse_retry_after
from ingest.entrez_settings import EntrezSettings, is_on_this_machine
from kb.errors import IngestError

T = TypeVar("T")

_PIECE = 1 << 16
#: An answer of 200 records has 2 to 10 MB.
_LARGEST_ANSWER = 256 << 20
_BIO_LOCK = threading.Lock()


class AskError(Exception):
    """A request was given up; ``fault`` says why."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.reason)


class _NoRedirect(HTTPRedirectHandler):
    """Follow no redirection: it would lose the body, and carry the key elsewhere."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        return None


class _InMemory(BytesIO):
    """What Bio.Entrez expects ``urlopen`` to return; nobody reads it."""

    def __init__(self, headers: Any, url: str) -> None:
        self.headers = headers
        self.url = url
        super().__init__()


class Transport:
    """
    The way to the E-utilities: one request at a time, paced, retried, redacted.

    ``clock``, ``now``, ``sleep`` and ``jitter`` can be replaced, so that tests need not wait:
    monotonic seconds, seconds since the epoch, a pause, and a number from 0 to 1.
    ``notice`` is told, in one line, of every pause after a fault.
    """

    def __init__(
        self,
        settings: EntrezSettings,
        *,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
        jitter: Callable[[], float] = random.random,
        notice: Callable[[str], None] | None = None,
    ) -> None:
        self.settings = settings
        self._clock, self._now, self._sleep, self._jitter = clock, now, sleep, jitter
        self._notice = notice or (lambda _text: None)
        self._next = 0.0
        handlers: list[Any] = [_NoRedirect()]
        if is_on_this_machine(settings.address):
            handlers.append(ProxyHandler({}))
        self._opener: OpenerDirector = build_opener(*handlers)

    def ask(
        self,
        utility: str,
        parameters: Mapping[str, str],
        read: Callable[[Answer], T | Fault],
        *,
        attempts_in_trouble: int | None = None,
    ) -> T:
        """
        Return what ``read`` makes of the answer to one request.

        :param utility: name of the function of Bio.Entrez, e.g. ``efetch``.
        :param read: returns the data, or the fault that the answer is.
        :param attempts_in_trouble: attempts after faults that may lie in what is asked for;
            those of the service are borne as long as the settings say.
        :raises AskError: after as many faults, or one that waiting does not help.
        :raises IngestError: if every further request would fail as well.
        """
        most = self.settings.attempts
        for attempt in range(1, most + 1):
            self._wait_for_turn()
            answer = self._send(utility, parameters)
            result = read(answer) if isinstance(answer, Answer) else answer
            if not isinstance(result, Fault):
                return result
            fault = Fault(result.kind, self.settings.redact(result.reason), result.retry_after)
            if fault.kind is FaultKind.FATAL:
                raise IngestError(f"PubMed cannot be asked: {fault.reason}")
            if fault.kind in (FaultKind.REJECTED, FaultKind.NO_SUCH_ID):
                raise AskError(fault)
            trouble = fault.kind is FaultKind.TROUBLE
            if attempt >= (min(most, attempts_in_trouble or most) if trouble else most):
                break
            self._pause(attempt, fault)
        times = "once" if attempt == 1 else f"{attempt} times"
        raise AskError(Fault(fault.kind, f"{fault.reason}; asked {times}"))

    def _wait_for_turn(self) -> None:
        pause = self._next - self._clock()
        if pause > 0:
            self._sleep(pause)
        self._next = self._clock() + self.settings.interval

    def _pause(self, attempt: int, fault: Fault) -> None:
        backoff = self.settings.first_pause * 2.0 ** (attempt - 1) * (0.5 + self._jitter())
        pause = min(max(backoff, fault.retry_after or 0.0), self.settings.longest_pause)
        self._notice(f"{fault.reason}; asking again in {pause:.1f} s")
        self._sleep(pause)

    def _send(self, utility: str, parameters: Mapping[str, str]) -> Answer | Fault:
        sent: list[Answer | Fault] = []

        def urlopen(request: Request) -> _InMemory:
            answer = self._open(request)
            sent.append(answer)
            return _InMemory(_Headers(), self.settings.address)

        own = {"tool": self.settings.tool, "email": self.settings.email, "api_key": self.settings.api_key}
        with _through(urlopen):
            getattr(Entrez, utility)(**parameters, **own)
        return sent[0]

    def _open(self, request: Request) -> Answer | Fault:
        parts = urlsplit(request.full_url)
        # By POST whatever the length: so no address, and no log of addresses, holds the key.
        ours = Request(
            self.settings.address + parts.path.rsplit("/", 1)[-1],
            data=request.data or parts.query.encode("ascii"),
            headers={"User-Agent": self.settings.tool},
            method="POST",
        )
        try:
            with self._opener.open(ours, timeout=self.settings.timeout) as response:
                return self._read(response, response.status)
        except HTTPError as error:
            with error:
                return self._read(error, error.code)
        except URLError as error:
            return _network_fault(error.reason if isinstance(error.reason, Exception) else error)
        except (OSError, HTTPException) as error:
            return _network_fault(error)

    def _read(self, response: Any, status: int) -> Answer:
        pieces: list[bytes] = []
        cut = ""
        size = 0
        end = self._clock() + self.settings.deadline
        try:
            while piece := response.read1(_PIECE):
                pieces.append(piece)
                size += len(piece)
                if size > _LARGEST_ANSWER:
                    cut = f"the answer is larger than {_LARGEST_ANSWER >> 20} MB"
                    break
                if self._clock() > end:
                    cut = f"the answer took more than {self.settings.deadline:g} s"
                    break
        except IncompleteRead as error:
            pieces.append(error.partial)
            cut = "the connection ended before the answer did"
        except (OSError, HTTPException, ValueError) as error:
            cut = f"the connection broke off ({type(error).__name__})"
        body = b"".join(pieces)
        length = response.headers.get("Content-Length")
        if not cut and length and length.isdigit() and len(body) < int(length):
            cut = f"{len(body)} of {length} bytes arrived"
        return Answer(
            status=status,
            body=body,
            headers=dict(response.headers.items()),
            cut=cut,
            retry_after=parse_retry_after(response.headers.get("Retry-After"), now=self._now()),
        )


class _Headers:
    """Keeps Bio.Entrez from wrapping the handle that nobody reads."""

    def get_content_subtype(self) -> str:
        return "xml"


@contextmanager
def _through(urlopen: Callable[[Request], Any]) -> Iterator[None]:
    bio: Any = Entrez
    with _BIO_LOCK:
        before = bio.urlopen, bio.max_tries
        bio.urlopen, bio.max_tries = urlopen, 1
        # Bio.Entrez would pause by its own clock on top of ours.
        bio._open.previous = 0.0
        try:
            yield
        finally:
            bio.urlopen, bio.max_tries = before


def _network_fault(error: Exception) -> Fault:
    name = str(error).strip() or type(error).__name__
    if isinstance(error, TimeoutError):
        return Fault(FaultKind.TROUBLE, "no answer in time")
    if isinstance(error, (ConnectionResetError, HTTPException, BrokenPipeError)):
        kind = type(error).__name__
        return Fault(FaultKind.TROUBLE, f"the connection was closed without an answer ({kind})")
    return Fault(FaultKind.UNAVAILABLE, f"no connection ({name})")
