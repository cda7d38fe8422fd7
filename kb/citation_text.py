"""A publication as a reference to paste, in the NLM (Vancouver) order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: ICMJE recommendations: six authors, then "et al."
AUTHORS_SHOWN = 6


def citation_text(publication: Mapping[str, Any]) -> str:
    """
    Return a row of ``publications`` as one line of plain text; a retracted work says so.

    >>> citation_text({"authors": "Roe A; Doe BC", "title": "A trial.", "journal_abbreviation": "J Test",
    ...                "journal": None, "year": 2020, "volume": "4", "issue": "2", "pages": "1-9",
    ...                "doi": "10.1000/x", "pmid": "12345", "standing": "current"})
    'Roe A, Doe BC. A trial. J Test. 2020;4(2):1-9. doi:10.1000/x. PMID: 12345.'
    """
    names = [name.strip() for name in (publication["authors"] or "").split(";") if name.strip()]
    shown = ", ".join(names[:AUTHORS_SHOWN]) + (", et al" if len(names) > AUTHORS_SHOWN else "")
    title = publication["title"] or ""
    if publication["standing"] == "retracted":
        title += " [Retracted]"
    parts = [_sentence(shown), _sentence(title)]
    parts.append(_sentence(publication["journal_abbreviation"] or publication["journal"] or ""))
    parts.append(_sentence(_where(publication)))
    if publication["doi"]:
        parts.append(f"doi:{publication['doi']}.")
    if publication["pmid"]:
        parts.append(f"PMID: {publication['pmid']}.")
    return " ".join(part for part in parts if part)


def _where(publication: Mapping[str, Any]) -> str:
    text = str(publication["year"] or "")
    volume = (publication["volume"] or "") + (f"({publication['issue']})" if publication["issue"] else "")
    if volume:
        text += f";{volume}"
    if publication["pages"]:
        text += f":{publication['pages']}"
    return text


def _sentence(text: str) -> str:
    stripped = text.strip()
    return stripped if not stripped or stripped[-1] in ".?!" else stripped + "."
