"""
Addresses in full, for feeds, site maps, cards and whatever else is read away from the site.

The public address is a setting: KB_PUBLIC_URL, or `public_url` of the plugin in the metadata.
Without it the address under which the site was asked stands in; a Host header that is no host
is not repeated. Set to false it says that there is none, as in a copy as files, and paths stand
for addresses.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

PLUGIN = "evidence-kb"
VARIABLE = "KB_PUBLIC_URL"
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])(?::[0-9]{1,5})?", re.I)


class PublicUrlError(ValueError):
    """The setting is no address of a site."""


def public_url(datasette: Any) -> str | None:
    """
    Return the address of the home page without its last slash; None where none is set.

    :raises PublicUrlError: if the setting is not http or https with a host, and a path at most.
    """
    setting = os.environ.get(VARIABLE) or (datasette.plugin_config(PLUGIN) or {}).get("public_url")
    if not setting:
        return None
    parts = urlsplit(str(setting))
    plain = re.fullmatch(r"[\w/.~-]*", parts.path, re.ASCII) and not (parts.query or parts.fragment)
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(parts.netloc) or not plain:
        raise PublicUrlError(f"public_url is {setting!r}; it should look like https://example.org/ketamine/")
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}"


def absolute(datasette: Any, request: Any) -> Callable[[str], str]:
    """Return a function that gives one of our paths, from `/` and without any prefix, its full address."""
    start = _start(datasette, request)
    return lambda path: start + path


def head_addresses(datasette: Any, request: Any) -> dict[str, Any]:
    """
    Return what the head of a page needs of addresses.

    The canonical address is in full only where a public one is set: a page must not name the host
    that some visitor made up as the one to be found under.
    """
    given, url = public_url(datasette), datasette.urls.path
    return {
        "absolute": absolute(datasette, request),
        "canonical": (lambda own: given + own) if given else url,
        "own_path": own_path(datasette, request),
        "has_address": bool(_start(datasette, request)),
    }


def own_path(datasette: Any, request: Any) -> str:
    """Return the path that was asked for, without the prefix and the query."""
    path = str(request.path) if request is not None else "/"
    return "/" + path.removeprefix(datasette.setting("base_url")).lstrip("/")


def _start(datasette: Any, request: Any) -> str:
    given = public_url(datasette)
    if given or (datasette.plugin_config(PLUGIN) or {}).get("public_url") is False:
        return given or ""
    asked = request.headers.get("host", "") if request is not None else ""
    host = asked.lower() if _HOST.fullmatch(asked) else "localhost"
    secure = datasette.setting("force_https_urls") or (request is not None and request.scheme == "https")
    return f"{'https' if secure else 'http'}://{host}{datasette.setting('base_url').rstrip('/')}"
