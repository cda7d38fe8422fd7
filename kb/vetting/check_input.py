"""What a check is given, and what a rule must offer it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kb.vetting.knowledge import Knowledge
from kb.vetting.records import Alert, Copy, FoundClaim, Sentence, StatedQuantity
from kb.vocabulary import Severity


class RuleHead(Protocol):
    """What of a rule an alert carries."""

    @property
    def id(self) -> str:
        """Code of the rule, e.g. KL014."""

    @property
    def severity(self) -> Severity:
        """How grave a breach is."""

    @property
    def basis(self) -> tuple[str, ...]:
        """The grounds, with their dates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInput:
    """One sentence of a copy with what is known about it; or the whole page, without a sentence."""

    copy: Copy
    sentence: Sentence | None
    #: Index of the sentence in ``copy.sentences``; -1 for the whole page.
    sentence_index: int
    quantities: tuple[StatedQuantity, ...]
    found_claims: tuple[FoundClaim, ...]
    knowledge: Knowledge
    rule: RuleHead
    today: date


#: A check looks at one sentence (or the page) and yields what it finds.
Check = Callable[[CheckInput], Iterator[Alert]]
