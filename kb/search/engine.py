"""From a text to ranked, marked answers in groups."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from kb.search.marking import Marked, marked, shares_held
from kb.search.mending import mend, suggestions
from kb.search.named import entries_about, named_by
from kb.search.query import Term, cleaned, phrase, terms_of
from kb.search.ranking import LOOKED_AT, Score, finds_anything, in_order, scores_of
from kb.search.records import Answers, EntryKind, Found, Group, Mended, Part

#: Things shown of each kind, and of one kind when it alone is asked for.
SHOWN, SHOWN_ALONE = 6, 200
#: Share of the query's weight an entry must hold: of a few words more than of a long sentence.
_SHARE_OF_FEW, _SHARE_OF_MANY, _FEW, _MANY = 0.45, 0.15, 4, 6
#: Share of what the best entry holds from which an entry is worth showing.
_OF_BEST = 0.6
_ENTRIES = "SELECT id, kind, key, title, detail FROM search_entries WHERE id IN"


def search(
    conn: sqlite3.Connection,
    text: str,
    *,
    kind: EntryKind | None = None,
    as_typed: bool = False,
    shown: int = SHOWN,
) -> Answers:
    """
    Return what the library has on a text, grouped by kind, best first.

    :param kind: show this kind alone, and more of it; the totals of the others are kept.
    :param as_typed: do not mend misspelt words.
    :param shown: things shown of each kind.
    """
    asked = cleaned(text)
    identifier, entry = named_by(conn, asked) if asked else (None, None)
    if entry is not None:
        return _named(conn, asked, identifier, entry, kind, shown)
    if identifier:
        return Answers(asked, None, identifier, (), (), ())
    terms, mended = _mended(conn, terms_of(asked), as_typed)
    kept = _worth_showing(scores_of(conn, terms), len(terms))
    groups = _groups(conn, kept, terms, kind, shown)
    near = () if groups else suggestions(conn, [term.typed for term in terms])
    return Answers(asked, None, None, groups, mended, near)


def _mended(
    conn: sqlite3.Connection, terms: Sequence[Term], as_typed: bool
) -> tuple[tuple[Term, ...], tuple[Mended, ...]]:
    """Complete words that are only begun, and mend words that nothing is found for."""
    found: list[Term] = []
    mended: list[Mended] = []
    for term in terms:
        if not term.typed.isalpha() or finds_anything(conn, term.match):
            found.append(term)
            continue
        begun = f"{phrase(term.typed)}*"
        if len(term.typed) > 3 and finds_anything(conn, begun):
            found.append(replace(term, close=begun))
            continue
        meant = None if as_typed else mend(conn, term.typed)
        if meant:
            mended.append(Mended(term.typed, meant))
        found.append(terms_of(meant)[0] if meant else term)
    return tuple(found), tuple(mended)


def _worth_showing(scores: dict[int, Score], terms: int) -> list[tuple[int, float]]:
    """Return the entries that hold enough of the query, best first."""
    many = min(max(terms - _FEW, 0) / (_MANY - _FEW), 1.0)
    enough = _SHARE_OF_FEW + many * (_SHARE_OF_MANY - _SHARE_OF_FEW)
    least = max(enough, _OF_BEST * max((score.held for score in scores.values()), default=0.0))
    kept = ((entry, score.rank) for entry, score in scores.items() if score.held >= least)
    return sorted(kept, key=lambda item: (-item[1], item[0]))


def _groups(
    conn: sqlite3.Connection,
    ranked: Sequence[tuple[int, float]],
    terms: Sequence[Term],
    kind: EntryKind | None,
    shown: int,
) -> tuple[Group, ...]:
    """Return the ranked entries by kind, with the matching words of those shown marked."""
    kinds = _kinds(conn, [entry for entry, _ in ranked])
    by_kind: dict[EntryKind, list[tuple[int, float]]] = {}
    for entry, score in ranked:
        by_kind.setdefault(kinds[entry], []).append((entry, score))
    wanted = {one: entries for one, entries in by_kind.items() if kind in (None, one)}
    near = [entry for entries in wanted.values() for entry, _ in entries[:LOOKED_AT]]
    shares = shares_held(conn, " OR ".join(term.exact for term in terms), near)
    most = SHOWN_ALONE if kind else shown
    best = {one: in_order(entries, shares)[:most] for one, entries in wanted.items()}
    match = " OR ".join(term.match for term in terms)
    texts = marked(conn, match, [entry for entries in best.values() for entry, _ in entries])
    return tuple(
        Group(one, len(by_kind[one]), tuple(_found(one, texts[e], score) for e, score in best.get(one, ())))
        for one in EntryKind
        if one in by_kind
    )


def _kinds(conn: sqlite3.Connection, ids: Sequence[int]) -> dict[int, EntryKind]:
    rows = conn.execute(
        "SELECT id, kind FROM search_entries WHERE id BETWEEN ? AND ?",
        (min(ids, default=0), max(ids, default=0)),
    )
    of_code = {kind.code: kind for kind in EntryKind}
    return {entry: of_code[code] for entry, code in rows}


def _found(kind: EntryKind, text: Marked, score: float) -> Found:
    return Found(kind, text.key, text.title, text.detail, text.excerpt, round(score, 4))


def _named(
    conn: sqlite3.Connection,
    asked: str,
    identifier: str | None,
    entry: int,
    kind: EntryKind | None,
    shown: int,
) -> Answers:
    """Answer an identifier: what it names and, for a publication, the claims and findings that hang on it."""
    thing = _plain(conn, [entry])[0]
    about = _plain(conn, entries_about(conn, thing.key)) if thing.kind is EntryKind.PUBLICATION else []
    groups = []
    for one in EntryKind:
        found = [other for other in about if other.kind is one]
        if found:
            most = 0 if kind not in (None, one) else SHOWN_ALONE if kind else shown
            groups.append(Group(one, len(found), tuple(found[:most])))
    return Answers(asked, thing, identifier, tuple(groups), (), ())


def _plain(conn: sqlite3.Connection, ids: Sequence[int]) -> list[Found]:
    rows = {row[0]: row for row in conn.execute(f"{_ENTRIES} ({','.join('?' * len(ids))})", tuple(ids))}
    return [
        Found(EntryKind.of(code), key, (Part(title, False),), detail, (), 1.0)
        for _, code, key, title, detail in map(rows.__getitem__, ids)
    ]
