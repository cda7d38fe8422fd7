"""Checks of a page's making: text that stands twice, and how hard it is to read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.late_pattern import late
from kb.vetting.check_input import Check, CheckInput
from kb.vetting.folding import fold
from kb.vetting.page_signals import own_words, running_blocks
from kb.vetting.raising import raise_at
from kb.vetting.records import Alert, BlockKind, Sentence, Voice

#: Words in a row that count as a repetition.
_LONG = 12
_TARGET_GRADE = 9.0
#: Words below which a grade says little.
_ENOUGH_WORDS = 90
_WORD = late(r"[a-z][a-z'-]*")
_VOWELS = late(r"[aeiouy]+")
_SILENT = late(r"[aeiouy][^aeiouy ]+(?<!l)e(?= |$)")
_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE})
_MOST = 5


def repeated_paragraph(given: CheckInput) -> Iterator[Alert]:
    """Flag a block that repeats twelve words of an earlier one, at the repeating sentence (KL048)."""
    seen: dict[tuple[str, ...], Sentence] = {}
    flagged: set[int] = set()
    for sentence in given.copy.sentences:
        if not own_words(sentence):
            continue
        words = re.sub(r"[^\w%]+", " ", fold(sentence.text).lower).split()
        runs = [tuple(words[at : at + _LONG]) for at in range(len(words) - _LONG + 1)]
        before = next((seen[run] for run in runs if run in seen), None)
        for run in runs:
            seen.setdefault(run, sentence)
        if before is None or sentence.block in flagged or before.block in flagged or len(flagged) >= _MOST:
            continue
        if before is sentence or (before.block == sentence.block and before.start == sentence.start):
            continue
        flagged.add(sentence.block)
        line = given.copy.place(given.copy.blocks[before.block].offsets[before.start])[0]
        yield raise_at(
            given, 0, len(sentence.text), f"this repeats line {line}", sentence=sentence,
            suggestion="Keep one of them.",
        )  # fmt: skip


def reading_level(given: CheckInput) -> Iterator[Alert]:
    """
    Flag running text above the target grade (KL050).

    Grade by Kincaid and colleagues 1975 (from memory): 0.39 words per sentence + 11.8
    syllables per word - 15.59; syllables are counted as groups of vowels.
    """
    prose = {index for index, block in running_blocks(given.copy) if block.kind in _PROSE}
    read = [
        s for s in given.copy.sentences if s.block in prose and s.voice in (Voice.CLINIC, Voice.CLINICIAN)
    ]
    texts = [_WORD.findall(fold(sentence.text).lower) for sentence in read]
    full = [(sentence, words) for sentence, words in zip(read, texts, strict=True) if len(words) >= 4]
    count = sum(len(words) for _, words in full)
    if count < _ENOUGH_WORDS:
        return
    syllables = _syllables(" ".join(" ".join(words) for _, words in full))
    grade = 0.39 * count / len(full) + 11.8 * syllables / count - 15.59
    if grade <= _TARGET_GRADE:
        return
    hardest = max(full, key=lambda pair: len(pair[1]))[0]
    yield raise_at(
        given, 0, len(hardest.text),
        f"the running text reads at grade {grade:.0f}, the target is {_TARGET_GRADE:.0f}; this is its longest sentence",
        sentence=hardest, suggestion="Shorten the longest sentences and use everyday words.",
    )  # fmt: skip


def _syllables(text: str) -> int:
    """Groups of vowels, without the silent e at the end of a word that has another."""
    return len(_VOWELS.findall(text)) - len(_SILENT.findall(text))


PAGE_CHECKS: dict[str, Check] = {"repeated_paragraph": repeated_paragraph, "reading_level": reading_level}
