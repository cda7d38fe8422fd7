"""Our files imported by Zotero's own translators, where they are installed (npm install in zotero_import)."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from kb.formats import FORMATS
from kb.formats.names import names_of
from kb.formats.notices import mark
from kb.models import Publication

FOLDER = Path(__file__).parent / "zotero_import"
READY = shutil.which("node") is not None and (FOLDER / "node_modules" / "zotero-translators").is_dir()


@pytest.mark.skipif(not READY, reason="zotero-translators is not installed: run npm install in zotero_import")
@pytest.mark.parametrize("name", ["bib", "ris", "nbib", "csl"])
def test_zotero_imports_every_field(
    name: str, shipped_publications: list[Publication], tmp_path: Path
) -> None:
    # These translators are of 2019, when CSL had no type for documents of no other kind; groups in MEDLINE's
    # CN they did not read either.
    works = [p for p in shipped_publications if p.entry_type == "article"]
    subprocess.run(
        ["node", "import.js", str(tmp_path / "items.json")],
        cwd=FOLDER, input=FORMATS[name].write(works), text=True, check=True, capture_output=True,
    )  # fmt: skip
    items = [i for i in json.loads((tmp_path / "items.json").read_text()) if i["itemType"] != "note"]
    for p, item in zip(works, items, strict=True):
        names, cut = names_of(p.authors)
        families = [person.family or person.literal for person in names]
        if name == "nbib":
            families = [person.family for person in names if person.family]
        marked = f" [{mark(p)}]" if name == "ris" and mark(p) else ""
        said = {
            "itemType": "journalArticle",
            "title": p.title + marked,
            "publicationTitle": p.journal,
            "journalAbbreviation": p.journal_abbreviation
            if name != "csl"
            else item.get("journalAbbreviation"),
            "volume": p.volume,
            "issue": p.issue,
            "pages": p.pages.replace("-", "–") if name == "bib" and p.pages else p.pages,
            "DOI": p.doi,
            "date": str(p.year),
        }
        assert {field: item.get(field) or None for field in said} == said
        read = [creator.get("lastName") or creator.get("name") for creator in item["creators"]]
        assert read[: len(families)] == families
        assert len(read) <= len(families) + cut
