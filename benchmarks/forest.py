"""
Time to draw a forest plot, beside a Jinja2 template that only writes what it is given.

``python -m benchmarks.forest [--repeat N] [--json]``

Both are warm. The template gets places and texts ready made and writes one label, one line and
one square a row; ours also finds the axis, cuts texts to their room and writes about nine elements
a row. The least of N, in microseconds, since other work on the
machine only ever adds; bytes of the text.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from functools import partial

import jinja2

from kb.drawing.axes import Span, share_axis
from kb.drawing.forest import NARROW, WIDE, Forest, Group, Layout, Line, Row, draw

_TEMPLATE = jinja2.Environment(autoescape=True).from_string(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 {{ height }}"><title>{{ title }}</title>'
    '{% for row in rows %}<text x="12" y="{{ row.y }}">{{ row.label }}</text>'
    '<line x1="{{ row.low }}" y1="{{ row.y }}" x2="{{ row.high }}" y2="{{ row.y }}" stroke="#000"/>'
    '<rect x="{{ row.at }}" y="{{ row.y }}" width="9" height="9"/>{% endfor %}</svg>'
)


def rows(count: int) -> list[Row]:
    """Return rows with everything that a row can have."""
    return [
        Row(
            f"Study of some name {i}",
            "24 hours after one infusion; shares patients with another",
            f"{40 + i % 50}.5%",
            Span(40.5 + i % 50, 20.0 + i % 50, 60.0 + i % 40),
            n=20 + i,
            interval=" (20 to 60)*",
            beside="vs 33.3%, midazolam",
            counts=f"{i}/{i + 20}",
            other=Span(33.3),
        )
        for i in range(count)
    ]


def once(count: int) -> Forest:
    """Return a plot of ``count`` rows."""
    found = rows(count)
    axis = share_axis([row.span for row in found if row.span], "Share of people")
    return Forest(
        "Response", "Some figures.", axis, (Group("Trials", tuple(found)),), (Line("About 70%", 70, 70),)
    )


def drawn(count: int, layout: Layout) -> str:
    """Return a plot made from its rows, axis and all, and not one kept from before."""
    return draw.__wrapped__(once(count), layout, key="f")


def template(count: int) -> str:
    """Return what the peer writes."""
    places = {"low": 400, "high": 500, "at": 450}
    given = [{"y": 20 * i, "label": f"Study of some name {i}", **places} for i in range(count)]
    return _TEMPLATE.render(title="Response", height=20 * count, rows=given)


def least_us(function: Callable[[], object], repeat: int) -> float:
    """Return the least time of a call in microseconds."""
    taken = []
    for _ in range(repeat):
        start = time.perf_counter()
        function()
        taken.append(time.perf_counter() - start)
    return round(1e6 * min(taken), 1)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--repeat", type=int, default=200)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    results = []
    for count in (1, 12, 60):
        peer = least_us(partial(template, count), options.repeat)
        for name, layout in (("wide", WIDE), ("narrow", NARROW)):
            ours = least_us(partial(drawn, count, layout), options.repeat)
            size = len(drawn(count, layout).encode())
            results.append(
                {
                    "rows": count,
                    "layout": name,
                    "us": ours,
                    "template_us": peer,
                    "ratio": round(ours / peer, 1),
                    "bytes": size,
                }
            )
    if options.json:
        print(json.dumps(results, indent=2))
        return
    for r in results:
        print(
            f"{r['rows']:>3} rows, {r['layout']:<6} {r['us']:>9} µs  {r['bytes']:>6} bytes; "
            f"template that only writes {r['template_us']:>7} µs, ratio {r['ratio']}"
        )


if __name__ == "__main__":
    main()
