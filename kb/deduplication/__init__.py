"""Duplicates among bibliographic records of several exports: found, grouped, merged, nothing deleted."""
