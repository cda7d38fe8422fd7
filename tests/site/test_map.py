"""The evidence map as a page, a picture and a table."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from datasette.app import Datasette

from kb.site.csv_answer import csv_response
from tests.site.conftest import HOSTILE, Ask
from tests.site.test_hostile import Elements, keys
from tests.site.test_pages import get, words

SORTS = [
    f"?rows={rows}&columns={columns}"
    for rows in ("topic", "verdict", "evidence", "x")
    for columns in ("design", "year", "use")
]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("path", ["/map", "/map/whole", "/map/efficacy", "/map/mechanism"])
def test_a_map_is_light_and_needs_no_script(ask: Ask, path: str) -> None:
    page = get(ask, path)
    assert page.status_code == 200
    assert len(page.content) < 100_000
    assert page.text.count("<h1") == 1
    assert not re.search(r"<script|<style|\s(style|on\w+)=", page.text)
    ids = re.findall(r'\sid="([^"]+)"', page.text)
    assert len(ids) == len(set(ids))


def test_the_overview_counts_every_item_that_stands(ask: Ask, shipped: Path) -> None:
    connection = sqlite3.connect(shipped)
    counted = dict(
        connection.execute(
            "SELECT direction, count(*) FROM evidence_items WHERE counted GROUP BY 1"
        ).fetchall()
    )
    connection.close()
    for sort in SORTS:
        text = words(get(ask, f"/map{sort}").text)
        table = text[text.index("Evidence items for, against and undecided") :]
        totals = re.findall(r"(\d+) for, (\d+) against, (\d+) undecided", table)
        assert 2 * counted["supports"] == sum(int(t[0]) for t in totals), sort
        assert 2 * counted["contradicts"] == sum(int(t[1]) for t in totals), sort


def test_a_topics_map_draws_each_item_once_and_links_claims_and_publications(ask: Ask, shipped: Path) -> None:
    connection = sqlite3.connect(shipped)
    items = connection.execute(
        "SELECT count(*) FROM evidence_items AS e JOIN claims AS c ON c.id = e.claim_id WHERE c.topic = 'efficacy'"
    ).fetchone()[0]
    connection.close()
    root = ET.fromstring(get(ask, "/map/efficacy.svg").text)
    groups = [g for g in root.iter(f"{SVG}g") if (g.get("class") or "").startswith("mark")]
    assert sum(len(list(g.iter(f"{SVG}path"))) for g in groups) == items
    links = {a.get("href") for a in root.iter(f"{SVG}a")}
    assert {"/claim/treats-depression", "/publication/Caddy2015", "/publication/Jelovac2025"} <= links
    struck = [t for t in root.iter(f"{SVG}text") if t.get("text-decoration") == "line-through"]
    assert {t.text for t in struck} >= {"Caddy 2015"}


def test_sorting_changes_the_order_and_nothing_else(ask: Ask) -> None:
    plain, sorted_ = (get(ask, f"/map/efficacy.svg{s}").text for s in ("", "?columns=use&rows=evidence"))
    assert plain != sorted_
    assert sorted(re.findall(r'href="([^"]+)"', plain)) == sorted(re.findall(r'href="([^"]+)"', sorted_))


def test_the_csv_holds_every_item(ask: Ask, shipped: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(get(ask, "/map.csv").text)))
    connection = sqlite3.connect(shipped)
    assert len(rows) == connection.execute("SELECT count(*) FROM evidence_items").fetchone()[0]
    connection.close()
    assert {row["topic"] for row in csv.DictReader(io.StringIO(get(ask, "/map.csv?topic=onset").text))} == {
        "onset"
    }
    assert all(row["source"] and row["direction"] for row in rows)


@pytest.mark.parametrize("path", ["/map/nothing", "/map/nothing.svg"])
def test_an_unknown_topic_is_missing(ask: Ask, path: str) -> None:
    assert get(ask, path).status_code == 404


def test_hostile_text_is_inert_on_every_map(ask_hostile: Ask, hostile: Path) -> None:
    topics = keys(hostile, "SELECT topic FROM topics")
    pages = ["/map", "/map/whole", "/map?rows=%22%3E%3Cscript%3E", *(f"/map/{key}" for key in topics)]
    pictures = ["/map.svg", *(f"/map/{key}.svg" for key in topics)]

    async def walk(datasette: Datasette) -> list[str]:
        bad = []
        for path in pages:
            answer = await datasette.client.get(path)
            assert answer.status_code == 200, path
            elements = Elements()
            elements.feed(answer.text)
            bad += elements.bad
        for path in pictures:
            answer = await datasette.client.get(path)
            assert answer.status_code == 200, path
            assert not list(ET.fromstring(answer.text).iter(f"{SVG}script"))
        return bad

    assert ask_hostile(walk) == []


def test_a_csv_runs_no_formula() -> None:
    body = csv_response("x.csv", ("a", "b"), [("=1+1", -2), (HOSTILE, "+3")]).body
    rows = list(csv.reader(io.StringIO(body)))
    assert rows[1:] == [["'=1+1", "-2"], [HOSTILE.replace("\n", "\n"), "'+3"]]
