"""Many files through one vetter, on as many processors as there are."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.models import Problem
from kb.vetting.output.report import VettedPage
from kb.vetting.reading import CopyError
from kb.vetting.reading.limits import MAX_BYTES, megabytes
from kb.vetting.run import Vetter

#: What standard input is called as a file, and in results.
DASH, STDIN = "-", "stdin"
#: Fewer files than this for each processor are not worth another process.
_WORTH = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class VettedFile:
    """A file with what was found in it, or why it was not read."""

    name: str
    page: VettedPage | None = None
    faults: tuple[Problem, ...] = ()
    unread: str = ""


def vet_files(names: Sequence[str], vetter: Vetter, *, processes: int | None = None) -> Iterator[VettedFile]:
    """
    Yield each file vetted, in the order of ``names``.

    :param processes: how many to use; by default as many as the machine has and the files are worth.
    """
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
