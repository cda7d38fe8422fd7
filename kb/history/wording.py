"""What differs between two readings of one entry, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kb.history.entries import Fields

#: What a reader calls the keys of a claim, in the order in which changes are told.
_CLAIM_WORDS = {
    "statement": "the statement",
    "curator_verdict": "the curator’s verdict",
    "certainty": "certainty",
    "quantities": "the numbers it states",
    "about": "what it speaks of",
    "holds": "the wording that holds",
    "caveat": "what must be said with it",
    "not_assessable": "why no study could settle it",
    "no_evidence": "what was looked for and not found",
    "kind": "its kind",
    "topic": "its topic",
    "replaces": "its earlier ids",
    "wordings": "how people put it",
    "search": "the search for contrary evidence",
    "review": "review",
    "mentions": "where it was seen",
}
_PUBLICATION_WORDS = {
    "standing": "standing", "standingnote": "what happened to it", "standingsource": "how the standing is known",
    "shortjournal": "abbreviated journal", "number": "issue", "pubtypes": "publication types",
    "mesh": "subject headings", "registry": "registry number", "design": "design",
    "designnote": "design in words", "nnote": "whom n counts",
    "secondaryof": "whose data it analyses again", "includes": "whose patients it includes",
    "overlapnote": "shared patients", "pubmed": "whether PubMed holds it",
    "identitysource": "how its identity was verified", "figuresource": "how its figures were verified",
    "frommemory": "fields from memory", "confidence": "trust in the entry",
    "verifynote": "how it was verified", "formerly": "its earlier keys", "entrytype": "kind of entry",
    "improvement": "the sign that is better",
}  # fmt: skip
#: The same for keys inside an entry of a claim.
_KEY_WORDS = {
    "because": "reason", "why": "reason", "findings": "figures", "differs": "where it differs",
    "level": "level", "due": "due again", "reviewed_on": "reviewed on",
}  # fmt: skip
#: Of a place where a claim was seen only the page and line are told.
_NOT_SHOWN = ("fingerprint", "start", "end")
_EVIDENCE = "evidence"
#: Longer values are not set against each other: that they changed is said, and the page shows the new one.
_SHORT, _LONG = 60, 300


def claim_changes(old: Fields, new: Fields) -> Iterator[str]:
    """Yield what changed in a claim, a sentence each; what bears on the verdict comes first."""
    order = [key for key in (*_CLAIM_WORDS, *old, *new) if key not in ("id", _EVIDENCE)]
    told = list(dict.fromkeys(key for key in order if old.get(key) != new.get(key)))
    for key in told[:]:
        if key in ("statement", "curator_verdict", "certainty"):
            yield _field(_CLAIM_WORDS[key], old.get(key), new.get(key))
            told.remove(key)
    yield from _evidence(_items(old), _items(new))
    for key in told:
        yield _field(_CLAIM_WORDS.get(key, key.replace("_", " ")), old.get(key), new.get(key))


def entry_changes(old: Fields, new: Fields) -> Iterator[str]:
    """Yield what changed in a publication, a finding or a regulatory fact, a sentence each."""
    for key in dict.fromkeys((*_PUBLICATION_WORDS, *old, *new)):
        if key != "id" and old.get(key) != new.get(key):
            yield _field(_PUBLICATION_WORDS.get(key, key.replace("_", " ")), old.get(key), new.get(key))


def standing_changed(old: Fields, new: Fields) -> str | None:
    """Return what changed in a publication's standing; None if nothing did."""
    before, after = old.get("standing"), new.get("standing")
    return None if before == after else f"{before or 'unchecked'} → {after or 'unchecked'}"


def excerpt(value: object, most: int = _LONG) -> str:
    """Return a value as text of limited length."""
    text = _flat(value)
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _field(words: str, old: object, new: object) -> str:
    words = words[:1].upper() + words[1:]
    if old is None:
        return f"{words}: {excerpt(new)}"
    if new is None:
        return f"{words} taken out; before: “{excerpt(old)}”"
    if isinstance(old, dict) and isinstance(new, dict):
        return f"{words}: " + _pairs(old, new)
    return _pair(words, old, new)


def _pairs(old: Mapping[str, object], new: Mapping[str, object]) -> str:
    keys = [key for key in dict.fromkeys((*old, *new)) if old.get(key) != new.get(key)]
    return "; ".join(
        _pair(_KEY_WORDS.get(key, key.replace("_", " ")), old.get(key), new.get(key)) for key in keys
    )


def _pair(words: str, old: object, new: object) -> str:
    if isinstance(old, list) and isinstance(new, list):
        return f"{words}: {_lists(old, new)}"
    before, after = _flat(old) or "left out", _flat(new) or "left out"
    if len(before) <= _SHORT and len(after) <= _SHORT:
        return f"{words}: {before} → {after}"
    return f"{words} changed; before: “{excerpt(before)}”"


def _lists(old: list[object], new: list[object]) -> str:
    came = [_flat(value) for value in new if value not in old]
    gone = [_flat(value) for value in old if value not in new]
    if not came and not gone:
        return "in another order"
    told = [
        f"{action} {excerpt('; '.join(values))}" if len(values) <= 3 else f"{action} {len(values)}"
        for action, values in (("added", came), ("took out", gone))
        if values
    ]
    return ", ".join(told)


def _flat(value: object) -> str:
    if isinstance(value, dict):
        shown = [inner for key, inner in value.items() if key not in _NOT_SHOWN]
        return " ".join(_flat(inner) for inner in shown)
    if isinstance(value, list):
        return ", ".join(_flat(inner) for inner in value)
    return "" if value is None else str(value)


def _items(claim: Fields) -> dict[str, list[Mapping[str, object]]]:
    """Return the evidence items by what they cite."""
    found: dict[str, list[Mapping[str, object]]] = {}
    items = claim.get(_EVIDENCE)
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict):
            found.setdefault(str(item.get("publication") or item.get("fact") or "?"), []).append(item)
    return found


def _evidence(
    old: dict[str, list[Mapping[str, object]]], new: dict[str, list[Mapping[str, object]]]
) -> Iterator[str]:
    for source in dict.fromkeys((*new, *old)):
        before = [item for item in old.get(source, []) if item not in new.get(source, [])]
        after = [item for item in new.get(source, []) if item not in old.get(source, [])]
        for one, other in zip(before, after, strict=False):
            yield f"Evidence of {source}: {_pairs(one, other)}"
        for item in after[len(before) :]:
            yield f"Evidence added: {source}, {_bearing(item)}"
        for item in before[len(after) :]:
            yield f"Evidence taken out: {source}, {_bearing(item)}"


def _bearing(item: Mapping[str, object]) -> str:
    return (
        " and ".join(str(item[key]) for key in ("direction", "directness") if item.get(key)) or "no direction"
    )
