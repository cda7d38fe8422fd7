"""
How fast PubMed files are read, and in how much memory, beside others.

``python -m benchmarks.pubmed_xml FILE… [--json]`` reads the same files with our parser,
with ``pubmed_parser.parse_medline_xml`` and with ``Bio.Entrez.read``, each in a process of its own,
one after the other, and compares records per CPU second and peak memory. With
several files ours is also timed with a process per core. Bio.Entrez.read holds
the whole file in memory, some ten times its size, so it is given the first records only
(``--entrez-records``, 0 for whole files), and the result says how many.

pubmed_parser is no dependency: it comes with the extra ``bench``, or ``--peer-python`` names an
interpreter that has it. A contender that is missing is reported as such.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ingest.pubmed_files import parse_files
from ingest.pubmed_framing import Frame, frames
from ingest.pubmed_items import PubMedItem
from ingest.pubmed_xml import iter_pubmed_xml
from kb.pubmed_record import PubMedRecord

Measurement = dict[str, Any]

PEER = r"""
import json, resource, sys, time
import pubmed_parser
start, wall, count = time.process_time(), time.perf_counter(), 0
for path in sys.argv[1:]:
    for record in pubmed_parser.parse_medline_xml(path):
        count += not record.get("delete", False)
print(json.dumps({
    "records": count, "cpu_seconds": time.process_time() - start, "wall_seconds": time.perf_counter() - wall,
    "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "fields": len(record),
}))
"""


def text_size(item: PubMedItem) -> int | None:
    """Return one number per record, so that workers parse everything and send little."""
    return (
        len(item.title) + sum(len(part.text) for part in item.abstract)
        if isinstance(item, PubMedRecord)
        else None
    )


def run_ours(paths: list[str]) -> Measurement:
    """Read all files in this process."""
    count = faults = 0
    for path in paths:
        for item in iter_pubmed_xml(path):
            if isinstance(item, PubMedRecord):
                count += 1
            elif hasattr(item, "reason"):
                faults += 1
    return {"records": count, "faults": faults, "fields": len(PubMedRecord.__dataclass_fields__)}


def run_ours_all_cores(paths: list[str]) -> Measurement:
    """Read the files with a process to each core; a number per record comes back."""
    count = sum(1 for _ in parse_files(paths, select=text_size))
    return {"records": count, "processes": min(os.cpu_count() or 1, len(paths))}


def run_entrez(paths: list[str]) -> Measurement:
    """Read whole files with Bio.Entrez.read, loaded in the contender's own process only."""
    entrez: Any = importlib.import_module("Bio.Entrez")
    entrez.local_cache = tempfile.mkdtemp()
    count = 0
    for path in paths:
        opener: Callable[..., Any] = gzip.open if path.endswith(".gz") else open
        with opener(path, "rb") as file:
            count += len(entrez.read(file)["PubmedArticle"])
    return {"records": count}


CONTENDERS = {"ours": run_ours, "ours_all_cores": run_ours_all_cores, "entrez": run_entrez}


def measured(name: str, paths: list[str]) -> Measurement:
    """Run one contender in this process and add what it cost."""
    cpu, wall = time.process_time(), time.perf_counter()
    result = CONTENDERS[name](paths)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    result["cpu_seconds"] = time.process_time() - cpu + children.ru_utime + children.ru_stime
    result["wall_seconds"] = time.perf_counter() - wall
    result["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if children.ru_maxrss:
        result["peak_mb_of_largest_worker"] = children.ru_maxrss / 1024
    return result


def in_subprocess(command: list[str], label: str) -> Measurement:
    """Run a contender in a process of its own and return what its last line says."""
    print(f"{label} …", file=sys.stderr, flush=True)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stderr.strip().splitlines()
        return {"missing": said[-1] if said else f"exit code {done.returncode}"}
    result: Measurement = json.loads(done.stdout.strip().splitlines()[-1])
    result["records_per_cpu_second"] = result["records"] / result["cpu_seconds"]
    print(
        f"{label}: {result['records']:,} records, {result['records_per_cpu_second']:,.0f} per CPU second, "
        f"{result['wall_seconds']:.1f} s, {result['peak_mb']:.0f} MB",
        file=sys.stderr,
    )
    return result


def first_records(paths: list[str], count: int, folder: Path) -> list[str]:
    """Write the first ``count`` articles of the files, spread evenly, as files of their own."""
    written = []
    share = -(-count // len(paths))
    for number, path in enumerate(paths):
        target = folder / f"{number}.xml"
        with target.open("wb") as file:
            file.write(
                b'<?xml version="1.0"?><!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, '
                b'1st January 2019//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_190101.dtd">'
                b"<PubmedArticleSet>"
            )
            taken = 0
            for frame in frames(_chunks(path)):
                if isinstance(frame, Frame) and frame.name == "PubmedArticle":
                    file.write(frame.data)
                    taken += 1
                    if taken == share:
                        break
            file.write(b"</PubmedArticleSet>")
        written.append(str(target))
    return written


def _chunks(path: str) -> Iterator[bytes]:
    opener: Callable[..., Any] = gzip.open if path.endswith(".gz") else open
    with opener(path, "rb") as file:
        while chunk := file.read(2**19):
            yield chunk


def compare(paths: list[str], peer_python: str, entrez_records: int) -> Measurement:
    """Run every contender on the same files and put the results side by side."""
    own = [sys.executable, "-m", "benchmarks.pubmed_xml", "--contender"]
    result: Measurement = {"files": [Path(path).name for path in paths], "cores": os.cpu_count()}
    result["ours"] = in_subprocess([*own, "ours", *paths], "ours")
    result["pubmed_parser"] = in_subprocess([peer_python, "-c", PEER, *paths], "pubmed_parser")
    if len(paths) > 1:
        result["ours_all_cores"] = in_subprocess([*own, "ours_all_cores", *paths], "ours, a process per core")
    with tempfile.TemporaryDirectory() as folder:
        part = first_records(paths, entrez_records, Path(folder)) if entrez_records else paths
        result["entrez"] = in_subprocess([*own, "entrez", *part], "Bio.Entrez.read")
        result["entrez"]["of"] = f"the first {entrez_records:,} records" if entrez_records else "whole files"
        if entrez_records:
            result["ours_on_the_same"] = in_subprocess([*own, "ours", *part], "ours on the same")
    ours = result["ours"].get("records_per_cpu_second")
    for peer, mine in (
        ("pubmed_parser", ours),
        ("entrez", result.get("ours_on_the_same", {}).get("records_per_cpu_second", ours)),
    ):
        theirs = result[peer].get("records_per_cpu_second")
        if mine and theirs:
            result[f"times_{peer}"] = mine / theirs
    if "ours_all_cores" in result and "wall_seconds" in result["ours_all_cores"]:
        result["speedup_all_cores"] = (
            result["ours"]["wall_seconds"] / result["ours_all_cores"]["wall_seconds"]
        )
    return result


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pubmed_xml", description=__doc__)
    parser.add_argument("files", nargs="+", metavar="FILE", help="PubMed XML, gzipped or not")
    parser.add_argument(
        "--json", action="store_true", help="print one JSON object as the last line of stdout"
    )
    parser.add_argument("--peer-python", default=sys.executable, help="an interpreter that has pubmed_parser")
    parser.add_argument(
        "--entrez-records", type=int, default=3000, help="0: whole files; about 3 GB per 300 MB"
    )
    parser.add_argument("--contender", choices=CONTENDERS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.contender:
        print(json.dumps(measured(options.contender, options.files)))
        return
    result = compare(options.files, options.peer_python, options.entrez_records)
    print(json.dumps(result) if options.json else json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
