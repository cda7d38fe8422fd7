"""The page from which data is taken away: every link leads to its file, and the file is what kb.exports makes."""

from __future__ import annotations

import html.parser
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from datasette.utils import tilde_encode

from kb.exports.claim_file import claim_data
from kb.exports.data_package import package_files
from kb.exports.scifact import scifact_files
from tests.site.conftest import Ask


def get(ask: Ask, path: str) -> Any:
    async def fetch(datasette: Datasette) -> Any:
        return await datasette.client.get(path)

    return ask(fetch)


class Links(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if tag == "a" and name == "href" and value]


def links(page: str) -> list[str]:
    parser = Links()
    parser.feed(page)
    return parser.found


def test_every_link_of_the_page_leads_somewhere(ask: Ask) -> None:
    page = get(ask, "/data")
    assert page.status_code == 200
    inside = [link for link in links(page.text) if link.startswith("/")]
    assert {"/data/package/datapackage.json", "/kb/publications.apa", "/data/package/claims.csv"} <= set(
        inside
    )
    assert {link: get(ask, link).status_code for link in inside} == dict.fromkeys(inside, 200)


@pytest.mark.parametrize(("folder", "make"), [("package", package_files), ("scifact", scifact_files)])
@pytest.mark.parametrize("which", ["shipped", "hostile"])
def test_files_are_those_of_the_command(
    folder: str, make: Any, which: str, request: pytest.FixtureRequest
) -> None:
    database: Path = request.getfixturevalue(which)
    asking: Ask = request.getfixturevalue("ask" if which == "shipped" else "ask_hostile")
    with closing(sqlite3.connect(database)) as connection:
        made = make(connection)
    for name, data in made.items():
        answer = get(asking, f"/data/{folder}/{name}")
        assert answer.content == data
        assert answer.headers["content-disposition"] == f'inline; filename="{name}"'
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "html" not in answer.headers["content-type"]


@pytest.mark.parametrize(
    "path", ["/data/package/x.csv", "/data/scifact/claims.csv", "/data/other/claims.csv"]
)
def test_other_names_are_not_found(ask: Ask, path: str) -> None:
    assert get(ask, path).status_code == 404


def test_a_claim_leaves_in_one_file(ask_hostile: Ask, hostile: Path, ask: Ask) -> None:
    with closing(sqlite3.connect(hostile)) as connection:
        keys = [key for (key,) in connection.execute("SELECT id FROM claims")]
        for key in keys:
            answer = get(ask_hostile, f"/claim/{tilde_encode(key)}/export.json")
            assert answer.json() == claim_data(connection, key)
            assert answer.headers["content-type"].startswith("application/json")
            assert answer.headers["content-disposition"].isascii()
    unknown = get(ask, "/claim/response-70-percents/export.json")
    assert (unknown.status_code, "response-70-percent'" in unknown.json()["error"]) == (404, True)
    assert json.loads(get(ask, "/data/claim.schema.json").text)["title"] == "A claim with everything under it"


@pytest.mark.parametrize("path", ["/claim/response-70-percent", "/publication/Berman2000"])
def test_pages_offer_their_data(ask: Ask, path: str) -> None:
    inside = [
        link for link in links(get(ask, path).text) if ".bib" in link or ".csl" in link or "export" in link
    ]
    assert len(inside) >= 2
    for link in inside:
        answer = get(ask, link)
        assert answer.status_code == 200
        assert answer.headers.get("x-publications") != "0"


def test_the_file_of_a_renamed_claim_leads_on(ask_ties: Ask) -> None:
    answer = get(ask_ties, "/claim/wordo001/export.json")
    assert (answer.status_code, answer.headers["location"]) == (301, "/claim/wordc001/export.json")
