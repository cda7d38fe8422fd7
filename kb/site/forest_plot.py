"""From the rows of a panel to its forest plot."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from kb.drawing.axes import (
    Axis,
    Span,
    amount_axis,
    difference_axis,
    ratio_axis,
    share_axis,
    time_axis,
)
from kb.drawing.forest import Forest, Group, Line, Row
from kb.site.panels import HOURS, SIGNED, Panel, is_number
from kb.site.words import capital, code_label, figure_alone, number, plural

#: Headings of the groups, in the order in which they stand, with the designs under them.
GROUPS: tuple[tuple[str, frozenset[str]], ...] = (
    ("Controlled trials", frozenset({"rct", "crossover-rct"})),
    ("Pooled, as reviews published it", frozenset({"systematic-review", "uncontrolled-review"})),
    ("Controlled, not randomised", frozenset({"non-randomised"})),
    ("Open label, no control arm", frozenset({"open-label"})),
    ("Cohorts and registries", frozenset({"cohort"})),
    ("Surveys and models", frozenset({"cross-sectional", "economic-model"})),
    ("Cases", frozenset({"case-series", "case-report"})),
    ("Markers, animals and cells", frozenset({"mechanistic", "preclinical"})),
)
_REST = "Other sources"
_POOLED = GROUPS[1][1]
_AMOUNTS = {"usd": "US dollars", "usd-billion": "Billions of US dollars", "mg/kg": "mg/kg", "mg": "mg"}
_SUFFIXES = {"percent": "%", "points": " points", "sd": " SD"}
#: Pairs of citekeys that share patients, in either order.
Links = Set[tuple[str, str]]

#: Publications a side on a printed sheet.
_A_SIDE = 3
_UNIT_ON_AXIS = re.compile(r" (points|SD)$")
_EVENTS = re.compile(r"\s*\((\d+ of \d+)\)")
_BAR_NOTE = "Dotted: the pooled or controlled figure that the rule for a verdict compares the claim with."


def forest_of(
    panel: Panel,
    *,
    names: Mapping[str, str],
    links: Links = frozenset(),
    bars: frozenset[str] = frozenset(),
    pooled: Sequence[sqlite3.Row] = (),
) -> Forest:
    """
    Return the plot of a panel.

    :param names: what to call each publication, by citekey.
    :param links: pairs of citekeys that share patients.
    :param bars: ids of the findings that the rule compared a number of the claim with.
    :param pooled: rows of ``pooled_estimates`` of this panel; those without an estimate are not drawn.
    """
    ours = [_estimate(row, panel) for row in pooled if is_number(row["estimate"])]
    groups = [*_groups(panel, names, links), *([Group("Pooled here", tuple(ours))] if ours else [])]
    rows = [row for group in groups for row in group.rows]
    stated = tuple(_stated(q) for q in panel.stated)
    spans = [s for row in rows for s in (row.span, row.other) if s is not None]
    spans += [Span(row.until) for row in rows if row.until is not None]
    spans += [Span(end) for line in stated for end in (line.low, line.high) if end is not None]
    drawn = sum(row.span is not None for row in rows)
    said = "; ".join(f"the claim states {q['figure']}" for q in panel.stated)
    description = (
        f"Forest plot of {plural(drawn, 'figure')}{'; ' + said if said else ''}. "
        "The table beside it holds the same figures."
    )
    bar = _bar(panel, bars)
    return Forest(
        title=title_of(panel),
        description=description,
        axis=_axis(panel, spans),
        groups=tuple(groups),
        stated=stated,
        bar=bar,
        notes=_notes(panel, rows, bar),
    )


def brief_of(panel: Panel, *, names: Mapping[str, str], bars: frozenset[str] = frozenset()) -> Forest:
    """Return the plot of a panel for a printed sheet: the best figure of three publications a side, in one group."""
    picked: dict[str, dict[str, sqlite3.Row]] = {"supports": {}, "contradicts": {}}
    for f in panel.findings:
        side = picked.get(str(f["direction"]))
        if side is not None and f["counted"] and is_number(f["value"]) and len(side) < _A_SIDE:
            side.setdefault(str(f["citekey"]), f)
    strongest = [f for side in picked.values() for f in side.values()]
    few = replace(panel, findings=sorted(strongest, key=panel.findings.index))
    forest = forest_of(few, names=names, bars=bars)
    rows = tuple(row for group in forest.groups for row in group.rows)
    heading = "Figures found" if len(rows) == len(panel.findings) else "The strongest figures for and against"
    return replace(forest, groups=(Group(heading, rows),), notes=forest.notes[:1])


def _notes(panel: Panel, rows: Sequence[Row], bar: Line | None) -> tuple[str, ...]:
    """Return what the marks mean, of those that are there."""
    marks = [
        ("Square: a study, larger with n.", any(not row.diamond and not row.computed for row in rows)),
        ("Circle: its other arm.", any(row.other for row in rows)),
        ("Diamond: pooled.", any(row.diamond for row in rows)),
        ("Hollow: from memory.", any(row.from_memory for row in rows)),
        ("Bracket: one publication, or the same patients.", any(row.cohort for row in rows)),
        (
            "Coloured diamond: computed here; its line: a new study’s true effect.",
            any(row.computed for row in rows),
        ),
        ("* Interval computed here, by Wilson’s formula.", any(row.interval.endswith("*") for row in rows)),
    ]
    legend = " ".join(text for text, present in marks if present)
    return (legend, *([_BAR_NOTE] if bar else []))


def title_of(panel: Panel) -> str:
    """Return what a panel shows, e.g. ``Response, share of people``."""
    what = {
        "share": "share of people", "first seen": "how soon it was seen", "still seen": "how long it was still seen",
        "difference": "difference between the arms", "standardised difference": "difference in standard deviations",
    }.get(panel.kind, panel.kind)  # fmt: skip
    return f"{capital(code_label(panel.outcome))}: {code_label(what)}"


def drawn_at(f: sqlite3.Row, panel: Panel, column: str) -> float | None:
    """
    Return where a column of a finding lies on the panel's axis; None if it has no place.

    Times are in hours. Where people get better in the positive direction the sign is turned, so
    that left of 0 is better in every row.
    """
    value = f[column]
    if not is_number(value):
        return None
    if panel.kind in SIGNED:
        if not f["improvement"]:
            return None
        return -float(value) if f["improvement"] == "positive" else float(value)
    return float(value) * HOURS.get(f["unit"], 1.0)


def span_of(f: sqlite3.Row, panel: Panel) -> Span | None:
    """Return a finding's number and interval on the panel's axis."""
    value = drawn_at(f, panel, "value")
    if value is None or (panel.kind.endswith("ratio") and value <= 0):
        return None
    ends = [drawn_at(f, panel, "interval_low"), drawn_at(f, panel, "interval_high")]
    if ends[0] is None or ends[1] is None:
        return Span(value)
    return Span(value, min(ends[0], ends[1]), max(ends[0], ends[1]))


def _groups(panel: Panel, names: Mapping[str, str], links: Links) -> list[Group]:
    groups = []
    left = list(panel.findings)
    for title, designs in (*GROUPS, (_REST, frozenset[str]())):
        of_group = [f for f in left if f["design"] in designs or not designs]
        left = [f for f in left if f not in of_group]
        if not of_group:
            continue
        cohorts = _cohorts([str(f["citekey"]) for f in of_group], links)
        numbers = list(cohorts.values())
        shared = {number for number in numbers if sum(cohorts[f["citekey"]] == number for f in of_group) > 1}
        # The counted ones first; in these, the same patients side by side.
        of_group.sort(key=lambda f: (not f["counted"], numbers.index(cohorts[f["citekey"]])))
        rows = []
        for f in of_group:
            number = cohorts[f["citekey"]]
            rows.append(_row(f, panel, names, links, number if number in shared else 0))
        groups.append(Group(title, tuple(rows)))
    return groups


def _cohorts(citekeys: Sequence[str], links: Links) -> dict[str, int]:
    """Return a number for each citekey, the same for those that share patients directly or in a chain."""
    cohort: dict[str, int] = {}
    for i, key in enumerate(dict.fromkeys(citekeys), 1):
        joined = {cohort[other] for other in cohort if (key, other) in links or (other, key) in links}
        cohort = {other: i if number in joined else number for other, number in cohort.items()} | {key: i}
    return cohort


def _row(
    f: sqlite3.Row,
    panel: Panel,
    names: Mapping[str, str],
    links: Links,
    cohort: int,
) -> Row:
    figure, _, other = figure_alone(str(f["figure"])).partition(" against ")
    events = _EVENTS.search(figure)
    counts = events.group(1).replace(" of ", "/") if events else ""
    other_value = drawn_at(f, panel, "comparator_value")
    until = f["high"] if is_number(f["high"]) and panel.kind not in SIGNED else None
    return Row(
        label=names.get(f["citekey"], str(f["label"])),
        detail=_detail(f, panel, names, links),
        figure=_UNIT_ON_AXIS.sub("", _EVENTS.sub("", figure)),
        interval=_interval(f),
        span=span_of(f, panel),
        n=f["n"] if isinstance(f["n"], int) else None,
        counts=counts,
        until=None if until is None else until * HOURS.get(f["unit"], 1.0),
        beside=_other_arm(other),
        other=None if other_value is None else Span(other_value),
        diamond=f["design"] in _POOLED,
        from_memory=f["source"] == "memory",
        struck="" if f["counted"] else code_label(f["standing"]) or "no longer stands",
        cohort=cohort,
    )


def _other_arm(text: str) -> str:
    """
    Return the other arm's number and name without the dose.

    >>> _other_arm("33.3% on midazolam 0.045 mg/kg")
    'vs 33.3%, midazolam'
    """
    value, _, name = text.partition(" on ")
    name = re.split(r" [\d.]+ ", name, maxsplit=1)[0]
    return "vs " + ", ".join(filter(None, (_UNIT_ON_AXIS.sub("", value), name))) if text else ""


def _detail(f: sqlite3.Row, panel: Panel, names: Mapping[str, str], links: Links) -> str:
    """Return what tells one row from the next: scale, time, arm, definition, and whose patients they are."""
    arms = {g["arm"] for g in panel.findings if g["citekey"] == f["citekey"]}
    others = dict.fromkeys(str(g["citekey"]) for g in panel.findings)
    shares = [names.get(k, k) for k in others if {(k, f["citekey"]), (f["citekey"], k)} & links]
    parts = (
        f["scale"] if panel.kind in SIGNED else None,
        f["time"] or (code_label(f["window"]) if f["window"] != "unstated" else None),
        f["arm"] if len(arms) > 1 else None,
        f["analysis"] if f["design"] in _POOLED else None,
        "shares patients with " + ", ".join(shares) if shares else None,
        f["definition"] if panel.outcome != "response" else None,
    )
    return "; ".join(str(part) for part in parts if part)


def _interval(f: sqlite3.Row) -> str:
    if not (is_number(f["interval_low"]) and is_number(f["interval_high"])):
        return ""
    mark = "*" if f["interval_origin"] == "computed" else ""
    return f" ({number(f['interval_low'])} to {number(f['interval_high'])}){mark}"


def _estimate(row: sqlite3.Row, panel: Panel) -> Row:
    suffix = _SUFFIXES.get(row["unit"], "")
    prediction = None
    if is_number(row["prediction_low"]) and is_number(row["prediction_high"]):
        prediction = Span(row["estimate"], row["prediction_low"], row["prediction_high"])
    beside = f"I² {row['i2']:.0f}%" if is_number(row["i2"]) else ""
    if prediction:
        beside += f"; next study {_rounded(row['prediction_low'])} to {_rounded(row['prediction_high'])}"
    where = ", ".join(code_label(row[c]) for c in ("population", "window") if row[c])
    return Row(
        label=f"Random effects, {row['k']} studies",
        detail=f"computed; {where}",
        figure=_rounded(row["estimate"]) + suffix,
        interval=f" ({_rounded(row['interval_low'])} to {_rounded(row['interval_high'])})*",
        span=Span(row["estimate"], row["interval_low"], row["interval_high"]),
        n=row["n"],
        beside=beside,
        computed=True,
        prediction=prediction,
    )


def _rounded(value: float) -> str:
    return number(round(value, 1) if abs(value) >= 10 else round(value, 2))


def _stated(q: sqlite3.Row) -> Line:
    factor = HOURS.get(q["unit"], 1.0)
    value, high = q["value"] * factor, q["high"] * factor if is_number(q["high"]) else None
    label = f"The claim: {q['figure']}"
    if high is not None:
        return Line(label, min(value, high), max(value, high))
    if q["comparison"] in (">=", ">"):
        return Line(label, value, None)
    return Line(label, None, value) if q["comparison"] in ("<=", "<") else Line(label, value, value)


def _bar(panel: Panel, bars: frozenset[str]) -> Line | None:
    for f in panel.findings:
        at = drawn_at(f, panel, "value")
        if f["id"] in bars and at is not None:
            figure = re.sub(r"\s*\(.*$", "", str(f["figure"]).partition(" against ")[0])
            return Line(f"Rule’s bar: {figure}", at, at)
    return None


def _axis(panel: Panel, spans: Sequence[Span]) -> Axis:
    if panel.kind == "share":
        return share_axis(spans, "Share of people")
    if panel.kind.endswith("ratio"):
        return ratio_axis(spans, f"{capital(panel.kind)}; 1 is no difference")
    if panel.kind in SIGNED:
        unit = {"percent": "percent", "points": "points of the scale", "sd": "standard deviations"}.get(
            panel.unit, panel.unit
        )
        better = "better than before" if panel.kind.startswith("change") else "better than the other arm"
        turned = "; signs turned where a study counts the other way" if _is_turned(panel) else ""
        return difference_axis(spans, f"← {better} ({unit}{turned})")
    if panel.unit == "time":
        return time_axis(spans, "Time")
    return amount_axis(spans, _AMOUNTS.get(panel.unit) or capital(code_label(panel.unit)))


def _is_turned(panel: Panel) -> bool:
    return any(f["improvement"] == "positive" and is_number(f["value"]) for f in panel.findings)
