"""The page of what changed and its feeds, as a browser and as a feed reader see them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from datasette.utils import tilde_encode

from kb.build import build_database
from kb.history.changes import Change
from kb.history.reading import CommitChanges, History
from kb.history.repository import Commit
from kb.library import Library
from kb.project import Project
from tests.conftest import ROOT
from tests.site.conftest import Ask, asker

ATOM = "{http://www.w3.org/2005/Atom}"
CLAIM = "response-70-percent"


def change(kind: str, key: str, action: str, *what: str, verdicts: tuple[str, str] | None = None) -> Change:
    before, after = verdicts or (None, None)
    return Change(kind=kind, key=key, action=action, what=what, verdict_before=before, verdict_after=after)


def commit(number: int, subject: str, *changes: Change) -> CommitChanges:
    when = f"2026-03-{1 + number // 2:02}T0{number % 2}:00:00Z"
    return CommitChanges(
        commit=Commit(id=f"{number:040x}", committed_at=when, subject=subject, objects=()), changes=changes
    )


TOLD = History(
    commits=(
        commit(0, "Begin", *(change("claim", f"c{i}", "added", f"Statement {i}.") for i in range(60))),
        *(
            commit(i, f"Step {i}", change("publication", "Murrough2013bp", "changed", f"N: {i}"))
            for i in range(1, 21)
        ),
        commit(
            21,
            "Weigh it again",
            change("claim", CLAIM, "changed", "Certainty: low", "Holds", verdicts=("mixed", "overstated")),
            change("claim", "c1", "removed", "Statement 1."),
        ),
    )
)


@pytest.fixture(scope="module")
def ask_told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    path = tmp_path_factory.mktemp("told") / "kb.db"
    build_database(Library.load(Project(ROOT)), path, history=TOLD)
    with asker(path) as ask:
        yield ask


def get(ask: Ask, path: str, **headers: str) -> Any:
    return ask(lambda site: site.client.get(path, headers=headers))


def test_the_newest_comes_first_with_the_verdict_that_turned(ask_told: Ask) -> None:
    page = get(ask_told, "/changes").text
    assert page.index("Weigh it again") < page.index("Step 20") < page.index("Step 19")
    text = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "1 claim changed" in text and "Mixed → became Overstated" in text and "Certainty: low" in text
    assert "Statement 1. no longer here" in text
    assert f'href="/claim/{CLAIM}"' in page and 'href="/claim/c1"' not in page


def test_pages_lead_to_the_first_commit_and_no_further(ask_told: Ask) -> None:
    first = get(ask_told, "/changes").text
    assert 'href="/changes?page=2"' in first and "Begin" not in first
    second = get(ask_told, "/changes?page=2").text
    assert "60 claims added" in second and 'href="/changes"' in second and "page=3" not in second
    assert re.search(r'href="/kb/changes\?commit_id=0{40}&amp;kind=claim&amp;action=added">All 60', second)
    for page in ("3", "0", "-1", "x", "9" * 30, "%3Cscript%3E"):
        assert get(ask_told, f"/changes?page={page}").status_code == 404


def test_a_claim_shows_its_own_changes_and_leads_to_its_feed(ask_told: Ask) -> None:
    page = get(ask_told, f"/claim/{CLAIM}").text
    section = page[page.index('id="changes"') :]
    assert "2026-03-11" in section and "Certainty: low" in section
    assert f'href="/claim/{CLAIM}/changes.atom"' in section


def test_without_a_history_the_page_says_why(ask: Ask) -> None:
    assert "No history is shown here: the build was told to leave it out." in get(ask, "/changes").text
    assert feedparser.parse(get(ask, "/changes.atom").content).entries == []


def feed(ask: Ask, path: str) -> Any:
    answer = get(ask, path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    whole(answer.content)
    read = feedparser.parse(answer.content)
    assert not read.bozo, read.bozo_exception
    assert read.version == "atom10"
    return read


def whole(content: bytes) -> None:
    """Check what RFC 4287 asks of a feed and of its entries."""
    root = ElementTree.fromstring(content)
    assert root.tag == f"{ATOM}feed"
    for node in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(node.findall(ATOM + name)) == 1, name
        assert re.fullmatch(r"tag:evidence-kb,2026-11-21:[\w.~%/-]+", node.findtext(f"{ATOM}id") or "")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", node.findtext(f"{ATOM}updated") or "")
        relations = [link.get("rel") for link in node.findall(f"{ATOM}link")]
        assert len(relations) == len(set(relations)) and "alternate" in relations
        assert all(
            re.match(r"https?://[\w.:-]+/", link.get("href") or "") for link in node.findall(f"{ATOM}link")
        )
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    assert [link.get("rel") for link in root.findall(f"{ATOM}link")] == ["self", "alternate"]
    ids = [node.findtext(f"{ATOM}id") for node in root.iter(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))


def test_the_feed_has_an_entry_a_commit_that_a_reader_can_read(ask_told: Ask) -> None:
    read = feed(ask_told, "/changes.atom")
    assert [entry.title for entry in read.entries[:2]] == ["Weigh it again", "Step 20"]
    assert len(read.entries) == 22
    assert read.feed.updated == read.entries[0].updated == "2026-03-11T01:00:00Z"
    assert read.entries[0].id == f"tag:evidence-kb,2026-11-21:commit/{21:040x}"
    content = read.entries[0].content[0].value
    assert f'<a href="http://localhost/claim/{CLAIM}">' in content and "mixed → <strong>overstated" in content
    assert "and <a" in read.entries[-1].content[0].value


def test_a_claims_feed_has_its_changes_only(ask_told: Ask) -> None:
    read = feed(ask_told, f"/claim/{CLAIM}/changes.atom")
    (entry,) = read.entries
    assert entry.title == "Verdict: mixed → overstated"
    assert entry.link == f"http://localhost/claim/{CLAIM}#changes"
    assert read.feed.links[0].href == f"http://localhost/claim/{CLAIM}/changes.atom"
    assert get(ask_told, "/claim/nothing-like-it/changes.atom").status_code == 404


def test_hostile_text_is_inert_in_every_feed(ask_hostile: Ask, hostile: Path) -> None:
    connection = sqlite3.connect(hostile)
    keys = [row[0] for row in connection.execute("SELECT id FROM claims")]
    connection.close()
    for path in ["/changes.atom", *(f"/claim/{tilde_encode(key)}/changes.atom" for key in keys)]:
        answer = get(ask_hostile, path)
        assert answer.status_code == 200
        whole(answer.content)
        names = {node.tag.removeprefix(ATOM) for node in ElementTree.fromstring(answer.content).iter()}
        assert names <= {
            "feed", "id", "title", "subtitle", "updated", "author", "name", "link", "rights", "generator",
            "entry", "content",
        }  # fmt: skip
        for content in ElementTree.fromstring(answer.content).iter(f"{ATOM}content"):
            inner = set(re.findall(r"<\s*/?\s*([a-zA-Z]\w*)", content.text or ""))
            assert inner <= {"h3", "ul", "li", "a", "p", "strong"}
