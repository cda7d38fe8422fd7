"""Hostile text in every field of kb.db does nothing in a browser: nothing runs, nothing is even refused."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from datasette.utils import tilde_encode

from tests.browser.conftest import CHECKS, NewPage
from tests.browser.pages import KINDS

#: Pages of ours whose address holds a key, with what gives the keys.
_KEYED = {
    "/claim/": "SELECT id FROM claims LIMIT 3",
    "/publication/": "SELECT citekey FROM publications LIMIT 3",
    "/facts/": "SELECT id FROM regulatory_facts LIMIT 1",
    "/topic/": "SELECT topic FROM topics LIMIT 1",
    "/map/": "SELECT topic FROM topics LIMIT 1",
    "/kb/claims/": "SELECT id FROM claims LIMIT 1",
    "/kb/publications/": "SELECT citekey FROM publications LIMIT 1",
}
_ASKED = [
    "/-/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
    "/claims?verdict=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
]
_DRAFT = (
    "<script>alert(1)</script> cures depression in 99% </textarea><img src=x onerror=alert(1)> of patients."
)

pytestmark = pytest.mark.browser


def _listen(page: Any, faults: list[str]) -> None:
    """Note in ``faults`` what a page says, except that it is missing or was refused."""

    def note(what: str) -> None:
        if "server responded with a status of 4" not in what:
            faults.append(f"{page.url}: {what}")

    page.on("dialog", lambda dialog: (note(dialog.message), dialog.dismiss()))
    page.on("console", lambda message: note(message.text))
    page.on("pageerror", lambda error: note(str(error)))


def test_nothing_of_it_acts_on_any_page(new_page: NewPage, hostile_address: str, hostile: Path) -> None:
    with closing(sqlite3.connect(hostile)) as connection:
        keyed = [
            start + tilde_encode(row[0]) for start, sql in _KEYED.items() for row in connection.execute(sql)
        ]
    page = new_page()
    faults: list[str] = []
    _listen(page, faults)
    # Pages of shipped content are addressed in KINDS too; here they are missing, and say so.
    plain = [kind.path for kind in KINDS if not kind.draft]
    for path in [*plain, *keyed, *_ASKED]:
        answer = page.goto(hostile_address + path)
        assert answer.status == 200 or path in plain, f"{path}: {answer.status}"
        page.evaluate(f"() => {{{CHECKS}}}")
        assert page.evaluate("checks.acting()") == [], path
    assert faults == []


def test_nor_in_a_draft(new_page: NewPage, address: str) -> None:
    page = new_page()
    faults: list[str] = []
    _listen(page, faults)
    page.goto(address + "/-/vet")
    page.get_by_label("Paste the copy").fill(_DRAFT)
    page.get_by_label("It is").select_option("text")
    page.get_by_role("button", name="Vet it").click()
    page.locator(".vetted").wait_for()
    assert "<script>alert(1)</script>" in page.locator(".vetted").inner_text()
    assert page.get_by_label("Paste the copy").input_value() == _DRAFT
    assert faults == []
