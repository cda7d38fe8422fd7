"""Forms as browsers post them, whole and hostile."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.site.posted_form import FormError, read_form

TYPE = "multipart/form-data; boundary=----x"


def part(head: str, content: bytes) -> bytes:
    return b"------x\r\nContent-Disposition: form-data; " + head.encode() + b"\r\n\r\n" + content + b"\r\n"


@given(st.binary(max_size=200).filter(lambda data: b"----x" not in data))
def test_a_file_comes_out_byte_for_byte(content: bytes) -> None:
    body = (
        part('name="text"', "é".encode())
        + part('name="file"; filename="a b.docx"', content)
        + b"------x--\r\n"
    )
    form = read_form(TYPE, body)
    assert (form.fields, form.file_name, form.file) == ({"text": "é"}, "a b.docx", content)


def test_a_file_that_was_not_chosen_is_none() -> None:
    form = read_form(TYPE, part('name="file"; filename=""', b"") + b"------x--\r\n")
    assert (form.file_name, form.file) == ("", b"")


def test_the_simple_encoding_is_read_too() -> None:
    assert read_form("application/x-www-form-urlencoded; charset=utf-8", b"text=a%26b+c&x=").fields == {
        "text": "a&b c",
        "x": "",
    }


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("", b""),
        ("application/json", b"{}"),
        ("multipart/form-data", b""),
        (TYPE, b""),
        (TYPE, part('name="text"', b"cut")),
        (TYPE, b"------x\r\nno head\r\n------x--"),
        (TYPE, part("nameless", b"a") + b"------x--"),
        (TYPE, part('name="text"', b"\xff") + b"------x--"),
        (TYPE, part('name="text"', b"a") * 50 + b"------x--"),
        ("application/x-www-form-urlencoded", b"\xff"),
        ("application/x-www-form-urlencoded", b"a=%ff"),
        ("application/x-www-form-urlencoded", b"a=1&" * 50),
    ],
)
def test_what_is_no_form_is_refused(kind: str, body: bytes) -> None:
    with pytest.raises(FormError):
        read_form(kind, body)
