"""Every check in Python, by the name that a rule file calls it."""

from __future__ import annotations

from kb.vetting.check_input import Check
from kb.vetting.evidence_rules import CHECKS as ASKING_THE_LIBRARY
from kb.vetting.evidence_rules import PAGE_CHECKS as ASKING_THE_LIBRARY_OF_PAGES
from kb.vetting.page_rules import PAGE_CHECKS as LOOKING_AT_THE_PAGE

#: Checks that look at one sentence.
CHECKS: dict[str, Check] = dict(ASKING_THE_LIBRARY)
#: Checks that look at the copy as a whole.
PAGE_CHECKS: dict[str, Check] = {**ASKING_THE_LIBRARY_OF_PAGES, **LOOKING_AT_THE_PAGE}
