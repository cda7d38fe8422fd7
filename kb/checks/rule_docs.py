"""The page of the documentation that describes every rule, made from the rules themselves."""

from __future__ import annotations

from kb.checks import all_rules
from kb.checks.rule import Rule
from kb.evidence.units import METRIC_UNITS, ROLE_UNITS
from kb.vocabulary import Metric, Role, Unit

_GROUPS = {
    "SRC": "Files",
    "YML": "Reading claims.yaml",
    "BIB": "Reading references.bib",
    "PUB": "Publications",
    "FND": "Findings",
    "EVD": "Evidence items",
    "CLM": "Claims",
    "MEN": "Mentions",
    "KEY": "Former keys",
    "PMD": "Against PubMed",
}
_INTRODUCTION = """\
# Checks

`kb check` reads `claims.yaml`, `references.bib` and, where there are any, the captured PubMed records, and reports
every problem with its file, line and remedy. It exits 1 while an error or a warning remains; notes never fail.
`--select` and `--ignore` take codes or their beginnings: `--select PUB`, `--ignore FND009`.

"""


def rules_page() -> str:
    """Return docs/checks.md: a table of all rules, and a section for each."""
    rules = all_rules()
    parts = [_INTRODUCTION, "| Code | Name | Severity | What must be so |\n|---|---|---|---|\n"]
    parts += [
        f"| [{rule.code}](#{_anchor(rule)}) | {rule.name} | {rule.severity.code} | {rule.summary} |\n"
        for rule in rules
    ]
    group = ""
    for rule in rules:
        if rule.code[:3] != group:
            group = rule.code[:3]
            parts.append(f"\n## {_GROUPS[group]}\n")
        parts.append(rule_text(rule))
    return "".join([*parts, _units_section()])


def rule_text(rule: Rule) -> str:
    """Return the section of one rule."""
    return (
        f"\n### {rule.code} {rule.name}\n\n"
        f"{rule.summary} ({rule.severity.code})\n\n{rule.why}\n\n"
        f"Good:\n\n```\n{rule.good}\n```\n\nBad:\n\n```\n{rule.bad}\n```\n\n"
        f"Remedy: {rule.remedy}.\n"
    )


def _units_section() -> str:
    rows = ["\n## Units\n\nWhich units a number may have; what is not listed may have any.\n"]
    tables: tuple[tuple[str, dict[Metric, frozenset[Unit]] | dict[Role, frozenset[Unit]]], ...] = (
        ("Metric of a finding", METRIC_UNITS),
        ("Role of a number in a claim", ROLE_UNITS),
    )
    for title, table in tables:
        rows.append(f"\n| {title} | Units |\n|---|---|\n")
        for term, units in table.items():
            rows.append(f"| {term.code} | {', '.join(sorted(unit.code for unit in units))} |\n")
    return "".join(rows)


def _anchor(rule: Rule) -> str:
    return f"{rule.code} {rule.name}".lower().replace(" ", "-")
