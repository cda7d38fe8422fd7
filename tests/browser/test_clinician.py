"""The clinician's walk: from the home page to the answer, its figure, its source, and a sheet to print."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import NewPage

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
def test_from_a_sentence_to_the_answer_and_its_source(new_page: NewPage, address: str, script: bool) -> None:
    page = new_page(java_script_enabled=script, viewport={"width": 390, "height": 844})
    page.goto(address + "/")
    page.get_by_label("Paste a sentence").fill("70% respond")
    page.get_by_role("button", name="Find the evidence").click()
    page.get_by_role("link", name=re.compile("About 70% of people with depression respond")).click()
    answer = page.locator("main").inner_text()
    for text in ("Overstated", "17 of 24", "45%", "46.9%", "What can be said", "What must be said with it"):
        assert text in answer
    assert answer.index("Overstated") < 400, "the verdict stands at the top"
    figures = page.get_by_role("region", name="The figure stated, beside the figures found")
    assert "70%" in figures.inner_text() and figures.locator("svg:visible").count() >= 1
    page.get_by_role("link", name=re.compile("Murrough et al. 2013, Biol")).first.click()
    assert page.url.endswith("/publication/Murrough2013bp")
    source = page.get_by_role("link", name="PubMed 22840761")
    assert source.get_attribute("href") == "https://pubmed.ncbi.nlm.nih.gov/22840761/"
    page.go_back()
    page.emulate_media(media="print")
    assert page.get_by_role("heading", level=1).is_visible()
    assert not page.get_by_role("search").first.is_visible(), "what cannot be printed is left out"


def test_a_typing_error_still_finds_it(new_page: NewPage, address: str) -> None:
    page = new_page()
    page.goto(address + "/")
    page.get_by_label("Paste a sentence").fill("adictive")
    page.get_by_role("button", name="Find the evidence").click()
    assert page.locator(".found a[href*='/claim/']").count() >= 1
    assert page.locator(".found mark", has_text=re.compile("addictive", re.I)).count() >= 1
