"""JSON-LD: what schema.org allows, what search engines ask for, and nothing that a browser would run."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from datasette.utils import tilde_encode
from hypothesis import given
from hypothesis import strategies as st

from kb.site.structured_data import FROM_MEMORY, RATINGS, claim_review, scholarly_article, script
from kb.vocabulary import Verdict
from tests.site.conftest import Ask
from tests.site.schema_org import faults

_BLOCK = re.compile(r'<script type="application/ld\+json">([^<>&]*)</script>')


def every(path: Path, table: str, key: str, make: Any) -> dict[str, dict[str, Any]]:
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    try:
        keys = [row[0] for row in connection.execute(f"SELECT {key} FROM {table}")]
        return {name: make(connection, name, lambda p: f"https://example.org{p}") for name in keys}
    finally:
        connection.close()


@pytest.fixture(scope="module")
def reviews(shipped: Path) -> dict[str, dict[str, Any]]:
    return every(shipped, "claims", "id", claim_review)


@pytest.fixture(scope="module")
def articles(shipped: Path) -> dict[str, dict[str, Any]]:
    return every(shipped, "publications", "citekey", scholarly_article)


def test_the_checker_finds_what_is_wrong() -> None:
    assert faults({"@type": "ClaimReviw"}) == ["$: no type 'ClaimReviw'"]
    assert faults({"@type": "Claim", "pagination": "1"}) == ["$: Claim has no pagination"]
    wrong = {
        "@type": "ClaimReview",
        "reviewRating": {"@type": "Person"},
        "datePublished": "soon",
        "license": "CC",
    }
    assert len(faults(wrong)) == 3


def test_schema_org_allows_every_claim_review(reviews: dict[str, dict[str, Any]]) -> None:
    assert len(reviews) > 100
    assert {key: found for key, data in reviews.items() if (found := faults(data))} == {}


def test_schema_org_allows_every_article(articles: dict[str, dict[str, Any]]) -> None:
    assert len(articles) > 90
    assert {key: found for key, data in articles.items() if (found := faults(data))} == {}


def test_a_claim_review_has_what_search_engines_ask_for(reviews: dict[str, dict[str, Any]]) -> None:
    for key, data in reviews.items():
        assert data["@type"] == "ClaimReview" and data["@context"] == "https://schema.org"
        assert data["claimReviewed"] and data["url"] == f"https://example.org/claim/{key}"
        rating = data["reviewRating"]
        assert rating["@type"] == "Rating" and rating["alternateName"]
        if "ratingValue" in rating:
            assert rating["worstRating"] <= rating["ratingValue"] <= rating["bestRating"]
        assert data["author"]["@type"] == "Organization" and data["author"]["name"] and data["author"]["url"]
        assert data["itemReviewed"]["@type"] == "Claim" and "appearance" not in data["itemReviewed"]
        assert data["datePublished"] <= data["dateModified"]


def test_every_verdict_has_a_number_but_what_cannot_be_assessed() -> None:
    assert {v.code for v in Verdict} - set(RATINGS) == {"not-assessable"}
    assert RATINGS["supported"] == 5 and RATINGS["contradicted"] == 1
    assert RATINGS["contradicted"] < RATINGS["overstated"] < RATINGS["mixed"] < RATINGS["supported"]


def test_figures_from_memory_are_said_to_be(reviews: dict[str, dict[str, Any]], shipped: Path) -> None:
    connection = sqlite3.connect(shipped)
    sql = """SELECT DISTINCT e.claim_id FROM evidence_items AS e JOIN evidence_findings AS ef
        ON ef.evidence_item_id = e.id JOIN findings AS f ON f.id = ef.finding_id
        WHERE f.source = 'memory' AND e.counted = 1"""
    expected = {row[0] for row in connection.execute(sql)}
    connection.close()
    assert (
        {key for key, data in reviews.items() if data["reviewBody"].endswith(FROM_MEMORY)}
        == expected
        != set()
    )


def test_an_article_is_cited_as_printed(articles: dict[str, dict[str, Any]]) -> None:
    data = articles["Murrough2013bp"]
    assert data["@type"] == "ScholarlyArticle" and data["author"][0]["familyName"] == "Murrough"
    issue = data["isPartOf"]
    assert (issue["issueNumber"], issue["isPartOf"]["volumeNumber"]) == ("4", "74")
    assert issue["isPartOf"]["isPartOf"]["name"] == "Biological Psychiatry"
    assert data["pagination"] == "250-256" and data["datePublished"] == "2013"


def test_an_identifier_from_memory_says_so_and_names_no_other_work(
    articles: dict[str, dict[str, Any]], shipped: Path
) -> None:
    connection = sqlite3.connect(shipped)
    rows = connection.execute(
        "SELECT citekey, doi FROM publications WHERE doi <> '' AND from_memory LIKE '%doi%'"
    )
    doubtful = dict(rows.fetchall())
    connection.close()
    assert doubtful
    for key, doi in doubtful.items():
        (identifier,) = (i for i in articles[key]["identifier"] if i["propertyID"] == "DOI")
        assert (identifier["value"], identifier["description"]) == (doi, "From memory, not yet checked.")
        assert not [url for url in articles[key].get("sameAs", []) if "doi.org" in url]


def test_what_was_retracted_is_said_to_be(articles: dict[str, dict[str, Any]], shipped: Path) -> None:
    connection = sqlite3.connect(shipped)
    fallen = [
        row[0] for row in connection.execute("SELECT citekey FROM publications WHERE standing = 'retracted'")
    ]
    connection.close()
    assert fallen
    assert all(
        articles[key]["creativeWorkStatus"] == "Retracted" and articles[key]["correction"] for key in fallen
    )


def test_each_page_holds_its_data_once(ask: Ask) -> None:
    for path, kind in (
        ("/claim/response-70-percent", "ClaimReview"),
        ("/publication/Murrough2013bp", "ScholarlyArticle"),
    ):
        page = ask(lambda site, path=path: site.client.get(path)).text
        (block,) = _BLOCK.findall(page)
        assert json.loads(block)["@type"] == kind and json.loads(block)["url"] == f"http://localhost{path}"
    assert not _BLOCK.findall(ask(lambda site: site.client.get("/claims")).text)


def test_hostile_text_stays_data(ask_hostile: Ask, hostile: Path) -> None:
    connection = sqlite3.connect(hostile)
    claims = [row[0] for row in connection.execute("SELECT id FROM claims")]
    works = [row[0] for row in connection.execute("SELECT citekey FROM publications")]
    connection.close()
    for key, path in [(k, "claim") for k in claims] + [(k, "publication") for k in works]:
        page = ask_hostile(lambda site, k=key, p=path: site.client.get(f"/{p}/{tilde_encode(k)}")).text
        assert page.lower().count("<script") == page.lower().count("</script") == 1
        (block,) = _BLOCK.findall(page)
        data = json.loads(block)
        assert "<script>" in (data.get("claimReviewed") or data["headline"])
        assert faults(data) == []


@given(
    st.text() | st.sampled_from(["</script>", "<!--<script>", "]]>", "\u2028\u2029", "&lt;", "\x00\ud800"])
)
def test_no_text_ends_the_block_or_is_changed(text: str) -> None:
    block = str(script({"name": text}))
    (inner,) = _BLOCK.findall(block)
    assert inner.isascii() and inner.isprintable()
    assert json.loads(inner) == {"name": text}
