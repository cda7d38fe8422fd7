"""The copy marked up with its alerts beside it, as a piece of HTML for the report and for the site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from kb.vetting.output.report import Report, VettedPage
from kb.vetting.placing import Placer
from kb.vetting.records import Alert, Block, BlockKind
from kb.vocabulary import Severity

#: What a reader does not see on the page is labelled.
_LABELS = {
    BlockKind.TITLE: "Page title",
    BlockKind.META_DESCRIPTION: "Description for search engines",
    BlockKind.ALT_TEXT: "Text in place of an image",
    BlockKind.JSON_LD: "Structured data",
    BlockKind.BUTTON: "Button",
    BlockKind.CAPTION: "Caption",
    BlockKind.REFERENCE: "Reference",
}
#: A page that answers a form is gone once it is left, so links open beside it.
_TAB = ' target="_blank" rel="noopener"'
_GRAVEST = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class _Mark:
    number: int
    """Of the alert on the page, from 1."""
    alert: Alert
    start: int
    end: int
    """Offsets in the block's text."""


def page_html(report: Report, page: VettedPage, prefix: str = "a") -> str:
    """
    Return the alerts about the whole page, then every block with its alerts beside it.

    Everything from the copy is escaped. ``prefix`` begins the ids, so that several pages
    can stand in one document.
    """
    blocks, loose = _by_block(page)
    parts = []
    if loose:
        items = "".join(_alert(report, number, alert, prefix) for number, alert in loose)
        label = '<p class="vet-label">About the whole page</p>'
        parts.append(f'<div class="vet-page">{label}<ol class="vet-alerts">{items}</ol></div>')
    for index, block in enumerate(page.copy.blocks):
        parts.append(_block(report, block, blocks.get(index, []), prefix))
    return f'<div class="vetted">{"".join(parts)}</div>'


def claims_html(report: Report, page: VettedPage) -> str:
    """Return the claims that the copy makes, as a table; empty if it makes none."""
    rows = "".join(_claim_row(report, page, index, name, differs) for index, name, differs in _found(page))
    if not rows:
        return ""
    names = ("Line", "Claim", "Verdict", "The sentence differs")
    head = f"<tr>{''.join(f'<th scope=col>{name}</th>' for name in names)}</tr>"
    head = f'<caption class="hidden">The claims that the copy makes</caption><thead>{head}</thead>'
    return f'<div class="scroll"><table class="vet-claims">{head}<tbody>{rows}</tbody></table></div>'


def _found(page: VettedPage) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    for index, found in page.found:
        yield index, found.claim, found.differs


def _claim_row(report: Report, page: VettedPage, index: int, name: str, differs: tuple[str, ...]) -> str:
    sentence = page.copy.sentences[index]
    line = (
        page.copy.place(page.copy.blocks[sentence.block].offsets[sentence.start])[0] if sentence.text else 1
    )
    claim = report.claims.get(name)
    statement = escape(claim.statement if claim else name)
    url = report.claim_url(name)
    linked = f'<a href="{escape(url)}"{_TAB}>{statement}</a>' if url else statement
    verdict = escape(claim.verdict.words) if claim else ""
    how_sure = f" ({escape(claim.certainty.words)} certainty)" if claim else ""
    cells = "".join(f"<td>{cell}</td>" for cell in (linked, verdict + how_sure, escape("; ".join(differs))))
    return f"<tr><th scope=row>{line}</th>{cells}</tr>"


def _by_block(page: VettedPage) -> tuple[dict[int, list[_Mark]], list[tuple[int, Alert]]]:
    placer = Placer(page.copy)
    blocks: dict[int, list[_Mark]] = {}
    loose: list[tuple[int, Alert]] = []
    for number, alert in enumerate(page.alerts, 1):
        place = placer.place(alert)
        if place is None:
            loose.append((number, alert))
            continue
        sentence = page.copy.sentences[place.sentence]
        mark = _Mark(number, alert, sentence.start + place.start, sentence.start + place.end)
        blocks.setdefault(sentence.block, []).append(mark)
    return blocks, loose


def _block(report: Report, block: Block, marks: Sequence[_Mark], prefix: str) -> str:
    label = f'<p class="vet-label">{_LABELS[block.kind]}</p>' if block.kind in _LABELS else ""
    text = f'<p class="vet-{block.kind.code}">{_marked(block.text, marks, prefix)}</p>'
    beside = ""
    if marks:
        items = "".join(_alert(report, mark.number, mark.alert, prefix) for mark in marks)
        beside = f'<ol class="vet-alerts">{items}</ol>'
    return f'<div class="vet-block"><div class="vet-copy">{label}{text}</div>{beside}</div>'


def _marked(text: str, marks: Sequence[_Mark], prefix: str) -> str:
    """Return the text with each alert's span in ``mark``; where spans overlap the gravest shows."""
    edges = sorted({0, len(text), *(m.start for m in marks), *(min(m.end, len(text)) for m in marks)})
    parts = []
    for start, end in pairwise(edges):
        piece = escape(text[start:end])
        over = [mark for mark in marks if mark.start <= start and end <= mark.end]
        if over:
            worst = min(over, key=lambda mark: _GRAVEST[mark.alert.severity]).alert.severity
            piece = f'<mark class="vet-{worst.code}">{piece}</mark>'
        ending = [mark for mark in marks if min(mark.end, len(text)) == end]
        numbers = "<sup>, </sup>".join(
            f'<sup><a href="#{prefix}{m.number}">{m.number}</a></sup>' for m in ending
        )
        parts.append(piece + numbers)
    return "".join(parts)


def _alert(report: Report, number: int, alert: Alert, prefix: str) -> str:
    rule = escape(f"{alert.rule} {report.title(alert.rule)}" if alert.rule in report.rules else alert.rule)
    rule_url = report.rule_url(alert.rule)
    shown = f'<a href="{escape(rule_url)}"{_TAB}>{rule}</a>' if rule_url else rule
    rows = [f'<p class="vet-head"><strong>{number}. {alert.severity.code.capitalize()}</strong> {shown}</p>']
    rows.append(f"<p>{escape(alert.message)}</p>")
    if alert.suggestion:
        rows.append(f'<p class="vet-instead"><strong>Instead:</strong> {escape(alert.suggestion)}</p>')
    rows.append(_grounds(report, alert))
    return f'<li class="vet-{alert.severity.code}" id="{prefix}{number}">{"".join(rows)}</li>'


def _grounds(report: Report, alert: Alert) -> str:
    parts = []
    if alert.claim:
        known = report.claims.get(alert.claim)
        name = escape((known.statement if known else alert.claim).rstrip("."))
        url = report.claim_url(alert.claim)
        parts.append(f'Claim: <a href="{escape(url)}"{_TAB}>{name}</a>' if url else f"Claim: {name}")
    if alert.evidence:
        parts.append(f"Evidence: {escape(', '.join(alert.evidence))}")
    if alert.basis:
        parts.append(f"Ground: {escape('; '.join(alert.basis))}")
    return f'<p class="vet-ground">{". ".join(parts)}</p>' if parts else ""
