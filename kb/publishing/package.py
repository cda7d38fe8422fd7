"""
A folder that runs wherever a container does.

It holds the database with what ``datasette inspect`` found in it, the metadata, the software,
and a Dockerfile. Nothing is written while it runs, so it scales by running more of it.
"""

from __future__ import annotations

import hashlib
import json
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from kb.errors import PublishError
from kb.publishing.software import constraints, copy_software
from kb.serving import serve_arguments

_DOCKERFILE = """\
# The database is part of the image: a new build of it is a new image, and each container is the same.
FROM python:3.12-slim
RUN useradd --uid 10001 --create-home --shell /usr/sbin/nologin reader
WORKDIR /srv/evidence-kb
COPY constraints.txt ./
COPY software ./software
RUN pip install --no-cache-dir --constraint constraints.txt ./software && rm -rf software
COPY kb.db inspect-data.json metadata.json serve.sh ./
USER reader
ENV HOST=0.0.0.0 PORT=8001
EXPOSE 8001
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s CMD ["python", "-c", \
"import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/-/versions.json', timeout=2)"]
CMD ["./serve.sh"]
"""
_README = """\
# What is in this folder

`kb.db` with what is needed to serve it, read-only. Made by `kb package`; make it anew rather than editing it.

    docker build -t evidence-kb . && docker run --read-only -p 8001:8001 evidence-kb

or, with Python 3.11 or newer and no container:

    python3 -m venv venv && venv/bin/pip install --constraint constraints.txt ./software
    PATH="$PWD/venv/bin:$PATH" HOST=127.0.0.1 PORT=8001 ./serve.sh

`SHA256SUMS` names what was packed: `sha256sum -c SHA256SUMS`.
"""


def make_package(database: Path, metadata: Path, target: Path) -> list[Path]:
    """
    Write the folder ``target`` whole, or not at all, and return the files at its top.

    :param database: a kb.db that was checked with :func:`kb.kb_file.open_database`.
    :raises PublishError: if ``target`` exists and is not empty, or the database cannot be inspected.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise PublishError(f"{target} is not empty; name a new folder, or remove this one first")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as parent:
        folder = Path(parent) / "package"
        folder.mkdir()
        _fill(folder, database, metadata)
        if target.exists():
            target.rmdir()
        folder.rename(target)
    return sorted(target.iterdir())


def _fill(folder: Path, database: Path, metadata: Path) -> None:
    shutil.copy(database, folder / "kb.db")
    (folder / "kb.db").chmod(0o444)
    (folder / "inspect-data.json").write_text(inspect(folder / "kb.db"), encoding="utf-8")
    shutil.copy(metadata, folder / "metadata.json")
    copy_software(folder / "software")
    (folder / "constraints.txt").write_text(constraints(), encoding="utf-8")
    (folder / "Dockerfile").write_text(_DOCKERFILE, encoding="utf-8")
    (folder / "README.md").write_text(_README, encoding="utf-8")
    script = folder / "serve.sh"
    script.write_text(_serve_script(), encoding="utf-8")
    script.chmod(0o755)
    (folder / "SHA256SUMS").write_text(_sums(folder), encoding="utf-8")


def inspect(database: Path) -> str:
    """
    Return what ``datasette inspect`` says of the file: hash, size and the count of each table's rows.

    :raises PublishError: if Datasette cannot read it.
    """
    command = [sys.executable, "-m", "datasette", "inspect", database.name]
    done = subprocess.run(command, cwd=database.parent, capture_output=True, text=True, check=False)
    if done.returncode:
        raise PublishError(f"datasette inspect failed: {done.stderr.strip()}")
    return json.dumps(json.loads(done.stdout), indent=2) + "\n"


def _serve_script() -> str:
    arguments = serve_arguments(Path("kb.db"), Path("metadata.json"), Path("inspect-data.json"))
    return (
        '#!/bin/sh\ncd "$(dirname "$0")" || exit 1\n'
        f'exec datasette serve {shlex.join(arguments)} --host "${{HOST:-127.0.0.1}}" --port "${{PORT:-8001}}"\n'
    )


def _sums(folder: Path) -> str:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return "".join(f"{_sha256(path)}  {path.relative_to(folder).as_posix()}\n" for path in files)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
