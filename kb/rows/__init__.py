"""The rows of kb.db, one module for each part of the library."""
