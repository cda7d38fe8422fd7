"""
What makes two records one work, as data: rules that say so, vetoes that forbid it.

A rule matches when every field reaches its level. A veto then forbids the match
unless one of its exceptions holds; a forbidden match is put before a person.
``measured`` says what each is worth in pairs, on the three labelled sets in the order cytology,
haematology, digital work, and on 98,829 unlabelled records of different works, disputed labels aside;
``docs/deduplication.md`` has the commands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from kb.deduplication.compare import Agreement, Comparison

DIFFERENT, MISSING, CLOSE, SAME = Agreement


class Decision(Enum):
    """What is to be done with a pair."""

    DUPLICATE = "duplicate"
    MAYBE = "maybe"
    DISTINCT = "distinct"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A named ground for holding two records for one work."""

    name: str
    because: str
    #: The measurement that set it.
    measured: str
    #: Least likeness of the titles.
    title: float
    #: Least number of characters in the shorter title.
    title_length: int = 0
    #: Least agreement of each field named.
    fields: dict[str, Agreement] = field(default_factory=dict)
    #: The pages must agree and be a range of more than one page.
    page_range: bool = False
    #: The earlier record must name no volume, issue or pages.
    ahead_of_print: bool = False
    #: Both must be papers of proceedings.
    proceedings: bool = False
    #: The fields with these counts must be SAME, so many of them.
    at_least: tuple[int, tuple[str, ...]] = (0, ())

    def holds(self, pair: Comparison) -> bool:
        """Say whether the pair reaches every level."""
        if pair.title < self.title or pair.title_length < self.title_length:
            return False
        if self.ahead_of_print and not pair.ahead_of_print:
            return False
        if self.proceedings and not pair.proceedings:
            return False
        if self.page_range and not pair.page_range:
            return False
        for name, level in self.fields.items():
            if getattr(pair, name) < level:
                return False
        count, names = self.at_least
        return not count or sum(getattr(pair, name) is SAME for name in names) >= count


@dataclass(frozen=True, slots=True, kw_only=True)
class Veto:
    """A named ground against holding two records for one work."""

    name: str
    because: str
    #: The measurement that set it.
    measured: str
    applies: Callable[[Comparison], bool]
    unless: Callable[[Comparison], bool] = lambda pair: False

    def forbids(self, pair: Comparison) -> bool:
        """Say whether the veto stands."""
        return self.applies(pair) and not self.unless(pair)


def _one_place(pair: Comparison) -> bool:
    """Say whether journal, volume and a range of pages agree: one place holds one work."""
    return pair.page_range and pair.volume is SAME and pair.container >= CLOSE


def _one_range(pair: Comparison) -> bool:
    """Say whether the same people have the same range of pages in a year, and nothing is against one place."""
    return (
        pair.page_range
        and pair.authors is SAME
        and pair.year is SAME
        and min(pair.volume, pair.container, pair.issue) >= MISSING
    )


def _one_spot(pair: Comparison) -> bool:
    return pair.pages is SAME and pair.volume >= MISSING and pair.container >= CLOSE and pair.authors >= CLOSE


RULES: tuple[Rule, ...] = (
    Rule(
        name="same_doi",
        because="one DOI, titles alike",
        measured="left out: 0/0/-2; from 0.93 up: 0/0/-2; no wrong pair down to 0.75",
        title=0.85,
        fields={"doi": SAME, "authors": MISSING},
    ),
    Rule(
        name="same_doi_and_title",
        because="one DOI and the same title; the authors are printed in another way",
        measured="left out: 0/0/0, other rules hold too; it serves names printed in two scripts",
        title=0.97,
        title_length=25,
        fields={"doi": SAME},
    ),
    Rule(
        name="same_doi_and_place",
        because="one DOI, same authors, pages and volume; the title is translated or cut",
        measured="left out: 0/0/0; no wrong pair at 0.30",
        title=0.30,
        fields={"doi": SAME, "authors": SAME, "pages": SAME, "volume": MISSING},
    ),
    Rule(
        name="same_pmid",
        because="one PMID, titles alike",
        measured="no labelled set has PMIDs",
        title=0.80,
        fields={"pmid": SAME, "authors": MISSING},
    ),
    Rule(
        name="title_and_place",
        because="titles and authors alike, same pages, journal and volume not against it",
        measured="left out: -1/-3/-6; from 0.95 up: 0/0/-5; no wrong pair down to 0.75",
        title=0.90,
        fields={"authors": CLOSE, "pages": SAME, "volume": MISSING, "year": MISSING},
    ),
    Rule(
        name="title_and_place_of_a_group",
        because="same title, journal, volume and range of pages; a group or nobody stands for the authors in one",
        measured="left out: -8/0/0; at 0.93 one pair more in the unlabelled records",
        title=0.97,
        title_length=25,
        fields={"volume": SAME, "container": CLOSE, "year": MISSING},
        page_range=True,
    ),
    Rule(
        name="place_and_authors",
        because="same journal, volume, range of pages and authors; the title is translated or cut",
        measured="left out: 0/-2/-3; at 0.30 two wrong pairs in the third set, none at 0.45",
        title=0.45,
        fields={"authors": SAME, "volume": SAME, "container": CLOSE, "year": MISSING},
        page_range=True,
    ),
    Rule(
        name="title_and_volume",
        because="same title, authors, journal and volume; one record has no pages",
        measured="left out: -2/-1/0; from 0.99 up: 0/-1/0; at 0.93 two pairs more in the unlabelled records",
        title=0.95,
        title_length=25,
        fields={
            "authors": SAME,
            "container": CLOSE,
            "volume": SAME,
            "issue": MISSING,
            "pages": MISSING,
            "year": MISSING,
        },
    ),
    Rule(
        name="title_without_place",
        because="same title, authors and year; journal not against it; one record does not say where",
        measured="left out: -1/-2/-4; at 0.93 two pairs more in the unlabelled records, none at 0.95",
        title=0.97,
        title_length=25,
        fields={
            "authors": SAME,
            "container": MISSING,
            "volume": MISSING,
            "pages": MISSING,
            "issue": MISSING,
            "year": SAME,
        },
    ),
    Rule(
        name="ahead_of_print",
        because="same title, authors and journal a year apart; one record is from before volume and pages were given",
        measured="left out: 0/0/0; no pair of the unlabelled records down to 0.85",
        title=0.98,
        title_length=40,
        fields={"authors": SAME, "container": SAME, "year": CLOSE},
        ahead_of_print=True,
    ),
    Rule(
        name="proceedings_of_the_next_year",
        because="same title and authors in proceedings a year apart: held in one year, published in the next",
        measured="left out: 0/0/-3",
        title=0.97,
        title_length=40,
        fields={"authors": SAME, "volume": MISSING, "pages": MISSING, "year": CLOSE},
        proceedings=True,
    ),
    Rule(
        name="translated_journal",
        because="same title, authors, volume, issue and year; the journal's name is given in two languages",
        measured="left out: 0/0/-2; at 0.93 one pair more in the unlabelled records",
        title=0.97,
        title_length=40,
        fields={"authors": SAME, "volume": SAME, "issue": SAME, "pages": MISSING, "year": SAME},
    ),
    Rule(
        name="misprinted_page",
        because="same title, authors, journal and volume; one end of the pages agrees",
        measured="left out: 0/-1/0; from 0.95 up: 0/-1/0; at 0.90 one pair more in the unlabelled records",
        title=0.93,
        title_length=30,
        fields={"authors": CLOSE, "container": CLOSE, "volume": SAME, "pages": CLOSE, "year": MISSING},
    ),
    Rule(
        name="misprinted_volume_or_year",
        because="same title, authors, journal and range of pages; volume or year differs",
        measured="left out: 0/0/0, and two right ones of the unlabelled records; at 0.93 one pair more there",
        title=0.95,
        title_length=30,
        fields={"authors": SAME, "container": CLOSE},
        page_range=True,
        at_least=(1, ("volume", "year")),
    ),
)

VETOES: tuple[Veto, ...] = (
    Veto(
        name="other_kind",
        because="one is a correction, retraction, reply or comment, the other is not",
        measured="left out: 0/0/0 wrong; forbids a letter with its reply in the second set",
        applies=lambda pair: pair.kind is DIFFERENT,
        unless=_one_spot,
    ),
    Veto(
        name="titles_contradict",
        because="the titles name different parts, numbers, groups or methods",
        measured="left out: 0/0/0 wrong; forbids two abstracts on one page of the first set",
        applies=lambda pair: bool(pair.title_contradiction),
        unless=lambda pair: (_one_place(pair) and pair.authors is SAME) or _one_range(pair),
    ),
    Veto(
        name="number_on_one_side",
        because="only one title has a number: a second part, or another edition",
        measured="left out: 0/0/0 wrong; puts parts before a person",
        applies=lambda pair: bool(pair.extra_number),
        unless=lambda pair: _one_spot(pair) or _one_range(pair),
    ),
    Veto(
        name="short_title",
        because="so short a title comes back in many issues, and the volume is not said",
        measured="left out: 0/0/0 wrong; bounds title_and_place, which no volume may contradict but none need affirm",
        applies=lambda pair: pair.title_length < 25 and pair.volume is not SAME,
        unless=lambda pair: pair.doi is SAME or pair.pmid is SAME or _one_range(pair),
    ),
    Veto(
        name="other_edition",
        because="a Cochrane review keeps its number in every edition, and the years or issues differ",
        measured="no labelled set has Cochrane numbers in two editions",
        applies=lambda pair: pair.editions,
        unless=lambda pair: pair.doi is SAME,
    ),
    Veto(
        name="other_doi",
        because="each record has a DOI of its own",
        measured="alone it forbids 53 of the 66 wrong pairs that stand without any veto",
        applies=lambda pair: pair.doi is DIFFERENT,
        unless=lambda pair: _one_place(pair) and pair.title >= 0.9,
    ),
    Veto(
        name="other_pmid",
        because="each record has a PMID of its own",
        measured="no labelled set has PMIDs",
        applies=lambda pair: pair.pmid is DIFFERENT,
    ),
    Veto(
        name="other_issue",
        because="the issues differ, and each issue may have begun its pages anew",
        measured="left out: 13 wrong pairs in the third set; alone it forbids all 66",
        applies=lambda pair: pair.issue is DIFFERENT,
        unless=lambda pair: (pair.pages is SAME and pair.title_length >= 25) or pair.doi is SAME,
    ),
    Veto(
        name="other_volume",
        because="the volumes differ",
        measured="left out: 0/0/0 wrong; bounds same_pmid and guards groups",
        applies=lambda pair: pair.volume is DIFFERENT,
        unless=lambda pair: (pair.pages is SAME and pair.title_length >= 25) or pair.doi is SAME,
    ),
    Veto(
        name="other_pages",
        because="the pages differ: an abstract of a meeting and its article, or two parts",
        measured="left out: 0/0/0 wrong; bounds same_doi and same_pmid, and guards groups",
        applies=lambda pair: pair.pages is DIFFERENT,
        unless=lambda pair: pair.doi is SAME and pair.title >= 0.97,
    ),
    Veto(
        name="other_journal",
        because="the journals differ: the work was published twice, or presented before it was printed",
        measured="left out: 0/0/0 wrong; bounds title_and_place, and guards groups",
        applies=lambda pair: pair.container is DIFFERENT,
        unless=lambda pair: (
            pair.doi is SAME
            or (pair.page_range and pair.volume >= MISSING and pair.authors >= CLOSE and pair.title >= 0.95)
            or (pair.volume is SAME and pair.issue is SAME and pair.authors is SAME and pair.title >= 0.97)
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The decision on a pair, and the names of the rule and of the veto that made it."""

    decision: Decision
    rule: str = ""
    veto: str = ""
    because: str = ""


def _looks_alike(pair: Comparison) -> bool:
    """Say whether a person should see the pair though no rule holds: same title, authors and time, another place."""
    return (
        pair.title >= 0.95
        and pair.title_length >= 30
        and not pair.title_contradiction
        and pair.authors >= CLOSE
        and pair.kind is SAME
        and pair.year >= CLOSE
        and (
            pair.doi is not DIFFERENT
            or (pair.authors is SAME and pair.container is SAME and pair.title_length >= 40)
        )
    )


def judge(pair: Comparison, rules: tuple[Rule, ...] = RULES, vetoes: tuple[Veto, ...] = VETOES) -> Judgement:
    """Decide on a pair: the first rule that holds, unless a veto stands."""
    veto = next((veto for veto in vetoes if veto.forbids(pair)), None)
    rule = next((rule for rule in rules if rule.holds(pair)), None)
    if rule and not veto:
        return Judgement(Decision.DUPLICATE, rule.name, "", rule.because)
    if rule and veto:
        return Judgement(Decision.MAYBE, rule.name, veto.name, f"{rule.because}; but {veto.because}")
    if _looks_alike(pair):
        against = veto.because if veto else "too little else agrees"
        return Judgement(
            Decision.MAYBE, "", veto.name if veto else "", f"titles and authors alike; but {against}"
        )
    return Judgement(Decision.DISTINCT, "", veto.name if veto else "", veto.because if veto else "")
