"""
A research-evidence library: claims, the publications for and against them, and verdicts.
"""

from __future__ import annotations

__version__ = "0.1.0"
