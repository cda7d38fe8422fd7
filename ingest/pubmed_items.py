"""What reading PubMed XML yields besides records."""

from __future__ import annotations

from typing import NamedTuple

from kb.errors import IngestError
from kb.pubmed_record import PubMedRecord


class RecordFault(NamedTuple):
    """A piece of the input that gave no record, and why; a value, not an exception."""

    source: str
    """The file's name, or ``""`` for bytes."""
    offset: int
    """Where the piece begins: bytes from the start of the (unpacked) XML."""
    pmid: str | None
    """The PMID of the article, where it could be read."""
    reason: str

    def __str__(self) -> str:
        place = f"{self.source}, byte {self.offset}" if self.source else f"byte {self.offset}"
        return f"{place}: PMID {self.pmid}: {self.reason}" if self.pmid else f"{place}: {self.reason}"


class Deletion(NamedTuple):
    """PMIDs that an update file withdraws."""

    pmids: tuple[str, ...]


PubMedItem = PubMedRecord | RecordFault | Deletion
"""What a PubMed file is made of, in its order."""


class PubMedSet(NamedTuple):
    """All that one answer or file held."""

    records: tuple[PubMedRecord, ...]
    faults: tuple[RecordFault, ...]
    deleted: tuple[str, ...]


class PubMedXMLError(IngestError):
    """The input held faults; the records that could be read are in ``found``."""

    def __init__(self, found: PubMedSet) -> None:
        self.found = found
        super().__init__("\n".join(str(fault) for fault in found.faults))
