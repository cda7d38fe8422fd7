"""
What changed as Atom feeds (RFC 4287): one overall, an entry a commit, and one for each claim.

The ids hang on the commit and the key, not on the host: the same change has the same id wherever
the site is served. Control characters, which XML cannot hold, are left out.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from datasette.utils import tilde_encode
from markupsafe import Markup

from kb.drawing.svg import Svg, element
from kb.site.changes_page import PLACES, Changed, CommitShown

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
#: A tag URI (RFC 4151) names its minter and a day on which the name was the minter's.
_TAG = "tag:evidence-kb,2026-11-21:"
_INSTANT = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T[0-2]\d:[0-5]\d:[0-5]\dZ)?")
_BEGINNING = "2026-11-21T00:00:00Z"
_ENTRIES_OF_A_SORT = 15

Address = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    key: str
    title: str
    updated: str
    address: str
    content: Markup


def changes_feed(commits: Sequence[CommitShown], address: Address, checked_on: str | None) -> str:
    """Return the feed of all changes; ``checked_on`` is its day while there is none."""
    entries = [
        _Entry(
            key=f"commit/{shown.commit['commit_id']}",
            title=shown.commit["subject"],
            updated=shown.commit["changed_at"],
            address=f"{address('/changes')}#{shown.commit['commit_id'][:12]}",
            content=_commit_html(shown, address),
        )
        for shown in commits
    ]
    return _feed(
        "changes",
        "What changed: ketamine claims and evidence",
        "Claims, publications and regulatory facts as they came, changed and went.",
        (address("/changes.atom"), address("/changes")),
        entries,
        checked_on,
    )


def claim_feed(claim: sqlite3.Row, changes: Sequence[sqlite3.Row], address: Address) -> str:
    """Return the feed of one claim."""
    page = address(f"/claim/{tilde_encode(claim['id'])}")
    entries = [
        _Entry(
            key=f"claim/{claim['id']}/{row['commit_id']}",
            title=change_title(row),
            updated=row["changed_at"],
            address=f"{page}#changes",
            content=_list_html(row["what"].split("\n")) + _verdicts_html(row),
        )
        for row in changes
    ]
    return _feed(
        f"claim/{claim['id']}",
        f"What changed: {claim['statement']}",
        f"The verdict today: {claim['verdict'].replace('-', ' ')}.",
        (f"{page}/changes.atom", page),
        entries,
        claim["reviewed_on"],
    )


def change_title(row: sqlite3.Row) -> str:
    """Return what became of an entry, in a few words."""
    before, after = row["verdict_before"], row["verdict_after"]
    if before != after and before and after:
        return f"Verdict: {before} → {after}"
    return str(row["action"]).capitalize()


def instant(text: str | None) -> str:
    """Return a day or moment as Atom wants it; a fixed one for what is neither."""
    if not text or not _INSTANT.fullmatch(text):
        return _BEGINNING
    return text if "T" in text else f"{text}T00:00:00Z"


def _feed(
    key: str,
    title: str,
    subtitle: str,
    addresses: tuple[str, str],
    entries: Sequence[_Entry],
    fallback: str | None,
) -> str:
    updated = max((instant(entry.updated) for entry in entries), default=instant(fallback))
    feed = element(
        "feed",
        element("id", _tag(key)),
        element("title", title),
        element("subtitle", subtitle),
        element("updated", updated),
        element("author", element("name", "evidence-kb")),
        element("link", rel="self", type="application/atom+xml", href=addresses[0]),
        element("link", rel="alternate", type="text/html", href=addresses[1]),
        element("rights", "CC BY 4.0"),
        element("generator", "evidence-kb"),
        *(_entry(entry) for entry in entries),
        xmlns="http://www.w3.org/2005/Atom",
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n{feed}\n'


def _entry(entry: _Entry) -> Svg:
    return element(
        "entry",
        element("id", _tag(entry.key)),
        element("title", entry.title),
        element("updated", instant(entry.updated)),
        element("link", rel="alternate", type="text/html", href=entry.address),
        element("content", str(entry.content), type="html"),
    )


def _tag(key: str) -> str:
    return _TAG + quote(key, safe="/")


def _commit_html(shown: CommitShown, address: Address) -> Markup:
    parts = Markup()
    for sort in shown.sorts:
        items = [_entry_html(entry, address) for entry in sort.entries[:_ENTRIES_OF_A_SORT]]
        more = sort.total - len(items)
        if more > 0:
            items.append(Markup('<li>and <a href="{}">{} more</a></li>').format(address("/changes"), more))
        parts += Markup("<h3>{}</h3><ul>{}</ul>").format(sort.title, Markup().join(items))
    return parts


def _entry_html(entry: Changed, address: Address) -> Markup:
    name: str | Markup = entry.name
    if entry.is_live:
        target = address(PLACES[entry.row["kind"]] + tilde_encode(entry.row["entity"]))
        name = Markup('<a href="{}">{}</a>').format(target, name)
    return Markup("<li>{}{}{}</li>").format(name, _verdicts_html(entry.row), _list_html(entry.lines))


def _verdicts_html(row: sqlite3.Row) -> Markup:
    before, after = row["verdict_before"], row["verdict_after"]
    if before == after or not (before and after):
        return Markup()
    return Markup("<p>Verdict: {} → <strong>{}</strong></p>").format(before, after)


def _list_html(lines: Sequence[str]) -> Markup:
    if not lines:
        return Markup()
    return Markup("<ul>{}</ul>").format(Markup().join(Markup("<li>{}</li>").format(line) for line in lines))
