"""The clinician's way, in a real browser: from the home page to the answer, and on to the source."""

from __future__ import annotations

import re
from typing import Any

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
def test_from_the_home_page_to_the_answer_and_its_source(browser: Any, address: str, script: bool) -> None:
    context = browser.new_context(java_script_enabled=script, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(address + "/")
    page.get_by_label("Paste a sentence").fill("70% respond")
    page.get_by_role("button", name="Find the evidence").click()
    page.get_by_role("link", name=re.compile("About 70% of people with depression respond")).click()
    answer = page.locator("main").inner_text()
    for text in ("Overstated", "17 of 24", "45%", "46.9%", "What can be said"):
        assert text in answer
    assert answer.index("Overstated") < 400, "the verdict stands at the top"
    page.get_by_role("link", name=re.compile("Murrough et al. 2013, Biol")).first.click()
    assert page.url.endswith("/publication/Murrough2013bp")
    assert (
        page.get_by_role("link", name="PubMed 22840761").get_attribute("href")
        == "https://pubmed.ncbi.nlm.nih.gov/22840761/"
    )
    context.close()


def test_by_keyboard_alone(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "/")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "Skip to content"
    assert skip.bounding_box()["height"] > 10, "the skip link is seen when it has the focus"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("id") == "q"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.type("70% respond")
    page.keyboard.press("Enter")
    page.wait_for_url("**/-/search?q=*")
    page.close()
