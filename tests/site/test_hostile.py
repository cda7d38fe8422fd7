"""Whatever stands in a field of kb.db is text to the reader and nothing to the browser."""

from __future__ import annotations

import html.parser
import sqlite3
from pathlib import Path

import pytest
from datasette.app import Datasette
from datasette.utils import tilde_encode

from kb.schema import relations
from kb.site.markup import safe_html
from tests.site.conftest import Ask

#: Tags and attributes that no page of ours may hold, whatever the data.
_FORBIDDEN = {"script", "iframe", "object", "embed", "base"}


class Elements(html.parser.HTMLParser):
    """Notes every element that could act, and every address that is no address."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        values = dict(attrs)
        is_data = tag == "script" and attrs == [("type", "application/ld+json")]
        if (tag in _FORBIDDEN and not is_data) or any(name.startswith("on") for name in names):
            self.bad.append(self.get_starttag_text() or tag)
        if (values.get("href") or "").lower().startswith(("javascript:", "data:")):
            self.bad.append(str(values["href"]))


def keys(path: Path, sql: str) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        return [tilde_encode(row[0]) for row in connection.execute(sql)]
    finally:
        connection.close()


def test_hostile_text_is_inert_on_every_page(ask_hostile: Ask, hostile: Path) -> None:
    claims = keys(hostile, "SELECT id FROM claims")
    works = keys(hostile, "SELECT citekey FROM publications")
    facts = keys(hostile, "SELECT id FROM regulatory_facts")
    topics = keys(hostile, "SELECT topic FROM topics")
    paths = [
        "/", "/claims", "/publications", "/about", "/kb", "/-/search?q=alert",
        "/-/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
        "/-/search?q='%22%3Cb", "/claims?verdict=%3Cscript%3E&topic=%22%3E%3Cscript%3E", "/claim/%3Cscript%3Ealert(1)",
        "/%3Cscript%3Ealert(1)%3C~script%3E",
        *(f"/claim/{key}" for key in claims), *(f"/publication/{key}" for key in works),
        *(f"/facts/{key}" for key in facts), *(f"/topic/{key}" for key in topics),
        "/changes", *(f"/claim/{key}/{part}" for key in claims for part in ("card", "embed")),
        *(f"/kb/{name}" for name in relations()),
        *(f"/kb/claims/{key}" for key in claims), *(f"/kb/publications/{key}" for key in works),
        "/kb/evidence_for_a_claim", "/kb/search_claims?q=%22%3Cscript%3E", "/kb?sql=select+*+from+claims",
    ]  # fmt: skip

    async def walk(datasette: Datasette) -> dict[str, list[str]]:
        found = {}
        for path in paths:
            page = await datasette.client.get(path)
            redirected = page.status_code in (301, 302)
            assert page.status_code in (200, 404) or redirected, (path, page.status_code, page.text[:300])
            elements = Elements()
            elements.feed(page.text)
            found[path] = elements.bad
        own = await datasette.client.get(f"/claim/{claims[0]}")
        assert "&lt;script&gt;" in own.text
        return found

    assert {path: bad for path, bad in ask_hostile(walk).items() if bad} == {}


def test_hostile_keys_are_found_under_their_own_address(ask_hostile: Ask, hostile: Path) -> None:
    claim, work = (
        keys(hostile, "SELECT id FROM claims")[0],
        keys(hostile, "SELECT citekey FROM publications")[1],
    )

    async def walk(datasette: Datasette) -> list[int]:
        return [
            (await datasette.client.get(p)).status_code for p in (f"/claim/{claim}", f"/publication/{work}")
        ]

    assert ask_hostile(walk) == [200, 200]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<i>R</i>-ketamine &amp; H<sub>2</sub>O", "<i>R</i>-ketamine &amp; H<sub>2</sub>O"),
        ("p &lt; 0.05", "p &lt; 0.05"),
        ("a < b & c", "a &lt; b &amp; c"),
        ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
        ("<i onmouseover=x>y</i>", "&lt;i onmouseover=x&gt;y&lt;/i&gt;"),
        ("<b>never closed", "&lt;b&gt;never closed"),
        ("</b>", "&lt;/b&gt;"),
        ("<b><i>crossed</b></i>", "&lt;b&gt;&lt;i&gt;crossed&lt;/b&gt;&lt;/i&gt;"),
        (None, ""),
    ],
)
def test_only_harmless_markup_survives(text: str | None, expected: str) -> None:
    assert str(safe_html(text)) == expected
