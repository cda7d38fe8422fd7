"""
Citations as printed against an index: how many are matched, how many rightly, how fast.

    python -m benchmarks.citations INDEX QUERIES [--json] [--half dev|held-out] [--ablate]

INDEX holds records (.jsonl, .nbib, .ris, .bib, gzipped or not); QUERIES one JSON object a
line with `text` and `pmid`, null where the cited work is not in INDEX. The index is built in
a temporary folder and not counted in the speed.

`--half` takes the rows whose text hashes to an even (dev) or odd (held-out) number.
`--without NAME` leaves out a rule, veto or stage, or all `vetoes`; `--ablate` each in turn.
`--leave-out` takes every record that is the answer to a query out of the index, so that all
that is matched then is wrong (or a second copy): what vetoes are worth shows there.
`--threshold NAME=VALUE` tries another threshold. `--enlarge N` adds N synthetic copies of
each record, their titles, authors and places shuffled.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from kb.matching import Decision, IndexRecord, build_index, match_all
from kb.matching.citation import parse_citation
from kb.matching.readers import read_records
from kb.matching.records import Match
from kb.matching.rules import DEFAULT, RULES, VETOES, Thresholds

STAGES = ("blocking by place", "blocking by words", "margin")


def main() -> None:
    """Build, match, count, print."""
    options = _options()
    rows = [row for row in _rows(options.queries) if options.half in ("all", _half(row["text"]))]
    answers = frozenset(row["pmid"] for row in rows) if options.leave_out else frozenset()
    rows = [{**row, "pmid": None} for row in rows] if options.leave_out else rows
    tried = dict(pair.split("=") for pair in options.threshold)
    thresholds = replace(
        DEFAULT, **{name: type(getattr(DEFAULT, name))(value) for name, value in tried.items()}
    )
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index.db"
        started = time.perf_counter()
        records = (r for r in read_records(options.index) if r.pmid not in answers)
        count = build_index(index, _enlarged(records, options.enlarge) if options.enlarge else records)
        built = {
            "records": count,
            "build_seconds": round(time.perf_counter() - started, 1),
            "index_mb": round(index.stat().st_size / 1e6, 1),
            "build_peak_mb": _peak(resource.RUSAGE_SELF),
        }
        _say(f"index of {count:,} records built in {built['build_seconds']} s")
        if options.ablate:
            base = _run(rows, index, options.processes, frozenset(), thresholds)
            _say(_line("everything", base))
            ablations = {}
            for name in (*STAGES, *(r.name for r in (*RULES, *VETOES)), "vetoes"):
                ablations[name] = _run(rows, index, options.processes, _named(name), thresholds)
                _say(_line(f"without {name}", ablations[name]))
            print(json.dumps({**base, **built, "ablations": ablations}))
            return
        without = frozenset().union(*map(_named, options.without))
        result = _run(rows, index, options.processes, without, thresholds, options.misses)
        _say(_line("all rules" if not options.without else f"without {', '.join(options.without)}", result))
        print(json.dumps({**result, **built}))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("index", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--json", action="store_true", help="one JSON object as the last line (always so)")
    parser.add_argument("--half", choices=("all", "dev", "held-out"), default="all")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument(
        "--without", action="append", default=[], help="leave out a rule, veto or stage by its name"
    )
    parser.add_argument("--leave-out", action="store_true", help="take the answers out of the index")
    parser.add_argument("--threshold", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--ablate", action="store_true", help="leave out each in turn")
    parser.add_argument(
        "--enlarge", type=int, default=0, metavar="N", help="N synthetic copies of each record"
    )
    parser.add_argument("--misses", type=Path, help="write row numbers and reasons of what went wrong here")
    return parser.parse_args()


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            yield {**json.loads(line), "row": number}


def _half(text: str) -> str:
    return "held-out" if hashlib.sha256(text.encode()).digest()[0] % 2 else "dev"


def _run(
    rows: list[dict[str, Any]],
    index: Path,
    processes: int,
    without: frozenset[str],
    thresholds: Thresholds = DEFAULT,
    misses: Path | None = None,
) -> dict[str, Any]:
    started, cpu = time.perf_counter(), _cpu()
    matches: list[Match] = []
    texts = (row["text"] for row in rows)
    for match in match_all(texts, index, processes=processes, without=without, thresholds=thresholds):
        matches.append(match)
        if len(matches) % 1000 == 0:
            _say(f"{len(matches):,} of {len(rows):,}")
    seconds, cpu_seconds = time.perf_counter() - started, _cpu() - cpu
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for row, match in zip(rows, matches, strict=True):
        _count(row, match, counts, wrong)
    if misses:
        misses.write_text("\n".join(wrong) + "\n", encoding="utf-8")
    precision = _share(counts["right"], counts["match"])
    recall = _share(counts["right"], counts["with_counterpart"])
    return {
        "precision": precision,
        "recall": recall,
        "f1": round(2 * precision * recall / (precision + recall), 4) if precision + recall else 0.0,
        "recall_titled": _share(counts["right_titled"], counts["titled"]),
        "recall_untitled": _share(counts["right_untitled"], counts["untitled"]),
        "review_in_first_three": _share(counts["review_first_three"], counts["review_with_counterpart"]),
        "per_second": round(len(rows) / seconds, 1),
        "per_cpu_second": round(len(rows) / max(cpu_seconds, 1e-6), 1),
        "peak_mb": _peak(resource.RUSAGE_SELF)
        + processes * _peak(resource.RUSAGE_CHILDREN) * (processes > 1),
        "counts": {str(name): number for name, number in sorted(counts.items())},
        "rules": dict(Counter(f"{m.decision}: {m.rule}" for m in matches).most_common()),
    }


def _named(name: str) -> frozenset[str]:
    """What a name given to `--without` leaves out; `vetoes` is all of them."""
    return frozenset(veto.name for veto in VETOES) if name == "vetoes" else frozenset([name])


def _count(row: dict[str, Any], match: Match, counts: Counter[str], wrong: list[str]) -> None:
    truth = row["pmid"]
    counts["queries"] += 1
    counts[match.decision] += 1
    right = match.decision is Decision.MATCH and truth is not None and match.pmid == truth
    shown = (
        [match.pmid, *(r.pmid for r in match.runners_up)][:3]
        if match.pmid
        else [r.pmid for r in match.runners_up]
    )
    if truth is None:
        counts["without_counterpart"] += 1
    else:
        kind = "titled" if _has_title(row) else "untitled"
        counts["with_counterpart"] += 1
        counts[kind] += 1
        counts["right"] += right
        counts[f"right_{kind}"] += right
        if match.decision is Decision.REVIEW:
            counts["review_with_counterpart"] += 1
            counts["review_first_three"] += truth in shown
    if match.decision is Decision.MATCH and not right:
        counts["wrong" if truth else "false_positive"] += 1
        wrong.append(f"{row['row']}\twrong match\t{match.rule}\t{match.pmid}\t{truth}")
    elif truth and not right:
        wrong.append(
            f"{row['row']}\tmissed ({match.decision})\t{match.rule}\t{match.pmid}\t{truth}\t{truth in shown}"
        )


def _has_title(row: dict[str, Any]) -> bool:
    source = row.get("src")
    return not source.endswith("short") if source else bool(parse_citation(row["text"]).title)


def _enlarged(records: Iterable[IndexRecord], copies: int) -> Iterator[IndexRecord]:
    """Each record, and copies with halves of other titles, other pages, other authors: no real work."""
    chance = random.Random(20)
    held: list[IndexRecord] = []
    for number, record in enumerate(records):
        yield record
        if len(held) < 20_000:
            held.append(record)
        else:
            held[chance.randrange(len(held))] = record
        for copy in range(copies):
            a, b, c = (held[chance.randrange(len(held))] for _ in range(3))
            one, other = a.title.split(), b.title.split()
            title = " ".join(one[: len(one) // 2 + 1] + other[len(other) // 2 :])
            page = str(chance.randrange(1, 3000))
            yield replace(
                c, key=f"synthetic-{number}-{copy}", pmid=f"S{number}-{copy}", doi="", pmcid="", title=title,
                authors=b.authors, year=a.year, volume=str(chance.randrange(1, 400)), first_page=page,
                last_page=str(int(page) + chance.randrange(1, 15)),
            )  # fmt: skip


def _line(name: str, result: dict[str, Any]) -> str:
    shown = ("precision", "recall_titled", "recall_untitled", "per_second", "per_cpu_second")
    counts = result["counts"]
    matched = f"{counts.get('match', 0)} matched, {counts.get('match', 0) - counts.get('right', 0)} of them wrongly, "
    return f"{name}: {matched}" + ", ".join(f"{key} {result[key]}" for key in shown)


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


def _peak(who: int) -> int:
    return round(resource.getrusage(who).ru_maxrss / 1024)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
