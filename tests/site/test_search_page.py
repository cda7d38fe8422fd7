"""The search page: grouped, marked, inert, and usable without looking."""

from __future__ import annotations

import html.parser
import sqlite3
from collections import Counter
from pathlib import Path
from urllib.parse import quote

import pytest
from datasette.app import Datasette

from kb.vetting.rule_files import load_rules
from tests.site.conftest import Ask
from tests.site.test_hostile import Elements


class Outline(html.parser.HTMLParser):
    """Notes marked texts, addresses, ids, and the text of the status line."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.marks: list[str] = []
        self.links: list[str] = []
        self.ids: Counter[str] = Counter()
        self.current: list[str] = []
        self.status = ""
        self._inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "mark":
            self._inside = "mark"
            self.marks.append("")
        if values.get("role") == "status":
            self._inside = "status"
        if tag == "a" and values.get("href"):
            self.links.append(str(values["href"]))
            if "aria-current" in values:
                self.current.append(str(values["href"]))
        if values.get("id"):
            self.ids[str(values["id"])] += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in ("mark", "p"):
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "mark":
            self.marks[-1] += data
        elif self._inside == "status":
            self.status += data


def page(ask: Ask, query: str) -> str:
    async def get(datasette: Datasette) -> str:
        answer = await datasette.client.get(f"/-/search?{query}")
        assert answer.status_code == 200
        return str(answer.text)

    return str(ask(get))


def test_groups_are_counted_linked_and_marked(ask: Ask) -> None:
    outline = Outline(page(ask, "q=suicidal+thoughts"))
    assert "answers to “suicidal thoughts”" in outline.status
    assert any(link.endswith("q=suicidal%20thoughts&kind=finding") for link in outline.links)
    assert outline.current == ["/-/search?q=suicidal%20thoughts"]
    assert {"suicidal", "suicidal ideation"} <= {mark.lower() for mark in outline.marks}
    assert max(outline.ids.values()) == 1


def test_one_kind_alone_shows_all_of_it(ask: Ask) -> None:
    everything, claims = Outline(page(ask, "q=depression")), Outline(page(ask, "q=depression&kind=claim"))
    assert len([x for x in claims.links if x.startswith("/claim/")]) > 40
    assert not [x for x in claims.links if x.startswith("/publication/")]
    assert [x for x in everything.links if x.startswith("/publication/")]
    assert claims.current == ["/-/search?q=depression&kind=claim"]


@pytest.mark.parametrize("kind", ["", "nonsense", "%3Cscript%3E"])
def test_an_unknown_kind_is_no_kind(ask: Ask, kind: str) -> None:
    assert Outline(page(ask, f"q=depression&kind={kind}")).current == ["/-/search?q=depression"]


def test_a_mended_word_is_said_and_can_be_taken_back(ask: Ask) -> None:
    outline = Outline(page(ask, "q=eksetamine"))
    assert "esketamine" in outline.status and "typed eksetamine" in outline.status
    assert "/-/search?q=eksetamine&as=typed" in outline.links
    typed = Outline(page(ask, "q=eksetamine&as=typed"))
    assert "Nothing found" in typed.status
    assert "/-/search?q=esketamine" in typed.links


def test_an_identifier_shows_what_it_names_first(ask: Ask) -> None:
    text = page(ask, "q=PMID+22840761")
    named = text.index("This publication")
    assert (
        named
        < text.index("/publication/Murrough2013bp")
        < text.index("Claims it bears on")
        < text.index("Its findings")
    )


def test_nothing_found_offers_topics(ask: Ask) -> None:
    outline = Outline(page(ask, "q=sourdough+bread"))
    assert "Nothing found" in outline.status
    assert "/topic/onset" in outline.links
    assert "NCT number" not in outline.status
    assert "nothing under it" in page(ask, "q=NCT99999999")


def test_what_is_from_memory_says_so(ask: Ask, shipped: Path) -> None:
    connection = sqlite3.connect(shipped)
    (finding,) = connection.execute(
        "SELECT id FROM findings WHERE source = 'memory' ORDER BY id LIMIT 1"
    ).fetchone()
    connection.close()
    assert "from memory" in page(ask, f"q={quote(finding)}")


def test_links_to_rules_and_findings_reach_their_place(ask: Ask) -> None:
    rules = {rule.id for rule in load_rules()}
    links = Outline(page(ask, "q=results+may+vary&kind=rule")).links
    assert {link.partition("#")[2] for link in links if link.startswith("/-/vet/rules")} <= rules
    finding = "Han2016.response-24h"

    async def get(datasette: Datasette) -> str:
        return str((await datasette.client.get("/publication/Han2016")).text)

    assert f"/publication/Han2016#{finding}" in Outline(page(ask, f"q={finding}")).links
    assert Outline(ask(get)).ids[finding] == 1


@pytest.mark.parametrize(
    "query",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{{7*7}}",
        "]]>",
        "&lt;script&gt;",
        "\x02\x03\x00",
        "a" * 900,
    ],
)
def test_a_hostile_query_is_inert(ask: Ask, query: str) -> None:
    text = page(ask, f"q={quote(query)}&kind={quote(query)}&as={quote(query)}")
    elements = Elements()
    elements.feed(text)
    assert elements.bad == []
    assert "<img" not in text
    assert "\x02" not in text and "\x03" not in text


@pytest.mark.parametrize("query", ["alert", "script", "DROP TABLE claims", "onclick", "lt gt quot amp"])
def test_marks_leave_hostile_text_inert(ask_hostile: Ask, query: str) -> None:
    text = page(ask_hostile, f"q={quote(query)}")
    elements = Elements()
    elements.feed(text)
    assert elements.bad == []
    assert "&<mark>" not in text and "<mark>lt;" not in text
    if query == "alert":
        assert "&lt;script&gt;<mark>alert</mark>(" in text
