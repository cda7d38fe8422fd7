"""
Many PubMed files at once, a process to each core.

Records cross from a worker in batches through a queue of bounded length, so a slow
reader holds the workers back and memory stays bounded. Making and reading the
messages costs about as much as parsing; work that needs only a part of each record passes
``select``, which runs in the worker.
"""

from __future__ import annotations

import multiprocessing
import os
import queue
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from ingest.pubmed_items import PubMedItem, RecordFault
from ingest.pubmed_xml import iter_pubmed_xml

BATCH = 100
_QUEUED = 4
_PATIENCE_SECONDS = 1.0

Select = Callable[[PubMedItem], Any]


def parse_files(
    paths: Sequence[str | Path], processes: int | None = None, *, select: Select | None = None
) -> Iterator[Any]:
    """
    Yield what the files hold; those of one file in its order, files as they come.

    Args:
        paths: PubMed files, gzipped or not.
        processes: how many at once; by default one per core, and never more than files.
        select: a module-level function that is given each item in the worker and returns what is
            wanted of it; None is left out. Without it, items come as they are.

    A file that cannot be opened is a :class:`RecordFault`, as is one whose worker died.
    """
    count = min(processes or os.cpu_count() or 1, len(paths))
    if count <= 1:
        for path in paths:
            for batch in _batches(str(path), select):
                yield from batch
        return
    context = multiprocessing.get_context("spawn")
    results: multiprocessing.Queue[list[Any] | None] = context.Queue(_QUEUED * count)
    work: multiprocessing.Queue[str | None] = context.Queue()
    for path in paths:
        work.put(str(path))
    for _ in range(count):
        work.put(None)
    workers = [context.Process(target=_work, args=(work, results, select), daemon=True) for _ in range(count)]
    try:
        for worker in workers:
            worker.start()
        yield from _collected(results, workers)
    finally:
        for worker in workers:
            worker.terminate()
            worker.join()
        work.cancel_join_thread()
        work.close()
        results.close()


def _collected(results: multiprocessing.Queue[list[Any] | None], workers: Sequence[Any]) -> Iterator[Any]:
    running = len(workers)
    while running:
        try:
            batch = results.get(timeout=_PATIENCE_SECONDS)
        except queue.Empty:
            dead = [worker for worker in workers if worker.exitcode not in (None, 0)]
            if dead and len(dead) >= running:
                yield RecordFault("", 0, None, f"a worker process died with exit code {dead[0].exitcode}")
                return
            continue
        if batch is None:
            running -= 1
        else:
            yield from batch


def _work(
    work: multiprocessing.Queue[str | None],
    results: multiprocessing.Queue[list[Any] | None],
    select: Select | None,
) -> None:
    with suppress(KeyboardInterrupt):
        while (path := work.get()) is not None:
            for batch in _batches(path, select):
                results.put(batch)
        results.put(None)


def _batches(path: str, select: Select | None) -> Iterator[list[Any]]:
    batch: list[Any] = []
    try:
        for item in iter_pubmed_xml(path):
            wanted = item if select is None else select(item)
            if wanted is not None:
                batch.append(wanted)
            if len(batch) >= BATCH:
                yield batch
                batch = []
    except OSError as error:
        batch.append(RecordFault(path, 0, None, f"the file cannot be read: {error.strerror or error}"))
    if batch:
        yield batch
