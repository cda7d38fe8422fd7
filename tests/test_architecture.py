"""Layers: arrows point down only; a third-party library belongs to one unit; modules stay small."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

CORE = {
    "kb",
    "kb.errors",
    "kb.identifiers",
    "kb.vocabulary",
    "kb.models",
    "kb.pubmed_record",
    "kb.pubmed_parts",
    "kb.near_words",
    "kb.late_pattern",
}

#: What each unit may import of our own; a unit is a module or a package.
MAY_IMPORT: dict[str, set[str]] = {
    "kb": set(),
    "kb.__main__": {"kb.cli"},
    "kb.errors": {"kb.models"},
    "kb.identifiers": {"kb.errors"},
    "kb.vocabulary": set(),
    "kb.models": {"kb.vocabulary"},
    "kb.pubmed_parts": set(),
    "kb.pubmed_record": {"kb.pubmed_parts"},
    "kb.late_pattern": set(),
    "kb.source_text": {"kb.errors", "kb.models", "kb.vocabulary"},
    "kb.yaml_records": {"kb.models", "kb.near_words", "kb.vocabulary"},
    "kb.fingerprint": set(),
    "kb.project": {"kb.errors"},
    "kb.schema": set(),
    "kb.metadata": {"kb.schema", "kb.vocabulary"},
    "kb.bibliography": CORE | {"kb.source_text"},
    "kb.claims": CORE | {"kb.source_text", "kb.yaml_records"},
    "kb.json_schema": CORE | {"kb.claims", "kb.yaml_records"},
    "kb.evidence": CORE,
    "kb.database": {"kb.errors", "kb.schema"},
    "kb.library": CORE | {"kb.bibliography", "kb.claims", "kb.evidence", "kb.project"},
    "kb.similarity": set(),
    "kb.near_words": set(),
    "kb.checks": CORE
    | {"kb.deduplication", "kb.similarity", "kb.library", "kb.evidence", "kb.bibliography", "kb.fingerprint"},
    "kb.reporting": CORE,
    "kb.intake": CORE | {"kb.bibliography", "kb.source_text", "kb.deduplication"},
    "kb.formats": CORE,
    "kb.drawing": set(),
    "kb.kb_file": {"kb.errors", "kb.schema"},
    "kb.search": CORE | {"kb.similarity", "kb.vetting"},
    "kb.lookup": {"kb.errors", "kb.search"},
    "kb.page_pointers": {"kb.matching"},
    "kb.page_citations": CORE | {"kb.matching", "kb.page_pointers", "kb.vetting"},
    "kb.history": CORE | {"kb.bibliography", "kb.claims", "kb.yaml_records", "kb.library"},
    "kb.rows": CORE
    | {
        "kb.library",
        "kb.evidence",
        "kb.database",
        "kb.page_citations",
        "kb.search",
        "kb.vetting",
        "kb.history",
    },
    "kb.build": CORE
    | {"kb.library", "kb.evidence", "kb.database", "kb.schema", "kb.rows", "kb.page_citations", "kb.vetting"}
    | {"kb.history"},
    "kb.site": {
        "kb.identifiers",
        "kb.models",
        "kb.vocabulary",
        "kb.schema",
        "kb.search",
        "kb.vetting",
        "kb.drawing",
        "kb.exports",
        "kb.formats",
        "kb.lookup",
    },
    "kb.exports": CORE | {"kb.evidence", "kb.lookup", "kb.schema"},
    "kb.vetting": CORE | {"kb.evidence", "kb.yaml_records", "kb.similarity", "kb.source_text"},
    "kb.matching": CORE | {"kb.similarity"},
    "kb.deduplication": CORE | {"kb.bibliography", "kb.similarity", "kb.source_text"},
    "kb.serving": set(),
    "kb.publishing": {"kb", "kb.errors", "kb.serving", "ingest"},
    "kb.cli_cite": {"*"},
    "kb.cli_publish": {"*"},
    "kb.static_copy": {"kb.errors"},
    "kb.cli_copy": {"*"},
    "kb.cli_export": {"*"},
    "kb.cli_vet": {"*"},
    "kb.cli_match": {"*"},
    "kb.cli_dedupe": {"*"},
    "ingest": CORE,
    "kb.cli": {"kb", "ingest", "*"},
}

#: Which unit may import which third-party library; click is the command line's own.
OWNERS: dict[str, set[str]] = {
    "asgi_gzip": {"kb.site"},
    "yaml": {"kb.yaml_records"},
    "bibtexparser": {"kb.bibliography"},
    "scipy": {"kb.evidence"},
    "statsmodels": {"kb.evidence"},
    "numpy": {"kb.evidence"},
    "sqlite_utils": {"kb.database"},
    "rapidfuzz": {"kb.similarity"},
    "lxml": {"ingest"},
    "Bio": {"ingest"},
    "datasette": {"kb.site", "kb.cli", "kb.cli_copy"},
    "jinja2": {"kb.site"},
    "markupsafe": {"kb.site"},
    "click": {
        "kb.cli",
        "kb.cli_cite",
        "kb.cli_vet",
        "kb.cli_match",
        "kb.cli_dedupe",
        "kb.cli_publish",
        "kb.cli_copy",
        "kb.cli_export",
        "ingest",
    },
}

MODULES = sorted(p for package in ("kb", "ingest") for p in (ROOT / package).rglob("*.py"))


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def unit_of(name: str) -> str:
    if name.split(".")[0] == "ingest":
        return "ingest"
    return ".".join(name.split(".")[:2])


def imports_of(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            base = node.module or ""
            submodules = {f"{base}.{alias.name}" for alias in node.names}
            found.update(
                s if (ROOT / Path(*s.split("."))).with_suffix(".py").exists() else base for s in submodules
            )
    return found


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_imports_point_down(path: Path) -> None:
    unit = unit_of(module_name(path))
    assert unit in MAY_IMPORT, f"{unit} has no place in the layers"
    allowed = MAY_IMPORT[unit]
    for name in imports_of(path):
        if name.split(".")[0] in ("kb", "ingest") and "*" not in allowed:
            assert unit_of(name) in allowed | {unit}, f"{unit} must not import {name}"


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_third_party_libraries_have_one_owner(path: Path) -> None:
    unit = unit_of(module_name(path))
    for name in imports_of(path):
        library = name.split(".")[0]
        if library in ("kb", "ingest") or library in sys.stdlib_module_names:
            continue
        assert library in OWNERS, f"{library} has no owner"
        assert unit in OWNERS[library], f"{unit} must not import {library}"


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_modules_stay_small_and_named(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
    assert path.stem not in ("utils", "helpers", "common", "misc")


@pytest.mark.parametrize("path", [p for p in MODULES if not p.name.startswith("cli")], ids=module_name)
def test_no_import_hides_in_a_function(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    hidden = [
        inner.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []
