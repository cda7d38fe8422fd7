"""The timeline on the claim page, as a picture and as CSV."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from pathlib import Path

from datasette.app import Datasette

from tests.site.conftest import Ask
from tests.site.test_hostile import keys
from tests.site.test_pages import get, words

SVG = "{http://www.w3.org/2000/svg}"


def test_the_claim_page_says_what_the_verdict_would_have_been(ask: Ask) -> None:
    text = words(get(ask, "/claim/response-70-percent").text)
    assert "What the verdict would have been" in text
    assert "applied to what had been published by the end of each year" in text
    after = text[text.index("By the end of") :]
    assert after.index("2010 Unsupported") < after.index("2013 Overstated") < after.index("Jelovac2025")


def test_every_claim_with_evidence_has_its_picture_and_its_table(ask: Ask, shipped: Path) -> None:
    claims = keys(shipped, "SELECT DISTINCT claim_id FROM verdict_history ORDER BY 1")
    without = keys(shipped, "SELECT id FROM claims WHERE id NOT IN (SELECT claim_id FROM verdict_history)")
    assert len(claims) > 150 and without

    async def walk(datasette: Datasette) -> None:
        for claim in claims:
            picture = await datasette.client.get(f"/claim/{claim}/timeline.svg")
            assert picture.headers["content-type"].startswith("image/svg+xml")
            assert ET.fromstring(picture.text).tag == f"{SVG}svg"
        page = await datasette.client.get(f"/claim/{without[0]}")
        assert "timeline" not in page.text
        assert (await datasette.client.get(f"/claim/{without[0]}/timeline.svg")).status_code == 404
        assert (await datasette.client.get("/claim/none/timeline.csv")).status_code == 404

    ask(walk)


def test_the_csv_has_a_row_a_year(ask: Ask) -> None:
    rows = list(csv.DictReader(io.StringIO(get(ask, "/claim/response-70-percent/timeline.csv").text)))
    assert [row["year"] for row in rows] == sorted(row["year"] for row in rows)
    assert rows[-1]["verdict"] == "overstated" and rows[-1]["arrived"] == "Jelovac2025"


def test_retracted_evidence_is_struck_out(ask: Ask) -> None:
    root = ET.fromstring(get(ask, "/claim/treats-depression/timeline.svg").text)
    titles = [
        t.text or ""
        for g in root.iter(f"{SVG}g")
        if "fallen" in (g.get("class") or "")
        for t in g.iter(f"{SVG}title")
    ]
    assert titles == ["Caddy et al. 2015, 2015: for, narrower, superseded by now"]


def test_hostile_text_is_inert_in_timelines(ask_hostile: Ask, hostile: Path) -> None:
    claims = keys(hostile, "SELECT DISTINCT claim_id FROM verdict_history")

    async def walk(datasette: Datasette) -> None:
        for claim in claims:
            picture = await datasette.client.get(f"/claim/{claim}/timeline.svg")
            assert picture.status_code == 200
            assert not list(ET.fromstring(picture.text).iter(f"{SVG}script"))
            assert (await datasette.client.get(f"/claim/{claim}/timeline.csv")).status_code == 200

    ask_hostile(walk)
