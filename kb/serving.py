"""How Datasette is started on kb.db: the same at a desk, in a container and in the benchmarks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

#: A query may take a second and give a thousand rows; suggesting facets would cost more than the rest of a table page.
SITE_SETTINGS: dict[str, str] = {
    "suggest_facets": "off",
    "sql_time_limit_ms": "1000",
    "max_returned_rows": "1000",
    "allow_download": "on",
    "default_cache_ttl": "0",
}


def serve_arguments(database: Path, metadata: Path | None = None, inspected: Path | None = None) -> list[str]:
    """
    Return the arguments of ``datasette serve`` for one kb.db, without host and port.

    The file is opened as immutable: nothing can be written, no lock is taken, and as many
    processes as one likes may serve the same file.

    :param inspected: what ``datasette inspect`` wrote of it, which spares counting its rows at the start.
    """
    arguments = ["-i", str(database)]
    if inspected:
        arguments += ["--inspect-file", str(inspected)]
    if metadata:
        arguments += ["--metadata", str(metadata)]
    return [*arguments, *setting_arguments()]


def setting_arguments() -> Sequence[str]:
    """Return the settings as arguments of ``datasette serve``."""
    return [part for name, value in SITE_SETTINGS.items() for part in ("--setting", name, value)]
