"""What one commit changed, entry by entry, and what follows from it for the claims."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from kb.history.entries import Entries, Fields, read_bibtex, read_yaml
from kb.history.wording import claim_changes, entry_changes, excerpt, standing_changed

CLAIM, PUBLICATION, FACT = "claim", "publication", "regulatory fact"
ADDED, CHANGED, REMOVED = "added", "changed", "removed"
_UNREADABLE = "The text of one of the two versions cannot be read"
_CITEKEY = re.compile(r"^\s*(?:- )?citekey:\s*['\"]?([^\s'\"]+)", re.M)
#: Words that may be keys; what a claim cites is found among them without reading the claim.
_NAME = re.compile(r"[^\s,\[\]{}:'\"]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of one claim, publication or regulatory fact."""

    kind: str
    key: str
    action: str
    #: One sentence each; of what was added or removed, its statement or title.
    what: tuple[str, ...]
    verdict_before: str | None = None
    verdict_after: str | None = None


def compare(old: Entries, new: Entries) -> list[Change]:
    """Return what changed from one version to the next: claims, publications, facts, each by key."""
    figures = _differences(old.findings, new.findings, read_yaml, entry_changes)
    publications = _differences(old.publications, new.publications, read_bibtex, entry_changes)
    facts = _differences(old.regulatory_facts, new.regulatory_facts, read_yaml, entry_changes)
    claims = _differences(old.claims, new.claims, read_yaml, claim_changes)
    for key, lines in _figures_by_publication(old, new, figures).items():
        if key in publications:
            publications[key] = replace(publications[key], what=(*publications[key].what, *lines))
        elif key in new.publications:
            publications[key] = Change(kind="", key=key, action=CHANGED, what=tuple(lines))
    touched = _touched(old, new, figures, publications, facts)
    for key, lines in _concerned(new.claims, touched).items():
        if key not in claims:
            claims[key] = Change(kind="", key=key, action=CHANGED, what=tuple(lines))
        elif claims[key].action == CHANGED:
            claims[key] = replace(claims[key], what=(*claims[key].what, *lines))
    return [
        replace(found[key], kind=kind)
        for kind, found in ((CLAIM, claims), (PUBLICATION, publications), (FACT, facts))
        for key in sorted(found)
    ]


def _differences(
    old: Mapping[str, str],
    new: Mapping[str, str],
    read: Callable[[str], Fields | None],
    tell: Callable[[Fields, Fields], Iterator[str]],
) -> dict[str, Change]:
    found = {}
    for key in old.keys() | new.keys():
        before, after = old.get(key), new.get(key)
        if before == after:
            continue
        if before is None or after is None:
            action = ADDED if before is None else REMOVED
            found[key] = Change(kind="", key=key, action=action, what=_name(read(before or after or "")))
            continue
        one, other = read(before), read(after)
        what = (_UNREADABLE,) if one is None or other is None else tuple(tell(one, other))
        if what:
            found[key] = Change(kind="", key=key, action=CHANGED, what=what)
    return found


def _name(entry: Fields | None) -> tuple[str, ...]:
    """Return how an entry that came or went is named: its statement or title."""
    named = (entry or {}).get("statement") or (entry or {}).get("title")
    return (excerpt(named),) if named else ()


def _figures_by_publication(
    old: Entries, new: Entries, figures: Mapping[str, Change]
) -> dict[str, list[str]]:
    """Return what is told of findings at their publications; where one came or went whole, its count will do."""
    lines: dict[str, list[str]] = {}
    came_and_went: dict[tuple[str, str], list[str]] = {}
    for key in sorted(figures):
        change = figures[key]
        named = _CITEKEY.search(new.findings.get(key) or old.findings[key])
        publication = named[1] if named else key.partition(".")[0]
        if change.action == CHANGED:
            lines.setdefault(publication, []).append(f"Figure {key}: {'; '.join(change.what)}")
        else:
            came_and_went.setdefault((publication, change.action), []).append(key)
    for (publication, action), keys in came_and_went.items():
        count = f"{len(keys)} figure{'s' if len(keys) > 1 else ''} {action}"
        lines.setdefault(publication, []).append(f"{count}: {excerpt(', '.join(keys))}")
    return lines


def _touched(
    old: Entries,
    new: Entries,
    figures: Mapping[str, Change],
    publications: Mapping[str, Change],
    facts: Mapping[str, Change],
) -> dict[str, str]:
    """Return what claims must be told, by the name under which they cite it."""
    told = {
        key: f"A figure it rests on changed, {key}: {'; '.join(change.what)}"
        for key, change in figures.items()
        if change.action == CHANGED
    }
    for key, change in publications.items():
        if change.action == CHANGED and key in old.publications:
            one, other = read_bibtex(old.publications[key]), read_bibtex(new.publications[key])
            if one and other and (standing := standing_changed(one, other)):
                told[key] = f"Standing of {key}: {standing}"
    for key, change in facts.items():
        if change.action == CHANGED:
            told[key] = f"A regulatory fact it rests on changed, {key}: {'; '.join(change.what)}"
    return told


def _concerned(claims: Mapping[str, str], told: Mapping[str, str]) -> dict[str, list[str]]:
    """Return what each claim must be told of the things it cites."""
    if not told:
        return {}
    concerned = {}
    for key, text in claims.items():
        if any(name in text for name in told):
            found = told.keys() & set(_NAME.findall(text))
            concerned[key] = [told[name] for name in sorted(found)]
    return {key: lines for key, lines in concerned.items() if lines}
