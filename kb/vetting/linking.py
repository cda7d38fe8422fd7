"""Which claim of the library an alert on words is about: the one its sentence makes, else the rule's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kb.vetting.knowledge import Knowledge
from kb.vetting.records import Alert, FoundClaim


def linked(alert: Alert, names: Iterable[str], made: Iterable[FoundClaim], knowledge: Knowledge) -> Alert:
    """
    Return the alert with a claim, its sources and, where the sentence makes that claim, its wording that holds.

    :param names: ids of the claims that the alert's rule is about, the closest first; those that the library
        does not have are passed over.
    :param made: the claims that the sentence makes, the likeliest first.
    """
    about = [name for name in names if name in knowledge.claims]
    if alert.claim or not about:
        return alert
    said = next((one.claim for one in made if one.claim in about), None)
    claim = knowledge.claims[said or about[0]]
    holds = claim.holds if said else ""
    return replace(
        alert,
        claim=claim.id,
        evidence=alert.evidence or claim.sources(),
        suggestion=holds or alert.suggestion,
    )
