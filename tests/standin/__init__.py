"""A server that answers as the E-utilities do, faults included, on this machine."""
