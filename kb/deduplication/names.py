"""Names of authors: the surname under any of the ways in which databases print it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.deduplication.plain_text import folded, without_markup
from kb.similarity import edit_likeness

_PARTICLES = frozenset(
    "al ap bin da das de del dela della den der des di do dos du el et il la las le les lo los mac mc o san "
    "santa st ten ter van vande vander von zu zum zur".split()
)
_SUFFIXES = frozenset("jr sr ii iii iv md phd".split())
_NOBODY = re.compile(r"\W*(?:anonymous|anon|unknown|no authors? listed|n/?a|none|nan)\W*", re.I)
_OTHERS = re.compile(r"\W*(?:others?|et\.? al\.?)\W*", re.I)
_WORD = re.compile(r"[^\W\d_]+")
#: The German umlauts are written with and without their e.
_UMLAUT = re.compile(r"(?<=[aou])e")
#: Likeness from which a surname is taken for a misprint of another.
SURNAME_SLIP = 0.84


@dataclass(frozen=True, slots=True)
class Name:
    """A name ready for comparing: surname without particles, as one word; first initial; given names in full."""

    surname: str
    initial: str = ""
    given: tuple[str, ...] = ()


def prepare_names(names: tuple[str, ...]) -> tuple[tuple[Name, ...], bool]:
    """Return the names that say something, and whether the list says that it is cut short."""
    prepared: list[Name] = []
    cut = False
    for text in names:
        if not text.strip() or _NOBODY.fullmatch(text):
            continue
        if _OTHERS.fullmatch(text):
            cut = True
            continue
        name = prepare_name(text)
        if name.surname:
            prepared.append(name)
    return tuple(prepared), cut


def prepare_name(text: str) -> Name:
    """
    Return surname and initial of a name in any order.

    >>> prepare_name("Le, Quintrec M")
    Name(surname='quintrec', initial='m', given=())
    >>> prepare_name("Nuernberger, Jens").surname == prepare_name("J. Nürnberger").surname
    True
    """
    text = folded(without_markup(text)).replace("'", "").replace("’", "")
    before, comma, after = text.partition(",")
    last = [word for word in _WORD.findall(before) if word not in _SUFFIXES]
    given = [word for word in _WORD.findall(after) if word not in _SUFFIXES]
    if not comma or (last and all(word in _PARTICLES for word in last) and given):
        return _name_in_one(last + given, last_first=bool(comma))
    if not last:
        return Name("".join(given))
    core = [word for word in last if word not in _PARTICLES] or last
    return _name(core, given)


def _name_in_one(parts: list[str], last_first: bool) -> Name:
    """Read `Smith JA`, `John A Smith` and `le quintrec m`: the last word is initials, or the surname."""
    core = [word for word in parts if word not in _PARTICLES] or parts
    if not core:
        return Name("")
    if len(core) == 1:
        return _name(core, [])
    if last_first or len(core[-1]) <= 2:
        long = [word for word in core if len(word) > 2] or core[:1]
        short = [word for word in core if len(word) <= 2 and word not in long]
        return _name(long, short)
    return _name(core[-1:], core[:-1])


def _name(last: list[str], given: list[str]) -> Name:
    in_full = tuple(_UMLAUT.sub("", word) for word in given if len(word) > 2)
    return Name(_UMLAUT.sub("", "".join(last)), given[0][0] if given else "", in_full)


def swapped(first: Name, second: Name) -> bool:
    """Say whether the surname of one is a given name of the other: `Moritz, Altenried` for `Altenried, Moritz`."""
    return first.surname in second.given or second.surname in first.given


def same_surname(first: Name, second: Name) -> bool:
    """Say whether two surnames are one, allowing for a misprint, a part left out, and names turned round."""
    a, b = first.surname, second.surname
    if a == b or swapped(first, second):
        return True
    shorter, longer = (a, b) if len(a) < len(b) else (b, a)
    if len(shorter) >= 4 and (longer.startswith(shorter) or longer.endswith(shorter)):
        return True
    return len(shorter) >= 4 and edit_likeness(a, b, SURNAME_SLIP) > 0


def shared_names(first: tuple[Name, ...], second: tuple[Name, ...]) -> int:
    """Return how many names of the first list stand in the second too, each counted once."""
    surnames = {name.surname for name in second}
    count = 0
    for name in first:
        if name.surname in surnames or any(same_surname(name, other) for other in second):
            count += 1
    return min(count, len(second))
