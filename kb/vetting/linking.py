"""Which claim of the library an alert on words is about: the one its sentence makes, else the rule's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kb.vetting.knowledge import Knowledge
from kb.vetting.records import Alert, FoundClaim


def linked(
    alert: Alert,
    names: Iterable[str],
    otherwise: str | None,
    made: Iterable[FoundClaim],
    knowledge: Knowledge,
) -> Alert:
    """
    Return the alert with a claim, its sources and, where the sentence makes that claim, its wording that holds.

    :param names: ids of the claims that a breach of the alert's rule may make.
    :param otherwise: id of the claim that any breach is about; none where that depends on the words.
    :param made: the claims that the sentence makes, the likeliest first.
    """
    if alert.claim:
        return alert
    about = {*names, otherwise}
    said = next((one.claim for one in made if one.claim in about), None)
    claim = knowledge.claims.get(said or otherwise or "")
    if claim is None:
        return alert
    holds = claim.holds if said else ""
    return replace(
        alert,
        claim=claim.id,
        evidence=alert.evidence or claim.sources(),
        suggestion=holds or alert.suggestion,
    )
