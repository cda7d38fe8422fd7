"""
The verdict that the rule gives on the text of a version.

It is today's rule on the text as it was then: PubMed's records are not in the history, so a
standing counts as far as references.bib said it. Where that version cannot be read whole by
today's loaders, or cites what it did not hold, there is no verdict.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from kb.bibliography import parse_publications
from kb.claims import parse_claims
from kb.history.entries import Entries, Fields, read_yaml
from kb.library import Library


def verdicts(version: Entries, claims: Collection[str]) -> dict[str, str]:
    """Return the verdict on those of the claims that the version has, the curator's where there is one."""
    blocks = {key: version.claims[key] for key in sorted(claims) if key in version.claims}
    if not blocks:
        return {}
    items = {key: _items(read_yaml(text)) for key, text in blocks.items()}
    every = [item for found in items.values() for item in found]
    library = _library(version, blocks.values(), every)
    return {
        key: (
            own.verdict if (own := library.claims[key].curator_verdict) else library.rulings[key].verdict
        ).code
        for key in blocks
        if key in library.claims and all(_is_whole(item, library) for item in items[key])
    }


def _library(version: Entries, blocks: Iterable[str], items: list[Fields]) -> Library:
    lists = {
        "findings": _named(version.findings, {key for item in items for key in _list(item.get("findings"))}),
        "regulatory_facts": _named(version.regulatory_facts, {str(item.get("fact")) for item in items}),
        "claims": blocks,
    }
    text = "".join(f"{name}:\n{''.join(entries)}\n" for name, entries in lists.items())
    read = parse_claims(text)
    cited = _named(version.publications, {str(item.get("publication")) for item in items})
    publications = parse_publications("".join(cited)).publications
    return Library(
        publications={p.citekey: p for p in publications},
        findings={f.id: f for f in read.findings},
        regulatory_facts={f.id: f for f in read.regulatory_facts},
        claims={c.id: c for c in read.claims},
    )


def _named(entries: dict[str, str], keys: Collection[str]) -> list[str]:
    return [entries[key] for key in sorted(keys) if key in entries]


def _items(claim: Fields | None) -> list[Fields]:
    found = (claim or {}).get("evidence")
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def _list(value: object) -> list[str]:
    return [str(inner) for inner in value] if isinstance(value, list) else []


def _is_whole(item: Fields, library: Library) -> bool:
    publication, fact = item.get("publication"), item.get("fact")
    return (
        (publication is None or publication in library.publications)
        and (fact is None or fact in library.regulatory_facts)
        and all(key in library.findings for key in _list(item.get("findings")))
    )
