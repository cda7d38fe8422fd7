"""
Citations as printed, matched to publications.

The stages are modules: :mod:`~kb.matching.citation` reads a printed citation into
fields, :mod:`~kb.matching.blocking` picks the records that could be meant from an
index on disk, :mod:`~kb.matching.scoring` compares field by field, and
:mod:`~kb.matching.rules` decides by named rules and vetoes.
"""

from kb.matching.citation import parse_citation
from kb.matching.index import Index, build_index
from kb.matching.matcher import Matcher, match_all
from kb.matching.records import Citation, Decision, IndexRecord, Match
from kb.matching.references import split_references

__all__ = [
    "Citation",
    "Decision",
    "Index",
    "IndexRecord",
    "Match",
    "Matcher",
    "build_index",
    "match_all",
    "parse_citation",
    "split_references",
]
