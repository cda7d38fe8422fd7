"""From the home page along every link: each page once, into one folder, whole or not at all."""

from __future__ import annotations

import tempfile
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kb.errors import PublishError
from kb.static_copy.addresses import address_of, file_of, is_copied, relative
from kb.static_copy.rewriting import links_of, rewritten


@dataclass(frozen=True, slots=True)
class Answer:
    """What the site answered to one address."""

    status: int
    content_type: str
    body: bytes

    @property
    def is_page(self) -> bool:
        """Whether it is HTML, whose links are followed and changed."""
        return self.content_type.partition(";")[0].strip() == "text/html"


def copy_site(
    get: Callable[[str], Answer],
    target: Path,
    notice: str,
    live: str = "",
    also: Iterable[str] = (),
    progress: Callable[[int], None] = lambda _: None,
) -> int:
    """
    Copy every page that can be reached from the home page; return how many files were written.

    :param get: asks the site for a path; a page that is linked must be there.
    :param live: address of the served site, for links to what the copy does not hold; without it they are
        plain text.
    :param also: addresses to copy though no page links to them.
    :param progress: called with the number of addresses read so far.
    :raises PublishError: if ``target`` is in use, a linked page is missing, or two addresses need one file.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise PublishError(f"{target} is not empty; name a new folder, or remove this one first")
    answers = _read(get, ["/", *also], progress)
    files = _files(answers)

    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as parent:
        folder = Path(parent) / "copy"
        for path, answer in answers.items():
            file = folder / files[path]
            file.parent.mkdir(parents=True, exist_ok=True)
            if answer.is_page:
                relink = partial(_relink, path, files, live.rstrip("/"))
                file.write_text(rewritten(answer.body.decode("utf-8"), relink, notice), encoding="utf-8")
            else:
                file.write_bytes(answer.body)
        if target.exists():
            target.rmdir()
        folder.rename(target)
    return len(answers)


def _relink(path: str, files: dict[str, str], live: str, link: str) -> str | None:
    address = address_of(link, path)
    if address is None:
        return link
    if address.path in files:
        return relative(files[address.path], files[path], address.fragment)
    return f"{live}{address.path}" if live else None


def _read(
    get: Callable[[str], Answer], start: list[str], progress: Callable[[int], None]
) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    waiting = deque((path, "the start") for path in start)
    seen = set(start)
    while waiting:
        path, source = waiting.popleft()
        answer = get(path)
        if answer.status != 200:
            raise PublishError(f"{source} links to {path}, which answers {answer.status}")
        answers[path] = answer
        progress(len(answers))
        if not answer.is_page:
            continue
        for link in links_of(answer.body.decode("utf-8")):
            address = address_of(link, path)
            if address and address.path not in seen and is_copied(address.path):
                seen.add(address.path)
                waiting.append((address.path, path))
    return answers


def _files(answers: dict[str, Answer]) -> dict[str, str]:
    """Return the file of each address; a file share may not tell capitals from small letters."""
    files: dict[str, str] = {}
    taken: dict[str, str] = {}
    for path, answer in answers.items():
        name = file_of(path, answer.is_page)
        other = taken.setdefault(name.lower(), path)
        if other != path:
            raise PublishError(f"{path} and {other} would both be the file {name}")
        files[path] = name
    return files
