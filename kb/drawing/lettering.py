"""Lines of text in a drawing: SVG does not wrap, so what would not fit is shortened or broken here."""

from __future__ import annotations

from typing import Final

from kb.drawing.svg import Svg, element

#: What lies behind a drawing that stands alone; the site's style sheet repaints it.
PAPER: Final = "#ffffff"
#: Width of a letter on the average, in sizes of the font: DejaVu Sans, among the widest of those we may meet.
_EM: Final = 0.58


def line(x1: float, y1: float, x2: float, y2: float, **attributes: str | float | None) -> Svg:
    """Return a straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, **attributes)


def text(x: float, y: float, *parts: str, **attributes: str | float | None) -> Svg:
    """Return a line of text; nothing if there is none."""
    return element("text", *parts, x=x, y=y, **attributes) if any(parts) else Svg("")


def width_of(words: str, size: float) -> float:
    """Return about how wide a text is set: fonts differ, and this errs on the wide side."""
    return len(words) * size * _EM


def cut(words: str, room: float, size: float) -> str:
    """Return a text in one line, shortened where it would not fit."""
    whole = " ".join(words.split())
    most = max(1, int(room / (size * _EM)))
    return whole if len(whole) <= most else whole[: most - 1].rstrip(" ,;") + "…"


def wrapped(words: str, room: float, size: float) -> list[str]:
    """Return a text in lines that fit."""
    lines: list[str] = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer, size) > room and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return [cut(one, room, size) for one in lines]
