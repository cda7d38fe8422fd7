"""A table as CSV, as a spreadsheet and a script read it (RFC 4180)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from datasette import Response

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_response(name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Response:
    """
    Return the rows as a CSV file called ``name``.

    Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay numbers.
    """
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return Response(
        written.getvalue(),
        headers={"content-disposition": f'inline; filename="{name}"'},
        content_type="text/csv; charset=utf-8",
    )


def _cell(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
