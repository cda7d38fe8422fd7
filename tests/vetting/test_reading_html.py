"""HTML as browsers save it, with menus, scripts and mistakes."""

from __future__ import annotations

import time

import pytest

from kb.vetting.reading import CopyError, read_copy
from kb.vetting.records import Copy

PAGE = """<!DOCTYPE html>
<html><head><title>Low mood &amp; care</title>
<meta name="description" content="Care that&#8217;s calm">
<meta property="og:description" content="Care that&#8217;s calm">
<style>p { color: red }</style><script>var a = "<p>no</p>";</script>
<script type="application/ld+json">
{"@type": "FAQPage", "name": "Care", "mainEntity": [{"name": "Is it quick for you?",
 "acceptedAnswer": {"text": "<p>It\\u2019s quick &amp; calm.<\\/p><p>Often.</p>"}}]}
</script></head>
<body class="menu-open"><nav><ul><li>Home</li></ul></nav>
<div class="cookie-consent">We use cookies. <button>Accept</button></div>
<main>
<h1>Care for
 low mood</h1>
<p>It may <b>help</b> 70%<sup>1</sup> of&nbsp;people,
or 10<sup>6</sup> cells.<br>New line<p>Second <a class="btn btn-primary" href="#">Book a visit</a>
<ul><li>Rest<ul><li>At home</ul><li>Drive</ul>
<table><tr><th>Dose<td>0.5 mg</table>
<figure><img src="data:x" alt="A &quot;calm&quot; room"><figcaption>Our room</figcaption></figure>
<blockquote><p>Quoted words.</p></blockquote>
<details><summary>Is it new?</summary>It is not.</details>
<form><input type="submit" value="Send it"><textarea>x</textarea></form>
<!-- never said --></main>
<footer><a href="#">Privacy</a><p>This drug is not approved for low mood by the agency.</p></footer>
</body></html>"""

EXPECTED = [
    ("title", "Low mood & care", "html/head/title"),
    ("meta-description", "Care that’s calm", "html/head/meta"),
    ("json-ld", "Is it quick for you?", "html/head/script[2]#name"),
    ("json-ld", "It’s quick & calm.\nOften.", "html/head/script[2]#text"),
    ("heading", "Care for low mood", "html/body/main/h1"),
    ("paragraph", "It may help 70%[1] of people, or 106 cells.\nNew line", "html/body/main/p"),
    ("paragraph", "Second", "html/body/main/p[2]"),
    ("button", "Book a visit", "html/body/main/p[2]/a"),
    ("list-item", "Rest", "html/body/main/ul/li"),
    ("list-item", "At home", "html/body/main/ul/li/ul/li"),
    ("list-item", "Drive", "html/body/main/ul/li[2]"),
    ("cell", "Dose", "html/body/main/table/tr/th"),
    ("cell", "0.5 mg", "html/body/main/table/tr/td"),
    ("alt-text", 'A "calm" room', "html/body/main/figure/img"),
    ("caption", "Our room", "html/body/main/figure/figcaption"),
    ("quote", "Quoted words.", "html/body/main/blockquote/p"),
    ("heading", "Is it new?", "html/body/main/details/summary"),
    ("paragraph", "It is not.", "html/body/main/details"),
    ("button", "Send it", "html/body/main/form/input"),
    ("paragraph", "This drug is not approved for low mood by the agency.", "html/body/footer/p"),
]


def read(page: str) -> Copy:
    return read_copy("page.html", page.encode())


def test_a_page_with_all_that_pages_have() -> None:
    found = [(block.kind.code, block.text, block.path) for block in read(PAGE).blocks]
    assert found == EXPECTED


def test_places_of_entities_and_escapes() -> None:
    copy = read(PAGE)
    title, answer = copy.blocks[0], copy.blocks[3]
    assert copy.source[title.offsets[9] :].startswith("&amp;")
    assert copy.source[answer.offsets[2] :].startswith("\\u2019")
    assert copy.place(copy.blocks[8].offsets[0]) == (17, 9)


@pytest.mark.parametrize(
    ("page", "texts"),
    [
        ("<p>One<p>Two</div>Three", ["One", "TwoThree"]),
        ("<p>5 < 6 & 7 > 3 &bogus; <3", ["5 < 6 & 7 > 3 &bogus; <3"]),
        ("<p>One<!-- open <p>Two", ["One open", "Two"]),
        ("<p>One<!-->Two--> Three", ["OneTwo--> Three"]),
        ("<p title='a > b' x=\"<p>\">One</p>", ["One"]),
        ("<p title=it's>One</p><p>Two", ["One", "Two"]),
        ("<P>One<Br/>Two</P>", ["One\nTwo"]),
        ("<b><p>One</b>Two</p>", ["One", "Two"]),
        ("<table><tr><td>One<td>Two<tr><td>Three", ["One", "Two", "Three"]),
        ("<p>One<script>if (a < b) '</p>'", ["One"]),
        ("<svg><title>Icon</title><text>no</text></svg><p>One", ["One"]),
        ("<div class='site-menu'>One only</div>", ["One only"]),
        ("just words", ["just words"]),
        ("<p>One <", ["One <"]),
        ("<p>One <b", ["One"]),
        ("\x00<p>On\x00e", ["One"]),
        ("", []),
    ],
)
def test_bad_markup_is_read_all_the_same(page: str, texts: list[str]) -> None:
    assert [block.text for block in read(page).blocks] == texts


@pytest.mark.parametrize(
    "bait",
    [
        "<!--",
        "<a ",
        '<a "',
        '<a x="',
        "<",
        "&#",
        "<div>",
        "</div>",
        "<p>a",
        "<ul><li>a",
        "<script>",
        "<title>",
        "<sup>1</sup>",
        "<br>",
        "</",
        "<!",
        "<svg>",
        "<td>a",
        " ",
        "\xa0",
        "\n",
        "- ",
        "> ",
        "**a ",
        "[",
        "![a](",
        "_a ",
        "`",
        "| ",
        "• a ",
        "“a ",
        "I was ",
        "Dr. A ",
        "says ",
        "a,1–",
    ],
)
@pytest.mark.parametrize("name", ["page.html", "page.md", "page.txt"])
def test_bait_takes_bounded_time(name: str, bait: str) -> None:
    data = (bait * (20_000 // len(bait))).encode()
    began = time.process_time()
    try:
        read_copy(name, data)
    except CopyError as error:
        assert "too much" in str(error)
    assert time.process_time() - began < 1


def test_nested_deeper_than_any_page() -> None:
    copy = read("<div>" * 20_000 + "Deep" + "</div>" * 20_000 + "<p>After")
    assert [block.text for block in copy.blocks] == ["Deep", "After"]
    assert copy.blocks[0].path.count("/") < 300
