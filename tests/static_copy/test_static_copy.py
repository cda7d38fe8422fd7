"""The pages as files: every link leads to a file, nothing that needs the server is left, hostile text stays inert."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from kb.build import build_database
from kb.cli import main
from kb.errors import PublishError
from kb.library import Library
from kb.project import Project
from kb.static_copy.addresses import file_of, relative
from kb.static_copy.copying import Answer, copy_site
from kb.static_copy.rewriting import links_of, rewritten
from tests.conftest import ROOT


def page(body: str) -> Answer:
    return Answer(
        200, "text/html; charset=utf-8", f"<!DOCTYPE html><html><body>{body}</body></html>".encode()
    )


def site(**pages: Answer) -> Callable[[str], Answer]:
    """Return a site of few pages: keys are paths with `_` for `/`."""
    by_path = {
        "/" + name.strip("_").replace("__", "?").replace("_", "/"): answer for name, answer in pages.items()
    }
    return lambda path: by_path.get(path, Answer(404, "text/html", b""))


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("project")
    for name in ("claims.yaml", "references.bib", "datasette-metadata.json"):
        shutil.copy(ROOT / name, project)
    build_database(Library.load(Project(ROOT)), project / "kb.db")
    result = CliRunner().invoke(main, ["-C", str(project), "export", "site", str(project / "copy")])
    assert (result.exit_code, result.stdout) == (0, ""), result.output
    return project / "copy"


class _Elements(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_every_link_of_every_file_leads_to_a_file_and_to_a_part_that_is_there(copied: Path) -> None:
    ids: dict[Path, set[str]] = {}
    links: list[tuple[Path, str]] = []
    for file in copied.rglob("*.html"):
        elements = _Elements(file.read_text(encoding="utf-8")).found
        ids[file] = {str(attrs["id"]) for _, attrs in elements if "id" in attrs}
        assert not [tag for tag, _ in elements if tag == "form"], file
        links += [
            (file, str(a[k])) for tag, a in elements for k in ("href", "src") if k in a and tag != "base"
        ]
    outside = [link for _, link in links if link.startswith(("https://", "mailto:"))]
    inside = [(file, link) for file, link in links if link not in set(outside)]
    assert len(ids) > 300 and len(inside) > 5_000 and outside
    for file, link in inside:
        name, _, fragment = unquote(link).partition("#")
        target = (file.parent / name).resolve() if name else file
        assert target.is_file(), f"{file}: {link}"
        assert not fragment or target not in ids or fragment in ids[target], f"{file}: {link}"


def test_it_holds_what_the_served_page_holds(copied: Path) -> None:
    text = (copied / "claim" / "response-70-percent.html").read_text(encoding="utf-8")
    for figure in ("17 of 24", "50.8 to 85.1", "46.9%", "Overstated"):
        assert figure in text
    assert "need the served site" in text and "This claim as data" not in text
    assert 'href="response-70-percent/export.json"' in text
    assert (copied / "claim" / "response-70-percent" / "export.json").is_file()
    assert (copied / "data" / "package" / "datapackage.json").is_file()


def test_every_name_is_fit_for_any_file_share(copied: Path) -> None:
    names = [path.relative_to(copied).as_posix() for path in copied.rglob("*")]
    assert len({name.lower() for name in names}) == len(names)
    assert not [name for name in names if set(name) & set('<>:"\\|?*') or name.endswith((".", " "))]


def test_with_the_address_of_the_served_site_links_lead_there(tmp_path: Path) -> None:
    home = page(
        '<nav><a href="/kb">Data</a></nav><p class="data-links"><a href="/kb/claims.csv?x=1">CSV</a></p>'
    )
    copy_site(site(_=home), tmp_path / "a", "A copy.", live="https://example.org/")
    text = (tmp_path / "a" / "index.html").read_text(encoding="utf-8")
    assert 'href="https://example.org/kb"' in text and 'href="https://example.org/kb/claims.csv?x=1"' in text
    copy_site(site(_=home), tmp_path / "b", "A copy.")
    assert "Data" not in (tmp_path / "b" / "index.html").read_text(encoding="utf-8")


def test_a_link_to_nothing_stops_the_copy_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="/claim/x links to /gone, which answers 404"):
        copy_site(
            site(_=page('<a href="/claim/x">x</a>'), claim_x=page('<a href="../gone">y</a>')),
            tmp_path / "c",
            "",
        )
    assert list(tmp_path.iterdir()) == []


def test_addresses_that_need_one_file_stop_the_copy(tmp_path: Path) -> None:
    pages = {
        "/": page('<a href="/claim/A">1</a><a href="/claim/a">2</a>'),
        "/claim/A": page(""),
        "/claim/a": page(""),
    }
    with pytest.raises(PublishError, match="would both be the file"):
        copy_site(lambda path: pages[path], tmp_path / "c", "")


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").touch()
    with pytest.raises(PublishError, match="not empty"):
        copy_site(site(_=page("")), tmp_path, "")
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


@pytest.mark.parametrize(
    "text",
    [
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt; &#39; &nbsp;</p>",
        '<a title="a &quot; onclick=&quot;x" href="/x?a=1&amp;b=2">y</a>',
        '<script type="application/ld+json">{"a": "<\\/script> & <b>"}</script>',
        '<svg viewBox="0 0 1 1"><title>a &lt; b</title><rect width="1"/></svg>',
        "<!-- a > b --><pre>  two\n  lines </pre><br><input disabled>",
    ],
)
def test_a_page_without_links_to_change_is_passed_through_as_it_is(text: str) -> None:
    assert rewritten(text, lambda link: link, "") == text


def test_what_was_inert_stays_inert_where_a_tag_is_written_anew() -> None:
    given_page = '<a href="/x" title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;">y</a>'
    made = rewritten(given_page, lambda _: 'z.html"onclick="x', "<script>")
    assert "<script>" not in made and 'onclick="' not in made
    assert _Elements(made).found == [
        ("a", {"href": 'z.html"onclick="x', "title": '"><script>alert(1)</script>'})
    ]


def test_forms_are_left_out_with_all_that_is_in_them() -> None:
    text = '<p>a</p><form action="/s"><a href="/q">z</a><input></form><p>b</p><footer>c</footer>'
    assert rewritten(text, lambda link: link, "A <copy>.") == (
        '<p>a</p><p>b</p><footer>c<p class="copy-notice">A &lt;copy&gt;.</p></footer>'
    )
    assert links_of(text) == []


@given(
    st.lists(st.from_regex(r"[A-Za-z0-9~._-]{1,8}", fullmatch=True), min_size=1, max_size=3),
    st.text(max_size=9),
)
def test_every_address_gets_a_name_within_the_copy(parts: list[str], query: str) -> None:
    parts = [part for part in parts if set(part) != {"."}] or ["x"]
    name = file_of("/" + "/".join(parts) + ("?q=" + query if query else ""), is_page=True)
    assert name.endswith(".html") and not name.startswith("/") and ".." not in name.split("/")
    assert not set(name) & set('<>:"\\|?*%# \n\0')
    assert (Path("/top") / Path("a/b.html").parent / relative(name, "a/b.html")).resolve() == Path(
        "/top"
    ) / name
