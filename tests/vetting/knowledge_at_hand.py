"""The library's knowledge, built once from the project's own text files, and checks run on one sentence."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from kb.build import build_database
from kb.library import Library
from kb.project import Project
from kb.vetting.check_input import CheckInput
from kb.vetting.claim_finder import find_claims
from kb.vetting.evidence_rules import CHECKS
from kb.vetting.knowledge import Knowledge, load_knowledge
from kb.vetting.quantities import quantities_of
from kb.vetting.records import Alert, Block, BlockKind, Copy, Sentence, Voice
from kb.vetting.sentences import split_sentences
from kb.vocabulary import Severity
from tests.conftest import ROOT

TODAY = date(2026, 11, 21)


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    """What vetting knows, from a database built of the project's claims.yaml."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kb.db"
        build_database(Library.load(Project.at(ROOT)), path)
        connection = sqlite3.connect(path)
        try:
            return load_knowledge(connection)
        finally:
            connection.close()


@dataclass(frozen=True)
class Head:
    """A rule as far as a check sees it."""

    id: str = "KL000"
    severity: Severity = Severity.ERROR
    basis: tuple[str, ...] = ()


def copy_of(*paragraphs: str, voice: Voice = Voice.CLINIC) -> Copy:
    """A copy of paragraphs, one after the other."""
    source = "\n".join(paragraphs)
    blocks: list[Block] = []
    sentences: list[Sentence] = []
    at = 0
    for text in paragraphs:
        offsets = tuple(range(at, at + len(text)))
        blocks.append(Block(kind=BlockKind.PARAGRAPH, text=text, offsets=offsets, voice=voice))
        for start, end in split_sentences(text):
            sentences.append(
                Sentence(
                    text=text[start:end],
                    block=len(blocks) - 1,
                    start=start,
                    voice=voice,
                    kind=BlockKind.PARAGRAPH,
                )
            )
        at += len(text) + 1
    return Copy(name="draft.txt", source=source, blocks=tuple(blocks), sentences=tuple(sentences))


def alerts_on(copy: Copy, check: str, *, today: date = TODAY) -> list[Alert]:
    """What one check says of each sentence of a copy."""
    return list(_alerts(copy, check, today))


def _alerts(copy: Copy, check: str, today: date) -> Iterator[Alert]:
    known = knowledge()
    for index, sentence in enumerate(copy.sentences):
        yield from CHECKS[check](
            CheckInput(
                copy=copy,
                sentence=sentence,
                sentence_index=index,
                quantities=quantities_of(sentence.text),
                found_claims=find_claims(sentence.text, known),
                knowledge=known,
                rule=Head(),
                today=today,
            )
        )


def says(check: str, *paragraphs: str, today: date = TODAY, voice: Voice = Voice.CLINIC) -> list[Alert]:
    """What one check says of paragraphs."""
    return alerts_on(copy_of(*paragraphs, voice=voice), check, today=today)
