"""
From a citation to a decision: read, block, compare, decide.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from kb.matching.blocking import by_place, candidates
from kb.matching.citation import parse_citation
from kb.matching.comparison import Comparison, Reading
from kb.matching.explain import explain
from kb.matching.index import Index, Stored
from kb.matching.records import Agreement, Citation, Decision, FieldResult, Match, RunnerUp
from kb.matching.rules import DEFAULT, RULES, VETOES, Rule, Thresholds
from kb.matching.scoring import compare
from kb.similarity import edit_likeness

#: Records shown beside the one chosen.
RUNNERS_UP = 3
#: Likeness of two titles from which, with one place, they are one work held twice.
SAME_TITLE = 0.94
#: Citations handed to a process at a time.
CHUNK = 64


class Matcher:
    """Matches citations against one index."""

    def __init__(
        self, index: Index, *, thresholds: Thresholds = DEFAULT, without: frozenset[str] = frozenset()
    ) -> None:
        """
        Match against ``index``.

        :param without: names of rules, vetoes or stages left out, to measure what they are worth.
        """
        self.index = index
        self.thresholds = thresholds
        self.rules = tuple(rule for rule in RULES if rule.name not in without)
        self.vetoes = tuple(veto for veto in VETOES if veto.name not in without)
        self.without = without

    def match(self, text: str) -> Match:
        """Return what is made of one printed citation; never raises for any text."""
        return self.match_citation(parse_citation(text))

    def match_citation(self, citation: Citation) -> Match:
        """Return what is made of a citation that was read before."""
        if citation.unusable:
            return Match(citation=citation, decision=Decision.NONE, rule=citation.unusable)
        reading = Reading.of(citation)
        found: list[Comparison] = []
        if "blocking by place" not in self.without:
            found = self._compared(reading, by_place(citation, self.index))
            result = self._decided(citation, found) if found else None
            if result and result.decision is Decision.MATCH and _settled(result, found):
                return result
        if "blocking by words" not in self.without:
            found = self._compared(reading, candidates(citation, self.index))
        return self._decided(citation, found)

    def _compared(self, reading: Reading, records: Iterable[Stored]) -> list[Comparison]:
        return sorted((compare(reading, r) for r in records), key=lambda c: (-c.score, c.record.id))

    def _decided(self, citation: Citation, found: list[Comparison]) -> Match:
        fitting: list[tuple[Comparison, Rule]] = []
        vetoed: dict[int, str] = {}
        for comparison in found[:10]:
            rule = self._first(self.rules, citation, comparison)
            veto = self._first(self.vetoes, citation, comparison)
            if veto:
                vetoed[comparison.record.id] = veto.name
            elif rule:
                fitting.append((comparison, rule))
        conflict = next((c for c in found if vetoed.get(c.record.id) == "identifier conflict"), None)
        if conflict:
            meant = fitting[0][0] if fitting else conflict
            answer = _answer(citation, Decision.REVIEW, "identifier conflict", meant, found)
            return replace(
                answer, fields=(_conflict(conflict), *(f for f in answer.fields if f.field != "identifier"))
            )
        if not fitting:
            return self._unmatched(citation, found, vetoed)
        fitting.sort(key=lambda pair: (pair[0].place_differs, -pair[0].score))
        best, rule = fitting[0]
        rivals = [c for c, _ in fitting[1:]]
        same = [c for c in rivals if _same_work(best.record, c.record)]
        others = [c for c in rivals if c not in same and best.score - c.score < self.thresholds.margin]
        if others and "margin" not in self.without:
            return _answer(citation, Decision.REVIEW, "two records fit", best, found)
        return _answer(citation, Decision.MATCH, rule.name, best, found, same)

    def _unmatched(self, citation: Citation, found: list[Comparison], vetoed: dict[int, str]) -> Match:
        worth = [c for c in found if _worth_a_look(c, self.thresholds, citation.title)]
        if not worth:
            named = [c for c in found if _named(citation, c, self.thresholds)]
            if 0 < len(named) <= RUNNERS_UP:
                return _answer(citation, Decision.REVIEW, "author and year", named[0], named)
            runners_up = _runners_up(found)
            return Match(
                citation=citation, decision=Decision.NONE, rule="nothing like it", runners_up=runners_up
            )
        best = worth[0]
        reason = vetoed.get(best.record.id, "no rule holds")
        return _answer(citation, Decision.REVIEW, reason, best, found)

    def _first(self, rules: tuple[Rule, ...], citation: Citation, comparison: Comparison) -> Rule | None:
        return next((r for r in rules if r.test(citation, comparison, self.thresholds)), None)


def match_all(
    texts: Iterable[str],
    index: Path,
    *,
    processes: int = 2,
    without: frozenset[str] = frozenset(),
    thresholds: Thresholds = DEFAULT,
) -> Iterator[Match]:
    """Match many citations, in order, each process with the index opened for itself."""
    if processes <= 1:
        matcher = Matcher(Index(index), without=without, thresholds=thresholds)
        yield from map(matcher.match, texts)
        return
    context = multiprocessing.get_context("fork")
    with context.Pool(processes, _open, (index, without, thresholds)) as pool:
        yield from pool.imap(_match, texts, CHUNK)


_matcher: list[Matcher] = []


def _open(index: Path, without: frozenset[str], thresholds: Thresholds) -> None:
    _matcher[:] = [Matcher(Index(index), without=without, thresholds=thresholds)]


def _match(text: str) -> Match:
    return _matcher[0].match(text)


def _worth_a_look(c: Comparison, t: Thresholds, cited_title: str) -> bool:
    """Alike enough, the same identifier, or another work where the cited one should stand."""
    if c.score >= t.review or c.identifier is Agreement.AGREES:
        return True
    return (
        c.place_agrees >= 2
        and (c.journal or 0) >= t.journal_alone
        and (not cited_title or c.place_agrees == 3)
    )


def _named(citation: Citation, c: Comparison, t: Thresholds) -> bool:
    """Author and year, with no more given than a journal: too little to decide, enough to show."""
    journal_fits = not citation.journal or (c.journal or 0) >= t.journal_alone
    in_time = c.year_gap is not None and (-1 <= c.year_gap <= 2 if citation.journal else c.year_gap == 0)
    return not citation.title and c.first_author is Agreement.AGREES and journal_fits and in_time


def _same_work(a: Stored, b: Stored) -> bool:
    """Whether two records of the index are one work: same title, and no place of its own."""
    if (a.pmid and b.pmid and a.pmid == b.pmid) or (a.doi and a.doi == b.doi):
        return True
    if abs(a.year - b.year) > 1 and a.year and b.year:
        return False
    pages = {p for p in (a.first_page, b.first_page) if p}
    volumes = {v for v in (a.volume, b.volume) if v}
    return edit_likeness(a.squashed, b.squashed) >= SAME_TITLE and (len(pages) < 2 or len(volumes) < 2)


def _settled(result: Match, found: list[Comparison]) -> bool:
    """Whether what the place led to is so good that words cannot lead to better."""
    chosen = next(c for c in found if c.record.key == result.key)
    return chosen.place_agrees >= 2 and chosen.place_differs == 0


def _conflict(c: Comparison) -> FieldResult:
    text = f"identifier leads to another title: {c.record.key}, {c.record.title}"
    return FieldResult(field="identifier", agreement=Agreement.DIFFERS, text=text)


def _runners_up(found: list[Comparison], chosen: Comparison | None = None) -> tuple[RunnerUp, ...]:
    rest = [c for c in found if c is not chosen][:RUNNERS_UP]
    return tuple(
        RunnerUp(key=c.record.key, pmid=c.record.pmid, title=c.record.title, score=round(c.score, 3))
        for c in rest
    )


def _answer(
    citation: Citation,
    decision: Decision,
    rule: str,
    best: Comparison,
    found: list[Comparison],
    same: Iterable[Comparison] = (),
) -> Match:
    return Match(
        citation=citation,
        decision=decision,
        rule=rule,
        key=best.record.key,
        pmid=best.record.pmid,
        title=best.record.title,
        score=round(best.score, 3),
        fields=explain(citation, best),
        runners_up=_runners_up(found, best),
        same_work=tuple(c.record.key for c in same),
    )
