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

from kb.late_pattern import late
from kb.vetting.records import Block, BlockKind, Voice
from kb.vetting.study_text import (
    ABSTRACT_HEADING,
    REFERENCES_HEADING,
    is_reference,
    is_study_text,
    is_study_title,
)

Span = tuple[int, int]

_RUNNING = frozenset(
    {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.CELL, BlockKind.JSON_LD}
)
_PATIENTS_HEADING = late(
    r"\b(?:testimonials?|reviews?|success stories|(?:patient|client|member|healing|recovery|our|their|"
    r"inspiring|personal|shared) (?:success )?(?:stories|voices|experiences|journeys|feedback)|in their (?:own )?"
    r"words|(?:what|hear)\b.{0,20}\b(?:patients?|clients?|people|members|others|they)(?: \w+){0,2} "
    r"(?:say|saying|said)|(?:patients?|clients?|members) (?:say|speak|share)|"
    r"real (?:patients?|people|clients?|stories|results|experiences|reviews)|hear from (?:our|real|those|people|"
    r"patients)|stories (?:of|from) |kind words|wall of love|(?:happy|satisfied) (?:patients|clients|customers))|"
    r"^[A-Z][\w-]+['’]s (?:ketamine )?(?:story|journey|experience)\b",
    re.I,
)
_STARS = late(r"[★⭐🌟]{2,}|\b5(?:\.0)? ?(?:/|out of) ?5\b|^\W{0,3}(?:5|five)[ -]stars?\b", re.I)
_TITLE = (
    r"(?:Drs?\b\.?|Prof\b\.?|Professor|Doctor|M\.?D\b|D\.?O\b\.?|Ph\.?D|Psy\.?D|PMHNP|CRNA|"
    r"ARNP|APRN|N\.?P\b|PA-C|R\.?N\b|"
    r"[Pp]hysicians?|[Dd]octors?|[Pp]sychiatrists?|[Pp]sychologists?|[Aa]na?esthesiologists?|"
    r"[Aa]nesthetists?|"
    r"[Nn]urses?|[Cc]linicians?|[Tt]herapists?|[Pp]rofessor|[Nn]europsychiatrist|"
    r"[Mm]edical [Dd]irector|[Rr]esearchers?|[Ss]urgeons?|"
    r"[Nn]eurologists?|[Ss]pecialists?)"
)
_CLINICIAN = late(rf"(?<!\w){_TITLE}(?!\w)")
_NAME = r"[A-ZÀ-Ý][\w’'-]+"
_TITLED = (
    (
        ("Dr", "Prof", "Doctor"),
        late(rf"\b(?:Dr|Prof|Doctor|Professor)\b\.? (?:(?:{_NAME}|[A-Z]\.) ){{0,2}}({_NAME})"),
    ),
    (
        (
            " MD",
            " M.D",
            " DO",
            " D.O",
            " PhD",
            " Ph.D",
            " Psy",
            " NP",
            " PM",
            " CRNA",
            " AP",
            " AR",
            " RN",
            " PA",
        ),
        late(rf"\b({_NAME}),? (?:MD|M\.D\.|DO|D\.O\.|PhD|Ph\.D\.|PsyD|NP|PMHNP|CRNA|APRN|ARNP|RN|PA-C)\b"),
    ),
)
_SAYING = (
    r"(?:says?|said|explains?|explained|notes?|noted|adds?|added|tells?|told us|states?|"
    r"stated|puts it|believes?|points out|describes?|writes?|wrote|recalls?|"
    r"comments?|remarks?|reports?|shares?|shared|continues?)"
)
_SAYS_WHO = late(rf"\b{_SAYING}\b,? (?P<who>[^.;“\"]{{2,90}})|(?P<before>[^.;“”\"]{{2,90}}?),? {_SAYING}\b")
_INDIRECT = late(
    rf"(?:^|[,”\"] ){_SAYING} (?P<after>(?:Dr\.? )?{_NAME}(?: {_NAME}){{0,3}}(?:, [^.]{{2,60}})?|"
    rf"(?:our|one of our|the|a) [^.,]{{2,40}})[.,]|"
    rf"\b[Aa]ccording to (?P<by>(?:our|one of our|the clinic’?'?s?|your)? ?[^.,]{{2,60}})|"
    rf"^(?P<start>(?:Dr\.? )?{_NAME}(?: {_NAME}){{0,2}}),? (?:says|explains|adds|notes)\b"
)
_QUOTED = late(
    r"“(?P<curly>[^“”]{1,5000})(?:”|\Z)|(?<!\w)\"(?P<straight>[^\"]{1,5000})\"(?!\w)|"
    r"(?<!\w)«(?P<angle>[^«»]{1,5000})»"
)
_VERB = late(rf"\b{_SAYING}\b")
_SAID_BEFORE = late(rf"(?P<who>.{{2,150}})\b{_SAYING}\b[^“\"]{{0,20}}$")
_BY = late(r"[Aa]ccording to (?P<who>.{2,80})")
_SIGNED = late(r" ?[—–-] ?(?P<name>.{2,60})")
_PRONOUN_SAYS = late(rf",? ?(?:(?:s?he|they) {_SAYING}|{_SAYING} (?:s?he|they))\b")
_FIRST_PERSON = late(
    r"\b(?:I|I[’']ve|I[’']m|I[’']d) (?:\w+ )?(?:was|were|had|have|felt|feel|feeling|tried|"
    r"suffered|struggled|came|got|am|could|couldn[’']t|"
    r"went|started|finally|used to|been|no longer|don[’']t|didn[’']t|can|lost|never|still|"
    r"found|did|saw|noticed|woke|wake|walked|lived|live|owe|"
    r"received|completed|experienced|thought|began|highly|would|wish|decided|stopped|know|"
    r"love|cried|left|not)\b|"
    r"\b(?:saved|changed|gave(?: me)?|got|turned) (?:back )?my (?:whole )?(?:life|world)|"
    r"\bI[’'](?:ve|m)\b|\b(?:helped|gave|made|treated|cured|healed|saved) me\b",
)
_QUESTION = late(r"[^.!?…]{0,400}\?")
_FIRST_HINTS = ("I ", "I’", "I'", " me", " my ", "My ")
_FIRST_WORD = late(r"\b(?:I|I[’'](?:ve|m|d|ll)|me|[Mm]y|mine|myself)\b")
_ILL = late(
    r"\b(?:depress\w*|anxi\w*|pain\w*|suicid\w*|ptsd|ocd|crps|fibromyalgia|migraine\w*|"
    r"infusions?|ketamine|treatments?|sessions?|life|years?|"
    r"hope\w*|happy|happiness|medications?|meds|symptoms?|relief|myself again|alive|doctor|"
    r"staff|clinic|better|trauma)\b",
    re.I,
)
_OWN_PRACTICE = late(
    r"\b(?:my (?:patients|clients|practice|training|residency|clinic|colleagues)|"
    r"(?:as|I[’']m|I am) an? (?:[\w-]+ ){0,3}(?:physician|doctor|psychiatrist|nurse|therapist|"
    r"clinician|provider|an?a?esthesiologist|psychologist|coach|counselor)|"
    r"I (?:treat|prescribe|founded|opened|practice|trained|specialize)|I (?:agree|consent|understand|acknowledge|"
    r"certify|authorize|confirm|hereby)|we (?:treat|offer|provide))\b",
    re.I,
)
_PATIENT_WORD = late(
    r"\b(?:patients?|clients?|members?|survivor|veteran|caregiver|mother|father|mom|dad|who (?:received|"
    r"underwent|had|suffered|lives|has struggled)|reviewer|"
    r"(?:google|yelp|facebook|verified) (?:review(?:er)?|patient))\b",
    re.I,
)
_SIGNATURE = late(
    rf"^(?P<dash>[—–~-]+ ?)?(?P<name>(?:{_NAME} (?:[A-Z]\.?|{_NAME})|[A-Z]\. ?[A-Z]\.?|"
    rf"{_NAME})(?:,? (?:MD|DO|PhD|NP|RN|[^.!?]{{1,40}}))?\.?)$"
)
_TRAILING = late(rf"[.!?…”\"’] ?[—–~-]{{1,2}} ?(?P<name>(?:Dr\.? )?(?:{_NAME}|[A-Z]\.)[^!?]{{0,50}})$")
#: One of these occurs wherever somebody is quoted.
_SPEECH = (
    *'“"«',
    "ccording to",
    " say",
    "said",
    "explain",
    " note",
    " add",
    " tell",
    " told",
    " state",
    " wr",
    " puts ",
    "believe",
    " points ",
    "describe",
    "recall",
    "comment",
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
        for hints, pattern in _TITLED
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
        if not any(hint in block.text for hint in _SPEECH):
            return (Voice.CLINIC,) * len(spans)
        quotes = self._quotes(block.text, spans)
        return tuple(self._voice(block.text, span, quotes) for span in spans)

    def _voice(self, text: str, span: Span, quotes: Sequence[tuple[Span, Voice]]) -> Voice:
        start, end = span
        for (first, last), voice in quotes:
            share = (min(end, last) - max(start, first)) / (end - start)
            if share >= 0.5 or (share >= 0.3 and first == start):
                return voice
        indirect = _INDIRECT.search(text[start:end])
        if indirect and _who(indirect[indirect.lastgroup or 0], self.known) is Voice.CLINICIAN:
            return Voice.CLINICIAN
        return Voice.CLINIC

    def _quotes(self, text: str, spans: Sequence[Span]) -> list[tuple[Span, Voice]]:
        """Return the quotations with their speakers; one without takes that of the one before."""
        found: list[tuple[Span, Voice]] = []
        last: Voice | None = None
        for match in islice(_QUOTED.finditer(text), _MAX_QUOTES):
            inside = match[match.lastgroup or 0]
            named = self._quoted_by(text, match, spans)
            if inside.count(" ") + 1 < (_MIN_ATTRIBUTED if named else _MIN_QUOTED):
                continue
            voice = named or _own_words(inside) or last
            if voice is None and any(
                name in self.known
                for name in re.findall(_NAME, text[max(0, match.start() - 2_000) : match.start()])
            ):
                voice = Voice.CLINICIAN if _PRONOUN_SAYS.match(text, match.end()) else None
            if voice:
                found.append((match.span(), voice))
                last = voice
        return found

    def _quoted_by(self, text: str, quote: re.Match[str], spans: Sequence[Span]) -> Voice | None:
        """Return the speaker that the words around a quotation name."""
        close = next((end for start, end in spans if start <= quote.end() - 1 < end), quote.end())
        after = text[quote.end() : min(close, quote.end() + 160)]
        said = _SAYS_WHO.search(after) if len(after) > 4 else None
        if said:
            return _who(said[said.lastgroup or 0], self.known)
        signed = _SIGNED.match(text[quote.end() : quote.end() + 64])
        if signed:
            return _who(signed["name"], self.known) or Voice.PATIENT
        open_ = max((start for start, _ in spans if start <= quote.start()), default=0)
        before = text[max(open_, quote.start() - 160) : quote.start()]
        said = (_SAID_BEFORE.search(before) if _VERB.search(before) else None) or _BY.search(before)
        return _who(said["who"], self.known) if said else None


def _who(named: str, known: frozenset[str]) -> Voice | None:
    if _PATIENT_WORD.search(named) and not re.match(r"(?:Dr|Prof)\b", named):
        return Voice.PATIENT
    if _CLINICIAN.search(named) or any(name in known for name in re.findall(_NAME, named)):
        return Voice.CLINICIAN
    return None


def _own_words(text: str) -> Voice | None:
    """Return patient where a text tells of its speaker's own illness or treatment."""
    if not any(hint in text for hint in _FIRST_HINTS):
        return None
    text = _QUESTION.sub("", text)
    if _OWN_PRACTICE.search(text):
        return None
    if not _ILL.search(text):
        return None
    if _FIRST_PERSON.search(text) or len(_FIRST_WORD.findall(text)) >= 3:
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
    in_reviews = hint is Voice.PATIENT or bool(_PATIENTS_HEADING.search(block.section))
    signed = _TRAILING.search(text)
    if signed and (
        text[0] in '“"‘' or in_reviews or block.kind is BlockKind.QUOTE or _FIRST_WORD.search(text)
    ):
        return replace(block, voice=_who(signed["name"], known) or Voice.PATIENT)
    if _STARS.search(text):
        return replace(block, voice=Voice.PATIENT)
    if in_reviews and (text[0] in '“"‘' or _tells(text) or block.kind is BlockKind.QUOTE or hint):
        return replace(block, voice=Voice.PATIENT)
    if (own := _whole_block_own(block)) is not None:
        return replace(block, voice=own)
    return block


def _tells(text: str) -> bool:
    """Say whether somebody who does not treat others tells of their own."""
    text = _QUESTION.sub("", text)
    return _FIRST_WORD.search(text) is not None and not _OWN_PRACTICE.search(text)


def _whole_block_own(block: Block) -> Voice | None:
    """Return patient for a block that is a testimonial without quotation marks around part of it only."""
    text = block.text
    if block.kind is BlockKind.CELL or len(text) < 15 or not any(hint in text for hint in _FIRST_HINTS):
        return None
    outside = _QUOTED.sub("", text).strip()
    if len(outside) < 0.2 * len(text):
        return _own_words(text)
    return _own_words(outside) if _FIRST_PERSON.search(outside) else None


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
            and _FIRST_PERSON.search(block.text)
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
        signature = _SIGNATURE.match(line.text)
        quoted = before.text[0] in '“"‘' or before.kind is BlockKind.QUOTE
        quoted = quoted or (before.kind is line.kind and bool(_PATIENTS_HEADING.search(before.section)))
        if not signature or not (
            quoted or before.voice is Voice.PATIENT or (signature["dash"] and _FIRST_WORD.search(before.text))
        ):
            continue
        if not (signature["dash"] or _INITIAL.search(signature["name"]) or _CLINICIAN.search(line.text)):
            continue
        voice = _who(signature["name"], known) or Voice.PATIENT
        blocks[index - 1] = replace(before, voice=voice)
        blocks[index] = replace(line, voice=voice)
    for index in range(len(blocks) - 1):
        stars, after = blocks[index], blocks[index + 1]
        if (
            _STARS.search(stars.text)
            and len(stars.text) < 20
            and after.kind in _RUNNING
            and after.voice is Voice.CLINIC
        ):
            blocks[index + 1] = replace(after, voice=Voice.PATIENT)


_INITIAL = late(r"^[A-ZÀ-Ý][\w’'-]* ?[A-Z]?\.|^[A-Z]\. ?[A-Z]\.?|, (?:\d{2}\b|[A-Z])|^\w+ [A-Z]\.?$")
