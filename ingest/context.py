"""What the ingest needs from the knowledge base; the command line hands it over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.entrez import EntrezClient
    from kb.models import Publication
    from kb.pubmed_record import PubMedRecord

#: Told, in one line without secrets, what the asking is waiting for.
Notice = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestContext:
    """The knowledge base, as far as the ingest may see it."""

    #: The folder of captures; it need not exist yet.
    captures: Path
    #: Reads the entries of references.bib; called only if they are needed.
    publications: Callable[[], Sequence[Publication]]
    #: Appends an entry for a record to references.bib and returns its citekey.
    add: Callable[[PubMedRecord], str]
    #: Makes the client; from the environment where it is left out.
    client: Callable[[Notice], EntrezClient] | None = None
