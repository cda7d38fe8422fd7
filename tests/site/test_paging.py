"""No row is lost on the way out: every table, view and query, under every sort, to its last page."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from kb.schema import relations
from kb.site.paging import with_tie_breaker
from tests.site.conftest import METADATA, Ask


def sorts_of(table: str) -> list[str]:
    columns = relations()[table].columns
    return ["", *(f"_sort={c}" for c in columns), *(f"_sort_desc={c}" for c in columns)]


def rows_in(path: Path, table: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(f'SELECT * FROM "{table}"').fetchall()
    finally:
        connection.close()


async def json_rows(datasette: Datasette, table: str, query: str, size: int) -> list[tuple[Any, ...]]:
    url: str | None = f"/kb/{table}.json?_size={size}&_nofacet=1&_nocount=1&{query}"
    rows: list[tuple[Any, ...]] = []
    while url and len(rows) < 5000:
        page = (await datasette.client.get(url.removeprefix("http://localhost"))).json()
        hidden = page["columns"][0] == "rowid"
        rows += [tuple(row[hidden:]) for row in page["rows"]]
        url = page["next_url"]
    return rows


async def csv_rows(datasette: Datasette, table: str, query: str) -> list[list[str]]:
    text = (await datasette.client.get(f"/kb/{table}.csv?_stream=on&_size=4&{query}")).text
    return list(csv.reader(io.StringIO(text)))[1:]


@pytest.mark.parametrize("table", sorted(relations()))
def test_every_sort_of_every_table_gives_every_row_once(ask_ties: Ask, ties: Path, table: str) -> None:
    expected = sorted(map(repr, rows_in(ties, table)))

    async def walk(datasette: Datasette) -> dict[str, str]:
        lost = {}
        for sort in sorts_of(table):
            if sorted(map(repr, await json_rows(datasette, table, sort, 4))) != expected:
                lost[f"{sort} JSON"] = table
            if sort.startswith("_sort="):  # CSV is written from the same pages; the descending half will do
                continue
            streamed = await csv_rows(datasette, table, sort)
            if len(streamed) != len(expected) or len(set(map(tuple, streamed))) != len(set(expected)):
                lost[f"{sort} CSV"] = table
        return lost

    assert ask_ties(walk) == {}


def test_filters_on_an_index_keep_every_row_too(ask_ties: Ask) -> None:
    async def walk(datasette: Datasette) -> None:
        for sort in sorts_of("evidence_items"):
            rows = await json_rows(datasette, "evidence_items", f"claim_id__gt=&{sort}", 3)
            assert len(rows) == len(set(rows)) == 9, sort

    ask_ties(walk)


def test_html_pages_show_every_row(ask_ties: Ask) -> None:
    async def walk(datasette: Datasette) -> set[str]:
        url: str | None = "/kb/evidence_items?_sort_desc=claim_id&_size=4"
        seen: set[str] = set()
        while url:
            text = (await datasette.client.get(url)).text
            seen |= set(re.findall(r'href="/kb/evidence_items/(\w+)"', text))
            found = re.search(r'<a href="([^"]+)">Next page</a>', text)
            url = unescape(found.group(1)).removeprefix("http://localhost") if found else None
        return seen

    assert len(ask_ties(walk)) == 9


def test_the_shipped_tables_leave_whole(ask: Ask, shipped: Path) -> None:
    names = sorted(relations())
    expected = {name: len(rows_in(shipped, name)) for name in names}

    async def walk(datasette: Datasette) -> dict[str, int]:
        found = {name: len(set(await json_rows(datasette, name, "", 150))) for name in names}
        found["claims"] = len(await csv_rows(datasette, "claims", "_sort_desc=verdict"))
        return found

    assert ask(walk) == expected


def test_no_ready_question_is_cut_short(ask: Ask) -> None:
    queries = json.loads(METADATA.read_text(encoding="utf-8"))["databases"]["kb"]["queries"]

    async def walk(datasette: Datasette) -> dict[str, Any]:
        pages = {name: await datasette.client.get(f"/kb/{name}.json") for name in queries}
        sheets = {name: await datasette.client.get(f"/kb/{name}.csv") for name in queries}
        return {name: (pages[name], sheets[name]) for name in queries}

    for name, (page, sheet) in ask(walk).items():
        assert page.status_code == 200, (name, page.text)
        assert page.json()["truncated"] is False, name
        assert len(list(csv.reader(io.StringIO(sheet.text)))) == len(page.json()["rows"]) + 1, name


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("select a, b from t order by b limit 3", "select a, b from t order by b, a limit 3"),
        ("select b from t where b order by b desc limit 3", "select b from t where b order by b desc, a limit 3"),
        ("select a, [group] from t order by [group] limit 3", "select a, [group] from t order by [group], a limit 3"),
        ("select a from t order by a limit 3", None),
        ("select a from t order by b, a limit 3", None),
        ("select a from view_of_t order by b limit 3", None),
        ("select count(*) from t order by b limit 3", None),
        ("select distinct b from t order by b limit 3", None),
        ("select b from t where 1 group by b order by b limit 3", None),
        ("select b from t where 1 union select c from u order by b limit 3", None),
    ],
)  # fmt: skip
def test_only_a_sorted_table_page_gets_a_tie_breaker(sql: str, expected: str | None) -> None:
    assert with_tie_breaker(sql, {"t": ["a"]}) == (expected or sql)
