"""Each rule is documented and has cases; selection, order and the page of rules."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from kb.checks import all_rules, run_checks
from kb.checks.rule import Rule
from kb.checks.rule_docs import rules_page
from kb.library import Library
from kb.project import Project
from kb.vocabulary import Severity

HERE = Path(__file__).parent
RULES = all_rules()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_is_documented_and_has_cases(rule: Rule) -> None:
    for text in (rule.summary, rule.why, rule.good, rule.bad, rule.remedy, rule.name):
        assert text.strip()
    assert rule.good != rule.bad
    assert rule.summary.endswith(".")
    assert rule.why.endswith(".")
    assert not rule.remedy.endswith(".")
    cases = yaml.safe_load((HERE / "cases" / f"{rule.code}.yml").read_text(encoding="utf-8"))
    assert any(case.get("expect") for case in cases), "no case that fails"
    assert any(not case.get("expect") for case in cases), "no case that passes"


def test_codes_and_names_are_unique() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_every_case_file_belongs_to_a_rule() -> None:
    assert {path.stem for path in (HERE / "cases").iterdir()} == {rule.code for rule in RULES}


def test_page_has_a_section_for_each_rule() -> None:
    page = rules_page()
    for rule in RULES:
        assert page.count(f"\n### {rule.code} {rule.name}\n") == 1
        assert f"(#{rule.code.lower()}-{rule.name})" in page


def broken_library(folder: Path) -> Library:
    for name in ("claims.yaml", "references.bib"):
        text = (HERE / "base" / name).read_text(encoding="utf-8")
        text = text.replace("pmid = {22900001}", "pmid = {99000001}").replace("n = {24}", "n = {0}")
        text = text.replace("- publication: Gamma2010", "- publication: Gama2010").replace(
            'p: "<0.001"', "p: low"
        )
        (folder / name).write_text(text, encoding="utf-8")
    return Library.load(Project(folder))


def test_problems_come_by_file_line_and_code(tmp_path: Path) -> None:
    found = run_checks(broken_library(tmp_path), today=date(2026, 11, 21))
    keys = [(p.path, p.line, p.code) for p in found]
    assert keys == sorted(keys)
    assert {"PUB001", "PUB014", "EVD001", "FND007"} <= {p.code for p in found}
    assert [p.remedy for p in found if p.code == "EVD001"] == ["did you mean 'Gamma2010'?"]


@pytest.mark.parametrize(
    ("select", "ignore", "codes"),
    [
        (["PUB001"], [], {"PUB001"}),
        (["PUB", "FND007"], [], {"PUB001", "PUB003", "PUB013", "PUB014", "FND007"}),
        (["PUB"], ["PUB0"], set()),
        (["EVD"], ["PUB"], {"EVD001", "EVD005"}),
    ],
)
def test_selection_by_code_or_beginning(
    select: list[str], ignore: list[str], codes: set[str], tmp_path: Path
) -> None:
    found = run_checks(broken_library(tmp_path), today=date(2026, 11, 21), select=select, ignore=ignore)
    assert {p.code for p in found} == codes


def test_an_entry_that_cannot_be_read_is_not_also_unknown(tmp_path: Path) -> None:
    for name in ("claims.yaml", "references.bib"):
        text = (HERE / "base" / name).read_text(encoding="utf-8").replace("design = {rct}", "design = {rtc}")
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = run_checks(Library.load(Project(tmp_path)), today=date(2026, 11, 21))
    assert {p.code for p in found if p.severity is Severity.ERROR} == {"BIB004"}
