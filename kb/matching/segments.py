"""
Authors, title and journal cut apart, as far as the punctuation allows.

What comes out is shown and says how many words of title a citation has; no decision
rests on an exact cut.
"""

from __future__ import annotations

import re

_PARTICLE = r"(?:(?:van|von|de|der|den|del|della|di|da|du|la|le|ten|ter|el|al|bin|st\.?)\s+){0,3}"
_FAMILY = r"[^\W\d_a-z][\w'\u2019-]{1,30}(?:[ -][^\W\d_a-z][\w'\u2019-]{2,30})?"
_INITIALS = r"(?:[^\W\d_a-z](?![^\W\d_A-Z])\.?[\s-]?){1,4}(?:\s*(?:Jr|Sr|I{2,3}|\d(?:st|nd|rd|th))\b\.?)?"
_AUTHOR = rf"(?:{_PARTICLE}{_FAMILY},?\s*{_INITIALS}|(?:[^\W\d_a-z]\.[\s-]?){{1,3}}{_PARTICLE}{_FAMILY})"
_AUTHORS = re.compile(
    rf"\s*{_AUTHOR}(?:\s*[,;.&]?\s*(?:and\s+|&\s*)?{_AUTHOR}){{0,60}}(?:[,;.]?\s*et\s+al\b\.?)?"
)
_ET_AL = re.compile(r"^.{2,400}?\bet\s+al\b\.?(?:\s*\([^)]*\))?[.,:]?\s*", re.I)
_STOP = re.compile(r"(?<=[\w)\]\"'\u201d?!])[.?!][\"\u201d']?\s+(?=[\"\u201c'(\[]?[^\W\d_a-z])")
#: `J Clin Oncol. 2004 Jun 15;22(12):2371-8`: a journal, then at once the year. Names of journals
#: hold no comma, and each word begins with a capital but for a few small ones.
_JOURNAL_ONLY = re.compile(
    r"(?P<journal>(?:(?:[A-Z][\w'&/-]*|of|the|and|in|for|on|de|&)[.:]?(?:\s\([A-Z][^)]{0,24}\))?\s+){1,12}?)"
    r"\(?(?:1[6-9]|20)\d\d\b(?:\)|[a-h])?[\s.,;:]*(?:[A-Z][a-z]{2,8}(?:[-/][A-Z][a-z]{2,8})?\b\.?\s*(?:\d{1,2}(?:-\d{1,2})?)?\s*;?\s*)?$"
)
#: `Fava 2018, Molecular psychiatry, p.1`: a name and a year, then a journal.
_AUTHOR_YEAR = re.compile(
    rf"(?P<authors>{_PARTICLE}{_FAMILY}(?:,?\s+(?:et\s+al\.?|(?:and|&)\s+{_FAMILY}))?)[\s,]*"
    r"\(?(?:1[89]|20)\d\d[a-h]?\)?[.,:;)]*(?:\s+(?P<rest>\D{3,90}?)(?:,?\s*pp?\.\s?\d+)?)?$"
)
_EDGE = ' .,;:()[]"\u201c\u201d&'


def segment(text: str, end: int, years: tuple[int, ...]) -> tuple[str, str, str]:
    """
    Return authors, title and journal of the text before ``end``, where volume and pages stand.

    >>> segment("Hu FB, Willett WC: Dietary fat in women. N Engl J Med 1997, 337:1491", 58, (1997,))
    ('Hu FB, Willett WC', 'Dietary fat in women', 'N Engl J Med')
    """
    head = text[:end]
    only = _JOURNAL_ONLY.match(head)
    if only and len(only["journal"].split()) <= 10:
        return "", "", only["journal"].strip(_EDGE)
    short = _AUTHOR_YEAR.match(head.lstrip("( "))
    if short and not _STOP.search(short["rest"] or ""):
        return short["authors"].strip(_EDGE), "", (short["rest"] or "").strip(_EDGE)
    year_at = next((head.find(str(year)) for year in years if str(year) in head), -1)
    authors, rest = _split_authors(head, year_at)
    parts = [part.strip(_EDGE) for part in _STOP.split(rest)]
    parts = [_without_year(part, years) for part in parts if part]
    parts = [part for part in parts if part]
    if not parts:
        return authors, "", ""
    if len(parts) == 1:
        if len(parts[0].split()) > 6:
            return authors, parts[0], ""
        return authors, "", parts[0]
    if not authors and all(len(word) <= 10 for word in parts[0].split()) and len(rest) < 70:
        return "", "", " ".join(parts)
    return authors, ". ".join(parts[:-1]), parts[-1]


def _split_authors(head: str, year_at: int) -> tuple[str, str]:
    """A year in brackets ends the authors; else names with initials do, else `et al`."""
    if 3 < year_at < len(head) - 30 and (
        head[year_at - 1] == "(" or head[:year_at].rstrip().endswith((".", ","))
    ):
        return head[:year_at].strip(_EDGE), head[year_at + 4 :].lstrip("abcdefgh").lstrip(_EDGE)
    found = _AUTHORS.match(head)
    if found and found.end() > 4:
        return found.group().strip(_EDGE), head[found.end() :].lstrip(_EDGE)
    found = _ET_AL.match(head)
    if found:
        return found.group().strip(_EDGE), head[found.end() :].lstrip(_EDGE)
    return "", head


def _without_year(part: str, years: tuple[int, ...]) -> str:
    for year in years:
        part = re.sub(
            rf"[\s,;(]*\b{year}[a-h]?\b[\s,;).]*(?:[A-Z][a-z]{{2,8}}\.?\s*\d{{0,2}})?\s*;?\s*$", "", part
        )
    return part.strip(_EDGE)
