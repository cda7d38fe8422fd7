"""Figures as plain SVG text: no script, no style sheet needed, the same text for the same numbers."""
