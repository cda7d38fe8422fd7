"""Vet copy: every sentence of a draft against the evidence, before it goes out."""
