"""
Many readers at once, over real HTTP, against a real `kb serve` process; and what a visit weighs.

Used by ``python -m benchmarks.site``. All claims' pages and the rows of the same claims in
Datasette's own row page are asked for in turns, so that whatever else the machine does falls
on both. The site keeps answers and sends them again; so the pages are asked for as readers do,
and once more with a query of its own to each request, which makes every page anew.
"""

from __future__ import annotations

import asyncio
import sqlite3
import statistics
import time
from collections.abc import Sequence
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

import httpx
from datasette.utils import tilde_encode

TURNS = 5
_ANEW = count()
_SHARED = ("kb.css", "icon.svg")


def spread(times: Sequence[float]) -> dict[str, float]:
    """Return median and 95th percentile, rounded."""
    return {
        "p50_ms": round(statistics.median(times), 2),
        "p95_ms": round(statistics.quantiles(times, n=20)[-1], 2),
    }


def anew(path: str) -> str:
    """Return an address of the page of ``path`` that was never asked for."""
    return f"{path}{'&' if '?' in path else '?'}_anew={next(_ANEW)}"


async def load(address: str, paths: Sequence[str], requests: int, at_once: int) -> dict[str, float]:
    """Ask for ``requests`` pages, ``at_once`` at a time; return rate, spread and how many were lost."""
    waiting = iter([paths[i % len(paths)] for i in range(requests)])
    taken: list[float] = []
    lost = 0

    async def reader(client: httpx.AsyncClient) -> None:
        nonlocal lost
        for path in waiting:
            start = time.perf_counter()
            try:
                answer = await client.get(path)
                whole = answer.status_code == 200 and answer.text.rstrip().endswith("</html>")
            except httpx.HTTPError:
                whole = False
            taken.append(1000 * (time.perf_counter() - start))
            lost += not whole

    # A connection to each reader, as browsers have. In a shared pool some lie idle for the five seconds
    # after which the server closes them, and a request sent at that moment is lost by the client's doing.
    clients = [httpx.AsyncClient(base_url=address, timeout=60, verify=False) for _ in range(at_once)]
    start = time.perf_counter()
    await asyncio.gather(*(reader(client) for client in clients))
    seconds = time.perf_counter() - start
    await asyncio.gather(*(client.aclose() for client in clients))
    return {**spread(taken), "per_second": round(requests / seconds, 1), "lost": lost}


def race(address: str, database: Path, richest: str, requests: int, at_once: int) -> dict[str, Any]:
    """Return the load of each contender, turn by turn, the median of its rates and the ratio to the rows'."""
    with closing(sqlite3.connect(database)) as connection:
        claims = [tilde_encode(row[0]) for row in connection.execute("SELECT id FROM claims ORDER BY id")]
    pages = [f"/claim/{claim}" for claim in claims]
    rows = [f"/kb/claims/{claim}" for claim in claims]
    turns: dict[str, list[dict[str, float]]] = {}
    for paths in (pages, rows):
        asyncio.run(load(address, paths, len(paths), 4))
    for _ in range(TURNS):
        contenders = {
            "claims' pages": pages,
            "claims' pages, each made anew": [anew(pages[i % len(pages)]) for i in range(requests)],
            "the richest claim, each made anew": [anew(richest) for _ in range(requests)],
            "Datasette's rows of the claims": rows,
        }
        for name, paths in contenders.items():
            turns.setdefault(name, []).append(asyncio.run(load(address, paths, requests, at_once)))
    rates = {name: statistics.median(turn["per_second"] for turn in each) for name, each in turns.items()}
    peer = rates["Datasette's rows of the claims"]
    return {
        name: {
            "per_second": rates[name],
            "ratio": round(rates[name] / peer, 2),
            "p50_ms": statistics.median(turn["p50_ms"] for turn in each),
            "p95_ms": statistics.median(turn["p95_ms"] for turn in each),
            "lost": int(sum(turn["lost"] for turn in each)),
            "requests": requests * len(each),
        }
        for name, each in turns.items()
    }


async def weigh(address: str, pages: dict[str, str]) -> dict[str, dict[str, int]]:
    """Return for each page the bytes of a first visit as they travel, and the page's own unpacked."""
    async with httpx.AsyncClient(base_url=address, timeout=60) as client:

        async def bytes_of(path: str) -> tuple[int, int]:
            async with client.stream("GET", path) as answer:
                packed = b"".join([chunk async for chunk in answer.aiter_raw()])
            return len(packed), len((await client.get(path)).content)

        shared = sum([(await bytes_of(f"/-/static-plugins/evidence-kb/{name}"))[0] for name in _SHARED])
        weights = {}
        for name, path in pages.items():
            packed, plain = await bytes_of(path)
            weights[name] = {"first_visit": packed + shared, "page_unpacked": plain}
    return weights
