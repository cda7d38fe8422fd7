"""
What other sites may show of a claim: a badge, and a card for a frame.

The card is a document of its own that can do nothing: no script, no form, no request, and its
links open in the window around it. It and the badge are the only answers that may be framed or
loaded from elsewhere.
"""

from __future__ import annotations

import base64
import hashlib
import re
import sqlite3
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from datasette import Response
from datasette.utils import tilde_encode
from markupsafe import Markup

from kb.drawing.svg import FONT, Svg, element
from kb.drawing.verdicts import colour, glyph
from kb.site.addresses import absolute
from kb.site.answering import key_of, page, picture, read_kb
from kb.site.structured_data import FROM_MEMORY, read_claim_data
from kb.site.words import code_label

_CARD = re.compile(r"/claim/[^/]+/card")
_BADGE = re.compile(r"/claim/[^/]+/badge\.svg")
#: What would end the text of a Markdown image, or the line.
_MARKDOWN = re.compile(r"[\[\]()<>\\!`\s]+")
#: An hour: the badge of a page that many visit need not be asked for each time.
_KEPT = "public, max-age=3600"
_LABEL = "claim"
#: Width of a letter of the badge's text at its size, and of what stands around it.
_LETTER, _PADDING, _SIGN, _HEIGHT = 7.1, 8.0, 18.0, 24.0
_LONGEST = 30


@cache
def card_style() -> Markup:
    """Return the card's style sheet as it stands in the card."""
    return Markup((files("kb.site") / "static" / "card.css").read_text(encoding="utf-8"))


@cache
def _card_policy() -> str:
    digest = base64.b64encode(hashlib.sha256(card_style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors *; sandbox allow-top-navigation-by-user-activation"
    )


def embeddable(path: str) -> Mapping[str, str | None] | None:
    """Return the security headers that differ where other sites may show the answer; None elsewhere."""
    if _CARD.fullmatch(path):
        shown = {"content-security-policy": _card_policy(), "x-frame-options": None}
    elif _BADGE.fullmatch(path):
        shown = {"content-security-policy": "default-src 'none'; style-src 'none'; sandbox"}
    else:
        return None
    return {**shown, "cross-origin-resource-policy": "cross-origin", "cross-origin-opener-policy": None}


def badge(verdict: str, statement: str) -> Svg:
    """Return the badge of a verdict: sign, word and colour, legible on light and dark alike."""
    word = code_label(verdict)[:_LONGEST]
    left, width = _PADDING * 2 + _LETTER * len(_LABEL), badge_width(verdict)
    return element(
        "svg",
        element("title", f"Claim: {word}"),
        element("desc", statement),
        element(
            "rect", width=width, height=_HEIGHT, rx=5, fill="#2b3338", stroke="#ffffff", stroke_opacity=0.35
        ),
        element("path", d=_right_end(left, width), fill=colour(verdict)),
        _words(_LABEL, _PADDING),
        glyph(verdict, left + _PADDING + _SIGN / 2, _HEIGHT / 2, _SIGN),
        _words(word, left + _PADDING * 1.5 + _SIGN),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:.1f} {_HEIGHT:.0f}",
        width=width,
        height=_HEIGHT,
        role="img",
        aria_label=f"Claim: {word}",
        font_family=FONT,
        font_size=12.5,
        font_weight=600,
    )


def badge_width(verdict: str) -> int:
    """Return the width of a verdict's badge in pixels."""
    letters = len(_LABEL) + len(code_label(verdict)[:_LONGEST])
    return round(_PADDING * 4.5 + _SIGN + _LETTER * letters)


def _words(text: str, x: float) -> Svg:
    return element("text", text, x=x, y=16.3, fill="#ffffff", textLength=_LETTER * len(text))


def _right_end(left: float, width: float) -> str:
    """Return the outline of the part that bears the verdict, round at its right."""
    return f"M{left:.1f} 0H{width - 5:.1f}a5 5 0 0 1 5 5V{_HEIGHT - 5:.0f}a5 5 0 0 1 -5 5H{left:.1f}z"


async def badge_view(datasette: Any, request: Any) -> Response:
    """Answer with the badge of a claim."""
    claim = await _claim(datasette, request)
    answer = picture(badge(claim["verdict"], claim["statement"]))
    answer.headers["cache-control"] = _KEPT
    return answer


async def card_view(datasette: Any, request: Any) -> Response:
    """Answer with the card of a claim, a page for a frame on another site."""
    context = {"claim": await _claim(datasette, request), "style": card_style(), "from_memory": FROM_MEMORY}
    return await page(datasette, request, "card", context)


async def embed_view(datasette: Any, request: Any) -> Response:
    """Show what to copy to have the badge or the card on another page."""
    claim = await _claim(datasette, request)
    context = {
        "claim": claim,
        "width": badge_width(claim["verdict"]),
        "snippets": snippets(claim, absolute(datasette, request)),
    }
    return await page(datasette, request, "embed", context)


def snippets(claim: sqlite3.Row, address: Callable[[str], str]) -> dict[str, str]:
    """Return what to copy: ``badge`` and ``card`` as HTML, ``markdown`` for the badge."""
    here = address(f"/claim/{tilde_encode(claim['id'])}")
    said = f"Claim: {code_label(claim['verdict'])}"
    image = Markup('<img src="{}/badge.svg" alt="{}" height="24">').format(here, said)
    link = Markup('<a href="{}">{}</a>').format(here, image)
    frame = Markup(
        '<iframe src="{}/card" title="What the evidence makes of a claim about ketamine" width="100%" '
        'height="400" loading="lazy" sandbox="allow-top-navigation-by-user-activation"></iframe>'
    ).format(here)
    markdown = f"[![{_MARKDOWN.sub(' ', said)}]({here}/badge.svg)]({here})"
    return {"badge": str(link), "markdown": markdown, "card": str(frame)}


def embed_routes() -> list[tuple[str, Callable[..., Any]]]:
    """Return the addresses for other sites with their views."""
    return [
        (r"^/claim/(?P<claim>[^/]+)/badge\.svg$", badge_view),
        (r"^/claim/(?P<claim>[^/]+)/card$", card_view),
        (r"^/claim/(?P<claim>[^/]+)/embed$", embed_view),
    ]


async def _claim(datasette: Any, request: Any) -> sqlite3.Row:
    key = key_of(request, "claim")
    return await read_kb(datasette, lambda conn: read_claim_data(conn, key))
