"""Data that leaves: selections of publications, whole claims, and the whole of kb.db in open formats."""
