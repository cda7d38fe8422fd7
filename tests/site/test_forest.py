"""The forest plots of the claims: what stands in them, on the page and as files."""

from __future__ import annotations

import csv
import html
import io
import re
import sqlite3
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from datasette.utils import tilde_encode

from kb.database import create_database
from kb.site.claim_page import read_claim
from kb.site.forest_page import ClaimFigures
from kb.site.words import number
from tests.site.conftest import HOSTILE, Ask, asker
from tests.site.rows import every_table

SVG = "{http://www.w3.org/2000/svg}"
SEVENTY = "/claim/response-70-percent"


def get(ask: Ask, path: str) -> Any:
    return ask(lambda datasette: datasette.client.get(path))


def texts(svg: str) -> list[str]:
    return ["".join(e.itertext()) for e in ET.fromstring(svg).iter(f"{SVG}text")]


def figures_of(database: Path, claim: str) -> ClaimFigures:
    connection = sqlite3.connect(database)
    connection.row_factory = sqlite3.Row
    try:
        page = read_claim(connection, claim)
    finally:
        connection.close()
    assert page is not None
    return page.figures


def test_the_plot_of_the_seventy_percent_claim(ask: Ask) -> None:
    answer = get(ask, f"{SEVENTY}/forest.svg")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    said = texts(answer.text)
    for text in (
        "The claim: about 70%", "Rule’s bar: 45%",
        "17/24", "70.8% (50.8 to 85.1)*", "45% (35 to 55)", "46.9% (30.9 to 63.6)*", "vs 33.3%, midazolam",
    ):  # fmt: skip
        assert text in said
    groups = ["Controlled trials", "Pooled, as reviews published it", "Open label, no control arm"]
    places = [said.index(group) for group in groups]
    assert places == sorted(places)
    assert any(text.startswith("Not pooled here: no three of the five studies") for text in said)


def test_the_marks_of_the_seventy_percent_claim_lie_where_their_numbers_are(ask: Ask, shipped: Path) -> None:
    forest = figures_of(shipped, "response-70-percent").shown[0].forest
    at = forest.axis.within(336, 676).scale.at
    assert [at(x) for x in (0, 50, 100)] == [336, 506, 676]
    rows = {(row.label, row.figure): row for group in forest.groups for row in group.rows}
    karma = rows["Jelovac et al. 2025", "46.9%"]
    assert karma.span is not None and karma.other is not None
    assert (karma.span.value, karma.other.value) == (46.9, 33.3)
    circles = [
        float(e.attrib["cx"])
        for e in ET.fromstring(get(ask, f"{SEVENTY}/forest.svg").text).iter(f"{SVG}circle")
    ]
    assert at(33.3) in circles


def test_the_page_holds_both_layouts_a_table_and_the_files(ask: Ask) -> None:
    page = get(ask, SEVENTY).text
    (section,) = re.findall(r'<section aria-labelledby="figures-h".*?</section>', page, re.S)
    svgs = re.findall(r"<svg .*?</svg>", section, re.S)
    # For a desk, for paper, for a phone.
    assert [ET.fromstring(svg).attrib["width"] for svg in svgs[:3]] == ["900", "900", "360"]
    ids = re.findall(r' id="([^"]+)"', section)
    assert len(ids) == len(set(ids))
    assert "70.8% (17 of 24)" in section and "46.9% (15 of 32) against 33.3%" in section
    for link in re.findall(r'href="(/claim/[^"]+/forest[^"]*)"', section):
        assert get(ask, link).status_code == 200
    assert get(ask, f"{SEVENTY}/forest-1.svg").text == get(ask, f"{SEVENTY}/forest.svg").text


def test_the_csv_holds_what_is_drawn(ask: Ask) -> None:
    answer = get(ask, f"{SEVENTY}/forest.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert rows[0]["row"] == "claim" and float(rows[0]["value"]) == 70
    (murrough,) = [row for row in rows if row["finding_id"] == "Murrough2013bp.response-series"]
    assert [murrough[name] for name in ("events", "n", "drawn_low", "drawn_high", "interval_origin")] == [
        "17", "24", "50.8", "85.1", "computed",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "path",
    [f"{SEVENTY}/forest-99.svg", "/claim/no-such-claim/forest.svg", "/claim/no-such-claim/forest.csv"],
)
def test_a_plot_that_is_not_there_is_404(ask: Ask, path: str) -> None:
    assert get(ask, path).status_code == 404


def test_every_plot_of_every_claim_is_drawn_and_readable(shipped: Path) -> None:
    connection = sqlite3.connect(shipped)
    connection.row_factory = sqlite3.Row
    claims = [row[0] for row in connection.execute("SELECT id FROM claims")]
    drawn = 0
    for claim in claims:
        page = read_claim(connection, claim)
        assert page is not None
        used: list[str] = []
        for figure in page.figures.every:
            for svg in (figure.wide, figure.narrow):
                root = ET.fromstring(svg)
                assert root.find(f"{SVG}title") is not None and root.find(f"{SVG}desc") is not None
            drawn += 1
            used += [row["id"] for row in figure.rows]
        used += [row["id"] for row in page.figures.findings]
        assert len(used) == len(set(used)), f"{claim}: a figure stands twice"
        rested_on = connection.execute(
            "SELECT count(DISTINCT finding_id) FROM evidence_findings AS ef "
            "JOIN evidence_items AS e ON e.id = ef.evidence_item_id WHERE e.claim_id = ?",
            (claim,),
        ).fetchone()[0]
        assert len(used) == rested_on, f"{claim}: a figure is lost"
    connection.close()
    assert drawn > 100


def test_what_no_longer_stands_is_struck_out(shipped: Path) -> None:
    rows = [
        row
        for figure in figures_of(shipped, "treats-depression").every
        for group in figure.forest.groups
        for row in group.rows
        if row.struck
    ]
    assert [(row.label, row.struck) for row in rows] == [("Caddy et al. 2015", "superseded")]


def test_signs_are_turned_so_that_left_is_better(shipped: Path) -> None:
    figures = figures_of(shipped, "onset-within-24-hours").every
    (difference,) = [f for f in figures if f.panel.kind == "difference"]
    rows = {row.label: row for group in difference.forest.groups for row in group.rows}
    murrough = rows["Murrough et al. 2013"]
    assert murrough.figure == "7.95" and murrough.span is not None
    assert (murrough.span.value, murrough.span.low, murrough.span.high) == (-7.95, -12.71, -3.2)
    assert "signs turned" in difference.forest.axis.title


def test_trials_that_one_review_pools_do_not_share_patients(shipped: Path) -> None:
    figures = figures_of(shipped, "onset-within-24-hours").every
    (share,) = [f for f in figures if f.panel.kind == "share"]
    trials = share.forest.groups[0]
    assert trials.title == "Controlled trials" and len(trials.rows) >= 3
    assert {row.cohort for row in trials.rows} == {0}
    assert any("shares patients with Han et al. 2016" in row.detail for row in trials.rows)


def database(tmp_path: Path, **finding: Any) -> Path:
    """Return a small kb.db of three controlled studies of one claim, changed as told."""
    written = every_table(4, "word")
    template = written["findings"][0]
    kept = ("build_info", "publications", "topics", "claims", "regulatory_facts", "findings")
    written = {table: rows if table in kept else [] for table, rows in written.items()}
    written["findings"] = []
    for i in range(3):
        key = f"wordf{i:03}"
        written["findings"].append(
            template
            | {
                "id": key, "citekey": f"wordp{i:03}", "outcome": "response", "metric": "proportion", "unit": "percent",
                "value": 40.0 + 10 * i, "high": None, "interval_low": 30.0 + 10 * i, "interval_high": 55.0 + 10 * i,
                "figure": f"{40 + 10 * i}%", "events": None, "n": 20, "source": "article",
            }
            | finding
        )  # fmt: skip
        item = every_table(4, "word")["evidence_items"][0]
        written["evidence_items"].append(
            item | {"id": f"worde{i}", "claim_id": "wordc000", "position": i + 1, "citekey": f"wordp{i:03}",
                    "fact_id": None, "design": "rct", "counted": 1}
        )  # fmt: skip
        written["evidence_findings"].append({"evidence_item_id": f"worde{i}", "finding_id": key})
    written["pooled_estimates"].append(
        {
            "claim_id": "wordc000", "position": 1, "outcome": "response", "metric": "proportion", "unit": "percent",
            "reason": None, "population": "trd", "drug": "ketamine", "route": "iv", "window": "day-1", "k": 3, "n": 60,
            "estimate": 50.0, "interval_low": 30.1, "interval_high": 69.9, "interval_level": 95,
            "prediction_low": 4.6, "prediction_high": 95.4, "tau2": 0.1, "i2": 42.4, "q": 3.5, "averaged_on": "logit",
            "method": "random effects", "findings": "wordf000, wordf001, wordf002",
        }
    )  # fmt: skip
    path = tmp_path / "kb.db"
    create_database(path, written)
    return path


def test_an_estimate_of_ours_stands_below_the_studies_with_its_prediction_interval(tmp_path: Path) -> None:
    (figure,) = figures_of(database(tmp_path), "wordc000").every
    ours = figure.forest.groups[-1]
    assert ours.title == "Pooled here"
    (row,) = ours.rows
    assert row.computed and row.prediction is not None and row.prediction.high == 95.4
    said = texts(figure.wide)
    assert "50% (30.1 to 69.9)*" in said and "I² 42%; next study 4.6 to 95.4" in said
    assert figure.pooling == ("Pooled here by random effects.",)


def test_numbers_that_are_none_or_missing_are_listed_and_not_drawn(tmp_path: Path) -> None:
    figures = figures_of(database(tmp_path, value=None), "wordc000")
    assert figures.every == () and len(figures.findings) == 3


def test_hostile_text_is_inert_in_plots_and_tables(ask_hostile: Ask, hostile: Path) -> None:
    connection = sqlite3.connect(hostile)
    claims = [tilde_encode(row[0]) for row in connection.execute("SELECT id FROM claims")]
    connection.close()

    async def walk(datasette: Datasette) -> tuple[int, str]:
        drawn, table = 0, ""
        for claim in claims:
            answer = await datasette.client.get(f"/claim/{claim}/forest.svg")
            if answer.status_code == 200:
                drawn += 1
                assert {e.tag.removeprefix(SVG) for e in ET.fromstring(answer.text).iter()} <= {
                    "svg", "g", "title", "desc", "text", "tspan", "line", "rect", "path", "circle",
                }  # fmt: skip
            table += (await datasette.client.get(f"/claim/{claim}/forest.csv")).text
        return drawn, table

    drawn, table = ask_hostile(walk)
    assert drawn > 0
    assert HOSTILE.replace('"', '""') in table


def test_no_cell_of_the_csv_begins_like_a_formula(tmp_path: Path) -> None:
    path = database(tmp_path, figure="=cmd|' /C calc'!A0", arm="@SUM(1)", definition="-1+2", value=-5.0)
    with asker(path) as ask:
        rows = csv.DictReader(io.StringIO(get(ask, "/claim/wordc000/forest.csv").text))
        cells = [
            cell for row in rows for name, cell in row.items() if name in ("figure", "arm", "definition")
        ]
    assert cells and all(cell.startswith("'") for cell in cells)


def test_the_style_sheet_repaints_every_colour_of_a_plot(ask: Ask) -> None:
    sheet = (Path(__file__).parents[2] / "kb" / "site" / "static" / "kb.css").read_text(encoding="utf-8")
    plot = get(ask, f"{SEVENTY}/forest.svg").text
    colours = set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]{6})"', plot))
    assert {colour for colour in colours if f'"{colour}"' not in sheet} == set()


def test_numbers_of_the_table_are_those_of_the_plot(ask: Ask) -> None:
    page = html.unescape(get(ask, SEVENTY).text)
    for low, high in ((50.8, 85.1), (35, 55), (30.9, 63.6)):
        assert page.count(f"{number(low)} to {number(high)}") >= 3, "wide, narrow and table"
