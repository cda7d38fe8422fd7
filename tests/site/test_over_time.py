"""Response over time as a page, a picture and a table."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET

from datasette.app import Datasette

from tests.site.conftest import Ask
from tests.site.test_hostile import Elements
from tests.site.test_pages import get, words

SVG = "{http://www.w3.org/2000/svg}"


def test_the_page_shows_arms_with_their_time_and_what_is_not_placed(ask: Ask) -> None:
    page = get(ask, "/response-over-time")
    assert page.status_code == 200 and len(page.content) < 100_000
    assert not re.search(r"<script|<style|\s(style|on\w+)=", page.text)
    text = words(page.text)
    assert "Murrough et al. 2013 64% (30 of 47)" in text and "49.5 to 76" in text
    assert (
        "12 days after the first dose of a series length of the course: Murrough2013bp.course-length" in text
    )
    assert (
        "46.9% (ketamine 0.5 mg/kg, up to eight infusions on top of inpatient care); not placed, because"
        in text
    )
    assert "not people with depression: ptsd" in text and "no longer stands: retracted" in text


def test_lines_join_only_one_studys_same_arm(ask: Ask) -> None:
    root = ET.fromstring(get(ask, "/response-over-time/response.svg").text)
    joins = [p.get("d", "") for p in root.iter(f"{SVG}path") if p.get("class") == "join"]
    assert sorted(d.count("L") for d in joins) == [
        1,
        2,
    ]  # responders of one registry; one review at three times


def test_the_csv_holds_every_share_placed_or_not(ask: Ask) -> None:
    rows = list(csv.DictReader(io.StringIO(get(ask, "/response-over-time.csv").text)))
    assert all(bool(row["number"]) != bool(row["not_placed"]) for row in rows)
    assert all(bool(row["from_hours"]) != bool(row["not_placed"]) for row in rows)
    arms = {(row["finding_id"], row["kind"]): row for row in rows}
    assert len(arms) == len(rows)
    midazolam = arms["Murrough2013ajp.response-24h", "comparator"]
    assert (midazolam["value"], midazolam["interval_low"], midazolam["interval_high"]) == (
        "28.0",
        "14.3",
        "47.6",
    )
    assert (
        "Correia-Melo2020.remission-24h",
        "comparator",
    ) not in arms  # a ketamine arm with a row of its own


def test_hostile_text_is_inert(ask_hostile: Ask) -> None:
    async def walk(datasette: Datasette) -> list[str]:
        elements = Elements()
        elements.feed((await datasette.client.get("/response-over-time")).text)
        picture = await datasette.client.get("/response-over-time/response.svg")
        assert not list(ET.fromstring(picture.text).iter(f"{SVG}script"))
        assert (await datasette.client.get("/response-over-time.csv")).status_code == 200
        return elements.bad

    assert ask_hostile(walk) == []
