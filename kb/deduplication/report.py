"""What was found, as text for reading, as JSON, or as a table: groups first, then the pairs for a person."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from kb.deduplication.engine import Duplicates, Group
from kb.deduplication.merge import MergedField, Value, merge
from kb.deduplication.records import BibRecord

CSV_HEADING = (
    "part",
    "number",
    "rule",
    "veto",
    "because",
    "source",
    "line",
    "key",
    "title",
    "year",
    "container",
)


def format_report(found: Duplicates, records: Sequence[BibRecord], style: str) -> str:
    """Return the report in the style ``text``, ``json`` or ``csv``, ending in a newline."""
    return {"text": _text, "json": _json, "csv": _csv}[style](found, records)


def reasons(group: Group) -> dict[str, str]:
    """Return the rules that tie a group together and what each of them says, in the order of the records."""
    return {link.judgement.rule: link.judgement.because for link in group.links}


def _text(found: Duplicates, records: Sequence[BibRecord]) -> str:
    lines = []
    for number, group in enumerate(found.groups, start=1):
        members = [records[i] for i in group.members]
        merged = merge(members)
        lines.append(
            f"group {number}: {_shown(merged['title'].value) if 'title' in merged else '(no title)'}"
        )
        lines.extend(f"  {record.place()}" for record in members)
        lines.extend(f"  because: {because} [{rule}]" for rule, because in reasons(group).items())
        for name, field in merged.items():
            if name == "abstract":
                continue
            lines.append(f"  {name}: {_shown(field.value)}  <- {field.origin.place()}")
            lines.extend(f"    not: {_shown(value)}  <- {record.place()}" for value, record in field.others)
        lines.append("")
    for number, pair in enumerate(found.maybe, start=1):
        lines.append(f"maybe {number}: {pair.judgement.because}")
        for position in (pair.first, pair.second):
            lines.append(f"  {records[position].place()}  {_cited(records[position])}")
        lines.append("")
    lines.append(_summary(found, records))
    return "\n".join(lines) + "\n"


def _json(found: Duplicates, records: Sequence[BibRecord]) -> str:
    groups = [
        {
            "records": [_reference(records[i]) for i in group.members],
            "reasons": [{"rule": rule, "because": because} for rule, because in reasons(group).items()],
            "merged": {
                name: _field(field) for name, field in merge([records[i] for i in group.members]).items()
            },
        }
        for group in found.groups
    ]
    maybe = [
        {
            "records": [_reference(records[pair.first]), _reference(records[pair.second])],
            "rule": pair.judgement.rule or None,
            "veto": pair.judgement.veto or None,
            "because": pair.judgement.because,
        }
        for pair in found.maybe
    ]
    content = {"read": len(records), "compared": found.compared, "groups": groups, "maybe": maybe}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _csv(found: Duplicates, records: Sequence[BibRecord]) -> str:
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(CSV_HEADING)
    for number, group in enumerate(found.groups, start=1):
        why = reasons(group)
        for position in group.members:
            writer.writerow(
                ("group", number, " ".join(why), "", "; ".join(why.values()), *_cells(records[position]))
            )
    for number, pair in enumerate(found.maybe, start=1):
        judgement = pair.judgement
        for position in (pair.first, pair.second):
            writer.writerow(
                (
                    "maybe",
                    number,
                    judgement.rule,
                    judgement.veto,
                    judgement.because,
                    *_cells(records[position]),
                )
            )
    return target.getvalue()


def _cells(record: BibRecord) -> tuple[str | int, ...]:
    return record.source, record.line, record.key, record.title, record.year, record.container


def _reference(record: BibRecord) -> dict[str, Any]:
    return {"source": record.source, "line": record.line, "key": record.key, "title": record.title}


def _field(field: MergedField) -> dict[str, Any]:
    return {
        "value": field.value,
        "from": {"source": field.origin.source, "line": field.origin.line, "key": field.origin.key},
        "others": [
            {"value": value, "from": {"source": record.source, "line": record.line, "key": record.key}}
            for value, record in field.others
        ],
    }


def _cited(record: BibRecord) -> str:
    parts = (record.title[:100], record.container, record.year, record.volume, record.pages)
    return ". ".join(part for part in parts if part)


def _shown(value: Value) -> str:
    return value if isinstance(value, str) else "; ".join(value)


def _summary(found: Duplicates, records: Sequence[BibRecord]) -> str:
    surplus = sum(len(group.members) - 1 for group in found.groups)
    return (
        f"records {len(records)}, groups of duplicates {len(found.groups)}, records more than works {surplus}, "
        f"pairs for a person {len(found.maybe)}"
    )
