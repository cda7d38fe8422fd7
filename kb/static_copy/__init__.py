"""The pages as files, for a file share, a memory stick or any server that only sends files."""
