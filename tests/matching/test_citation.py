from __future__ import annotations

import pytest

from kb.matching import parse_citation
from kb.matching.citation import LONGEST

PLACES = {
    "J Clin Oncol. 2004 Jun 15;22(12):2371-8": (2004, "22", "2371", "8"),
    "Biol Psychiatry 2000;47:351-354": (2000, "47", "351", "354"),
    "Biological psychiatry, 47(4), pp.351-354.": (None, "47", "351", "354"),
    "Science, vol. 338, no. 6103, pp. 68-72, 2012": (2012, "338", "68", "72"),
    "Science 338, 68\u201372 (2012).": (2012, "338", "68", "72"),
    "BMJ. 2008 Oct 31;337:a1864": (2008, "337", "a1864", ""),
    "J Neurosci 26:21-\n29": (None, "26", "21", "29"),
    "Psychiatry Res (2012) 198 (3) 210\u2013216.": (2012, "198", "210", "216"),
    "Drugs, XIV, 28-45 (1994)": (1994, "14", "28", "45"),
    "Some Journal. 2015;(7):CD009642": (2015, "", "CD009642", ""),
    "Br J Psychiatry Suppl. 2000;(39):s28-33": (2000, "", "s28", "33"),
    "J Physiol. 2001 Aug 15;535(Pt 1):261-7": (2001, "535", "261", "7"),
    "Health Technol Assess. 2011 Dec;15(44):i-xii, 1-254": (2011, "15", "1", "254"),
    "Sci Transl Med. 2014 Mar 12;6(227):227ra36": (2014, "6", "227ra36", ""),
    "Stat Med. 2011:377\u2013399.": (2011, "", "377", "399"),
}


@pytest.mark.parametrize("text", PLACES)
def test_place_in_print_is_read(text: str) -> None:
    year, volume, first, last = PLACES[text]
    found = parse_citation(text)
    assert found.place is not None
    assert (found.year, found.place.volume, found.place.first_page) == (year, volume, first)
    if last:
        assert found.place.last_page == last


SEGMENTS = {
    "Hu FB, Willett WC: Dietary fat in women. N Engl J Med 1997, 337:1491-1499.": (
        "Hu FB, Willett WC",
        "Dietary fat in women",
        "N Engl J Med",
    ),
    "Masten, A. S., & Coatsworth, J. D. (1998). The development of competence. American Psychologist, 53, 205-220.": (
        "Masten, A. S., & Coatsworth, J. D",
        "The development of competence",
        "American Psychologist",
    ),
    "Br J Psychiatry. 1987 Jun;150:782-6": ("", "", "Br J Psychiatry"),
    "J Am Acad Child Adolesc Psychiatry. 1999 Oct;38(10):1230-6": (
        "",
        "",
        "J Am Acad Child Adolesc Psychiatry",
    ),
    "Fava 2018, Molecular psychiatry, p.1": ("Fava", "", "Molecular psychiatry"),
    "(Zarate et al., 2006)": ("Zarate et al.", "", ""),
}


@pytest.mark.parametrize("text", SEGMENTS)
def test_authors_title_and_journal_are_cut_apart(text: str) -> None:
    found = parse_citation(text)
    assert (found.authors.rstrip("."), found.title, found.journal) == (
        SEGMENTS[text][0].rstrip("."),
        *SEGMENTS[text][1:],
    )


@pytest.mark.parametrize(
    ("text", "doi", "pmid"),
    [
        ("x. https://doi.org/10.1016/s0006-3223(99)00230-9.", "10.1016/s0006-3223(99)00230-9", ""),
        ("x (doi: 10.1016/j.biopsych.2012.05.020)", "10.1016/j.biopsych.2012.05.020", ""),
        ("doi.org/10.1016/j.tacc.2014.03.002.", "10.1016/j.tacc.2014.03.002", ""),
        ("PMID: 010686270", "", "10686270"),
        ("https://pubmed.ncbi.nlm.nih.gov/10686270/", "", "10686270"),
        ("10.1016/" + "." * 90_000, "", ""),
    ],
)
def test_identifiers_are_read_and_kept_out_of_the_rest(text: str, doi: str, pmid: str) -> None:
    found = parse_citation(text)
    assert (found.doi, found.pmid) == (doi, pmid)
    assert "10.1016" not in found.clean


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        ("  .,;  ", "empty"),
        ("Ibid.", "ibid"),
        ("ibid., p. 12", "ibid"),
        ("[3] Idem", "ibid"),
        ("2018", "too short"),
        ("\x00\x01\x02PK\x03\x04", "not text"),
    ],
)
def test_what_points_to_nothing_says_why(text: str, why: str) -> None:
    assert parse_citation(text).unusable == why


def test_a_long_citation_is_cut() -> None:
    assert len(parse_citation("Fava M " * 20_000).text) == LONGEST
