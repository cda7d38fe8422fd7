"""Several processes find what one finds, in the same order, and a bad file harms no other."""

from __future__ import annotations

import io
import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from kb.vetting import run as vetting_run
from kb.vetting.many_files import files_of, vet_files
from kb.vetting.reading.limits import MAX_BYTES
from kb.vetting.run import Vetter
from kb.vetting.running import NOTHING_KNOWN
from tests.vetting.samples import alert_on


@pytest.fixture
def vetter(monkeypatch: pytest.MonkeyPatch) -> Vetter:
    def first_word(copy: Any, knowledge: Any, *, rules: Any, today: date, claims: Any) -> Any:
        return (alert_on(copy, copy.sentences[0].text.split()[0]),)

    monkeypatch.setattr(vetting_run, "vet", first_word)
    return Vetter(knowledge=NOTHING_KNOWN, rules=(), today=date(2026, 3, 1), with_claims=False)


@pytest.mark.parametrize("processes", [1, 2])
def test_every_file_is_answered_in_order(tmp_path: Path, vetter: Vetter, processes: int) -> None:
    names = [str(tmp_path / f"{number}.md") for number in range(9)]
    for number, name in enumerate(names):
        if number != 3:
            Path(name).write_text(f"Word{number} stands here.\n", encoding="utf-8")
    Path(names[5]).write_bytes(b"%PDF-1.7")
    found = list(vet_files(names, vetter, processes=processes))
    assert [one.name for one in found] == names
    assert [one.page.alerts[0].match if one.page else one.unread.split(": ", 1)[1][:12] for one in found] == [
        "Word0", "Word1", "Word2", "No such file", "Word4", "this is a PD", "Word6", "Word7", "Word8",
    ]  # fmt: skip


def test_what_is_too_large_is_not_even_read(
    tmp_path: Path, vetter: Vetter, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(5_000_000_000)
    (one,) = vet_files([str(large)], vetter)
    assert "5000.0 MB, at most 10.0 MB" in one.unread
    endless = SimpleNamespace(buffer=io.BytesIO(b"x" * (MAX_BYTES + 50)))
    monkeypatch.setattr(sys, "stdin", endless)
    (other,) = vet_files(["-"], vetter)
    assert "or more, at most" in other.unread and endless.buffer.tell() == MAX_BYTES + 1


def test_a_folder_stands_for_the_copy_in_it(tmp_path: Path, vetter: Vetter) -> None:
    for name in ("b.md", "a.html", "deep/c.TXT", "picture.png", ".git/d.md", "deep/.e.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Word.\n", encoding="utf-8")
    inside = files_of([str(tmp_path)])
    assert [Path(name).relative_to(tmp_path).as_posix() for name in inside] == [
        "a.html",
        "b.md",
        "deep/c.TXT",
    ]
    assert files_of(["-", "none.md"]) == ("-", "none.md")


def test_a_folder_without_copy_says_so(tmp_path: Path, vetter: Vetter) -> None:
    (one,) = vet_files(files_of([str(tmp_path)]), vetter)
    assert "a folder without copy (.txt, " in one.unread
