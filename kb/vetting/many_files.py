"""Many files through one vetter, on as many processors as there are."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.models import Problem
from kb.vetting.output.report import VettedPage
from kb.vetting.reading import CopyError
from kb.vetting.reading.detect import COPY_SUFFIXES
from kb.vetting.reading.limits import MAX_BYTES, megabytes
from kb.vetting.run import Vetter

#: What standard input is called as a file, and in results.
DASH, STDIN = "-", "stdin"
#: Fewer files than this for each processor are not worth another process.
_WORTH = 6
#: Objects made and not freed between two collections.
_COLLECTED = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class VettedFile:
    """A file with what was found in it, or why it was not read."""

    name: str
    page: VettedPage | None = None
    faults: tuple[Problem, ...] = ()
    unread: str = ""


def files_of(names: Sequence[str]) -> tuple[str, ...]:
    """
    Return the names with each folder replaced by the copy in it, at any depth, in order of their paths.

    Copy is told by the ending of its name; what begins with a dot is passed over. A folder
    without copy stays, to be told as such.
    """
    return tuple(file for name in names for file in (_in_folder(Path(name)) if _is_folder(name) else (name,)))


def _is_folder(name: str) -> bool:
    return name != DASH and Path(name).is_dir()


def _in_folder(folder: Path) -> tuple[str, ...]:
    found = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in COPY_SUFFIXES
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.is_file()
    )
    return tuple(str(path) for path in found) or (str(folder),)


def vet_files(names: Sequence[str], vetter: Vetter, *, processes: int | None = None) -> Iterator[VettedFile]:
    """
    Yield each file vetted, in the order of ``names``.

    :param processes: how many to use; by default as many as the machine has and the files are worth.
    """
    # What is loaded stays, and vetting leaves few circles behind: collecting as often as by default costs a tenth.
    gc.freeze()
    gc.set_threshold(_COLLECTED, 20, 100)
    wanted = processes or min(os.cpu_count() or 1, len(names) // _WORTH)
    if wanted < 2 or DASH in names or "fork" not in multiprocessing.get_all_start_methods():
        yield from (_vetted(name, vetter) for name in names)
        return
    _Shared.vetter = vetter
    # Forked, they share what was loaded and start at once.
    with multiprocessing.get_context("fork").Pool(wanted) as pool:
        yield from pool.imap(_forked, names, chunksize=2)


class _Shared:
    """What the forked processes find when they start."""

    vetter: Vetter


def _forked(name: str) -> VettedFile:
    return _vetted(name, _Shared.vetter)


def _vetted(name: str, vetter: Vetter) -> VettedFile:
    try:
        page, faults = vetter.vet(STDIN if name == DASH else name, _data(name))
    except CopyError as error:
        return VettedFile(name=name, unread=str(error))
    except IsADirectoryError:
        return VettedFile(name=name, unread=f"{name}: a folder without copy ({', '.join(COPY_SUFFIXES)})")
    except OSError as error:
        return VettedFile(name=name, unread=f"{name}: {error.strerror or error}")
    return VettedFile(name=name, page=page, faults=faults)


def _data(name: str) -> bytes:
    if name == DASH:
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
        size = len(data)
    else:
        path = Path(name)
        size = path.stat().st_size if path.is_file() else 0
        data = b"" if size > MAX_BYTES else path.read_bytes()
    if size > MAX_BYTES:
        at_least = " or more" if name == DASH else ""
        raise CopyError(
            f"{name}: too large: {megabytes(size)}{at_least}, at most {megabytes(MAX_BYTES)} are read"
        )
    return data
