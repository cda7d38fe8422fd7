"""
How well the claims of a page are found: every mention of claims.yaml against what vetting finds there.

A mention is found where a sentence that overlaps it makes its claim. What is found besides is no
fault by itself, since the library does not list every sentence; its number says whether finding more
costs precision.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.vet_scores import ROOT
from kb.vetting.engine import claims_of
from kb.vetting.knowledge import Knowledge
from kb.vetting.reading import read_copy

_KEY = re.compile(r"\b(page|line|start|end): ([^,}\s]+)")
#: Claim, page, line, first and last character of a mention.
Mention = tuple[str, str, int, int, int]


def mentions(path: Path = ROOT / "claims.yaml") -> Iterator[Mention]:
    """Yield every mention of the claims, read by plain lines."""
    claim, record = "", dict[str, str]()
    for line in path.read_text(encoding="utf-8").split("\n"):
        if top := re.match(r"  - id: (\S+)$", line):
            claim = top[1]
        for key, value in _KEY.findall(line):
            record = {} if key == "page" else record
            record[key] = value
        if record.keys() >= {"page", "line", "start", "end"}:
            yield claim, record["page"], int(record["line"]), int(record["start"]), int(record["end"])
            record = {}


def score_mentions(knowledge: Knowledge, folder: Path) -> dict[str, Any]:
    """Return the share of mentions whose claim is found, and found first, and how much was found in all."""
    by_page: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions():
        by_page[mention[1]].append(mention)
    hits = first = found = told = 0
    for page, its in by_page.items():
        copy = read_copy(page, (folder / page).read_bytes())
        spans = []
        for sentence, found_claims in zip(copy.sentences, claims_of(copy, knowledge), strict=True):
            offsets = copy.blocks[sentence.block].offsets
            places = (offsets[sentence.start], offsets[sentence.start + len(sentence.text) - 1])
            (line, column), (last, end) = (copy.place(at) for at in places)
            spans.append(((line, column - 1), (last, end), [one.claim for one in found_claims]))
        for claim, _, line, start, end in its:
            over = [
                c for (l0, c0), (l1, c1), c in spans if (l0, c0) < (line, end) and (line, start) < (l1, c1)
            ]
            hits += any(claim in claims for claims in over)
            first += any(claims[:1] == [claim] for claims in over)
        for (line, start), (_, end), made in spans:
            named = {c for c, _, at, s, e in its if at == line and s < end and start < e}
            found += len(made)
            told += sum(claim in named for claim in made)
    count = sum(len(its) for its in by_page.values())
    return {
        "mentions": count, "found": round(hits / count, 4), "found_first": round(first / count, 4),
        "claims_found": found, "of_them_a_mention": round(told / found, 4),
    }  # fmt: skip
