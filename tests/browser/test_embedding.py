"""On another site, in a real browser: the badge shows, the card shows and leads on, and nothing else may be framed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.browser.conftest import NewPage

pytestmark = pytest.mark.browser
CLAIM = "/claim/response-70-percent"
HOST_PAGE = """<!DOCTYPE html><title>Another site</title>
<img id="badge" src="{site}{claim}/badge.svg" height="24" alt="">
<iframe name="card" src="{site}{claim}/card" width="420" height="400" {sandbox}></iframe>
<iframe name="page" src="{site}{claim}" width="300" height="200"></iframe>"""


@pytest.fixture
def another_site(address: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address, of another host name, of a page that embeds the claim."""
    text = HOST_PAGE.format(site=address, claim=CLAIM, sandbox=getattr(request, "param", "")).encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    "another_site",
    ["", 'sandbox="allow-top-navigation-by-user-activation"'],
    indirect=True,
    ids=["bare", "sandboxed"],
)
def test_badge_and_card_show_and_the_page_does_not(
    new_page: NewPage, address: str, another_site: str
) -> None:
    page = new_page(viewport={"width": 800, "height": 700})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(another_site)
    page.wait_for_load_state("load")
    assert page.evaluate("document.getElementById('badge').naturalWidth") > 100
    card = page.frame_locator("iframe[name=card]")
    card.get_by_text("In routine care").wait_for()
    assert card.get_by_text("Overstated", exact=True).is_visible()
    refused = [text for text in said if "frame-ancestors" in text]
    assert len(refused) == 1 and [text for text in said if text not in refused] == []
    card.get_by_role("link").click()
    page.wait_for_url(address + CLAIM)
