"""Titles, names, journals and pages in comparable form."""

from __future__ import annotations

import time

import pytest

from kb.deduplication.compare import Agreement, compare_names, compare_pages
from kb.deduplication.names import prepare_name, prepare_names
from kb.deduplication.places import (
    near_container,
    prepare_container,
    prepare_number,
    prepare_pages,
    same_container,
)
from kb.deduplication.titles import ItemKind, prepare_title, title_difference, title_likeness

SAME, CLOSE, MISSING, DIFFERENT = Agreement.SAME, Agreement.CLOSE, Agreement.MISSING, Agreement.DIFFERENT


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Mood after an infusion", "Mood after an infusion. [Review] [90 refs]"),
        ("Mood after an infusion", "[Mood after an infusion]. [Spanish]"),
        ("Mood after an infusion", "Mood after an infusion. [Erratum appears in J Mood. 2009 Jun 4;3(2):7 Note: A"),
        ("Mood after an infusion", "Mood after an infusion... J Mood Stud. 2009 Jan 29;360(5):544-6"),
        ("Haemodynamics of tumours", "Hemodynamics of tumors"),
        ("β-blockers &amp; <i>mood</i>", "Beta blockers & mood"),
        ("{M}ood \\emph{after} infusion", "Mood after infusion"),
    ],
)  # fmt: skip
def test_notes_markup_and_spelling_make_no_other_title(first: str, second: str) -> None:
    assert title_likeness(prepare_title(first), prepare_title(second)) == 1.0


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Erratum: Mood after an infusion", ItemKind.CORRECTION),
        ("Mood after an infusion (vol 36, pg 54, 2009)", ItemKind.CORRECTION),
        ("Mood after an infusion (Journal of Mood (2009) 36 (54-58))", ItemKind.CORRECTION),
        ("Retraction: Mood after an infusion", ItemKind.RETRACTION),
        ("Mood after an infusion - Reply", ItemKind.REPLY),
        ("Mood after an infusion: editorial comment", ItemKind.COMMENT),
        ("Mood after an infusion.[Erratum appears in J Mood. 2009]", ItemKind.WORK),
        ("Correcting mood after an infusion", ItemKind.WORK),
        ("Early response to an infusion", ItemKind.WORK),
    ],
)
def test_a_title_says_what_kind_of_item_it_is(title: str, kind: ItemKind) -> None:
    assert prepare_title(title).kind is kind


@pytest.mark.parametrize(
    ("first", "second", "contradiction", "extra"),
    [
        ("Mood scale: part 1", "Mood scale: part 2", "1 / 2", ""),
        ("Mood scale: part I", "Mood scale: part 1", "", ""),
        ("Infusions in adults", "Infusions in adolescents", "adults / adolescents", ""),
        ("Vaccine for hepatitis A", "Vaccine for hepatitis B", "a / b", ""),
        ("Infusions in a clinic", "Infusions in clinics", "", ""),
        ("Mood and p16INK4a", "Mood and p16 INK4a", "", ""),
        ("Infusions: a subtitle here", "Infusions", "", ""),
        ("Inflammatory states", "Inflammtory states", "", ""),
        ("Mood scale", "Mood scale 2", "", "2"),
    ],
)
def test_what_sets_titles_apart(first: str, second: str, contradiction: str, extra: str) -> None:
    found = title_difference(prepare_title(first), prepare_title(second))
    assert (found.contradiction, found.extra_number) == (contradiction, extra)


def test_a_title_in_two_languages_keeps_both() -> None:
    title = prepare_title("Mood after infusions [Stimmung nach Infusionen im Alltag]")
    assert title.translation is not None
    assert title.translation.compact == prepare_title("Stimmung nach Infusionen im Alltag").compact


@pytest.mark.parametrize("text", ["(vol 1 " * 20_000, "." * 100_000 + "[", "[" * 100_000, "a [b] " * 20_000])
def test_an_absurd_title_takes_no_time(text: str) -> None:
    start = time.process_time()
    prepare_title(text)
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "text",
    [
        "Le Quintrec, M",
        "Le, Quintrec M",
        "M. Le Quintrec",
        "LE QUINTREC, Marie",
        "Quintrec M",
        "Quintrec, M., Jr",
    ],
)
def test_a_surname_is_found_however_it_is_printed(text: str) -> None:
    assert prepare_name(text).surname == "quintrec"


def test_nobody_and_others_are_no_names() -> None:
    assert prepare_names(("Anonymous", "", "UNKNOWN")) == ((), False)
    names, cut = prepare_names(("Doe, J.", "et al."))
    assert len(names) == 1
    assert cut


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("Doe, J.", "Roe, R."), ("Doe J", "Roe R"), SAME),
        (("Doe, Jane",), ("Jane, Doe",), SAME),
        (("Doe, J.", "Roe, R."), ("Roe, R.", "Doe, J."), SAME),
        (("Doe, J.", "others"), ("Doe, J.", "Roe, R.", "Poe, A."), SAME),
        (("Nürnberger, J.",), ("Nuernberger, J.",), SAME),
        (("Doe, J.",), ("Doe, K.",), DIFFERENT),
        (("Doe, J.",), ("Doe, J.", "Roe, R.", "Poe, A.", "Coe, B."), CLOSE),
        (("Doe, J.",), ("Smith, A.",), DIFFERENT),
        (("Anonymous",), ("Doe, J.",), MISSING),
    ],
)
def test_lists_of_authors(first: tuple[str, ...], second: tuple[str, ...], expected: Agreement) -> None:
    (one, cut), (other, cut_too) = prepare_names(first), prepare_names(second)
    assert compare_names(one, other, cut or cut_too) is expected
    assert compare_names(other, one, cut or cut_too) is expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("1844-1859", "1844-59", SAME),
        ("S22-S32", "22-32", SAME),
        ("616", "616-616", SAME),
        ("iii--vi", "iii-vi", SAME),
        ("2141-2147", "2142-2147", CLOSE),
        ("488", "487-488", CLOSE),
        ("969-972", "a1754", MISSING),
        ("1-11", "6", MISSING),
        ("Suppl-6", "212-216", MISSING),
        ("", "212-216", MISSING),
        ("100-104", "200-204", DIFFERENT),
        ("S22", "95", DIFFERENT),
    ],
)
def test_pages(first: str, second: str, expected: Agreement) -> None:
    assert compare_pages(prepare_pages(first), prepare_pages(second)) is expected
    assert compare_pages(prepare_pages(second), prepare_pages(first)) is expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Journal of Mood & Sleep", "J Mood Sleep", "same"),
        ("JMS", "Journal of Mood Studies", "same"),
        ("Mood Studies (Online)", "Mood Studies", "same"),
        ("Journal of Mood.Conference: 44th Meeting", "Journal of Mood", "same"),
        ("Nature Mood Reviews", "Nature Mood", "near"),
        ("Journal of Mood", "Archives of Sleep", "other"),
    ],
)
def test_names_of_journals(first: str, second: str, expected: str) -> None:
    one, other = prepare_container(first), prepare_container(second)
    found = "same" if same_container(one, other) else "near" if near_container(one, other) else "other"
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Vol. 12", "12"), ("007", "7"), ("Suppl", "suppl"), ("UNKNOWN", ""), ("Apr 25 [Epub]", "")],
)
def test_volumes_and_issues(text: str, expected: str) -> None:
    assert prepare_number(text) == expected
