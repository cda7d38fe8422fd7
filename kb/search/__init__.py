"""
Search over everything in kb.db: claims, publications, findings, rules for copy, regulatory facts, topics.

``kb build`` writes one entry for each of them into ``search_entries``, full-text indexed, and
every word used into ``search_words``. A query becomes terms, each with other ways of
saying it (:mod:`kb.search.query`); entries are ranked by how much of the query they hold
(:mod:`kb.search.ranking`); identifiers lead straight to what they name.
"""

from kb.search.engine import search
from kb.search.records import Answers, EntryKind, Found, Group, Part

__all__ = ["Answers", "EntryKind", "Found", "Group", "Part", "search"]
