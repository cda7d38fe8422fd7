"""Where a work appeared: journal, volume, issue and pages in comparable form."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.deduplication.plain_text import without_markup, words
from kb.similarity import edit_likeness

_MEETING = re.compile(r"[.,;:]?\s*\b(?:conference|conf)\s*(?:publication)?\s*:.*$", re.I)
_QUALIFIER = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_PROCEEDINGS = frozenset(
    "proceeding proceedings conference symposium workshop congress meeting lecture".split()
)
_LIGHT = frozenset("a an and de der des di die du en et for fur in la le of on og the und y".split())
_PAGES = re.compile(
    r"(?P<lead>[a-z]{0,4})\.?\s?(?P<first>\d+)(?P<tail>[a-z]?)(?:\.e\d+)?"
    r"(?:\s*(?:-+|–|—|−|‐|‑|to|,)\s*(?P<lead2>[a-z]{0,4})\.?\s?(?P<last>\d+)(?P<tail2>[a-z]?))?",
    re.I,
)
_ROMAN_PAGES = re.compile(r"\s*(?P<first>[ivxlc]+)(?:\s*(?:-+|–)\s*(?P<last>[ivxlc]+))?\s*", re.I)
_NO_PAGE = re.compile(r"^[a-z]-\d|suppl|unknown|no[\s.]?pag|n/?a\b|none|online|epub|nan\b", re.I)
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Pages:
    """First and last page as numbers in text, letters apart; a lone article number has no last page."""

    lead: str
    first: str
    last: str

    @property
    def electronic(self) -> bool:
        """Say whether this is an article's number in an electronic edition, e.g. e12724 or BMJ's c1804."""
        return len(self.lead) == 1 and self.lead in "abcdefgh" and len(self.first) >= 3

    @property
    def counted(self) -> bool:
        """Say whether the range begins at 1: journals with article numbers print how many pages an article has."""
        return self.first == "1" and self.spans

    @property
    def cochrane(self) -> bool:
        """Say whether this is the number of a Cochrane review, which every edition of it bears."""
        return self.lead == "cd"

    @property
    def spans(self) -> bool:
        """Say whether more than one page is named: such a range belongs to one work only."""
        return bool(self.last) and self.last != self.first


def prepare_meeting(text: str) -> tuple[str, ...]:
    """Return the words of the meeting that Embase names behind the journal: `Journal.Conference: 23rd Congress`."""
    match = _MEETING.search(text)
    return prepare_container(match.group().partition(":")[2]) if match else ()


def prepare_container(text: str) -> tuple[str, ...]:
    """
    Return the words of a journal's name that carry weight.

    >>> prepare_container("Arthritis Care & Research")
    ('arthritis', 'care', 'research')
    """
    text = _MEETING.sub("", without_markup(text))
    text = _QUALIFIER.sub(" ", text) if not text.startswith(("(", "[")) else text
    if text.strip().lower() in ("unknown", "nan", "none"):
        return ()
    found = [word for word in words(text) if word not in _LIGHT]
    return tuple(found)


def same_container(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Say whether two names are one: equal, misprinted, an abbreviation or an acronym of each other."""
    if first == second:
        return True
    a, b = "".join(first), "".join(second)
    if a == b or edit_likeness(a, b, 0.94) > 0:
        return True
    shorter, longer = (first, second) if len(a) < len(b) else (second, first)
    if (
        len(shorter) == 1
        and len(shorter[0]) >= 3
        and "".join(word[0] for word in longer).startswith(shorter[0])
    ):
        return True
    return len(shorter) == len(longer) and all(map(_abbreviates, shorter, longer))


def near_container(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Say whether one name is part of the other or much like it: a section, a former name, a place added."""
    shorter, longer = (first, second) if len(first) <= len(second) else (second, first)
    if all(map(_abbreviates, shorter, longer)) or all(map(_abbreviates, reversed(shorter), reversed(longer))):
        return True
    remaining = iter(longer)
    if len(shorter) >= 2 and all(any(_abbreviates(word, other) for other in remaining) for word in shorter):
        return True
    return edit_likeness("".join(first), "".join(second), 0.8) > 0


def _abbreviates(word: str, other: str) -> bool:
    """Say whether one word shortens the other by ISO 4: its beginning, or letters of it in order."""
    shorter, longer = (word, other) if len(word) < len(other) else (other, word)
    if longer.startswith(shorter):
        return True
    if shorter[0] != longer[0] or len(shorter) < 3:
        return False
    letters = iter(longer)
    return all(char in letters for char in shorter)


def prepare_pages(text: str) -> Pages | None:
    """
    Return the pages, the last one written out, or nothing where the text names none.

    >>> prepare_pages("1844-59")
    Pages(lead='', first='1844', last='1859')
    """
    text = without_markup(text)
    if not text or _NO_PAGE.search(text):
        return None
    match = _PAGES.search(text)
    if match is None:
        roman = _ROMAN_PAGES.fullmatch(text)
        if roman:
            return Pages("roman", roman["first"].lower(), (roman["last"] or "").lower())
        return None
    first = match["first"].lstrip("0") or "0"
    last = (match["last"] or "").lstrip("0")
    if last and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return Pages((match["lead"] or match["tail"]).lower(), first, last)


def is_proceedings(container: tuple[str, ...]) -> bool:
    """Say whether a name is that of proceedings, of which every database makes up its own."""
    return any(word in _PROCEEDINGS for word in container)


def prepare_number(text: str) -> str:
    """Return the number of a volume or issue: the first digits, or the words, in lower case."""
    text = text.strip().lower()
    if "epub" in text or text in ("", "unknown", "nan", "none", "n/a", "ahead-of-print", "-"):
        return ""
    match = _NUMBER.search(text)
    return match.group().lstrip("0") if match else " ".join(words(text))
