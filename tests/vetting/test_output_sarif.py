"""SARIF 2.1.0: the parts of the standard's schema that a log of ours uses, and what code scanning asks for."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import jsonschema
import pytest

from kb.vetting.output.report import Accepted, Report, VettedPage
from kb.vetting.output.sarif import FINGERPRINT, artifact_uri, format_sarif
from kb.vocabulary import Severity
from tests.conftest import ROOT
from tests.vetting.samples import TODAY, alert_on, copy_of, page_alert, report_on


def _object(required: str = "", **properties: Any) -> dict[str, Any]:
    return {
        "type": "object", "properties": properties, "required": required.split(), "additionalProperties": False,
    }  # fmt: skip


def _list(items: dict[str, Any], unique: bool = False) -> dict[str, Any]:
    return {"type": "array", "items": items, "uniqueItems": unique}


TEXT = {"type": "string"}
COUNT = {"type": "integer", "minimum": 1}
BAG = {"type": "object"}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
MESSAGE = _object(text=TEXT, markdown=TEXT, id=TEXT)
MULTIFORMAT = _object("text", text=TEXT, markdown=TEXT)
ARTIFACT = _object(
    uri={"type": "string", "format": "uri-reference"}, uriBaseId=TEXT, index={"type": "integer"}
)
REGION = _object(
    startLine=COUNT,
    startColumn=COUNT,
    endLine=COUNT,
    endColumn=COUNT,
    snippet=_object(text=TEXT),
    properties=BAG,
)
LOCATION = _object(physicalLocation=_object(artifactLocation=ARTIFACT, region=REGION))
RULE = _object(
    "id", id=TEXT, name=TEXT, shortDescription=MULTIFORMAT, fullDescription=MULTIFORMAT, help=MULTIFORMAT,
    helpUri={"type": "string", "format": "uri"}, defaultConfiguration=_object(level=LEVEL), properties=BAG,
)  # fmt: skip
DRIVER = _object(
    "name", name=TEXT, version=TEXT, semanticVersion=TEXT, informationUri={"type": "string", "format": "uri"},
    rules=_list(RULE, unique=True),
)  # fmt: skip
SUPPRESSION = _object(
    "kind", kind={"enum": ["inSource", "external"]}, status={"enum": ["accepted", "underReview", "rejected"]},
    justification=TEXT,
)  # fmt: skip
RESULT = _object(
    "message", ruleId=TEXT, ruleIndex={"type": "integer", "minimum": -1}, level=LEVEL, message=MESSAGE,
    locations=_list(LOCATION), partialFingerprints={"type": "object", "additionalProperties": TEXT},
    suppressions=_list(SUPPRESSION, unique=True),
    baselineState={"enum": ["new", "unchanged", "updated", "absent"]}, properties=BAG,
)  # fmt: skip
NOTE = _object("message", level=LEVEL, message=MESSAGE, locations=_list(LOCATION, unique=True))
INVOCATION = _object(
    "executionSuccessful", executionSuccessful={"type": "boolean"}, toolExecutionNotifications=_list(NOTE)
)
RUN = _object(
    "tool", tool=_object("driver", driver=DRIVER), results=_list(RESULT), invocations=_list(INVOCATION),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
)  # fmt: skip
LOG = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "type": "object",
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"enum": ["2.1.0"]},
        "runs": _list(RUN),
    },
    "required": ["version", "runs"],
    "additionalProperties": False,
}


#: The whole schema of the standard, where ``make sarif-schema`` fetched it.
WHOLE = ROOT / "build" / "sarif" / "package" / "lib" / "schemas" / "sarif-2.1.0-rtm.5.json"


def keeps_the_whole_schema(data: Any) -> bool:
    schema = json.loads(WHOLE.read_text(encoding="utf-8-sig"))
    return jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker()).is_valid(data)


@pytest.mark.skipif(not WHOLE.is_file(), reason="make sarif-schema fetches it")
def test_the_whole_schema_refuses_what_is_wrong() -> None:
    copy = copy_of()
    data = json.loads(format_sarif(report_on(copy, alert_on(copy, "85% respond"))))
    assert keeps_the_whole_schema(data)
    data["runs"][0]["results"][0]["level"] = "fatal"
    assert not keeps_the_whole_schema(data)


def log(report: Report) -> Any:
    data = json.loads(format_sarif(report))
    jsonschema.Draft7Validator(LOG, format_checker=jsonschema.FormatChecker()).validate(data)
    assert not WHOLE.is_file() or keeps_the_whole_schema(data)
    return data["runs"][0]


def test_a_run_with_everything_in_it_keeps_the_schema() -> None:
    copy = copy_of()
    alert, other = alert_on(copy, "85% respond"), page_alert(copy)
    accepted = Accepted(
        alert=alert, reason="shown below", by="clinician", until=date(2027, 1, 1), inline=False
    )
    report = report_on(
        copy, alert, other, site="https://kb.example.org", compared=True, unread=(("x.pdf", "a PDF"),)
    )
    page = replace(report.pages[0], known=(alert,), accepted=(accepted,))
    run = log(replace(report, pages=(page,)))
    assert [r.get("baselineState") for r in run["results"]] == ["new", "new", "unchanged", None]
    assert (
        run["results"][3]["suppressions"][0]["justification"] == "shown below (clinician, until 2027-01-01)"
    )
    assert run["invocations"][0]["executionSuccessful"] is False
    assert run["tool"]["driver"]["rules"][1]["helpUri"] == "https://kb.example.org/-/vet/rules#KL014"


def test_results_point_at_their_rules_and_places() -> None:
    copy = copy_of()
    run = log(report_on(copy, alert_on(copy, "85% respond")))
    (result,), (rule,) = run["results"], run["tool"]["driver"]["rules"]
    assert (
        run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == rule["id"] == "KL014"
    )
    assert rule["defaultConfiguration"]["level"] == "error" and "Because." in rule["help"]["text"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (3, 9, 20)
    assert region["snippet"]["text"] == "85% respond"
    assert result["message"]["text"] == "85%, found: 45% & less, <pooled>. Instead: About 45%"


def test_without_a_site_there_is_no_half_link() -> None:
    copy = copy_of()
    for site in (None, "", "/prefix"):
        run = log(report_on(copy, alert_on(copy, "85%"), site=site))
        assert "helpUri" not in run["tool"]["driver"]["rules"][0]
        assert "claimUrl" not in run["results"][0]["properties"]


def test_a_fingerprint_outlives_a_move_but_not_a_change() -> None:
    def print_of(text: str, name: str = "a.md") -> str:
        copy = copy_of(text, name)
        result = log(report_on(copy, alert_on(copy, "85% respond")))["results"][0]
        return str(result["partialFingerprints"][FINGERPRINT])

    first = print_of("About 85% respond.\n")
    assert len(first) == 64
    assert print_of("# New\n\nSomething else. About **85% respond**!\n", "b.md") == first
    assert print_of("About 85% respond quickly.\n") != first


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b/ä.md", "a%20b/%C3%A4.md"),
        ("/x/y.md", "file:///x/y.md"),
        ("stdin", "stdin"),
        ("a#b?.md", "a%23b%3F.md"),
    ],
)
def test_paths_become_uris(path: str, uri: str) -> None:
    assert artifact_uri(path) == uri


@pytest.mark.parametrize(("severity", "level"), [(s, s.code) for s in Severity])
def test_levels(severity: Severity, level: str) -> None:
    copy = copy_of()
    page = VettedPage(copy=copy, alerts=(alert_on(copy, "85%", severity=severity),))
    run = log(Report(pages=(page,), today=TODAY))
    assert run["results"][0]["level"] == level and run["tool"]["driver"]["rules"] == [{"id": "KL014"}]
