"""
The rules that decide, and the vetoes, each by its name; thresholds are data.

A rule says that a record is the work a citation means; a veto that it cannot be, whatever the
rules say: a vetoed record is at best shown for review. The measurements that set the
thresholds are in docs/matching.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kb.matching.comparison import Comparison
from kb.matching.normalize import last_page, page_digits
from kb.matching.records import Agreement, Citation

A = Agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """The numbers in the rules; each was set on one half of the benchmark and tried on the other."""

    #: Likeness (0 to 100) from which a title counts as the same.
    title: float = 92.0
    #: From which it counts as the same where year, volume, page and author all agree.
    title_worn: float = 76.0
    #: Letters and digits from which a title alone says something.
    title_long: int = 30
    #: Share of a journal's words in common.
    journal: float = 0.6
    #: The same where there is no title to lean on.
    journal_alone: float = 0.66
    #: Share of the citation's words that the record must explain where there is no title.
    explained: float = 0.5
    #: Score from which a record is worth a person's look.
    review: float = 0.34
    #: Two works whose scores differ by less are too close to call.
    margin: float = 0.04


DEFAULT = Thresholds()
Test = Callable[[Citation, Comparison, Thresholds], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named test on a comparison."""

    name: str
    says: str
    test: Test


def _support(c: Comparison, t: Thresholds) -> int:
    """How many of author, year, volume, page and journal speak for the record."""
    return (
        (c.first_author in (A.AGREES, A.CLOSE))
        + (c.year in (A.AGREES, A.CLOSE))
        + (c.volume is A.AGREES)
        + (c.first_page is A.AGREES)
        + ((c.journal or 0) >= t.journal)
    )


def _identifier(citation: Citation, c: Comparison, t: Thresholds) -> bool:
    if c.identifier is not A.AGREES:
        return False
    return c.title >= t.title_worn or c.place_agrees == 3 or (not citation.title and c.place_differs <= 1)


def _title_and_place(citation: Citation, c: Comparison, t: Thresholds) -> bool:
    return c.title >= t.title and _support(c, t) >= 3 and (c.place_agrees >= 2 or c.first_page is A.AGREES)


def _published_early(c: Comparison, t: Thresholds) -> bool:
    """Cited from the electronic publication: up to two years before the issue, without volume or pages."""
    return (
        c.year_gap in (1, 2)
        and c.title >= t.title
        and c.title_whole
        and c.title_length >= t.title_long
        and c.first_author is A.AGREES
        and (c.journal or 0) >= t.journal
        and c.volume is A.UNKNOWN
        and c.first_page is A.UNKNOWN
    )


def _title_and_author(citation: Citation, c: Comparison, t: Thresholds) -> bool:
    return (
        c.title >= t.title
        and c.title_length >= t.title_long
        and c.title_whole
        and c.first_author is A.AGREES
        and (c.year in (A.AGREES, A.CLOSE, A.UNKNOWN) or _published_early(c, t))
        and (c.place_differs == 0 or c.place_agrees >= 2 or _published_early(c, t))
        and ((c.journal or 0) >= t.journal or not citation.journal)
    )


def _worn_title(citation: Citation, c: Comparison, t: Thresholds) -> bool:
    return (
        c.title >= t.title_worn
        and c.place_agrees >= 2
        and c.first_page is A.AGREES
        and (c.first_author in (A.AGREES, A.CLOSE) or (c.place_agrees == 3 and c.last_page is A.AGREES))
        and (c.journal or 0) >= t.journal
    )


def _title_cut(citation: Citation, c: Comparison, t: Thresholds) -> bool:
    return (
        c.title_cut >= t.title
        and c.place_agrees >= 2
        and c.first_page is A.AGREES
        and c.first_author is not A.DIFFERS
        and (c.journal or 0) >= t.journal
    )


def _title_alone(citation: Citation, c: Comparison, t: Thresholds) -> bool:
    return (
        c.title >= 97
        and c.title_length >= 40
        and c.title_whole
        and c.year in (A.AGREES, A.CLOSE, A.UNKNOWN)
        and c.place_differs == 0
        and c.unexplained <= 3
        and c.first_author is not A.DIFFERS
    )


def _runs_on(citation: Citation, c: Comparison) -> bool:
    """Whether cited and held pages both run over three or more: no other work begins there."""
    first = page_digits(c.record.first_page)
    cited = last_page(first, citation.place.last_page) if citation.place else ""
    ends = [int(end) for end in (cited, c.record.last_page) if end]
    return bool(first) and len(ends) == 2 and min(ends) - int(first) >= 2


def _issue_for_volume(c: Comparison) -> bool:
    """Whether the record holds the issue's number as its volume, and all else agrees to the last page."""
    return c.volume is A.CLOSE and c.last_page is A.AGREES and c.year is A.AGREES


def _place_alone(citation: Citation, c: Comparison, t: Thresholds) -> bool:
    return (
        not citation.title
        and (c.volume is A.AGREES or _issue_for_volume(c))
        and c.first_page is A.AGREES
        and (c.year is A.AGREES or (c.year is A.CLOSE and c.last_page is A.AGREES))
        and (c.last_page is not A.DIFFERS or _runs_on(citation, c))
        and (c.last_page is A.AGREES or page_digits(c.record.first_page) != "1")
        and (c.journal or 0) >= t.journal_alone
        and (c.explained >= t.explained or (c.journal or 0) >= 1)
        and c.unexplained <= 2
        and c.first_author is not A.DIFFERS
    )


def _author_and_place(citation: Citation, c: Comparison, t: Thresholds) -> bool:
    return (
        c.volume is A.AGREES
        and c.first_page is A.AGREES
        and c.last_page is A.AGREES
        and c.year in (A.AGREES, A.CLOSE)
        and (c.journal or 0) >= t.journal_alone
        and c.first_author is A.AGREES
    )


def _article_number(citation: Citation, c: Comparison, t: Thresholds) -> bool:
    return (
        not citation.title
        and sum(letter.isdigit() for letter in c.record.first_page) >= 5
        and c.first_page is A.AGREES
        and c.year is A.AGREES
        and c.volume is not A.DIFFERS
        and (c.journal or 0) >= t.journal_alone
    )


def _author_and_page(citation: Citation, c: Comparison, t: Thresholds) -> bool:
    return (
        not citation.title
        and c.first_author is A.AGREES
        and c.year is A.AGREES
        and c.first_page is A.AGREES
        and page_digits(c.record.first_page) != "1"
        and c.volume is not A.DIFFERS
        and c.last_page is not A.DIFFERS
        and (c.journal or 0) >= t.journal_alone
    )


RULES = (
    Rule("identifier", "the identifier leads to the record and title or place agree with it", _identifier),
    Rule("title and place", "title and three of author, year, volume, page, journal agree", _title_and_place),
    Rule("title and author", "a long title, the first author and the year agree", _title_and_author),
    Rule("worn title", "a title with slips, and author, journal, page and year or volume agree", _worn_title),
    Rule(
        "title cut short",
        "the cited title leaves off before the record's; author and place agree",
        _title_cut,
    ),
    Rule("title alone", "a long title stands there whole, and nothing that is given differs", _title_alone),
    Rule("place alone", "no title; journal, year, volume and first page agree", _place_alone),
    Rule("article number", "no title; an article number, the journal and the year agree", _article_number),
    Rule(
        "author and page",
        "no title and no volume; author, journal, year and first page agree",
        _author_and_page,
    ),
    Rule(
        "author and place",
        "another title, but author, journal, year, volume and pages agree",
        _author_and_place,
    ),
)


def _veto_identifier(citation: Citation, c: Comparison, t: Thresholds) -> bool:
    return c.identifier is A.AGREES and bool(citation.title) and c.title < t.title_worn and c.place_agrees < 3


def _veto_part(citation: Citation, c: Comparison, t: Thresholds) -> bool:
    return c.other_part and c.place_agrees < 3


def _veto_kind(citation: Citation, c: Comparison, t: Thresholds) -> bool:
    return c.other_kind and not (c.place_agrees == 3 and c.last_page is A.AGREES)


def _veto_year(citation: Citation, c: Comparison, t: Thresholds) -> bool:
    if c.volume is A.AGREES and c.first_page is A.AGREES:
        return False
    return c.year is A.DIFFERS and not _published_early(c, t)


def _veto_author(citation: Citation, c: Comparison, t: Thresholds) -> bool:
    whole_place = c.place_agrees == 3 and (c.title >= t.title or c.last_page is A.AGREES)
    return c.first_author is A.DIFFERS and not (c.title >= t.title_worn and whole_place)


def _veto_place(citation: Citation, c: Comparison, t: Thresholds) -> bool:
    return c.volume is A.DIFFERS and c.first_page is A.DIFFERS


def _veto_pages(citation: Citation, c: Comparison, t: Thresholds) -> bool:
    return c.first_page is A.DIFFERS and c.last_page is A.DIFFERS


def _veto_two_dois(citation: Citation, c: Comparison, t: Thresholds) -> bool:
    return c.identifier is A.DIFFERS and c.place_agrees < 3


def _veto_longer(citation: Citation, c: Comparison, t: Thresholds) -> bool:
    return c.title >= t.title_worn and not c.title_whole and c.place_agrees < 3 and c.unexplained > 6


def _veto_short(citation: Citation, c: Comparison, t: Thresholds) -> bool:
    return c.title >= t.title_worn and c.title_length < 12 and c.place_agrees < 2


def _veto_word(citation: Citation, c: Comparison, t: Thresholds) -> bool:
    return c.missing_words > 0 and not (c.first_page is A.AGREES and c.place_agrees >= 2)


VETOES = (
    Rule("identifier conflict", "the identifier leads to a work of another title", _veto_identifier),
    Rule("other part", "numbers or parts in the titles differ", _veto_part),
    Rule("other kind", "one is a reply, comment, erratum or retraction, the other is not", _veto_kind),
    Rule("other year", "years are more than one apart, and volume and page do not both agree", _veto_year),
    Rule("other author", "the first author is not named, and the place does not agree in full", _veto_author),
    Rule("other place", "volume and first page both differ", _veto_place),
    Rule("other pages", "first and last page both differ", _veto_pages),
    Rule(
        "other identifier", "the DOIs or PMIDs differ, and the place does not agree in full", _veto_two_dois
    ),
    Rule("other word", "a word of the record's title is missing, and the place does not agree", _veto_word),
    Rule("longer title", "the cited title goes on after the record's", _veto_longer),
    Rule("short title", "a title too short to tell works apart", _veto_short),
)
