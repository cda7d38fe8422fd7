"""
Server time of the site's pages, beside Datasette's own row page, in the same run.

``python -m benchmarks.site [--database kb.db] [--repeat N] [--json]``

Every page is asked for in turn, N times round, through Datasette's in-process client: no
socket, so the figures are the server's own work. Median and 95th percentile, milliseconds.
Each request has a query of its own, so that every page is made and none sent again from
memory. Then a real server is asked over HTTP for the claim's page and for Datasette's row page of the
same claim, 1,000 times each with 50 at once (:mod:`benchmarks.site_load`): as readers get
it, and once more with every page made anew.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from datasette.app import Datasette

from benchmarks.serving import served
from benchmarks.site_load import under_load
from kb.build import build_database
from kb.library import Library
from kb.project import Project

#: The 95th percentile of the claim's page is to stay below this.
LIMIT_MS = 30.0
CLAIM, ROW = "/claim/response-70-percent", "/kb/claims/response-70-percent"
PAGES = {
    "claim": CLAIM,
    "publication": "/publication/Murrough2013bp",
    "home": "/",
    "search": "/-/search?q=70%25+respond",
    "search for a sentence": "/-/search?q=Most+patients+feel+relief+from+depression+within+40+minutes",
    "claims": "/claims",
    "topic": "/topic/response-rate",
    "map": "/map",
    "response over time": "/response-over-time",
    "changes": "/changes",
    "vet form": "/-/vet",
    "about": "/about",
    "missing": "/claim/no-such-claim",
    "datasette row": ROW,
    "datasette row JSON": f"{ROW}.json",
    "datasette table": "/kb/claims",
}


async def measure(database: Path, metadata: Path, repeat: int) -> dict[str, dict[str, float]]:
    """Return median and 95th percentile in milliseconds for each page."""
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
    for number in range(repeat):
        for name, path in PAGES.items():
            start = time.perf_counter()
            await site.client.get(f"{path}{'&' if '?' in path else '?'}_anew={number}")
            taken[name].append(1000 * (time.perf_counter() - start))
    for database_served in site.databases.values():
        database_served.close()
    site.executor.shutdown()
    return {
        name: {
            "median_ms": round(statistics.median(times), 2),
            "p95_ms": round(statistics.quantiles(times, n=20)[-1], 2),
        }
        for name, times in taken.items()
    }


def main() -> int:
    """Measure, print, and return 1 if the claim's page is too slow or an answer was lost."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--database", type=Path, help="kb.db to serve; built from the text files if not given"
    )
    parser.add_argument("--repeat", type=int, default=50)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    project = Project.find(Path())
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "kb.db"
        if options.database:
            database.write_bytes(options.database.read_bytes())
        else:
            build_database(Library.load(project), database)
        result: dict[str, Any] = asyncio.run(measure(database, project.metadata, max(2, options.repeat)))
        with served(project.root, database) as address:
            loads = asyncio.run(under_load(address, (CLAIM, f"{CLAIM}?anew", ROW)))
    load = {path: load.summary() for path, load in loads.items()}
    ratio, ratio_anew = (
        round(load[path]["per_second"] / load[ROW]["per_second"], 2) for path in (CLAIM, f"{CLAIM}?anew")
    )
    if options.json:
        whole = {
            "pages": result,
            "repeat": options.repeat,
            "limit_ms": LIMIT_MS,
            "load": load,
            "ratio": ratio,
        }
        print(json.dumps(whole, indent=2))
    else:
        for name, figures in result.items():
            print(f"{name:<22} {figures['median_ms']:>8.2f} ms  (p95 {figures['p95_ms']:.2f})")
        for path, said in load.items():
            print(f"{path}: {said}")
        print(f"claim page to row page, requests a second: {ratio}; each made anew: {ratio_anew}")
    return int(result["claim"]["p95_ms"] > LIMIT_MS or load[CLAIM]["lost"] > 0)


if __name__ == "__main__":
    sys.exit(main())
