"""
Claims and publications as schema.org data (JSON-LD), for search engines and for programs.

A claim's page is a ClaimReview, after the properties that search engines ask for; where the claim
appeared is left out, since no clinic is named. A publication's page is a ScholarlyArticle.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

from datasette.utils import tilde_encode
from markupsafe import Markup

from kb.identifiers import doi_url, pmc_url, pubmed_url
from kb.site.words import capital, code_label, definition

Address = Callable[[str], str]
Data = dict[str, Any]

SITE_NAME = "Ketamine claims and evidence"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
#: The number that a ClaimReview wants, 1 (worst) to 5; the verdict's own word stands beside it. A claim that
#: no study could settle has none.
RATINGS = {"supported": 5, "mixed": 3, "overstated": 2, "unsupported": 2, "contradicted": 1}
FROM_MEMORY = "Some figures behind this are from memory and not yet checked."

_CLAIM = """
SELECT c.*,
  (SELECT min(changed_at) FROM changes WHERE kind = 'claim' AND entity = c.id) AS first_changed,
  (SELECT max(changed_at) FROM changes WHERE kind = 'claim' AND entity = c.id) AS last_changed,
  EXISTS (
    SELECT 1 FROM evidence_items AS e JOIN evidence_findings AS ef ON ef.evidence_item_id = e.id
    JOIN findings AS f ON f.id = ef.finding_id
    WHERE e.claim_id = c.id AND e.counted = 1 AND f.source = 'memory'
  ) AS from_memory
FROM claims AS c WHERE c.id = ?
"""
_CITED = (
    "SELECT DISTINCT citekey FROM evidence_items WHERE claim_id = ? AND citekey IS NOT NULL ORDER BY citekey"
)
_PUBLICATION = "SELECT * FROM publications WHERE citekey = ?"
_AUTHORS = "SELECT author FROM publication_authors WHERE citekey = ? ORDER BY position"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
#: Fields of an entry and the words for them, as far as they are given out here.
_FIELDS = {
    "author": "authors", "title": "title", "journal": "journal", "year": "year", "volume": "volume",
    "number": "issue", "pages": "pages",
}  # fmt: skip
_SCRIPT_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def script(data: Data | None) -> Markup:
    """
    Return JSON-LD as a data block that nothing in the data can end; a browser does not run it.

    >>> script({"name": "</script>"})
    Markup('<script type="application/ld+json">{"name": "\\\\u003c/script\\\\u003e"}</script>')
    """
    if data is None:
        return Markup()
    text = json.dumps(data)
    for char, escape in _SCRIPT_ESCAPES.items():
        text = text.replace(char, escape)
    return Markup(f'<script type="application/ld+json">{text}</script>')


def read_claim_data(conn: sqlite3.Connection, claim_id: str) -> sqlite3.Row | None:
    """Return a claim with the days of its history and whether it rests on memory; None if there is none."""
    row: sqlite3.Row | None = conn.execute(_CLAIM, (claim_id,)).fetchone()
    return row


def claim_review(conn: sqlite3.Connection, claim_id: str, address: Address) -> Data | None:
    """Return a claim with its verdict as a ClaimReview; None if there is no such claim."""
    claim = read_claim_data(conn, claim_id)
    if claim is None:
        return None
    page = address(f"/claim/{tilde_encode(claim_id)}")
    cited = [row[0] for row in conn.execute(_CITED, (claim_id,))]
    note = f" {FROM_MEMORY}" if claim["from_memory"] else ""
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "@id": page,
        "url": page,
        "claimReviewed": claim["statement"],
        "itemReviewed": {"@type": "Claim", "name": claim["statement"]},
        "reviewRating": _rating(claim["verdict"]),
        "reviewBody": f"{claim['holds']} {claim['caveat']}{note}",
        "author": {"@type": "Organization", "name": SITE_NAME, "url": address("/")},
        **_known(
            datePublished=_day(claim["first_changed"]) or _day(claim["reviewed_on"]),
            dateModified=max(_day(claim["last_changed"]) or "", _day(claim["reviewed_on"]) or ""),
            citation=[
                {
                    "@type": "CreativeWork",
                    "@id": (url := address(f"/publication/{tilde_encode(key)}")),
                    "url": url,
                }
                for key in cited
            ],
        ),
        "inLanguage": "en",
        "license": LICENCE,
    }


def scholarly_article(conn: sqlite3.Connection, citekey: str, address: Address) -> Data | None:
    """
    Return a publication as a ScholarlyArticle, or as a CreativeWork where it is no article.

    An identifier that is from memory says so, and is not offered as naming the same work.
    """
    p = conn.execute(_PUBLICATION, (citekey,)).fetchone()
    if p is None:
        return None
    page = address(f"/publication/{tilde_encode(citekey)}")
    memory = {name.strip() for name in (p["from_memory"] or "").split(",")}
    unsure = [words for field, words in _FIELDS.items() if field in memory]
    identifiers = {"pmid": pubmed_url, "doi": doi_url, "pmcid": pmc_url}
    is_article = p["entry_type"] == "article"
    return {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle" if is_article else "CreativeWork",
        "@id": page,
        "url": page,
        "headline": p["title"],
        "name": p["title"],
        **_known(
            author=_authors([row[0] for row in conn.execute(_AUTHORS, (citekey,))]),
            isPartOf=_container(p),
            pagination=p["pages"] if is_article else None,
            datePublished=str(p["year"]) if p["year"] else None,
            identifier=[_identifier(name, p[name], name in memory) for name in identifiers if p[name]],
            sameAs=[url(p[name]) for name, url in identifiers.items() if p[name] and name not in memory],
            creativeWorkStatus=capital(code_label(p["standing"])) if p["standing"] != "unchecked" else None,
            correction=p["standing_note"] if p["standing"] not in ("unchecked", "current") else None,
            description=f"From memory, not yet checked: {', '.join(unsure)}." if unsure else None,
        ),
    }


def _rating(verdict: str) -> Data:
    value = RATINGS.get(verdict)
    scale = {} if value is None else {"ratingValue": value, "bestRating": 5, "worstRating": 1}
    return {
        "@type": "Rating",
        **scale,
        "alternateName": capital(code_label(verdict)),
        **_known(ratingExplanation=definition("verdict", verdict)),
    }


def _authors(names: Sequence[str]) -> list[Data]:
    return [_author(name) for name in names if name != "others"]


def _author(name: str) -> Data:
    family, comma, given = (part.strip() for part in name.partition(","))
    if not comma:
        return {"@type": "Organization", "name": name.strip("{}")}
    return {"@type": "Person", "name": f"{given} {family}", "familyName": family, "givenName": given}


def _container(p: sqlite3.Row) -> Data | None:
    part: Data | None = None
    if p["journal"] or p["journal_abbreviation"]:
        names = _known(name=p["journal"] or p["journal_abbreviation"])
        short = p["journal_abbreviation"] if p["journal"] else None
        part = {"@type": "Periodical", **names, **_known(alternateName=short)}
    for kind, number in (("PublicationVolume", "volume"), ("PublicationIssue", "issue")):
        if part and p[number]:
            part = {"@type": kind, f"{number}Number": p[number], "isPartOf": part}
    return part


def _identifier(name: str, value: str, from_memory: bool) -> Data:
    note = "From memory, not yet checked." if from_memory else None
    return {"@type": "PropertyValue", "propertyID": name.upper(), "value": value, **_known(description=note)}


def _known(**properties: Any) -> Data:
    """Return the properties that have a value."""
    return {name: value for name, value in properties.items() if value not in (None, "", [])}


def _day(text: str | None) -> str | None:
    """Return the day of a moment; None for what is no day."""
    return text[:10] if text and _DAY.fullmatch(text[:10]) else None
