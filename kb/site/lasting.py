"""
What stays in memory as long as the process, kept out of the garbage collector's rounds.

A full collection walks every object there is: some 70 to 150 ms for what Datasette, the
templates and the libraries hold, in the middle of whichever page is being made then. What
is there at the start will be there at the end, so it is set aside once (:func:`gc.freeze`,
https://docs.python.org/3/library/gc.html#gc.freeze), and a full collection walks what pages
leave behind alone.
"""

from __future__ import annotations

import gc
from functools import cache


@cache
def set_aside_what_stays() -> int:
    """Set aside every object there is now, once in a process; return how many they are."""
    gc.collect()
    gc.freeze()
    return gc.get_freeze_count()
