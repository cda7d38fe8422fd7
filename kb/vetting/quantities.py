"""The numbers that a sentence of copy states, each with the part it plays."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from kb.vetting.copy_numbers import numbers_of
from kb.vetting.folding import fold
from kb.vetting.records import StatedQuantity
from kb.vetting.roles import role_of
from kb.vocabulary import Role, Unit

_SHARES = (Role.RESPONSE_RATE, Role.REMISSION_RATE, Role.RELAPSE_RATE, Role.ADVERSE_EVENT_RATE)


@lru_cache(maxsize=2048)
def quantities_of(text: str) -> tuple[StatedQuantity, ...]:
    """
    Return the quantities of a sentence in order; offsets count characters of ``text``.

    A bare ``.85`` beside "response rate" is read as 85 percent.

    >>> [(q.role.code, str(q.value)) for q in quantities_of("Seven in ten patients respond.") if q.role]
    [('response-rate', '70.0')]
    """
    numbers = numbers_of(text)
    if not numbers:
        return ()
    folded = fold(text)
    stated = []
    for number in numbers:
        role = role_of(number, folded.lower, numbers)
        value, unit = number.value, number.unit
        if unit is None and role in _SHARES and 0 < value < 1:
            value, unit = Decimal(100) * value, Unit.PERCENT
        if role is Role.DATE:
            unit = Unit.YEAR
        start, end = folded.offsets[number.start], folded.offsets[number.end - 1] + 1
        stated.append(
            StatedQuantity(
                role=role,
                comparison=number.comparison,
                value=value,
                high=number.high,
                unit=unit,
                start=start,
                end=end,
            )
        )
    return tuple(stated)
