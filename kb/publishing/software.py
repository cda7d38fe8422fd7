"""
The software itself, put beside the database, so that a host needs no copy of the repository.

What is copied is what is running: two packages, their data and the file that declares them.
The versions of the libraries are those of the environment that was tested, by name and
number only; no address of a registry is written down.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import ingest
import kb
from kb.errors import PublishError

DISTRIBUTION = "evidence-kb"
_PACKAGES = (kb, ingest)
_BESIDE = ("pyproject.toml", "README.md", "LICENSE", "LICENSE-CONTENT")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def copy_software(target: Path) -> None:
    """
    Write the packages and what is needed to install them into the folder ``target``.

    :raises PublishError: if the running software was not installed from its source.
    """
    source = Path(kb.__file__).parent.parent
    missing = [name for name in _BESIDE if not (source / name).is_file()]
    if missing:
        raise PublishError(
            f"{', '.join(missing)} not beside the installed package; run this from a checkout that was "
            "installed with `make serve` or `pip install --editable .`"
        )
    for package in _PACKAGES:
        folder = Path(str(package.__file__)).parent
        shutil.copytree(
            folder, target / folder.name, ignore=shutil.ignore_patterns("__pycache__", "*.py[co]")
        )
    for name in _BESIDE:
        shutil.copy(source / name, target / name)


def constraints() -> str:
    """Return ``name==version`` of every library the software runs on, one a line."""
    return "".join(f"{name}=={version}\n" for name, version in sorted(_installed(DISTRIBUTION).items()))


def _installed(name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    waiting = list(_required(name))
    while waiting:
        library = waiting.pop()
        if library in found or library in ("pip", "setuptools"):
            continue
        try:
            found[library] = metadata.version(library)
        except metadata.PackageNotFoundError:
            continue  # needed on another platform or Python only
        waiting += _required(library)
    return found


def _required(name: str) -> Iterator[str]:
    for requirement in metadata.requires(name) or ():
        library, _, condition = requirement.partition(";")
        match = _NAME.match(library.strip())
        if match and "extra" not in condition:
            yield re.sub(r"[-_.]+", "-", match.group()).lower()
