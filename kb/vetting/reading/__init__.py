"""Copy as people hand it in, text, Markdown, HTML or DOCX, to blocks and sentences with their places."""

from kb.vetting.reading.limits import CopyError
from kb.vetting.reading.read_copy import read_copy

__all__ = ["CopyError", "read_copy"]
