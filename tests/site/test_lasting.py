"""A started site sets aside what stays in memory, once in a process."""

from __future__ import annotations

import gc

from kb.site.lasting import set_aside_what_stays
from tests.site.conftest import Ask


def test_a_started_site_keeps_what_stays_out_of_collections(ask: Ask) -> None:
    assert gc.get_freeze_count() > 10_000
    assert set_aside_what_stays.cache_info().currsize == 1


def test_objects_are_set_aside_once(ask: Ask) -> None:
    before = set_aside_what_stays()
    frozen = gc.get_freeze_count()
    kept = [[number] for number in range(10_000)]
    assert set_aside_what_stays() == before
    assert gc.get_freeze_count() <= frozen, f"{len(kept)} more were set aside"
