"""A site as readers have it: a real `kb serve` process, for what is measured, photographed or walked through."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

_WAIT_SECONDS = 30.0


@contextlib.contextmanager
def served(project: Path, database: Path, *arguments: str, public_url: str = "") -> Iterator[str]:
    """
    Give the address of `kb serve` on ``database``; the server is ended afterwards.

    :param project: the folder whose claims.yaml and datasette-metadata.json go with it.
    :param arguments: what more goes to `datasette serve`.
    :param public_url: the address under which its pages say that they are found.
    :raises RuntimeError: if the server ended, or no answer came within half a minute.
    """
    with tempfile.TemporaryDirectory() as name, socket.socket() as free:
        folder = Path(name)
        for file in ("claims.yaml", "datasette-metadata.json"):
            (folder / file).symlink_to((project / file).resolve())
        (folder / "kb.db").symlink_to(database.resolve())
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        server = subprocess.Popen(
            [sys.executable, "-m", "kb", "-C", name, "serve", "--port", str(port), "--", *arguments],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "KB_PUBLIC_URL": public_url},
        )
        try:
            base = f"http://127.0.0.1:{port}"
            _wait(base, server)
            yield base
        finally:
            server.terminate()
            server.wait(10)


def _wait(base: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _WAIT_SECONDS
    while True:
        try:
            with urlopen(base + "/-/versions.json", timeout=2):
                return
        except OSError as error:
            if server.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"no site answers at {base}; kb serve says why") from error
            time.sleep(0.05)
