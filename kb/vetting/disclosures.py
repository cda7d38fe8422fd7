"""Checks for what has to stand beside outcomes and stories: the usual result, pay, credentials."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.late_pattern import late
from kb.vetting.check_input import Check, CheckInput
from kb.vetting.folding import fold
from kb.vetting.page_signals import own_words
from kb.vetting.raising import raise_at
from kb.vetting.records import Alert, BlockKind, Sentence, Voice

_VARY = late(
    r"\b(?:(?:individual |your |treatment |patient |actual )*(?:results?|outcomes?)(?: and \w+)? (?:may|"
    r"will|can|do|might) (?:vary|differ)|results? (?:are )?not typical|not (?:a )?typical results?|"
    r"results? vary)\b(?! in their)"
)
_NOT_MEDICAL = late(r"\b(?:insurance|coverage|billing|prices?|shipping)\b")
_EXPECTED = late(
    r"(?:\d ?%|percent|\bhalf|\bthird|\bquarter|\b\d+ (?:of|in|out of) \d+|\b(?:one|two|three|four|five|"
    r"six|seven) (?:in|of|out of) (?:two|three|four|five|ten|every))"
    r"[^.]{0,80}\b(?:respon\w+|remission|remit\w*|improve\w*|relaps\w+|better|reduction|benefit\w*|did not)|"
    r"\b(?:most (?:people|patients)|on average|generally expected|typical (?:result|patient|"
    r"outcome)s? (?:is|are|was|were))\b[^.]{0,80}\b(?:respon\w+|relaps\w+|need|improve\w*|not)"
)
_STATES = late(
    r"\b(?:texas|california|dallas|houston|austin|san antonio|fort worth|los angeles|san francisco|"
    r"san diego|sacramento|beverly hills)\b|\b(?:tx|ca),? ?\d{5}\b|, (?:tx|ca)\b"
)
_DISCLOSED = late(
    r"\b(?:paid|compensat\w+|unpaid|not a model|models? (?:was|were|is|are)|actual patients?|not (?:the|"
    r"our) patients?|stock (?:photo|image)|posed by|credentials?|medical training)\b"
)
_PEOPLE_IMAGE = late(
    r"\b(?:patients?|client|testimonial|before and after|smiling (?:woman|man|couple)|happy (?:woman|man|"
    r"couple|patient))\b"
)
_OUTCOME = late(
    r"\b(?:lifted|better|myself again|cured|gone|saved|changed|relief|alive|hope|improved|life back|"
    r"no longer|remission|miracle|well|works?|helped|smil\w+|happy)\b"
)


def results_may_vary_alone(given: CheckInput) -> Iterator[Alert]:
    """Flag "results may vary" where the result to be expected is nowhere stated (KL032)."""
    found: tuple[Sentence, re.Match[str]] | None = None
    for sentence in given.copy.sentences:
        lower = fold(sentence.text).lower
        if not own_words(sentence) and sentence.voice is not Voice.PATIENT:
            continue
        if _EXPECTED.search(lower):
            return
        match = _VARY.search(lower)
        if match and found is None and not _NOT_MEDICAL.search(lower):
            found = sentence, match
    if found is not None:
        sentence, match = found
        offsets = fold(sentence.text).offsets
        yield raise_at(
            given,
            offsets[match.start()],
            offsets[match.end() - 1] + 1,
            "results are said to vary, and the result generally to be expected is nowhere stated",
            sentence=sentence,
            suggestion="State what most patients can expect, with its source.",
        )


def testimonial_disclosures(given: CheckInput) -> Iterator[Alert]:
    """Flag a story or patient picture on a page for Texas or California without its disclosures (KL033)."""
    whole = [(sentence, fold(sentence.text).lower) for sentence in given.copy.sentences]
    if not any(_STATES.search(lower) for _, lower in whole) or any(
        _DISCLOSED.search(lower) for _, lower in whole
    ):
        return
    for sentence, lower in whole:
        story = sentence.voice is Voice.PATIENT and _OUTCOME.search(lower)
        picture = sentence.kind is BlockKind.ALT_TEXT and _PEOPLE_IMAGE.search(lower)
        if story or picture:
            what = "a patient's story" if story else "a picture of a patient"
            yield raise_at(
                given,
                0,
                len(sentence.text),
                f"{what} on a page for Texas or California, without pay and credentials, or models, being "
                f"disclosed",
                sentence=sentence,
                suggestion=(
                    "Say whether the person was paid and holds credentials, and mark models as models."
                ),
            )
            return


PAGE_CHECKS: dict[str, Check] = {
    "results_may_vary_alone": results_may_vary_alone,
    "testimonial_disclosures": testimonial_disclosures,
}
