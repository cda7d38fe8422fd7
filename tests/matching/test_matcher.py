"""Citations made from the library's own entries, in many styles: found when held, never matched when not."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kb.matching import Decision, IndexRecord, Matcher, match_all
from kb.matching.records import Agreement
from kb.matching.rules import RULES, VETOES, Rule
from kb.models import Publication
from tests.conftest import ROOT
from tests.matching.conftest import library, matcher_of


def names(p: Publication, most: int = 3) -> str:
    shown = [f"{a.partition(',')[0]} {''.join(w[0] for w in a.partition(',')[2].split())}" for a in p.authors]
    return ", ".join(shown[:most]) + (", et al" if len(shown) > most else "")


def pages(p: Publication) -> str:
    return (p.pages or "").replace("--", "\u2013")


def broken(text: str) -> str:
    """Break lines in the middle of words, as a PDF does."""
    out, width = "", 0
    for character in text:
        out, width = out + character, width + 1
        if width > 57 and character.isalpha():
            out, width = out + "-\n", 0
    return out


STYLES: dict[str, Callable[[Publication], str]] = {
    "vancouver": lambda p: f"{names(p)}. {p.title}. {p.journal}. {p.year};{p.volume}({p.issue}):{pages(p)}.",
    "apa": lambda p: f"{names(p)} ({p.year}). {p.title}. {p.journal}, {p.volume}({p.issue}), {pages(p)}.",
    "harvard": lambda p: f"{names(p)}, {p.year}. {p.title}. {p.journal}, {p.volume}, pp.{pages(p)}.",
    "nature": lambda p: f"{names(p, 1)}. {p.title}. {p.journal} {p.volume}, {pages(p)} ({p.year}).",
    "ieee": lambda p: (
        f"[7] {names(p)}, \u201c{p.title},\u201d {p.journal}, vol. {p.volume}, pp. {pages(p)}, {p.year}."
    ),
    "lost spaces": lambda p: (
        f"{names(p).replace(' ', '')}{p.title}.{p.journal}{p.year};{p.volume}:{pages(p)}"
    ),
    "line breaks": lambda p: broken(f"{names(p)} ({p.year}) {p.title}. {p.journal} {p.volume}:{pages(p)}"),
    "capitals": lambda p: f"{names(p)}. {p.title.upper()}. {p.journal} {p.year};{p.volume}:{pages(p)}.",
    "year before": lambda p: f"{names(p)}. {p.title}. {p.journal} {(p.year or 0) - 1};{p.volume}:{pages(p)}.",
    "place alone": lambda p: f"{p.journal_abbreviation or p.journal}. {p.year};{p.volume}:{pages(p)}",
}
COMPLETE = [
    p
    for p in library()
    if p.authors and p.journal and p.year and p.volume and p.pages and "-" in p.pages and len(p.title) > 30
]


@pytest.mark.parametrize("style", STYLES)
def test_every_style_leads_to_its_publication(style: str, matcher: Matcher) -> None:
    assert len(COMPLETE) > 40
    wrong = {}
    for publication in COMPLETE:
        match = matcher.match(STYLES[style](publication))
        if (match.decision, match.key) != (Decision.MATCH, publication.citekey):
            wrong[publication.citekey] = (match.decision.value, match.rule, match.key)
    assert not [w for w in wrong.values() if w[0] == "match"]
    assert len(wrong) <= 0.05 * len(COMPLETE), wrong


def test_what_is_not_held_is_never_matched(tmp_path: Path) -> None:
    gone = {p.citekey for p in COMPLETE[::4]}
    without = matcher_of(tmp_path / "half.index", [p for p in library() if p.citekey not in gone])
    asked = [style(p) for p in COMPLETE[::4] for style in STYLES.values()]
    assert [m.citation.clean for m in map(without.match, asked) if m.decision is Decision.MATCH] == []


def test_electronic_publication_first_is_said(matcher: Matcher, publications: dict[str, Publication]) -> None:
    fava = publications["Fava2018"]
    assert fava.year == 2020
    match = matcher.match(f"Fava, M., Freeman, M.P., 2018. {fava.title}. Molecular psychiatry, p.1.")
    assert matcher.match(f"Fava M, et al. {fava.title}. Mol Psychiatry 2018, p.1").decision is Decision.MATCH
    assert (match.decision, match.key) == (Decision.MATCH, "Fava2018")
    year = next(f for f in match.fields if f.field == "year")
    assert year.text == "year differs: 2018 there, 2020 here; electronic publication may have come first"
    bare = matcher.match("Fava 2018, Molecular psychiatry, p.1")
    assert (bare.decision, bare.key, bare.rule) == (Decision.REVIEW, "Fava2018", "author and year")


def test_a_doi_of_another_work_is_a_conflict(matcher: Matcher, publications: dict[str, Publication]) -> None:
    duman, berman = publications["Duman2012"], publications["Berman2000"]
    match = matcher.match(STYLES["vancouver"](duman) + f" doi:{berman.doi}")
    assert (match.decision, match.rule) == (Decision.REVIEW, "identifier conflict")
    assert (match.key, match.runners_up[0].key) == ("Duman2012", "Berman2000")
    assert match.fields[0].agreement is Agreement.DIFFERS
    assert match.fields[0].text.startswith("identifier leads to another title: Berman2000, Antidepressant")


@pytest.mark.parametrize("form", ["PMID: {p.pmid}", "https://doi.org/{p.doi}", "{p.doi}"])
def test_an_identifier_by_itself_is_enough(
    form: str, matcher: Matcher, publications: dict[str, Publication]
) -> None:
    match = matcher.match(form.format(p=publications["Berman2000"]))
    assert (match.decision, match.key, match.rule) == (Decision.MATCH, "Berman2000", "identifier")


RECORD = IndexRecord(
    key="one",
    title="A made-up trial of something in people with something else: part I",
    authors=("Lindqvist, A", "Okafor, B"),
    journal="Journal of Made-up Medicine",
    year=2011,
    volume="12",
    first_page="101",
    last_page="109",
)
CITED = (
    "Lindqvist A, Okafor B. A made-up trial of something in people with something else: part {part}. "
    "J Made-up Med. {year};{volume}:{pages}."
)


def cited(part: str = "I", year: int = 2011, volume: int = 12, pages: str = "101-109") -> str:
    return CITED.format(part=part, year=year, volume=volume, pages=pages)


@pytest.mark.parametrize(
    ("text", "veto"),
    [
        (cited(part="II", pages="110-119"), "other part"),
        ("Erratum: " + cited(pages="300"), "other kind"),
        (cited(year=2019, volume=20, pages="101-109"), "other year"),
        (cited().replace("Lindqvist A, Okafor B", "Petrov C"), "other author"),
        (cited(volume=13, pages="7-9"), "other place"),
        (cited(pages="201-209"), "other pages"),
        (cited(pages="201").replace("something else", "chess"), "other word"),
    ],
)
def test_each_veto_keeps_a_work_like_it_from_matching(text: str, veto: str, tmp_path: Path) -> None:
    match = matcher_of(tmp_path / "x.index", [RECORD]).match(text)
    if veto != "other author":
        assert match.decision is not Decision.MATCH
        assert match.rule == veto
    else:
        unheld = replace(RECORD, volume="", first_page="", last_page="")
        match = matcher_of(tmp_path / "y.index", [unheld]).match(text)
        assert (match.decision, match.rule) == (Decision.REVIEW, veto)


def test_the_record_itself_matches_and_so_does_the_better_of_two_parts(tmp_path: Path) -> None:
    second = replace(RECORD, key="two", title=RECORD.title + "I", first_page="110", last_page="119")
    both = matcher_of(tmp_path / "x.index", [RECORD, second])
    assert [both.match(cited()).key, both.match(cited(part="II", pages="110-119")).key] == ["one", "two"]


def test_a_work_held_twice_is_still_a_match(tmp_path: Path) -> None:
    copy = replace(RECORD, key="copy", title=RECORD.title.upper(), journal="J Made-up Med", last_page="9")
    match = matcher_of(tmp_path / "x.index", [RECORD, copy]).match(cited())
    assert match.decision is Decision.MATCH
    assert {match.key, *match.same_work} == {"one", "copy"}


def test_two_works_at_one_place_are_for_review(tmp_path: Path) -> None:
    other = replace(
        RECORD, key="other", title="Something else altogether in another kind of people", authors=("Zhou, D",)
    )
    match = matcher_of(tmp_path / "x.index", [RECORD, other]).match("J Made-up Med. 2011;12:101-109")
    assert (match.decision, match.rule) == (Decision.REVIEW, "two records fit")
    assert {match.key, match.runners_up[0].key} == {"one", "other"}


HOSTILE = {
    "100 kB": "Fava M et al. " * 7_500,
    "digits": "1" * 100_000,
    "places": "12(3):4-5; " * 10_000,
    "initials": "A. " * 40_000,
    "commas": ", " * 50_000,
    "names": "Smith JA, " * 10_000,
    "FTS5 operators": '"x" AND (OR NOT) * NEAR^ ketamine',
    "right to left": "\u0627\u0644\u0643\u064a\u062a\u0627\u0645\u064a\u0646\u060c 2018 \u0627\u0644\u0627\u0643",
    "Chinese": "\u6c2f\u80fa\u916e\u6cbb\u7597\u6291\u90c1\u75c7. 2018;51(2):100-105",
    "surrogate": "\ud800 abc def ghijk 2018",
    "brackets": "(" * 50_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_citations_get_a_quick_none(name: str, matcher: Matcher) -> None:
    started = time.process_time()
    match = matcher.match(HOSTILE[name])
    assert match.decision is Decision.NONE and match.rule
    assert time.process_time() - started < 1


def test_no_year_is_no_obstacle(matcher: Matcher, publications: dict[str, Publication]) -> None:
    match = matcher.match(f"Berman RM. {publications['Berman2000'].title}. Biol Psychiatry")
    assert (match.decision, match.key) == (Decision.MATCH, "Berman2000")


def test_two_processes_give_what_one_gives(matcher: Matcher) -> None:
    texts = [STYLES["vancouver"](p) for p in COMPLETE] * 3
    one = list(match_all(texts, matcher.index.path, processes=1))
    assert list(match_all(texts, matcher.index.path, processes=2)) == one


def test_rules_and_vetoes_have_one_name_each() -> None:
    named = [rule.name for rule in (*RULES, *VETOES)]
    assert len(set(named)) == len(named)


@pytest.mark.parametrize("rule", [*RULES, *VETOES], ids=lambda rule: rule.name)
def test_every_rule_and_veto_is_documented(rule: Rule) -> None:
    page = (ROOT / "docs" / "matching.md").read_text(encoding="utf-8")
    assert f"| {rule.name} | {rule.says} |" in page
