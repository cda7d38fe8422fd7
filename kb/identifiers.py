"""
DOI, PMID, PMCID and registry numbers: read from text, put in one form, linked.

Each ``parse_`` function accepts the bare identifier, the usual prefixes and the
usual addresses, and raises :class:`IdentifierError` with a message that says what
the text looks like instead.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from kb.errors import IdentifierError

_PMID = re.compile(
    r"(?:pmid\s*:?\s*|(?:https?://)?(?:www\.)?pubmed\.ncbi\.nlm\.nih\.gov/"
    r"|(?:https?://)?(?:www\.)?ncbi\.nlm\.nih\.gov/pubmed/)?0*([1-9]\d{0,8})/?",
    re.I,
)
_PMCID = re.compile(r"(?:pmcid\s*:?\s*|https?://\S*?/)?(PMC[1-9]\d{2,9})/?", re.I)
_DOI_PREFIX = re.compile(r"(?:doi\s*:?\s*|https?://(?:dx\.)?doi\.org/|(?:dx\.)?doi\.org/)", re.I)
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]+")
_REGISTRY = re.compile(r"NCT\d{8}|ISRCTN\d{8}|EUCTR\d{4}-\d{6}-\d{2}|ACTRN\d{14}|\d{4}-\d{6}-\d{2}", re.I)


def parse_pmid(text: str) -> str:
    """
    Return the PMID in ``text``, without prefix or leading zeros.

    >>> parse_pmid("https://pubmed.ncbi.nlm.nih.gov/10686270/")
    '10686270'
    >>> parse_pmid("PMID: 010686270")
    '10686270'

    :raises IdentifierError: if ``text`` holds no PMID.
    """
    match = _PMID.fullmatch(text.strip())
    if match:
        return match.group(1)
    raise IdentifierError(f"{text!r} is not a PMID{_looks_like(text, 'PMID')}", text=text)


def parse_pmcid(text: str) -> str:
    """
    Return the PMCID in ``text``, as ``PMC`` and digits.

    >>> parse_pmcid("pmcid: pmc3725185")
    'PMC3725185'

    :raises IdentifierError: if ``text`` holds no PMCID.
    """
    match = _PMCID.fullmatch(text.strip())
    if match:
        return match.group(1).upper()
    raise IdentifierError(f"{text!r} is not a PMCID{_looks_like(text, 'PMCID')}", text=text)


def parse_doi(text: str) -> str:
    """
    Return the DOI in ``text``, without prefix; letters keep their case.

    DOIs compare without regard to case: use :func:`doi_key` for that.

    >>> parse_doi("https://doi.org/10.1016/S0006-3223(99)00230-9")
    '10.1016/S0006-3223(99)00230-9'

    :raises IdentifierError: if ``text`` holds no DOI.
    """
    stripped = text.strip()
    prefix = _DOI_PREFIX.match(stripped)
    bare = unquote(stripped[prefix.end() :]) if prefix else stripped
    bare = bare.rstrip(".,;")
    if _DOI.fullmatch(bare):
        return bare
    raise IdentifierError(f"{text!r} is not a DOI{_looks_like(text, 'DOI')}", text=text)


def parse_registry(text: str) -> str:
    """
    Return the trial registry number in ``text``, in capitals.

    >>> parse_registry("nct00088699")
    'NCT00088699'

    :raises IdentifierError: if ``text`` is no number of a known registry.
    """
    stripped = text.strip()
    if _REGISTRY.fullmatch(stripped):
        return stripped.upper()
    raise IdentifierError(f"{text!r} is not a trial registry number", text=text)


def doi_key(doi: str) -> str:
    """Return the form in which two DOIs are compared: lower case (DOI Handbook 2.4)."""
    return doi.lower()


def doi_url(doi: str) -> str:
    """Return the address of a DOI, with what an address may not hold percent-encoded."""
    return "https://doi.org/" + quote(doi, safe="/:;()._-")


def pubmed_url(pmid: str) -> str:
    """Return the address of a PubMed record."""
    return f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/"


def pmc_url(pmcid: str) -> str:
    """Return the address of an article in PubMed Central."""
    return f"https://pmc.ncbi.nlm.nih.gov/articles/{pmcid}/"


def _looks_like(text: str, wanted: str) -> str:
    stripped = text.strip()
    kinds = {
        "PMID": re.compile(r"\d{1,9}"),
        "PMCID": _PMCID,
        "DOI": re.compile(r"(?:doi\s*:?\s*|https?://(?:dx\.)?doi\.org/)?10\.\d{4,9}/\S+", re.I),
    }
    for name, pattern in kinds.items():
        if name != wanted and pattern.fullmatch(stripped):
            return f"; it looks like a {name}"
    return ""
