"""
The descriptions in datasette-metadata.json, from the comments of the schema.

``python -m kb.metadata FILE`` writes them into the file; the rest of it (titles, facets,
ready questions) is kept by hand. A test says when the file has fallen behind.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from kb.schema import relations

#: The name under which kb.db is served.
DATABASE = "kb"


def with_descriptions(metadata: dict[str, Any]) -> dict[str, Any]:
    """
    Return Datasette metadata in which every table, view and column is described.

    What the metadata says of a table beside its description is kept; a table that the
    schema does not know is dropped.
    """
    database = metadata.get("databases", {}).get(DATABASE, {})
    given = database.get("tables", {})
    tables = {
        name: {
            **{
                key: value
                for key, value in given.get(name, {}).items()
                if key not in ("description", "columns")
            },
            "description": relation.comment,
            "columns": relation.columns,
        }
        for name, relation in relations().items()
    }
    databases = {**metadata.get("databases", {}), DATABASE: {**database, "tables": tables}}
    return {**metadata, "databases": databases}


def main(path: Path) -> None:
    """Write the descriptions into the metadata file at ``path``."""
    metadata = json.loads(path.read_text(encoding="utf-8"))
    text = json.dumps(with_descriptions(metadata), indent=2, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
