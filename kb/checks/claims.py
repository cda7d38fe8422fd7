"""Rules for claims: are they whole, fair, and due."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.likeness import title_key
from kb.checks.rule import CLAIMS, Content, Fault, Rule
from kb.evidence.standing import COUNTED
from kb.evidence.units import ROLE_UNITS
from kb.models import Claim, EvidenceItem, Quantity
from kb.vocabulary import Comparison, Direction, Directness, Severity, Unit

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DIRECT = (Directness.DIRECT, Directness.NARROWER)


def _claims(content: Content) -> Iterator[Claim]:
    yield from content.library.claims.values()


def _at(claim: Claim, message: str, remedy: str = "", line: int = 0) -> Fault:
    return Fault(f"{claim.id}: {message}", CLAIMS, line or claim.line, remedy)


def _no_evidence(content: Content) -> Iterator[Fault]:
    for claim in _claims(content):
        if not claim.evidence and not claim.no_evidence and not claim.not_assessable:
            yield _at(claim, "no evidence, and neither `no_evidence` nor `not_assessable` says why")


def _needless_no_evidence(content: Content) -> Iterator[Fault]:
    for claim in _claims(content):
        if claim.evidence and claim.no_evidence:
            yield _at(claim, "`no_evidence` is given, and so is evidence")


def _one_sided(content: Content) -> Iterator[Fault]:
    for claim in _claims(content):
        if not claim.evidence or any(item.direction is not Direction.SUPPORTS for item in claim.evidence):
            continue
        missing = {key: other for other in _claims(content) for key in _contrary(content, claim, other)}
        for citekey, other in sorted(missing.items()):
            message = f"only support is cited, but {citekey} contradicts {other.id!r}, which rests on the same support"
            yield _at(claim, message)


def _contrary(content: Content, claim: Claim, other: Claim) -> Iterator[str]:
    """Citekeys that contradict ``other`` and would bear on ``claim``, as far as their scopes tell."""
    a, b = claim.about, other.about
    if other is claim or (a.outcome, a.population, a.window, a.drug) != (
        b.outcome,
        b.population,
        b.window,
        b.drug,
    ):
        return
    cited = {item.publication for item in claim.evidence}
    supporters = {item.publication for item in claim.evidence if item.directness in _DIRECT}
    shared = {
        item.publication
        for item in other.evidence
        if item.direction is Direction.SUPPORTS
        and item.directness in _DIRECT
        and item.publication in supporters
    }
    if not shared - {None}:
        return
    for item in other.evidence:
        if item.publication and item.publication not in cited and _contradicts(content, item):
            yield item.publication


def _contradicts(content: Content, item: EvidenceItem) -> bool:
    now = content.library.standings.get(item.publication or "")
    stands = now is not None and now.standing in COUNTED
    return stands and item.direction is Direction.CONTRADICTS and item.directness in _DIRECT


def _id_shape(content: Content) -> Iterator[Fault]:
    for claim in _claims(content):
        if not _SLUG.fullmatch(claim.id) or len(claim.id) > 80:
            yield _at(claim, "the id is not lower-case words joined by hyphens, 80 characters at most")


def _statement_shape(content: Content) -> Iterator[Fault]:
    for claim in _claims(content):
        if not claim.statement.endswith("."):
            yield _at(claim, "the statement does not end with a full stop")
        elif not (claim.statement[0].isupper() or claim.statement[0].isdigit()):
            yield _at(claim, "the statement does not begin with a capital letter")


def _no_wording(content: Content) -> Iterator[Fault]:
    for claim in _claims(content):
        if not claim.wordings:
            yield _at(claim, "no wording that people use for it")


def _unit_does_not_fit_role(content: Content) -> Iterator[Fault]:
    for claim, quantity in _quantities(content):
        allowed = ROLE_UNITS.get(quantity.role)
        if allowed and quantity.unit not in allowed:
            units = ", ".join(sorted(unit.code for unit in allowed))
            message = f"{quantity.role.code} in {quantity.unit.code}"
            yield _at(claim, message, f"one of: {units}", quantity.line)


def _quantities(content: Content) -> Iterator[tuple[Claim, Quantity]]:
    for claim in _claims(content):
        for quantity in claim.quantities:
            yield claim, quantity


def _range_shape(content: Content) -> Iterator[Fault]:
    for claim, quantity in _quantities(content):
        if quantity.comparison is Comparison.RANGE and quantity.high is None:
            yield _at(claim, "a range without `high`", line=quantity.line)
        elif quantity.high is not None and quantity.high <= quantity.value:
            yield _at(claim, f"a range from {quantity.value} to {quantity.high}", line=quantity.line)
        elif quantity.high is not None and quantity.comparison not in (Comparison.RANGE, Comparison.ABOUT):
            message = f"`high` is given, but the comparison is {quantity.comparison.code!r}"
            yield _at(claim, message, line=quantity.line)


def _impossible_quantity(content: Content) -> Iterator[Fault]:
    for claim, quantity in _quantities(content):
        ends = [quantity.value] if quantity.high is None else [quantity.value, quantity.high]
        is_share = ROLE_UNITS.get(quantity.role) == frozenset({Unit.PERCENT})
        if any(end < 0 for end in ends):
            yield _at(claim, f"{quantity.role.code} of {min(ends)}", line=quantity.line)
        elif is_share and any(end > 100 for end in ends):
            yield _at(claim, f"{quantity.role.code} of {max(ends)}%", line=quantity.line)


def _needless_verdict(content: Content) -> Iterator[Fault]:
    for claim in _claims(content):
        own = claim.curator_verdict
        if own and own.verdict is content.library.rulings[claim.id].verdict:
            yield _at(claim, f"the rule says {own.verdict.code} too", line=own.line)


def _assessable_after_all(content: Content) -> Iterator[Fault]:
    for claim in _claims(content):
        direct = [item for item in claim.evidence if item.directness in _DIRECT]
        if claim.not_assessable and direct:
            names = ", ".join(item.publication or item.fact or "?" for item in direct)
            yield _at(claim, f"`not_assessable` is given, but {names} bears on it directly")


def _due_too_early(content: Content) -> Iterator[Fault]:
    for claim in _claims(content):
        review = claim.review
        if review.due <= review.reviewed_on:
            yield _at(claim, f"due on {review.due}, reviewed on {review.reviewed_on}", line=review.line)


def _overdue(content: Content) -> Iterator[Fault]:
    for claim in _claims(content):
        if claim.review.due < content.today:
            yield _at(claim, f"its review was due on {claim.review.due}", line=claim.review.line)


def _reviewed_in_future(content: Content) -> Iterator[Fault]:
    for claim in _claims(content):
        if claim.review.reviewed_on > content.today:
            yield _at(
                claim, f"reviewed on {claim.review.reviewed_on}, which is to come", line=claim.review.line
            )


def _same_statement(content: Content) -> Iterator[Fault]:
    seen: dict[str, Claim] = {}
    for claim in _claims(content):
        first = seen.setdefault(title_key(claim.statement), claim)
        if first is not claim:
            yield _at(claim, f"the same statement as {first.id!r}")


def _shared_wording(content: Content) -> Iterator[Fault]:
    seen: dict[str, Claim] = {}
    for claim in _claims(content):
        for wording in dict.fromkeys(title_key(wording) for wording in claim.wordings):
            first = seen.setdefault(wording, claim)
            if first is not claim:
                yield _at(claim, f"the wording {wording!r} stands at {first.id!r} too")


RULES = (
    Rule(
        code="CLM001",
        name="no-evidence",
        severity=Severity.ERROR,
        summary="A claim has evidence, or says why it has none.",
        why="An empty page reads like an oversight; `no_evidence` says what was looked for.",
        good="no_evidence: PubMed was searched for trials of lozenges at home; none was found.",
        bad="evidence: []",
        remedy="add evidence, or say in `no_evidence` what was looked for, or in `not_assessable` why nothing could",
        check=_no_evidence,
    ),
    Rule(
        code="CLM002",
        name="needless-no-evidence",
        severity=Severity.ERROR,
        summary="`no_evidence` is given only where evidence is empty.",
        why="Both at once contradict each other on the claim's page.",
        good="no_evidence: Nothing was found in PubMed.\nevidence: []",
        bad="no_evidence: Nothing was found in PubMed.\nevidence:\n  - publication: Berman2000",
        remedy="take `no_evidence` out",
        check=_needless_no_evidence,
    ),
    Rule(
        code="CLM003",
        name="one-sided",
        severity=Severity.WARNING,
        summary="A claim does not stand on support alone where the library holds contrary evidence.",
        why="A heuristic: another claim about the same outcome, people, drug and time shares a direct supporting "
        "publication with this one, so that the two point the same way, and cites a contradicting publication that "
        "still stands; then that publication most likely bears on this claim too.",
        good="Evidence that cites the contrary trial, as contradicting or as inconclusive with a reason.",
        bad="Supporting items only, while a sister claim with the same support cites a trial against it.",
        remedy="cite it here too, as contradicting or as inconclusive, and say why",
        check=_one_sided,
    ),
    Rule(
        code="CLM004",
        name="claim-id",
        severity=Severity.ERROR,
        summary="A claim's id is lower-case words and digits joined by hyphens.",
        why="The id is the address of the claim's page.",
        good="id: response-70-percent",
        bad="id: Response_70%",
        remedy="write it like response-70-percent",
        check=_id_shape,
    ),
    Rule(
        code="CLM005",
        name="statement-shape",
        severity=Severity.ERROR,
        summary="A statement is a sentence: it begins with a capital letter and ends with a full stop.",
        why="It is the heading of the claim's page and is quoted in lists.",
        good="statement: Ketamine begins to work within a day.",
        bad="statement: works within a day",
        remedy="make it one neutral sentence",
        check=_statement_shape,
    ),
    Rule(
        code="CLM006",
        name="no-wording",
        severity=Severity.ERROR,
        summary="A claim has at least one wording that people use for it.",
        why="The search finds claims by these wordings.",
        good="wordings: [seven in ten patients respond]",
        bad="wordings: []",
        remedy="add a short phrasing of our own",
        check=_no_wording,
    ),
    Rule(
        code="CLM007",
        name="unit-does-not-fit-role",
        severity=Severity.ERROR,
        summary="A number's unit is one its role can have.",
        why="Claims and findings are compared by role and unit.",
        good="{role: onset, value: 40, unit: minutes}",
        bad="{role: onset, value: 40, unit: percent}",
        remedy="see the table of roles and units",
        check=_unit_does_not_fit_role,
    ),
    Rule(
        code="CLM008",
        name="range-shape",
        severity=Severity.ERROR,
        summary="A range has both ends, the lower first; other comparisons have one number.",
        why="The less daring end of a range is compared with the evidence.",
        good="{comparison: range, value: 60, high: 70}",
        bad="{comparison: range, value: 70, high: 60}",
        remedy="give `comparison: range` with `value` below `high`",
        check=_range_shape,
    ),
    Rule(
        code="CLM009",
        name="needless-curator-verdict",
        severity=Severity.WARNING,
        summary="A curator's verdict differs from the rule's.",
        why="It is there to depart from the rule with a reason; once the rule agrees, it only hides later changes.",
        good="No `curator_verdict`.",
        bad="curator_verdict: {verdict: mixed, because: …} where the rule says mixed.",
        remedy="take `curator_verdict` out",
        check=_needless_verdict,
    ),
    Rule(
        code="CLM010",
        name="assessable-after-all",
        severity=Severity.ERROR,
        summary="`not_assessable` is given only where no item bears on the claim directly.",
        why="A claim that a study speaks of directly is one that a study can settle.",
        good="not_assessable: A promise about how somebody will feel.",
        bad="not_assessable: …\nevidence:\n  - {publication: Berman2000, directness: direct}",
        remedy="take `not_assessable` out, or call the item indirect and say on what it differs",
        check=_assessable_after_all,
    ),
    Rule(
        code="CLM011",
        name="due-too-early",
        severity=Severity.ERROR,
        summary="A review is due after the day it was done.",
        why="Otherwise it is overdue from the start.",
        good="review: {by: curator, reviewed_on: 2026-11-21, due: 2027-11-21}",
        bad="review: {by: curator, reviewed_on: 2026-11-21, due: 2026-11-21}",
        remedy="set `due` to the next review",
        check=_due_too_early,
    ),
    Rule(
        code="CLM012",
        name="review-overdue",
        severity=Severity.WARNING,
        summary="Claims are reviewed by the day they are due.",
        why="Studies appear and are retracted; a verdict ages.",
        good="due: 2027-11-21",
        bad="due: 2020-01-01",
        remedy="run the claim's `search`, look again, and set `reviewed_on` and `due`",
        check=_overdue,
    ),
    Rule(
        code="CLM013",
        name="reviewed-in-future",
        severity=Severity.ERROR,
        summary="A review was done today or earlier.",
        why="A day to come is a slip of the year.",
        good="reviewed_on: 2026-11-21",
        bad="reviewed_on: 2062-11-21",
        remedy="set `reviewed_on` to the day of the review",
        check=_reviewed_in_future,
    ),
    Rule(
        code="CLM014",
        name="same-statement",
        severity=Severity.ERROR,
        summary="No two claims make the same statement.",
        why="Mentions and evidence would be split between two pages.",
        good="One claim with both mentions.",
        bad="Two claims with one statement.",
        remedy="merge the claims",
        check=_same_statement,
    ),
    Rule(
        code="CLM015",
        name="impossible-quantity",
        severity=Severity.ERROR,
        summary="A number is not negative, and a share of people not above 100%.",
        why="Such a number is a slip; how a claim puts it is said by `role` and `comparison`.",
        good="{role: response-rate, value: 70, unit: percent}",
        bad="{role: response-rate, value: 700, unit: percent}",
        remedy="look at the page again",
        check=_impossible_quantity,
    ),
    Rule(
        code="CLM016",
        name="shared-wording",
        severity=Severity.NOTE,
        summary="A wording belongs to one claim.",
        why="A sentence that fits two claims leaves open which of them it makes.",
        good="wordings: [seven in ten patients respond]",
        bad="The same wording under two claims.",
        remedy="make the wordings more precise, or keep it at the claim it fits best",
        check=_shared_wording,
    ),
)
