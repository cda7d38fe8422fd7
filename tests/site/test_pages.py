"""Our own pages, asked through Datasette as a browser would."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from kb.site.headers import DATASETTE_POLICY, FIXED_HEADERS, STRICT_POLICY
from tests.site.conftest import Ask, asker

OWN_PAGES = [
    "/",
    "/claims",
    "/claims?verdict=overstated&topic=onset",
    "/claim/response-70-percent",
    "/publications",
    "/publication/Murrough2013bp",
    "/facts/us-compounded-nasal-alert",
    "/topic/response-rate",
    "/map",
    "/map/whole",
    "/map/efficacy?columns=year",
    "/response-over-time",
    "/about",
    "/changes",
    "/claim/response-70-percent/embed",
    "/-/search?q=70%25+respond",
    "/-/search",
]


def get(ask: Ask, path: str) -> Any:
    return ask(lambda datasette: datasette.client.get(path))


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def keys(database: Path, sql: str) -> list[str]:
    connection = sqlite3.connect(database)
    try:
        return [row[0] for row in connection.execute(sql)]
    finally:
        connection.close()


@pytest.mark.parametrize("path", OWN_PAGES)
def test_each_kind_of_page_is_whole_and_has_no_inline_script_or_style(ask: Ask, path: str) -> None:
    page = get(ask, path)
    assert page.status_code == 200
    assert page.text.count("<h1") == 1
    assert '<html lang="en">' in page.text
    assert re.findall("<script[^>]*>", page.text) in ([], ['<script type="application/ld+json">'])
    assert "<style" not in page.text
    assert not re.search(r"\s(style|on\w+)=", page.text)
    assert 'href="#content"' in page.text and 'id="content"' in page.text


def test_the_claim_page_answers_at_once(ask: Ask) -> None:
    text = words(get(ask, "/claim/response-70-percent").text)
    for answer in ("Overstated", "17 of 24", "45%", "46.9%", "50.8 to 85.1", "computed", "What can be said"):
        assert answer in text
    assert text.index("Overstated") < text.index("17 of 24") < text.index("How the verdict was reached")
    stated, found = text.index("The claim about 70%"), text.index("70.8% (17 of 24)")
    assert stated < found
    assert "Shares patients with aan het Rot et al. 2010" in text
    assert "Murrough JW, Perez AM, Pillemer S, Stern J, Parides MK, aan het Rot M, et al." in text


def test_every_claim_publication_and_fact_has_its_page(ask: Ask, shipped: Path) -> None:
    paths = [
        *(f"/claim/{key}" for key in keys(shipped, "SELECT id FROM claims")),
        *(f"/publication/{key}" for key in keys(shipped, "SELECT citekey FROM publications")),
        *(f"/facts/{key}" for key in keys(shipped, "SELECT id FROM regulatory_facts")),
        *(f"/topic/{key}" for key in keys(shipped, "SELECT topic FROM topics")),
    ]

    async def walk(datasette: Datasette) -> dict[str, int]:
        return {path: (await datasette.client.get(path)).status_code for path in paths}

    statuses = ask(walk)
    assert len(statuses) > 200
    assert set(statuses.values()) == {200}


def test_no_link_of_our_own_pages_leads_nowhere(ask: Ask) -> None:
    async def walk(datasette: Datasette) -> set[str]:
        links: set[str] = set()
        for path in OWN_PAGES:
            text = (await datasette.client.get(path)).text
            links |= {link.replace("&amp;", "&") for link in re.findall(r'(?:href|action)="(/[^"#]*)', text)}
        wanted = sorted(links)[:: max(1, len(links) // 120)]
        return {link for link in wanted if (await datasette.client.get(link)).status_code != 200}

    assert ask(walk) == set()


def test_retracted_evidence_is_struck_out_with_its_reason(ask: Ask, shipped: Path) -> None:
    claim = keys(shipped, "SELECT claim_id FROM retracted_in_use ORDER BY 1")[0]
    page = get(ask, f"/claim/{claim}").text
    assert "item struck" in page
    assert "Not counted:" in words(page)


def test_the_curators_departure_stands_beside_the_rules_verdict(ask: Ask, shipped: Path) -> None:
    claim = keys(shipped, "SELECT claim_id FROM curator_departs_from_rule ORDER BY 1")[0]
    assert re.search(
        r"The rule says [\w ]+; the curator says [\w ]+\.", words(get(ask, f"/claim/{claim}").text)
    )


def test_the_home_page_says_what_is_unchecked(ask: Ask) -> None:
    text = words(get(ask, "/").text)
    assert re.search(r"\d+ publications: figures unchecked against PubMed", text)
    assert re.search(r"\d+ of \d+ figures are from memory", text)


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/claim/response-70-percnt", "/claim/response-70-percent"),
        ("/publication/Murrough2013", "/publication/Murrough2013bp"),
        ("/publication/murrough2013BP", "/publication/Murrough2013bp"),
        ("/facts/us-compounded-nasal-alrt", "/facts/us-compounded-nasal-alert"),
        ("/topic/response-rates", "/topic/response-rate"),
        ("/Murrough2013bp", "/publication/Murrough2013bp"),
        ("/kb/response-70-percent", "/claim/response-70-percent"),
        ("/claims/response-70-percent", "/claim/response-70-percent"),
    ],
)
def test_a_wrong_address_gets_404_and_the_right_one(ask: Ask, path: str, meant: str) -> None:
    page = get(ask, path)
    assert page.status_code == 404
    assert f'href="{meant}"' in page.text
    assert 'role="search"' in page.text


def test_a_wrong_address_for_json_stays_json(ask: Ask) -> None:
    page = get(ask, "/kb/nothing_like_it.json")
    assert page.status_code == 404
    assert page.json()["ok"] is False


@pytest.mark.parametrize(
    "path", [*OWN_PAGES, "/claim/none", "/none", "/none.json", "/-/static-plugins/evidence-kb/kb.css"]
)
def test_security_headers(ask: Ask, path: str) -> None:
    headers = get(ask, path).headers
    for name, value in FIXED_HEADERS.items():
        assert headers[name] == value
    policy = headers["content-security-policy"]
    assert policy == (DATASETTE_POLICY if path.startswith("/-/static") else STRICT_POLICY)
    assert (
        "unsafe" not in STRICT_POLICY and "script-src 'none'" in policy and "frame-ancestors 'none'" in policy
    )


@pytest.mark.parametrize(
    "path", ["/kb", "/kb/claims", "/kb/claims.json", "/kb/claims.csv", "/-/versions.json", "/kb?sql=select+1"]
)
def test_datasettes_pages_allow_inline_style_but_no_script(ask: Ask, path: str) -> None:
    page = get(ask, path)
    assert page.status_code == 200
    assert page.headers["content-security-policy"] == DATASETTE_POLICY
    assert "<script" not in page.text
    assert page.headers["x-content-type-options"] == "nosniff"


def test_behind_a_prefix_every_link_keeps_it(shipped: Path) -> None:
    async def walk(datasette: Datasette) -> list[Any]:
        return [
            await datasette.client.get(path) for path in ("/", "/claim/response-70-percent", "/kb/claims")
        ]

    with asker(shipped, base_url="/library/") as asking:
        pages = asking(walk)
    for page in pages:
        assert page.status_code == 200
        assert set(re.findall(r'(?:href|action)="/([^/"]*)', page.text)) == {"library"}
    assert [page.headers["content-security-policy"] for page in pages] == [
        STRICT_POLICY,
        STRICT_POLICY,
        DATASETTE_POLICY,
    ]


@pytest.mark.parametrize("path", ["/kb/claims?_size=many", "/kb/claims?_sort=nothing"])
def test_a_request_that_cannot_be_answered_looks_like_the_site(ask: Ask, path: str) -> None:
    page = get(ask, path)
    assert page.status_code in (400, 500)
    assert "Skip to content" in page.text and "Traceback" not in page.text


def test_a_missing_database_is_said(tmp_path: Path) -> None:
    async def run() -> Any:
        datasette = Datasette([], memory=True)
        await datasette.invoke_startup()
        return [await datasette.client.get(path) for path in ("/", "/nothing")]

    home, missing = asyncio.run(run())
    assert "kb build" in home.text
    assert missing.status_code == 404


@pytest.mark.parametrize("ending", ["", ".json", ".csv"])
def test_a_query_without_end_is_stopped_and_says_so(shipped: Path, ending: str) -> None:
    endless = "with recursive n(i) as (select 1 union all select i from n) select max(i) from n"
    with asker(shipped, sql_time_limit_ms=50) as asking:
        answer = asking(lambda site: site.client.get(f"/kb{ending}", params={"sql": endless}))
    assert answer.status_code == 400
    assert "stopped after 0.05 seconds" in answer.text
    assert "<script" not in answer.text
    if ending == ".json":
        assert answer.json()["error"].startswith("The query took too long")
