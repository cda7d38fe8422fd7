"""
Photograph every kind of page at phone and desktop width, and write the gallery.

``python -m docs.screenshots`` builds kb.db from the text, serves it with `kb serve`, and writes
docs/screenshots/NAME-phone.png, NAME-desktop.png and docs/screenshots.md. Needs Chromium (CHROMIUM
names it if it is not /usr/bin/chromium) and Pillow: ``pip install '.[screenshots]'``.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

from benchmarks.serving import served
from tests.browser.pages import KINDS, Kind

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "screenshots"
GALLERY = ROOT / "docs" / "screenshots.md"
#: Width and height of what is photographed, in CSS pixels, and how wide the gallery shows it.
SIZES = {"phone": (390, 844, 195), "desktop": (1280, 800, 560)}
#: Colours kept; text stays sharp and all pictures together stay small.
_COLOURS = 48


def pictured() -> list[Kind]:
    """Return the kinds of page in the gallery: those that are no other state of one before them."""
    return [kind for kind in KINDS if not kind.variant]


def file_name(kind: Kind, size: str) -> str:
    """Return the name of a picture."""
    return f"{kind.name.replace(' ', '-').lower()}-{size}.png"


def gallery() -> str:
    """Return the gallery as Markdown."""
    lines = [
        "# The pages\n\n",
        "<!-- Made by `python -m docs.screenshots`. -->\n\n",
        "Every kind of page at phone and desktop width, by `python -m docs.screenshots` of the shipped content.\n",
    ]
    for kind in pictured():
        lines.append(f"\n## {kind.name[0].upper()}{kind.name[1:]}\n\n`{kind.path}`\n\n<p>")
        lines += [
            f'<img src="screenshots/{file_name(kind, size)}" width="{shown}" alt="{kind.name} at {size} width"> '
            for size, (_, _, shown) in SIZES.items()
        ]
        lines.append("</p>\n")
    return "".join(lines)


def photograph(address: str, folder: Path) -> None:
    """Write the pictures of all kinds of page into ``folder``."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-gpu", "--hide-scrollbars"],
        )
        for size, (width, height, _) in SIZES.items():
            for kind in pictured():
                page = chromium.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
                kind.visit(page, address)
                (folder / file_name(kind, size)).write_bytes(_small(page.screenshot()))
                page.close()
        chromium.close()


def _small(png: bytes) -> bytes:
    picture: Any = Image.open(io.BytesIO(png)).convert("RGB")
    out = io.BytesIO()
    picture.quantize(_COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
        out, "PNG", optimize=True
    )
    return out.getvalue()


def main() -> int:
    """Write pictures and gallery; say how large they are together."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as name:
        database = Path(name) / "kb.db"
        subprocess.run(
            [sys.executable, "-m", "kb", "-C", str(ROOT), "build", "-o", str(database)], check=True
        )
        with served(ROOT, database, public_url="https://ketamine-claims.example") as address:
            photograph(address, FOLDER)
    GALLERY.write_text(gallery(), encoding="utf-8")
    sizes = [picture.stat().st_size for picture in FOLDER.glob("*.png")]
    print(f"{len(sizes)} pictures, {sum(sizes) / 1e6:.2f} MB", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
