from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import IdentifierError
from kb.identifiers import doi_key, doi_url, parse_doi, parse_pmcid, parse_pmid, parse_registry, pubmed_url


@pytest.mark.parametrize(
    ("text", "pmid"),
    [
        ("10686270", "10686270"),
        (" PMID:10686270 ", "10686270"),
        ("0010686270", "10686270"),
        ("https://www.ncbi.nlm.nih.gov/pubmed/10686270", "10686270"),
        ("pubmed.ncbi.nlm.nih.gov/10686270/", "10686270"),
    ],
)
def test_a_pmid_is_read_in_its_usual_forms(text: str, pmid: str) -> None:
    assert parse_pmid(text) == pmid


@pytest.mark.parametrize(
    ("parse", "text", "hint"),
    [
        (parse_pmid, "PMC3725185", "looks like a PMCID"),
        (parse_pmid, "10.1038/tp.2014.105", "looks like a DOI"),
        (parse_pmid, "0", "not a PMID"),
        (parse_pmid, "12345678901", "not a PMID"),
        (parse_pmid, "", "not a PMID"),
        (parse_pmcid, "22840761", "looks like a PMID"),
        (parse_doi, "22840761", "looks like a PMID"),
        (parse_doi, "10.1038", "not a DOI"),
        (parse_doi, "10,1038/tp", "not a DOI"),
        (parse_registry, "NCT123", "registry"),
    ],
)
def test_a_wrong_identifier_says_what_it_looks_like(parse, text: str, hint: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(IdentifierError, match=hint):
        parse(text)


@given(st.integers(1, 999_999_999))
def test_pmid_round_trips_through_its_address(number: int) -> None:
    assert parse_pmid(pubmed_url(str(number))) == str(number)


@given(
    st.from_regex(r"10\.[0-9]{4,9}/[A-Za-z0-9()<>;:_./-]{1,40}[A-Za-z0-9)]", fullmatch=True).filter(
        lambda doi: "<" not in doi and ">" not in doi
    )
)
def test_doi_round_trips_through_its_address(doi: str) -> None:
    assert doi_key(parse_doi(doi_url(doi))) == doi_key(doi)
