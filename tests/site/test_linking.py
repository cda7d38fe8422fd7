"""What other sites and programs see of the pages: heads, addresses in full, site map, and where old keys lead."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest
from datasette.app import Datasette
from datasette.utils import tilde_encode

from kb.build import build_database
from kb.history.changes import Change
from kb.history.reading import CommitChanges, History
from kb.history.repository import Commit
from kb.library import Library
from kb.project import Project
from kb.site.addresses import PublicUrlError, absolute, public_url
from kb.site.pages import routes
from tests.conftest import ROOT
from tests.site.conftest import METADATA, Ask, asker
from tests.site.test_pages import OWN_PAGES, keys

CLAIM = "response-70-percent"
PUBLIC = "https://evidence.example.org/ketamine"
BAD_HOSTS = [
    'evil.example"><script>alert(1)</script>', "a b", "evil.example/path", "user@evil.example", "", "-x",
    "évil.example", "evil.example:99999999", "{{7*7}}", "a\x7f", "javascript:alert(1)//",
]  # fmt: skip


class Head(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.links: list[dict[str, str]] = []
        self.feed(page[: page.index("</head>")])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag == "meta" and (name := given.get("property") or given.get("name")):
            assert name not in self.meta, f"{name} stands twice"
            self.meta[name] = given["content"]
        if tag == "link":
            self.links.append(given)

    def link(self, rel: str) -> str:
        (found,) = (link["href"] for link in self.links if link["rel"] == rel)
        return found


def get(ask: Ask, path: str, **headers: str) -> Any:
    return ask(lambda site: site.client.get(path, headers=headers))


@pytest.fixture(scope="module")
def ask_public(shipped: Path) -> Iterator[Ask]:
    with asker(shipped, public_url=PUBLIC + "/") as ask:
        yield ask


@pytest.mark.parametrize("path", [path for path in OWN_PAGES if not path.startswith("/-/search")])
def test_each_page_says_what_it_is(ask_public: Ask, path: str) -> None:
    page = get(ask_public, path).text
    head = Head(page)
    own = path.partition("?")[0]
    assert head.link("canonical") == head.meta["og:url"] == PUBLIC + own
    assert len(head.meta["description"]) >= 40 and head.meta["description"] == head.meta["og:description"]
    assert head.meta["og:title"] in re.sub(r"\s+", " ", page).replace("&#39;", "'")
    assert head.meta["og:image"] == f"{PUBLIC}/-/static-plugins/evidence-kb/social-card.png"
    assert head.meta["twitter:card"] == "summary_large_image"
    feeds = [link["href"] for link in head.links if link.get("type") == "application/atom+xml"]
    assert feeds[0] == "/changes.atom"
    assert feeds[1:] == ([f"{own}/changes.atom"] if own == f"/claim/{CLAIM}" else [])


def test_a_claims_head_says_the_verdict_and_what_holds(ask: Ask) -> None:
    head = Head(get(ask, f"/claim/{CLAIM}").text)
    assert head.meta["og:title"].endswith("– overstated")
    assert head.meta["og:description"].startswith("Overstated. What can be said: In routine care")


def test_descriptions_differ_from_claim_to_claim(ask: Ask, shipped: Path) -> None:
    some = keys(shipped, "SELECT id FROM claims ORDER BY id")[::12]
    found = {Head(get(ask, f"/claim/{key}").text).meta["description"] for key in some}
    assert len(found) == len(some)


@pytest.mark.parametrize("path", ["/-/search?q=x", "/claim/none", "/none"])
def test_pages_that_should_not_be_found_say_so(ask: Ask, path: str) -> None:
    head = Head(get(ask, path).text)
    assert head.meta["robots"] == "noindex"
    assert [link["rel"] for link in head.links if link["rel"] == "canonical"] == []


def test_the_picture_of_links_is_what_the_head_says(ask: Ask) -> None:
    picture = get(ask, "/-/static-plugins/evidence-kb/social-card.png")
    assert picture.status_code == 200 and picture.headers["content-type"] == "image/png"
    assert picture.content[:8] == b"\x89PNG\r\n\x1a\n" and len(picture.content) < 150_000
    size = [int.from_bytes(picture.content[at : at + 4], "big") for at in (16, 20)]
    head = Head(get(ask, "/").text)
    assert size == [int(head.meta["og:image:width"]), int(head.meta["og:image:height"])]


def test_without_a_public_address_the_one_asked_for_stands_in(ask: Ask) -> None:
    head = Head(get(ask, "/about", host="kb.example.net:8443").text)
    assert head.meta["og:url"] == "http://kb.example.net:8443/about"
    assert head.link("canonical") == "/about"


@pytest.mark.parametrize("host", BAD_HOSTS)
def test_a_host_that_is_none_is_not_repeated(host: str) -> None:
    request = SimpleNamespace(headers={"host": host}, scheme="http", path="/")
    assert absolute(Datasette([]), request)("/x") == "http://localhost/x"


@pytest.mark.parametrize(
    "path", ["/about", f"/claim/{CLAIM}", "/changes.atom", "/sitemap.xml", "/robots.txt"]
)
def test_a_hostile_host_header_is_inert(ask: Ask, path: str) -> None:
    page = get(ask, path, host='x"><script>qqhost(1)</script>')
    assert page.status_code == 200
    assert "qqhost" not in page.text and "http://localhost/" in page.text


def test_a_public_address_is_not_changed_by_who_asks(ask_public: Ask) -> None:
    page = get(ask_public, f"/claim/{CLAIM}", host="elsewhere.example").text
    assert "elsewhere" not in page
    data = json.loads(re.findall(r'ld\+json">([^<]+)<', page)[0])
    assert data["url"] == f"{PUBLIC}/claim/{CLAIM}"


@pytest.mark.parametrize(
    "setting",
    [
        "example.org", "ftp://example.org", "https://", "https://a b/", "https://example.org/?x", "javascript:x",
        "https://example.org/#x", "https://user:pw@example.org/", 'https://example.org/"><script>',
    ],
)  # fmt: skip
def test_a_public_address_that_is_none_stops_the_start(setting: str) -> None:
    async def start() -> None:
        datasette = Datasette([], metadata={"plugins": {"evidence-kb": {"public_url": setting}}})
        await datasette.invoke_startup()

    with pytest.raises(PublicUrlError, match="should look like"):
        asyncio.run(start())


def test_the_setting_may_stand_in_the_metadata_or_the_environment_or_say_that_there_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def given(setting: Any) -> Any:
        return Datasette([], metadata={"plugins": {"evidence-kb": {"public_url": setting}}})

    assert public_url(given("https://Example.org/a/")) == "https://example.org/a"
    assert absolute(given(False), None)("/claim/x") == "/claim/x"
    monkeypatch.setenv("KB_PUBLIC_URL", "http://localhost:8001/")
    assert {public_url(given(setting)) for setting in (None, False, "https://example.org")} == {
        "http://localhost:8001"
    }


def test_another_public_address_is_another_answer(ask: Ask, ask_public: Ask) -> None:
    assert get(ask, "/about").headers["etag"] != get(ask_public, "/about").headers["etag"]


def test_the_site_map_has_every_page_with_the_day_of_its_last_change(ask_public: Ask, shipped: Path) -> None:
    answer = get(ask_public, "/sitemap.xml")
    assert answer.headers["content-type"] == "application/xml; charset=utf-8"
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    root = ElementTree.fromstring(answer.content)
    found = {url.findtext(f"{name}loc"): url.findtext(f"{name}lastmod") for url in root}
    assert root.tag == f"{name}urlset" and all(
        {child.tag for child in url} <= {f"{name}loc", f"{name}lastmod"} for url in root
    )
    expected = {
        f"{PUBLIC}/{place}/{tilde_encode(key)}"
        for place, table, column in (
            ("claim", "claims", "id"), ("publication", "publications", "citekey"), ("facts", "regulatory_facts", "id"),
        )
        for key in keys(shipped, f"SELECT {column} FROM {table}")
    }  # fmt: skip
    assert expected < set(found)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", found[f"{PUBLIC}/claim/{CLAIM}"] or "")
    rest = [str(url).removeprefix(PUBLIC) for url in set(found) - expected]
    fixed = {path for route, _ in routes() if re.fullmatch(r"[\w/-]+", path := route.strip("^$"))}
    assert set(rest) - {path for path in rest if path.startswith("/topic/")} == fixed - {"/-/search"}
    assert [path for path in rest if get(ask_public, path).status_code != 200] == []


def test_hostile_keys_are_whole_in_the_site_map(ask_hostile: Ask, hostile: Path) -> None:
    answer = get(ask_hostile, "/sitemap.xml")
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    found = [url.findtext(f"{name}loc") for url in ElementTree.fromstring(answer.content)]
    for key in keys(hostile, "SELECT id FROM claims"):
        assert f"http://localhost/claim/{tilde_encode(key)}" in found


def test_crawlers_are_asked_to_leave_filters_and_sql_alone(ask_public: Ask) -> None:
    answer = get(ask_public, "/robots.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    lines = answer.text.splitlines()
    assert {"Disallow: /kb", "Disallow: /*?", "Disallow: /-/", "Allow: /-/vet"} < set(lines)
    assert lines[-1] == f"Sitemap: {PUBLIC}/sitemap.xml"


@pytest.fixture(scope="module")
def ask_moved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """The site after a claim and a publication were renamed and a claim retired."""
    library = Library.load(Project(ROOT))
    claim = dataclasses.replace(library.claims[CLAIM], replaces=("seventy", 'old "<key>/'))
    work = dataclasses.replace(library.publications["Murrough2013bp"], formerly=("Murrough2013",))
    moved = dataclasses.replace(
        library,
        claims={**library.claims, CLAIM: claim},
        publications={**library.publications, "Murrough2013bp": work},
    )
    gone = tuple(
        Change(kind=kind, key=key, action="removed", what=("It <b>was</b> so.",))
        for kind, key in (
            ("claim", "gone-claim"),
            ("publication", "Gone2000"),
            ("regulatory fact", "gone-fact"),
        )
    )
    commit = Commit(
        id="a" * 40, committed_at="2026-03-01T00:00:00Z", subject="Retire <i>three</i>", objects=()
    )
    path = tmp_path_factory.mktemp("moved") / "kb.db"
    build_database(moved, path, history=History(commits=(CommitChanges(commit=commit, changes=gone),)))
    with asker(path) as ask:
        yield ask


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/claim/seventy", f"/claim/{CLAIM}"),
        ("/claim/seventy?utm=1", f"/claim/{CLAIM}?utm=1"),
        ("/claim/seventy/changes.atom", f"/claim/{CLAIM}/changes.atom"),
        ("/claim/seventy/badge.svg", f"/claim/{CLAIM}/badge.svg"),
        ("/claim/seventy/card", f"/claim/{CLAIM}/card"),
        ("/claim/" + tilde_encode('old "<key>/'), f"/claim/{CLAIM}"),
        ("/publication/Murrough2013", "/publication/Murrough2013bp"),
    ],
)
def test_an_old_address_leads_on(ask_moved: Ask, path: str, target: str) -> None:
    answer = get(ask_moved, path)
    assert (answer.status_code, answer.headers["location"]) == (301, target)
    assert get(ask_moved, target).status_code == 200


def test_behind_a_prefix_it_leads_on_within_it(tmp_path: Path) -> None:
    library = Library.load(Project(ROOT))
    claim = dataclasses.replace(library.claims[CLAIM], replaces=("seventy",))
    build_database(dataclasses.replace(library, claims={**library.claims, CLAIM: claim}), tmp_path / "kb.db")
    with asker(tmp_path / "kb.db", base_url="/library/") as ask:
        assert get(ask, "/claim/seventy").headers["location"] == f"/library/claim/{CLAIM}"
        head = Head(get(ask, f"/claim/{CLAIM}").text)
        assert head.meta["og:url"] == f"http://localhost/library/claim/{CLAIM}"
        assert head.link("canonical") == f"/library/claim/{CLAIM}"
        assert "Disallow: /library/kb" in get(ask, "/robots.txt").text
        assert (
            get(ask, f"/claim/{CLAIM}/card")
            .headers["content-security-policy"]
            .startswith("default-src 'none'")
        )


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/claim/gone-claim", "claim"),
        ("/publication/Gone2000", "publication"),
        ("/facts/gone-fact", "regulatory fact"),
    ],
)
def test_what_was_retired_says_so(ask_moved: Ask, path: str, kind: str) -> None:
    answer = get(ask_moved, path)
    assert answer.status_code == 410
    assert f"This {kind} was retired" in answer.text and "2026-03-01" in answer.text
    assert "It &lt;b&gt;was&lt;/b&gt; so." in answer.text and "Retire &lt;i&gt;three&lt;/i&gt;" in answer.text
    assert Head(answer.text).meta["robots"] == "noindex"


def test_what_never_was_is_missing_as_before(ask_moved: Ask) -> None:
    for path in (
        "/claim/never",
        "/claim/Murrough2013",
        "/publication/seventy",
        "/topic/gone-claim",
        "/claim/never/card",
    ):
        assert get(ask_moved, path).status_code == 404


def test_the_metadata_file_names_no_public_address() -> None:
    assert "public_url" not in METADATA.read_text(encoding="utf-8")
