"""Marketing's walk: paste or upload a draft, read the alerts and their rules, take a wording and the report along."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import NewPage
from tests.browser.pages import DRAFT

pytestmark = pytest.mark.browser


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def page(request: pytest.FixtureRequest, new_page: NewPage, address: str) -> Iterator[Any]:
    opened = new_page(
        java_script_enabled=request.param, viewport={"width": 1200, "height": 900}, accept_downloads=True
    )
    opened.goto(address + "/")
    opened.get_by_role("link", name="Vet copy").click()
    yield opened


def test_paste_read_and_take_along(page: Any, tmp_path: Path) -> None:
    page.get_by_label("Paste the copy").fill(DRAFT)
    page.get_by_label("It is").select_option("text")
    page.get_by_role("button", name="Vet it").click()
    assert page.title().startswith("Vet copy")
    marked = page.locator("mark.vet-error", has_text="miracle").first
    alert = page.locator(".vet-block", has=marked).locator(".vet-alerts li").first
    beside = alert.bounding_box()
    assert beside["x"] > marked.bounding_box()["x"], "the alert stands beside the sentence"
    assert "KL001" in alert.inner_text() and "Ground:" in alert.inner_text()
    rate = page.locator(".vet-alerts li", has_text="85% response").first.inner_text()
    assert "Instead:" in rate and "45%" in rate, "a wording that holds stands with the figures"
    assert page.locator(".vet-block", has_text="There is no cure").locator("li.vet-error").count() == 0
    assert "<script>" in page.locator(".vetted").inner_text(), "markup in the copy is shown, not run"
    assert page.locator(".vet-claims tbody tr").count() >= 1
    for name, suffix in (("HTML report", "html"), ("JSON", "json"), ("SARIF", "sarif")):
        with page.expect_download() as waiting:
            page.locator(".vet-downloads").get_by_role("link", name=name, exact=True).click()
        assert waiting.value.suggested_filename == f"vetted.{suffix}"
        waiting.value.save_as(tmp_path / suffix)
    alerts = json.loads((tmp_path / "json").read_text(encoding="utf-8"))["alerts"]
    assert page.locator(".vet-alerts li").count() == len(alerts)
    assert json.loads((tmp_path / "sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    report = page.context.new_page()
    said: list[str] = []
    report.on("console", lambda message: said.append(message.text))
    report.goto((tmp_path / "html").rename(tmp_path / "report.html").as_uri())
    assert report.locator("mark.vet-error").count() >= 1 and said == []


def test_upload_follow_a_link_and_be_refused(page: Any, tmp_path: Path) -> None:
    draft = tmp_path / "our page.html"
    draft.write_text("<title>Ketamine</title><p>It is a miracle drug.</p>", encoding="utf-8")
    page.get_by_label("Or choose a file").set_input_files(draft)
    page.get_by_role("button", name="Vet it").click()
    assert "our page.html" in page.locator("h2").first.inner_text()
    with page.context.expect_page() as opening:
        page.locator(".vet-alerts").get_by_role("link", name=re.compile("KL001")).first.click()
    assert opening.value.url.endswith("/-/vet/rules#KL001"), "the result stays where it is"
    page.get_by_label("Or choose a file").set_input_files([])
    page.get_by_role("button", name="Vet it").click()
    assert "There is nothing to vet" in page.get_by_role("alert").inner_text()


def test_from_an_alert_to_a_wording_to_copy(new_page: NewPage, address: str) -> None:
    context = {"permissions": ["clipboard-read", "clipboard-write"]}
    page = new_page(**context)
    page.goto(address + "/")
    page.get_by_role("link", name="Vet copy").click()
    page.get_by_label("Paste the copy").fill(DRAFT)
    page.get_by_role("button", name="Vet it").click()
    with page.context.expect_page() as opening:
        page.locator(".vet-claims").get_by_role("link").first.click()
    claim = opening.value
    holds = claim.locator(".holds").inner_text()
    claim.get_by_role("textbox", name="The wording with its sources").focus()
    claim.keyboard.press("Control+a")
    claim.keyboard.press("Control+c")
    copied = claim.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(holds) and "PMID" in copied


def test_a_very_long_word_does_not_widen_the_page(new_page: NewPage, address: str) -> None:
    page = new_page(viewport={"width": 360, "height": 800})
    page.goto(address + "/-/vet")
    page.get_by_label("Paste the copy").fill(DRAFT + "\n" + "x" * 300 + "\n")
    page.get_by_role("button", name="Vet it").click()
    page.locator("mark").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
