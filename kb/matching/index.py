"""
The records that citations are matched against, in one SQLite file.

Built once from any iterable of records, in memory that does not grow with them. Words stand in an
FTS5 table without content or positions; how many records hold a word stands beside
it, so that a search can begin with the rarest. Places in print (volume, page, year) and
identifiers have tables of keys.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from kb.errors import KBError
from kb.identifiers import doi_key
from kb.matching.journals import journal_words
from kb.matching.normalize import (
    STOP_WORDS,
    last_page,
    page_digits,
    squash,
    surname,
    volume_number,
    words,
)
from kb.matching.records import IndexRecord

#: Written into the file; an index of another version is refused.
INDEX_VERSION = 1
#: Surnames of a record that are searched for.
_SURNAMES = 8
_BATCH = 5000
_SCHEMA = """
CREATE TABLE record (id INTEGER PRIMARY KEY, key TEXT, pmid TEXT, doi TEXT, title TEXT, squashed TEXT,
  journal TEXT, journal_other TEXT, year INTEGER, volume TEXT, first_page TEXT, last_page TEXT, surnames TEXT);
CREATE VIRTUAL TABLE word USING fts5(text, content='', detail=none, columnsize=0,
  tokenize="unicode61 remove_diacritics 0");
CREATE TABLE term (term TEXT PRIMARY KEY, records INTEGER) WITHOUT ROWID;
CREATE TABLE place (key INTEGER, id INTEGER, PRIMARY KEY (key, id)) WITHOUT ROWID;
CREATE TABLE identifier (key TEXT, id INTEGER, PRIMARY KEY (key, id)) WITHOUT ROWID;
"""


class Stored(NamedTuple):
    """A record as the index holds it: what is shown, and the keys for comparing."""

    id: int
    key: str
    pmid: str
    doi: str
    title: str
    #: The title squashed.
    squashed: str
    journal: str
    journal_other: str
    #: 0 where unknown.
    year: int
    #: A number, or empty.
    volume: str
    first_page: str
    last_page: str
    #: Squashed surnames, separated by a space.
    surnames: str


def place_key(*parts: str | int) -> int:
    """Return the key under which a place in print is looked up; two places may share one."""
    return zlib.crc32("|".join(map(str, parts)).encode())


def build_index(path: Path, records: Iterable[IndexRecord]) -> int:
    """
    Write an index of ``records`` to ``path``, replacing what is there, and return their number.

    The old file stays until the new one is complete.
    """
    temporary = path.with_name(path.name + ".tmp")
    temporary.unlink(missing_ok=True)
    count = 0
    with closing(sqlite3.connect(temporary)) as db:
        db.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536;" + _SCHEMA
        )
        for batch in _batches(records):
            first = count + 1
            rows = [_stored(first + i, record) for i, record in enumerate(batch)]
            count += len(rows)
            db.executemany(f"INSERT INTO record VALUES ({','.join('?' * len(Stored._fields))})", rows)
            db.executemany(
                "INSERT INTO word (rowid, text) VALUES (?, ?)", ((r.id, _searched(r)) for r in rows)
            )
            db.executemany(
                "INSERT OR IGNORE INTO place VALUES (?, ?)", ((k, r.id) for r in rows for k in _place_keys(r))
            )
            db.executemany(
                "INSERT OR IGNORE INTO identifier VALUES (?, ?)",
                ((k, r.id) for r, record in zip(rows, batch, strict=True) for k in _identifiers(record)),
            )
        db.execute("INSERT INTO word (word) VALUES ('optimize')")
        db.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, word, row)")
        db.execute("INSERT INTO term SELECT term, doc FROM temp.vocabulary")
        db.execute(f"PRAGMA user_version={INDEX_VERSION}")
        db.commit()
    temporary.replace(path)
    return count


class Index:
    """An index opened for reading; each process opens its own."""

    def __init__(self, path: Path) -> None:
        """
        Open the index at ``path``.

        :raises KBError: if there is none, or one of another version.
        """
        if not path.is_file():
            raise KBError(f"no index at {path}")
        self.path = path
        self._db = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
        try:
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
        except sqlite3.DatabaseError as error:
            raise KBError(f"{path} is no index of citations: {error}") from error
        if version != INDEX_VERSION:
            raise KBError(f"{path} is no index of citations of version {INDEX_VERSION}; build it again")
        self._db.executescript("PRAGMA cache_size=-65536;")
        self.size: int = self._db.execute("SELECT max(id) FROM record").fetchone()[0] or 0
        self.records_with = lru_cache(maxsize=100_000)(self._records_with)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _records_with(self, term: str) -> int:
        """Return how many records hold a word."""
        row = self._db.execute("SELECT records FROM term WHERE term = ?", (term,)).fetchone()
        return row[0] if row else 0

    def holding(self, terms: Sequence[str], limit: int) -> list[int]:
        """Return the ids of at most ``limit`` records that hold all ``terms``."""
        query = " AND ".join(f'"{term}"' for term in terms)
        rows = self._db.execute("SELECT rowid FROM word WHERE word MATCH ? LIMIT ?", (query, limit))
        return [row[0] for row in rows]

    def at_places(self, keys: Iterable[int], limit: int) -> list[int]:
        """Return the ids of at most ``limit`` records at any of the places."""
        listed = ",".join(map(str, keys))
        rows = self._db.execute(f"SELECT DISTINCT id FROM place WHERE key IN ({listed}) LIMIT {limit}")
        return [row[0] for row in rows]

    def identified(self, keys: Sequence[str]) -> list[int]:
        """Return the ids of the records with any of the identifiers."""
        marks = ",".join("?" * len(keys))
        rows = self._db.execute(f"SELECT id FROM identifier WHERE key IN ({marks}) LIMIT 50", keys)
        return [row[0] for row in rows]

    def fetch(self, ids: Iterable[int]) -> list[Stored]:
        """Return the records with these ids."""
        listed = ",".join(map(str, ids))
        if not listed:
            return []
        return [Stored(*row) for row in self._db.execute(f"SELECT * FROM record WHERE id IN ({listed})")]


def identifier_keys(*, doi: str, pmid: str, pmcid: str) -> list[str]:
    """Return the keys under which identifiers are looked up."""
    keys = {"doi": doi_key(doi), "pmid": pmid, "pmcid": pmcid.upper()}
    return [f"{kind}:{value}" for kind, value in keys.items() if value]


def journal_key(journal: str) -> str:
    """Return the first letters of a journal's name, the same for its abbreviation."""
    found = journal_words(journal)
    return found[0][:1] if found else ""


def _stored(number: int, record: IndexRecord) -> Stored:
    first = record.first_page.strip()
    return Stored(
        id=number,
        key=record.key,
        pmid=record.pmid,
        doi=doi_key(record.doi),
        title=record.title,
        squashed=squash(record.title),
        journal=record.journal,
        journal_other=record.journal_other,
        year=record.year or 0,
        volume=volume_number(record.volume),
        first_page=first,
        last_page=last_page(first, record.last_page),
        surnames=" ".join(name for author in record.authors if (name := surname(author))),
    )


def _searched(row: Stored) -> str:
    found = {word for word in words(row.title) if len(word) > 1 and word not in STOP_WORDS}
    return " ".join((*found, *row.surnames.split()[:_SURNAMES]))


def _place_keys(row: Stored) -> Iterator[int]:
    """Three keys for a place, so that any one number may be wrong; and first author with year."""
    page = page_digits(row.first_page)
    if page:
        if row.volume and row.year:
            yield place_key("vpy", row.volume, page, row.year)
        journal = journal_key(row.journal)
        if row.volume:
            yield place_key("vpj", row.volume, page, journal)
        if row.year:
            yield place_key("ypj", row.year, page, journal)
    if row.surnames and row.year:
        yield place_key("ay", row.surnames.split()[0], row.year)


def _identifiers(record: IndexRecord) -> list[str]:
    return identifier_keys(doi=record.doi, pmid=record.pmid, pmcid=record.pmcid)


def _batches(records: Iterable[IndexRecord]) -> Iterator[list[IndexRecord]]:
    batch: list[IndexRecord] = []
    for record in records:
        batch.append(record)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
