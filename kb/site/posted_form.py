"""What a browser posts: fields and at most one file, from either encoding that HTML forms use."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

#: More parts than any form of ours has.
_MOST_PARTS = 20
_BOUNDARY = re.compile(r'boundary=(?:"([^"]{1,200})"|([^\s;,"]{1,200}))', re.I)
_NAME = re.compile(r'\bname="([^"]*)"', re.I)
_FILENAME = re.compile(r'\bfilename="([^"]*)"', re.I)


class FormError(Exception):
    """The body is no form."""


@dataclass(frozen=True, slots=True)
class PostedForm:
    """The fields by name, and the file if one was chosen."""

    fields: dict[str, str] = field(default_factory=dict)
    file_name: str = ""
    file: bytes = b""


def read_form(content_type: str, body: bytes) -> PostedForm:
    """
    Return the form in a request's body.

    :raises FormError: if the type is none that forms use, or the body does not follow it.
    """
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "application/x-www-form-urlencoded":
        try:
            pairs = parse_qsl(
                body.decode("utf-8"), keep_blank_values=True, max_num_fields=_MOST_PARTS, errors="strict"
            )
        except ValueError as error:
            raise FormError("the form cannot be read") from error
        return PostedForm(dict(pairs))
    if kind == "multipart/form-data":
        return _multipart(content_type, body)
    raise FormError("send it as a form")


def _multipart(content_type: str, body: bytes) -> PostedForm:
    found = _BOUNDARY.search(content_type)
    if found is None:
        raise FormError("the form has no boundary")
    mark = b"\r\n--" + (found[1] or found[2]).encode("latin-1", "replace")
    pieces = (b"\r\n" + body).split(mark, _MOST_PARTS + 2)
    if len(pieces) < 2 or len(pieces) > _MOST_PARTS + 2 or not pieces[-1].startswith(b"--"):
        raise FormError("the form is cut off or has too many parts")
    fields: dict[str, str] = {}
    file_name, file = "", b""
    for piece in pieces[1:-1]:
        head, separator, content = piece.partition(b"\r\n\r\n")
        headers = head.decode("utf-8", "replace")
        name = _NAME.search(headers)
        if not separator or name is None:
            raise FormError("a part of the form has no name")
        named_file = _FILENAME.search(headers)
        if named_file is None:
            try:
                fields[name[1]] = content.decode("utf-8")
            except UnicodeDecodeError as error:
                raise FormError("the text is no UTF-8") from error
        elif named_file[1]:
            file_name, file = named_file[1], content
    return PostedForm(fields, file_name, file)
