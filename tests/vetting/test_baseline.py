"""The baseline counts what is known, forgets sentences, and fails on anything else with a reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.vetting.baseline import (
    BaselineError,
    fingerprint,
    fingerprints,
    normalised,
    read_baseline,
    split_known,
    write_baseline,
)
from tests.vetting.samples import alert_on, copy_of, page_alert


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("About 70% respond.", "about 70%  respond!", True),
        ("It is “non‑addictive”.", 'It is "non-addictive"', True),
        ("About 70% respond.", "About 7.0% respond.", False),
        ("About 70% respond.", "About 70 respond.", False),
        ("It is addictive.", "It is not addictive.", False),
    ],
)
def test_typography_does_not_count_but_numbers_and_words_do(one: str, other: str, same: bool) -> None:
    assert (fingerprint("KL014", one) == fingerprint("KL014", other)) is same


def test_the_rule_is_part_of_it() -> None:
    assert fingerprint("KL014", "About 70% respond.") != fingerprint("KL015", "About 70% respond.")


@given(st.text())
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


def test_an_alert_about_the_page_goes_by_the_page() -> None:
    copy, other = copy_of(), copy_of(name="other.md")
    assert fingerprints(copy, [page_alert(copy)]) != fingerprints(other, [page_alert(other)])


def test_what_is_written_is_known_and_a_second_time_is_new(tmp_path: Path) -> None:
    copy = copy_of()
    alert = alert_on(copy, "85% respond")
    (print_,) = fingerprints(copy, [alert])
    path = tmp_path / "baseline.json"
    assert write_baseline(path, [(alert.rule, print_)]) == 1
    assert "85%" not in path.read_text(encoding="utf-8")
    left = read_baseline(path)
    twice = [alert, replace(alert, line=9)]
    assert split_known(twice, [print_, print_], left) == ((twice[1],), (alert,))
    assert left == Counter({print_: 0})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no JSON"),
        ("[]", "no baseline"),
        ('{"version": 2, "alerts": []}', "version 1"),
        ('{"version": 1, "alerts": [{"fingerprint": "x"}]}', "count"),
        ('{"version": 1, "alerts": [{"fingerprint": "x", "count": 0}]}', "count"),
        ('{"version": 1, "alerts": ["x"]}', "fingerprint"),
    ],
)
def test_a_file_that_is_no_baseline_is_refused(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "b.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BaselineError, match=said):
        read_baseline(path)


def test_a_missing_file_is_refused_with_the_way_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(BaselineError, match="--write-baseline"):
        read_baseline(tmp_path / "none.json")
