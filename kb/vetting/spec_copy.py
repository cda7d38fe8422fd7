"""
Copy in one line, for the cases of rules and for labels.

Blocks are parted by ``|``; a block may start with what it is: ``#`` heading, ``-`` list
item, or a word in brackets: ``[patient]``, ``[clinician]``, ``[abstract]``, ``[meta]``,
``[alt]``, ``[button]``, ``[title]``, ``[reference]``, ``[json-ld]``.
"""

from __future__ import annotations

from kb.vetting.records import Block, BlockKind, Copy, Sentence, Voice
from kb.vetting.sentences import split_sentences

_MARKS: dict[str, tuple[BlockKind, Voice]] = {
    "# ": (BlockKind.HEADING, Voice.CLINIC),
    "- ": (BlockKind.LIST_ITEM, Voice.CLINIC),
    "[patient]": (BlockKind.QUOTE, Voice.PATIENT),
    "[clinician]": (BlockKind.QUOTE, Voice.CLINICIAN),
    "[abstract]": (BlockKind.PARAGRAPH, Voice.ABSTRACT),
    "[meta]": (BlockKind.META_DESCRIPTION, Voice.CLINIC),
    "[alt]": (BlockKind.ALT_TEXT, Voice.CLINIC),
    "[button]": (BlockKind.BUTTON, Voice.CLINIC),
    "[title]": (BlockKind.TITLE, Voice.CLINIC),
    "[json-ld]": (BlockKind.JSON_LD, Voice.CLINIC),
    "[reference]": (BlockKind.REFERENCE, Voice.CLINIC),
}


def spec_copy(text: str, name: str = "case") -> Copy:
    """
    Return the copy that one line stands for.

    >>> [block.kind.code for block in spec_copy("# What it does | It may help.").blocks]
    ['heading', 'paragraph']
    """
    blocks: list[Block] = []
    sentences: list[Sentence] = []
    section = ""
    source = text.replace(" | ", "\n\n ")
    at = 0
    for part in source.split("\n\n"):
        start = at + len(part) - len(part.lstrip())
        at += len(part) + 2
        body = part.strip()
        kind, voice = BlockKind.PARAGRAPH, Voice.CLINIC
        for mark, (its_kind, its_voice) in _MARKS.items():
            if body.startswith(mark):
                kind, voice = its_kind, its_voice
                cut = len(body) - len(body[len(mark) :].lstrip())
                start, body = start + cut, body[cut:]
                break
        if not body:
            continue
        offsets = tuple(range(start, start + len(body)))
        blocks.append(Block(kind=kind, text=body, offsets=offsets, voice=voice, section=section))
        for first, last in split_sentences(body):
            sentences.append(
                Sentence(text=body[first:last], block=len(blocks) - 1, start=first, voice=voice, kind=kind)
            )
        if kind is BlockKind.HEADING:
            section = body
    return Copy(name=name, source=source, blocks=tuple(blocks), sentences=tuple(sentences))
