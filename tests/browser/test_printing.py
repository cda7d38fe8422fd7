"""A claim prints on one sheet for a consultation: ``python -m benchmarks.sheets`` counts all of them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from benchmarks.sheets import sheets
from tests.browser.conftest import NewPage

#: The claims with most to say: most evidence, longest wordings, most that no longer stands.
_LONGEST = """
SELECT claims.id FROM claims LEFT JOIN evidence_items ON claim_id = claims.id GROUP BY claims.id
ORDER BY {} DESC, claims.id LIMIT 4
"""
_BY = ("count(*)", "length(statement || holds || caveat)", "count(*) FILTER (WHERE NOT counted)")

pytestmark = pytest.mark.browser


def test_the_fullest_claims_print_on_one_sheet(new_page: NewPage, address: str, database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        fullest = {row[0] for order in _BY for row in connection.execute(_LONGEST.format(order))}
    found = sheets(new_page(), address, sorted(fullest | {"response-70-percent"}))
    assert {claim: count for claim, count in found.items() if count != 1} == {}


def test_the_sheet_holds_what_a_consultation_needs(new_page: NewPage, address: str) -> None:
    page = new_page()
    page.goto(address + "/claim/response-70-percent")
    page.emulate_media(media="print")
    sheet: Any = page.locator("body").inner_text()
    for text in (
        "About 70% of people", "Overstated", "Low certainty", "What can be said", "What must be said with it",
        "17 of 24", "46.9%", "PMID: 22840761", "And 3 more", "/claim/response-70-percent", "reviewed on 20",
    ):  # fmt: skip
        assert text in sheet, text
    for text in ("How the verdict was reached", "To copy", "Also under", "Find the evidence"):
        assert text not in sheet, text
    assert page.locator(".for .item:visible").count() == 3
    assert page.locator(".against .item:visible").count() == 3
