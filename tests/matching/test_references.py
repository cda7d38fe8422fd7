from __future__ import annotations

import time

import pytest

from kb.matching import split_references
from kb.matching.references import Style

ONE = "Berman RM. Antidepressant effects of ketamine in depressed patients. Biol Psychiatry 2000;47:351-354."
TWO = "Duman RS. Synaptic dysfunction in depression. Science 2012;338:68-72."
THREE = "Fava M. Intravenous ketamine in depression. Mol Psychiatry 2020;25:1592-1603."
MARKS = {
    "arabic": ("1. ", "2. ", "3. "),
    "repeated": ("1. ", "1. ", "1. "),
    "bracket": ("[1] ", "[2] ", "[3] "),
    "round": ("(1) ", "(2) ", "(3) "),
    "roman": ("I. ", "II. ", "III. "),
    "roman small": ("i) ", "ii) ", "iii) "),
    "bullet": ("\u2022 ", "\u2022 ", "\u2022 "),
    "dash": ("- ", "- ", "- "),
    "superscript": ("\u00b9", "\u00b2", "\u00b3"),
    "number and space": ("1 ", "2 ", "3 "),
    "none": ("", "", ""),
}


@pytest.mark.parametrize("style", MARKS)
def test_a_list_is_cut_at_its_marks(style: str) -> None:
    pasted = "\n".join(mark + entry for mark, entry in zip(MARKS[style], (ONE, TWO, THREE), strict=True))
    assert [p.text for p in split_references(pasted)] == [ONE, TWO, THREE]
    assert [p.line for p in split_references("References\n\n" + pasted)] == [3, 4, 5]


@pytest.mark.parametrize("style", [s for s in MARKS if s != "none"])
def test_broken_lines_stay_with_their_entry(style: str) -> None:
    broken = [entry.replace(" ", "\n", 5).replace("\n", " ", 3) for entry in (ONE, TWO, THREE)]
    pasted = "\r\n".join(
        mark + entry.replace("\n", "\r\n") for mark, entry in zip(MARKS[style], broken, strict=True)
    )
    assert [" ".join(p.text.split()) for p in split_references(pasted)] == [ONE, TWO, THREE]


def test_entries_parted_by_blank_lines() -> None:
    pasted = f"{ONE[:60]}\n{ONE[60:]}\n\n{TWO[:40]}\n{TWO[40:]}\n"
    assert ["".join(p.text.split("\n")) for p in split_references(pasted)] == [ONE, TWO]


PROSE = (
    "It has been in use for decades, and people who have tried other treatments "
    "without success often ask about it.\n"
)


def test_a_page_gives_its_reference_section_and_mentions_in_the_text() -> None:
    said = "Response within a day was seen (Zarate et al., 2006; Berman 2000) in people who did not respond before."
    page = PROSE * 6 + said + "\n" + PROSE + "\nReferences\n1. " + ONE + "\n2. " + TWO + "\n"
    found = split_references(page)
    assert [p.text for p in found if p.style is Style.LISTED] == [ONE, TWO]
    assert [p.text for p in found if p.style is Style.IN_TEXT] == ["Zarate et al. 2006"]


def test_a_page_without_references_gives_none() -> None:
    assert [p for p in split_references(PROSE * 20) if p.style is not Style.TITLE_LINE] == []


def test_a_title_on_a_line_of_its_own_may_be_a_citation() -> None:
    page = PROSE * 8 + "\nAntidepressant effects of ketamine in depressed patients.\n\n" + PROSE * 3
    assert [(p.text[:14], p.style) for p in split_references(page)] == [("Antidepressant", Style.TITLE_LINE)]


@pytest.mark.parametrize(
    "text",
    [
        "(" * 100_000,
        "1. " * 40_000,
        "Smith JA, " * 20_000,
        "a\n" * 50_000,
        "12(3):4-5; " * 10_000,
        "A. " * 40_000,
    ],
    ids=lambda text: repr(text[:8]),
)
def test_hostile_text_takes_bounded_time(text: str) -> None:
    started = time.process_time()
    split_references(text)
    assert time.process_time() - started < 3
