"""The clinician's way, in a real browser: from the home page to the answer, and on to the source."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from kb.build import build_database
from kb.library import Library
from kb.project import Project
from tests.conftest import ROOT

sync_api = pytest.importorskip("playwright.sync_api")

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
PAGES = [
    "/", "/claims", "/claim/response-70-percent", "/publications", "/publication/Murrough2013bp",
    "/facts/us-compounded-nasal-alert", "/topic/response-rate", "/about",
    "/-/search?q=70%25+respond", "/-/search?q=zzqq",
]  # fmt: skip
DATASETTE_PAGES = [
    "/kb",
    "/kb/claims",
    "/kb/claims/response-70-percent",
    "/kb/evidence_for_a_claim",
    "/kb?sql=select+1",
]

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site, started as a reader would start it."""
    database = tmp_path_factory.mktemp("browser") / "kb.db"
    build_database(Library.load(Project(ROOT)), database)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "datasette",
        "serve",
        "-i",
        str(database),
        "-m",
        str(ROOT / "datasette-metadata.json"),
    ]
    server = subprocess.Popen(
        [*command, "-p", str(port), "--setting", "suggest_facets", "off"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    base = f"http://127.0.0.1:{port}"
    try:
        _wait(base)
        yield base
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A Chromium; where there is none the tests are skipped, except in CI."""
    if not CHROMIUM.exists():
        message = f"no Chromium at {CHROMIUM}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield chromium
        chromium.close()


def _wait(base: str) -> None:
    for _ in range(150):
        try:
            with urlopen(base + "/-/versions.json", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the site did not start")


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


@pytest.mark.parametrize("width", [360, 1280])
def test_no_policy_is_violated_and_no_page_is_wider_than_the_screen(
    browser: Any, address: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    for path in [*PAGES, *DATASETTE_PAGES]:
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert said == []
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_contrast_enough(browser: Any, address: str, scheme: str) -> None:
    page = browser.new_page(color_scheme=scheme)
    for path in [*PAGES, *DATASETTE_PAGES]:
        page.goto(address + path)
        assert page.evaluate(_FAINT_TEXT) == [], path
    page.close()


def test_a_claim_prints_on_a_few_sheets(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "/claim/response-70-percent")
    sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
    assert 1 <= sheets <= 3
    page.close()


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
