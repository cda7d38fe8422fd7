"""
No row lost between two pages of a sorted table.

Datasette 0.65 orders the first page by the sort column alone, while its cursor to the
next page assumes that ties stand in the order of the primary key. Where SQLite walks an
index instead, rows between the two orders are dropped from HTML, JSON and CSV alike,
without an error. Every later page does name the primary key; so here the first one does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

_NAME = r"\[?\w+\]?"
_SORTED = re.compile(
    rf"select (?P<columns>{_NAME}(?:, {_NAME})*) from (?P<table>{_NAME}) (?P<where>where .*)?"
    rf"order by (?P<sort>{_NAME})(?P<desc> desc)? limit (?P<limit>\d+)",
    re.DOTALL,
)
_COMPOUND = re.compile(r"\b(?:union|intersect|except|group)\b", re.IGNORECASE)


def with_tie_breaker(sql: str, primary_keys: Mapping[str, Sequence[str]]) -> str:
    """
    Return a table page's SQL with the primary key as its last sort; any other SQL as it is.

    >>> with_tie_breaker("select id, year from works order by year desc limit 11", {"works": ["id"]})
    'select id, year from works order by year desc, id limit 11'
    >>> with_tie_breaker("select 1", {"works": ["id"]})
    'select 1'
    """
    match = _SORTED.fullmatch(sql)
    if not match or _COMPOUND.search(match["where"] or ""):
        return sql
    keys = primary_keys.get(match["table"].strip("[]"), ())
    sort = match["sort"].strip("[]")
    missing = [f"[{key}]" if f"[{key}]" in sql else key for key in keys if key != sort or len(keys) > 1]
    if not missing:
        return sql
    head, _, limit = sql.rpartition(" limit ")
    return f"{head}, {', '.join(missing)} limit {limit}"


async def break_ties(database: Any) -> None:
    """Make every sorted table page of a Datasette database name the primary key."""
    primary_keys = {table: await database.primary_keys(table) for table in await database.table_names()}
    plain_execute = database.execute

    async def execute(sql: str, *args: Any, **kwargs: Any) -> Any:
        return await plain_execute(with_tie_breaker(sql, primary_keys), *args, **kwargs)

    database.execute = execute
