"""Measurements; each module runs with ``python -m`` and prints one JSON object as its last line."""
