"""Every walk can be made with the keyboard alone, and one sees where one is."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import NewPage

pytestmark = pytest.mark.browser


def tab_to(page: Any, wanted: str, most: int = 80) -> Any:
    """Press Tab until the focus is on what ``wanted`` selects; return it."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            style = page.evaluate("(({outlineStyle, outlineWidth}) => [outlineStyle, parseFloat(outlineWidth)])"
                                  "(getComputedStyle(document.activeElement))")  # fmt: skip
            assert style == ["solid", 3], "the focus is seen"
            return page.locator(":focus")
    pytest.fail(f"Tab does not lead to {wanted}")


def test_from_the_home_page_to_a_claim_and_its_wording(new_page: NewPage, address: str) -> None:
    page = new_page()
    page.goto(address + "/")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "Skip to content"
    assert skip.bounding_box()["height"] > 10, "the skip link is seen when it has the focus"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("id") == "q", "the first thing after it is the search"
    page.keyboard.type("70% respond")
    page.keyboard.press("Enter")
    page.wait_for_url("**/-/search?q=*")
    tab_to(page, "main a[href$='/claim/response-70-percent']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/claim/**")
    tab_to(page, "summary")
    page.keyboard.press("Enter")
    assert page.locator("details[open]").count() == 1
    box = tab_to(page, "textarea.copy", 200)
    page.keyboard.press("Control+a")
    chosen = page.evaluate("document.activeElement.value.slice(document.activeElement.selectionStart, "
                           "document.activeElement.selectionEnd)")  # fmt: skip
    assert chosen == box.input_value() and "PMID" in chosen
    before = box.input_value()
    page.keyboard.type("x")
    assert box.input_value() == before, "what is there to copy cannot be typed over"


def test_through_the_navigation_to_the_data(new_page: NewPage, address: str) -> None:
    page = new_page()
    page.goto(address + "/claims")
    tab_to(page, "nav[aria-label=Main] a[href='/kb']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/kb")
    tab_to(page, "textarea#sql-editor")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/kb?sql=*")
    tab_to(page, ".table-wrapper")
    page.keyboard.press("End")
    assert page.locator(".rows-and-columns tbody tr").count() > 100


def test_a_draft_is_vetted(new_page: NewPage, address: str) -> None:
    page = new_page()
    page.goto(address + "/-/vet")
    tab_to(page, "textarea[name=text]")
    page.keyboard.type("It is a miracle drug.")
    tab_to(page, ".vet-form button")
    page.keyboard.press("Enter")
    page.locator("mark").first.wait_for()
    tab_to(page, ".vet-downloads a")
    tab_to(page, ".vet-alerts a")
