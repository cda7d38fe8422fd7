"""Ask the oracle and write what it said to answers.json."""

from __future__ import annotations

import json
import sys

from kb.formats.csl_json import csl_item
from kb.library import Library
from kb.project import Project
from tests.conftest import ROOT
from tests.formats.citeproc_oracle import ANSWERS, ask, missing
from tests.formats.edge_records import edge_records

if reason := missing():
    sys.exit(reason)
library = [csl_item(p) for p in Library.load(Project(ROOT)).publications.values()]
answers = ask([csl_item(p) for p in edge_records()], library)
ANSWERS.write_text(json.dumps(answers, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
print(f"{len(answers['entries'])} records in {len(answers['styles'])} styles: {ANSWERS}")
