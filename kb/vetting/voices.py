"""
Who speaks: the clinic, a clinician it quotes, a patient, or a study that was pasted in.

Blocks are judged first, by their own words and by what stands around them; then each
sentence, because a paragraph may hold a quotation in the middle.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from kb.vetting.records import Block, BlockKind, Voice
from kb.vetting.study_text import (
    ABSTRACT_HEADING,
    REFERENCES_HEADING,
    is_reference,
    is_study_text,
    is_study_title,
)
from kb.vetting.voice_cues import (
    BY,
    CLINICIAN,
    FIRST_HINTS,
    FIRST_PERSON,
    FIRST_WORD,
    FORM,
    ILL,
    INDIRECT,
    INITIAL,
    NAME,
    OWN_PRACTICE,
    PATIENT_WORD,
    PATIENTS_HEADING,
    PRONOUN_SAYS,
    QUESTION,
    QUOTED,
    SAID_BEFORE,
    SAYS_WHO,
    SIGNATURE,
    SIGNED,
    SPEECH,
    STARS,
    TITLED,
    TRAILING,
    VERB,
)

Span = tuple[int, int]

_RUNNING = frozenset(
    {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.CELL, BlockKind.JSON_LD}
)
#: A quotation of fewer words is a figure of speech.
_MIN_QUOTED = 5
#: With a speaker named beside it, fewer will do.
_MIN_ATTRIBUTED = 3
#: Quotations looked at in a block.
_MAX_QUOTES = 200


def attribute(blocks: Sequence[Block], hints: Sequence[Voice | None] = ()) -> tuple[Block, ...]:
    """
    Return the blocks with their voices, and entries of a reference list as references.

    :param hints: what the markup says of each block; ``abstract`` means a reference list.
    """
    told = tuple(hints) if hints else (None,) * len(blocks)
    known = clinicians_named(block.text for block in blocks)
    spoken: list[Block] = []
    studying = False
    for block, hint in zip(blocks, told, strict=True):
        if block.kind is BlockKind.HEADING:
            studying = bool(ABSTRACT_HEADING.match(block.text)) or (studying and _is_study_part(block.text))
        in_list = hint is Voice.ABSTRACT or bool(REFERENCES_HEADING.match(block.section))
        spoken.append(_spoken(block, hint, in_list=in_list, studying=studying, known=known))
    _spread(spoken)
    _sign(spoken, known)
    _go_on(spoken)
    return tuple(spoken)


def clinicians_named(texts: Iterable[str]) -> frozenset[str]:
    """Return the surnames that stand with a title or degree somewhere on the page."""
    return frozenset(
        match[1]
        for text in texts
        for hints, pattern in TITLED
        if any(hint in text for hint in hints)
        for match in pattern.finditer(text)
    )


@dataclass(frozen=True, slots=True)
class Speakers:
    """The clinicians a page names, by surname, so that ``says Cruz`` is understood later."""

    known: frozenset[str]

    @classmethod
    def of(cls, blocks: Iterable[Block]) -> Speakers:
        """Return the speakers of a page."""
        return cls(clinicians_named(block.text for block in blocks))

    def voices(self, block: Block, spans: Sequence[Span]) -> tuple[Voice, ...]:
        """Return the voice of each sentence, given by start and end in the block's text."""
        if block.voice is not Voice.CLINIC or block.kind not in _RUNNING:
            return (block.voice,) * len(spans)
        if not any(hint in block.text for hint in SPEECH):
            return (Voice.CLINIC,) * len(spans)
        quotes = self._quotes(block.text, spans)
        return tuple(self._voice(block.text, span, quotes) for span in spans)

    def _voice(self, text: str, span: Span, quotes: Sequence[tuple[Span, Voice]]) -> Voice:
        start, end = span
        for (first, last), voice in quotes:
            share = (min(end, last) - max(start, first)) / (end - start)
            at_edge = first == start or (voice is Voice.CLINICIAN and last >= end - 1)
            if share >= 0.5 or (share >= 0.3 and at_edge):
                return voice
        indirect = INDIRECT.search(text[start:end])
        if indirect and _who(indirect[indirect.lastgroup or 0], self.known) is Voice.CLINICIAN:
            return Voice.CLINICIAN
        return Voice.CLINIC

    def _quotes(self, text: str, spans: Sequence[Span]) -> list[tuple[Span, Voice]]:
        """Return the quotations with their speakers; one without takes that of the one before."""
        found: list[tuple[Span, Voice]] = []
        last: Voice | None = None
        for match in islice(QUOTED.finditer(text), _MAX_QUOTES):
            inside = match[match.lastgroup or 0]
            named = self._quoted_by(text, match, spans)
            if inside.count(" ") + 1 < (_MIN_ATTRIBUTED if named else _MIN_QUOTED):
                continue
            voice = named or _own_words(inside) or last
            if voice is None and any(
                name in self.known
                for name in re.findall(NAME, text[max(0, match.start() - 2_000) : match.start()])
            ):
                voice = Voice.CLINICIAN if PRONOUN_SAYS.match(text, match.end()) else None
            if voice:
                found.append((match.span(), voice))
                last = voice
        return found

    def _quoted_by(self, text: str, quote: re.Match[str], spans: Sequence[Span]) -> Voice | None:
        """Return the speaker that the words around a quotation name."""
        close = next((end for start, end in spans if start <= quote.end() - 1 < end), quote.end())
        after = text[quote.end() : min(close, quote.end() + 160)]
        said = SAYS_WHO.search(after) if len(after) > 4 else None
        if said:
            return _who(said[said.lastgroup or 0], self.known)
        signed = SIGNED.match(text[quote.end() : quote.end() + 64])
        if signed:
            return _who(signed["name"], self.known) or Voice.PATIENT
        open_ = max((start for start, _ in spans if start <= quote.start()), default=0)
        before = text[max(open_, quote.start() - 160) : quote.start()]
        says = VERB.search(before) or before.endswith((":", ": "))
        said = (SAID_BEFORE.search(before) if says else None) or BY.search(before)
        return _who(said["who"], self.known) if said else None


def _who(named: str, known: frozenset[str]) -> Voice | None:
    if PATIENT_WORD.search(named) and not re.match(r"(?:Dr|Prof)\b", named):
        return Voice.PATIENT
    if CLINICIAN.search(named) or any(name in known for name in re.findall(NAME, named)):
        return Voice.CLINICIAN
    return None


def _own_words(text: str) -> Voice | None:
    """Return patient where a text tells of its speaker's own illness or treatment."""
    if not any(hint in text for hint in FIRST_HINTS):
        return None
    text = QUESTION.sub("", text)
    if OWN_PRACTICE.search(text):
        return None
    if not ILL.search(text):
        return None
    if FIRST_PERSON.search(text) or len(FIRST_WORD.findall(text)) >= 3:
        return Voice.PATIENT
    return None


def _is_study_part(heading: str) -> bool:
    return is_study_text(f"{heading}:") or (len(heading) < 20 and bool(ABSTRACT_HEADING.match(heading)))


def _spoken(
    block: Block, hint: Voice | None, *, in_list: bool, studying: bool, known: frozenset[str]
) -> Block:
    """Return a block with the voice that its own words show."""
    text = block.text
    if block.kind is BlockKind.REFERENCE or is_reference(
        text, in_list=in_list, item=block.kind is BlockKind.LIST_ITEM
    ):
        kind = block.kind if block.kind in {BlockKind.TITLE, BlockKind.JSON_LD} else BlockKind.REFERENCE
        return replace(block, kind=kind, voice=Voice.ABSTRACT)
    if is_study_title(text) or is_study_text(text):
        return replace(block, voice=Voice.ABSTRACT)
    if block.kind not in _RUNNING:
        return block
    if studying:
        return replace(block, voice=Voice.ABSTRACT)
    in_reviews = hint is Voice.PATIENT or bool(PATIENTS_HEADING.search(block.section))
    signed = TRAILING.search(text)
    if signed and (
        text[0] in '“"‘' or in_reviews or block.kind is BlockKind.QUOTE or FIRST_WORD.search(text)
    ):
        return replace(block, voice=_who(signed["name"], known) or Voice.PATIENT)
    if STARS.search(text):
        return replace(block, voice=Voice.PATIENT)
    if in_reviews and (text[0] in '“"‘' or _tells(text) or block.kind is BlockKind.QUOTE or hint):
        return replace(block, voice=Voice.PATIENT)
    if (own := _whole_block_own(block)) is not None:
        return replace(block, voice=own)
    return block


def _tells(text: str) -> bool:
    """Say whether somebody who does not treat others tells of their own."""
    text = QUESTION.sub("", text)
    return FIRST_WORD.search(text) is not None and not OWN_PRACTICE.search(text)


def _whole_block_own(block: Block) -> Voice | None:
    """Return patient for a block that is a testimonial without quotation marks around part of it only."""
    text = block.text
    if block.kind is BlockKind.CELL or len(text) < 15 or not any(hint in text for hint in FIRST_HINTS):
        return None
    if FORM.search(block.section):
        return None
    outside = QUOTED.sub("", text).strip()
    if len(outside) < 0.2 * len(text):
        return _own_words(text)
    return _own_words(outside) if FIRST_PERSON.search(outside) else None


def _spread(blocks: list[Block]) -> None:
    """The heading right above a pasted abstract is its title; a short piece inside one belongs to it."""
    for index, block in enumerate(blocks):
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        if after is None or block.voice is not Voice.CLINIC or not _is_abstract(after):
            continue
        title = len(block.text) > 50 and block.text.rstrip().endswith(".") and block.text.count(". ") == 0
        if title and len(block.text) < 300 and not re.search(r"\b(?:we|our|you|your|us)\b", block.text, re.I):
            blocks[index] = replace(block, voice=Voice.ABSTRACT)


def _go_on(blocks: list[Block]) -> None:
    """A story told by a patient goes on in the next paragraph where that is told in the first person."""
    for index in range(1, len(blocks)):
        before, block = blocks[index - 1], blocks[index]
        if (
            before.voice is Voice.PATIENT
            and block.voice is Voice.CLINIC
            and block.kind is before.kind is BlockKind.PARAGRAPH
            and block.section == before.section
            and FIRST_PERSON.search(block.text)
            and _tells(block.text)
        ):
            blocks[index] = replace(block, voice=Voice.PATIENT)


def _is_abstract(block: Block) -> bool:
    return block.voice is Voice.ABSTRACT and block.kind is not BlockKind.REFERENCE


def _sign(blocks: list[Block], known: frozenset[str]) -> None:
    """A name on a line of its own, or stars, say who speaks in the block before or after."""
    for index in range(1, len(blocks)):
        line, before = blocks[index], blocks[index - 1]
        if len(line.text) > 70 or before.kind not in _RUNNING or before.voice is Voice.ABSTRACT:
            continue
        signature = SIGNATURE.match(line.text)
        quoted = before.text[0] in '“"‘' or before.kind is BlockKind.QUOTE
        quoted = quoted or (before.kind is line.kind and bool(PATIENTS_HEADING.search(before.section)))
        if not signature or not (
            quoted or before.voice is Voice.PATIENT or (signature["dash"] and FIRST_WORD.search(before.text))
        ):
            continue
        if not (signature["dash"] or INITIAL.search(signature["name"]) or CLINICIAN.search(line.text)):
            continue
        voice = _who(signature["name"], known) or Voice.PATIENT
        blocks[index - 1] = replace(before, voice=voice)
        blocks[index] = replace(line, voice=voice)
    for index in range(len(blocks) - 1):
        stars, after = blocks[index], blocks[index + 1]
        if (
            STARS.search(stars.text)
            and len(stars.text) < 20
            and after.kind in _RUNNING
            and after.voice is Voice.CLINIC
        ):
            blocks[index + 1] = replace(after, voice=Voice.PATIENT)
