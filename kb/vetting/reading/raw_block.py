"""A block as a reader finds it, before anyone has asked who speaks."""

from __future__ import annotations

from dataclasses import dataclass

from kb.vetting.reading.tracked import Tracked
from kb.vetting.records import BlockKind, Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class RawBlock:
    """A piece of text with its kind, its path, and what the markup says of the speaker."""

    kind: BlockKind
    tracked: Tracked
    path: str = ""
    hint: Voice | None = None

    @property
    def text(self) -> str:
        """Its text."""
        return self.tracked.text
