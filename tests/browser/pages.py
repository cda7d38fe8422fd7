"""
Every kind of page of the site, in one list: what is added here is covered by every check.

Used by the browser tests, by ``python -m docs.screenshots`` and by ``python -m benchmarks.site``.
A page with a ``draft`` is reached by posting it in the form on the page; all others by their address.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

DRAFT = """# Ketamine works

Our miracle drug has a response rate of 85% in people with depression.

There is no cure for depression. Nausea may occur.

Relief is <script>document.title = "taken"</script> guaranteed.
"""

#: Would run until the end of days.
ENDLESS = "with recursive n(i) as (select 1 union all select i from n) select max(i) from n"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of page, by an example of it."""

    name: str
    path: str
    #: What is pasted and posted there, if anything.
    draft: str = ""
    #: Whether it is Datasette's page in our frame.
    datasette: bool = False
    status: int = 200
    #: Whether it stands in a frame on another site, without our header and footer.
    bare: bool = False
    #: Whether it is another state of a page before it: checked, but not in the gallery.
    variant: bool = False

    def visit(self, page: Any, address: str) -> None:
        """Bring ``page`` to it."""
        page.goto(address + self.path)
        if self.draft:
            page.get_by_label("Paste the copy").fill(self.draft)
            page.get_by_role("button", name="Vet it").click()
            page.locator("mark").first.wait_for()
            page.wait_for_load_state("load")


OWN = (
    Kind("home", "/"),
    Kind("claims", "/claims"),
    Kind("claims narrowed", "/claims?verdict=mixed&topic=response-rate", variant=True),
    Kind("claim", "/claim/response-70-percent"),
    Kind("claim without a number", "/claim/activates-nmda-and-ampa", variant=True),
    Kind("topic", "/topic/response-rate"),
    Kind("map", "/map"),
    Kind("map sorted", "/map?rows=verdict&columns=year", variant=True),
    Kind("whole map", "/map/whole"),
    Kind("map of a topic", "/map/efficacy"),
    Kind("response over time", "/response-over-time"),
    Kind("publications", "/publications"),
    Kind("publication", "/publication/Murrough2013bp"),
    Kind("regulatory fact", "/facts/us-compounded-nasal-alert"),
    Kind("search", "/-/search?q=70%25+respond"),
    Kind("search without result", "/-/search?q=zzqq", variant=True),
    Kind("search mended", "/-/search?q=eksetamine+approved", variant=True),
    Kind("search for an identifier", "/-/search?q=22840761", variant=True),
    Kind("vet form", "/-/vet"),
    Kind("vetted copy", "/-/vet", draft=DRAFT),
    Kind("vetting rules", "/-/vet/rules"),
    Kind("about", "/about"),
    Kind("data to take away", "/data"),
    Kind("changes", "/changes"),
    Kind("embedding", "/claim/response-70-percent/embed"),
    Kind("card", "/claim/response-70-percent/card", bare=True),
    Kind("missing", "/claim/response-75-percent", status=404),
)
DATASETTE = (
    Kind("data", "/kb", datasette=True),
    Kind("table", "/kb/claims", datasette=True),
    Kind("table with facet", "/kb/findings?_facet=scale&outcome=response", datasette=True, variant=True),
    Kind("row", "/kb/claims/response-70-percent", datasette=True),
    Kind("view", "/kb/claim_summary", datasette=True, variant=True),
    Kind("ready question", "/kb/evidence_for_a_claim", datasette=True),
    Kind("own SQL", "/kb?sql=select+1", datasette=True, variant=True),
    Kind("SQL stopped", f"/kb?sql={ENDLESS.replace(' ', '+')}", datasette=True, status=400),
    Kind("SQL refused", "/kb?sql=select+nothing", datasette=True, status=400, variant=True),
)
KINDS = OWN + DATASETTE
