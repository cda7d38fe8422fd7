"""The report in HTML: whole, escaped, with every alert beside its sentence."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from kb.vetting.output.html import format_html
from kb.vetting.output.markup import page_html
from kb.vocabulary import Severity
from tests.vetting.samples import alert_on, copy_of, page_alert, report_on

VOID = {"meta", "br", "link"}


class Balance(HTMLParser):
    """Holds that every element is closed in its turn, and collects what could act."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.acting: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        named = dict(attrs)
        self.acting += [n for n in named if n.startswith("on") or n in ("src", "style")]
        self.acting += [tag] if tag in ("script", "img", "iframe", "object", "link") else []
        if "id" in named:
            self.ids.append(str(named["id"]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def balance(html: str) -> Balance:
    parser = Balance()
    parser.feed(html)
    assert parser.open == []
    return parser


def test_the_document_needs_nothing_and_runs_nothing() -> None:
    copy = copy_of("About 85% respond <script>alert(1)</script> & “more”.\n", '"><img src=x onerror=y>.txt')
    html = format_html(report_on(copy, alert_on(copy, "85% respond"), page_alert(copy)))
    parser = balance(html)
    assert parser.acting == []
    assert "default-src 'none'" in html and "http" not in re.sub(r"http-equiv", "", html)
    assert len(parser.ids) == len(set(parser.ids)) == 2
    assert "&lt;pooled&gt;" in html


def test_a_span_is_marked_and_its_alert_stands_in_the_same_block() -> None:
    copy = copy_of()
    html = page_html(
        report_on(copy, alert_on(copy, "85% respond")),
        report_on(copy, alert_on(copy, "85% respond")).pages[0],
    )
    block = next(part for part in html.split('<div class="vet-block">') if "85% respond" in part)
    assert '<mark class="vet-error">85% respond</mark><sup><a href="#a1">1</a></sup>' in block
    assert 'id="a1"' in block and "Instead:" in block
    assert "Ketamine &amp; you" in html, "copy without alerts is shown too"


def test_overlapping_spans_show_the_gravest_and_keep_the_text() -> None:
    copy = copy_of("Surely about 85% respond within minutes.\n", "a.txt")
    warning = alert_on(copy, "about 85% respond", "KL015", Severity.WARNING)
    error = alert_on(copy, "85% respond within", "KL014")
    report = report_on(copy, warning, error)
    html = page_html(report, report.pages[0])
    shown = re.search(r'<p class="vet-paragraph">(.*?)</p>', html)
    assert shown is not None
    assert re.sub(r"<sup>.*?</sup>|<[^>]+>", "", shown[1]) == "Surely about 85% respond within minutes."
    assert (
        '<mark class="vet-warning">about </mark><mark class="vet-error">85% respond</mark><sup><a href="#a1">1'
        in shown[1]
    )
    balance(html)


def test_numbers_of_two_alerts_on_the_same_words_are_parted() -> None:
    copy = copy_of("About 85% respond.\n", "a.txt")
    both = (alert_on(copy, "85%", "KL014"), alert_on(copy, "85%", "KL015", Severity.WARNING))
    report = report_on(copy, *both)
    html = page_html(report, report.pages[0])
    assert '>1</a></sup><sup>, </sup><sup><a href="#a2">2</a></sup>' in html


def test_hidden_parts_of_a_page_are_labelled() -> None:
    source = '<title>T.</title><meta name="description" content="It cures 85%."><body><p>Hi there.</p>'
    copy = copy_of(source, "a.html")
    report = report_on(copy, alert_on(copy, "85%"))
    html = page_html(report, report.pages[0])
    assert "Description for search engines" in html and '<mark class="vet-error">85%</mark>' in html
