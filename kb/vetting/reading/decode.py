"""Bytes to text: which encoding a file is in, or why it holds no text."""

from __future__ import annotations

import codecs
import re

from kb.vetting.reading.limits import CopyError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?([A-Za-z0-9_.:-]{1,40})""", re.I)
#: Bytes that the declaration of an encoding must start within, as in the HTML standard.
_DECLARATION_WITHIN = 1024
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
#: Control characters per character above which a file is no text.
_CONTROL_SHARE = 0.002
_MULTIBYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]+")
_LONE_CR = re.compile(r"\r(?!\n)")


def decode(data: bytes, *, declared: bool = False) -> str:
    """
    Return the text of a file; a byte order mark is left out, a lone CR becomes LF.

    :param declared: whether the file may declare its own encoding, as HTML does.
    :raises CopyError: if the bytes are no text, or UTF-8 with faults in it.
    """
    text = _decoded(data, declared)
    controls = len(_CONTROL.findall(text))
    if controls > max(3, _CONTROL_SHARE * len(text)):
        raise CopyError(f"no text: {controls} control characters among {len(text)} characters")
    return _LONE_CR.sub("\n", text)


def _decoded(data: bytes, declared: bool) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding)
    wide = _wide(data)
    if wide:
        return _strict(data, wide)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        encoding = _declaration(data) if declared else ""
        if encoding:
            return _strict(data, encoding)
        if _mostly_utf8(data):
            line = data.count(b"\n", 0, fault.start) + 1
            message = f"not UTF-8: byte {data[fault.start]:#04x} on line {line}; save it as UTF-8"
            raise CopyError(message) from fault
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        raise CopyError(
            f"not {encoding}, which it says it is: {fault.reason} at byte {fault.start}"
        ) from fault


def _declaration(data: bytes) -> str:
    found = _DECLARED.search(data, 0, _DECLARATION_WITHIN)
    if not found:
        return ""
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return ""
    # A file that declares UTF-8 and is not falls through to the guess; Latin-1 means cp1252 on the web.
    if name.startswith("utf-8"):
        return ""
    return "cp1252" if name in {"iso8859-1", "ascii"} else name


def _wide(data: bytes) -> str:
    """Recognise UTF-16 without a mark by where its zero bytes stand."""
    head = data[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if half >= 4 and odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    if half >= 4 and even > 0.6 * half and odd < 0.1 * half:
        return "utf-16-be"
    return ""


def _mostly_utf8(data: bytes) -> bool:
    """Whether more characters beyond ASCII are sound UTF-8 than are not."""
    beyond = sum(byte >= 0x80 for byte in data[:1_000_000])
    sound = sum(len(match[0]) for match in _MULTIBYTE.finditer(data[:1_000_000]))
    return sound > 0 and sound * 2 > beyond
