"""The checks that look at a page as a whole, by the name a rule file calls them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.late_pattern import late
from kb.vetting import contradictions, disclosures, page_quality
from kb.vetting.check_input import Check, CheckInput
from kb.vetting.folding import fold
from kb.vetting.page_signals import own_words, running_blocks, signals_of
from kb.vetting.raising import raise_at
from kb.vetting.records import Alert, BlockKind, Sentence

#: Words from which a text counts as a page rather than a snippet.
_PAGE_WORDS = 60
_FAIR_PAGE_WORDS = 90
#: A page that offers nothing in so many words promotes where it is this long and tells this often of a use.
_PROMOTING_WORDS, _PROMOTING_USES = 120, 2
#: Words from which a sentence that lists side effects counts as the page's list of them.
_RISK_LIST_WORDS = 40
#: Blocks within which a risk has to follow or precede a benefit.
_REACH = 8
#: How far a risk is away that is not on the page.
_NOWHERE = 1_000_000

_TOPICS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("bladder and urinary symptoms", late(r"bladder|urinary|cystitis|urinat")),
    ("misuse and dependence", late(r"misuse|abuse|addict|dependen|habit")),
    ("raised blood pressure", late(r"blood[- ]pressure|hypertens|cardiovascular|heart rate")),
    ("dissociation", late(
        r"dissociat|detach|out[- ]of[- ]body|hallucinat|disconnect|psych?o-?mimetic|distortion|perception"
    )),
    ("slowed breathing", late(r"breath|respirat|oxygen")),
)  # fmt: skip
_RISK_HEADING = late(r"\b(?:side[- ]?effects?|risks?|safety information|adverse|is (?:it|ketamine) safe)\b")
_EFFECTS = late(
    r"\b(?:nausea|vomit\w*|dizz\w*|headaches?|drows\w*|sleepy|sick|sedation|blurred|double vision|fatigue|"
    r"anxiety|confus\w*|dissociat\w*|numbness|constipation|malaise|congestion)\b"
)
#: Sentences after one that speaks of side effects in which they may be listed.
_ANNOUNCED = 2
#: Effects from which on they are a list.
_A_LIST = 2
_NAMES_EFFECTS = late(r"\b(?:side|adverse)[- ]?(?:effects?|reactions?|events?)\b|\brisks\b")
_LISTS = late(
    r"\b(?:includ(?:e|es|ing)|are|such as|like|may (?:be|cause|feel|have)|can (?:be|cause)|consist of)\b|:"
)
_OTHER_DRUGS = late(
    r"\b(?:opioids?|nsaids?|ssris?|antidepressants?|other (?:drugs|medications|treatments))\b"
)


def off_label_undisclosed(given: CheckInput) -> Iterator[Alert]:
    """Flag a page that offers ketamine for what it is not approved for and never says so (KL010)."""
    signals = signals_of(given.copy)
    if signals.words < _PAGE_WORDS or signals.is_news or signals.only_esketamine or any(signals.discloses):
        return
    if not any(signals.offer) and (signals.words < _PROMOTING_WORDS or sum(signals.use) < _PROMOTING_USES):
        return
    where = _first(given, signals.use)
    if where is not None:
        yield _on(
            given,
            where,
            "the page offers ketamine for what it is not approved for, and says nowhere that this use is "
            "off-label",
        )


def benefit_without_risk(given: CheckInput) -> Iterator[Alert]:
    """Flag the benefit that stands farthest from any named risk, if that is far (KL024)."""
    signals = signals_of(given.copy)
    if signals.words < _FAIR_PAGE_WORDS or signals.is_news:
        return
    order = {index: place for place, (index, _) in enumerate(running_blocks(given.copy))}
    risky = [
        order[s.block]
        for s, risk in zip(given.copy.sentences, signals.risk, strict=True)
        if risk and s.block in order
    ]
    farthest: tuple[int, Sentence] | None = None
    for sentence, benefit in zip(given.copy.sentences, signals.benefit, strict=True):
        if not benefit or sentence.block not in order or not own_words(sentence):
            continue
        place = order[sentence.block]
        distance = min((abs(place - other) for other in risky), default=_NOWHERE)
        if distance > _REACH and (farthest is None or distance > farthest[0]):
            farthest = (distance, sentence)
    if farthest is not None:
        how = (
            "no risk is named on the page"
            if not risky
            else f"the nearest named risk is {farthest[0]} blocks away"
        )
        yield _on(given, farthest[1], f"a benefit is claimed here, and {how}")


def risk_section_incomplete(given: CheckInput) -> Iterator[Alert]:
    """Flag a list of side effects that leaves out risks that regulators name (KL026)."""
    where = _risk_section(given)
    if where is None:
        return
    whole = " ".join(fold(s.text).lower for s in given.copy.sentences if own_words(s))
    missing = [name for name, pattern in _TOPICS if not pattern.search(whole)]
    if missing:
        yield _on(
            given,
            where,
            f"the risks named here leave out {_listed(missing)}",
        )


def _risk_section(given: CheckInput) -> Sentence | None:
    """The heading of a section that names side effects, or the sentence that lists them."""
    sentences = given.copy.sentences
    words = signals_of(given.copy).words
    announced = 0
    for index, sentence in enumerate(sentences):
        if not own_words(sentence):
            continue
        lower = fold(sentence.text).lower
        if sentence.kind is BlockKind.HEADING and _RISK_HEADING.search(lower):
            following = " ".join(fold(s.text).lower for s in sentences[index : index + 8])
            if len(set(_EFFECTS.findall(following))) >= _A_LIST:
                return sentence
        here = _NAMES_EFFECTS.search(lower) is not None and not _OTHER_DRUGS.search(lower)
        spoken_of = words >= _RISK_LIST_WORDS and (here or announced > 0)
        if spoken_of and _LISTS.search(lower) and len(set(_EFFECTS.findall(lower))) >= _A_LIST:
            return sentence
        announced = _ANNOUNCED if here else announced - 1
    return None


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _first(given: CheckInput, flags: tuple[bool, ...]) -> Sentence | None:
    for sentence, flag in zip(given.copy.sentences, flags, strict=True):
        if flag and own_words(sentence):
            return sentence
    return None


def _on(given: CheckInput, sentence: Sentence, message: str) -> Alert:
    suggestion = getattr(getattr(given.rule, "text", None), "suggestion", "")
    return raise_at(given, 0, len(sentence.text), message, sentence=sentence, suggestion=suggestion)


PAGE_CHECKS: dict[str, Check] = {
    "off_label_undisclosed": off_label_undisclosed,
    "benefit_without_risk": benefit_without_risk,
    "risk_section_incomplete": risk_section_incomplete,
    **disclosures.PAGE_CHECKS,
    **contradictions.PAGE_CHECKS,
    **page_quality.PAGE_CHECKS,
}
