"""The bibliographic formats in which publications leave the library."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kb.formats.bibtex import write_bibtex
from kb.formats.csl_json import write_csl_json
from kb.formats.format import Format
from kb.formats.medline import write_nbib
from kb.formats.ris import write_ris
from kb.formats.styles import STYLES, write_ama, write_apa, write_vancouver

_TEXT = "text/plain; charset=utf-8"

#: Every format by its name, files first, then reference lists in the styles of manuals.
FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        f.name: f
        for f in (
            Format("bib", "BibTeX", "bib", "application/x-bibtex; charset=utf-8", write_bibtex),
            Format("ris", "RIS", "ris", "application/x-research-info-systems; charset=utf-8", write_ris),
            Format("nbib", "MEDLINE (.nbib)", "nbib", "application/nbib; charset=utf-8", write_nbib),
            Format("csl", "CSL-JSON", "csl.json", "application/vnd.citationstyles.csl+json", write_csl_json),
            Format("vancouver", STYLES["vancouver"].title, "vancouver.txt", _TEXT, write_vancouver),
            Format("ama", STYLES["ama"].title, "ama.txt", _TEXT, write_ama),
            Format("apa", STYLES["apa"].title, "apa.txt", _TEXT, write_apa),
        )
    }
)
