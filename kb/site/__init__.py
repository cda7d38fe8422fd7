"""The published instance: a Datasette plugin. Nothing here but the hooks."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache, lru_cache, partial
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

from asgi_gzip import GZipMiddleware
from datasette import hookimpl
from datasette.utils import tilde_encode
from markupsafe import Markup

from kb.formats import FORMATS
from kb.identifiers import doi_url, pmc_url, pubmed_url
from kb.site.addresses import head_addresses, public_url
from kb.site.bibliographies import output_formats
from kb.site.caching import with_caching
from kb.site.cells import cell_html
from kb.site.embed import embeddable
from kb.site.headers import App, with_security_headers
from kb.site.interrupted import interrupted, interrupted_sql
from kb.site.lasting import set_aside_what_stays
from kb.site.markup import safe_html
from kb.site.overview import VERDICT_COLUMNS
from kb.site.pages import DATABASE, is_own_path, missing, routes
from kb.site.paging import break_ties
from kb.site.vet_page import needs_no_token
from kb.site.words import (
    capital,
    code_label,
    definition,
    design_label,
    figure_alone,
    number,
    plural,
    sentence,
    times,
)
from kb.vocabulary import VOCABULARIES

#: Of 1 to 9: on a claim’s page 6 costs twice the time of 4 and saves a twentieth of the bytes.
_COMPRESSION = 4

Function = TypeVar("Function", bound=Callable[..., Any])

#: Datasette's marker, with the type that it leaves out.
hook: Callable[[Function], Function] = hookimpl
#: Static files are served under the name of the distribution, not of the module.
DISTRIBUTION = "evidence-kb"


@hook
def startup(datasette: Any) -> Any:
    """Mend the paging of sorted tables, spare readers the long collections; refuse a public address that is none."""
    public_url(datasette)

    async def mend() -> None:
        if DATABASE in datasette.databases:
            await break_ties(datasette.get_database(DATABASE))
        set_aside_what_stays()

    return mend


@hook
def register_routes(datasette: Any) -> Any:
    """Add our addresses to Datasette's."""
    return routes()


@hook
def register_output_renderer(datasette: Any) -> Any:
    """Offer whatever has citekeys as a bibliography."""
    return output_formats(DATABASE)


@hook
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    """Give templates the words, the links and the style sheet's address."""
    urls = datasette.urls
    env.filters.update(
        word=code_label, capital=capital, sentence=sentence, design=design_label, safe_html=safe_html,
        tilde=lru_cache(maxsize=4096)(tilde_encode), figure_alone=figure_alone, number=number, times=times,
        pubmed_url=pubmed_url, pmc_url=pmc_url, doi_url=doi_url,
    )  # fmt: skip
    env.globals.update(
        definition=definition, plural=plural, vocabularies=VOCABULARIES, bibliographies=FORMATS.values(),
        verdict_columns=VERDICT_COLUMNS,
        stylesheet=lambda: f"{urls.static_plugins(DISTRIBUTION, 'kb.css')}?{_fingerprint()}",
        icon=lambda: urls.static_plugins(DISTRIBUTION, "icon.svg"),
        social_card=f"/-/static-plugins/{DISTRIBUTION}/social-card.png", json_ld=Markup(),
        site_urls=urls, site_database=DATABASE, citation_formats=tuple(FORMATS.values()),
    )  # fmt: skip


@hook
def extra_template_vars(datasette: Any, template: str, request: Any) -> Any:
    """Give our pages the addresses of their heads, and the list of tables its descriptions."""

    if template == "database.html":
        return {"described": lambda table: datasette.table_metadata(DATABASE, table).get("description", "")}
    return head_addresses(datasette, request) if template.startswith("kb/") else {}


@hook
def render_cell(value: Any, column: str, table: str | None, database: str | None, datasette: Any) -> Any:
    """Turn keys and identifiers into links."""
    return cell_html(value, column, table, datasette.urls.path("/")) if database == DATABASE else None


@hook
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Any:
    """Answer addresses that do not exist with those that may have been meant, and stopped queries with why."""
    stopped = interrupted_sql(exception)
    if stopped is not None:
        return partial(interrupted, datasette, request, stopped)
    if getattr(exception, "status", None) != 404 or request.path.split("?")[0].endswith((".json", ".csv")):
        return None

    async def helpful() -> Any:
        return await missing(datasette, request, "page", request.path)

    return helpful


@hook
def asgi_wrapper(datasette: Any) -> Any:
    """Add the security headers to every answer, to those that stay the same how long, and press them together."""

    base = datasette.setting("base_url")

    def inner(path: str) -> str:
        return "/" + path.removeprefix(base).lstrip("/")

    def own(path: str) -> bool:
        return is_own_path(inner(path))

    def state() -> str | None:
        served = datasette.databases.get(DATABASE)
        address = crc32((public_url(datasette) or "").encode())
        return f"{served.hash[:16]}-{_software()}-{address:x}" if served is not None and served.hash else None

    def wrap(app: App) -> App:
        pressed = GZipMiddleware(app, compresslevel=_COMPRESSION)
        cached = with_caching(pressed, state, own, f"/static-plugins/{DISTRIBUTION}/", _fingerprint())
        return with_security_headers(cached, own, lambda path: embeddable(inner(path)))

    return wrap


@hook
def skip_csrf(datasette: Any, scope: Any) -> bool | None:
    """Let a draft be vetted without a token: nothing is changed by it."""
    return needs_no_token(datasette, scope) or None


@cache
def _fingerprint() -> str:
    content = (files("kb.site") / "static" / "kb.css").read_bytes()
    return hashlib.sha256(content).hexdigest()[:8]


@cache
def _software() -> str:
    """Return a hash of all that makes our pages besides the database: code, templates, style sheet."""
    found = hashlib.sha256()
    for path in sorted(Path(__file__).parent.parent.rglob("*")):
        if path.suffix in (".py", ".html", ".css", ".yml", ".json"):
            found.update(path.read_bytes())
    return found.hexdigest()[:8]
