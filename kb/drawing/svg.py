"""
The few SVG elements that the figures are made of, as text that cannot be broken by what it holds.

Colours stand twice: as presentation attributes, so that a figure saved as a file looks right
alone, and as a class, by which the site's style sheet repaints it (dark mode, print). A
presentation attribute gives way to any rule of a style sheet, and needs no exception in a
strict content policy, which a style attribute would.
"""

from __future__ import annotations

import re
from html import escape
from typing import Final

#: Control characters that XML 1.0 forbids even when escaped.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

#: Colours of a figure that stands alone, on white; the site's classes of the same names repaint them.
INK: Final = "#1b2226"
SOFT: Final = "#4a555c"
LINE: Final = "#dcd9d0"
WASH: Final = "#f3f1ea"
STATED: Final = "#0b5373"
FOR: Final = "#1c6b45"
AGAINST: Final = "#a12a22"
FONT: Final = (
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif"
)


class Svg(str):
    """Markup made by this module; any other text is escaped where it is put in."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return itself: templates need not escape it again."""
        return self


def element(name: str, *children: str, **attributes: str | float | None) -> Svg:
    """
    Return one element; attributes that are None are left out, ``_`` in their names stands for ``-``.

    ``class_`` gives ``class``. Children that are not :class:`Svg` are escaped.

    >>> element("text", "17 < 24", x=3.0, class_="found", text_anchor="end")
    '<text x="3" class="found" text-anchor="end">17 &lt; 24</text>'
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = "".join(child if isinstance(child, Svg) else _text(child) for child in children)
    return Svg(f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>")


def figure(
    width: float,
    height: float,
    title: str,
    description: str,
    *children: Svg,
    key: str,
    class_: str = "figure",
    role: str = "img",
) -> Svg:
    """
    Return a whole figure that scales with its frame and is read out by its title and description.

    :param key: makes the ids of title and description unique on a page with several figures.
    :param width: of the drawing's own units, as is ``height``; the figure fills the width it is given.
    :param role: ``img``, which hides what is inside from a screen reader; ``group`` for one with links.
    """
    return element(
        "svg",
        element("title", title, id=f"{key}-title"),
        element("desc", description, id=f"{key}-desc"),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_number(width)} {_number(height)}",
        width=width,
        height=height,
        role=role,
        aria_labelledby=f"{key}-title {key}-desc",
        class_=class_,
        font_family=FONT,
        font_size=13,
        fill=INK,
    )


def _value(value: str | float) -> str:
    return _text(value) if isinstance(value, str) else _number(value)


def _number(value: float) -> str:
    """Return a number with at most two decimals and none that it does not need."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value != int(value) else str(int(value))


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub("", text), quote=True)
