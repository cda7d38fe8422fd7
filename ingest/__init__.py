"""Adapters that turn outside bytes into records of the library."""
