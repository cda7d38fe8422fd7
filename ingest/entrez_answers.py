"""
What an E-utility answered: data, or one of the many forms of a fault.

Neither the status nor the content type can be relied on: errors come with 200,
rate limits with 2xx, and pages for people in place of XML. So the body decides,
and everything that is not recognisably the data asked for is a fault.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from enum import Enum
from typing import Any


class FaultKind(Enum):
    """What a fault means for the requests that follow."""

    #: Every further request would fail as well: stop, and say why.
    FATAL = "fatal"
    #: The service as a whole does not answer us now: wait; if it lasts, stop.
    UNAVAILABLE = "unavailable"
    #: May pass, or may lie in one of the ids: wait; if it lasts, ask for fewer.
    TROUBLE = "trouble"
    #: Will not pass by waiting: ask for fewer ids at once.
    REJECTED = "rejected"
    #: None of the ids asked for exists.
    NO_SUCH_ID = "no such id"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why an answer is not the data asked for; ``retry_after`` in seconds."""

    kind: FaultKind
    reason: str
    retry_after: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One HTTP answer, as far as it arrived."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    #: Why the body ended early; empty if it did not.
    cut: str = ""
    #: Seconds that Retry-After asks for.
    retry_after: float | None = None


_PROLOGUE = r"\s*(?:<\?xml[^>]*\?>)?\s*(?:<!--.*?-->\s*)*"
_HTML = re.compile(_PROLOGUE + r"(?:<!DOCTYPE\s+html|<html|<head|<body)", re.I | re.S)
_TITLE = re.compile(r"<(?:title|h1)[^>]*>\s*(.*?)\s*</(?:title|h1)>", re.I | re.S)
_ENVELOPE = re.compile(_PROLOGUE + r"(?:<!DOCTYPE[^>]*>)?\s*<e(?:Fetch|Search)Result\b", re.I | re.S)
_ENVELOPE_ERROR = re.compile(r"<ERROR>\s*(.*?)\s*(?:</ERROR>|\Z)", re.I | re.S)

#: Parts of NCBI's messages, lower case, and what each of them means.
_MESSAGES = (
    ("api key invalid", FaultKind.FATAL),
    ("rate limit", FaultKind.UNAVAILABLE),
    ("database is not supported", FaultKind.UNAVAILABLE),
    ("proxy_stream()", FaultKind.UNAVAILABLE),
    ("pubone service", FaultKind.UNAVAILABLE),
    ("id list is empty", FaultKind.NO_SUCH_ID),
    ("pmid is not available", FaultKind.NO_SUCH_ID),
    ("supplied id parameter is empty", FaultKind.REJECTED),
    ("unable to obtain query", FaultKind.REJECTED),
    ("'retstart' cannot be larger", FaultKind.REJECTED),
    ("empty term", FaultKind.REJECTED),
)
#: Bytes of an answer in which a fault shows; JSON is read to its end.
_LOOKED_AT = 1 << 16
_UNROUTED = "unable to route request"


def parse_retry_after(value: str | None, *, now: float) -> float | None:
    """
    Return the seconds that a Retry-After header asks for (RFC 9110, 10.2.3).

    :param now: seconds since the epoch, for the form that is a date.
    """
    if not value:
        return None
    if re.fullmatch(r"\s*\d{1,9}(\.\d+)?\s*", value):
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - now)
    except (ValueError, TypeError, OverflowError):
        return None


def fault_of_message(message: str) -> Fault:
    """Return the fault that an error message of NCBI's tells of."""
    text = re.sub(r"\s+", " ", message).strip()
    for part, kind in _MESSAGES:
        if part in text.lower():
            remedy = ". Correct NCBI_API_KEY, or leave it out" if kind is FaultKind.FATAL else ""
            return Fault(kind, f"NCBI says: {text[:300]}{remedy}")
    said = f"NCBI says: {text[:300]}" if text else "NCBI reports an error and does not say which"
    return Fault(FaultKind.TROUBLE, said)


def fault_of(answer: Answer) -> Fault | None:
    """Return the fault that an answer is, or None if it may be the data asked for."""
    start = answer.body[:_LOOKED_AT]
    body = answer.body if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else start
    text = body.decode("utf-8", "replace").lstrip("\ufeff")
    fault = _fault_of_body(text) or _fault_of_status(answer.status)
    if fault and fault.kind in (FaultKind.UNAVAILABLE, FaultKind.TROUBLE):
        return Fault(fault.kind, fault.reason, answer.retry_after)
    return fault


def _fault_of_body(text: str) -> Fault | None:
    head = text[:4000]
    if head.lstrip().startswith("{"):
        return _fault_of_json(text)
    if _HTML.match(head):
        title = _TITLE.search(text)
        name = re.sub(r"\s+", " ", title.group(1))[:120] if title else "without a title"
        kind = FaultKind.UNAVAILABLE if "blocked" in name.lower() else FaultKind.TROUBLE
        return Fault(kind, f"a web page came in place of data ({name})")
    if _ENVELOPE.match(head):
        message = _ENVELOPE_ERROR.search(text)
        return fault_of_message(message.group(1)) if message else None
    plain = re.sub(r"[+\s]+", " ", head)
    if _UNROUTED in plain.lower():
        return Fault(FaultKind.UNAVAILABLE, "a gateway could not route the request")
    if "id list is empty" in plain.lower()[:200] or "pmid is not available" in plain.lower()[:200]:
        return fault_of_message(plain.strip())
    return None


def _fault_of_json(text: str) -> Fault | None:
    data = read_json(text)
    if data is None:
        return Fault(FaultKind.TROUBLE, "the JSON could not be read to its end")
    error = data.get("error")
    if isinstance(error, str):
        return fault_of_message(error)
    result = data.get("esearchresult")
    if isinstance(result, dict) and isinstance(result.get("ERROR"), str):
        return fault_of_message(result["ERROR"])
    return None


def _fault_of_status(status: int) -> Fault | None:
    if status < 300:
        return None
    reason = f"HTTP status {status}"
    if status < 400:
        return Fault(FaultKind.FATAL, f"{reason}: the server sends us elsewhere. Correct KB_EUTILS_URL")
    if status in (401, 403, 407, 429, 502, 503, 504):
        return Fault(FaultKind.UNAVAILABLE, reason)
    if status == 404:
        return Fault(FaultKind.FATAL, f"{reason}: no E-utilities at this address. Correct KB_EUTILS_URL")
    return Fault(FaultKind.TROUBLE if status >= 500 or status == 408 else FaultKind.REJECTED, reason)


def read_json(text: str) -> dict[str, Any] | None:
    """Return the object that ``text`` is, or None; NCBI leaves raw newlines in its strings."""
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None
