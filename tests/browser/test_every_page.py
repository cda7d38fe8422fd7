"""
What holds for every kind of page: WCAG 2.2 AA by axe and beyond it, weight, calm, order.

Each page of the list is opened once, and every check looks at it from there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from tests.browser.conftest import CHECKS
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
    shifted: float = 0

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
    # The card forbids itself all scripts: with its policy in force no check could ever answer.
    context = browser.new_context(viewport={"width": DESKTOP, "height": 900}, bypass_csp=request.param.bare)
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
    for script in (axe_source, CHECKS):
        seen.page.evaluate(f"() => {{{script}}}")
    seen.shifted = seen.page.evaluate("checks.shifts()")
    yield seen
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "light"), (DESKTOP, "dark")])
def test_axe_finds_no_violation(visit: Visit, width: int, scheme: str) -> None:
    page = visit.at(width, color_scheme=scheme)
    assert page.evaluate("tags => checks.axeViolations(tags)", TAGS) == []


@pytest.mark.parametrize("width", [320, 360, DESKTOP])
def test_nothing_is_wider_than_the_screen(visit: Visit, width: int) -> None:
    page = visit.at(width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_no_policy_is_violated_and_nothing_else_is_said(visit: Visit) -> None:
    refused = (
        [f"the server responded with a status of {visit.kind.status}"] if visit.kind.status >= 400 else []
    )
    assert [text for text in visit.said if not any(known in text for known in refused)] == []


@pytest.mark.parametrize(
    ("width", "media"),
    [
        (PHONE, {}),
        (DESKTOP, {}),
        (PHONE, {"color_scheme": "dark"}),
        (DESKTOP, {"color_scheme": "dark"}),
        (DESKTOP, {"forced_colors": "active"}),
    ],
    ids=str,
)
def test_every_text_has_contrast_enough(visit: Visit, width: int, media: dict[str, str]) -> None:
    """Axe gives no opinion on what is scrolled out of sight; this has one on all."""
    assert visit.at(width, **media).evaluate("checks.faintText()") == []


def test_text_at_twice_its_size_is_neither_cut_off_nor_wider_than_the_screen(visit: Visit) -> None:
    page = visit.at(DESKTOP)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    try:
        assert page.evaluate("document.documentElement.scrollWidth") <= DESKTOP
        assert page.evaluate("checks.cutOff()") == []
    finally:
        page.evaluate("document.documentElement.style.fontSize = ''")


def test_the_focus_is_seen_and_nothing_covers_it(visit: Visit) -> None:
    assert visit.at(PHONE, reduced_motion="reduce").evaluate("checks.focusUnseen()") == []


def test_nothing_moves_for_those_who_ask_for_that(visit: Visit) -> None:
    assert visit.at(reduced_motion="reduce").evaluate("checks.moving()") == []


def test_nothing_shifts_while_it_loads(visit: Visit) -> None:
    # The columns of a long table settle while its rows still come in; a shift of 0.1 counts as good.
    assert visit.shifted <= (0.01 if visit.kind.datasette else 0)


def test_it_is_read_in_the_order_in_which_it_is_seen(visit: Visit) -> None:
    assert visit.at().evaluate("checks.outOfOrder()") == []


def test_headings_and_landmarks_make_an_outline(visit: Visit) -> None:
    outline = visit.at().evaluate("checks.outline()")
    assert outline["lang"] == "en"
    assert outline["h1"] == 1
    assert all(after - before <= 1 for before, after in pairwise(outline["levels"])), outline["levels"]
    assert outline["landmarks"] == ([0, 1, 0] if visit.kind.bare else [1, 1, 1]), "header, main, footer"
    assert outline["nameless"] == [], "every navigation and region has a name"


def test_tables_have_headers_and_captions(visit: Visit) -> None:
    assert visit.at().evaluate("own => checks.tablesWithout(own)", not visit.kind.datasette) == []


def test_pictures_say_their_size(visit: Visit) -> None:
    assert visit.at().evaluate("checks.sizeless()") == []


def test_it_loads_whole_and_from_here_only(visit: Visit) -> None:
    assert visit.failed == []
    assert {urlsplit(url).netloc for url in visit.requests if urlsplit(url).scheme != "data"} == {
        urlsplit(visit.address).netloc
    }


def test_a_first_visit_is_light(visit: Visit) -> None:
    assert 0 < visit.transferred < WEIGHT


def test_every_kind_of_page_has_a_title_of_its_own(address: str) -> None:
    titles: dict[str, str] = {}
    for kind in KINDS:
        if not kind.draft and kind.status == 200:
            with urlopen(address + kind.path) as answer:
                head = answer.read().decode().partition("</head>")[0]
            titles[kind.path.partition("?")[0] or "/"] = re.findall("<title>(.*?)</title>", head)[0]
            described = re.findall('<meta name="description" content="(.*?)"', head)
            assert len(described) <= 1 and all(text.strip() for text in described)
    assert [title for title, times in Counter(titles.values()).items() if times > 1] == []
