"""Copy in four formats: its blocks, their kinds, and where each character stands."""

from __future__ import annotations

import html
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.vetting.reading import CopyError, read_copy
from kb.vetting.records import BlockKind, Copy

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"


def kinds(copy: Copy) -> list[tuple[str, str]]:
    return [(block.kind.code, block.text) for block in copy.blocks]


def assert_offsets_hold(copy: Copy) -> None:
    """Every character stands where the block says, or an entity, a mark or white space starts there."""
    for block in copy.blocks:
        assert len(block.offsets) == len(block.text)
        assert list(block.offsets) == sorted(block.offsets)
        for character, offset in zip(block.text, block.offsets, strict=True):
            there = copy.source[offset]
            assert (
                there == character
                or (character.isspace() and (there.isspace() or there in "<\\&"))
                or (there == "&" and html.unescape(copy.source[offset : offset + 40])[:1] != "&")
                or (there == "<" and character in "[]")
            ), (character, there, block.text)
    for sentence in copy.sentences:
        block = copy.blocks[sentence.block]
        assert block.text[sentence.start : sentence.start + len(sentence.text)] == sentence.text


TEXT = """\
Care for low mood
By a team

Why we offer it?
It may help some people.It may not help others.

  • Rest at home
  • Bring a driver • Eat light
    • No milk

Ketamine is a drug, given slowly,

and watched by a nurse.

Book a visit
Call us
"""


def test_text_has_headings_items_and_paragraphs_without_markup() -> None:
    assert kinds(read_copy("page.txt", TEXT.encode())) == [
        ("heading", "Care for low mood"),
        ("heading", "By a team"),
        ("heading", "Why we offer it?"),
        ("paragraph", "It may help some people.It may not help others."),
        ("list-item", "Rest at home"),
        ("list-item", "Bring a driver"),
        ("list-item", "Eat light"),
        ("list-item", "No milk"),
        ("paragraph", "Ketamine is a drug, given slowly, and watched by a nurse."),
        ("button", "Book a visit"),
        ("button", "Call us"),
    ]


def test_a_block_knows_its_section_and_a_place_counts_from_one() -> None:
    copy = read_copy("page.txt", TEXT.encode())
    item = copy.blocks[6]
    assert item.section == "Why we offer it?"
    assert copy.place(item.offsets[0]) == (8, 22)
    assert [sentence.text for sentence in copy.sentences if sentence.block == 3] == [
        "It may help some people.",
        "It may not help others.",
    ]


def test_lines_broken_at_a_column_are_one_paragraph() -> None:
    text = (
        "The drug was given to adults in a hospital bed, with a nurse\n"
        "at the side and a screen that showed the heart, the breath\n"
        "and the oxygen in the blood. After a while the mood rose in\n"
        "some, and it fell back in others within days, which is long-\n"
        "known. No one was harmed.\n"
    )
    (block,) = read_copy("page.txt", text.encode()).blocks
    assert "a nurse at the side" in block.text
    assert "long-known" in block.text


def test_quotes_and_hyphens_stay_and_what_has_no_width_goes() -> None:
    text = "It’s a non\u2011addictive “keta\u00admine” a\u00a0day\u200b."
    (block,) = read_copy("page.txt", text.encode()).blocks
    assert block.text == "It’s a non\u2011addictive “ketamine” a day."


MARKDOWN = """\
---
title: "Low mood"
description: Care that may help
---
# Care **for** low mood

It may [help](https://example.org/a_(b)) _some_ people,
and 5 \\* 3 is &lt; 20.<!-- note: never say
this --> See[^1] [2].

- [ ] Rest at *home*
  and sleep
- Bring a driver
1. Eat `light`

> Quoted words
> go on.

| Dose | Price |
|------|-------|
| one  | $300  |

Heading two
-----------

![A calm room](room.jpg)

```
code is not copy
```

[^1]: Doe J, et al. A study. J Imag. 2015;12(3):45-6.
[ref]: https://example.org
"""


def test_markdown_by_its_marks() -> None:
    assert kinds(read_copy("page.md", MARKDOWN.encode())) == [
        ("title", "Low mood"),
        ("meta-description", "Care that may help"),
        ("heading", "Care for low mood"),
        ("paragraph", "It may help some people, and 5 * 3 is < 20. See[^1] [2]."),
        ("list-item", "Rest at home and sleep"),
        ("list-item", "Bring a driver"),
        ("list-item", "Eat light"),
        ("quote", "Quoted words go on."),
        ("cell", "Dose"),
        ("cell", "Price"),
        ("cell", "one"),
        ("cell", "$300"),
        ("heading", "Heading two"),
        ("alt-text", "A calm room"),
        ("reference", "Doe J, et al. A study. J Imag. 2015;12(3):45-6."),
    ]


def docx(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DOCUMENT = f"""<w:document {W} xmlns:mc="mc" xmlns:wp="wp"><w:body>
<w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr><w:r><w:t>Care for low mood</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">It may </w:t></w:r><w:del><w:r><w:delText>cure</w:delText></w:r></w:del>
<w:ins><w:r><w:t>help</w:t></w:r></w:ins><w:r><w:t> some</w:t><w:noBreakHyphen/><w:t>one.</w:t>
<w:footnoteReference w:id="1"/></w:r></w:p>
<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>Bring a driver</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>One &amp; two</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><wp:docPr descr="A calm room"/><mc:Fallback><w:t>again</w:t></mc:Fallback></w:r></w:p>
</w:body></w:document>"""
STYLES = f'<w:styles {W}><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style></w:styles>'
NOTE = (
    f'<w:footnotes {W}><w:footnote w:id="1"><w:p><w:r><w:t>{{}}</w:t></w:r></w:p></w:footnote></w:footnotes>'
)
FOOTER = f"<w:ftr {W}><w:p><w:r><w:t>{{}}</w:t></w:r></w:p></w:ftr>"
DOCX = docx(
    {
        "word/document.xml": DOCUMENT,
        "word/styles.xml": STYLES,
        "word/footnotes.xml": NOTE.format("In a few people."),
        "word/footer1.xml": FOOTER.format("Page 1"),
        "word/footer2.xml": FOOTER.format("This drug is not approved for low mood by the agency."),
    }
)


def test_word_document() -> None:
    copy = read_copy("draft.docx", DOCX)
    assert kinds(copy) == [
        ("heading", "Care for low mood"),
        ("paragraph", "It may help some\u2011one.[1]"),
        ("list-item", "Bring a driver"),
        ("cell", "One & two"),
        ("alt-text", "A calm room"),
        ("paragraph", "In a few people."),
        ("paragraph", "This drug is not approved for low mood by the agency."),
    ]
    assert copy.place(copy.blocks[2].offsets[6]) == (3, 7)
    assert_offsets_hold(copy)


@pytest.mark.parametrize(("name", "text"), [("page.txt", TEXT), ("page.md", MARKDOWN)])
def test_offsets_of_the_examples(name: str, text: str) -> None:
    assert_offsets_hold(read_copy(name, text.encode()))


BITS = st.sampled_from(
    [
        "a",
        "Bc ",
        " ",
        "\n",
        "\n\n",
        "\t",
        "\xa0",
        "\xad",
        ".",
        "“",
        "”",
        "’",
        "• ",
        "- ",
        "# ",
        "> ",
        "| ",
        "**",
        "_x_",
        "[a](b)",
        "![c](d)",
        "\\*",
        "&amp;",
        "&nbsp;",
        "&#8217;",
        "&lt",
        "<p>",
        "</p>",
        "<br>",
        "<b>",
        "</b>",
        "<li>",
        "<ul>",
        "</ul>",
        "<sup>1</sup>",
        "<!-- x -->",
        "<!--",
        "<td>",
        "<h2>",
        "<a href='x'>",
        "</a>",
        "<img alt='d &amp; e'>",
        "<",
        ">",
        "&",
        '"',
        "\r\n",
        "```\n",
        "1. ",
        "é",
    ]
)


@pytest.mark.parametrize("name", ["page.txt", "page.md", "page.html"])
@settings(max_examples=60, deadline=None)
@given(bits=st.lists(BITS, max_size=40))
def test_offsets_hold_for_any_mixture(name: str, bits: list[str]) -> None:
    assert_offsets_hold(read_copy(name, "".join(bits).encode()))


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("It’s café care.".encode(), "It’s café care."),
        ("\ufeffIt’s café care.".encode(), "It’s café care."),
        ("It’s café care.".encode("cp1252"), "It’s café care."),
        ("It’s café care.".encode("utf-16"), "It’s café care."),
        ("It is plain care.".encode("utf-16-le"), "It is plain care."),
        ("It is plain care.".encode("utf-16-be"), "It is plain care."),
        ("It’s café care.".encode("utf-32"), "It’s café care."),
        (b"It is \x00plain care.", "It is plain care."),
        (b"<meta charset=windows-1251><p>\xcf\xf0\xe8\xe2\xe5\xf2", "Привет"),
    ],
)
def test_encodings(data: bytes, text: str) -> None:
    copy = read_copy("page.html" if data.startswith(b"<") else "page.txt", data)
    assert [block.text for block in copy.blocks] == [text]
    assert copy.place(copy.blocks[-1].offsets[0])[0] == 1


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"\x00\x01\x02\xff" * 500, "no text"),
        ("a.txt", "é é é ü ".encode() + b"\n\xff", "not UTF-8: byte 0xff on line 2"),
        ("a.txt", b"word " * 4_200_000, "too large: 21.0 MB"),
        ("a.txt", b"word " * 500_000, "too much text"),
        ("a.pdf", b"%PDF-1.7", "PDF"),
        ("a.doc", b"\xd0\xcf\x11\xe0abc", "save it as DOCX"),
        ("a.docx", b"hello", "damaged"),
        ("a.docx", docx({"a.txt": "hello"}), "holds no Word document"),
        ("a.docx", DOCX[:-60], "damaged"),
        ("a.docx", docx({"word/document.xml": "<a>"}), "damaged"),
        ("a.docx", docx({"word/document.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), "document type"),
        ("a.docx", docx({"word/document.xml": "<a>" * 5_000}), "nested deeper"),
        ("a.docx", docx({"word/document.xml": b"<a>" + b" " * 60_000_000}), "unpacks to more than 40.0 MB"),
    ],
    ids=[
        "binary",
        "bad-utf8",
        "20MB",
        "2.5MB",
        "pdf",
        "doc",
        "no-zip",
        "other-zip",
        "cut",
        "bad-xml",
        "doctype",
        "deep",
        "bomb",
    ],
)
def test_what_cannot_be_read_says_why(name: str, data: bytes, message: str) -> None:
    with pytest.raises(CopyError, match=message) as caught:
        read_copy(name, data)
    assert str(caught.value).startswith(f"{name}: ")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<p>Hi there.</p>", "paragraph"),
        ("# Hi there.\n\nMore.", "heading"),
        ("Hi there, 5 < 6.", "paragraph"),
    ],
)
def test_input_without_a_name_is_recognised(text: str, kind: str) -> None:
    first = read_copy("-", text.encode()).blocks[0]
    assert first.kind.code == kind
    assert first.text.startswith("Hi there")


def test_a_format_that_is_named_wins_over_the_ending() -> None:
    assert read_copy("a.txt", b"<p>Hi", format="html").blocks[0].text == "Hi"
    with pytest.raises(CopyError, match="unknown format"):
        read_copy("a.txt", b"", format="rtf")


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed pages are not here")
@pytest.mark.parametrize(
    ("seed", "blocks", "references", "clinician", "abstract"),
    [
        ("000", 67, 0, 20, 36),
        ("001", 209, 10, 0, 10),
        ("002", 34, 0, 0, 0),
        ("003", 70, 0, 0, 0),
        ("004", 31, 0, 0, 1),
    ],
)
def test_the_seed_pages(seed: str, blocks: int, references: int, clinician: int, abstract: int) -> None:
    (path,) = SEEDS.glob(f"{seed}_*.txt")
    copy = read_copy(path.name, path.read_bytes())
    assert_offsets_hold(copy)
    voices = [sentence.voice.code for sentence in copy.sentences]
    assert (len(copy.blocks), voices.count("clinician"), voices.count("abstract")) == (
        blocks,
        clinician,
        abstract,
    )
    assert sum(block.kind is BlockKind.REFERENCE for block in copy.blocks) == references
    assert voices.count("patient") == 0


@pytest.mark.parametrize(
    ("name", "source", "joined"),
    [
        ("a.txt", "70%\nrespond to treatment\n", "70% respond to treatment"),
        ("a.txt", "Our figures\n\nUp to 80%\n\nof patients improve\n", "Up to 80% of patients improve"),
        ("a.html", "<h3>9 in 10</h3><p>feel better</p>", "9 in 10 feel better"),
        ("a.html", "<div>3x</div><div>more effective than tablets</div>", "3x more effective than tablets"),
    ],
)
def test_a_lone_figure_is_read_with_its_label(name: str, source: str, joined: str) -> None:
    copy = read_copy(name, source.encode())
    assert joined in [block.text for block in copy.blocks]
    assert_offsets_hold(copy)


@pytest.mark.parametrize(
    "source",
    [
        "70%\n\n85%\n",
        "$399\nper infusion\n",
        "70%\n\nIs this what most people can expect of a series of infusions?\n",
        "2019\nthe year we opened\n",
    ],
)
def test_other_lines_stay_apart(source: str) -> None:
    assert len(read_copy("a.txt", source.encode()).blocks) == 2
