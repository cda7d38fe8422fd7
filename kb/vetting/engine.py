"""
Runs the rules over a copy and returns what remains, in the order of the text.

A note gives way to a graver alert on the same words; a warning does not, since it asks for something
else: a rate that is too high also lacks its source. Alerts on a clinician's quotation
and outside the running text are joined by the rule that says so (KL034, KL049).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from kb.late_pattern import late
from kb.vetting.claim_finder import find_claims
from kb.vetting.folding import fold
from kb.vetting.knowledge import Knowledge
from kb.vetting.rebuttal import lead_of
from kb.vetting.records import Alert, BlockKind, Copy, FoundClaim, Voice
from kb.vetting.rule import Derived, Rule
from kb.vetting.running import alerts_of, prepare
from kb.vocabulary import Severity

_GRAVITY = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
#: Share of the longer of two spans from which they count as the same words.
_SAME = 0.6
_OUTSIDE = frozenset(
    {BlockKind.BUTTON, BlockKind.ALT_TEXT, BlockKind.TITLE, BlockKind.META_DESCRIPTION, BlockKind.JSON_LD}
)
#: Rules that are no claims, so that nothing follows from them.
_NO_CLAIM = frozenset({"KL038", "KL039", "KL047", "KL048", "KL050"})


#: For each sentence of a copy, the claims it makes.
Found = tuple[tuple[FoundClaim, ...], ...]


def vet(
    copy: Copy, knowledge: Knowledge, *, rules: Sequence[Rule], today: date, claims: Found | None = None
) -> tuple[Alert, ...]:
    """
    Return the alerts of a copy in the order of its text, the gravest first at one place.

    :param claims: what :func:`claims_of` found in it, where that was asked for already.
    """
    prepared = prepare(copy, knowledge, today, claims_of(copy, knowledge) if claims is None else claims)
    found: list[Alert] = []
    for rule in rules:
        if rule.text.effective_from <= today:
            found.extend(alerts_of(rule, prepared))
    found = [_worded(alert) for alert in _unswallowed(found)]
    for rule in rules:
        if rule.text.derived is Derived.QUOTED_CLINICIAN:
            found.extend(_quoted(rule, found))
        elif rule.text.derived is Derived.CLAIM_OUTSIDE_TEXT:
            found.extend(_outside(rule, copy, found))
    return tuple(sorted(found, key=_order))


def claims_of(copy: Copy, knowledge: Knowledge) -> Found:
    """Return which claims each sentence makes; pasted abstracts and references make none."""
    return tuple(_claims(copy, index, knowledge) for index in range(len(copy.sentences)))


def _claims(copy: Copy, index: int, knowledge: Knowledge) -> tuple[FoundClaim, ...]:
    sentence = copy.sentences[index]
    if sentence.voice is Voice.ABSTRACT or sentence.kind is BlockKind.REFERENCE or not knowledge.claims:
        return ()
    return find_claims(sentence.text, knowledge, _leant_on(copy, index))


#: A sentence that begins so says of what was said before.
_LEANS = late(r"^\W*(?:(?:and|but|so|also),? )?(?:this|these|it|they|such|that|those|its|their)\b")


def _leant_on(copy: Copy, index: int) -> str:
    """What a sentence leans on: the lead and heading of a list item, or the sentence before an anaphor."""
    sentence = copy.sentences[index]
    if sentence.kind is BlockKind.LIST_ITEM:
        return f"{lead_of(copy, index)} {copy.blocks[sentence.block].section}"
    before = copy.sentences[index - 1] if index else None
    if before is not None and before.block == sentence.block and _LEANS.match(fold(sentence.text).lower):
        return before.text
    return ""


def _order(alert: Alert) -> tuple[int, int, int, str, int, int]:
    gravity = _GRAVITY[alert.severity]
    return alert.line, alert.column, gravity, alert.rule, alert.end_line, alert.end_column


def _unswallowed(found: Iterable[Alert]) -> list[Alert]:
    """Leave out a note where a graver alert, and any alert where one of its own rule, covers the same words."""
    kept: list[Alert] = []
    for alert in sorted(found, key=lambda one: (_GRAVITY[one.severity], *_order(one))):
        if not any(_swallows(grave, alert) for grave in kept if grave.line == alert.line):
            kept.append(alert)
    return kept


def _swallows(grave: Alert, alert: Alert) -> bool:
    if grave.end_line != alert.end_line or grave.line != alert.line:
        return (grave.rule, grave.line, grave.column) == (alert.rule, alert.line, alert.column)
    shared = min(grave.end_column, alert.end_column) - max(grave.column, alert.column)
    if shared <= 0:
        return False
    if grave.rule == alert.rule:
        return True
    longer = max(grave.end_column - grave.column, alert.end_column - alert.column)
    note = alert.severity is Severity.NOTE and grave.severity is not Severity.NOTE
    return note and shared >= _SAME * longer


def _worded(alert: Alert) -> Alert:
    message = alert.message[:1].upper() + alert.message[1:]
    return replace(alert, message=message if message.endswith((".", "?", "!")) else f"{message}.")


def _quoted(rule: Rule, found: Iterable[Alert]) -> list[Alert]:
    """One alert for each line on which a clinician is quoted with something another rule reports."""
    gravest: dict[tuple[int, int], Alert] = {}
    for alert in found:
        if alert.voice is Voice.CLINICIAN and alert.rule not in _NO_CLAIM:
            place = alert.line, alert.end_line
            if place not in gravest or _GRAVITY[alert.severity] < _GRAVITY[gravest[place].severity]:
                gravest[place] = alert
    return [_following(rule, alert) for alert in gravest.values()]


def _outside(rule: Rule, copy: Copy, found: list[Alert]) -> list[Alert]:
    """One alert for each text outside the running text that claims what the running text does not."""
    spans = [
        (copy.place(b.offsets[0]), copy.place(b.offsets[-1]))
        for b in copy.blocks
        if b.kind in _OUTSIDE and b.offsets
    ]

    def is_outside(alert: Alert) -> bool:
        here = alert.line, alert.column
        return any(start <= here <= end for start, end in spans)

    within = {alert.rule for alert in found if not is_outside(alert)}
    gravest: dict[tuple[int, int], Alert] = {}
    for alert in found:
        if alert.rule in within or alert.rule in _NO_CLAIM or not is_outside(alert):
            continue
        place = next(start for start, end in spans if start <= (alert.line, alert.column) <= end)
        if place not in gravest or _GRAVITY[alert.severity] < _GRAVITY[gravest[place].severity]:
            gravest[place] = alert
    return [_following(rule, alert) for alert in gravest.values()]


def _following(rule: Rule, alert: Alert) -> Alert:
    return replace(
        alert,
        rule=rule.id,
        message=f"{rule.text.message} ({alert.rule})",
        suggestion=rule.text.suggestion,
        basis=rule.basis,
    )
