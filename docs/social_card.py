"""
Draw the picture that a link to the site is shown with: ``python -m docs.social_card``.

It is the same for every page. Readers of such links want PNG, so a browser makes one of the
drawing below; set CHROMIUM where it is not at /usr/bin/chromium.
"""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import sync_playwright

from kb.drawing.svg import FONT, INK, LINE, SOFT, Svg, element
from kb.drawing.verdicts import COLOURS, glyph

TARGET = Path(__file__).resolve().parent.parent / "kb" / "site" / "static" / "social-card.png"
WIDTH, HEIGHT = 1200, 630
_SERIF = "Charter, 'Bitstream Charter', Cambria, Georgia, 'Liberation Serif', serif"
_LEFT = 90


def card() -> Svg:
    """Return the drawing: what the site is, and the words it answers with."""
    lines = ("What clinics say about ketamine,", "beside what the studies found")
    return element(
        "svg",
        element("rect", width=WIDTH, height=HEIGHT, fill="#fdfcf9"),
        element("rect", width=18, height=HEIGHT, fill=COLOURS["overstated"]),
        *(
            element(
                "text",
                line,
                x=_LEFT,
                y=165 + 76 * i,
                font_family=_SERIF,
                font_size=62,
                font_weight=600,
                fill=INK,
            )
            for i, line in enumerate(lines)
        ),
        element(
            "text",
            "Each claim with its verdict, the evidence for and against it,",
            x=_LEFT,
            y=325,
            font_size=32,
            fill=SOFT,
        ),
        element("text", "and what can be said.", x=_LEFT, y=368, font_size=32, fill=SOFT),
        element("path", d=f"M{_LEFT} 418H{WIDTH - _LEFT}", stroke=LINE, stroke_width=2),
        *(_verdict(code, _LEFT + 335 * (i % 3), 478 + 74 * (i // 3)) for i, code in enumerate(COLOURS)),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        width=WIDTH,
        height=HEIGHT,
        font_family=FONT,
    )


def _verdict(code: str, x: float, y: float) -> Svg:
    word = code.replace("-", " ").capitalize()
    return element(
        "g",
        element("circle", cx=x + 24, cy=y, r=24, fill=COLOURS[code]),
        glyph(code, x + 24, y, 48),
        element("text", word, x=x + 64, y=y + 11, font_size=32, font_weight=600, fill=COLOURS[code]),
    )


def main() -> None:
    """Write the picture."""
    page_text = f"<!DOCTYPE html><style>body{{margin:0}}svg{{display:block}}</style>{card()}"
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-gpu"],
        )
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.set_content(page_text)
        page.screenshot(path=str(TARGET))
        browser.close()


if __name__ == "__main__":
    main()
