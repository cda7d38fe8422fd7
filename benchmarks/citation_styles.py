"""
Citations made from an index's own records in many styles; half of the cited works are taken out.

    python -m benchmarks.citation_styles INDEX [--size 3000] [--seed 5] [--json]

Tries what the real queries hold too few of: title with year, web pages, author with journal and
page, misprints, lines broken inside words. A match of a work that was taken out is wrong, or the
index holds a second copy of it.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

from kb.matching import Decision, IndexRecord, build_index, match_all
from kb.matching.readers import read_records

Style = Callable[[IndexRecord, random.Random], str]


def _split(author: str) -> tuple[str, str]:
    found = re.match(r"(.+?),?\s+([A-Z][A-Z.\- ]*)$", author)
    return (found[1], re.sub("[^A-Z]", "", found[2])) if found else (author, "")


def _names(record: IndexRecord, most: int = 6) -> str:
    shown = ", ".join(" ".join(_split(author)) for author in record.authors[:most])
    return shown + (", et al" if len(record.authors) > most else "")


def _first(record: IndexRecord) -> str:
    return _split(record.authors[0])[0]


def _title(record: IndexRecord) -> str:
    return record.title.rstrip(". ")


def _pages(record: IndexRecord) -> str:
    return f"{record.first_page}-{record.last_page}" if record.last_page else record.first_page


def _vancouver(r: IndexRecord, _: random.Random) -> str:
    issue = f"({r.issue})" if r.issue else ""
    return f"{_names(r)}. {_title(r)}. {r.journal}. {r.year};{r.volume}{issue}:{_pages(r)}."


def _apa(r: IndexRecord, _: random.Random) -> str:
    parted = (_split(author) for author in r.authors[:20])
    names = [f"{family}, {' '.join(f'{c}.' for c in initials)}" for family, initials in parted]
    authors = " & ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]
    return f"{authors} ({r.year}). {_title(r)}. {r.journal}, {r.volume}, {_pages(r)}."


def _misread(r: IndexRecord, chance: random.Random) -> str:
    """As scanned: of 100 characters 1.5 lost, 1.5 wrong, 1 followed by a space."""
    out = []
    for character in _vancouver(r, chance):
        draw = chance.random()
        if draw >= 0.015:
            out.append(chance.choice("abcdeilnorst") if draw < 0.03 else character + " " * (draw < 0.04))
    return "".join(out)


def _broken(r: IndexRecord, chance: random.Random) -> str:
    out, width = "", 0
    for character in _apa(r, chance):
        out, width = out + character, width + 1
        if width > 55 and character.isalpha():
            out, width = out + "-\n", 0
    return out


STYLES: dict[str, Style] = {
    "vancouver": _vancouver,
    "apa": _apa,
    "ieee": lambda r, c: (
        f'[{c.randint(1, 90)}] {_names(r, 3)}, "{_title(r)}," {r.journal}, vol. {r.volume}, pp. {_pages(r)}, {r.year}.'
    ),
    "nature": lambda r, c: f"{_first(r)} et al. {_title(r)}. {r.journal} {r.volume}, {_pages(r)} ({r.year}).",
    "mla": lambda r, c: f'{_first(r)}, et al. "{_title(r)}." {r.journal} {r.volume} ({r.year}): {_pages(r)}.',
    "no title": lambda r, c: f"{_names(r, 3)}, {r.journal} {r.volume}, {_pages(r)} ({r.year})",
    "no title, first page": lambda r, c: f"{_names(r, 3)} {r.journal} {r.year}, {r.volume}, {r.first_page}.",
    "first page": lambda r, c: f"{_names(r, 3)}. {_title(r)}. {r.journal} {r.year};{r.volume}:{r.first_page}",
    "place alone": lambda r, c: f"{r.journal} {r.year};{r.volume}:{_pages(r)}",
    "electronic first": lambda r, c: (
        f"{_names(r, 3)}. {_title(r)}. {r.journal}. {(r.year or 0) - 1}. Epub ahead of print."
    ),
    "title and year": lambda r, c: f"{_title(r)} ({r.year})",
    "title": lambda r, c: _title(r),
    "web": lambda r, c: f"{_title(r)} - {r.journal}. {_first(r)} et al., {r.year}",
    "author, journal, page": lambda r, c: f"{_first(r)} {r.year}, {r.journal}, p.{r.first_page}",
    "capitals": lambda r, c: (
        f"{_names(r)}. {_title(r).upper()}. {r.journal}. {r.year};{r.volume}:{_pages(r)}."
    ),
    "year misprinted": lambda r, c: _vancouver(r, c).replace(
        f" {r.year};", f" {(r.year or 0) + c.choice((-1, 1, 2))};"
    ),
    "pages misprinted": lambda r, c: (
        f"{_names(r)}. {_title(r)}. {r.journal}. {r.year};{r.volume}:{c.randint(1, 900)}-{c.randint(901, 999)}."
    ),
    "misread": _misread,
    "broken lines": _broken,
}


def main() -> None:
    """Cite, match, count."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("index", type=Path)
    parser.add_argument("--size", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--json", action="store_true", help="one JSON object as the last line (always so)")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    records = list(read_records(options.index))
    complete = [
        r for r in records if r.authors and r.year and r.volume and r.first_page and len(r.title) > 15
    ]
    cited = chance.sample(complete, min(options.size, len(complete)))
    gone = {record.key for record in cited[len(cited) // 2 :]}
    styles = [chance.choice(list(STYLES)) for _ in cited]
    texts = [STYLES[style](record, chance) for style, record in zip(styles, cited, strict=True)]
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index.db"
        build_index(index, (record for record in records if record.key not in gone))
        for style, record, match in zip(styles, cited, match_all(texts, index), strict=True):
            held = record.key not in gone
            right = match.key == record.key
            if match.decision is Decision.MATCH:
                kind = "right" if right else "wrong" if held else "matched, not held"
            else:
                kind = match.decision.value if held else "rightly not matched"
            counts[style][kind] += 1
    for style in STYLES:
        print(f"{style:<22} {dict(sorted(counts[style].items()))}", file=sys.stderr)
    total = sum(counts.values(), Counter())
    matched = total["right"] + total["wrong"] + total["matched, not held"]
    result = {
        "precision": round(total["right"] / matched, 4) if matched else 0.0,
        "recall": round(total["right"] / (len(cited) - len(gone)), 4),
        "counts": dict(sorted(total.items())),
        "styles": {style: dict(sorted(counts[style].items())) for style in STYLES},
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
