"""
What the figure check says of each finding whose abstract is at hand.

    python -m benchmarks.figures ABSTRACTS.jsonl [--sentences] [--json]

ABSTRACTS.jsonl has `pmid` and `abstract`, a section to a line. With `--sentences` the
sentence that verified a figure is printed too; abstracts belong to their publishers,
so that output is for reading, not for keeping.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from kb.evidence.abstract_check import check_figure
from kb.evidence.figures import figure_text
from kb.library import Library
from kb.project import Project
from kb.pubmed_record import AbstractSection


def sections_of(abstract: str) -> tuple[AbstractSection, ...]:
    """Return the sections of an abstract given a section to a line, with or without labels."""
    sections = []
    for line in abstract.split("\n"):
        label, colon, rest = line.partition(": ")
        labelled = bool(colon) and label.isupper()
        text = rest if labelled else line
        sections.append(AbstractSection(label if labelled else "", "", text, text))
    return tuple(sections)


def main() -> None:
    """Check and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("abstracts", type=Path)
    parser.add_argument("--sentences", action="store_true", help="print the sentence that verified a figure")
    parser.add_argument("--json", action="store_true", help="one JSON object as the last line")
    options = parser.parse_args()
    lines = (json.loads(line) for line in options.abstracts.read_text(encoding="utf-8").splitlines())
    abstracts = {line["pmid"]: line["abstract"] for line in lines}
    library = Library.load(Project.find(Path(__file__).parent))
    counts: Counter[str] = Counter()
    for publication in library.publications.values():
        if publication.pmid not in abstracts:
            continue
        sections = sections_of(abstracts[publication.pmid])
        for finding in library.findings_of.get(publication.citekey, ()):
            check = check_figure(finding, sections)
            counts[check.state] += 1
            print(f"{finding.id:<45} {finding.source.code:<10} {check.state:<10} {figure_text(finding)}")
            if options.sentences and check.sentence:
                print(f"    {check.label or 'abstract'}: {check.sentence}")
    print(json.dumps(counts) if options.json else dict(counts))


if __name__ == "__main__":
    main()
