"""Rules for the keys that claims and publications had before."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.rule import CLAIMS, REFERENCES, Content, Fault, Rule
from kb.vocabulary import Severity


def _former_claims(content: Content) -> Iterator[Fault]:
    claims = content.library.claims
    taken: dict[str, str] = {}
    for claim in claims.values():
        for former in claim.replaces:
            fault = _fault(former, claim.id, former in claims, taken)
            if fault:
                yield Fault(fault, CLAIMS, claim.line)


def _former_publications(content: Content) -> Iterator[Fault]:
    publications = content.library.publications
    live = {citekey.lower() for citekey in publications}
    taken: dict[str, str] = {}
    for publication in publications.values():
        for former in publication.formerly:
            fault = _fault(former, publication.citekey, former.lower() in live, taken)
            if fault:
                yield Fault(fault, REFERENCES, publication.line)


def _fault(former: str, key: str, is_live: bool, taken: dict[str, str]) -> str:
    """Return what is wrong with a former key; empty if nothing is."""
    if is_live:
        return f"{key}: the former key {former!r} is in use" + (" by itself" if former == key else "")
    first = taken.setdefault(former, key)
    if first != key:
        return f"{key}: the former key {former!r} stands at {first!r} too"
    return ""


RULES = (
    Rule(
        code="KEY001",
        name="former-claim-id",
        severity=Severity.ERROR,
        summary="An id in `replaces` is no claim's id today, and stands at one claim only.",
        why="The address of a former id leads to the claim that replaces it; an id in use has a page of its own.",
        good="id: response-rate-70\nreplaces: [seventy-percent]",
        bad="replaces: [response-85-percent], while a claim of that id is in the file",
        remedy="name ids that are gone, each at the one claim that carries on",
        check=_former_claims,
    ),
    Rule(
        code="KEY002",
        name="former-citekey",
        severity=Severity.ERROR,
        summary="A key in `formerly` is no entry's key today, whatever its capitals, and stands at one entry only.",
        why="The address of a former key leads to the entry of today; a key in use has a page of its own.",
        good="@article{Murrough2013bp, formerly = {Murrough2013},",
        bad="formerly = {Berman2000}, while an entry of that key is in the file",
        remedy="name keys that are gone, each at the one entry that carries on",
        check=_former_publications,
    ),
)
