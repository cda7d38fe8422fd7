"""
How well vetting does on whole excerpts of pages: running copy with headings, lists and cards.

A label names words of the excerpt and the rule that a reviewer reported there, ``sure`` or
``arguable``. An alert is right if a label of its rule stands in the same sentence. Only sure
labels count as missed; rules about the page as a whole, which an excerpt is not, count as
right or let stand where the reviewer reported them anywhere, and are never missed.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from benchmarks.vet_scores import FOLLOWING, TODAY, Score
from kb.vetting.engine import vet
from kb.vetting.knowledge import Knowledge
from kb.vetting.reading import read_copy
from kb.vetting.records import Alert, Copy
from kb.vetting.rule import Rule
from kb.vocabulary import Severity

#: Rules about a whole page; KL050 and KL047 are about style and are not what the reviewers looked for.
PAGE_RULES = frozenset({"KL008", "KL010", "KL024", "KL026", "KL032", "KL033", "KL043", "KL044", "KL048"})
_STYLE = frozenset({"KL047", "KL050"})


@dataclass(frozen=True, slots=True)
class Label:
    """What a reviewer reported: a rule, the words, and whether any careful reviewer would."""

    rule: str
    quote: str
    sure: bool


def read_labels(path: Path) -> dict[str, list[Label]]:
    """Return the labels by excerpt, from columns file, rule, level, sure, quote and why."""
    labels: dict[str, list[Label]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            labels[row["file"]].append(Label(row["rule"], row["quote"], row["sure"] == "sure"))
    return labels


def score_excerpts(folder: Path, rules: tuple[Rule, ...], knowledge: Knowledge) -> Score:
    """
    Return the score on the excerpts (``*.txt``) of a folder, labelled in its ``labels.csv``.

    :raises ValueError: if the words of a label do not stand in its excerpt.
    """
    score = Score()
    labels = read_labels(folder / "labels.csv")
    for page in sorted(folder.glob("*.txt")):
        copy = read_copy(page.name, page.read_bytes())
        alerts = vet(copy, knowledge, rules=rules, today=TODAY)
        _count(score, page.stem, copy, alerts, labels.get(page.name, []))
    return score


def _count(score: Score, name: str, copy: Copy, alerts: tuple[Alert, ...], labels: list[Label]) -> None:
    spans = _sentence_spans(copy)
    labelled = [(label, _sentences_of(label, copy, spans)) for label in labels]
    placed = [(alert, _sentence_at(copy, alert, spans)) for alert in alerts if alert.rule not in _STYLE]
    for alert, here in placed:
        near = {label.rule for label, where in labelled if here in where or alert.rule in PAGE_RULES}
        good = alert.rule in near or (alert.rule in FOLLOWING and bool(near))
        if alert.severity is Severity.ERROR:
            score.errors_right += good
            score.errors_wrong += not good
        sure = any(
            one.sure and one.rule == alert.rule and (here in where or alert.rule in PAGE_RULES)
            for one, where in labelled
        )
        if good and not sure:
            score.allowed[alert.rule] += 1
        elif not good:
            score.wrong[alert.rule] += 1
            score.said.append(f"wrong {alert.rule} {name}:{alert.line}")
    for label, where in labelled:
        if not label.sure or label.rule in PAGE_RULES:
            continue
        found = any(alert.rule == label.rule and here in where for alert, here in placed)
        (score.right if found else score.missed)[label.rule] += 1
        if not found:
            score.said.append(f"missed {label.rule} {name}: {label.quote[:60]!r}")
    flagged = {here for _, where in labelled for here in where}
    for index in range(len(spans)):
        if index not in flagged:
            here_alerts = [alert for alert, here in placed if here == index and alert.rule not in PAGE_RULES]
            score.clean_cases += 1
            score.clean_with_alert += bool(here_alerts)
            score.clean_with_error += any(alert.severity is Severity.ERROR for alert in here_alerts)


def _sentence_spans(copy: Copy) -> list[tuple[int, int]]:
    blocks = copy.blocks
    return [
        (
            blocks[s.block].offsets[s.start],
            blocks[s.block].offsets[min(s.start + len(s.text), len(blocks[s.block].offsets)) - 1] + 1,
        )
        for s in copy.sentences
    ]


def _sentences_of(label: Label, copy: Copy, spans: list[tuple[int, int]]) -> set[int]:
    start = copy.source.find(label.quote)
    if start < 0:
        raise ValueError(f"{copy.name}: the words of a label of {label.rule} are not there: {label.quote!r}")
    end = start + len(label.quote)
    return {index for index, (first, last) in enumerate(spans) if first < end and start < last}


def _sentence_at(copy: Copy, alert: Alert, spans: list[tuple[int, int]]) -> int:
    here = alert.line, alert.column
    return next(
        (i for i, (first, last) in enumerate(spans) if copy.place(first) <= here < copy.place(last)), -1
    )
