"""kb.db on the web: a folder that a container runs, and the way to a host."""
