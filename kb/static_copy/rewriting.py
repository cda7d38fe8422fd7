"""
One page, made to stand alone: its links lead to files, and what needs a server is taken out.

The page is passed through as it is, token by token; only a start tag that holds a link is
written anew. So what the templates made inert stays inert. What is taken out: forms, entries
of the menus that lead nowhere, and, where no served site is named, the parts about data.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from html.parser import HTMLParser

#: Returns the link to write in place of the one given; None if it leads nowhere in the copy.
Relink = Callable[[str], str | None]

#: Classes of the parts that make no sense without the server.
_SERVED = {"data-links", "needs-server"}
_LINKS = {"a": "href", "link": "href", "img": "src", "source": "src", "image": "href", "use": "href"}


def links_of(page: str) -> list[str]:
    """Return the links of a page in their order, forms left out."""
    found: list[str] = []

    def note(link: str) -> str:
        found.append(link)
        return link

    rewritten(page, note, "")
    return found


def rewritten(page: str, relink: Relink, notice: str) -> str:
    """
    Return the page with its links changed, its forms left out and a notice at its end.

    :param notice: plain text; stands in the page's footer.
    """
    writer = _Writer(relink, notice)
    writer.feed(page)
    writer.close()
    return "".join(writer.out)


class _Writer(HTMLParser):
    def __init__(self, relink: Relink, notice: str) -> None:
        super().__init__(convert_charrefs=False)
        self.relink = relink
        self.notice = notice
        self.out: list[str] = []
        self.in_nav = False
        #: The element that is being left out, and how many of its name are open inside it.
        self.dropped = ""
        self.depth = 0

    def _put(self, text: str) -> None:
        if not self.dropped:
            self.out.append(text)

    def _drop(self, tag: str) -> None:
        self.dropped, self.depth = tag, 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.dropped:
            self.depth += tag == self.dropped
            return
        self.in_nav = self.in_nav or tag == "nav"
        given = dict(attrs)
        name = _LINKS.get(tag)
        link = given.get(name) if name else None
        if tag == "form" or (
            _SERVED & set((given.get("class") or "").split()) and self.relink("/kb") is None
        ):
            self._drop(tag)
            return
        raw = self.get_starttag_text() or ""
        if link is None or name is None:
            self._put(raw)
            return
        new = self.relink(link)
        if new is None and tag == "a" and self.in_nav:
            self._drop(tag)
            return
        if new is None and tag != "a":
            return  # a picture or another form of the page, which the copy does not hold
        if new != link:
            kept = [
                (key, new if key == name else value) for key, value in attrs if key != name or new is not None
            ]
            end = "/>" if raw.endswith("/>") else ">"
            raw = f"<{tag}{''.join(_attribute(key, value) for key, value in kept)}{end}"
        self._put(raw)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.dropped:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.dropped:
            self.depth -= tag == self.dropped
            if not self.depth:
                self.dropped = ""
            return
        self.in_nav = self.in_nav and tag != "nav"
        if tag == "footer" and self.notice:
            self._put(f'<p class="copy-notice">{escape(self.notice)}</p>')
        self._put(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._put(data)

    def handle_entityref(self, name: str) -> None:
        self._put(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._put(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self._put(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self._put(f"<!{decl}>")


def _attribute(name: str, value: str | None) -> str:
    return f" {name}" if value is None else f' {name}="{escape(value)}"'
