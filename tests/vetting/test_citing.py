"""The copy comes back with a reference for every sentence that holds, and otherwise as it was."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import pytest

from kb.vetting.citing import cite, number_list
from kb.vetting.knowledge import KnownClaim, KnownItem
from kb.vetting.output.report import VettedPage
from kb.vetting.records import Copy, FoundClaim
from kb.vocabulary import (
    Certainty,
    Direction,
    Directness,
    Drug,
    Kind,
    Outcome,
    Population,
    Route,
    Verdict,
    Window,
)
from tests.vetting.samples import alert_on, copy_of


def claim(name: str, verdict: Verdict, *items: KnownItem) -> KnownClaim:
    return KnownClaim(
        id=name, kind=Kind.HARM, statement=name, wordings=(), holds="", caveat="", verdict=verdict,
        certainty=Certainty.MODERATE, population=next(iter(Population)), drug=Drug.KETAMINE, route=Route.IV,
        comparator=None, outcome=next(iter(Outcome)), window=next(iter(Window)), review_due=date(2027, 1, 1),
        quantities=(), items=items,
    )  # fmt: skip


def item(
    source: str, direction: str = "supports", directness: str = "direct", counted: bool = True
) -> KnownItem:
    return KnownItem(
        source=source,
        direction=Direction.of(direction),
        directness=Directness.of(directness),
        counted=counted,
    )


CLAIMS = {
    c.id: c
    for c in (
        claim(
            "pressure",
            Verdict.SUPPORTED,
            item("A"),
            item("B"),
            item("X", "contradicts"),
            item("Y", "supports", "indirect"),
        ),
        claim("nausea", Verdict.SUPPORTED, item("B"), item("Z", counted=False), item("C")),
        claim("rate", Verdict.OVERSTATED, item("A")),
    )
}
TEXT = "It can raise blood pressure. Nausea occurs. About 85% respond. Call us."
FOUND = {"pressure": "pressure", "Nausea": "nausea", "85%": "rate"}


def references(keys: Collection[str]) -> dict[str, str]:
    return {key: f"{key} A. A <title> & more. 2020." for key in keys}


def vetted(
    copy: Copy, *, agrees: bool = True, alerts: tuple[str, ...] = (), score: float = 0.9
) -> VettedPage:
    found = tuple(
        (i, FoundClaim(claim=name, score=score, start=0, end=5, agrees=agrees))
        for i, sentence in enumerate(copy.sentences)
        for word, name in FOUND.items()
        if word in sentence.text
    )
    return VettedPage(copy=copy, alerts=tuple(alert_on(copy, words) for words in alerts), found=found)


def test_text_gets_numbers_in_order_and_a_list() -> None:
    cited = cite(vetted(copy_of(TEXT, "a.txt")), CLAIMS, references)
    assert cited.text == (
        "It can raise blood pressure. [1,2] Nausea occurs. [2,3] About 85% respond. Call us.\n\nReferences\n\n"
        "1. A A. A <title> & more. 2020.\n2. B A. A <title> & more. 2020.\n3. C A. A <title> & more. 2020.\n"
    )
    assert cited.sentences == 2 and cited.left_out == ((1, "rate"),)


def test_markdown_gets_footnotes_that_do_not_collide() -> None:
    cited = cite(vetted(copy_of(f"# Head\n\n{TEXT}\n", "a.md")), CLAIMS, references)
    assert "pressure.[^1][^2] Nausea occurs.[^2][^3] About" in cited.text
    assert cited.text.endswith("[^3]: C A. A <title> & more. 2020.\n")
    own = cite(vetted(copy_of(f"{TEXT}[^1]\n\n[^1]: Own note.\n", "a.md")), CLAIMS, references)
    assert "pressure.[^kb1][^kb2]" in own.text and "[^1]: Own note." in own.text


def test_html_gets_links_inside_the_element_and_the_list_before_the_end_of_the_body() -> None:
    source = f"<html><body><p>It can raise <b>blood pressure&excl;</b></p><p>{TEXT}</p></body></html>"
    cited = cite(vetted(copy_of(source, "a.html")), CLAIMS, references)
    assert 'pressure&excl;<sup>[<a href="#ref-1">1</a>,' in cited.text
    assert '<li id="ref-1">A A. A &lt;title&gt; &amp; more. 2020.</li>' in cited.text
    assert cited.text.endswith("</ol></section>\n</body></html>")


@pytest.mark.parametrize(
    ("page", "sentences"),
    [
        (vetted(copy_of(TEXT, "a.txt"), agrees=False), 0),
        (vetted(copy_of(TEXT, "a.txt"), alerts=("Nausea",)), 1),
        (vetted(copy_of("Call us.", "a.txt")), 0),
        (vetted(copy_of(TEXT, "a.txt"), score=0.7), 0),
        (vetted(copy_of("Nausea occurs and 85% respond.", "a.txt")), 0),
    ],
)
def test_only_what_holds_is_cited(page: VettedPage, sentences: int) -> None:
    cited = cite(page, CLAIMS, references)
    assert cited.sentences == sentences
    if not sentences:
        assert cited.text == page.copy.source and cited.references == ()


def test_what_no_one_reads_is_not_cited() -> None:
    source = '<html><head><title>Nausea occurs.</title></head><body><img alt="Nausea occurs."><p>Hi.</p></body></html>'
    assert cite(vetted(copy_of(source, "a.html")), CLAIMS, references).text == source


@pytest.mark.parametrize(
    ("numbers", "text"), [([1], "1"), ([1, 2], "1,2"), ([1, 2, 3, 7, 9, 10, 11], "1-3,7,9-11"), ([], "")]
)
def test_runs_of_numbers_are_drawn_together(numbers: list[int], text: str) -> None:
    assert number_list(numbers) == text
