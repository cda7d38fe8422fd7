"""Marks that say the bearing of evidence by shape first and by colour second."""

from __future__ import annotations

from typing import Final

from kb.drawing.svg import AGAINST, FOR, SOFT, Svg, element

#: Colour of each direction in a figure that stands alone; the class of the same name repaints it.
COLOURS: Final = {"supports": FOR, "contradicts": AGAINST, "inconclusive": SOFT}
#: What each direction is called beside a figure.
WORDS: Final = {"supports": "for", "contradicts": "against", "inconclusive": "decides neither way"}


def outline(direction: str, x: float, y: float, r: float) -> str:
    """
    Return the path of a mark around (x, y): a triangle up for, a triangle down against, else a diamond.

    >>> outline("supports", 10, 10, 4)
    'M10 6L14 13.2H6Z'
    """
    if direction == "supports":
        return f"M{_n(x)} {_n(y - r)}L{_n(x + r)} {_n(y + 0.8 * r)}H{_n(x - r)}Z"
    if direction == "contradicts":
        return f"M{_n(x)} {_n(y + r)}L{_n(x + r)} {_n(y - 0.8 * r)}H{_n(x - r)}Z"
    return f"M{_n(x)} {_n(y - r)}L{_n(x + r)} {_n(y)}L{_n(x)} {_n(y + r)}L{_n(x - r)} {_n(y)}Z"


def strike(x: float, y: float, r: float) -> str:
    """Return the path of the line that strikes a mark out."""
    return f"M{_n(x - r)} {_n(y + r)}L{_n(x + r)} {_n(y - r)}"


def look(direction: str, hollow: bool, fallen: bool, *shapes: Svg) -> Svg:
    """
    Return a group that gives its shapes the look of a direction.

    :param hollow: for evidence that is indirect, which no verdict rests on.
    :param fallen: for evidence that no longer stands; strike it out as well.
    """
    known = direction if direction in COLOURS else "inconclusive"
    colour = SOFT if fallen else COLOURS[known]
    return element(
        "g",
        *shapes,
        class_=f"mark {known}" + " hollow" * hollow + " fallen" * fallen,
        fill="#ffffff" if hollow else colour,
        stroke=colour,
        stroke_width=1.2,
        stroke_linejoin="round",
    )


def strike_line(path: str) -> Svg:
    """Return the element of a path made by :func:`strike`."""
    return element("path", d=path, class_="strike", stroke=AGAINST, stroke_width=1.6, fill="none")


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
