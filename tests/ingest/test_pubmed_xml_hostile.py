"""Broken and hostile input: a clear fault, nothing expanded or fetched, the other records kept."""

from __future__ import annotations

import gzip
import io
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.pubmed_framing import MAX_RECORD_BYTES
from ingest.pubmed_items import PubMedXMLError, RecordFault
from ingest.pubmed_xml import iter_pubmed_xml, parse_pubmed_xml, read_pubmed_set
from kb.errors import IngestError
from kb.pubmed_record import PubMedRecord

SHAPES = (Path(__file__).parent.parent / "data" / "pubmed" / "shapes.xml").read_bytes()


def record(pmid: int, title: str = "T") -> str:
    return (
        f"<PubmedArticle><MedlineCitation><PMID>{pmid}</PMID><Article><ArticleTitle>{title}</ArticleTitle></Article>"
        f"</MedlineCitation></PubmedArticle>"
    )


def in_set(*records: str, doctype: str = "") -> bytes:
    return f"{doctype}<PubmedArticleSet>{''.join(records)}</PubmedArticleSet>".encode()


BOMB = (
    '<!DOCTYPE PubmedArticleSet [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)
EXTERNAL = (
    '<!DOCTYPE PubmedArticleSet [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y "<PubmedArticle>]>">]>'
)


@pytest.mark.parametrize(
    ("title", "doctype", "reason"),
    [
        ("&j;", BOMB, "not defined"),
        ("&x;", EXTERNAL, "not defined"),
        ("a\0b", "", "not well-formed"),
        ("a<b>c", "", "not well-formed"),
        ("\x01", "", "not well-formed"),
    ],
)
def test_one_bad_article_is_a_fault_and_the_others_are_kept(title: str, doctype: str, reason: str) -> None:
    found = read_pubmed_set(in_set(record(1), record(2, title), record(3), doctype=doctype))
    assert [kept.pmid for kept in found.records] == ["1", "3"]
    (fault,) = found.faults
    assert fault.pmid == "2"
    assert reason in fault.reason
    with pytest.raises(PubMedXMLError, match="PMID 2") as caught:
        parse_pubmed_xml(in_set(record(2, title), doctype=doctype))
    assert isinstance(caught.value, IngestError)


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE PubmedArticleSet SYSTEM "http://192.0.2.1/evil.dtd">',
        '<!DOCTYPE PubmedArticleSet PUBLIC "-//X//Y" "file:///etc/passwd">',
        '<!DOCTYPE PubmedArticleSet [<!ENTITY % p SYSTEM "http://192.0.2.1/p"> %p; <!-- ]> " -->]>',
        "<!doctype PubmedArticleSet>",
        "<?xml version='1.0' encoding='utf-8'?><!-- <PubmedArticle> --><?pi <PubmedArticle> ?>",
        "\ufeff",
    ],
)
def test_whatever_the_prolog_says_the_records_are_read(doctype: str) -> None:
    found = read_pubmed_set(in_set(record(1), doctype=doctype))
    assert ([kept.pmid for kept in found.records], found.faults) == (["1"], ())


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"   \n", "empty"),
        (b"<html><head><title>502 Bad Gateway</title></head></html>", "502 Bad Gateway"),
        (
            b"<eFetchResult>\n\t<ERROR>Unable to obtain query #1</ERROR>\n</eFetchResult>",
            "Unable to obtain query #1",
        ),
        (b'{"error":"API rate limit exceeded"}', "rate limit"),
        (b"<?xml version='1.0' encoding='UTF-16'?><PubmedArticleSet/>", "UTF-16"),
        ("<PubmedArticleSet/>".encode("utf-16"), "UTF-8"),
        (b"\0\0\0\0", "UTF-8"),
        (b"<!DOCTYPE PubmedArticleSet [<!ENTITY a 'b'>", "does not end"),
        (b"<!-- never", "does not end"),
        (b"<PubmedArticleSet><PubmedArt", "inside a tag"),
        (in_set("<PubmedArticle/>"), "no PMID"),
        (in_set(record(1).replace("1</PMID>", "one</PMID>")), "not a number"),
        (in_set("stray words"), "unknown text"),
        (in_set("<Unheard><Of/></Unheard>"), "Unheard"),
        (gzip.compress(in_set(record(1)))[:-12], "gzip"),
        (gzip.compress(in_set(record(1)))[:20] + b"rubbish" * 9, "gzip"),
    ],
)
def test_what_holds_no_record_says_why(data: bytes, reason: str) -> None:
    found = read_pubmed_set(data)
    assert reason in " ".join(fault.reason for fault in found.faults)


def test_end_tags_in_comments_and_cdata_end_nothing() -> None:
    title = "a<!-- </PubmedArticle> -->b<![CDATA[</PubmedArticle><i>]]>c!d"
    (found,) = parse_pubmed_xml(in_set(record(5, title)))
    assert found.title == "ab</PubmedArticle><i>c!d"
    assert found.title_html == "ab&lt;/PubmedArticle&gt;&lt;i&gt;c!d"


def test_scripts_come_out_inert() -> None:
    (found,) = parse_pubmed_xml(
        in_set(record(5, '<script>alert(1)</script>&lt;img src=x&gt;<i onclick="x">i</i>'))
    )
    assert found.title_html == "alert(1)&lt;img src=x&gt;<i>i</i>"


def long_file(megabytes: int) -> Iterator[bytes]:
    yield b"<PubmedArticleSet>" + record(1).encode()
    yield b"<PubmedArticle><MedlineCitation><PMID>2</PMID><Article><Abstract><AbstractText>"
    for _ in range(megabytes):
        yield b"All work and no play. " * 47662
    yield b"</AbstractText></Abstract></Article></MedlineCitation></PubmedArticle>"
    yield record(3).encode() + b"</PubmedArticleSet>"


class Chunks(io.RawIOBase):
    """A stream that is never whole in memory."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self.parts = parts

    def read(self, size: int = -1) -> bytes:
        return next(self.parts, b"")


def test_an_abstract_of_fifty_megabytes_is_a_fault_in_bounded_memory() -> None:
    tracemalloc.start()
    first, fault, last = list(iter_pubmed_xml(Chunks(long_file(50))))  # type: ignore[arg-type]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(first, PubMedRecord)
    assert isinstance(last, PubMedRecord)
    assert isinstance(fault, RecordFault)
    assert (fault.pmid, "larger than 8 MB" in fault.reason) == ("2", True)
    assert peak < 4 * MAX_RECORD_BYTES


def test_an_abstract_of_five_megabytes_is_read() -> None:
    _, large, _ = list(iter_pubmed_xml(Chunks(long_file(5))))  # type: ignore[arg-type]
    assert isinstance(large, PubMedRecord)
    assert len(large.abstract[0].text) > 5_000_000


def test_an_article_of_a_million_tags_is_a_fault() -> None:
    found = read_pubmed_set(in_set(record(1, "<b/>" * 1_000_000), record(2)))
    assert ([kept.pmid for kept in found.records], found.faults[0].pmid) == (["2"], "1")
    assert "tags" in found.faults[0].reason


def test_deep_nesting_is_a_fault() -> None:
    found = read_pubmed_set(in_set(record(1, "<b>" * 5000 + "</b>" * 5000)))
    assert found.faults[0].pmid == "1"


WHOLE = read_pubmed_set(SHAPES).records


@settings(deadline=None, max_examples=120)
@given(st.integers(0, len(SHAPES.rstrip()) - 1))
def test_a_file_cut_anywhere_gives_the_records_before_the_cut_and_a_fault(cut: int) -> None:
    found = read_pubmed_set(SHAPES[:cut])
    assert found.records == WHOLE[: len(found.records)]
    assert len(found.records) == SHAPES[:cut].count(b"</PubmedArticle>") + SHAPES[:cut].count(
        b"</PubmedBookArticle>"
    )
    assert found.faults


@settings(deadline=None, max_examples=15)
@given(st.integers(1, 3000))
def test_the_size_of_the_chunks_makes_no_difference(size: int) -> None:
    chunks = Chunks(SHAPES[at : at + size] for at in range(0, len(SHAPES), size))
    found = [item for item in iter_pubmed_xml(chunks) if isinstance(item, PubMedRecord)]  # type: ignore[arg-type]
    assert tuple(found) == WHOLE


@settings(deadline=None, max_examples=200)
@given(st.integers(0, len(SHAPES) - 1), st.binary(min_size=1, max_size=6))
def test_damage_never_raises(place: int, damage: bytes) -> None:
    found = read_pubmed_set(SHAPES[:place] + damage + SHAPES[place + len(damage) :])
    assert len(found.records) <= 4
