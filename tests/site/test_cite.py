"""Citations on the pages, and the files behind them."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
import rispy
from datasette.app import Datasette
from datasette.utils import tilde_encode
from pybtex.database import parse_string as parse_bibtex

from kb.formats import FORMATS
from tests.site.conftest import Ask


def get(ask: Ask, path: str) -> Any:
    return ask(lambda datasette: datasette.client.get(path))


def rows(database: Path, sql: str) -> list[str]:
    connection = sqlite3.connect(database)
    try:
        return [row[0] for row in connection.execute(sql)]
    finally:
        connection.close()


@pytest.mark.parametrize("name", FORMATS)
def test_a_publication_leaves_as_a_file(ask: Ask, name: str) -> None:
    form = FORMATS[name]
    answer = get(ask, f"/publication/Berman2000/cite.{form.extension}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == form.media_type
    assert answer.headers["content-disposition"] == f'attachment; filename="Berman2000.{form.extension}"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "Antidepressant effects of ketamine in depressed patients" in answer.text


def test_a_claims_evidence_leaves_whole(ask: Ask, shipped: Path) -> None:
    in_evidence = set(
        rows(
            shipped,
            "SELECT citekey FROM evidence_items WHERE claim_id = 'response-70-percent' AND citekey IS NOT NULL",
        )
    )
    items = json.loads(get(ask, "/claim/response-70-percent/cite.csl.json").text)
    assert {item["id"] for item in items} == in_evidence
    assert len(items) == len(in_evidence)


@pytest.mark.parametrize(
    "path",
    [
        "/publication/Nobody1900/cite.bib",
        "/claim/no-such-claim/cite.bib",
        "/publication/Berman2000/cite.exe",
        "/publication/Berman2000/cite.csl_json",
        "/publication/Berman2000/cite.bib/x",
    ],
)
def test_what_is_not_there_is_a_page_that_helps(ask: Ask, path: str) -> None:
    answer = get(ask, path)
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")


def test_the_pages_cite_and_link_the_files(ask: Ask) -> None:
    page = get(ask, "/publication/Larkin2011").text
    assert "department [Retracted]. Int J Neuropsychopharmacol. 2011;14(8):1127–31." in page
    assert "department [Retracted]. <i>Int J Neuropsychopharmacol</i>. 2011;14(8):1127-1131." in page
    assert (
        "department [Retracted]. <i>International Journal of Neuropsychopharmacology</i>, <i>14</i>(8)"
        in page
    )
    assert "Not part of the citation: Retracted in 2017" in page
    for form in FORMATS.values():
        assert f'href="/publication/Larkin2011/cite.{form.extension}"' in page
    claim = get(ask, "/claim/response-70-percent").text
    for form in FORMATS.values():
        assert f'href="/claim/response-70-percent/cite.{form.extension}"' in claim
    assert "2013;74(4):250–6. doi:10.1016/j.biopsych.2012.06.022 PubMed PMID: 22840761" in claim


def test_hostile_text_is_inert_in_every_file(ask_hostile: Ask, hostile: Path) -> None:
    works = rows(hostile, "SELECT citekey FROM publications ORDER BY citekey")
    claim = rows(hostile, "SELECT id FROM claims ORDER BY id")[0]

    async def walk(datasette: Datasette) -> dict[str, str]:
        found = {}
        for form in FORMATS.values():
            for address in (f"publication/{tilde_encode(works[1])}", f"claim/{tilde_encode(claim)}"):
                answer = await datasette.client.get(f"/{address}/cite.{form.extension}")
                assert answer.status_code == 200
                assert answer.headers["content-type"] == form.media_type
                disposition = answer.headers["content-disposition"]
                assert disposition.count('"') == 2 and not set("<>\\\r\n;") & set(disposition.split('"')[1])
                found[f"{form.name} {address.split('/')[0]}"] = answer.text
        return found

    files = ask_hostile(walk)
    assert len(parse_bibtex(files["bib publication"], "bibtex").entries) == 1
    assert len(rispy.loads(files["ris publication"])) == 1
    assert len(json.loads(files["csl publication"])) == 1
    assert files["nbib publication"].count("\nTI  - ") + files["nbib publication"].startswith("TI  - ") == 1
    assert len(files["vancouver publication"].split("\n\n")[0].splitlines()) == 1
