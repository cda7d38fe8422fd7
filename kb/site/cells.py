"""Keys and identifiers in Datasette's tables, as links."""

from __future__ import annotations

import re
from typing import Any

from datasette.utils import tilde_encode
from markupsafe import Markup

from kb.identifiers import doi_url, pmc_url, pubmed_url

_CLAIM_COLUMNS = {"claim_id"}
_PUBLICATION_COLUMNS = {"citekey", "other"}
_FACT_COLUMNS = {"fact_id"}
_KEYS = {
    "claims": ("id", "claim"),
    "publications": ("citekey", "publication"),
    "regulatory_facts": ("id", "facts"),
}
_MULTILINE = {"wordings", "evidence_for", "evidence_against"}


def cell_html(value: Any, column: str, table: str | None, base: str = "/") -> Markup | None:
    """Return a cell's link or lines; None where Datasette's own rendering will do."""
    if isinstance(value, dict):
        return _labelled(value, column, table, base)
    if not isinstance(value, str) or not value:
        return None
    kind = _page_kind(column, table)
    if kind:
        return _link(f"{base}{kind}/{tilde_encode(value)}", value)
    if column == "pmid" and re.fullmatch(r"[0-9]{1,9}", value):
        return _link(pubmed_url(value), value)
    if column == "pmcid" and re.fullmatch(r"PMC[0-9]+", value):
        return _link(pmc_url(value), value)
    if column == "doi" and re.fullmatch(r"10\.\S+/\S+", value):
        return _link(doi_url(value), value)
    if column in _MULTILINE and "\n" in value:
        return Markup("<br>").join(value.split("\n"))
    return None


def _labelled(value: dict[str, Any], column: str, table: str | None, base: str) -> Markup | None:
    """Return a foreign key, which Datasette hands over with its label, as a link to our page."""
    kind = _page_kind(column, table)
    if not kind:
        return None
    key, label = str(value["value"]), str(value["label"])
    link = _link(f"{base}{kind}/{tilde_encode(key)}", label)
    return link if key == label else link + Markup(" <em>{}</em>").format(key)


def _page_kind(column: str, table: str | None) -> str | None:
    key, kind = _KEYS.get(table or "", ("", ""))
    if column == key:
        return kind
    if column in _CLAIM_COLUMNS:
        return "claim"
    if column in _PUBLICATION_COLUMNS:
        return "publication"
    return "facts" if column in _FACT_COLUMNS else None


def _link(href: str, text: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(href, text)
