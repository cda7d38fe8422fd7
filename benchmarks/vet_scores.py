"""
How well vetting does on labelled copy.

A label is what a careful reader flags (``must``), and what they would also let stand
(``may``). An alert that is neither counts against precision, a label without an alert
against recall. On a page the labels of line 0 are about the page as a whole.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kb.vetting.engine import vet
from kb.vetting.knowledge import Knowledge
from kb.vetting.reading import read_copy
from kb.vetting.records import Alert
from kb.vetting.rule import Rule
from kb.vetting.spec_copy import spec_copy
from kb.vocabulary import Severity

ROOT = Path(__file__).parents[1]
LABELS = ROOT / "tests" / "vetting" / "labels"
SEEDS = ROOT.parent / "shared" / "seeds"
#: The day for which everything is measured.
TODAY = date(2026, 11, 21)
#: The rules that follow from others are not asked of a label that names the rule they follow from.
FOLLOWING = frozenset({"KL034", "KL049"})


@dataclass
class Score:
    """Counts of one set, by rule, and what was wrong, in words."""

    right: Counter[str] = field(default_factory=Counter)
    allowed: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    errors_right: int = 0
    errors_wrong: int = 0
    clean_cases: int = 0
    clean_with_error: int = 0
    clean_with_alert: int = 0
    said: list[str] = field(default_factory=list)

    def __add__(self, other: Score) -> Score:
        """Return the counts of both by rule; what was said of single sentences is left out."""
        return Score(
            right=self.right + other.right,
            allowed=self.allowed + other.allowed,
            wrong=self.wrong + other.wrong,
            missed=self.missed + other.missed,
        )

    def rules(self) -> dict[str, dict[str, float | int | None]]:
        """Return precision and recall by rule."""
        names = sorted({*self.right, *self.wrong, *self.missed, *self.allowed})
        return {name: self._of([name]) for name in names}

    def summary(self) -> dict[str, float | int | None]:
        """Return precision and recall over all rules, and of errors."""
        every = self._of(sorted({*self.right, *self.wrong, *self.missed, *self.allowed}))
        errors = self.errors_right + self.errors_wrong
        return {
            **every,
            "errors": errors,
            "errors_precision": round(self.errors_right / errors, 4) if errors else None,
            "clean_cases": self.clean_cases,
            "clean_cases_with_an_error": self.clean_with_error,
            "clean_cases_with_an_alert": self.clean_with_alert,
        }

    def _of(self, names: Iterable[str]) -> dict[str, float | int | None]:
        chosen = list(names)
        right, wrong, missed = (sum(c[n] for n in chosen) for c in (self.right, self.wrong, self.missed))
        allowed = sum(self.allowed[n] for n in chosen)
        found = right + allowed + wrong
        return {
            "right": right, "allowed": allowed, "wrong": wrong, "missed": missed,
            "precision": round((right + allowed) / found, 4) if found else None,
            "recall": round(right / (right + missed), 4) if right + missed else None,
        }  # fmt: skip

    def count(self, place: str, alerts: list[Alert], must: set[str], may: set[str]) -> None:
        """Count the alerts of one sentence or line against its labels."""
        found = {alert.rule for alert in alerts}
        for rule in sorted(must):
            if rule in found:
                self.right[rule] += 1
            else:
                self.missed[rule] += 1
                self.said.append(f"missed {rule} {place}")
        for alert in alerts:
            follows = alert.rule in FOLLOWING and bool(must | may)
            good = alert.rule in must or alert.rule in may or follows
            if alert.severity is Severity.ERROR:
                self.errors_right += good
                self.errors_wrong += not good
        for rule in sorted(found - must):
            follows = rule in FOLLOWING and bool(must | may)
            if rule in may or follows:
                self.allowed[rule] += 1
            else:
                self.wrong[rule] += 1
                self.said.append(f"wrong {rule} {place}")


def score_own(path: Path, rules: tuple[Rule, ...], knowledge: Knowledge) -> Score:
    """Return the score on a file of single sentences: columns must, may and text."""
    score = Score()
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            alerts = list(vet(spec_copy(row["text"]), knowledge, rules=rules, today=TODAY))
            must, may = set(row["must"].split()), set(row["may"].split())
            score.count(row["text"], alerts, must, may)
            if not must and not may:
                score.clean_cases += 1
                score.clean_with_alert += bool(alerts)
                score.clean_with_error += any(a.severity is Severity.ERROR for a in alerts)
    return score


def score_pages(path: Path, rules: tuple[Rule, ...], knowledge: Knowledge, folder: Path = SEEDS) -> Score:
    """Return the score on pages that are not in the repository; the labels name file number and line."""
    score = Score()
    labels: dict[str, dict[int, tuple[set[str], set[str]]]] = defaultdict(dict)
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            labels[row["page"]][int(row["line"])] = (set(row["must"].split()), set(row["may"].split()))
    for number, its_labels in labels.items():
        for page in folder.glob(f"{number}_*.txt"):
            _score_page(
                score,
                page,
                its_labels,
                vet(read_copy(page.name, page.read_bytes()), knowledge, rules=rules, today=TODAY),
            )
    return score


def _score_page(
    score: Score, page: Path, labels: dict[int, tuple[set[str], set[str]]], alerts: tuple[Alert, ...]
) -> None:
    whole_must, whole_may = labels.get(0, (set(), set()))
    whole = whole_must | whole_may
    by_line: dict[int, list[Alert]] = defaultdict(list)
    for alert in alerts:
        by_line[0 if alert.rule in whole else alert.line].append(alert)
    for line in sorted({*labels, *by_line}):
        must, may = labels.get(line, (set(), set()))
        may = {rule for rule in may | whole_may if rule not in must}
        score.count(f"{page.name[:3]}:{line}", by_line[line], must, may)
    for line in range(1, page.read_text(encoding="utf-8").count("\n") + 2):
        if line not in labels:
            score.clean_cases += 1
            score.clean_with_alert += bool(by_line.get(line))
            score.clean_with_error += any(a.severity is Severity.ERROR for a in by_line.get(line, []))


def library_cases(
    rules: tuple[Rule, ...], failing: Callable[[Rule], Iterator[tuple[str, str]]]
) -> dict[str, list[str]]:
    """Return the cases that fail of the rules that ask the library."""
    found = {rule.id: [f"{kind}: {case}" for kind, case in failing(rule)] for rule in rules}
    return {rule: cases for rule, cases in found.items() if cases}
