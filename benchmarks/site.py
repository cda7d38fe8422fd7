"""
What the site's pages cost, beside Datasette's own row page in the same run.

``python -m benchmarks.site [--database kb.db] [--repeat N] [--requests N] [--at-once N] [--json]``

Three parts. *Server time*: every kind of page is asked for in turn, N times round, through
Datasette's in-process client, so the figures are the server's own work; each request has a
query of its own, so that every page is made and none sent again from memory. *Load* and
*weight*: a real `kb serve` over HTTP (:mod:`benchmarks.site_load`). Returns 1 if a target is
missed, and says which.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from datasette.app import Datasette

from benchmarks.serving import served
from benchmarks.site_load import anew, race, spread, weigh
from kb.build import build_database
from kb.library import Library
from kb.project import Project
from tests.browser.pages import KINDS

#: The 95th percentile of the claim's page is to stay below this, milliseconds.
LIMIT_MS = 30.0
#: Bytes of a first visit, style sheet and icon included.
LIMIT_BYTES = 100_000
PAGES = {kind.name: kind.path for kind in KINDS if kind.status == 200 and not kind.draft}


async def measure(database: Path, metadata: Path, repeat: int) -> dict[str, dict[str, float]]:
    """Return median and 95th percentile of server time in milliseconds for each kind of page."""
    site = Datasette(
        [],
        immutables=[str(database)],
        metadata=json.loads(metadata.read_text(encoding="utf-8")),
        settings={"suggest_facets": False},
    )
    await site.invoke_startup()
    for path in PAGES.values():
        await site.client.get(path)
    taken: dict[str, list[float]] = {name: [] for name in PAGES}
    for _ in range(repeat):
        for name, path in PAGES.items():
            start = time.perf_counter()
            await site.client.get(anew(path))
            taken[name].append(1000 * (time.perf_counter() - start))
    for database_served in site.databases.values():
        database_served.close()
    site.executor.shutdown()
    return {name: spread(times) for name, times in taken.items()}


def missed(whole: dict[str, Any]) -> list[str]:
    """Return the targets that were missed, in words."""
    p95, load = whole["pages"]["claim"]["p95_ms"], whole["load"]
    said = [f"the claim's page takes {p95} ms at the 95th percentile"] if p95 > LIMIT_MS else []
    for name in ("claims' pages", "claims' pages, each made anew"):
        if load[name]["ratio"] < 1:
            said.append(f"{name} come at {load[name]['ratio']} times the rate of Datasette's rows")
    if lost := sum(run["lost"] for run in load.values()):
        said.append(f"{lost} requests were lost")
    heavy = [name for name, weight in whole["weights"].items() if weight["first_visit"] > LIMIT_BYTES]
    return said + [f"a first visit to {name} is over {LIMIT_BYTES:,} bytes" for name in heavy]


def _print(whole: dict[str, Any]) -> None:
    print(f"{'page':<24} {'p50 ms':>8} {'p95 ms':>8} {'first visit':>12} {'unpacked':>10}")
    for name, figures in whole["pages"].items():
        weight = whole["weights"][name]
        print(
            f"{name:<24} {figures['p50_ms']:>8.2f} {figures['p95_ms']:>8.2f} "
            f"{weight['first_visit']:>12,} {weight['page_unpacked']:>10,}"
        )
    print(f"\n{whole['at_once']} readers at once")
    for name, run in whole["load"].items():
        print(
            f"{name:<34} {run['per_second']:>7.1f} a second, {run['ratio']:.2f} times the rows; "
            f"p50 {run['p50_ms']:.0f} ms, p95 {run['p95_ms']:.0f} ms; {run['lost']} of {run['requests']:,} lost"
        )


def main() -> int:
    """Measure and print; return 1 if a target is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--database", type=Path, help="kb.db to serve; built from the text files if not given"
    )
    parser.add_argument("--repeat", type=int, default=40)
    parser.add_argument("--requests", type=int, default=1000, help="of each contender in each of five turns")
    parser.add_argument("--at-once", type=int, default=50)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    project = Project.find(Path())
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "kb.db"
        if options.database:
            database.write_bytes(options.database.read_bytes())
        else:
            build_database(Library.load(project), database)
        pages = asyncio.run(measure(database, project.metadata, max(2, options.repeat)))
        with served(project.root, database) as address:
            load = race(address, database, PAGES["claim"], options.requests, options.at_once)
            weights = asyncio.run(weigh(address, PAGES))
    whole = {"pages": pages, "load": load, "weights": weights, "at_once": options.at_once}
    faults = missed(whole)
    if options.json:
        print(json.dumps({**whole, "missed": faults}, indent=2))
    else:
        _print(whole)
    for fault in faults:
        print(f"missed: {fault}", file=sys.stderr)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
