"""Answers of yes and no: what a question says, and the answer to it affirms or takes back."""

from __future__ import annotations

from kb.late_pattern import late
from kb.vetting.folding import fold
from kb.vetting.records import Copy

_YES = late(
    r"^\W*(?:a: ?)?(?:yes|yep|yeah|absolutely|of course|certainly|definitely|sure|indeed|"
    r"(?:you|it|they|we) (?:can|may|is|are|does|do)(?! (?:not|n't))\b|it's|they're)\b"
)
_NO = late(
    r"^\W*(?:a: ?)?(?:no\b|nope|none|nothing|not at all|not (?:really|much|in any)|(?:it|they|there|we) "
    r"(?:really |simply )?(?:isn't|aren't|is not|are not|doesn't|don't)|(?:it's|they're) not)\b"
)


def question_before(copy: Copy, index: int) -> str:
    """Return the question that a sentence directly follows, folded in lower case; empty where there is none."""
    if index <= 0:
        return ""
    before = copy.sentences[index - 1].text
    return fold(before).lower if before.rstrip("\"' ").endswith("?") else ""


def says_yes(lower: str) -> bool:
    """Say whether an answer begins with a yes."""
    return _YES.match(lower) is not None


def says_no(lower: str) -> bool:
    """Say whether an answer begins with a no."""
    return _NO.match(lower) is not None
