"""To a host, by way of ``datasette publish``, which knows Cloud Run and Heroku and, by plugins, others."""

from __future__ import annotations

import shlex
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from kb.errors import PublishError
from kb.publishing.software import copy_software
from kb.serving import setting_arguments

#: Under this name the software travels with the database; Datasette copies such folders into the image.
_SOFTWARE = "software"


def publish_command(
    provider: str, database: Path, metadata: Path, software: Path, options: Sequence[str]
) -> list[str]:
    """Return the ``datasette publish`` command; ``options`` are the provider's own, e.g. ``--service``."""
    return [
        sys.executable,
        "-m",
        "datasette",
        "publish",
        provider,
        str(database),
        "--metadata",
        str(metadata),
        "--static",
        f"{_SOFTWARE}:{software}",
        "--install",
        f"./{_SOFTWARE}",
        "--extra-options",
        shlex.join(setting_arguments()),
        *options,
    ]


def publish(provider: str, database: Path, metadata: Path, options: Sequence[str]) -> None:
    """
    Send kb.db and the software to a host.

    :raises PublishError: if the provider's tool is missing or fails; its own words went to stderr before.
    """
    with tempfile.TemporaryDirectory() as folder:
        software = Path(folder) / _SOFTWARE
        copy_software(software)
        command = publish_command(provider, database, metadata, software, options)
        done = subprocess.run(command, check=False)
    if done.returncode:
        raise PublishError(f"datasette publish {provider} ended with {done.returncode}")
