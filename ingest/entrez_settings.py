"""How PubMed is asked: who asks, with which key, at which address, how patiently."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import quote, quote_plus, urlsplit

from kb.errors import IngestError

LIVE_ADDRESS = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/"
TOOL = "evidence-kb"
#: Sent where no address was given, and only ever to a server on this machine.
_NOBODY = "nobody@example.invalid"

_KEY_PARAMETER = re.compile(
    r"(api[_-]key[\"']?\s*(?:=|:|%3D)\s*)(\"[^\"]*\"?|'[^']*'?|[^\s&\"'<>,;}]*)", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrezSettings:
    """Everything about the asking that is not the question; times are in seconds."""

    email: str
    api_key: str | None = field(default=None, repr=False)
    address: str = LIVE_ADDRESS
    tool: str = TOOL
    #: For one answer to begin, and for each further piece of it.
    timeout: float = 30.0
    #: For one answer as a whole.
    deadline: float = 300.0
    #: Times that one request is sent at most.
    attempts: int = 6
    #: First pause after a fault; it doubles with each further one.
    first_pause: float = 1.0
    #: Longest pause, whatever Retry-After says.
    longest_pause: float = 120.0
    batch_size: int = 200

    @property
    def interval(self) -> float:
        """
        Seconds between two requests.

        NCBI allows 3 requests a second, 10 with a key (NBK25497); a little more is kept
        between them, as its counters do not run by our clock.
        """
        return 0.11 if self.api_key else 0.37

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> EntrezSettings:
        """
        Return the settings that NCBI_EMAIL, NCBI_API_KEY and KB_EUTILS_URL describe.

        An empty key counts as none: NCBI refuses requests that carry an empty one.

        :raises IngestError: without an email address for a server that is not on this
            machine, or if KB_EUTILS_URL is no address to which a key may be sent.
        """
        address = _parse_address(environ.get("KB_EUTILS_URL", "").strip() or LIVE_ADDRESS)
        email = environ.get("NCBI_EMAIL", "").strip()
        if not email and is_on_this_machine(address):
            email = _NOBODY
        if not re.fullmatch(r"[^@\s]+@[^@\s]+", email):
            found = f"NCBI_EMAIL is {email!r}, no email address" if email else "NCBI_EMAIL is not set"
            raise IngestError(
                f"{found}: NCBI asks for one with every request. Set it, e.g. NCBI_EMAIL=name@example.org"
            )
        return cls(email=email, api_key=environ.get("NCBI_API_KEY", "").strip() or None, address=address)

    def redact(self, text: str) -> str:
        """Return ``text`` without the key and the email address, however they are encoded there."""
        for secret, mask in ((self.api_key, "[key]"), (self.email, "[email]")):
            if secret:
                forms = {secret, quote(secret, safe=""), quote_plus(secret), quote(secret, safe="@")}
                forms |= {secret.replace("\\", "\\\\").replace('"', '\\"')}
                for form in sorted(forms, key=len, reverse=True):
                    text = re.sub(re.escape(form), mask, text, flags=re.I)
        # NCBI echoes the caller's address in place of a key that was not sent.
        return _KEY_PARAMETER.sub(r"\1[key]", text)


def is_on_this_machine(address: str) -> bool:
    """Tell whether an address is served by the machine that asks."""
    host = urlsplit(address).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _parse_address(text: str) -> str:
    try:
        parts = urlsplit(text)
        spare = parts.query or parts.fragment or parts.username
        usable = bool(parts.hostname) and parts.port != 0 and not spare
    except ValueError:
        usable = False
    if not usable or parts.scheme not in ("http", "https"):
        raise IngestError(f"KB_EUTILS_URL is {text!r}, expected an address such as {LIVE_ADDRESS}")
    if parts.scheme == "http" and not is_on_this_machine(text):
        raise IngestError(
            f"KB_EUTILS_URL is {text!r}: use https, or a server on this machine, "
            "as the key and the email address travel with every request"
        )
    return text if text.endswith("/") else text + "/"
