"""What a person accepts is accepted: that rule, there, until that day, and nothing more."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kb.vetting.baseline import fingerprint
from kb.vetting.suppressions import (
    SuppressionError,
    apply_suppressions,
    expired,
    inline_suppressions,
    read_suppressions,
)
from tests.vetting.samples import TODAY, alert_on, copy_of, page_alert

ACCEPT = "<!-- kb-vet: accept KL014 until {until} by medical-director: the trial is described below -->"
ENTRY = """[[accept]]
rule = "KL014"
sentence = "about 85% respond"
reason = "the trial is described below"
by = "medical-director"
until = 2027-03-31
"""

PRINT = fingerprint("KL014", "About 85% respond, says everyone.")


def taken(text: str, name: str = "a.md", rule: str = "KL014") -> int:
    copy = copy_of(text, name)
    found, faults = inline_suppressions(copy)
    assert faults == ()
    left, accepted = apply_suppressions(copy, [alert_on(copy, "85%", rule)], found, TODAY)
    assert len(left) + len(accepted) == 1
    return len(accepted)


@pytest.mark.parametrize(
    "text",
    [
        "About 85% respond. {}\n",
        "{}\nAbout 85% respond.\n",
        "{}\n\n\nAbout 85% respond.\n",
        "# Head\n\nSome words.\n\n  {}  \nAbout 85% respond.\n",
    ],
)
def test_a_comment_speaks_of_its_line_or_of_the_next_with_text(text: str) -> None:
    assert taken(text.format(ACCEPT.format(until="2027-03-31"))) == 1


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("{}\nFirst line.\n\nAbout 85% respond.\n", "KL014"),
        ("About 85% respond.\n\n{}\n", "KL014"),
        ("About 85% respond. {}\n", "KL015"),
    ],
)
def test_it_speaks_of_nothing_else(text: str, rule: str) -> None:
    assert taken(text.format(ACCEPT.format(until="2027-03-31")), rule=rule) == 0


def test_html_comments_count_too_and_one_may_name_several_rules() -> None:
    comment = ACCEPT.format(until="2027-03-31").replace("KL014", "KL010, KL014")
    assert taken(f"<html><body><p>About 85% respond.</p>{comment}</body></html>", "a.html") == 1


@pytest.mark.parametrize(("until", "counts"), [("2026-02-28", 0), ("2026-03-01", 1)])
def test_what_has_expired_counts_as_absent(until: str, counts: int) -> None:
    text = f"About 85% respond. {ACCEPT.format(until=until)}\n"
    assert taken(text) == counts
    found, _ = inline_suppressions(copy_of(text))
    assert len(expired(found, TODAY)) == 1 - counts


def test_a_whole_page_can_be_accepted() -> None:
    comment = ACCEPT.format(until="2027-03-31").replace("accept KL014", "accept-page KL010")
    copy = copy_of(f"About 85% respond.\n\n{comment}\n")
    found, _ = inline_suppressions(copy)
    left, accepted = apply_suppressions(copy, [page_alert(copy), alert_on(copy, "85%")], found, TODAY)
    assert [a.rule for a in left] == ["KL014"] and accepted[0].alert.rule == "KL010"


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- kb-vet: accept KL014 -->",
        "<!-- kb-vet: accept KL014 until 2027-03-31 by medical-director -->",
        "<!-- kb-vet: accept KL014 until 2027-02-31 by medical-director: why -->",
        "<!-- kb-vet: accept KL014 until 2027-03-31 by Jane Roe: why -->",
        "<!-- kb-vet: ignore KL014 until 2027-03-31 by clinician: why -->",
        "<!-- kb-vet: accept all until 2027-03-31 by clinician: why -->",
    ],
)
def test_a_comment_without_reason_role_or_day_counts_as_absent_and_is_told(comment: str) -> None:
    found, (fault,) = inline_suppressions(copy_of(f"One.\n\nAbout 85% respond. {comment}\n"))
    assert found == () and fault.line == 3 and "kb-vet: accept KL014 until" in fault.remedy


@pytest.mark.parametrize(
    ("entry", "counts"),
    [
        (ENTRY, 1),
        (ENTRY.replace("about 85% respond", "About  85% respond!"), 1),
        (ENTRY.replace("about 85%", "about 58%"), 0),
        (ENTRY + 'page = "pages/*.md"\n', 1),
        (ENTRY + 'page = "blog/*.md"\n', 0),
        (ENTRY.replace("2027-03-31", "2026-02-28"), 0),
        (ENTRY.replace('sentence = "about 85% respond"', f'fingerprint = "{PRINT}"'), 1),
    ],
)  # fmt: skip
def test_a_file_does_it_for_any_format(tmp_path: Path, entry: str, counts: int) -> None:
    path = tmp_path / "kb-suppressions.toml"
    path.write_text(entry, encoding="utf-8")
    copy = copy_of()
    _, accepted = apply_suppressions(copy, [alert_on(copy, "85%")], read_suppressions(path), TODAY)
    assert len(accepted) == counts
    assert all(one.until == date(2027, 3, 31) and not one.inline for one in accepted)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("x = ", "suppressions.toml"),
        ("[[ignore]]\n", "only .*accept"),
        ('accept = ["KL014"]\n', "entry 1: must be a table"),
        (ENTRY.replace("KL014", "all"), "entry 1: rule"),
        (ENTRY.replace("the trial is described below", " "), "reason"),
        (ENTRY.replace("medical-director", "Jane Roe"), "role"),
        (ENTRY.replace("2027-03-31", '"2027-03-31"'), "until must be a day"),
        (ENTRY.replace("2027-03-31", "2027-03-31T10:00:00"), "until must be a day"),
        (ENTRY.replace('sentence = "about 85% respond"\n', ""), "say of what"),
        (ENTRY + "pages = 1\n", "unknown key 'pages'"),
        (ENTRY + "page = 1\n", "must be a text"),
        (ENTRY + ENTRY.replace("rule", "role"), "entry 2"),
    ],
)
def test_an_entry_that_cannot_be_read_is_named(tmp_path: Path, entry: str, said: str) -> None:
    path = tmp_path / "suppressions.toml"
    path.write_text(entry, encoding="utf-8")
    with pytest.raises(SuppressionError, match=said):
        read_suppressions(path)
