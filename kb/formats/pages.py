"""Pages, issues and article numbers as the manuals print them."""

from __future__ import annotations

import re

_RANGE = re.compile(r"\b([A-Za-z]*)(\d+[a-z]?)\s*[-–—]+\s*([A-Za-z]*)(\d+[a-z]?)\b")
_DASH = re.compile(r"(?<=\w)\s*[-–—]+\s*(?=\w)")
_NUMBERS = re.compile(r"\w*\d+-\d+")


def expanded(pages: str, dash: str) -> str:
    """
    Return pages with ranges written out, as AMA and APA want them.

    >>> expanded("1123-30", "-"), expanded("S12-20", "–")
    ('1123-1130', 'S12–S20')
    """
    return _DASH.sub(dash, _RANGE.sub(_expand, pages))


def shortened(pages: str, dash: str) -> str:
    """
    Return pages with the repeated digits of the last page left out, as NLM wants them.

    >>> shortened("1123-1130", "–"), shortened("S12-S20", "–"), shortened("99-101", "–")
    ('1123–30', 'S12–20', '99–101')
    """
    return _DASH.sub(dash, _RANGE.sub(_shorten, _RANGE.sub(_expand, pages)))


def ranged(number: str, dash: str) -> str:
    """Return an issue or volume; a hyphen between two numbers becomes the style's own."""
    return number.replace("-", dash) if _NUMBERS.fullmatch(number) else number


def is_article_number(pages: str) -> bool:
    """
    Whether a work's only page is no page but the number of the article.

    It is one if it holds a small letter and a digit (``e469``, ``21m14336``) or six digits and more
    (``CD011612``). A short number, as some journals give to articles, cannot be told from a page.
    """
    if not re.fullmatch(r"[A-Za-z0-9.]+", pages):
        return False
    digits = sum(character.isdigit() for character in pages)
    return digits >= 6 or (digits > 0 and re.search("[a-z]", pages) is not None)


def _expand(match: re.Match[str]) -> str:
    letters, first, prefix, last = match.groups()
    same = not prefix or prefix == letters
    if same and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return f"{letters}{first}-{letters if same else prefix}{last}"


def _shorten(match: re.Match[str]) -> str:
    letters, first, prefix, last = match.groups()
    if prefix != letters or not (first + last).isdigit():
        return match.group()
    if len(first) == len(last) and first != last:
        last = last[next(i for i, (a, b) in enumerate(zip(first, last, strict=True)) if a != b) :]
    return f"{letters}{first}-{last}"
