"""
Measures vetting: precision and recall by rule, alerts on clean copy, speed, start-up, and a peer.

    python -m benchmarks.vet --json [--database kb.db] [--peer-python /path/to/python]

Sets: the five pages (labels by line; skipped where the pages are absent), our sentences
used while the rules were written (dev), and rounds that were labelled before they were run
(held out, rounds 6 to 8); what a round showed was mended afterwards. The reviewer's sets were
written by somebody who had not seen the rules at work: one half (reviewer_dev) was then worked
with, the other two (plain copy, hard copy) were left alone until November 2026, when what is missed in
them was seen in passing by those who mended.
The writers' texts are by people who had read the rules' document and not the rules; of each rule's texts
every other one was worked with (writers_dev), the rest (writers_held_out) not looked at. The excerpts tell
again, in words of our own, what pages of providers say, sentence by sentence, labelled by reviewers who had
not seen the rules either (excerpts_dev, excerpts_held_out).
--write-measured writes precision and recall by rule over all sets to docs/rules/measured.json.
The peer is proselint, run over the same pages by the Python that has it.
"""

from __future__ import annotations

import argparse
import json
import platform
import sqlite3
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any

from benchmarks.vet_excerpts import score_excerpts
from benchmarks.vet_mentions import score_mentions
from benchmarks.vet_scores import LABELS, ROOT, SEEDS, TODAY, Score, library_cases, score_own, score_pages
from kb.vetting.engine import vet
from kb.vetting.knowledge import Knowledge, load_knowledge
from kb.vetting.reading import read_copy
from kb.vetting.rule import Rule
from kb.vetting.rule_cases import failing_cases
from kb.vetting.rule_files import load_rules

#: Sets of our own sentences.
OWN_SETS = (
    "dev", "held_out", "round_6", "round_7", "round_8", "reviewer_dev", "reviewer_plain", "reviewer_hard",
    "writers_dev", "writers_held_out",
)  # fmt: skip
#: Sets of whole excerpts.
EXCERPT_SETS = ("excerpts_dev", "excerpts_held_out")
MEASURED = ROOT / "docs" / "rules" / "measured.json"
_PAGES, _PAGE_WORDS = 100, 1_000


@lru_cache(maxsize=2)
def _ready(database: str) -> tuple[tuple[Rule, ...], Knowledge]:
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        return load_rules(), load_knowledge(connection)


def _vet_page(task: tuple[str, str]) -> int:
    database, text = task
    rules, knowledge = _ready(database)
    return len(vet(read_copy("page.md", text.encode()), knowledge, rules=rules, today=TODAY))


def pages() -> list[str]:
    """Return a hundred different texts of a thousand words: the five pages and our clean copy, shifted."""
    source = [p.read_text(encoding="utf-8") for p in sorted(SEEDS.glob("*.txt"))] if SEEDS.is_dir() else []
    source.append((LABELS / "clean_copy.md").read_text(encoding="utf-8"))
    lines = [line for text in source for line in text.splitlines() if line.strip()]
    made: list[str] = []
    at = 0
    for number in range(_PAGES):
        page: list[str] = []
        words = 0
        while words < _PAGE_WORDS:
            line = lines[at % len(lines)]
            page.append(f"{line} ({number})" if len(page) % 7 == 3 else line)
            words += len(line.split())
            at += 1
        made.append("\n\n".join(page))
        at += 3
    return made


def speed(database: str) -> dict[str, float | int]:
    """Return seconds for a hundred pages of a thousand words, in one process and in two."""
    texts = pages()
    _vet_page((database, texts[0]))
    start = time.perf_counter()
    alerts = sum(_vet_page((database, text)) for text in texts)
    alone = time.perf_counter() - start
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(_vet_page, [(database, texts[0])] * 4))
        start = time.perf_counter()
        list(pool.map(_vet_page, [(database, text) for text in texts], chunksize=5))
        both = time.perf_counter() - start
    words = sum(len(text.split()) for text in texts)
    return {
        "pages": _PAGES, "words": words, "alerts": alerts, "seconds_one_process": round(alone, 2),
        "seconds_two_processes": round(both, 2), "words_per_second_two": round(words / both),
    }  # fmt: skip


def start_up(database: str) -> float:
    """Return seconds from a cold interpreter to a vetted sentence, the median of five."""
    code = (
        "import sys, sqlite3; from datetime import date\n"
        "from kb.vetting.engine import vet; from kb.vetting.rule_files import load_rules\n"
        "from kb.vetting.knowledge import load_knowledge; from kb.vetting.reading import read_copy\n"
        "k = load_knowledge(sqlite3.connect(sys.argv[1]))\n"
        "vet(read_copy('a.txt', b'Ketamine cures depression.'), k, rules=load_rules(), today=date(2026, 11, 21))\n"
    )
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code, database], check=True, cwd=ROOT)
        taken.append(time.perf_counter() - start)
    return round(sorted(taken)[2], 3)


def clean_copy(database: str) -> dict[str, Any]:
    """Return the alerts per thousand words on our own clean, qualified copy."""
    rules, knowledge = _ready(database)
    text = (LABELS / "clean_copy.md").read_bytes()
    alerts = vet(read_copy("clean_copy.md", text), knowledge, rules=rules, today=TODAY)
    words = len(text.decode().split())
    return {
        "words": words,
        "alerts": len(alerts),
        "alerts_per_1000_words": round(1000 * len(alerts) / words, 2),
        "errors": sum(alert.severity.code == "error" for alert in alerts),
        "said": [f"{a.line} {a.severity.code} {a.rule} {a.match[:60]}" for a in alerts],
    }


_PEER = """
import json, sys, time
import importlib.metadata as m
texts = json.load(open(sys.argv[1]))
version = m.version("proselint")
try:
    from proselint.tools import LintFile
    from proselint.checks import __register__
    from proselint.registry import CheckRegistry
    CheckRegistry().register_many(__register__)
    run = lambda text: len(LintFile(source="page", content=text).lint())
except ImportError:
    from proselint.tools import lint
    run = lambda text: len(lint(text))
run(texts[0])
start = time.perf_counter()
found = sum(run(text) for text in texts)
print(json.dumps({"version": version, "alerts": found, "seconds": round(time.perf_counter() - start, 2)}))
"""


def peer(python: str | None) -> dict[str, Any] | str:
    """Return proselint's time over the same pages in one process, or why there is none."""
    if python is None:
        return "not measured: name a Python that has proselint with --peer-python"
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(pages()[:20], file)
        file.flush()
        done = subprocess.run([python, "-c", _PEER, file.name], capture_output=True, text=True, check=False)
    if done.returncode:
        return f"failed: {done.stderr.strip().splitlines()[-1:]}"
    found: dict[str, Any] = json.loads(done.stdout)
    return {"pages": 20, **found, "seconds_for_100_pages": round(5 * float(found["seconds"]), 2)}


def _shown(score: Score, said: bool) -> dict[str, Any]:
    shown: dict[str, Any] = {"all": score.summary(), "rules": score.rules()}
    return {**shown, "said": score.said} if said else shown


def _write_measured(parser: argparse.ArgumentParser, scores: dict[str, Score]) -> None:
    """Write the counts of all sets together; a part of them would be taken for the whole."""
    missing = {"pages", *OWN_SETS, *EXCERPT_SETS} - scores.keys()
    if missing:
        parser.error(f"--write-measured needs every set; without: {', '.join(sorted(missing))}")
    rules = sum(scores.values(), Score()).rules()
    MEASURED.write_text(json.dumps(rules, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    """Measure, and print JSON or a summary."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    parser.add_argument("--database", default=str(ROOT / "kb.db"), help="the built database")
    parser.add_argument("--peer-python", help="a Python that has proselint")
    parser.add_argument(
        "--sets",
        nargs="*",
        default=["pages", *OWN_SETS, *EXCERPT_SETS],
        help="which sets to score",
    )
    parser.add_argument("--pages", type=Path, default=SEEDS, help="the folder of the five pages")
    parser.add_argument("--said", action="store_true", help="list what was wrong and missed")
    parser.add_argument(
        "--write-measured", action="store_true", help="write what was scored by rule for docs/rules"
    )
    parser.add_argument("--no-speed", action="store_true", help="leave speed and start-up out")
    options = parser.parse_args()
    if not Path(options.database).is_file():
        parser.error(f"{options.database} is not there; run: kb build")
    rules, knowledge = _ready(options.database)
    result: dict[str, Any] = {"python": platform.python_version(), "today": str(TODAY), "rules": len(rules)}
    scores: dict[str, Score] = {}
    if "pages" in options.sets and options.pages.is_dir():
        scores["pages"] = score_pages(LABELS / "seeds.csv", rules, knowledge, options.pages)
    elif "pages" in options.sets:
        result["pages"] = "skipped: the pages are not here"
    if "pages" in scores:
        result["mentions"] = score_mentions(knowledge, options.pages)
    for name in OWN_SETS:
        if name in options.sets:
            scores[name] = score_own(LABELS / f"own_{name}.csv", rules, knowledge)
    for name in EXCERPT_SETS:
        if name in options.sets:
            scores[name] = score_excerpts(LABELS / name, rules, knowledge)
    result |= {name: _shown(score, options.said) for name, score in scores.items()}
    if options.write_measured:
        _write_measured(parser, scores)
    result["failing_library_cases"] = library_cases(rules, lambda rule: failing_cases(rule, knowledge, TODAY))
    result["clean_copy"] = clean_copy(options.database)
    if not options.no_speed:
        result["speed"] = speed(options.database)
        result["start_up_seconds"] = start_up(options.database)
        result["proselint"] = peer(options.peer_python)
    if options.json:
        print(json.dumps(result, indent=1))
        return
    for name, value in result.items():
        print(
            f"{name}: {json.dumps(value['all'] if isinstance(value, dict) and 'all' in value else value, indent=1)}"
        )
        if options.said and isinstance(value, dict) and "said" in value:
            print("\n".join(f"    {line}" for line in value["said"]))


if __name__ == "__main__":
    main()
