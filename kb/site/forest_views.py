"""The plots of a claim as files of their own: SVG to place anywhere, CSV to compute with."""

from __future__ import annotations

from typing import Any

from datasette import NotFound, Response

from kb.site.answering import key_of, picture, read_kb
from kb.site.claim_page import read_claim
from kb.site.csv_answer import csv_response
from kb.site.forest_page import COLUMNS, ClaimFigures, figure_rows


async def forest_svg_view(datasette: Any, request: Any) -> Response:
    """Answer with the claim's first plot, or with the one whose number the address names."""
    _, figures = await _figures(datasette, request)
    wanted = int(request.url_vars["number"] or 1)
    for figure in figures.every:
        if figure.number == wanted:
            return picture(str(figure.alone))
    raise NotFound(f"this claim has no plot {wanted}")


async def forest_csv_view(datasette: Any, request: Any) -> Response:
    """Answer with the figures of all of the claim's plots."""
    key, figures = await _figures(datasette, request)
    return csv_response("forest.csv", COLUMNS, figure_rows(figures, key))


async def _figures(datasette: Any, request: Any) -> tuple[str, ClaimFigures]:
    key = key_of(request, "claim")
    page = await read_kb(datasette, lambda conn: read_claim(conn, key))
    return key, page.figures


#: Our addresses with their views, in Datasette's form.
FOREST_ROUTES = [
    (r"^/claim/(?P<claim>[^/]+)/forest(?:-(?P<number>[1-9][0-9]?))?\.svg$", forest_svg_view),
    (r"^/claim/(?P<claim>[^/]+)/forest\.csv$", forest_csv_view),
]
