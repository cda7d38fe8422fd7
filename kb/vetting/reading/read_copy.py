"""Read a draft or a saved page of any format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kb.vetting.reading.decode import decode
from kb.vetting.reading.detect import FORMATS, detect_format, detect_markup
from kb.vetting.reading.docx import read_docx
from kb.vetting.reading.figures import joined_figures
from kb.vetting.reading.html import read_html
from kb.vetting.reading.limits import MAX_BYTES, MAX_TEXT, CopyError, megabytes
from kb.vetting.reading.markdown import read_markdown
from kb.vetting.reading.raw_block import RawBlock
from kb.vetting.reading.text import read_text
from kb.vetting.records import Block, BlockKind, Copy, Sentence
from kb.vetting.sentences import MAX_SENTENCE, split_sentences
from kb.vetting.study_text import REFERENCES_HEADING
from kb.vetting.voices import Speakers, attribute

#: Blocks that stand outside the page's flow and so under no heading.
_OUTSIDE = frozenset({BlockKind.TITLE, BlockKind.META_DESCRIPTION, BlockKind.JSON_LD})


def read_copy(name: str, data: bytes, *, format: str | None = None) -> Copy:
    """
    Return the blocks and sentences of a draft, each with its place in the source.

    For a Word document the source is its text, a paragraph on each line.

    :param name: what to call it; its ending tells the format unless ``format`` does.
    :param format: ``text``, ``markdown``, ``html`` or ``docx``.
    :raises CopyError: if it is too large, no text, damaged, or of a kind that is not read.
    """
    try:
        return _read(name, data, format)
    except CopyError as error:
        raise CopyError(f"{name}: {error}") from error


def _read(name: str, data: bytes, given: str | None) -> Copy:
    if given is not None and given not in FORMATS:
        raise CopyError(f"unknown format {given!r}: one of {', '.join(FORMATS)}")
    if len(data) > MAX_BYTES:
        raise CopyError(f"too large: {megabytes(len(data))}, at most {megabytes(MAX_BYTES)} are read")
    kind = detect_format(name, data)
    if kind == "docx" or given == "docx":
        source, blocks = read_docx(data)
        return _assembled(name, source, joined_figures(blocks))
    source = decode(data, declared=(given or kind) in ("html", ""))
    kind = given or kind or detect_markup(source)
    if kind != "html" and len(source) > 2 * MAX_TEXT:
        raise _too_much(len(source))
    if kind == "html":
        blocks = read_html(source)
    elif kind == "markdown":
        blocks = read_markdown(source)
    else:
        blocks = read_text(source)
    return _assembled(name, source, joined_figures(blocks))


def _assembled(name: str, source: str, raw: Sequence[RawBlock]) -> Copy:
    size = sum(len(block.text) for block in raw)
    if size > MAX_TEXT:
        raise _too_much(size)
    blocks: list[Block] = []
    section = ""
    for block in raw:
        heads_list = block.kind is BlockKind.PARAGRAPH and REFERENCES_HEADING.match(block.text)
        kind = BlockKind.HEADING if heads_list else block.kind
        blocks.append(
            Block(
                kind=kind,
                text=block.text,
                offsets=block.tracked.offsets,
                path=block.path,
                section="" if block.kind in _OUTSIDE else section,
            )
        )
        if kind is BlockKind.HEADING:
            section = block.text
    voiced = attribute(blocks, [block.hint for block in raw])
    speakers = Speakers.of(voiced)
    sentences: list[Sentence] = []
    final: list[Block] = []
    for number, spoken in enumerate(voiced):
        # The full stops of a reference end no sentences.
        entire = spoken.kind is BlockKind.REFERENCE and len(spoken.text) <= MAX_SENTENCE
        spans = ((0, len(spoken.text)),) if entire else split_sentences(spoken.text)
        voices = speakers.voices(spoken, spans)
        whole = voices[0] if len(set(voices)) == 1 else spoken.voice
        final.append(spoken if whole is spoken.voice else replace(spoken, voice=whole))
        for (start, end), voice in zip(spans, voices, strict=True):
            text = spoken.text[start:end]
            sentences.append(Sentence(text=text, block=number, start=start, voice=voice, kind=spoken.kind))
    return Copy(name=name, source=source, blocks=tuple(final), sentences=tuple(sentences))


def _too_much(size: int) -> CopyError:
    return CopyError(f"too much text: {size:,} characters, at most {MAX_TEXT:,} are read")
