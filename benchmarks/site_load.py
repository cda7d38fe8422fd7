"""
Many readers at once, over real HTTP, against a real `kb serve` process.

Used by ``python -m benchmarks.site``. The claim's page and Datasette's own row page of the
same claim are asked for in turns, so that whatever else the machine does falls on both.
"""

from __future__ import annotations

import asyncio
import itertools
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import httpx

REQUESTS, AT_ONCE, TURNS = 1_000, 50, 5


@dataclass
class Load:
    """What one address answered: seconds each answer took, how many were lost, and the whole time."""

    taken: list[float] = field(default_factory=list)
    lost: int = 0
    seconds: float = 0.0

    def summary(self) -> dict[str, float | int]:
        """Return requests a second, 95th percentile in milliseconds, and how many were lost."""
        return {
            "requests": len(self.taken) + self.lost,
            "lost": self.lost,
            "per_second": round(len(self.taken) / self.seconds, 1),
            "p95_ms": round(1000 * statistics.quantiles(self.taken, n=20)[-1], 1),
        }


#: With this in its query a page is made anew and not sent again from memory.
ANEW = "{path}?_anew={number}"


async def under_load(address: str, paths: Sequence[str], at_once: int = AT_ONCE) -> dict[str, Load]:
    """
    Ask for each path :data:`REQUESTS` times, ``at_once`` at a time, in :data:`TURNS` turns each.

    A path that ends in ``?anew`` is asked for under another query each time.
    """
    loads = {path: Load() for path in paths}
    numbers = itertools.count()

    def asked(path: str) -> str:
        plain = path.removesuffix("?anew")
        return path if plain == path else ANEW.format(path=plain, number=next(numbers))

    limits = httpx.Limits(max_connections=at_once, max_keepalive_connections=at_once)
    async with httpx.AsyncClient(base_url=address, limits=limits, timeout=60) as client:
        for path in paths:
            await client.get(asked(path))
        for _ in range(TURNS):
            for path, load in loads.items():
                start = time.perf_counter()
                await asyncio.gather(*(_ask(client, asked(path), load) for _ in range(REQUESTS // TURNS)))
                load.seconds += time.perf_counter() - start
    return loads


async def _ask(client: httpx.AsyncClient, path: str, load: Load) -> None:
    start = time.perf_counter()
    try:
        answer = await client.get(path)
        whole = answer.status_code == 200 and answer.text.rstrip().endswith("</html>")
    except httpx.HTTPError:
        whole = False
    if whole:
        load.taken.append(time.perf_counter() - start)
    else:
        load.lost += 1
