"""Citations to copy, and the files that reference managers read: of one publication, and of a claim's evidence."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from datasette import NotFound, Response
from markupsafe import Markup

from kb.formats import FORMATS
from kb.formats.format import Format
from kb.formats.notices import notices
from kb.formats.stored import read_publications
from kb.formats.styles import STYLES
from kb.formats.vancouver import vancouver
from kb.models import Publication
from kb.site.answering import key_of, read_kb

#: For, against, undecided, then what no longer counts.
_EVIDENCE = """
SELECT citekey FROM evidence_items WHERE claim_id = ? AND citekey IS NOT NULL
ORDER BY NOT counted, CASE direction WHEN 'supports' THEN 1 WHEN 'contradicts' THEN 2 ELSE 3 END, position
"""
_CLAIM = "SELECT 1 FROM claims WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Citation:
    """A publication cited in one style."""

    name: str
    title: str
    html: Markup
    text: str


@dataclass(frozen=True, slots=True)
class Citations:
    """A publication cited in every style, and what a reader must know that no style prints."""

    styles: tuple[Citation, ...]
    notices: tuple[str, ...]


def read_citations(conn: sqlite3.Connection, citekey: str) -> Citations | None:
    """Return the citations of a publication; None if there is no such publication."""
    for publication in read_publications(conn, [citekey]):
        cited = ((style, style.cite(publication)) for style in STYLES.values())
        return Citations(
            tuple(Citation(style.name, style.title, Markup(said.html), said.text) for style, said in cited),
            tuple(notices(publication)),
        )
    return None


def read_references(conn: sqlite3.Connection, citekeys: Sequence[str]) -> dict[str, str]:
    """Return publications cited in Vancouver style, as text by citekey, in the order given."""
    return {
        publication.citekey: _in_vancouver(publication) for publication in read_publications(conn, citekeys)
    }


@lru_cache(maxsize=1024)
def _in_vancouver(publication: Publication) -> str:
    return vancouver(publication).text


async def publication_file_view(datasette: Any, request: Any) -> Response:
    """Answer with one publication as a file."""
    key, wanted = key_of(request, "citekey"), _format(request)
    found = await read_kb(datasette, lambda conn: read_publications(conn, [key]) or None)
    return _file(found, wanted, key)


async def claim_file_view(datasette: Any, request: Any) -> Response:
    """Answer with every publication in the evidence of a claim as a file; without any, an empty one."""
    key, wanted = key_of(request, "claim"), _format(request)
    return _file(await read_kb(datasette, lambda conn: _evidence(conn, key)), wanted, key)


def cite_routes() -> list[tuple[str, Callable[..., Any]]]:
    """Return the addresses of the files with their views; a key holds no slash, so none can collide."""
    extensions = "|".join(re.escape(form.extension) for form in FORMATS.values())
    return [
        (rf"^/publication/(?P<citekey>[^/]+)/cite\.(?P<extension>{extensions})$", publication_file_view),
        (rf"^/claim/(?P<claim>[^/]+)/cite\.(?P<extension>{extensions})$", claim_file_view),
    ]


def _evidence(conn: sqlite3.Connection, claim_id: str) -> list[Publication] | None:
    if conn.execute(_CLAIM, (claim_id,)).fetchone() is None:
        return None
    return read_publications(conn, [row[0] for row in conn.execute(_EVIDENCE, (claim_id,))])


def _format(request: Any) -> Format:
    for form in FORMATS.values():
        if form.extension == request.url_vars["extension"]:
            return form
    raise NotFound("no such format")


def _file(publications: Sequence[Publication], form: Format, name: str) -> Response:
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-.") or "references"
    return Response(
        form.write(publications),
        headers={"content-disposition": f'attachment; filename="{plain[:80]}.{form.extension}"'},
        content_type=form.media_type,
    )
