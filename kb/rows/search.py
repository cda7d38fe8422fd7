"""
Rows for the search: an entry for each thing a reader may look for, and the words in use.

Made from the rows of the other tables, so that the search says what they say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kb.database import Row
from kb.search.numbers import figure_words
from kb.search.words import tokens_of
from kb.vetting.rule import Rule
from kb.vocabulary import VOCABULARIES

#: Codes that say nothing to a reader who searches.
_SILENT = frozenset({"other", "none", "any", "unstated", "not-applicable"})
#: Columns whose codes are abbreviations, so that their definitions are searched too.
_DEFINED = ("population", "design")
_WITH_WORDS = ("title", "wordings", "terms", "text")


def search_rows(tables: Mapping[str, Sequence[Row]], rules: Iterable[Rule]) -> dict[str, list[Row]]:
    """Return the rows of ``search_entries`` and ``search_words``, by table."""
    entries = [{name: _plain(text) for name, text in entry.items()} for entry in _entries(tables, rules)]
    used: Counter[str] = Counter()
    for entry in entries:
        entry["figures"] = " ".join(figure_words(f"{entry['title']}\n{entry['wordings']}"))
        used.update({word for name in _WITH_WORDS for word in tokens_of(entry[name])})
    return {
        "search_entries": [{"id": number, **entry} for number, entry in enumerate(entries, 1)],
        "search_words": [{"word": word, "entries": count} for word, count in sorted(used.items())],
    }


def _entries(tables: Mapping[str, Sequence[Row]], rules: Iterable[Rule]) -> Iterator[dict[str, str]]:
    topics = {row["topic"]: row["title"] for row in tables["topics"]}
    labels = {row["citekey"]: row["label"] for row in tables["publications"]}
    registered: dict[str, list[str]] = {}
    for row in tables["publication_terms"]:
        registered.setdefault(row["citekey"], []).append(row["term"])
    for row in tables["claims"]:
        yield _entry(
            "claim", row["id"], row["statement"], row["verdict"], wordings=row["wordings"],
            terms=[*_codes(row, "population", "drug", "route", "outcome"), topics[row["topic"]]],
            text=[row["holds"], row["caveat"]],
        )  # fmt: skip
    for row in tables["publications"]:
        yield _entry(
            "publication", row["citekey"], row["title"], row["label"],
            terms=[
                row["label"], row["authors"], row["journal"], *_codes(row, "design"),
                *registered.get(row["citekey"], ()),
            ],
            text=[row["population"], row["intervention"], row["comparator"], row["note"], row["abstract"]],
        )  # fmt: skip
    for row in tables["findings"]:
        label = str(labels.get(row["citekey"], row["citekey"]))
        yield _entry(
            "finding", row["id"], finding_title(row), label,
            terms=[label, *_codes(row, "population", "drug", "route", "outcome", "metric")],
            text=[row["scale"], row["arm"], row["comparator"], row["note"]],
        )  # fmt: skip
    for rule in rules:
        yield _entry(
            "rule", rule.id, rule.title, rule.severity.code, terms=rule.basis,
            text=[rule.text.message.replace("{match}", "…"), rule.text.why, rule.text.suggestion],
        )  # fmt: skip
    for row in tables["regulatory_facts"]:
        yield _entry(
            "fact", row["id"], row["statement"], row["authority"], terms=[row["product"], *_codes(row, "drug")],
            text=[row["indication"], row["regimen"], row["document"]],
        )  # fmt: skip
    for row in tables["topics"]:
        yield _entry("topic", row["topic"], row["title"], "", terms=[row["topic"].replace("-", " ")])


def finding_title(row: Row) -> str:
    """Return a finding in one line: what was measured, the figure, and when."""
    outcome = str(row["outcome"]).replace("-", " ")
    what = row["definition"] or ("figure" if outcome == "other" else outcome)
    when = f", {row['time']}" if row["time"] else ""
    return f"{what[:1].upper()}{what[1:]}: {row['figure']}{when}"


def _entry(
    kind: str, key: str, title: str, detail: str, *, wordings: str = "",
    terms: Iterable[str | None] = (), text: Iterable[str | None] = (),
) -> dict[str, str]:  # fmt: skip
    return {
        "kind": kind, "key": key, "title": title, "detail": detail, "wordings": wordings,
        "terms": "\n".join(filter(None, terms)), "text": "\n".join(filter(None, text)),
    }  # fmt: skip


def _codes(row: Row, *columns: str) -> Iterator[str]:
    """Yield the codes of a row in words, with their definitions."""
    for column in columns:
        code = row[column]
        if code in _SILENT:
            continue
        yield code.replace("-", " ")
        if column in _DEFINED:
            yield VOCABULARIES[column].of(code).definition


def _plain(text: str) -> str:
    """Return the text without control characters, which the search uses to mark what matches."""
    return "".join(char if char.isprintable() or char == "\n" else " " for char in text)
