"""
What holds for every kind of page: WCAG 2.2 AA by axe and beyond it, weight, calm, order.

Each page of the list is opened once, and every check looks at it from there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.browser.pages import KINDS, Kind

axe_source = pytest.importorskip("axe_playwright_python.base").AXE_SCRIPT

#: WCAG 2.2 at levels A and AA, and axe's own best practices.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE, DESKTOP = 390, 1280
#: Bytes that one first visit may transfer, style sheet included.
WEIGHT = 100_000

pytestmark = pytest.mark.browser


@dataclass
class Visit:
    """An opened page, and what was heard while it loaded."""

    kind: Kind
    page: Any
    address: str
    said: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    transferred: int = 0

    def at(self, width: int = DESKTOP, **media: str) -> Any:
        """Return the page at a width and under the given media, everything else as at first."""
        usual = {
            "media": "screen",
            "color_scheme": "light",
            "forced_colors": "none",
            "reduced_motion": "no-preference",
        }
        self.page.emulate_media(**{**usual, **media})
        self.page.set_viewport_size({"width": width, "height": 900})
        return self.page


@pytest.fixture(scope="module", params=KINDS, ids=lambda kind: kind.name)
def visit(request: pytest.FixtureRequest, browser: Any, address: str) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": DESKTOP, "height": 900})
    seen = Visit(request.param, context.new_page(), address)
    cdp = context.new_cdp_session(seen.page)
    cdp.send("Network.enable")

    def finished(event: Any) -> None:
        seen.transferred += int(event["encodedDataLength"])

    cdp.on("Network.loadingFinished", finished)
    seen.page.on("console", lambda message: seen.said.append(message.text))
    seen.page.on("pageerror", lambda error: seen.said.append(str(error)))
    seen.page.on("request", lambda asked: seen.requests.append(asked.url))
    seen.page.on("requestfailed", lambda asked: seen.failed.append(asked.url))
    seen.kind.visit(seen.page, address)
    yield seen
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "light"), (DESKTOP, "dark")])
def test_axe_finds_no_violation(visit: Visit, width: int, scheme: str) -> None:
    page = visit.at(width, color_scheme=scheme)
    page.evaluate(f"window.axe || (() => {{{axe_source}}})()")
    assert page.evaluate(_AXE, TAGS) == []


@pytest.mark.parametrize("width", [320, 360, DESKTOP])
def test_nothing_is_wider_than_the_screen(visit: Visit, width: int) -> None:
    page = visit.at(width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_no_policy_is_violated_and_nothing_else_is_said(visit: Visit) -> None:
    refused = (
        [f"the server responded with a status of {visit.kind.status}"] if visit.kind.status >= 400 else []
    )
    assert [text for text in visit.said if not any(known in text for known in refused)] == []


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("media", [{}, {"color_scheme": "dark"}, {"forced_colors": "active"}], ids=str)
def test_every_text_has_contrast_enough(visit: Visit, width: int, media: dict[str, str]) -> None:
    """Axe gives no opinion on what is scrolled out of sight; this has one on all."""
    assert visit.at(width, **media).evaluate(_FAINT_TEXT) == []


_AXE = """tags => axe.run({runOnly: tags, resultTypes: ['violations']}).then(found =>
  found.violations.flatMap(v => v.nodes.map(n => [v.id, n.html.slice(0, 160), n.failureSummary].join(' | '))))"""

#: Texts whose contrast with what lies behind them is below WCAG AA's 4.5 (3 for large text).
_FAINT_TEXT = """() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgba = colour => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = c => {
    const [r, g, b] = c.slice(0, 3).map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const behind = el => {
    for (; el; el = el.parentElement) {
      const c = rgba(getComputedStyle(el).backgroundColor);
      if (c[3] > 250) return c;
    }
    return [255, 255, 255, 255];
  };
  const faint = [];
  for (const el of document.querySelectorAll('body *')) {
    const own = [...el.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (!own || !el.checkVisibility()) continue;
    const style = getComputedStyle(el);
    const a = light(rgba(style.color)), b = light(behind(el));
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && +style.fontWeight >= 700);
    if (ratio < (large ? 3 : 4.5)) faint.push(el.tagName + ' ' + el.className + ' ' + ratio.toFixed(2));
  }
  return [...new Set(faint)];
}"""
