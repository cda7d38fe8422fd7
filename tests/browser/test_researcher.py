"""The researcher's walk: a table, narrowed; the data taken away; a ready question; SQL, and its limit."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import NewPage
from tests.browser.pages import ENDLESS

pytestmark = pytest.mark.browser


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def data(request: pytest.FixtureRequest, new_page: NewPage, address: str) -> Any:
    page = new_page(java_script_enabled=request.param, accept_downloads=True)
    page.goto(address + "/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Data").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Data"
    return page


def test_a_table_narrowed_and_taken_away(data: Any, tmp_path: Path) -> None:
    data.get_by_role("link", name="claims", exact=True).click()
    facet = data.locator(".facet-info", has=data.get_by_role("heading", name="verdict"))
    facet.get_by_role("link", name="overstated").click()
    data.get_by_label("Column").last.select_option("topic")
    data.get_by_label("Value").last.fill("response-rate")
    data.get_by_role("button", name="Apply").click()
    rows = data.locator(".rows-and-columns tbody tr").count()
    assert data.get_by_role("heading", level=2).first.inner_text().startswith(f"{rows} rows where")
    assert rows >= 2
    with data.expect_download() as waiting:
        data.get_by_label("download file").check()
        data.get_by_role("button", name="Export CSV").click()
    waiting.value.save_as(tmp_path / "claims.csv")
    with (tmp_path / "claims.csv").open(newline="", encoding="utf-8") as file:
        taken = list(csv.DictReader(file))
    assert {row["verdict"] for row in taken} == {"overstated"} and len(taken) == rows
    data.locator(".export-links").get_by_role("link", name="json").click()
    assert json.loads(data.locator("pre").inner_text())["filtered_table_rows_count"] == rows


def test_a_ready_question_made_ones_own(data: Any) -> None:
    data.get_by_role("link", name="Figures for an outcome").click()
    data.get_by_label("Outcome").fill("remission")
    data.get_by_role("button", name="Run").click()
    assert data.locator(".rows-and-columns tbody tr").count() > 5
    data.get_by_role("link", name="Change the SQL").click()
    query = data.get_by_role("textbox", name="The query in SQL")
    query.fill("select verdict, count(*) as claims from claims group by verdict order by claims desc")
    data.get_by_role("button", name="Run").click()
    assert data.locator(".rows-and-columns tbody tr").count() == 6


def test_a_query_that_would_run_for_minutes_stops_with_a_clear_message(data: Any) -> None:
    data.get_by_label("SQL of your own").fill(ENDLESS)
    data.get_by_role("button", name="Run").click()
    said = data.locator("main").inner_text()
    assert "too long" in said and "1 second" in said
    assert data.get_by_role("textbox").last.input_value().strip() == ENDLESS, "the query is not lost"
