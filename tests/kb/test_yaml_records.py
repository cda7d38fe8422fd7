from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kb.claims import load_claims, parse_claims
from kb.errors import SourceFileError
from kb.json_schema import claims_schema
from tests.conftest import ROOT

FINDING = """\
findings:
  - id: A2000.response
    citekey: A2000
    outcome: response
    metric: proportion
    value: 70.8
    unit: percent
    population: trd
    window: end-of-series
    source: article
"""


def codes(text: str) -> list[tuple[str, int]]:
    return [(problem.code, problem.line) for problem in parse_claims(text).problems]


def test_values_keep_their_text_and_their_type() -> None:
    (finding,) = parse_claims(FINDING.replace("70.8", "0070.80")).findings
    assert str(finding.value) == "70.80"
    (octal,) = parse_claims(FINDING.replace("id: A2000.response", "id: 012345")).findings
    assert octal.id == "012345"
    (no,) = parse_claims(FINDING.replace("id: A2000.response", "id: no")).findings
    assert no.id == "no"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("    unit: percent\n", "    unit: percent\n    unit: points\n", [("YML003", 8)]),
        ("findings:", "findngs:", [("YML005", 1)]),
        ("    unit:", "    untt:", [("YML005", 7), ("YML006", 2)]),
        ("unit: percent", "unit: procent", [("YML008", 7)]),
        ("value: 70.8", "value: seventy", [("YML007", 6)]),
        ("value: 70.8", "value: .nan", [("YML007", 6)]),
        ("value: 70.8", "value: [70.8]", [("YML002", 6)]),
        ("value: 70.8", "n: 24.5", [("YML007", 6)]),
        ("value: 70.8", "value: &x 70.8", [("YML004", 6)]),
        ("id: A2000.response", "id:", [("YML006", 2)]),
        ("    citekey: A2000\n", "", [("YML006", 2)]),
        ("id: A2000.response", 'id: "a\\0b"', [("YML007", 2)]),
        ("id: A2000.response", "id: 'a", [("YML001", 11)]),
        ("findings:\n", "findings: none\n", [("YML001", 2)]),
    ],
)
def test_a_fault_has_its_code_and_line(old: str, new: str, expected: list[tuple[str, int]]) -> None:
    assert old in FINDING
    assert codes(FINDING.replace(old, new, 1)) == expected


def test_a_misspelt_word_is_answered_with_the_nearest() -> None:
    problems = parse_claims(FINDING.replace("outcome: response", "outcome: respnse")).problems
    assert problems[0].remedy == "did you mean 'response'?"


@pytest.mark.parametrize(
    "text", ["", "# only a comment\n", "- a\n- b\n", "just words", "\x00", "{", "a: b: c"]
)
def test_what_is_no_claims_file_is_one_fault(text: str) -> None:
    file = parse_claims(text)
    assert len(file.problems) == 1
    assert file.claims == ()


def test_exploding_aliases_are_refused_at_once() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{c}: &{c} [*{p}, *{p}, *{p}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert [problem.code for problem in parse_claims(bomb).problems] == ["YML004"]


def test_deep_nesting_is_a_fault_not_a_crash() -> None:
    assert parse_claims("findings: " + "[" * 5000).problems


@given(st.text(max_size=200))
def test_any_text_gives_a_result(text: str) -> None:
    parse_claims(text)


def test_an_unreadable_file_is_an_error_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "claims.yaml"
    path.write_bytes(b"findings:\n  - id: \xff\n")
    with pytest.raises(SourceFileError, match=r"claims.yaml:2: SRC001 not UTF-8: byte 0xff"):
        load_claims(path)
    with pytest.raises(SourceFileError, match="cannot be read"):
        load_claims(tmp_path / "absent.yaml")


def plain(path: Path) -> object:
    """The file as editors see it, dates as text."""
    loader = type("Loader", (yaml.SafeLoader,), {})
    loader.yaml_implicit_resolvers = {
        key: [(tag, regexp) for tag, regexp in resolvers if "timestamp" not in tag]
        for key, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)


def test_the_shipped_claims_fit_the_json_schema() -> None:
    jsonschema.validate(plain(ROOT / "claims.yaml"), claims_schema())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    unit:", "    untt:"),
        ("unit: percent", "unit: procent"),
        ("value: 70.8", "value: seventy"),
        ("value: 70.8", "n: 24.5"),
        ("    citekey: A2000\n", ""),
        ("findings:", "findngs:"),
    ],
)
def test_schema_and_loader_refuse_the_same(old: str, new: str) -> None:
    text = FINDING.replace(old, new, 1)
    assert parse_claims(text).problems
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(yaml.safe_load(text), claims_schema())
    assert not parse_claims(FINDING).problems
    jsonschema.validate(yaml.safe_load(FINDING), claims_schema())
