"""For people who were sent a file: one HTML document that needs nothing else and runs nothing."""

from __future__ import annotations

from html import escape

from kb import __version__
from kb.vetting.output.markup import claims_html, page_html
from kb.vetting.output.report import Report, VettedPage, counts, summary

_STYLE = """
:root{color-scheme:light dark;--paper:#fdfcf9;--ink:#1b2226;--soft:#4a555c;--line:#dcd9d0;--link:#0b5373;
--error:#a12a22;--error-wash:#fbdcd9;--warning:#8f4f00;--warning-wash:#fbe6c4;--note:#4c5963;--note-wash:#e2e8ec}
@media(prefers-color-scheme:dark){:root{--paper:#14181b;--ink:#e8e6e0;--soft:#b0b8bd;--line:#343c42;--link:#8cc8e6;
--error:#f29a90;--error-wash:#4a211d;--warning:#eeb063;--warning-wash:#43310f;--note:#b4c0c9;--note-wash:#2a343b}
}
*{box-sizing:border-box}
body{margin:0 auto;max-width:76rem;padding:1.5rem;background:var(--paper);color:var(--ink);
font:1rem/1.5 system-ui,"Segoe UI",Roboto,Arial,sans-serif;overflow-wrap:break-word}
h1{font-size:1.6rem}
h2{font-size:1.25rem;margin-top:2.5rem;border-bottom:2px solid var(--ink)}
a{color:var(--link)}
.vet-block,.vet-page{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,26rem);gap:0 2rem;padding:.3rem 0}
.vet-page{display:block}
.vet-copy{font-family:Charter,Georgia,serif;font-size:1.06rem}
.vet-copy p{margin:0 0 .4rem}
.vet-heading,.vet-title{font-weight:700}
.vet-list-item::before{content:"• "}
.vet-label,.vet-ground,.fine{color:var(--soft);font-size:.85rem}
.vet-alerts{list-style:none;margin:0;padding:0}
.vet-alerts li{border-left:4px solid;padding:.1rem 0 .1rem .7rem;margin-bottom:.8rem;font-size:.92rem}
.vet-alerts p{margin:0 0 .25rem}
li.vet-error{border-color:var(--error)}
li.vet-warning{border-color:var(--warning)}
li.vet-note{border-color:var(--note)}
li.vet-error .vet-head strong{color:var(--error)}
li.vet-warning .vet-head strong{color:var(--warning)}
mark{color:inherit;border-bottom:2px solid}
mark.vet-error{background:var(--error-wash);border-color:var(--error)}
mark.vet-warning{background:var(--warning-wash);border-color:var(--warning)}
mark.vet-note{background:var(--note-wash);border-color:var(--note)}
li:target{outline:2px solid var(--link);outline-offset:4px}
table{border-collapse:collapse;width:100%;font-size:.92rem}
th,td{text-align:left;vertical-align:top;padding:.35rem .8rem .35rem 0;border-top:1px solid var(--line)}
.scroll{overflow-x:auto}
@media(max-width:52rem){.vet-block{display:block}.vet-alerts{margin:.4rem 0 1rem}}
@media print{body{max-width:none;padding:0;font-size:9.5pt}.vet-block{break-inside:avoid}}
"""


def format_html(report: Report) -> str:
    """Return the report: for each page its alerts beside the sentences, then the claims it makes."""
    pages = "".join(_page(report, page, number) for number, page in enumerate(report.pages, 1))
    unread = "".join(f"<li>{escape(name)}: {escape(why)}</li>" for name, why in report.unread)
    not_read = f"<h2>Not read</h2><ul>{unread}</ul>" if unread else ""
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>Copy vetted against the evidence</title><style>{_STYLE}</style></head><body>"
        f"<h1>Copy vetted against the evidence</h1><p>{escape(summary(report))}.</p>{pages}{not_read}"
        f'<p class="fine">kb vet {escape(__version__)}, {report.today.isoformat()}. '
        "It points out risk; a person decides. Neither legal nor medical advice.</p></body></html>\n"
    )


def _page(report: Report, page: VettedPage, number: int) -> str:
    parts = [f"<h2>{escape(page.copy.name)}</h2><p>{counts(page.alerts)}.</p>"]
    parts.append(page_html(report, page, prefix=f"p{number}-"))
    claims = claims_html(report, page)
    if claims:
        parts.append(f"<h3>Claims found</h3>{claims}")
    if page.accepted:
        items = "".join(
            f"<li>{escape(one.alert.rule)}, “{escape(one.alert.match)}”: {escape(one.reason)} "
            f"({escape(one.by)}, until {one.until.isoformat()})</li>"
            for one in page.accepted
        )
        parts.append(f"<h3>Accepted</h3><ul>{items}</ul>")
    return "".join(parts)
