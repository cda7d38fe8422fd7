"""What a forest plot is made of, before it is laid out."""

from __future__ import annotations

from dataclasses import dataclass

from kb.drawing.axes import Axis, Span


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the plot; without ``span`` it is listed and not drawn."""

    label: str
    detail: str
    figure: str
    span: Span | None
    n: int | None = None
    #: Upper end, where the number is itself a range.
    until: float | None = None
    #: Printed after the figure, e.g. ``(50.8 to 85.1)*``.
    interval: str = ""
    #: Second line of the right column, such as the other arm in words.
    beside: str = ""
    #: Printed in place of n, e.g. ``17/24``.
    counts: str = ""
    other: Span | None = None
    diamond: bool = False
    from_memory: bool = False
    #: Why it is not counted.
    struck: str = ""
    #: Rows next to each other with the same number, not 0, are of the same patients.
    cohort: int = 0
    #: Computed here: a filled diamond, and its prediction interval.
    computed: bool = False
    prediction: Span | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """Something drawn across all rows; an end that is None lies beyond the axis."""

    label: str
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Forest:
    """All of a plot."""

    title: str
    description: str
    axis: Axis
    groups: tuple[Group, ...]
    stated: tuple[Line, ...] = ()
    #: What the rule for a verdict compared the stated number with.
    bar: Line | None = None
    notes: tuple[str, ...] = ()
    #: Printed above the plot, where no page says what it is.
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand, in the drawing's units."""

    width: float
    left: float
    right: float
    row: float
    stacked: bool
