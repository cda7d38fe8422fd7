"""One work in every kind of file is the same record."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from kb.errors import KBError
from kb.matching import Decision
from kb.matching.readers import read_records
from tests.matching.conftest import matcher_of

FILES = {
    "a.jsonl": '{"pmid": "123456", "title": "Ten made-up things in people with d\u00e9pression", '
    '"journal": "J Made Up", '
    '"year": "2011a", "volume": "12", "fpage": "101", "lpage": "9", '
    '"authors": ["Lind\u00e9n A", "Okafor BC"], "doi": null}\n',
    "a.nbib": "PMID- 123456\nTI  - Ten made-up things in\n      people with d\u00e9pression\n"
    "FAU - Lind\u00e9n, Anna\n"
    "FAU - Okafor, Ben C\nJT  - Journal of Made Up\nTA  - J Made Up\nDP  - 2011 Mar\nVI  - 12\nPG  - 101-9\n\n",
    "a.ris": "TY  - JOUR\nAN  - 123456\nTI  - Ten made-up things in people with d\u00e9pression\n"
    "AU  - Lind\u00e9n, A\n"
    "AU  - Okafor, B C\nJF  - Journal of Made Up\nJ2  - J Made Up\nPY  - 2011\nVL  - 12\n"
    "SP  - 101\nEP  - 109\nER  - \n",
    "a.bib": "@string{x = {y}}\n@article{Linden2011,\n  author = {Lind{\\'e}n, A and Okafor, B. C.},\n"
    '  title = {{Ten} made-up things in people with d{\\\'e}pression},\n  journal = "J Made Up", year = 2011,\n'
    "  volume = {12}, pages = {101--109},\n  pmid = {123456}\n}\n",
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("zipped", [False, True])
def test_a_work_is_read_from_every_kind_of_file(name: str, zipped: bool, tmp_path: Path) -> None:
    path = tmp_path / (name + ".gz" * zipped)
    data = FILES[name].encode()
    path.write_bytes(gzip.compress(data) if zipped else data)
    (record,) = read_records(path)
    assert (record.pmid, record.year, record.volume, record.first_page) == ("123456", 2011, "12", "101")
    assert record.title == "Ten made-up things in people with d\u00e9pression"
    assert len(record.authors) == 2
    match = matcher_of(tmp_path / "x.index", [record]).match(
        "Linden A, Okafor BC. Ten made-up things in people with depression. J Made Up 2011;12:101-109"
    )
    assert (match.decision, match.pmid) == (Decision.MATCH, "123456")
    assert {f.agreement.value for f in match.fields} == {"agrees"}


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.docx", b"PK", "not a kind of file"),
        ("a.jsonl", b"{]\n", "a.jsonl:1: not JSON"),
        ("a.jsonl", b"[1]\n", "a.jsonl:1: not a JSON object"),
        ("a.jsonl.gz", b"not gzipped", "Not a gzipped file"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(name: str, data: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(KBError, match=message):
        list(read_records(path))
