"""
The rule's verdicts beside one careful reader's.

    python -m benchmarks.verdicts READER.csv [--json]

READER.csv has the columns `claim_id` (the id of a mention) and `verdict`; its
`not-checkable` is our `not-assessable`. Counts mentions: those on which the rule
agrees, those on which the final verdict (the curator's where there is one) agrees,
and names each that differs.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter
from pathlib import Path

from kb.library import Library
from kb.project import Project

SAME = {"not-checkable": "not-assessable"}


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reader", type=Path)
    parser.add_argument("--json", action="store_true", help="one JSON object as the last line")
    options = parser.parse_args()
    with options.reader.open(newline="", encoding="utf-8") as file:
        reader = {row["claim_id"]: SAME.get(row["verdict"], row["verdict"]) for row in csv.DictReader(file)}
    library = Library.load(Project.find(Path(__file__).parent))
    pairs: Counter[tuple[str, str]] = Counter()
    rule_agrees = final_agrees = mentions = 0
    for claim in library.claims.values():
        rule = library.rulings[claim.id].verdict.code
        final = claim.curator_verdict.verdict.code if claim.curator_verdict else rule
        for mention in claim.mentions:
            theirs = reader.pop(mention.id)
            mentions += 1
            rule_agrees += rule == theirs
            final_agrees += final == theirs
            pairs[theirs, final] += 1
            if final != theirs:
                print(f"{mention.id}: reader {theirs}, ours {final} ({claim.id})", file=sys.stderr)
    for (theirs, final), count in sorted(pairs.items()):
        print(f"reader {theirs:<16} ours {final:<16} {count:>4}", file=sys.stderr)
    result = {
        "mentions": mentions,
        "rule_agrees": rule_agrees,
        "final_agrees": final_agrees,
        "not_placed": sorted(reader),
        "curator_verdicts": sum(claim.curator_verdict is not None for claim in library.claims.values()),
    }
    print(json.dumps(result) if options.json else result)


if __name__ == "__main__":
    main()
