"""From a number to its place along an axis, and the round numbers to print there."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """
    An axis from ``low`` to ``high`` in the figure's numbers, ``left`` to ``right`` in the drawing's units.

    :ivar logarithmic: for ratios, whose halves and doubles are equally far from one.
    """

    low: float
    high: float
    left: float
    right: float
    logarithmic: bool = False

    def at(self, value: float) -> float:
        """
        Return where ``value`` lies, held inside the axis.

        >>> Scale(0, 100, 200, 400).at(25)
        250.0
        """
        inside = min(max(value, self.low), self.high)
        if self.logarithmic:
            share = math.log(inside / self.low) / math.log(self.high / self.low)
        else:
            share = (inside - self.low) / (self.high - self.low)
        return round(self.left + share * (self.right - self.left), 2)

    def holds(self, value: float) -> bool:
        """Whether ``value`` lies on the axis; if not, the drawing shows that it goes on."""
        return self.low <= value <= self.high

    def ticks(self) -> tuple[float, ...]:
        """
        Return about five round numbers of the axis.

        >>> Scale(0, 100, 0, 1).ticks()
        (0.0, 20.0, 40.0, 60.0, 80.0, 100.0)
        >>> Scale(0.25, 4, 0, 1, logarithmic=True).ticks()
        (0.25, 0.5, 1.0, 2.0, 4.0)
        """
        return _doublings(self.low, self.high) if self.logarithmic else _steps(self.low, self.high)


def round_out(low: float, high: float, logarithmic: bool = False) -> tuple[float, float]:
    """
    Return round ends of an axis that hold ``low`` and ``high``.

    >>> round_out(3, 47), round_out(0.3, 5.5, logarithmic=True)
    ((0.0, 50.0), (0.25, 8.0))
    """
    if logarithmic:
        return 2.0 ** math.floor(math.log2(low)), 2.0 ** math.ceil(math.log2(high))
    step = _step(low, high)
    return math.floor(low / step) * step, math.ceil(high / step) * step


def _step(low: float, high: float) -> float:
    rough = (high - low) / 5 or abs(high) or 1.0
    power = 10.0 ** math.floor(math.log10(rough))
    return next(m * power for m in (1, 2, 5, 10) if m * power >= rough * 0.999)


def _steps(low: float, high: float) -> tuple[float, ...]:
    step = _step(low, high)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return tuple(round(i * step, 10) for i in range(first, last + 1))


def _doublings(low: float, high: float) -> tuple[float, ...]:
    powers = range(math.ceil(math.log2(low) - 1e-9), math.floor(math.log2(high) + 1e-9) + 1)
    every = max(1, len(powers) // 6)
    return tuple(2.0**power for power in powers if power % every == 0)
