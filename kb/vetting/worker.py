"""
One copy vetted in a process of its own, so that whoever started it can end it.

Reads a JSON object from standard input and writes one to standard output; nothing is
kept. Run as ``python -m kb.vetting.worker``.
"""

from __future__ import annotations

import base64
import contextlib
import json
import sqlite3
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from kb.errors import KBError
from kb.vetting.knowledge import load_knowledge
from kb.vetting.output.formats import FORMATS
from kb.vetting.output.markup import claims_html, page_html
from kb.vetting.output.report import Report, counts
from kb.vetting.run import Vetter, load_rules, rule_summaries


def request(
    *, name: str, data: bytes, format: str | None, database: str, links: str, site: str, today: date
) -> bytes:
    """
    Return what the worker reads.

    :param links: what begins the links in the marked-up copy.
    :param site: what begins those in documents to download.
    """
    values = {
        "name": name, "data": base64.b64encode(data).decode("ascii"), "format": format, "database": database,
        "links": links, "site": site, "today": today.isoformat(),
    }  # fmt: skip
    return json.dumps(values).encode("ascii")


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """
    Return the marked-up copy, the claims and every document; or ``error`` with the reason.

    :raises KeyError: if the request is incomplete.
    """
    today = date.fromisoformat(asked["today"])
    address = f"{Path(asked['database']).resolve().as_uri()}?mode=ro"
    with contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
        knowledge = load_knowledge(connection)
    vetter = Vetter(knowledge=knowledge, rules=load_rules(), today=today, format=asked["format"])
    try:
        page, faults = vetter.vet(asked["name"], base64.b64decode(asked["data"]))
    except KBError as error:
        return {"error": str(error)}
    shown = Report(
        pages=(page,),
        today=today,
        rules=rule_summaries(vetter.rules),
        claims=knowledge.claims,
        site=asked["links"],
    )
    full = replace(shown, site=asked["site"])
    return {
        "name": page.copy.name,
        "counts": counts(page.alerts),
        "alerts": len(page.alerts),
        "words": page.words(),
        "accepted": len(page.accepted),
        "faults": [str(fault) for fault in faults],
        "page": page_html(shown, page),
        "claims": claims_html(shown, page),
        "documents": {style: FORMATS[style](full) for style in ("html", "json", "sarif", "csv")},
    }


def main() -> None:
    """Answer the request on standard input."""
    reply = answer(json.loads(sys.stdin.buffer.read()))
    sys.stdout.buffer.write(json.dumps(reply).encode("ascii"))


if __name__ == "__main__":
    main()
