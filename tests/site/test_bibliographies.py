"""Tables, views and queries as bibliographies: all of them, whole, each publication once, inert."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from datasette.app import Datasette

from kb.database import create_database
from kb.formats import FORMATS
from kb.schema import relations
from kb.site.bibliographies import file_name
from tests.conftest import ROOT
from tests.site.conftest import HOSTILE, Ask, asker
from tests.site.rows import every_table

WITH_CITEKEYS = [name for name, relation in relations().items() if "citekey" in relation.columns]
QUERIES = json.loads((ROOT / "datasette-metadata.json").read_text(encoding="utf-8"))["databases"]["kb"][
    "queries"
]


def get(ask: Ask, path: str) -> Any:
    async def fetch(datasette: Datasette) -> Any:
        return await datasette.client.get(path, follow_redirects=True)

    return ask(fetch)


def citekeys(ask: Ask, path: str) -> list[str]:
    answer = get(ask, path)
    assert answer.status_code == 200, answer.text[:300]
    keys = [item["id"] for item in answer.json()]
    assert answer.headers["x-publications"] == str(len(keys))
    return keys


def rows(path: Path, sql: str, *parameters: Any) -> list[Any]:
    connection = sqlite3.connect(path)
    try:
        return [row[0] for row in connection.execute(sql, parameters)]
    finally:
        connection.close()


@pytest.mark.parametrize("name", WITH_CITEKEYS)
def test_the_whole_table_leaves_though_its_page_is_short(ask_ties: Ask, ties: Path, name: str) -> None:
    """Pages of the site on ties hold four rows; a bibliography holds all nine publications."""
    wanted = rows(ties, f"SELECT DISTINCT citekey FROM {name} WHERE citekey IS NOT NULL")
    keys = citekeys(ask_ties, f"/kb/{name}.csl?_size=1")
    assert sorted(keys) == sorted(wanted)
    assert citekeys(ask_ties, f"/kb/{name}.csl?_size=max") == keys


def test_more_publications_than_a_page_may_hold(tmp_path: Path) -> None:
    """1,234 publications leave where at most 1,000 rows are shown: from the table, and from SQL."""
    database = tmp_path / "kb.db"
    create_database(database, every_table(1234, "x"))
    with asker(database, max_returned_rows=1000) as ask:
        assert len(citekeys(ask, "/kb/publications.csl")) == 1234
        assert len(citekeys(ask, "/kb/publications.csl?_sort=year&_size=10")) == 1234
        assert len(citekeys(ask, "/kb.csl?sql=" + quote("select citekey from publications"))) == 1234
        first = get(ask, "/kb/publications.json?_size=10").json()
        assert len(citekeys(ask, f"/kb/publications.csl?_size=10&_next={first['next']}")) == 1234


def test_filters_hold_and_order_is_kept(ask: Ask, shipped: Path) -> None:
    wanted = rows(
        shipped, "SELECT citekey FROM publications WHERE design = 'rct' ORDER BY year DESC, citekey"
    )
    assert citekeys(ask, "/kb/publications.csl?design=rct&_sort_desc=year&_labels=on") == wanted
    sql = "select citekey from evidence_items where claim_id = :c order by position"
    of_claim = list(dict.fromkeys(k for k in rows(shipped, sql, "response-70-percent") if k))
    assert citekeys(ask, "/kb/evidence_items.csl?claim_id=response-70-percent&_sort=position") == of_claim
    query = f"/kb.csl?sql={quote(sql)}&c=response-70-percent"
    assert citekeys(ask, query) == of_claim
    assert sorted(citekeys(ask, "/kb/evidence_table.csl?claim_id=response-70-percent")) == sorted(of_claim)


def test_a_page_from_the_middle_leaves_whole_with_its_blank_filters(ask_ties: Ask) -> None:
    assert citekeys(ask_ties, "/kb/publications.csl?_next=zzz&note__not=&_size=2") == citekeys(
        ask_ties, "/kb/publications.csl?note__not=&_size=3"
    )


def test_one_row_is_one_reference(ask: Ask) -> None:
    assert citekeys(ask, "/kb/publications/Berman2000.csl") == ["Berman2000"]


def test_rows_without_a_publication_are_counted(ask: Ask, shipped: Path) -> None:
    without = rows(shipped, "SELECT count(*) FROM evidence_items WHERE citekey IS NULL")[0]
    assert without
    answer = get(ask, "/kb/evidence_items.csl")
    assert answer.headers["x-rows-without-publication"] == str(without)


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_ready_questions_with_a_citekey_offer_the_formats(ask: Ask, name: str) -> None:
    page = get(ask, f"/kb/{name}").text
    data = get(ask, f"/kb/{name}.json").json()
    columns = data["columns"]
    answer = get(ask, f"/kb/{name}.csl")
    assert (f"/kb/{name}.csl" in page) == ("citekey" in columns and bool(data["rows"]))
    assert answer.status_code == (200 if "citekey" in columns else 400)


@pytest.mark.parametrize("format", FORMATS.values(), ids=list(FORMATS))
def test_every_format_is_linked_and_named(ask: Ask, format: Any) -> None:
    page = get(ask, "/kb/publications?design=rct").text
    assert f'href="/kb/publications.{format.name}?design=rct' in page
    answer = get(ask, f"/kb/publications.{format.name}?design=rct")
    assert answer.headers["content-type"] == format.media_type
    assert answer.headers["content-disposition"].endswith(f'filename="publications-rct.{format.extension}"')
    assert "Abbar" in answer.text


def test_no_citekey_no_bibliography(ask: Ask) -> None:
    assert "/kb/topics.bib" not in get(ask, "/kb/topics").text
    answer = get(ask, "/kb/topics.bib")
    assert (answer.status_code, "No column citekey" in answer.text) == (400, True)


def test_a_query_that_runs_too_long_says_so(shipped: Path) -> None:
    endless = "with recursive c(n) as (select 1 union all select n + 1 from c) select n as citekey from c"
    with asker(shipped, sql_time_limit_ms=50) as ask:
        answer = get(ask, "/kb.bib?sql=" + quote(endless))
    assert answer.status_code == 400
    assert "interrupted" in answer.text


def test_citekeys_that_are_none_are_counted_and_left_out(ask: Ask) -> None:
    sql = "select 'Berman2000' as citekey union all select 'x' union all select null union all select x'ff'"
    answer = get(ask, "/kb.csl?sql=" + quote(sql))
    assert [item["id"] for item in answer.json()] == ["Berman2000"]
    assert answer.headers["x-rows-without-publication"] == "3"


@pytest.mark.parametrize("format", FORMATS)
def test_hostile_text_stays_text(ask_hostile: Ask, format: str) -> None:
    answer = get(ask_hostile, f"/kb/publications.{format}?title={quote(HOSTILE)}&_x=%0d%0aSet-Cookie:a")
    assert answer.status_code == 200
    assert answer.headers["x-publications"] == "4"
    assert "text/html" not in answer.headers["content-type"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in answer.headers
    name = answer.headers["content-disposition"].partition('filename="')[2].rstrip('"')
    assert name.isascii() and not set(name) & set("<>\"'/\\;\n ")


@pytest.mark.parametrize(
    ("what", "filters", "expected"),
    [
        ("kb", [], "kb.bib"),
        ("evidence_table", ["a", "supports"], "evidence_table-a-supports.bib"),
        ("../..", ['\r\n"; é'], "publications.bib"),
        ("x" * 300, [], "x" * 100 + ".bib"),
    ],
)
def test_file_names_are_plain(what: str, filters: list[str], expected: str) -> None:
    assert file_name(what, filters, "bib") == expected
