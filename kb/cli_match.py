"""`kb match`: which publication a printed citation means."""

from __future__ import annotations

import csv
import io
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kb.errors import KBError

if TYPE_CHECKING:
    from kb.matching.records import IndexRecord, Match
    from kb.matching.references import Printed

#: Batches below this size are matched in this process.
PARALLEL_FROM = 300
_INDEX = (".index", ".db", ".sqlite")


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument(
    "file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path), default="-"
)
@click.option(
    "--against",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Records to match against in place of the library: .jsonl, .bib, .nbib, .ris, PubMed .xml "
    "(any of them .gz), or an index kept by --keep-index.",
)
@click.option(
    "--keep-index",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Keep the index of --against here, and use it again while it is newer.",
)
@click.option(
    "--format", "style", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True
)
@click.option("--lines", is_flag=True, help="Take each line as one citation, whatever it looks like.")
@click.option("--processes", type=click.IntRange(1, 64), default=2, show_default=True)
@click.pass_obj
def match(
    folder: Path | None,
    file: Path,
    against: Path | None,
    keep_index: Path | None,
    style: str,
    lines: bool,
    processes: int,
) -> None:
    """
    Say which publications the citations in FILE (or on stdin) mean.

    FILE holds citations one a line, a pasted reference list, or a page. Each is a `match`, one
    for `review`, or `none`. Exit 0 if all match, 1 if not, 2 if FILE cannot be read.
    """
    from kb.matching.matcher import match_all
    from kb.matching.references import Printed, Style, split_references

    text = _text(file)
    if lines:
        printed = [Printed(text=line, line=n) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    else:
        printed = split_references(text)
    if not printed:
        click.echo(f"no citation in {file}", err=True)
        sys.exit(0)
    with tempfile.TemporaryDirectory() as temporary:
        index = _index(folder, against, keep_index, Path(temporary) / "match.index")
        workers = processes if len(printed) >= PARALLEL_FROM else 1
        matches = match_all((p.text for p in printed), index, processes=workers)
        found = [
            (p, m)
            for p, m in zip(printed, matches, strict=True)
            if p.style is not Style.TITLE_LINE or m.decision == "match"
        ]
    click.echo(_FORMATS[style](found), nl=False)
    counts = {kind: sum(m.decision == kind for _, m in found) for kind in ("match", "review", "none")}
    click.echo(", ".join(f"{count} {kind}" for kind, count in counts.items()), err=True)
    sys.exit(0 if counts["match"] == len(found) else 1)


def _text(file: Path) -> str:
    data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    if b"\x00" in data[:65536]:
        raise KBError(
            f"{'stdin' if str(file) == '-' else file} is not text; paste the reference list as text"
        )
    return data.decode("utf-8-sig", errors="replace")


def _index(folder: Path | None, against: Path | None, keep: Path | None, temporary: Path) -> Path:
    from kb.matching.index import build_index

    if against is None:
        build_index(temporary, _library_records(folder))
        return temporary
    if against.suffix in _INDEX:
        return against
    target = keep or temporary
    if keep and keep.exists() and keep.stat().st_mtime >= against.stat().st_mtime:
        return keep
    count = build_index(target, _records(against))
    click.echo(f"{count:,} records of {against.name} indexed", err=True)
    return target


def _library_records(folder: Path | None) -> Iterator[IndexRecord]:
    from kb.bibliography import load_publications
    from kb.matching.records import IndexRecord
    from kb.project import Project

    project = Project.at(folder) if folder else Project.find(Path.cwd())
    for publication in load_publications(project.references).publications:
        yield IndexRecord.of_publication(publication)


def _records(path: Path) -> Iterator[IndexRecord]:
    from kb.matching.readers import read_records

    if path.name.lower().removesuffix(".gz").endswith(".xml"):
        yield from _pubmed(path)
    else:
        yield from read_records(path)


def _pubmed(path: Path) -> Iterator[IndexRecord]:
    from ingest.pubmed_xml import iter_pubmed_xml
    from kb.matching.records import IndexRecord
    from kb.pubmed_record import PubMedRecord

    for item in iter_pubmed_xml(path):
        if isinstance(item, PubMedRecord):
            yield IndexRecord.of_pubmed(item)
        else:
            click.echo(str(item), err=True)


Found = list[tuple["Printed", "Match"]]


def _as_text(found: Found) -> str:
    out = []
    for printed, m in found:
        head = f"line {printed.line}: {m.decision}"
        if m.key:
            head += f" {m.key}" + (f" (PMID {m.pmid})" if m.pmid and m.pmid != m.key else "")
        out.append(f"{head} [{m.rule}]")
        out.append(f"  {_short(' '.join(printed.text.split()))}")
        differing = [field.text for field in m.fields if field.agreement != "agrees"]
        agreeing = [field.field for field in m.fields if field.agreement == "agrees"]
        if m.key:
            out.append(f"  = {_short(m.title)}")
            out.append(f"  agrees: {', '.join(agreeing) or 'nothing'}")
        out += [f"  {text}" for text in differing]
        if m.same_work:
            out.append(f"  held more than once: {', '.join(m.same_work)}")
        if m.decision != "match":
            out += [f"  or {r.key}: {_short(r.title, 80)} ({r.score})" for r in m.runners_up]
    return "\n".join(out) + "\n" if out else ""


def _short(text: str, size: int = 110) -> str:
    return text if len(text) <= size else text[: size - 3] + "..."


def match_to_dict(m: Match) -> dict[str, Any]:
    """Return a match as plain data, as `--format json` prints it."""
    place = m.citation.place
    return {
        "decision": m.decision.value,
        "rule": m.rule,
        "citekey": m.key or None,
        "pmid": m.pmid or None,
        "title": m.title or None,
        "score": m.score,
        "fields": [{"field": f.field, "agreement": f.agreement.value, "text": f.text} for f in m.fields],
        "runners_up": [
            {"citekey": r.key, "pmid": r.pmid or None, "title": r.title, "score": r.score}
            for r in m.runners_up
        ],
        "same_work": list(m.same_work),
        "read_as": {
            "authors": m.citation.authors,
            "year": m.citation.year,
            "title": m.citation.title,
            "journal": m.citation.journal,
            "volume": place.volume if place else "",
            "issue": place.issue if place else "",
            "first_page": place.first_page if place else "",
            "last_page": place.last_page if place else "",
            "doi": m.citation.doi,
            "pmid": m.citation.pmid,
        },
    }


def _as_json(found: Found) -> str:
    rows = [{"line": p.line, "style": p.style.value, "text": p.text, **match_to_dict(m)} for p, m in found]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _as_csv(found: Found) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("line", "decision", "citekey", "pmid", "rule", "differs", "runners_up", "text"))
    for p, m in found:
        differs = "; ".join(f.text for f in m.fields if f.agreement != "agrees")
        others = " ".join(r.key for r in m.runners_up)
        writer.writerow(
            (p.line, m.decision.value, m.key, m.pmid, m.rule, differs, others, " ".join(p.text.split()))
        )
    return out.getvalue()


_FORMATS: dict[str, Callable[[Found], str]] = {"text": _as_text, "json": _as_json, "csv": _as_csv}
