"""The forest plots in a real browser: the right layout for the width, and every text in its place."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "shown"), [(1280, ".plot-wide"), (390, ".plot-narrow")])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_forest_plot_of_the_seventy_percent_claim(
    browser: Any, address: str, width: int, shown: str, scheme: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(address + "/claim/response-70-percent")
    plots = page.locator(".plot svg:visible")
    assert plots.count() == 1
    plot = page.locator(f"{shown} svg").first
    said = plot.inner_html()
    for figure in (
        "17/24",
        "(50.8 to 85.1)*",
        ">45%<",
        ">46.9%<",
        "vs 33.3%, midazolam",
        "The claim: about 70%",
    ):
        assert figure in said
    assert page.evaluate(_OUTSIDE, f"{shown} svg") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    table = page.locator(".plot-table").first
    assert not table.locator("table").is_visible()
    table.locator("summary").click()
    assert "70.8% (17 of 24)" in table.inner_text()
    page.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_no_text_of_a_plot_leaves_its_frame_or_touches_its_neighbour(
    browser: Any, address: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    for claim in (
        "treats-depression", "onset-within-24-hours", "dose-quarter-to-3-mg-per-kg", "nausea-10-percent",
        "depression-cost-210-billion-productivity", "treats-suicidal-thoughts", "response-lasts-months",
    ):  # fmt: skip
        page.goto(f"{address}/claim/{claim}")
        page.evaluate("document.querySelectorAll('.figures details').forEach(d => d.open = true)")
        assert page.evaluate(_OUTSIDE, ".plot svg") == [], claim
    page.close()


#: Texts of plots that reach out of the drawing, or over another text of the same height.
_OUTSIDE = """selector => {
  const bad = [];
  for (const svg of document.querySelectorAll(selector)) {
    if (!svg.checkVisibility()) continue;
    const frame = svg.getBoundingClientRect(), boxes = [];
    for (const text of svg.querySelectorAll('text')) {
      const box = text.getBoundingClientRect();
      if (box.left < frame.left - 1 || box.right > frame.right + 1) bad.push('outside: ' + text.textContent);
      for (const [other, words] of boxes) {
        if (Math.abs(box.bottom - other.bottom) < 1 && box.left < other.right && other.left < box.right)
          bad.push('over another: ' + words + ' / ' + text.textContent);
      }
      boxes.push([box, text.textContent]);
    }
  }
  return bad;
}"""
