"""Ask the oracle and write what it said to answers.json."""

from __future__ import annotations

import json
import sys

from kb.formats.csl_json import csl_item
from kb.formats.styles import STYLES
from kb.library import Library
from kb.project import Project
from tests.conftest import ROOT
from tests.formats.citeproc_oracle import ANSWERS, ask, missing, plain
from tests.formats.edge_records import edge_records

if reason := missing():
    sys.exit(reason)
edges, shipped = edge_records(), list(Library.load(Project(ROOT)).publications.values())
answers = ask([csl_item(p) for p in edges], [csl_item(p) for p in shipped])
ANSWERS.write_text(json.dumps(answers, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
print(f"{ANSWERS.name}: citeproc-js {answers['citeproc-js']}")
for name, style in STYLES.items():
    same = [
        sum(style.cite(p).text == plain(answers["entries"][p.citekey][name]) for p in works)
        for works in (shipped, edges)
    ]
    print(
        f"{answers['styles'][name]}: identical for {same[0]} of {len(shipped)} publications of the library "
        f"and {same[1]} of {len(edges)} edge records"
    )
