"""Who speaks: clinic, clinician, patient, study."""

from __future__ import annotations

import pytest

from kb.vetting.reading import read_copy
from kb.vetting.records import BlockKind, Voice


def spoken(text: str, name: str = "page.txt") -> list[tuple[str, str]]:
    """Return voice and start of each sentence."""
    copy = read_copy(name, text.encode())
    return [(sentence.voice.code, sentence.text[:12]) for sentence in copy.sentences]


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        (
            "“It is the quickest option we have,” says Dr. Ana Moss, who runs the clinic. You rest.",
            ["clinician", "clinic"],
        ),
        (
            "Dr. Moss sees you. “It works on the receptor,” explains Moss. “It starts within a day.”",
            ["clinic", "clinician", "clinician"],
        ),
        ("According to our physician, ketamine helps most people. Call us.", ["clinician", "clinic"]),
        ("You must stay awake for it to work, says Dr. Moss.", ["clinician"]),
        ("Moss says relief lasts. Dr. Moss has a clinic.", ["clinician", "clinic"]),
        ("Our psychiatrist says: “Most people feel better after the second visit.”", ["clinician"]),
        ("“I was in pain for years and now I am well.” — Jane K.", ["patient", "patient"]),
        ("“It changed everything for me and my family.”\n\n— Robert T., Ohio", ["patient", "patient"]),
        ("I thought of suicide daily, and two infusions later I felt fine.", ["patient"]),
        ("★★★★★ Kind staff and a quiet room.", ["patient"]),
        (
            "What Our Patients Say\n\n“The fog has lifted at last.”\n\nSara M.",
            ["clinic", "patient", "patient"],
        ),
        ("One patient told us, “My depression lifted within a week of care.”", ["patient"]),
        ("As Dr. Moss puts it, “it is the largest step in fifty years.”", ["clinician"]),
        ("“It works like nothing else,” one of our nurses told us.", ["clinician"]),
        ("“It is wondrous,” one of our nurses told us.", ["clinician"]),
        ("Real Stories\n\nMy low days are rare now.", ["clinic", "patient"]),
        ("Client Experiences\n\nA quiet room and a kind nurse.\n\nK.L.", ["clinic", "patient", "patient"]),
        (
            "I had tried nine tablets before ketamine.\n\nThen I slept, and I woke early.",
            ["patient", "patient"],
        ),
        # What looks like a quotation or a testimonial and is none.
        ("Many fear a “party drug” and “losing control” for good. We explain.", ["clinic", "clinic"]),
        ("Can I drive after my infusion?", ["clinic"]),
        ("Will I feel high? Some do, and I’d ask your doctor about treatment.", ["clinic", "clinic"]),
        ("Do I need my doctor to refer me for treatment?", ["clinic"]),
        ("As a physician, I have treated depression for twenty years.", ["clinic"]),
        ("I am a psychiatric nurse and I love my work with people in pain.", ["clinic"]),
        ("Our Stories\n\nI treat depression, and I listen first.", ["clinic", "clinic"]),
        ("I had tried nine tablets before ketamine.\n\nWe see you within a week.", ["patient", "clinic"]),
        ("Self-assessment\n\nI have felt depressed for years.", ["clinic", "clinic"]),
        ("My goal is to listen to people in pain, and I love it.", ["clinic"]),
        ("I understand that my treatment with ketamine may not help.", ["clinic"]),
        ("According to the World Health Organization, depression is common.", ["clinic"]),
        ("Our doctors add magnesium. Our nurses note your blood pressure.", ["clinic", "clinic"]),
    ],
)
def test_who_speaks(text: str, voices: list[str]) -> None:
    assert [voice for voice, _ in spoken(text)] == voices


@pytest.mark.parametrize(
    "text",
    [
        "Abstract: Ketamine was given to twelve adults.",
        "Background: Few options exist. Methods: Forty adults took part. Results: Half responded.",
        "We randomized 40 adults to ketamine or saline. Scores at baseline did not differ (p = "
        ".61), and these findings "
        "suggest an effect compared with placebo.",
        "Relief was seen early in many,1 and was lost in most by week two.2 It was not sought in "
        "children,3–5 nor in the old.6,7 "
        "Animal work came before.",
        "Repeated ketamine in late life: a randomized, double-blind trial",
    ],
)
def test_pasted_studies_are_told_from_copy(text: str) -> None:
    assert {sentence.voice for sentence in read_copy("page.txt", text.encode()).sentences} == {Voice.ABSTRACT}


@pytest.mark.parametrize(
    "text",
    [
        "In a randomized, double-blind trial (n = 73), more people improved compared with "
        "midazolam (p < .001; Murrough et al., 2013).",
        "Results: 85% of our patients feel better after six infusions, and our clinic tracks each "
        "one with care for you.",
        "Numerous studies, even double-blind ones, show that it can treat depression when tablets fail.",
        "In our clinic we found that you respond sooner when you sleep well, and our patients say "
        "so at baseline too.",
        "About 70% of patients improve.[1] Side effects are brief.[2] Effects may fade within weeks.[3,4]",
    ],
)
def test_copy_that_reports_a_study_stays_copy(text: str) -> None:
    assert {sentence.voice for sentence in read_copy("page.txt", text.encode()).sentences} == {Voice.CLINIC}


@pytest.mark.parametrize(
    "entry",
    [
        "Doe J, Roe R, et al. A study of something. J Imag Med. 2015;12(3):45-56.",
        "1. Doe, J. A., & Roe, R. (2018). A study of something. Imaginary Medicine, 12(3), 45–56.",
        "Doe, J., Roe, R.B. and Poe, E.A., 2012. A study of nothing. Imaginary Science, 338(61), pp.68-72.",
        "[3] Doe J et al. Imag Psych 2006;63:856-64. doi:10.1000/imag.63.856",
        "Doe J. Something. PMID: 12345678. doi.org/10.1000/xyz",
    ],
)
def test_entries_of_a_reference_list(entry: str) -> None:
    (block,) = read_copy("page.txt", f"  • {entry}".encode()).blocks
    assert (block.kind, block.voice) == (BlockKind.REFERENCE, Voice.ABSTRACT)


@pytest.mark.parametrize(
    "text",
    [
        "Each infusion is $399 and you need 6 (six) to 8 in 2-3 weeks.",
        "Dr. J. Doe, M.D., opened our clinic in 2015; call 703-555-0100.",
        "Doe J, et al. found relief in 50% (Imag Psych 2006;63:856-64).",
        "First approved in 1970 (surgery), it is 50 years old.",
    ],
)
def test_copy_with_numbers_is_no_reference(text: str) -> None:
    assert all(
        block.kind is not BlockKind.REFERENCE for block in read_copy("p.txt", f"  • {text}".encode()).blocks
    )


def test_a_list_under_references_is_references_and_ends_with_the_next_heading() -> None:
    text = "References\n\n  • A bare title, 2006\n  • https://example.org/a\n\nContact\n\n  • Call us, 2006\n"
    kinds = [block.kind.code for block in read_copy("p.txt", text.encode()).blocks]
    assert kinds == ["heading", "reference", "reference", "heading", "list-item"]


def test_the_title_above_a_pasted_abstract_belongs_to_it_and_the_comment_below_does_not() -> None:
    text = (
        "Slow relief of a sad mood in a small number of grown people.\n\n"
        "Relief was seen early in many,1 and lost in most by week two.2 It was not sought in "
        "children,3–5 nor in the old.6,7\n\n"
        "The text above is from the paper. We can treat you here."
    )
    assert [voice for voice, _ in spoken(text)] == ["abstract", "abstract", "abstract", "clinic", "clinic"]


def test_markup_says_who_speaks() -> None:
    page = (
        '<body><div class="testimonial-card"><p>The fog has lifted.</p><h3>Stories</h3></div><p>The fog may lift.</p>'
        '<script type="application/ld+json">{"reviewBody": "The fog has lifted."}</script></body>'
    )
    assert spoken(page, "p.html") == [
        ("patient", "The fog has "),
        ("clinic", "Stories"),
        ("clinic", "The fog may "),
        ("patient", "The fog has "),
    ]
