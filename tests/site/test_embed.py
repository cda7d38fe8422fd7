"""What other sites may show of a claim, and that it can do nothing there."""

from __future__ import annotations

import html
import re
import sqlite3
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from datasette.utils import tilde_encode

from kb.site.embed import badge, card_style
from kb.site.headers import STRICT_POLICY
from kb.vocabulary import Verdict
from tests.site.conftest import HOSTILE, Ask

CLAIM = "/claim/response-70-percent"
SVG = "{http://www.w3.org/2000/svg}"


def get(ask: Ask, path: str, **headers: str) -> Any:
    return ask(
        lambda site: site.client.get(path, headers={k.replace("_", "-"): v for k, v in headers.items()})
    )


@pytest.mark.parametrize("verdict", [v.code for v in Verdict])
def test_a_badge_says_the_verdict_in_word_sign_and_colour(verdict: str) -> None:
    root = ElementTree.fromstring(badge(verdict, "A statement."))
    word = verdict.replace("-", " ")
    assert [node.text for node in root.iter(f"{SVG}text")] == ["claim", word]
    assert root.findtext(f"{SVG}title") == root.get("aria-label") == f"Claim: {word}"
    assert root.findtext(f"{SVG}desc") == "A statement."
    assert len(list(root.iter(f"{SVG}path"))) == 2
    last = list(root.iter(f"{SVG}text"))[1]
    assert float(last.get("x") or 0) + float(last.get("textLength") or 0) < float(root.get("width") or 0)


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("verdict", [*(v.code for v in Verdict), "unknown"])
def test_a_badge_can_be_read(verdict: str) -> None:
    fills = re.findall(r'<(?:rect|path)[^>]* fill="(#\w+)"', badge(verdict, ""))
    assert len(fills) == 2
    assert all(contrast("#ffffff", fill) >= 4.5 for fill in fills)


def test_a_badge_may_be_loaded_and_kept_elsewhere(ask: Ask) -> None:
    answer = get(ask, f"{CLAIM}/badge.svg")
    assert answer.headers["content-type"] == "image/svg+xml; charset=utf-8"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert answer.headers["cache-control"] == "public, max-age=3600"
    assert answer.headers["content-security-policy"] == "default-src 'none'; style-src 'none'; sandbox"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_card_may_be_framed_and_do_nothing(ask: Ask) -> None:
    answer = get(ask, f"{CLAIM}/card")
    policy = answer.headers["content-security-policy"]
    assert "x-frame-options" not in answer.headers
    assert {"default-src 'none'", "form-action 'none'", "base-uri 'none'", "frame-ancestors *"} <= set(
        policy.split("; ")
    )
    assert "sandbox allow-top-navigation-by-user-activation" in policy and "unsafe" not in policy
    assert not re.search(r"<(?:form|input|button|script|img|iframe|link|object|base)\b", answer.text)
    assert not re.search(r"\s(?:style|on\w+)=", answer.text)
    links = re.findall(r"<a ([^>]*)>", answer.text)
    assert links and all('target="_top"' in link and 'rel="noopener"' in link for link in links)
    assert f"<style>{card_style()}</style>" in answer.text
    text = html.unescape(re.sub(r"<[^>]+>", " ", answer.text))
    assert (
        "Overstated" in text
        and "In routine care" in text
        and "Some figures behind this are from memory" in text
    )


def test_what_was_shown_before_keeps_its_headers(ask: Ask) -> None:
    first = get(ask, f"{CLAIM}/card")
    again = get(ask, f"{CLAIM}/card", if_none_match=first.headers["etag"])
    assert again.status_code == 304
    assert again.headers["content-security-policy"] == first.headers["content-security-policy"]


@pytest.mark.parametrize(
    "path",
    [CLAIM, f"{CLAIM}/embed", "/claim/none/card", "/claim/none/badge.svg", "/card", f"{CLAIM}/card/x",
     f"{CLAIM}/changes.atom",
     "/claim/a/b/card", "/kb/claim/x/card", "/publication/Murrough2013bp/card"],
)  # fmt: skip
def test_nothing_else_may_be_framed(ask: Ask, path: str) -> None:
    headers = get(ask, path).headers
    assert headers["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["cross-origin-resource-policy"] == "same-site"


def test_what_to_copy_leads_to_the_badge_and_the_card(ask: Ask) -> None:
    page = get(ask, f"{CLAIM}/embed")
    assert page.headers["content-security-policy"] == STRICT_POLICY
    snippets = [
        html.unescape(text)
        for text in re.findall(r'<textarea class="copy"[^>]*>\n(.*?)</textarea>', page.text, re.S)
    ]
    assert snippets[0] == (
        f'<a href="http://localhost{CLAIM}"><img src="http://localhost{CLAIM}/badge.svg" alt="Claim: overstated"'
        ' height="24"></a>'
    )
    assert snippets[1].startswith(f"[![Claim: overstated](http://localhost{CLAIM}/badge.svg)]")
    assert f'<iframe src="http://localhost{CLAIM}/card"' in snippets[2] and "sandbox=" in snippets[2]
    for path in re.findall(r"http://localhost([^\")]+)", "".join(snippets)):
        assert get(ask, path).status_code == 200


def test_hostile_text_is_inert_in_badge_and_card(ask_hostile: Ask, hostile: Path) -> None:
    connection = sqlite3.connect(hostile)
    keys = [tilde_encode(row[0]) for row in connection.execute("SELECT id FROM claims")]
    connection.close()
    for key in keys:
        root = ElementTree.fromstring(get(ask_hostile, f"/claim/{key}/badge.svg").content)
        assert {node.tag.removeprefix(SVG) for node in root.iter()} == {
            "svg",
            "title",
            "desc",
            "rect",
            "path",
            "text",
        }
        assert (root.findtext(f"{SVG}desc") or "").split() == HOSTILE.split()
        page = get(ask_hostile, f"/claim/{key}/embed").text
        assert page.count("<textarea") == page.count("</textarea") == 3
        card = get(ask_hostile, f"/claim/{key}/card").text
        assert "<script" not in card and "onclick='" not in card and "&lt;script&gt;" in card
        assert card.count("<style") == card.count("</style") == 1
        assert set(re.findall(r'href="([^#"][^"]*)"', card)) == {f"http://localhost/claim/{key}"}


def test_the_style_sheet_of_the_card_cannot_end_its_element() -> None:
    assert "<" not in card_style() and "url(" not in card_style() and "@import" not in card_style()
