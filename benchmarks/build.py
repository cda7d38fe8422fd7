"""
How `kb build` grows: the same kind of content, up to 10,000 claims.

    python -m benchmarks.build [--claims 100 1000 10000] [--json]

The library is the shipped one, repeated under new names until it has as many claims
as asked for, with three evidence items each (cut or repeated) and half as many
publications. The peer, in the same run, is the least that any build must do: the same
rows through sqlite3's own executemany into the same tables, without the rule, the
intervals, full text, checks or the swap. Times are CPU seconds of this process.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import itertools
import json
import resource
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from kb.build import build_database, rows_of
from kb.library import Library
from kb.models import Claim, Publication
from kb.project import Project
from kb.schema import tables_sql

EVIDENCE_PER_CLAIM = 3


def enlarged(library: Library, claims: int) -> Library:
    """Return a library of ``claims`` claims and half as many publications, made from the given one."""
    publications: dict[str, Publication] = {}
    findings = {}
    for number, publication in zip(range(claims // 2), itertools.cycle(library.publications.values())):
        key = f"{publication.citekey}x{number}"
        bare: dict[str, Any] = {"pmid": None, "pmcid": None, "doi": None}
        no_links: dict[str, Any] = {"includes": (), "pools": (), "secondary_of": (), "supersedes": ()}
        publications[key] = dataclasses.replace(publication, citekey=key, **bare, **no_links)
        for finding in library.findings_of.get(publication.citekey, [])[:2]:
            copy = dataclasses.replace(finding, id=f"{finding.id}x{number}", citekey=key)
            findings[copy.id] = copy
    keys = list(publications)
    own: dict[str, list[str]] = {}
    for finding in findings.values():
        own.setdefault(finding.citekey, []).append(finding.id)
    made: dict[str, Claim] = {}
    with_evidence = [claim for claim in library.claims.values() if claim.evidence]
    for number, claim in zip(range(claims), itertools.cycle(with_evidence)):
        evidence = []
        for place, item in zip(range(EVIDENCE_PER_CLAIM), itertools.cycle(claim.evidence)):
            key = keys[(number * EVIDENCE_PER_CLAIM + place) % len(keys)]
            evidence.append(
                dataclasses.replace(item, publication=key, fact=None, findings=tuple(own.get(key, ())))
            )
        mentions = tuple(dataclasses.replace(m, id=f"{m.id}x{number}") for m in claim.mentions)
        made[f"c{number}"] = dataclasses.replace(
            claim, id=f"c{number}", evidence=tuple(evidence), mentions=mentions
        )
    return dataclasses.replace(library, publications=publications, findings=findings, claims=made)


def plain_insert(rows: dict[str, list[dict[str, Any]]], path: Path) -> None:
    """Insert the rows with sqlite3 alone: the peer."""
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(tables_sql())
        for table, table_rows in rows.items():
            if table_rows:
                columns = list(table_rows[0])
                names = ", ".join(f'"{column}"' for column in columns)
                marks = ", ".join("?" * len(columns))
                values = (tuple(row.values()) for row in table_rows)
                connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)


def measure(library: Library, claims: int, folder: Path) -> dict[str, Any]:
    """Return seconds and sizes of one build beside the peer's."""
    large = enlarged(library, claims)
    path = folder / f"{claims}.db"
    start = time.process_time()
    build_database(large, path)
    build_seconds = time.process_time() - start
    fresh = dataclasses.replace(large)
    rows = {table: list(table_rows) for table, table_rows in rows_of(fresh).items()}
    start = time.process_time()
    plain_insert(rows, folder / f"{claims}-plain.db")
    plain_seconds = time.process_time() - start
    return {
        "claims": claims,
        "evidence_items": len(rows["evidence_items"]),
        "publications": len(rows["publications"]),
        "build_cpu_s": round(build_seconds, 2),
        "plain_insert_cpu_s": round(plain_seconds, 2),
        "ratio_to_plain_insert": round(build_seconds / plain_seconds, 1),
        "claims_per_cpu_s": round(claims / build_seconds),
        "file_mb": round(path.stat().st_size / 1e6, 1),
        "peak_rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def main() -> None:
    """Measure each size and print it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--claims", type=int, nargs="+", default=[100, 1000, 10000])
    parser.add_argument("--json", action="store_true", help="one JSON object as the last line")
    options = parser.parse_args()
    library = Library.load(Project.find(Path(__file__).parent))
    results = []
    with tempfile.TemporaryDirectory() as folder:
        for claims in options.claims:
            results.append(measure(library, claims, Path(folder)))
            print(results[-1], file=sys.stderr)
    if options.json:
        print(json.dumps({"benchmark": "build", "results": results}))


if __name__ == "__main__":
    main()
