"""Files into a new folder, whole or not at all."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from kb.errors import ExportError


def write_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """
    Write files by name into the new folder ``target``.

    :raises ExportError: if ``target`` is in use or cannot be written; nothing half made is left.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise ExportError(f"{target} is not empty; name a new folder, or remove this one first")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as parent:
            folder = Path(parent) / "export"
            folder.mkdir()
            for name, data in files.items():
                (folder / name).write_bytes(data)
            if target.exists():
                target.rmdir()
            folder.rename(target)
    except OSError as error:
        raise ExportError(f"{target} cannot be written: {error.strerror}") from error
