"""Whether two entries are one work: titles compared as words, pages as numbers."""

from __future__ import annotations

import re
import unicodedata

from kb.models import Publication
from kb.similarity import edit_likeness

#: Likeness of two titles from which they count as one. At .96, one changed word in a
#: long title (week for day, adults for adolescents) still makes two works.
SAME_TITLE = 0.96


def is_one_work(a: Publication, b: Publication) -> bool:
    """
    Say whether two entries look like one work.

    Either the titles agree and the years differ by one at most, or first author, year,
    volume and first page agree. A number that differs between the titles makes two works.
    """
    if a.year and b.year and abs(a.year - b.year) > 1:
        return False
    if _place(a) and _place(a) == _place(b):
        return True
    one, other = title_key(a.title), title_key(b.title)
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False
    return bool(one) and len(one) > 20 and edit_likeness(one, other) >= SAME_TITLE


def title_key(title: str) -> str:
    """
    Return a title in the form in which two are compared.

    >>> title_key("Kétamine: A {Trial}.")
    'ketamine a trial'
    """
    plain = unicodedata.normalize("NFKD", title)
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(re.findall(r"\w+", letters.lower()))


def _place(publication: Publication) -> tuple[str, int, str, str] | None:
    if not (publication.authors and publication.year and publication.volume and publication.pages):
        return None
    family = title_key(publication.authors[0].split(",")[0])
    first_page = re.split(r"\s*[-\u2013]+\s*", publication.pages)[0]
    return family, publication.year, publication.volume, first_page
