"""Rules for the entries of references.bib."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from kb.bibliography import FIELDS
from kb.checks.likeness import is_one_work
from kb.checks.rule import REFERENCES, Content, Fault, Rule
from kb.deduplication.engine import find_duplicates
from kb.deduplication.records import BibRecord
from kb.identifiers import doi_key
from kb.models import Publication
from kb.near_words import did_you_mean
from kb.vocabulary import Confidence, Indexing, Severity, Source, Standing

#: No PMID is as high yet: PubMed passed 41 million late in 2025 and adds about 1.7 million a year.
HIGHEST_PMID = 46_000_000
#: About the first PMID given out in a year. PubMed numbers records as they arrive, so a record is
#: rarely numbered three years before, or six years after, the year printed on it.
_FIRST_PMID = {
    1997: 9_000_000, 2000: 10_600_000, 2003: 12_500_000, 2005: 15_600_000, 2008: 18_100_000, 2010: 20_000_000,
    2013: 23_300_000, 2015: 25_500_000, 2018: 29_300_000, 2020: 31_900_000, 2023: 36_600_000, 2025: 39_700_000,
}  # fmt: skip
_LINKS = {"includes": "includes", "pools": "pools", "secondary_of": "secondaryof", "supersedes": "supersedes"}
_FALLEN = (Standing.RETRACTED, Standing.EXPRESSION_OF_CONCERN)


def _entries(content: Content) -> Iterator[Publication]:
    yield from content.library.publications.values()


def _at(publication: Publication, message: str, remedy: str = "") -> Fault:
    return Fault(f"{publication.citekey}: {message}", REFERENCES, publication.line, remedy)


def _pmid_too_high(content: Content) -> Iterator[Fault]:
    for entry in _entries(content):
        if entry.pmid and int(entry.pmid) > HIGHEST_PMID:
            yield _at(entry, f"PMID {entry.pmid} is higher than any that PubMed has given out")


def _year_out_of_range(content: Content) -> Iterator[Fault]:
    for entry in _entries(content):
        if entry.year is not None and not 1800 <= entry.year <= content.today.year + 1:
            yield _at(entry, f"year {entry.year} cannot be right")


def _pmid_does_not_fit_year(content: Content) -> Iterator[Fault]:
    for entry in _entries(content):
        if not entry.pmid or entry.year is None or entry.year < 2003:
            continue
        pmid = int(entry.pmid)
        lowest = max((first for year, first in _FIRST_PMID.items() if year <= entry.year - 3), default=0)
        highest = min(
            (first for year, first in _FIRST_PMID.items() if year >= entry.year + 6), default=HIGHEST_PMID
        )
        if not lowest <= pmid <= highest:
            yield _at(entry, f"PMID {pmid} was not given out about {entry.year}")


def _shared_identifier(content: Content) -> Iterator[Fault]:
    seen: dict[tuple[str, str], str] = {}
    for entry in _entries(content):
        keys = {"PMID": entry.pmid, "PMCID": entry.pmcid, "DOI": doi_key(entry.doi) if entry.doi else None}
        for name, value in keys.items():
            if not value:
                continue
            first = seen.setdefault((name, value), entry.citekey)
            if first != entry.citekey:
                yield _at(entry, f"{name} {value} is also that of {first}")


def _one_work_twice(content: Content) -> Iterator[Fault]:
    """What the engine of `kb dedupe` joins or doubts, and titles or places alike, which it alone lets pass."""
    entries = tuple(_entries(content))
    found = find_duplicates([BibRecord.of(entry) for entry in entries])
    reasons = {
        (pair.first, pair.second): f": {pair.judgement.because}"
        for pair in [*(link for group in found.groups for link in group.links), *found.maybe]
    }
    for first, second in combinations(range(len(entries)), 2):
        a, b = entries[first], entries[second]
        if b.citekey in (*a.supersedes, *a.secondary_of) or a.citekey in (*b.supersedes, *b.secondary_of):
            continue
        if (first, second) in reasons or is_one_work(a, b):
            yield _at(b, f"looks like the same work as {a.citekey}{reasons.get((first, second), '')}")


def _unknown_link(content: Content) -> Iterator[Fault]:
    known = content.library.publications
    for entry in _entries(content):
        for attribute, field in _LINKS.items():
            for citekey in getattr(entry, attribute):
                if citekey not in known and not _is_faulty(content, citekey):
                    yield _at(
                        entry, f"{field} names unknown citekey {citekey!r}", did_you_mean(citekey, known)
                    )


def _is_faulty(content: Content, citekey: str) -> bool:
    """Whether the entry is there but could not be read: that is reported once, by the loader."""
    return any(repr(citekey) in problem.message for problem in content.library.problems)


def _link_cycle(content: Content) -> Iterator[Fault]:
    known = content.library.publications
    for attribute, field in _LINKS.items():
        for entry in _entries(content):
            reached: set[str] = set()
            ahead = list(getattr(entry, attribute))
            while ahead:
                citekey = ahead.pop()
                if citekey not in reached and citekey in known:
                    reached.add(citekey)
                    ahead.extend(getattr(known[citekey], attribute))
            if entry.citekey in reached:
                yield _at(entry, f"{field} leads back to itself")


def _unknown_memory(content: Content) -> Iterator[Fault]:
    names = {*FIELDS, "figures"}
    for entry in _entries(content):
        for name in entry.from_memory:
            if name not in names:
                yield _at(entry, f"frommemory names unknown field {name!r}", did_you_mean(name, names))


def _event_without_note(content: Content) -> Iterator[Fault]:
    eventless = (Standing.UNCHECKED, Standing.CURRENT)
    for entry in _entries(content):
        if entry.standing not in eventless and not entry.standing_note:
            yield _at(entry, f"standing is {entry.standing.code}, and no standingnote says what happened")


def _indexing_and_pmid(content: Content) -> Iterator[Fault]:
    for entry in _entries(content):
        if entry.indexing is Indexing.INDEXED and not entry.pmid:
            yield _at(entry, "pubmed is `indexed`, but there is no pmid")
        if entry.indexing is not Indexing.INDEXED and entry.pmid:
            yield _at(entry, f"pubmed is `{entry.indexing.code}`, but there is a pmid")


def _superseded_but_standing(content: Content) -> Iterator[Fault]:
    known = content.library.publications
    for entry in _entries(content):
        for citekey in entry.supersedes:
            earlier = known.get(citekey)
            if earlier and earlier.standing not in (Standing.SUPERSEDED, *_FALLEN):
                yield _at(
                    earlier, f"{entry.citekey} replaces it, but its standing is {earlier.standing.code}"
                )


def _confident_from_memory(content: Content) -> Iterator[Fault]:
    weak = (Source.MEMORY, Source.NONE, Source.MENTION)
    for entry in _entries(content):
        if entry.confidence is Confidence.HIGH and (
            entry.identity_source in weak or "figures" in entry.from_memory
        ):
            yield _at(entry, "confidence is high, but its identity or its figures are from memory")


def _unused(content: Content) -> Iterator[Fault]:
    linked = {key for entry in _entries(content) for name in _LINKS for key in getattr(entry, name)}
    for entry in _entries(content):
        if entry.citekey not in content.library.items_citing and entry.citekey not in linked:
            yield _at(entry, "no claim rests on it")


def _no_people(content: Content) -> Iterator[Fault]:
    for entry in _entries(content):
        if entry.n is not None and entry.n <= 0:
            yield _at(entry, f"n is {entry.n}")


RULES = (
    Rule(
        code="PUB001",
        name="pmid-too-high",
        severity=Severity.ERROR,
        summary="A PMID is a number that PubMed has given out.",
        why="A digit too many leads to no record, or later to somebody else's.",
        good="pmid = {10686270}",
        bad="pmid = {106862700}",
        remedy="look the number up in PubMed",
        check=_pmid_too_high,
    ),
    Rule(
        code="PUB002",
        name="year-out-of-range",
        severity=Severity.ERROR,
        summary="A year lies between 1800 and next year.",
        why="Years decide which evidence is shown as recent.",
        good="year = {2013}",
        bad="year = {2103}",
        remedy="see the year of the issue",
        check=_year_out_of_range,
    ),
    Rule(
        code="PUB003",
        name="pmid-does-not-fit-year",
        severity=Severity.WARNING,
        summary="A PMID was given out about the year of publication.",
        why="PubMed counts upwards: a number from another time usually belongs to another paper.",
        good="year = {2013},\npmid = {22840761}",
        bad="year = {2013},\npmid = {37224232}",
        remedy="open the record in PubMed and compare the title",
        check=_pmid_does_not_fit_year,
    ),
    Rule(
        code="PUB004",
        name="shared-identifier",
        severity=Severity.ERROR,
        summary="A PMID, PMCID or DOI belongs to one entry.",
        why="Two entries with one identifier are one study counted twice, or one of them is wrong.",
        good="@article{One, doi = {10.1000/1}}\n@article{Two, doi = {10.1000/2}}",
        bad="@article{One, doi = {10.1000/1}}\n@article{Two, doi = {10.1000/1}}",
        remedy="merge the entries, or mend the identifier",
        check=_shared_identifier,
    ),
    Rule(
        code="PUB005",
        name="one-work-twice",
        severity=Severity.WARNING,
        summary="A work has one entry.",
        why="A study entered twice under two keys supports a claim twice. Titles are compared letter by letter "
        "(96 of 100, years at most one apart), or first author, year, volume and first page.",
        good="One entry per work; a later edition names the earlier one in `supersedes`.",
        bad="Two entries with one title and year under two citekeys.",
        remedy="merge the entries, or link them with `supersedes` or `secondaryof`",
        check=_one_work_twice,
    ),
    Rule(
        code="PUB006",
        name="unknown-linked-publication",
        severity=Severity.ERROR,
        summary="`includes`, `pools`, `secondaryof` and `supersedes` name citekeys of this file.",
        why="These links keep patients from being counted twice; a link to nothing does not.",
        good="includes = {aanhetRot2010}",
        bad="includes = {anhetRot2010}",
        remedy="use a citekey of references.bib",
        check=_unknown_link,
    ),
    Rule(
        code="PUB007",
        name="unknown-field-from-memory",
        severity=Severity.ERROR,
        summary="`frommemory` names fields of an entry, or `figures`.",
        why="The site marks exactly these fields as unverified.",
        good="frommemory = {volume, figures}",
        bad="frommemory = {vol, figures}",
        remedy="name a field as it is written in this file",
        check=_unknown_memory,
    ),
    Rule(
        code="PUB008",
        name="circular-link",
        severity=Severity.ERROR,
        summary="No publication includes, pools, analyses again or replaces itself, directly or by way of others.",
        why="Of two editions only one is the later; a circle means that a link points the wrong way.",
        good="@article{New, supersedes = {Old}}",
        bad="@article{New, supersedes = {Old}}\n@article{Old, supersedes = {New}}",
        remedy="turn one of the links round or take it out",
        check=_link_cycle,
    ),
    Rule(
        code="PUB009",
        name="event-without-note",
        severity=Severity.ERROR,
        summary="A correction, concern, retraction, reinstatement or later edition is explained in `standingnote`.",
        why="Readers see that something happened and must be told what and when.",
        good="standing = {retracted},\nstandingnote = {Retracted by the journal in 2015 over its data.}",
        bad="standing = {retracted}",
        remedy="say in `standingnote` what happened, when, and by whom",
        check=_event_without_note,
    ),
    Rule(
        code="PUB010",
        name="indexing-and-pmid",
        severity=Severity.ERROR,
        summary="An entry has a `pmid` exactly where `pubmed` is `indexed`.",
        why="The site says of each work whether PubMed holds it; the two must not disagree.",
        good="pubmed = {indexed},\npmid = {22840761}",
        bad="pubmed = {not-indexed},\npmid = {22840761}",
        remedy="set `pubmed` to what is known",
        check=_indexing_and_pmid,
    ),
    Rule(
        code="PUB011",
        name="superseded-but-standing",
        severity=Severity.WARNING,
        summary="An entry that another one replaces has the standing `superseded`.",
        why="Otherwise the earlier edition goes on counting as evidence beside the later.",
        good="@article{Old, standing = {superseded}}\n@article{New, supersedes = {Old}}",
        bad="@article{Old}\n@article{New, supersedes = {Old}}",
        remedy="set `standing = {superseded}` with a note",
        check=_superseded_but_standing,
    ),
    Rule(
        code="PUB012",
        name="confident-from-memory",
        severity=Severity.WARNING,
        summary="Confidence is not high where identity or figures are from memory.",
        why="High means that identity and figures were seen in PubMed or the article.",
        good="confidence = {medium},\nfrommemory = {figures}",
        bad="confidence = {high},\nfrommemory = {figures}",
        remedy="lower the confidence, or verify and take the field out of `frommemory`",
        check=_confident_from_memory,
    ),
    Rule(
        code="PUB013",
        name="unused-publication",
        severity=Severity.NOTE,
        summary="A claim rests on every publication, or another publication names it.",
        why="A study that bears on no claim may be contrary evidence that somebody forgot to link.",
        good="An evidence item with `publication: Berman2000`.",
        bad="An entry that nothing cites.",
        remedy="link it to the claims it bears on",
        check=_unused,
    ),
    Rule(
        code="PUB014",
        name="no-people",
        severity=Severity.ERROR,
        summary="n, where given, is at least one.",
        why="A study of nobody found nothing; leave out what is not known.",
        good="n = {24}",
        bad="n = {0}",
        remedy="leave the field out if n is not known",
        check=_no_people,
    ),
)
