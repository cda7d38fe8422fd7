"""Labels that name words are counted against the alerts of their sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.vet_excerpts import score_excerpts
from benchmarks.vet_scores import LABELS
from kb.vetting.rule_files import load_rules
from tests.vetting.knowledge_at_hand import knowledge

RULES = load_rules()
TEXT = "# Welcome\n\nKetamine is a miracle drug. It is not addictive.\n\nParking is behind the house.\n"


def excerpt(folder: Path, *rows: str) -> Path:
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "labels.csv").write_text(
        "file,rule,level,sure,quote,why\n" + "".join(f"a.txt,{row}\n" for row in rows), encoding="utf-8"
    )
    return folder


@pytest.mark.parametrize(
    ("rows", "counts"),
    [
        (("KL001,error,sure,a miracle drug,", "KL006,error,sure,not addictive,"), (2, 0, 0, 0)),
        (("KL001,error,arguable,a miracle drug,", "KL006,error,sure,not addictive,"), (1, 1, 0, 0)),
        (("KL001,error,sure,a miracle drug,",), (1, 0, 1, 0)),
        (("KL001,error,sure,not addictive,", "KL006,error,sure,not addictive,"), (1, 0, 1, 1)),
        (("KL004,error,sure,Parking is,",), (0, 0, 2, 1)),
        (("KL010,error,sure,Welcome,",), (0, 0, 2, 0)),
    ],
)
def test_what_counts(tmp_path: Path, rows: tuple[str, ...], counts: tuple[int, ...]) -> None:
    score = score_excerpts(excerpt(tmp_path, *rows), RULES, knowledge()).summary()
    assert (score["right"], score["allowed"], score["wrong"], score["missed"]) == counts


def test_a_label_whose_words_are_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"a\.txt: the words of a label of KL001"):
        score_excerpts(excerpt(tmp_path, "KL001,error,sure,wonder,"), RULES, knowledge())


def test_the_excerpts_worked_with_stay_as_good_as_they_were() -> None:
    score = score_excerpts(LABELS / "excerpts_dev", RULES, knowledge()).summary()
    assert score["errors_precision"] is not None and score["errors_precision"] >= 0.95
    assert score["recall"] is not None and score["recall"] >= 0.9
