"""datasette-metadata.json: everything described, facets that exist, every ready question answered."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from kb.metadata import main, with_descriptions
from kb.schema import relations
from tests.site.conftest import METADATA, Ask

KB: dict[str, Any] = json.loads(METADATA.read_text(encoding="utf-8"))["databases"]["kb"]


def test_the_file_is_what_the_schema_says() -> None:
    metadata = json.loads(METADATA.read_text(encoding="utf-8"))
    assert with_descriptions(metadata) == metadata, "run: python -m kb.metadata datasette-metadata.json"


def test_descriptions_are_written_and_the_rest_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "metadata.json"
    path.write_text('{"title": "T", "databases": {"kb": {"tables": {"claims": {"size": 7}, "gone": {}}}}}')
    main(path)
    written = json.loads(path.read_text(encoding="utf-8"))
    assert written["title"] == "T"
    assert written["databases"]["kb"]["tables"]["claims"]["size"] == 7
    assert set(written["databases"]["kb"]["tables"]) == set(relations())


@pytest.mark.parametrize("name", sorted(relations()))
def test_every_table_and_column_is_described(name: str) -> None:
    table = KB["tables"][name]
    assert len(table["description"]) > 10
    assert table["columns"] == relations()[name].columns
    assert all(table["columns"].values())
    assert set(table.get("facets", [])) <= set(table["columns"])
    assert table.get("label_column", next(iter(table["columns"]))) in table["columns"]


def test_readers_see_exactly_the_tables_and_views_of_the_schema(ask: Ask) -> None:
    async def names(datasette: Datasette) -> set[str]:
        page = (await datasette.client.get("/kb.json")).json()
        tables = {table["name"] for table in page["tables"] if not table["hidden"]}
        return tables | {view["name"] for view in page["views"]}

    assert ask(names) == set(relations())


def test_foreign_keys_are_shown_by_label_and_link_to_our_pages(ask: Ask) -> None:
    async def fetch(datasette: Datasette) -> list[str]:
        paths = ("/kb/evidence_items?claim_id=response-70-percent", "/kb/publications", "/kb/claim_summary")
        return [(await datasette.client.get(path)).text for path in paths]

    items, publications, summary = ask(fetch)
    assert re.search(
        r'<a href="/publication/Murrough2013bp">Murrough et al\. 2013</a> <em>Murrough2013bp</em>', items
    )
    assert re.search(r'<a href="/claim/response-70-percent">About 70%[^<]+</a>', items)
    assert 'href="https://pubmed.ncbi.nlm.nih.gov/22840761/"' in publications or "Next page" in publications
    assert re.search(r'href="https://doi\.org/10\.[^"]+"', publications)
    assert '<a href="/claim/response-70-percent">response-70-percent</a>' in summary or "Next page" in summary


def test_row_pages_lead_to_the_readable_page(ask: Ask) -> None:
    async def fetch(datasette: Datasette) -> list[str]:
        paths = ("/kb/claims/response-70-percent", "/kb/publications/Murrough2013bp")
        return [(await datasette.client.get(path)).text for path in paths]

    claim, publication = ask(fetch)
    assert '<a href="/claim/response-70-percent">Read this as a page</a>' in claim
    assert '<a href="/publication/Murrough2013bp">Read this as a page</a>' in publication


#: For each ready question: what to fill in, and whether the shipped content has an answer.
QUESTIONS: dict[str, tuple[str, bool]] = {
    "claims_by_verdict": ("verdict=overstated", True),
    "evidence_for_a_claim": ("claim=response-70-percent", True),
    "figures_for_an_outcome": ("outcome=response", True),
    "claims_of_a_publication": ("citekey=Murrough2013bp", True),
    "search_claims": ("q=70%25+respond%22", True),
    "search_publications": ("q=COVID-19+OR+%22ketamine", False),
    "controlled_evidence_against": ("", True),
    "claims_on_one_study": ("", True),
    "retracted_publications_in_use": ("", True),
    "publications_without_claims": ("", False),
    "support_counted_once": ("", True),
    "verified_against_pubmed": ("checked=no", True),
    "figures_not_in_the_abstract": ("", False),
    "disagreements_with_pubmed": ("", False),
    "reviews_due": ("by=2099-01-01", True),
    "curator_against_rule": ("", True),
    "claims_on_a_page": ("", True),
    "verdicts_by_page": ("", True),
    "unresolved_citations_on_pages": ("", False),
    "citations_nothing_points_to": ("", False),
}


def test_every_ready_question_is_tested_titled_and_described() -> None:
    assert set(QUESTIONS) == set(KB["queries"])
    for query in KB["queries"].values():
        assert query["title"] and len(query["description"]) > 20
        assert sorted(query.get("params", [])) == sorted(set(re.findall(r"(?<!:):(\w+)", query["sql"])))


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_a_ready_question_answers(ask: Ask, name: str) -> None:
    filled, answered = QUESTIONS[name]

    async def fetch(datasette: Datasette) -> Any:
        page = await datasette.client.get(f"/kb/{name}?{filled}")
        blank = await datasette.client.get(f"/kb/{name}.json")
        return page, blank, (await datasette.client.get(f"/kb/{name}.json?_shape=array&{filled}")).json()

    page, blank, rows = ask(fetch)
    assert page.status_code == blank.status_code == 200
    assert KB["queries"][name]["title"] in page.text
    assert isinstance(rows, list)
    assert rows or not answered
