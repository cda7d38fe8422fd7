"""
A figure on a line of its own with its label below it: "70%" over "respond to treatment".

Page builders set figures so, and neither half says anything alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kb.late_pattern import late
from kb.vetting.reading.raw_block import RawBlock
from kb.vetting.reading.tracked import Tracked
from kb.vetting.records import BlockKind

_FIGURE = late(
    r"[~≈><]?(?:(?:[Uu]p to|[Oo]ver|[Aa]bout|[Nn]early|[Mm]ore than) )?\d{1,3}(?:\.\d)?(?: ?(?:-|–|to) ?\d{1,3})?"
    r" ?(?:%|percent)\+?|\d (?:in|out of) \d{1,2}|\d{1,2}(?:\.\d)? ?[x×]"
)
#: A label has at most so many words.
_LABEL = 14
_TOGETHER = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.CAPTION, BlockKind.LIST_ITEM})


def joined_figures(blocks: Iterable[RawBlock]) -> list[RawBlock]:
    """Return the blocks with every lone figure joined to the label that follows it."""
    kept: list[RawBlock] = []
    for block in blocks:
        before = kept[-1] if kept else None
        if before is not None and _FIGURE.fullmatch(before.text) and _is_label(before, block):
            between = Tracked.at(" ", before.tracked.offsets[-1] + 1)
            tracked = Tracked.join([before.tracked, between, block.tracked])
            kept[-1] = replace(block, kind=BlockKind.PARAGRAPH, tracked=tracked)
        else:
            kept.append(block)
    return kept


def _is_label(figure: RawBlock, block: RawBlock) -> bool:
    if figure.kind not in _TOGETHER or block.kind not in _TOGETHER or block.text[:1] in "“\"‘'":
        return False
    words = block.text.split()
    return 1 <= len(words) <= _LABEL and words[0][:1].isalpha() and not block.text.endswith("?")
