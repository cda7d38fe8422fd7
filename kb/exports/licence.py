"""Under which terms the data leaves, and what a reader of it must be told."""

from __future__ import annotations

TITLE = "Ketamine claims and evidence"
DESCRIPTION = (
    "What ketamine clinics claim, beside what the studies found: claims, the publications for and against them, "
    "the figures those report, and the verdict of a published rule. Made from kb.db; not medical advice."
)
LICENCE_NAME = "CC-BY-4.0"
LICENCE_TITLE = "Creative Commons Attribution 4.0 International"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
#: What every export that holds figures says of them.
NOTES = (
    "A figure whose source is `memory` was seen in no document yet; treat it as unverified.",
    "An interval whose origin is `computed` is ours: the Wilson score interval of events out of n. One that is "
    "`reported` stands in the publication.",
    "Pooled estimates are computed by us where `method` names the formula; in summaries of findings the columns "
    "`relative_computed`, `risk_ratio`, `difference_by` and `number_needed_computed` say what is.",
    "Verdict, certainty, standing and what counts are derived by published rules, the history of a verdict by the "
    "same rule on what was published by each year; the steps are given.",
    "A mention gives page and line; the page's own words are not held.",
    "Abstracts, and sentences quoted from them, belong to their publishers; the licence does not cover them.",
)
