"""The readable strings inside JSON-LD, with their places in the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.late_pattern import late
from kb.vetting.reading.raw_block import RawBlock
from kb.vetting.reading.tracked import Tracked
from kb.vetting.records import BlockKind, Voice

_STRING = late(
    r'"(?P<key>name|headline|alternativeHeadline|description|disambiguatingDescription|text|'
    r"articleBody|reviewBody|"
    r"slogan|abstract|caption|award|warning|indication|"
    r'contraindication)"\s{0,20}:\s{0,20}"(?P<value>(?:[^"\\]|\\.){0,50000})"'
)
_ESCAPE = late(r'\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|["\\/bfnrt])')
_SIMPLE = {"b": "", "f": " ", "n": "\n", "r": "", "t": " "}
_MARKUP = late(r"</?[a-zA-Z][^<>]{0,500}>")
_BREAK = late(r"</(?:p|li|h[1-6]|div)>|<br ?/?>", re.I)


def read_structured_data(source: str, start: int, end: int, path: str) -> Iterator[RawBlock]:
    """Yield a block for each string a search engine may show; names of three words and fewer are left out."""
    for match in _STRING.finditer(source, start, end):
        tracked = Tracked.of(source, *match.span("value")).substitute(_ESCAPE, _unescaped)
        tracked = tracked.substitute(_BREAK, "\n").substitute(_MARKUP, "").unescaped().collapsed(lines=True)
        if len(tracked) and (match["key"] != "name" or tracked.text.count(" ") > 2):
            yield RawBlock(
                kind=BlockKind.JSON_LD,
                tracked=tracked,
                path=f"{path}#{match['key']}",
                hint=Voice.PATIENT if match["key"] == "reviewBody" else None,
            )


def _unescaped(match: re.Match[str]) -> str:
    escape = match[0]
    if len(escape) == 12:
        high, low = int(escape[2:6], 16), int(escape[8:], 16)
        return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    if len(escape) == 6:
        code = int(escape[2:], 16)
        return "" if 0xD800 <= code < 0xE000 else chr(code)
    return _SIMPLE.get(escape[1], escape[1])
