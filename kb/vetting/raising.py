"""How a check turns what it found in a sentence into an alert with its place in the source."""

from __future__ import annotations

from collections.abc import Iterable

from kb.vetting.check_input import CheckInput
from kb.vetting.folding import fold
from kb.vetting.knowledge import KnownClaim
from kb.vetting.records import Alert, Sentence, StatedQuantity
from kb.vocabulary import Severity


def sentence_of(given: CheckInput) -> Sentence:
    """
    Return the sentence a check was given.

    :raises ValueError: where the check was given a page, which is a fault of the engine.
    """
    if given.sentence is None:
        raise ValueError(f"{given.rule.id} looks at sentences, and was given a page")
    return given.sentence


def raise_at(
    given: CheckInput,
    start: int,
    end: int,
    message: str,
    *,
    severity: Severity | None = None,
    claim: KnownClaim | None = None,
    suggestion: str | None = None,
    evidence: Iterable[str] = (),
    sentence: Sentence | None = None,
) -> Alert:
    """Return an alert on characters ``start`` to ``end`` of the sentence's own text."""
    where = sentence or sentence_of(given)
    block = given.copy.blocks[where.block]
    last = max(start, min(end, len(where.text)) - 1)
    first_offset = block.offsets[where.start + start]
    last_offset = block.offsets[where.start + last]
    line, column = given.copy.place(first_offset)
    end_line, end_column = given.copy.place(last_offset)
    return Alert(
        rule=given.rule.id,
        severity=severity or given.rule.severity,
        path=given.copy.name,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column + 1,
        match=where.text[start : last + 1],
        message=message,
        suggestion=(claim.holds if claim else "") if suggestion is None else suggestion,
        claim=claim.id if claim else None,
        evidence=tuple(dict.fromkeys(evidence)),
        basis=given.rule.basis,
        voice=where.voice,
    )


def raise_folded(given: CheckInput, start: int, end: int, message: str, **rest: object) -> Alert:
    """Return an alert on characters of the sentence's folded text."""
    offsets = fold(sentence_of(given).text).offsets
    return raise_at(given, offsets[start], offsets[max(end - 1, start)] + 1, message, **rest)  # type: ignore[arg-type]


def raise_on(given: CheckInput, quantity: StatedQuantity, message: str, **rest: object) -> Alert:
    """Return an alert on a quantity of the sentence."""
    return raise_at(given, quantity.start, quantity.end, message, **rest)  # type: ignore[arg-type]
