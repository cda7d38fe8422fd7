"""The summary of findings on a topic's page and as CSV."""

from __future__ import annotations

import csv
import io
import re

from datasette.app import Datasette

from kb.schema import relations
from tests.site.conftest import HOSTILE, Ask
from tests.site.test_hostile import keys
from tests.site.test_pages import get, words


def test_the_topic_page_shows_risks_of_1000_with_their_source(ask: Ask) -> None:
    page = get(ask, "/topic/response-rate")
    assert page.status_code == 200 and len(page.content) < 100_000
    assert not re.search(r"<script|<style|\s(style|on\w+)=", page.text)
    text = words(page.text)
    for said in (
        "Summary of findings", "333", "469", "135 more (105 fewer to 354 more)", "NNTB 8 (NNTH 10 to ∞ to NNTB 3)",
        "computed (Newcombe)", "as in Murrough2013ajp", "interval as printed", "from memory",
        "the counts of both arms are not held", "Possibly: of 1,000 people",
    ):  # fmt: skip
        assert said in text, said


def test_a_topic_without_comparisons_has_no_table(ask: Ask) -> None:
    page = get(ask, "/topic/cost").text
    assert "Summary of findings" not in page


def test_the_csv_has_the_columns_of_the_table(ask: Ask) -> None:
    text = get(ask, "/topic/efficacy/summary-of-findings.csv").text
    rows = list(csv.DictReader(io.StringIO(text)))
    assert list(rows[0]) == list(relations()["summary_of_findings"].columns)
    assert [int(row["position"]) for row in rows] == list(range(1, len(rows) + 1))
    assert get(ask, "/topic/none/summary-of-findings.csv").status_code == 404


def test_hostile_text_stays_whole_in_the_csv(ask_hostile: Ask, hostile: object) -> None:
    topics = keys(hostile, "SELECT DISTINCT topic FROM summary_of_findings")  # type: ignore[arg-type]

    async def walk(datasette: Datasette) -> None:
        for topic in topics:
            text = (await datasette.client.get(f"/topic/{topic}/summary-of-findings.csv")).text
            rows = list(csv.DictReader(io.StringIO(text)))
            assert rows and {row["plain"] for row in rows} == {HOSTILE}

    ask_hostile(walk)
