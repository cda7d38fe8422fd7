"""
How many sheets of A4 each claim prints on.

``python -m benchmarks.sheets [--database kb.db] [--json]``

Every claim's page is printed to PDF by Chromium and the pages are counted; exits 1 if one
needs more than one. CHROMIUM names the program if it is not /usr/bin/chromium.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import sync_playwright

from benchmarks.serving import served
from kb.build import build_database
from kb.library import Library
from kb.project import Project

_PAGE = re.compile(rb"/Type\s*/Page\b")


def sheets(page: Any, address: str, claims: Iterable[str]) -> dict[str, int]:
    """Return the number of A4 sheets for each claim, printed by ``page`` of a Chromium."""
    found = {}
    for claim in claims:
        page.goto(f"{address}/claim/{quote(claim)}")
        found[claim] = len(_PAGE.findall(page.pdf(format="A4")))
    return found


def main() -> int:
    """Print the count of claims by sheets, and name those that need more than one."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--database", type=Path, help="kb.db to serve; built from the text if not given")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    project = Project.find(Path())
    with tempfile.TemporaryDirectory() as folder:
        database = options.database or Path(folder) / "kb.db"
        if not options.database:
            build_database(Library.load(project), database)
        with closing(sqlite3.connect(database)) as connection:
            claims = [row[0] for row in connection.execute("SELECT id FROM claims ORDER BY id")]
        with served(project.root, database) as address, sync_playwright() as playwright:
            chromium = playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
            )
            found = sheets(chromium.new_page(), address, claims)
            chromium.close()
    over = {claim: count for claim, count in found.items() if count > 1}
    counts = dict(sorted(Counter(found.values()).items()))
    if options.json:
        print(json.dumps({"claims": len(found), "claims_by_sheets": counts, "over_one": over}, indent=2))
    else:
        for count, times in counts.items():
            print(f"{times} claims on {count} sheet{'s' if count > 1 else ''}")
        for claim, count in over.items():
            print(f"  {claim}: {count}")
    return int(bool(over))


if __name__ == "__main__":
    sys.exit(main())
