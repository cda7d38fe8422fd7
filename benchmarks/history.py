"""
How long the history of a project takes to read: ``python -m benchmarks.history [COMMITS]``.

The shipped text files are committed and then changed by one figure a commit. The peer is ``git log
--patch`` on the same two files, which also reads every version and compares each with the one before.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kb.history.reading import read_history

ROOT = Path(__file__).resolve().parent.parent
FILES = ("claims.yaml", "references.bib")
_FIGURE = re.compile(r"^    n: (\d+)$", re.M)


def _git(folder: Path, *arguments: str) -> None:
    nobody = {
        f"GIT_{r}_{p}": "nobody@example.org" for r in ("AUTHOR", "COMMITTER") for p in ("NAME", "EMAIL")
    }
    environment = {**os.environ, **nobody, "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(["git", *arguments], cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)


def _repository(folder: Path, commits: int) -> None:
    text = (ROOT / FILES[0]).read_text(encoding="utf-8")
    (folder / FILES[1]).write_bytes((ROOT / FILES[1]).read_bytes())
    _git(folder, "init", "-q")
    places = [match.start(1) for match in _FIGURE.finditer(text)]
    for number in range(commits):
        at = places[number % len(places)]
        text = f"{text[:at]}{1 + int(text[at]) % 9}{text[at + 1 :]}" if number else text
        (folder / FILES[0]).write_text(text, encoding="utf-8")
        _git(folder, "add", ".")
        _git(folder, "commit", "-q", "-m", f"Change figure {number}")


def main(commits: int = 300) -> None:
    """Print seconds for both, the best of three, and the ratio."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _repository(folder, commits)
        ours, peer = [], []
        for _ in range(3):
            start = time.perf_counter()
            history = read_history(folder)
            ours.append(time.perf_counter() - start)
            start = time.perf_counter()
            command = ["git", "log", "--patch", "--first-parent", "--", *FILES]
            subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
            peer.append(time.perf_counter() - start)
    assert history.missing is None and len(history.commits) == commits
    changes = sum(len(commit.changes) for commit in history.commits)
    judged = sum(change.verdict_after is not None for commit in history.commits for change in commit.changes)
    print(f"{commits} commits, {changes} changes, {judged} with verdicts before and after")
    print(
        f"read_history {min(ours):.2f} s; git log --patch {min(peer):.2f} s; ratio {min(ours) / min(peer):.1f}"
    )


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:2]))
