"""
A printed citation read into fields: identifiers, authors, years, title, journal, volume, pages.

Reading never fails: what cannot be found is empty. The fields serve blocking and the
comparison of numbers; titles, authors and journals are compared with the whole text, since no
cutting of it into parts is right for every style.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kb.identifiers import parse_doi
from kb.matching.normalize import page_digits, plain_dashes, squash, volume_number
from kb.matching.records import Citation, Place
from kb.matching.segments import segment

#: Longest citation that is read; the longest real one met had 1,900 characters.
LONGEST = 3000
#: Shortest text, in letters and digits, that could point to a work.
SHORTEST = 8

_BREAK_IN_WORD = re.compile(r"(?<=[^\W\d_])-[ \t]*\r?\n\s*(?=[^\W\d_])")
_BREAK_IN_RANGE = re.compile(r"(?<=\d)-[ \t]*\r?\n\s*(?=\d)")
_NUMBERING = re.compile(
    r"^\s*(?:\[\d{1,4}\]|\(\d{1,4}\)|\d{1,4}[.)]\s|[ivxlc]{1,7}[.)]\s|[\u2022\u25aa*\u00b7-]\s)\s*", re.I
)
_DOI = re.compile(r"(?:https?://)?(?:dx\.)?(?:doi(?:\.org)?\s*[:/]?\s*)*(10\.\d{4,9}/[^\s\"<>]+)", re.I)
_PMID = re.compile(
    r"(?:pmid\s*:?\s*|pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/)0*([1-9]\d{0,8})", re.I
)
_PMCID = re.compile(r"PMC[1-9]\d{2,9}")
_NOISE = re.compile(
    r"https?://\S+|\bdoi\b\s*:?|\b(?:PubMed|PMCID|PMID|Medline)\b\s*:?"
    r"|\[(?:PubMed|PMC free article|Google Scholar|CrossRef)\]"
    r"|\bEpub\b[^;.]*|\(ISSN[^)]*\)|\b(?:accessed|retrieved)\b[^.;]*",
    re.I,
)
_IBID = re.compile(r"[\W\d]*(?:ibid(?:em)?|op\.? ?cit|loc\.? ?cit|idem|id)\b[\W\d]*(?:pp?\.?)?[\W\d]*", re.I)
_YEAR = re.compile(r"(?<![\d/.-])(1[6-9]\d\d|20[0-4]\d)(?!\d)(?=[a-h]?(?![a-z0-9-]\d))")
_YEAR_GLUED = re.compile(r"(?<=[A-Za-z.,;(])(1[89]\d\d|20[0-4]\d)(?=[a-h]?\s*[;:,).])")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|fall|autumn|winter)"
_STRONG_BEFORE = re.compile(r"\(\s*(?:\d{1,2}\s+)?(?:" + _MONTH + r"[a-z]*\.?,?\s*)?$", re.I)
_STRONG_AFTER = re.compile(
    r"^[a-h]?\s*(?:\)|;|:\s*[a-z]?\d|,\s*[a-z]{0,3}\d+\s*[(:,;]|\s*" + _MONTH + ")", re.I
)
_SUPPLEMENT = (
    r"(?:\s*,?\s*\(?\s*(?:suppl?(?:ement)?|pt|part|spec(?:ial)?(?:\s+(?:no|issue))?)\b"
    r"\.?\s*[A-Z0-9]{0,4}\)?)?"
)
_PLACE = re.compile(
    r"(?<![\d.-])(?:vol(?:ume)?\.?\s*)?(?P<volume>\d{1,4}|\b[IVXLC]{1,7}\b)"
    + _SUPPLEMENT
    + r"(?:\s*(?:\(\s*(?P<issue>[^()]{0,40}?)\s*\)|,?\s*(?:no|nr|issue)\.?\s*(?P<number>[\w/-]+)))?"
    + _SUPPLEMENT
    + r"\s*(?P<mark>[:;,.]?)\s*(?P<pp>pp?\s*\.?|pages?|art(?:icle)?\.?\s*(?:no|id)?\.?)?\s*"
    r"(?:[ivxlc]{1,6}(?:\s*-\s*[ivxlc]{1,6})?\s*,\s*(?=\d))?"
    r"(?P<first>\d+[A-Za-z]{2}\d+|[A-Za-z]{0,3}\d+[A-Za-z]{0,2}|[A-Za-z]{1,2}-?\d+|CD\d+|[ivxlc]{1,6})"
    r"(?:\s*-\s*(?P<last>[A-Za-z]{0,3}\d+[A-Za-z]?|[ivxlc]{1,6}))?(?![\w])",
    re.I,
)
#: `2015;(7):CD009642`: an issue without a volume.
_ISSUE_ONLY = re.compile(
    r"\(\s*(?P<issue>\d{1,4})\s*\)\s*[:,]\s*(?P<first>[A-Za-z]{0,3}\d+)(?:\s*-\s*(?P<last>\d+))?"
)
_PAGES_ONLY = re.compile(
    r"\b(?:pp?\.|pages?)\s*(?P<first>[A-Za-z]?\d+)(?:\s*-\s*(?P<last>[A-Za-z]?\d+))?", re.I
)
_NUMBER = re.compile(r"[A-Za-z]{0,2}\d+")


def parse_citation(text: str) -> Citation:
    """
    Return the fields of one printed citation; never raises.

    >>> found = parse_citation("Zarate CA et al. Arch Gen Psychiatry. 2006 Aug;63(8):856-64")
    >>> found.year, found.place.volume, found.place.first_page
    (2006, '63', '856')
    """
    if _is_binary(text):
        return Citation(text="", clean="", unusable="not text")
    cut = text[:LONGEST]
    joined = _BREAK_IN_RANGE.sub("-", _BREAK_IN_WORD.sub("", plain_dashes(cut)))
    clean = " ".join(_NUMBERING.sub("", joined).split())
    doi, pmid, pmcid = _identifiers(clean)
    readable = _NOISE.sub(" ", _DOI.sub(" ", _PMID.sub(" ", clean)))
    readable = " ".join(readable.split())
    letters = squash(readable)
    identified = bool(doi or pmid or pmcid)
    unusable = ""
    if not letters and not identified:
        unusable = "empty"
    elif _IBID.fullmatch(readable):
        unusable = "ibid"
    elif len(letters) < SHORTEST and not identified:
        unusable = "too short"
    place = None if unusable else _place(readable)
    years = _years(readable, place)
    if place and len(place.volume) == 4 and place.volume in map(str, years):
        place = replace(place, volume="")
    if place and not place.volume and place.first_page == "1" and not place.last_page:
        place = None
    authors, title, journal = segment(readable, place.start if place else len(readable), years)
    return Citation(
        text=cut,
        clean=readable,
        authors=authors,
        title=title,
        journal=journal,
        years=years,
        place=place,
        number_pairs=_pairs(readable),
        doi=doi,
        pmid=pmid,
        pmcid=pmcid,
        unusable=unusable,
    )


def _is_binary(text: str) -> bool:
    head = text[:LONGEST]
    odd = sum(c == "\ufffd" or (c < " " and c not in "\t\r\n\f\v") for c in head)
    return "\x00" in head or odd * 10 > len(head)


def _identifiers(text: str) -> tuple[str, str, str]:
    doi, pmid, pmcid = _DOI.search(text), _PMID.search(text), _PMCID.search(text)
    found = ""
    if doi:
        bare = doi.group(1).rstrip(".,;")
        while bare.endswith((")", "]")) and bare.count("(") + bare.count("[") < bare.count(")") + bare.count(
            "]"
        ):
            bare = bare[:-1].rstrip(".,;")
        try:
            found = parse_doi(bare)
        except ValueError:
            found = ""
    return found, pmid.group(1) if pmid else "", pmcid.group() if pmcid else ""


def _years(text: str, place: Place | None) -> tuple[int, ...]:
    """Every year, those set off as a year (in brackets, before a volume or month) alone if there are any."""
    strong: list[int] = []
    weak: list[int] = []
    for found in sorted([*_YEAR.finditer(text), *_YEAR_GLUED.finditer(text)], key=lambda m: m.start()):
        start, end = found.span(1)
        if place and place.start <= start < place.end and not text.startswith(place.volume, start):
            continue
        year = int(found.group(1))
        set_off = bool(_STRONG_BEFORE.search(text[max(0, start - 16) : start])) or bool(
            _STRONG_AFTER.match(text[end : end + 16])
        )
        (strong if set_off else weak).append(year)
    ordered = strong or weak[::-1]
    return tuple(dict.fromkeys(ordered))


def _place(text: str) -> Place | None:
    best: tuple[float, re.Match[str]] | None = None
    at = 0
    while (found := _PLACE.search(text, at)) is not None:
        at = found.start("volume") + 1
        while at < len(text) and text[at].isalnum():
            at += 1
        points = _likely_place(found, text)
        if points > 0 and (best is None or points >= best[0]):
            best = points, found
    if best is None:
        pages = _ISSUE_ONLY.search(text) or _PAGES_ONLY.search(text)
        if pages is None:
            return None
        return Place(
            first_page=pages["first"], last_page=pages["last"] or "", start=pages.start(), end=pages.end()
        )
    found = best[1]
    return Place(
        volume=volume_number(found["volume"]),
        issue=(found["issue"] or found["number"] or "").strip(),
        first_page=found["first"],
        last_page=found["last"] or "",
        start=found.start(),
        end=found.end(),
    )


def _likely_place(found: re.Match[str], text: str) -> float:
    """How much a reading looks like volume, issue and pages; 0 or less is none."""
    issue = found["issue"] or found["number"] or ""
    mark = found["mark"]
    points = (
        2.0 * bool(found["last"])
        + 2.0 * bool(issue and issue[:1].isdigit())
        + 1.5 * (mark == ":")
        + bool(found["pp"])
    )
    points += 0.5 * (mark == ",") - 1.0 * (mark == ";") - 3.0 * (mark == ".")
    if not mark and not issue and not found["pp"]:
        return -1
    if len(found["volume"]) == 4 and found["volume"][:2] in ("19", "20"):
        points -= 1.5
    if issue and _YEAR.fullmatch(issue):
        points -= 0.5
    if found["first"].lower() in ("i", "c", "d", "l", "v", "x") or not any(
        c.isdigit() for c in found["first"]
    ):
        points -= 2.5
    if not found["volume"].isdigit():
        points -= 1.5
    before = text[max(0, found.start() - 3) : found.start()]
    return points + 1.0 * before.strip().endswith((";", ",", ".", ")")) + found.start() / max(len(text), 1)


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    """Pairs of numbers that follow each other near the end: some pair is volume and first page."""
    numbers = [page_digits(n) for n in _NUMBER.findall(text)][-9:]
    pairs = [
        (numbers[i], numbers[j]) for i in range(len(numbers)) for j in (i + 1, i + 2) if j < len(numbers)
    ]
    return tuple(dict.fromkeys(p for p in pairs if p[0] and p[1] and len(p[0]) <= 4))
