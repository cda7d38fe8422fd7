"""
How many duplicates are found, how many wrongly, and how fast, beside bib-dedupe.

``python -m benchmarks.dedup RECORDS DUPLICATES [--json]`` reads a table of records (.csv, gzipped or
not) with a column ``ID``, and a table whose column ``merged_ids`` holds the identifiers of one work,
separated by semicolons. Pairs are counted: a pair within a group found is right where
the truth has it too. ``--peer-python PATH`` names an interpreter that has bib-dedupe, which is
then measured on the same file; ``--ablate`` leaves out each rule, veto and way of blocking in turn.

``dedup_disputed.csv`` beside this module lists pairs whose labels we hold to be wrong; the figures are
given with the labels as they are, and under ``undisputed`` without those pairs.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import itertools
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from kb.deduplication.block import KEY_MAKERS
from kb.deduplication.engine import Duplicates, find_duplicates
from kb.deduplication.records import BibRecord
from kb.deduplication.rules import RULES, VETOES
from kb.deduplication.tables import parse_table

Pair = tuple[str, str]
Measurement = dict[str, Any]
DISPUTED = Path(__file__).with_name("dedup_disputed.csv")

PEER = r"""
import json, resource, sys, time
import pandas
from importlib.metadata import version
import bib_dedupe.bib_dedupe as peer

def cpu():
    spent = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in spent)

frame = pandas.read_csv(sys.argv[1])
start, wall = cpu(), time.perf_counter()
prepared = peer.prep(frame, verbosity_level=0, cpu=1)
blocked = peer.block(prepared, verbosity_level=0, cpu=1)
matched = peer.match(blocked, verbosity_level=0, cpu=1)
groups = peer.cluster(matched, verbosity_level=0)
print(json.dumps({
    "version": version("bib-dedupe"), "groups": groups, "records": len(frame),
    "cpu_seconds": cpu() - start, "wall_seconds": time.perf_counter() - wall,
    "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
"""


def load_table(path: Path) -> list[BibRecord]:
    """Read the records, decompressing where the name ends in .gz."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return parse_table(data.decode("utf-8-sig"), path.name)[0]


def load_truth(path: Path) -> list[list[str]]:
    """Read the groups of one work each."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row["merged_ids"].split(";") for row in csv.DictReader(file)]


def load_disputed(name: str) -> set[Pair]:
    """Read the disputed pairs of one set, named by the folder of its records."""
    with DISPUTED.open(encoding="utf-8", newline="") as file:
        return {_pair(row["first"], row["second"]) for row in csv.DictReader(file) if row["set"] == name}


def pairs_of(groups: Iterable[Sequence[str]]) -> set[Pair]:
    """Return every pair within the groups."""
    return {_pair(a, b) for group in groups for a, b in itertools.combinations(group, 2)}


def score(found: set[Pair], truth: set[Pair]) -> Measurement:
    """Return precision, recall and F1 of pairs, with their counts."""
    right = len(found & truth)
    precision = right / len(found) if found else 1.0
    recall = right / len(truth) if truth else 1.0
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / (precision + recall), 4) if right else 0.0,
        "tp": right,
        "fp": len(found - truth),
        "fn": len(truth - found),
    }


def scored(groups: Iterable[Sequence[str]], truth: set[Pair], disputed: set[Pair]) -> Measurement:
    """Score groups against the labels, and without the disputed pairs."""
    found = pairs_of(groups)
    result = score(found, truth)
    counts = {"pairs": {name: result.pop(name) for name in ("tp", "fp", "fn")}}
    return result | {"counts": counts, "undisputed": score(found - disputed, truth - disputed)}


def measure_ours(records: list[BibRecord], truth: set[Pair], disputed: set[Pair]) -> Measurement:
    """Run our engine once and score it."""
    cpu, wall = time.process_time(), time.perf_counter()
    found = find_duplicates(records)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    groups = _keys(found, records)
    titled = {record.key for record in records if record.title}
    with_titles = {pair for pair in truth if set(pair) <= titled}
    missed = truth - pairs_of(groups)
    shown = {_pair(records[pair.first].key, records[pair.second].key) for pair in found.maybe}
    result = scored(groups, truth, disputed)
    result["counts"] |= {
        "records": len(records),
        "groups": len(groups),
        "pairs_compared": found.compared,
        "maybe": len(shown),
        "missed_but_maybe": len(missed & shown),
    }
    return result | {
        "recall_titled": score(pairs_of(groups) & with_titles, with_titles)["recall"],
        "per_second": round(len(records) / cpu),
        "cpu_seconds": round(cpu, 3),
        "wall_seconds": round(wall, 3),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }


def measure_peer(python: str, path: Path, truth: set[Pair], disputed: set[Pair]) -> Measurement:
    """Run bib-dedupe in the interpreter named, on one core, and score it by the same measure."""
    done = subprocess.run([python, "-c", PEER, str(path)], capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stderr.strip().splitlines()
        return {"missing": said[-1] if said else f"exit code {done.returncode}"}
    raw = json.loads(done.stdout.strip().splitlines()[-1])
    groups = raw.pop("groups")
    result = scored(groups, truth, disputed)
    result["counts"] |= {"groups": len(groups)}
    result |= raw
    result["per_second"] = round(raw["records"] / raw["cpu_seconds"])
    return result


def ablations(records: list[BibRecord], truth: set[Pair], disputed: set[Pair]) -> Measurement:
    """Return how many pairs are gained and lost, disputed ones aside, when one part is left out."""
    truth = truth - disputed
    whole = pairs_of(_keys(find_duplicates(records), records)) - disputed
    result: Measurement = {}

    def note(name: str, found: Duplicates) -> None:
        pairs = pairs_of(_keys(found, records)) - disputed
        result[name] = {
            "right": len(pairs & truth) - len(whole & truth),
            "wrong": len(pairs - truth) - len(whole - truth),
        }
        print(f"without {name}: {result[name]}", file=sys.stderr, flush=True)

    for rule in RULES:
        note(f"rule {rule.name}", find_duplicates(records, rules=tuple(r for r in RULES if r is not rule)))
    for veto in VETOES:
        note(f"veto {veto.name}", find_duplicates(records, vetoes=tuple(v for v in VETOES if v is not veto)))
        note(f"every veto but {veto.name}", find_duplicates(records, vetoes=(veto,)))
    note("all vetoes", find_duplicates(records, vetoes=()))
    note("guard of groups", find_duplicates(records, guard_groups=False))
    for name in KEY_MAKERS:
        rest = [other for other in KEY_MAKERS if other != name]
        note(f"blocking by {name}", find_duplicates(records, makers=rest))
    return result


def _keys(found: Duplicates, records: Sequence[BibRecord]) -> list[list[str]]:
    return [[records[i].key for i in group.members] for group in found.groups]


def _pair(first: str, second: str) -> Pair:
    return (first, second) if first < second else (second, first)


def _say(name: str, result: Measurement) -> None:
    if "missing" in result:
        print(f"{name}: not measured: {result['missing']}", file=sys.stderr)
        return
    pairs = result["counts"]["pairs"]
    print(
        f"{name}: precision {result['precision']:.4f}, recall {result['recall']:.4f} "
        f"({pairs['tp']} right, {pairs['fp']} wrong, {pairs['fn']} missed), "
        f"{result['cpu_seconds']:.2f} CPU s, {result['peak_mb']:.0f} MB",
        file=sys.stderr,
        flush=True,
    )


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.dedup", description=__doc__)
    parser.add_argument("records", type=Path, metavar="RECORDS", help="table of records, .csv or .csv.gz")
    parser.add_argument(
        "duplicates", type=Path, metavar="DUPLICATES", help="table with the column merged_ids"
    )
    parser.add_argument(
        "--json", action="store_true", help="print one JSON object as the last line of stdout"
    )
    parser.add_argument("--peer-python", default=sys.executable, help="an interpreter that has bib-dedupe")
    parser.add_argument("--ablate", action="store_true", help="leave out each rule, veto and way of blocking")
    options = parser.parse_args()
    records = load_table(options.records)
    truth = pairs_of(load_truth(options.duplicates))
    disputed = load_disputed(options.records.resolve().parent.name)
    result = measure_ours(records, truth, disputed)
    _say("ours", result)
    peer = measure_peer(options.peer_python, options.records, truth, disputed)
    _say("bib-dedupe", peer)
    result["bib_dedupe"] = peer
    if "cpu_seconds" in peer:
        result["times_bib_dedupe"] = round(peer["cpu_seconds"] / result["cpu_seconds"], 1)
    if options.ablate:
        result["ablations"] = ablations(records, truth, disputed)
    print(json.dumps(result) if options.json else json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
