"""A small project in a git repository of its own."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest

BASE = Path(__file__).parent.parent / "checks" / "base"
_NOBODY = {
    f"GIT_{role}_{part}": value
    for role in ("AUTHOR", "COMMITTER")
    for part, value in (("NAME", "Quincy Nobody"), ("EMAIL", "quincy@example.org"))
}


@dataclass
class Story:
    """The project, changed and committed step by step."""

    folder: Path
    day: int = field(default=1)

    def git(self, *arguments: str, **environment: str) -> str:
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env={**os.environ, **_NOBODY, "GIT_CONFIG_GLOBAL": os.devnull, **environment},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def commit(self, message: str) -> str:
        """Commit what there is, a day after the last commit, and return the commit's id."""
        when = f"2026-02-{self.day:02}T23:30:00-0200"
        self.day += 1
        self.git("add", ".")
        self.git(
            "commit", "-q", "--allow-empty", "-m", message, GIT_AUTHOR_DATE=when, GIT_COMMITTER_DATE=when
        )
        return self.git("rev-parse", "HEAD")

    def change(self, old: str, new: str, name: str = "claims.yaml") -> None:
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def story(tmp_path: Path) -> Story:
    """The base of the checks' cases in a fresh repository, committed once."""
    folder = tmp_path / "project"
    folder.mkdir()
    for name in ("claims.yaml", "references.bib"):
        (folder / name).write_bytes((BASE / name).read_bytes())
    told = Story(folder)
    told.git("init", "-q", "-b", "main")
    told.commit("Begin")
    return told
