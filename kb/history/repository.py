"""
The commits that touched the text files, and the files as they were then.

Only git's plumbing is asked, whose output no setting of a user's changes, and never the network.
The first parents are followed, so that every change is met exactly once, on the day on which it
reached the branch that is built.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

TIMEOUT_S = 60
#: Files read by one call of git: a few dozen, so that a long history is never in memory as a whole.
_AT_ONCE = 24
_LONGEST_SUBJECT = 200
#: What would turn git to another repository than the one the folder is in, as inside a git hook.
_MISLEADING = (
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_PREFIX",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE", "GIT_NAMESPACE",
)  # fmt: skip
_NOT_SHOWN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]+")
_EMAIL = re.compile(r"\S+@\S+")
_LAST_SECOND = 253402300799


class HistoryUnavailableError(Exception):
    """There is no history to read; the text says why, for a reader of the site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """A commit that touched one of the files."""

    id: str
    #: Committer date in UTC, e.g. 2026-11-21T02:36:59Z.
    committed_at: str
    subject: str
    #: For each of the files asked for its git object, None where the commit has no such file.
    objects: tuple[str | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The files as a commit left them; a file that it has not is empty."""

    commit: Commit
    texts: tuple[str, ...]


def read_commits(folder: Path, names: Sequence[str]) -> list[Commit]:
    """
    Return the commits that touched a file of these names in ``folder``, the newest first.

    :raises HistoryUnavailableError: without git, outside a repository, in a shallow clone, or before
        the first commit of the files.
    """
    if _git(folder, "rev-parse", "--is-shallow-repository").strip() != b"false":
        raise HistoryUnavailableError("the repository was cloned without its history")
    if not _git(folder, "rev-parse", "--verify", "--quiet", "HEAD", may_fail=True):
        raise HistoryUnavailableError("the repository has no commit yet")
    paths = [f":(literal){name}" for name in names]
    ids = _git(folder, "rev-list", "--first-parent", "HEAD", "--", *paths).decode("ascii").split()
    if not ids:
        raise HistoryUnavailableError("the text files are in no commit yet")
    wanted = [f"{key}:./{name}" for key in ids for name in names]
    answers = _git(folder, "cat-file", "--batch-check", lines=wanted).decode("utf-8", "replace").splitlines()
    objects = [_blob(answer) for answer in answers]
    width = len(names)
    return [
        _commit(key, content, tuple(objects[i * width : (i + 1) * width]))
        for i, (key, content) in enumerate(zip(ids, _contents(folder, ids), strict=True))
    ]


def read_versions(folder: Path, commits: Sequence[Commit]) -> Iterator[Version]:
    """
    Yield the files as each commit left them, in the order given.

    :raises HistoryUnavailableError: if git fails half-way.
    """
    known: dict[str, str] = {}
    for start in range(0, len(commits), _AT_ONCE):
        some = commits[start : start + _AT_ONCE]
        needed = list(dict.fromkeys(key for commit in some for key in commit.objects if key))
        unread = [key for key in needed if key not in known]
        read = [content.decode("utf-8-sig", "replace") for content in _contents(folder, unread)]
        known = {key: known[key] for key in needed if key in known} | dict(zip(unread, read, strict=True))
        for commit in some:
            yield Version(commit=commit, texts=tuple(known[key] if key else "" for key in commit.objects))


def _blob(answer: str) -> str | None:
    parts = answer.split(" ")
    return parts[0] if len(parts) == 3 and parts[1] == "blob" else None


def _contents(folder: Path, keys: Sequence[str]) -> Iterator[bytes]:
    """Yield the content of each object: git answers `<id> <type> <size>`, a newline, the content, a newline."""
    output = _git(folder, "cat-file", "--batch", lines=keys) if keys else b""
    at = 0
    for _ in keys:
        end = output.index(b"\n", at)
        size = int(output[at:end].rpartition(b" ")[2])
        at = end + 1 + size + 1
        yield output[end + 1 : end + 1 + size]


def _commit(key: str, content: bytes, objects: tuple[str | None, ...]) -> Commit:
    header, _, message = content.partition(b"\n\n")
    committer = next(line for line in header.split(b"\n") if line.startswith(b"committer "))
    second = min(max(int(committer.split(b" ")[-2]), 0), _LAST_SECOND)
    paragraph = message.decode("utf-8", "replace").strip().partition("\n\n")[0]
    subject = _EMAIL.sub("…", _NOT_SHOWN.sub(" ", paragraph).strip())
    return Commit(
        id=key,
        committed_at=datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        subject=subject if len(subject) <= _LONGEST_SUBJECT else subject[: _LONGEST_SUBJECT - 1] + "…",
        objects=objects,
    )


def _git(folder: Path, *arguments: str, lines: Sequence[str] = (), may_fail: bool = False) -> bytes:
    environment = {key: value for key, value in os.environ.items() if key not in _MISLEADING}
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    command = ["git", "--no-replace-objects", "-c", "protocol.allow=never", *arguments]
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=environment,
            input="".join(f"{line}\n" for line in lines).encode(),
            capture_output=True,
            timeout=TIMEOUT_S,
            check=False,
        )
    except FileNotFoundError as error:
        raise HistoryUnavailableError("git is not installed") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise HistoryUnavailableError("git did not answer") from error
    if done.returncode == 0 or may_fail:
        return done.stdout
    if b"not a git repository" in done.stderr:
        raise HistoryUnavailableError("the files are in no git repository")
    raise HistoryUnavailableError("git would not read the repository")
