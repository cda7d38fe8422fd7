"""
The stand-in: efetch, esearch and ecitmatch over HTTP on this machine.

``with StandIn(records) as server:`` serves at ``server.address``. Faults queued in
``server.faults`` are answered first, one a request; ``server.poison`` names PMIDs
whose every request fails. ``server.requests`` lists what was asked.
"""

from __future__ import annotations

import json
import os
import re
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.standin.faults import Fault, Reply, envelope, plain, search_error
from tests.standin.records import END, PROLOGUE, StandInRecord

REACHABLE = 9_999


@dataclass(frozen=True)
class Asked:
    """One request, as it arrived."""

    method: str
    #: Of the request line: what a log would hold.
    target: str
    utility: str
    parameters: dict[str, str]
    at: float


class StandIn:
    """The server, its records and its faults."""

    def __init__(self, records: Iterable[StandInRecord] = (), *, port: int = 0) -> None:
        self.records = {record.pmid: record for record in records}
        #: Answered in place of a record: the record it was merged into.
        self.merged: dict[str, str] = {}
        self.faults: deque[Fault] = deque()
        self.poison: dict[str, Fault] = {}
        self.requests: list[Asked] = []
        #: Fixed results of searches, by their term: PMIDs, or the whole answer.
        self.searches: dict[str, list[str] | dict[str, Any]] = {}
        #: Fixed last fields of ecitmatch, by journal; None is not echoed.
        self.citations: dict[str, str | None] = {}
        self._server = _Server(("127.0.0.1", port), _Handler)
        self._server.standin = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.004,), daemon=True)

    @property
    def address(self) -> str:
        """Return what KB_EUTILS_URL is to be."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/entrez/eutils/"

    def __enter__(self) -> StandIn:
        self._thread.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def asked_for(self) -> list[list[str]]:
        """Return the PMIDs of each request to efetch."""
        asked = [request.parameters for request in self.requests if request.utility == "efetch"]
        return [parameters.get("id", "").split(",") for parameters in asked]

    def answer(self, asked: Asked) -> Reply:
        """Return the answer to one request, fault or not."""
        self.requests.append(asked)
        proper = self._proper(asked)
        ids = {_number(text) for text in asked.parameters.get("id", "").split(",")}
        for pmid, fault in self.poison.items():
            if pmid in ids:
                return fault(proper, asked.parameters)
        return self.faults.popleft()(proper, asked.parameters) if self.faults else proper

    def _proper(self, asked: Asked) -> Reply:
        if asked.utility == "efetch":
            return self._efetch(asked.parameters)
        if asked.utility == "esearch":
            return self._esearch(asked.parameters)
        if asked.utility == "ecitmatch":
            return self._ecitmatch(asked.parameters)
        return Reply(b"<html>404 Not Found</html>", 404, content_type="text/html")

    def _efetch(self, parameters: dict[str, str]) -> Reply:
        if parameters.get("rettype") == "full":
            return Reply()
        text = parameters.get("id", "")
        if not text:
            return envelope("Supplied id parameter is empty.")(Reply(), parameters)
        ids = list(dict.fromkeys(_number(part) for part in text.split(",")))
        if not any(ids):
            message = "ID list is empty! Possibly it has no correct IDs."
            return envelope(message, 400)(Reply(), parameters)
        if parameters.get("retmode") == "text":
            unknown = next((pmid for pmid in ids if pmid not in self.records), None)
            if unknown:
                message = f"The following PMID is not available: {unknown}"
                return plain(f"id: {unknown} Error occurred: {message}")(Reply(), parameters)
        found = (self.records.get(self.merged.get(pmid, pmid)) for pmid in ids)
        body = "\n".join(record.xml().decode() for record in found if record)
        return Reply((PROLOGUE + (f"\n{body}\n" if body else "") + END).encode())

    def _esearch(self, parameters: dict[str, str]) -> Reply:
        term = parameters.get("term", "")
        start, size = int(parameters.get("retstart", 0)), min(int(parameters.get("retmax", 20)), REACHABLE)
        if not term:
            return search_error("Empty term and query_key - nothing todo")(Reply(), parameters)
        if term.count("(") != term.count(")"):
            return search_error("Search Backend failed: syntax")(Reply(), parameters)
        if start >= REACHABLE:
            limit = "'retstart' cannot be larger than 9998."
            return search_error(f"Search Backend failed: Exception:\n{limit}")(Reply(), parameters)
        fixed = self.searches.get(term)
        if isinstance(fixed, dict):
            nothing = {"count": "0", "retmax": "0", "retstart": "0", "idlist": []}
            return _search_reply(parameters, {**nothing, **fixed})
        found = self._find(term) if fixed is None else fixed
        lists: dict[str, Any] = {}
        page = found[start : min(start + size, REACHABLE)]
        if not found:
            quoted = re.match(r'"(.*)"\[', term)
            lists = {
                "errorlist": {"phrasesnotfound": [] if quoted else [term], "fieldsnotfound": []},
                "warninglist": {
                    "phrasesignored": [],
                    "outputmessages": ["No items found."],
                    "quotedphrasesnotfound": [quoted.group(1)] if quoted else [],
                },
            }
        elif start + size > REACHABLE and len(page) < size:
            words = f"Restrictions achieved. start and count adjusted to {start}, {len(page)}"
            lists = {"warninglist": {"outputmessages": [words]}}
        numbers = {"count": str(len(found)), "retmax": str(len(page)), "retstart": str(start)}
        return _search_reply(parameters, {**numbers, "idlist": page, **lists})

    def _find(self, term: str) -> list[str]:
        doi = re.fullmatch(r'"(.+)"\[(?:aid|doi)\]', term, re.I)
        if doi:
            return [r.pmid for r in self.records.values() if r.doi.lower() == doi.group(1).lower()]
        words = re.findall(r"\w+", re.sub(r"\[[^]]*\]", "", term).lower())
        texts = {
            r.pmid: " ".join([r.title, *(text for _, text in r.abstract), *r.mesh]).lower()
            for r in self.records.values()
        }
        return [pmid for pmid, text in texts.items() if all(word in text for word in words if word != "and")]

    def _ecitmatch(self, parameters: dict[str, str]) -> Reply:
        lines = []
        for line in re.split(r"[\r\n]+", parameters.get("bdata", "")):
            fields = [*line.split("|"), *[""] * 6][:6]
            journal, year, volume, page, author, key = (field.strip() for field in fields)
            if journal in self.citations:
                result = self.citations[journal]
            elif sum(map(bool, (journal, year, volume, page, author))) < 3:
                result = None
            else:
                result = self._match(journal, year, volume, page)
            if result is not None:
                lines.append(f"{journal}|{year}|{volume}|{page}|{author}|{key}|{result}")
        text = "\n".join(lines) + "\n" if lines else ""
        return Reply(text.encode(), content_type="text/plain; charset=UTF-8")

    def _match(self, journal: str, year: str, volume: str, page: str) -> str:
        known = {name.lower() for r in self.records.values() for name in (r.journal, r.abbreviation) if name}
        if journal.lower() not in known:
            return "NOT_FOUND;INVALID_JOURNAL"
        found = [
            r.pmid
            for r in self.records.values()
            if journal.lower() in (r.journal.lower(), r.abbreviation.lower())
            and year == r.year
            and volume in ("", r.volume)
            and page in ("", re.split(r"[-–]", r.pages)[0])
        ]
        if not found:
            return "NOT_FOUND"
        if len(found) > 3:
            return f"AMBIGUOUS ({len(found)} citations)"
        return found[0] if len(found) == 1 else f"AMBIGUOUS {','.join(found)}"


def _number(text: str) -> str:
    """Return an id as PubMed reads it: as a number, so that padding does not count."""
    stripped = text.strip().lstrip("0")
    return stripped if stripped.isdigit() else ""


def _search_reply(parameters: dict[str, str], result: dict[str, Any]) -> Reply:
    if parameters.get("retmode") == "json":
        data = {"header": {"type": "esearch", "version": "0.3"}, "esearchresult": result}
        return Reply(json.dumps(data).encode(), content_type="application/json; charset=UTF-8")
    names = {
        "phrasesnotfound": "PhraseNotFound",
        "quotedphrasesnotfound": "QuotedPhraseNotFound",
        "outputmessages": "OutputMessage",
    }
    ids = "".join(f"<Id>{pmid}</Id>\n" for pmid in result["idlist"])
    said = "".join(
        f"<{tag}>"
        + "".join(
            f"<{names[n]}>{i}</{names[n]}>"
            for n, items in result.get(key, {}).items()
            if n in names
            for i in items
        )
        + f"</{tag}>"
        for key, tag in (("errorlist", "ErrorList"), ("warninglist", "WarningList"))
        if key in result
    )
    body = (
        '<?xml version="1.0" encoding="UTF-8" ?>\n<!DOCTYPE eSearchResult PUBLIC '
        '"-//NLM//DTD esearch 20060628//EN" "https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20060628/esearch.dtd">\n'
        f"<eSearchResult><Count>{result['count']}</Count><IdList>\n{ids}</IdList>{said}</eSearchResult>\n"
    )
    return Reply(body.encode())


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    standin: StandIn

    def handle_error(self, *_arguments: Any) -> None:
        """Say nothing of clients that went away: some are killed on purpose."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        self._respond("")

    def do_POST(self) -> None:
        self._respond(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode())

    def _respond(self, body: str) -> None:
        parts = urlsplit(self.path)
        utility = parts.path.rsplit("/", 1)[-1].split(".")[0]
        parameters = dict(parse_qsl(body or parts.query, keep_blank_values=True))
        asked = Asked(self.command, self.path, utility, parameters, time.monotonic())
        reply = self.server.standin.answer(asked)
        self.close_connection = True
        if reply.drop:
            if reply.drop == "reset":
                # Without time to linger, closing sends a reset; shutting down first would not.
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                os.close(self.connection.detach())
            return
        with suppress(OSError):
            self._send(reply)

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        for name, value in {"X-RateLimit-Limit": "3", "X-RateLimit-Remaining": "2", **reply.headers}.items():
            self.send_header(name, value)
        if reply.chunked:
            self.send_header("Transfer-Encoding", "chunked")
        else:
            self.send_header("Content-Length", str(len(reply.body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.flush()
        if reply.delay:
            time.sleep(reply.delay)
        body = reply.body if reply.sent < 0 else reply.body[: reply.sent]
        if reply.chunked:
            # The chunk announces the whole body, and no last chunk follows.
            self.wfile.write(b"%x\r\n" % len(reply.body) + body)
        else:
            self.wfile.write(body)

    def log_message(self, *_arguments: Any) -> None:
        """Keep quiet."""
