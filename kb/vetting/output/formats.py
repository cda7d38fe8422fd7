"""The formats of ``kb vet --format``, by name."""

from __future__ import annotations

from kb.vetting.output.csv_output import format_csv
from kb.vetting.output.github import format_github
from kb.vetting.output.html import format_html
from kb.vetting.output.json_output import format_json
from kb.vetting.output.report import Formatter
from kb.vetting.output.sarif import format_sarif
from kb.vetting.output.text import format_text

FORMATS: dict[str, Formatter] = {
    "text": format_text,
    "json": format_json,
    "sarif": format_sarif,
    "github": format_github,
    "html": format_html,
    "csv": format_csv,
}
