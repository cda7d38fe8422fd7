"""Rules for evidence items: do they cite what exists, and say how it bears on the claim."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.rule import CLAIMS, Content, Fault, Rule
from kb.evidence.standing import COUNTED
from kb.models import Claim, EvidenceItem
from kb.near_words import did_you_mean
from kb.vocabulary import Direction, Directness, Severity, Source, Standing


def _items(content: Content) -> Iterator[tuple[Claim, EvidenceItem]]:
    for claim in content.library.claims.values():
        for item in claim.evidence:
            yield claim, item


def _at(claim: Claim, item: EvidenceItem, message: str, remedy: str = "") -> Fault:
    return Fault(f"{claim.id}: {message}", CLAIMS, item.line, remedy)


def _unknown_publication(content: Content) -> Iterator[Fault]:
    known = content.library.publications
    for claim, item in _items(content):
        citekey = item.publication
        if citekey is None or citekey in known:
            continue
        if not any(repr(citekey) in problem.message for problem in content.library.problems):
            yield _at(
                claim, item, f"evidence cites unknown citekey {citekey!r}", did_you_mean(citekey, known)
            )


def _unknown_finding(content: Content) -> Iterator[Fault]:
    known = content.library.findings
    for claim, item in _items(content):
        for key in item.findings:
            if key not in known:
                yield _at(claim, item, f"evidence rests on unknown finding {key!r}", did_you_mean(key, known))


def _unknown_fact(content: Content) -> Iterator[Fault]:
    known = content.library.regulatory_facts
    for claim, item in _items(content):
        if item.fact is not None and item.fact not in known:
            yield _at(
                claim, item, f"evidence cites unknown fact {item.fact!r}", did_you_mean(item.fact, known)
            )


def _neither_or_both(content: Content) -> Iterator[Fault]:
    for claim, item in _items(content):
        if item.publication and item.fact:
            yield _at(claim, item, f"evidence cites both {item.publication!r} and the fact {item.fact!r}")
        elif not item.publication and not item.fact:
            yield _at(claim, item, "evidence cites neither a publication nor a fact")


def _finding_of_another(content: Content) -> Iterator[Fault]:
    for claim, item in _items(content):
        for key in item.findings:
            finding = content.library.findings.get(key)
            if finding and item.publication and finding.citekey != item.publication:
                yield _at(claim, item, f"finding {key!r} is not of {item.publication}")
            elif item.fact and not item.publication:
                yield _at(claim, item, f"a regulatory fact rests on no finding such as {key!r}")


def _differs_missing(content: Content) -> Iterator[Fault]:
    for claim, item in _items(content):
        if item.directness is not Directness.DIRECT and not item.differs:
            name = item.publication or item.fact
            yield _at(claim, item, f"{name} is {item.directness.code}, and `differs` does not say on what")


def _differs_though_direct(content: Content) -> Iterator[Fault]:
    for claim, item in _items(content):
        if item.directness is Directness.DIRECT and item.differs:
            named = ", ".join(dimension.code for dimension in item.differs)
            yield _at(claim, item, f"{item.publication or item.fact} is direct, yet differs on {named}")


def _item_twice(content: Content) -> Iterator[Fault]:
    for claim in content.library.claims.values():
        seen: set[tuple[object, ...]] = set()
        for item in claim.evidence:
            key = (item.publication, item.fact, item.direction, item.findings)
            if key in seen:
                yield _at(
                    claim, item, f"{item.publication or item.fact} stands twice with the same direction"
                )
            seen.add(key)


def _fallen_support(content: Content) -> Iterator[Fault]:
    standings = content.library.standings
    for claim, item in _items(content):
        now = standings.get(item.publication or "")
        if now is None or item.direction is not Direction.SUPPORTS or now.standing in COUNTED:
            continue
        if now.standing is not Standing.SUPERSEDED:
            yield _at(claim, item, f"support from {item.publication}, which is {now.standing.code}")


def _superseded_support(content: Content) -> Iterator[Fault]:
    publications = content.library.publications
    later = {old: new.citekey for new in publications.values() for old in new.supersedes}
    for claim, item in _items(content):
        now = content.library.standings.get(item.publication or "")
        if now is None or now.standing is not Standing.SUPERSEDED or item.direction is not Direction.SUPPORTS:
            continue
        newer = later.get(item.publication or "")
        if newer is None or all(other.publication != newer for other in claim.evidence):
            rest = f" by {newer}, which the claim does not cite" if newer else ""
            yield _at(claim, item, f"support from {item.publication}, which is superseded{rest}")


def _only_from_memory(content: Content) -> Iterator[Fault]:
    library = content.library
    for claim in library.claims.values():
        supports = [
            item for item in claim.evidence if item.direction is Direction.SUPPORTS and item.publication
        ]
        rests_on = [
            library.findings[key] for item in supports for key in item.findings if key in library.findings
        ]
        has_fact = any(item.fact and item.direction is Direction.SUPPORTS for item in claim.evidence)
        if rests_on and not has_fact and all(finding.source is Source.MEMORY for finding in rests_on):
            yield _at(claim, supports[0], "every figure that supports the claim is from memory")


RULES = (
    Rule(
        code="EVD001",
        name="unknown-publication",
        severity=Severity.ERROR,
        summary="An evidence item cites a citekey of references.bib.",
        why="Evidence that cites nothing counts for nothing and would vanish from the page.",
        good="- publication: Berman2000",
        bad="- publication: Bermann2000",
        remedy="use a citekey of references.bib",
        check=_unknown_publication,
    ),
    Rule(
        code="EVD002",
        name="unknown-finding",
        severity=Severity.ERROR,
        summary="The findings of an evidence item exist.",
        why="The figure beside the claim is the finding's.",
        good="findings: [Murrough2013bp.response-series]",
        bad="findings: [Murrough2013bp.response]",
        remedy="use the id of a finding of this file",
        check=_unknown_finding,
    ),
    Rule(
        code="EVD003",
        name="unknown-fact",
        severity=Severity.ERROR,
        summary="The regulatory fact of an evidence item exists.",
        why="What a regulator decided is shown with its document and day.",
        good="- fact: us-ketamine-anaesthesia",
        bad="- fact: us-ketamine-anesthesia",
        remedy="use the id of a regulatory fact of this file",
        check=_unknown_fact,
    ),
    Rule(
        code="EVD004",
        name="neither-or-both",
        severity=Severity.ERROR,
        summary="An evidence item cites one publication or one regulatory fact.",
        why="Each item has one source, so that each can fall alone.",
        good="- publication: Berman2000",
        bad="- publication: Berman2000\n  fact: us-ketamine-anaesthesia",
        remedy="make two items of it, or name the source",
        check=_neither_or_both,
    ),
    Rule(
        code="EVD005",
        name="finding-of-another-publication",
        severity=Severity.ERROR,
        summary="The findings of an evidence item are of the publication it cites.",
        why="Otherwise one study's figure is shown under another's name.",
        good="- publication: Lally2014\n  findings: [Lally2014.onset-anhedonia]",
        bad="- publication: Berman2000\n  findings: [Lally2014.onset-anhedonia]",
        remedy="give each publication its own item",
        check=_finding_of_another,
    ),
    Rule(
        code="EVD006",
        name="differs-missing",
        severity=Severity.ERROR,
        summary="An item that is narrower or indirect says in `differs` on what.",
        why="The verdict names the dimension on which a claim reaches too far.",
        good="directness: indirect\ndiffers: [species]",
        bad="directness: indirect",
        remedy="name the dimensions in `differs`",
        check=_differs_missing,
    ),
    Rule(
        code="EVD007",
        name="differs-though-direct",
        severity=Severity.ERROR,
        summary="A direct item has no `differs`.",
        why="Direct means that it differs on nothing.",
        good="directness: direct",
        bad="directness: direct\ndiffers: [population]",
        remedy="call it narrower or indirect, or take `differs` out",
        check=_differs_though_direct,
    ),
    Rule(
        code="EVD008",
        name="item-twice",
        severity=Severity.ERROR,
        summary="A claim has no two items of one source with the same direction and findings.",
        why="One study must not look like two.",
        good="One item with both findings.",
        bad="- {publication: Berman2000, direction: supports}\n- {publication: Berman2000, direction: supports}",
        remedy="bring them together in one item",
        check=_item_twice,
    ),
    Rule(
        code="EVD009",
        name="support-that-fell",
        severity=Severity.ERROR,
        summary="No support comes from a publication that was retracted or is under an expression of concern.",
        why="It supports nothing; the verdict leaves it out already, and the page would still list it as support.",
        good="direction: inconclusive",
        bad="An item that supports and cites a retracted trial.",
        remedy="take the item out, or make it inconclusive and say why",
        check=_fallen_support,
    ),
    Rule(
        code="EVD010",
        name="superseded-support",
        severity=Severity.WARNING,
        summary="Support from a superseded edition stands beside the edition that replaced it.",
        why="The later edition may have come to another conclusion.",
        good="Items for both editions, or for the later one only.",
        bad="An item that supports and cites the earlier edition only.",
        remedy="cite the later edition",
        check=_superseded_support,
    ),
    Rule(
        code="EVD011",
        name="only-from-memory",
        severity=Severity.NOTE,
        summary="A claim's support does not rest on figures from memory alone.",
        why="Such figures are marked on the site; the first live ingest settles them.",
        good="At least one supporting finding with `source: article` or `source: pubmed`.",
        bad="Every supporting finding has `source: memory`.",
        remedy="verify one of the figures at its source",
        check=_only_from_memory,
    ),
)
