"""
The checks that ask the library, by the name a rule file calls them.

``CHECKS`` look at one sentence, ``PAGE_CHECKS`` at the page as a whole (called once,
without a sentence). A check that knows two severities sets the alert's own; the rule's
is the default.
"""

from __future__ import annotations

from kb.vetting import (
    branded,
    comparisons,
    condition_effects,
    condition_lists,
    conditions,
    duration,
    esketamine_home,
    home_products,
    known_errors,
    nerve_growth,
    onset,
    rates,
    regulatory_rules,
    speed,
    stale_approvals,
    studies,
    suicidal_thoughts,
    wording_rules,
)
from kb.vetting.check_input import Check

CHECKS: dict[str, Check] = {
    **regulatory_rules.CHECKS,
    **stale_approvals.CHECKS,
    **home_products.CHECKS,
    **branded.CHECKS,
    **esketamine_home.CHECKS,
    **rates.CHECKS,
    **onset.CHECKS,
    **duration.CHECKS,
    **comparisons.CHECKS,
    **speed.CHECKS,
    **conditions.CHECKS,
    **condition_lists.CHECKS,
    **condition_effects.CHECKS,
    **studies.CHECKS,
    **suicidal_thoughts.CHECKS,
    **nerve_growth.CHECKS,
    **known_errors.CHECKS,
    **wording_rules.CHECKS,
}
PAGE_CHECKS: dict[str, Check] = dict(studies.PAGE_CHECKS)
