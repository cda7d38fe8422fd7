from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from kb import page_citations
from kb.build import build_database
from kb.cli import main
from kb.errors import BuildError, KBError
from kb.kb_file import open_database
from kb.library import Library
from kb.matching import Decision
from kb.matching.references import Printed
from kb.page_citations import PageCitation, PageReading, read_citations
from kb.page_pointers import entry_numbers, pointers
from kb.project import Project
from tests.conftest import ROOT

PROSE = (
    "Many people who come to us have tried several medicines before and ask whether this one works faster.",
    "A first trial in seven people found relief within hours and it has been repeated many times since.{0}",
    "Why it works is a matter of debate, and growth of new connections is one of the ideas put forward.{1}",
    "An infusion lasts about forty minutes, and you will need somebody who can take you home afterwards.",
    "We measure blood pressure before, during and after the infusion and stop when it rises too far.",
    "How long the effect lasts differs from person to person, and most people need further infusions.",
)
ENTRIES = (
    "Berman RM, Cappiello A, Anand A, et al. Antidepressant effects of ketamine in depressed patients. "
    "Biol Psychiatry 2000;47:351-354.",
    "Duman RS, Aghajanian GK. Synaptic dysfunction in depression: potential therapeutic targets. "
    "Science 2012;338:68-72.",
    "Nobody AB, Somebody CD. A trial of moonlight for the common cold in sailors. J Moonlight 2011;3:14-22.",
)


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load(Project(ROOT))


def plain(first: str = "", second: str = "", marks: Sequence[str] = ("1. ", "2. ", "3. ")) -> str:
    prose = "\n\n".join(PROSE).format(first, second)
    listed = "\n".join(f"{mark}{entry}" for mark, entry in zip(marks, ENTRIES, strict=True))
    return f"How it works\n\n{prose}\n\nReferences\n{listed}\n"


def read(folder: Path, library: Library, **pages: str | bytes) -> PageReading:
    for name, content in pages.items():
        data = content if isinstance(content, bytes) else content.encode()
        stem, _, suffix = name.rpartition("_")
        (folder / f"{stem}.{suffix}").write_bytes(data)
    return read_citations(folder, library.publications.values())


def seen(found: PageReading) -> list[tuple[int, str, str | None, int | None]]:
    return [(c.line, c.style, c.citekey, c.entry) for c in found.citations]


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    with open_database(path) as db:
        return [tuple(row) for row in db.execute(sql)]


def test_a_list_and_the_marks_that_lead_to_it(tmp_path: Path, library: Library) -> None:
    found = read(tmp_path, library, one_txt=plain("[1]", " [7]"))
    assert seen(found) == [
        (16, "listed", "Berman2000", None),
        (17, "listed", "Duman2012", None),
        (18, "listed", None, None),
        (5, "mark", "Berman2000", 1),
        (7, "mark", None, None),
    ]
    assert [c.rule for c in found.citations[3:]] == ["listed entry", "no such entry"]
    assert found.citations[2].decision is Decision.NONE
    assert [c.position for c in found.citations] == [1, 2, 3, 4, 5]


def test_author_and_year_without_a_list_goes_to_a_person(tmp_path: Path, library: Library) -> None:
    prose = "\n\n".join(PROSE).format(" (Berman et al., 2000)", " (Nobody et al., 1999)")
    found = read(tmp_path, library, page_txt=prose).citations
    assert [(c.style, c.decision, c.citekey, c.candidates) for c in found] == [
        ("in text", Decision.REVIEW, None, ("Berman2000",)),
        ("in text", Decision.NONE, None, ()),
    ]


def test_a_huge_page_is_bounded(tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_citations, "MAX_LOOKED_AT", 500)
    monkeypatch.setattr(page_citations, "MAX_CITATIONS", 400)
    prose = f"{PROSE[0]} as Berman and Duman wrote in 2000 [1] [2]\n" * 5_000
    listed = "".join(f"{n}. {ENTRIES[n % 2]}\n" for n in range(1, 5_000))
    started = time.process_time()
    found = read(tmp_path, library, huge_txt=f"{prose}\nReferences\n{listed}")
    assert time.process_time() - started < 10
    assert len(found.citations) == page_citations.MAX_CITATIONS
    assert found.unread == ("huge.txt: too many citations, the rest was not read",)


HTML = """<!doctype html><html><head><title>How it works</title><script>var x = "[2]";</script></head><body>
<h1>How it works</h1>
{prose}
<h2>References</h2>
<ol>
<li>{0}</li>
<li>{1}</li>
<li>{2}</li>
</ol>
<p>Call us today to find out more about what we can do for you and for the people close to you.</p>
</body></html>
"""


def test_html_and_markdown_keep_lines_and_numbers(tmp_path: Path, library: Library) -> None:
    prose = "\n".join(f"<p>{text}</p>" for text in PROSE).format("<sup>1</sup>", "[2]")
    html = HTML.format(*ENTRIES, prose=prose)
    markdown = plain("[^1]", "[2]").replace("References", "## References\n")
    expected = [("Berman2000", 1), ("Duman2012", 2)]
    for name, text in (("page_html", html), ("page_md", markdown)):
        folder = tmp_path / name
        folder.mkdir()
        found = read(folder, library, **{name: text}).citations
        assert [c.citekey for c in found if c.style == "listed"] == ["Berman2000", "Duman2012", None]
        assert [(c.citekey, c.entry) for c in found if c.style == "mark"] == expected
        for citation in found:
            assert citation.text[:12] in text.split("\n")[citation.line - 1] or citation.text == "[1]"


@pytest.mark.parametrize(
    ("sentence", "leads_to"),
    [
        ("It helped.[1]", [1]),
        ("It helped.[1,3]", [1, 3]),
        ("It helped [1-3].", [1, 2, 3]),
        ("It helped.\u00b9 So did \u00b2", [1]),
        ("It helped\u00b9\u00b2 too", []),
        ("It helped.\u00b9,\u00b3 More.", [1, 3]),
        ("It helped.2 More followed.", [2]),
        ("It helped^3 indeed", [3]),
        ("It grew by 5 cm\u00b2 and cost 1.2 million in 2.", []),
        ("as Berman et al. (2000) wrote", [1]),
        ("as Berman and others wrote in 2001", []),
        ("Duman\u2019s review of 2012 says so", [2]),
        ("as Dumanski (2012) wrote", []),
        ("Somebody said so in 2011", []),
        ("[1] again and [1] once more", [1]),
        ("[99999] and [" + "1," * 5000, []),
    ],
)
def test_what_leads_to_an_entry(sentence: str, leads_to: list[int]) -> None:
    listed = [
        (n, Printed(text=text, line=n + 1), (year,))
        for n, (text, year) in enumerate(zip(ENTRIES, (2000, 2012, 2011), strict=True), 1)
    ]
    lines = [sentence, *(f"{n}. {text}" for n, text in enumerate(ENTRIES, 1))]
    found = pointers(lines, entry_numbers(lines, listed))
    assert [p.entry for p in found if p.entry] == leads_to


@pytest.mark.parametrize(
    ("marks", "numbers"),
    [(("4. ", "5. ", "6. "), [4, 5, 6]), (("1. ",) * 3, [1, 2, 3]), (("", "", ""), [1, 2, 3])],
)
def test_entries_are_numbered_as_printed_or_counted(marks: tuple[str, ...], numbers: list[int]) -> None:
    lines = [mark + entry for mark, entry in zip(marks, ENTRIES, strict=True)]
    listed = [(n, Printed(text=entry, line=n), ()) for n, entry in enumerate(ENTRIES, 1)]
    assert [e.number for e in entry_numbers(lines, listed)] == numbers


def test_prose_without_a_reference_gives_nothing(tmp_path: Path, library: Library) -> None:
    pages = {"short_txt": "Call us.\nKetamine helps.\n", "long_txt": "\n\n".join(PROSE).format("[1]", "")}
    assert read(tmp_path, library, **pages) == PageReading((), ())


def test_a_page_that_cannot_be_read_is_named_and_the_rest_are_read(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_citations, "MAX_BYTES", 4000)
    monkeypatch.setattr(page_citations, "MAX_CITATIONS", 2)
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("x")
    found = read(
        tmp_path, library, binary_txt=b"\x00\x01", big_txt="a " * 2001, good_txt=plain(), notes_csv="1,2"
    )
    assert found.unread == (
        "big.txt: larger than 4,000 bytes, not read",
        "binary.txt: is not text, not read",
        "'caf\\udce9.txt': the file's name is no text, not read",
        "good.txt: too many citations, the rest was not read",
    )
    assert [c.citekey for c in found.citations] == ["Berman2000", "Duman2012"]
    monkeypatch.setattr(page_citations, "MAX_PAGES", 1)
    with pytest.raises(KBError, match="at most 1 are read"):
        read_citations(tmp_path, ())
    with pytest.raises(KBError, match="cannot be read"):
        read_citations(tmp_path / "absent", ())


def test_pages_become_rows_and_views(tmp_path: Path, library: Library) -> None:
    (tmp_path / "pages").mkdir()
    found = read(tmp_path / "pages", library, new_txt=plain("[1]", "[9]"))
    build_database(library, tmp_path / "kb.db", found.citations)
    assert rows(tmp_path / "kb.db", "select page from pages where page = 'new.txt'") == [("new.txt",)]
    listed = "select line, citekey, decision from citations where style = 'listed' order by position"
    assert rows(tmp_path / "kb.db", listed) == [
        (16, "Berman2000", "match"),
        (17, "Duman2012", "match"),
        (18, None, "none"),
    ]
    assert rows(tmp_path / "kb.db", "select line, citekey from orphan_citations order by line") == [
        (17, "Duman2012"),
        (18, None),
    ]
    assert rows(tmp_path / "kb.db", "select line, style, rule from unresolved_citations order by line") == [
        (7, "mark", "no such entry"),
        (18, "listed", "nothing like it"),
    ]


def test_a_citation_in_the_text_saves_an_entry_for_the_same_work(tmp_path: Path, library: Library) -> None:
    def citation(position: int, style: str) -> PageCitation:
        return PageCitation(
            page="p.txt",
            position=position,
            line=position,
            style=style,
            text="Berman 2000",
            decision=Decision.MATCH,
            citekey="Berman2000",
            rule="title and place",
        )

    build_database(library, tmp_path / "alone.db", [citation(1, "listed")])
    build_database(library, tmp_path / "led.db", [citation(1, "listed"), citation(2, "in text")])
    orphans = "select count(*) from orphan_citations"
    assert rows(tmp_path / "alone.db", orphans) == [(1,)]
    assert rows(tmp_path / "led.db", orphans) == [(0,)]


@pytest.mark.parametrize(
    "change",
    [
        {"citekey": "Nobody1999"},
        {"citekey": None},
        {"style": "seen"},
        {"decision": Decision.NONE},
        {"line": 0},
    ],
)
def test_a_citation_that_breaks_a_constraint_stops_the_build(
    tmp_path: Path, library: Library, change: dict[str, object]
) -> None:
    good: dict[str, object] = {
        "page": "p.txt",
        "position": 1,
        "line": 1,
        "style": "listed",
        "text": "Berman",
        "decision": Decision.MATCH,
        "citekey": "Berman2000",
        "rule": "title alone",
    }
    with pytest.raises(BuildError):
        build_database(library, tmp_path / "kb.db", [PageCitation(**{**good, **change})])  # type: ignore[arg-type]


def test_the_command_gives_the_same_bytes_and_nothing_without_pages(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "b.txt").write_text(plain("[1]"))
    (pages / "a.txt").write_text(plain())
    (pages / "c.txt").write_bytes(b"\x00")
    built = []
    for name in ("one.db", "two.db"):
        command = ["-C", str(ROOT), "build", "--no-check", "--pages", str(pages), "-o", str(tmp_path / name)]
        result = CliRunner().invoke(main, command, catch_exceptions=False)
        assert result.exit_code == 0
        assert "pages: c.txt: is not text, not read\n" in result.stderr
        assert ", 7 citations on pages" in result.stderr
        assert result.stdout == ""
        built.append((tmp_path / name).read_bytes())
    assert built[0] == built[1]
    CliRunner().invoke(main, ["-C", str(ROOT), "build", "--no-check", "-o", str(tmp_path / "none.db")])
    with sqlite3.connect(tmp_path / "none.db") as db:
        assert db.execute("select count(*) from citations").fetchone() == (0,)
    db.close()


#: What a person finds when looking up the works that the pages name, by page.
WORKS_CITED = {
    "000": ["Lally2014"],
    "001": [
        *("Abdallah2018", "Berman2000", "Duman2012", "Fava2018", "Li2010", "Luckenbaugh2014"),
        *("Murrough2013bp", "Lester2012", "Sleigh2014", "Perry2007"),
    ],
}


def test_every_work_cited_on_real_pages_resolves_and_none_wrongly(
    shared: Path, tmp_path: Path, library: Library
) -> None:
    found = read_citations(shared / "seeds", library.publications.values())
    assert found.unread == ()
    cited: dict[str, list[str | None]] = {}
    for citation in found.citations:
        cited.setdefault(citation.page[:3], []).append(citation.citekey)
    assert cited == WORKS_CITED
    build_database(library, tmp_path / "kb.db", found.citations)
    assert rows(tmp_path / "kb.db", "select * from unresolved_citations") == []
    assert rows(tmp_path / "kb.db", "select count(*) from orphan_citations") == [(10,)]
