"""The look of a verdict in a figure: a glyph and a word first, a colour last."""

from __future__ import annotations

from typing import Final

from kb.drawing.svg import Svg, element

#: Colour of each verdict in a figure that stands alone; the class ``v-CODE`` repaints it.
COLOURS: Final = {
    "supported": "#1c6b45",
    "overstated": "#8f4f00",
    "mixed": "#5a4a9c",
    "contradicted": "#a12a22",
    "unsupported": "#4c5963",
    "not-assessable": "#5d5a52",
}
#: The sign inside each verdict's icon, on a field of 20 by 20.
_GLYPHS: Final = {
    "supported": "M5.6 10.4l3 3 5.8-6.4",
    "overstated": "M10 14.6V5.8M6.4 9.2L10 5.4l3.6 3.8",
    "mixed": "M5 8h9l-2.4-2.5M15 12H6l2.4 2.5",
    "contradicted": "M6.3 6.3l7.4 7.4M13.7 6.3l-7.4 7.4",
    "unsupported": "M5.5 10h9",
}
_OTHER = "M7.4 7.8c0-3.4 5.2-3.2 5.2-.2 0 2-2.6 2-2.6 4M10 14.2v.6"


def colour(code: str) -> str:
    """Return the colour of a verdict; an unknown one looks like one that cannot be assessed."""
    return COLOURS.get(code, COLOURS["not-assessable"])


def css_class(code: str) -> str:
    """Return the class that repaints a verdict."""
    return f"v-{code if code in COLOURS else 'not-assessable'}"


def glyph(code: str, x: float, y: float, size: float) -> Svg:
    """Return the verdict's sign in white around (x, y)."""
    place = f"translate({x - size / 2:.1f} {y - size / 2:.1f}) scale({size / 20:.2f})"
    return element(
        "path", d=_GLYPHS.get(code, _OTHER), transform=place, class_="sign", fill="none", stroke="#ffffff",
        stroke_width=2.4, stroke_linecap="round", stroke_linejoin="round",
    )  # fmt: skip
